"""Accounts, sessions and the few facts a store keeps about itself."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from web.store.errors import StoreError
from web.store.schema import accounts, identities, meta, sessions
from web.store.scope import Scope
from web.store.stop import is_on

PUBLIC_IDS = "public_ids"
# In the place of a hash; no password has these.
SHUT, BY_SIGN_ON = "!", "sso"
_salts: WeakKeyDictionary[sa.Engine, str] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may sign in.

    Attributes
    ----------
    password_hash
        Argon2id; one of `SHUT` and `BY_SIGN_ON` where no password opens the account.
    starts_until
        The password was given, not chosen, and is worth nothing from this moment; None for a chosen one.
    gemeenten
        Whose people it sees, as `Scope.text`.
    """

    login: str
    password_hash: str
    role: str
    is_demo: bool
    starts_until: datetime | None = None
    gemeenten: str = "*"

    @property
    def is_shut(self) -> bool:
        """Whether nobody gets in with it."""
        return self.password_hash == SHUT

    @property
    def has_password(self) -> bool:
        """Whether a password opens it."""
        return self.password_hash not in (SHUT, BY_SIGN_ON)

    @property
    def scope(self) -> Scope:
        """Whose people it sees."""
        return Scope.of(self.gemeenten)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sign-in; the token itself is never kept, only its hash."""

    token_hash: str
    login: str
    created_at: datetime
    seen_at: datetime
    ended_at: datetime | None


class AccountStore:
    """What one transaction can do with accounts, sessions and the store's own facts."""

    connection: sa.Connection

    def add_account(self, account: Account, now: datetime) -> None:
        """Add an account; one that never signed in may still be put in the place of another.

        Raises
        ------
        StoreError
            Where the login signed in before, or signs on elsewhere: what it did stays its own.
        """
        for table in (sessions, identities):
            used = sa.select(sa.literal(1)).where(table.c.login == account.login).limit(1)
            if self.connection.execute(used).first() is not None:
                raise StoreError(
                    f"The account {account.login} is in use and cannot be made anew: its sessions would be somebody "
                    "else's. Change its role or password on the page Gebruikers, or choose another login."
                )
        self.connection.execute(accounts.delete().where(accounts.c.login == account.login))
        row = {name: getattr(account, name) for name in Account.__slots__}
        self.connection.execute(accounts.insert().values(**row, created_at=now))

    def account(self, login: str) -> Account | None:
        """Give an account by its login name."""
        columns = [accounts.c[name] for name in Account.__slots__]
        row = self.connection.execute(sa.select(*columns).where(accounts.c.login == login)).mappings().first()
        return None if row is None else Account(**row)

    def open_to(self, roles: Iterable[str]) -> list[tuple[str, str, str]]:
        """Give login name, role and gemeenten of the accounts with one of some roles that are not shut, by login name.

        No hashes: every list asks this for the names it can be given to.
        """
        rows = self.connection.execute(_OPEN, {"roles": sorted(roles), "shut": SHUT}).all()
        return sorted((str(login), str(role), str(gemeenten)) for login, role, gemeenten in rows)

    def all_accounts(self) -> list[Account]:
        """Give every account, by login name."""
        columns = [accounts.c[name] for name in Account.__slots__]
        rows = self.connection.execute(sa.select(*columns)).mappings()
        return sorted((Account(**row) for row in rows), key=lambda one: one.login)

    def change_account(self, login: str, *, role: str, password_hash: str) -> None:
        """Give an account another role or hash; its sessions stay."""
        own = accounts.update().where(accounts.c.login == login)
        self.connection.execute(own.values(role=role, password_hash=password_hash))

    def set_password(self, login: str, password_hash: str, *, starts_until: datetime | None) -> None:
        """Give an account another hash; its sessions stay."""
        own = accounts.update().where(accounts.c.login == login)
        self.connection.execute(own.values(password_hash=password_hash, starts_until=starts_until))

    def give_gemeenten(self, login: str, scope: Scope) -> None:
        """Let an account see the people of other gemeenten from its next page on."""
        self.connection.execute(accounts.update().where(accounts.c.login == login).values(gemeenten=scope.text))

    def end_sessions(self, login: str, now: datetime) -> None:
        """End every session of an account."""
        own = sessions.update().where(sessions.c.login == login, sessions.c.ended_at.is_(None))
        self.connection.execute(own.values(ended_at=now))

    def has_demo_account(self) -> bool:
        """Whether the login everybody knows is in this store."""
        query = sa.select(sa.func.count()).select_from(accounts).where(accounts.c.is_demo)
        return bool(self.connection.execute(query).scalar_one())

    def open_session(self, token_hash: str, login: str, now: datetime) -> None:
        """Keep a new sign-in."""
        row = {"token_hash": token_hash, "login": login, "created_at": now, "seen_at": now}
        self.connection.execute(sessions.insert().values(**row))

    def session(self, token_hash: str) -> Session | None:
        """Give a session by the hash of its token."""
        columns = [sessions.c[name] for name in Session.__slots__]
        query = sa.select(*columns).where(sessions.c.token_hash == token_hash)
        row = self.connection.execute(query).mappings().first()
        return None if row is None else Session(**row)

    def session_and_account(self, token_hash: str) -> tuple[Session, Account, bool] | None:
        """Give a session with the account it is of, and whether the stop button is on, in one question."""
        row = self.connection.execute(_SIGNED_IN, {"token": token_hash}).first()
        if row is None:
            return None
        values = tuple(row)
        split = len(Session.__slots__)
        own = dict(zip(Session.__slots__, values[:split], strict=True))
        account = Account(**dict(zip(Account.__slots__, values[split:-1], strict=True)))
        return Session(**own), account, bool(values[-1])

    def sessions_since(self, moment: datetime, login: str = "") -> list[Session]:
        """Give the sessions that were begun after a moment and not ended, of one account or of all."""
        columns = [sessions.c[name] for name in Session.__slots__]
        query = sa.select(*columns).where(sessions.c.created_at >= moment, sessions.c.ended_at.is_(None))
        if login:
            query = query.where(sessions.c.login == login)
        return [Session(**row) for row in self.connection.execute(query).mappings()]

    def touch_session(self, token_hash: str, now: datetime) -> None:
        """Note that a session was used."""
        update = sessions.update().where(sessions.c.token_hash == token_hash)
        self.connection.execute(update.values(seen_at=now))

    def end_session(self, token_hash: str, now: datetime) -> None:
        """End a session for good."""
        update = sessions.update().where(sessions.c.token_hash == token_hash, sessions.c.ended_at.is_(None))
        self.connection.execute(update.values(ended_at=now))

    def fact(self, name: str) -> str | None:
        """Give a fact the store keeps about itself."""
        return self.connection.execute(sa.select(meta.c.content).where(meta.c.name == name)).scalar_one_or_none()

    def set_fact(self, name: str, content: str) -> None:
        """Keep a fact."""
        self.connection.execute(meta.delete().where(meta.c.name == name))
        self.connection.execute(meta.insert().values(name=name, content=content))

    def secret(self, name: str) -> str:
        """Give a secret of this store; made at its first use, which needs a writing transaction."""
        found = self.fact(f"secret_{name}")
        if found is None:
            found = secrets.token_hex(32)
            self.set_fact(f"secret_{name}", found)
        return found

    @cached_property
    def public_salt(self) -> str:
        """What makes ids in URLs unguessable; empty before the first night, when there is nothing to show."""
        engine = self.connection.engine
        found = _salts.get(engine)
        if found is None:
            found = self.fact(f"secret_{PUBLIC_IDS}") or ""
            # Once made it never changes.
            if found:
                _salts[engine] = found
        return found

    @property
    def is_demo(self) -> bool:
        """Whether this store holds the made-up demo world."""
        return self.fact("is_demo") == "ja"

    @property
    def demo_day(self) -> date | None:
        """The day it always is in a demo store; None in any other."""
        text = self.fact("demo_day") if self.is_demo else None
        return None if text is None else date.fromisoformat(text)


_SIGNED_IN = (
    sa.select(
        *(sessions.c[name] for name in Session.__slots__), *(accounts.c[name] for name in Account.__slots__), is_on()
    )
    .join_from(sessions, accounts, accounts.c.login == sessions.c.login)
    .where(sessions.c.token_hash == sa.bindparam("token"))
)
_OPEN = sa.select(accounts.c.login, accounts.c.role, accounts.c.gemeenten).where(
    accounts.c.role.in_(sa.bindparam("roles", expanding=True)), accounts.c.password_hash != sa.bindparam("shut")
)
