"""Who may sign in, and for how long; passwords are kept as argon2id hashes, sessions as the hash of their token."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from web.service.door.hashing import fits, hash_of_nobody, is_outdated
from web.service.door.hashing import hashed as hashed
from web.service.door.sessions import ABSOLUTE as ABSOLUTE
from web.service.door.sessions import IDLE as IDLE
from web.service.door.sessions import digest_of, ends_at, is_alive, new_session
from web.store.accounts import Account as Account
from web.store.accounts import Session
from web.store.database import Database
from web.store.errors import StoreError
from web.store.scope import Scope

DECIDERS = frozenset({"adviseur", "klantmanager", "teamleider"})

DEMO_LOGIN = "demo"
DEMO_PASSWORD = "weeg-het-zelf"
DEMO_ROLE = "adviseur"
DEMO_COLLEAGUES = {
    "demo-klantmanager": "klantmanager",
    "demo-deskundige": "arbeidsdeskundige",
    "demo-teamleider": "teamleider",
    "demo-beheerder": "beheerder",
    "demo-auditor": "auditor",
}
"""Everybody else of the demo, with the same password; a role each."""
DEMO_GEMEENTEN = {"demo-klantmanager": Scope(gemeenten=("Enschede",))}
"""Who of the demo sees the people of one gemeente; the others see the region."""


def sign_in(database: Database, login: str, password: str, now: datetime) -> str | None:
    """Give the token of a new session; None where name or password is wrong.

    An unknown name takes the same work as a wrong password, so that time does not tell which it was.
    """
    with database.read() as store:
        account = store.account(login)
    known_hash = account.password_hash if account else hash_of_nobody()
    if not fits(known_hash, password) or account is None or _is_too_late(account, now):
        return None
    if is_outdated(known_hash):
        with database.begin() as store:
            store.set_password(login, hashed(password), starts_until=account.starts_until)
    return new_session(database, login, now)


def is_known(database: Database, login: str) -> bool:
    """Whether somebody has this login name."""
    with database.read() as store:
        return store.account(login) is not None


def session_of(database: Database, token: str) -> Session | None:
    """Give the session a token was made for, ended or not; None where it never was."""
    with database.read() as store:
        return store.session(digest_of(token))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who is signed in, until when if nothing happens, and whether he comes in while the stop button is on."""

    account: Account
    until: datetime
    is_stopped: bool


def signed_in(database: Database, token: str, now: datetime) -> Account | None:
    """Give who a token belongs to and note that it was used; None where it has ended or never was."""
    found = signed_in_until(database, token, now)
    return found.account if found else None


def signed_in_until(database: Database, token: str, now: datetime) -> SignedIn | None:
    """Give who a token belongs to with the end of the session, and note that it was used."""
    digest = digest_of(token)
    with database.read() as store:
        found = store.session_and_account(digest)
    if found is None or not is_alive(found[0], now):
        return None
    session, account, is_stopped = found
    if now - session.seen_at >= timedelta(minutes=1):
        with database.begin() as store:
            store.touch_session(digest, now)
        session = replace(session, seen_at=now)
    return SignedIn(account=account, until=ends_at(session), is_stopped=is_stopped)


def account_of(database: Database, token: str, now: datetime) -> Account:
    """Give who a token belongs to, where a door has let him in already.

    Raises
    ------
    StoreError
        Where the session ended in between.
    """
    found = signed_in(database, token, now)
    if found is None:
        raise StoreError("This session has ended. Sign in again.")
    return found


def sign_out(database: Database, token: str, now: datetime) -> None:
    """End a session for good."""
    with database.begin() as store:
        store.end_session(digest_of(token), now)


def _is_too_late(account: Account, now: datetime) -> bool:
    """Whether a password to start with has waited too long for its owner."""
    return account.starts_until is not None and now >= account.starts_until
