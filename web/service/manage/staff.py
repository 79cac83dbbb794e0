"""Who may sign in and as what: accounts are added, given another role, a new password, or shut; never removed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from matcher.errors import WaagError
from web.service.clock import Clock
from web.service.door.passwords import STARTS_FOR, starting_password
from web.service.entering.saving import Typing, note
from web.service.manage.accounts import hashed
from web.store.accounts import BY_SIGN_ON, SHUT, Account
from web.store.database import Database
from web.store.journal import Subject
from web.store.scope import ALL, REGION, Scope
from web.store.store import Store

ROLES = ("adviseur", "klantmanager", "arbeidsdeskundige", "teamleider", "beheerder", "auditor", "batch")
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


class StaffFault(StrEnum):
    """Why an account is not changed."""

    LOGIN_FORM = "naam_vorm"
    LOGIN_TAKEN = "naam_bestaat"
    UNKNOWN_ROLE = "rol_onbekend"
    UNKNOWN_LOGIN = "naam_onbekend"
    OWN_ACCOUNT = "eigen_account"
    UNKNOWN_GEMEENTE = "gemeente_onbekend"


class WrongStaff(WaagError):
    """An account that is not changed, and why."""

    def __init__(self, fault: StaffFault) -> None:
        self.fault = fault
        super().__init__(fault.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """An account as its page shows it; `is_elsewhere` where a provider of sign-ons says who this is."""

    login: str
    role: str
    is_shut: bool
    is_demo: bool
    is_elsewhere: bool
    scope: Scope = REGION


def colleagues(database: Database) -> list[Colleague]:
    """Give everybody who has an account, by name."""
    with database.read() as store:
        found = store.all_accounts()
        elsewhere = store.logins_elsewhere()
    return [
        Colleague(
            login=one.login,
            role=one.role,
            is_shut=one.is_shut,
            is_demo=one.is_demo,
            is_elsewhere=one.login in elsewhere,
            scope=one.scope,
        )
        for one in found
    ]


def add_colleague(
    database: Database, clock: Clock, login: str, role: str, typing: Typing, gemeenten: Iterable[str] | None = None
) -> str:
    """Add an account; give the password it starts with, which is told once.

    Parameters
    ----------
    gemeenten
        Whose people it sees; None for those whom the one who adds it sees himself.

    Raises
    ------
    WrongStaff
        Where the name cannot be used or is taken, or the role or a gemeente does not exist.
    """
    if not LOGIN.fullmatch(login):
        raise WrongStaff(StaffFault.LOGIN_FORM)
    if role not in ROLES:
        raise WrongStaff(StaffFault.UNKNOWN_ROLE)
    password, now = starting_password(), clock.now()
    made = hashed(password)
    with database.begin() as store:
        if store.account(login) is not None:
            raise WrongStaff(StaffFault.LOGIN_TAKEN)
        until = now + STARTS_FOR
        scope = store.scope if gemeenten is None else _scope(store, gemeenten)
        account = Account(
            login=login, password_hash=made, role=role, is_demo=False, starts_until=until, gemeenten=scope.text
        )
        store.add_account(account, now)
        note(store, "account_toegevoegd", Subject.ACCOUNT, login, typing, now, role=role, gemeenten=scope.text)
    return password


def give_role(database: Database, clock: Clock, login: str, role: str, typing: Typing) -> None:
    """Give somebody else another role; who is signed in has to sign in again.

    Raises
    ------
    WrongStaff
        Where there is no such account or role, or it is one's own.
    """
    if role not in ROLES:
        raise WrongStaff(StaffFault.UNKNOWN_ROLE)
    with database.begin() as store:
        before = _other(store, login, typing)
        store.change_account(login, role=role, password_hash=before.password_hash)
        store.end_sessions(login, clock.now())
        note(store, "rol_gewijzigd", Subject.ACCOUNT, login, typing, clock.now(), before=before.role, after=role)


def give_gemeenten(database: Database, clock: Clock, login: str, names: Iterable[str], typing: Typing) -> None:
    """Let somebody else see the people of some gemeenten alone; ``*`` among the names is the whole region.

    Raises
    ------
    WrongStaff
        Where there is no such account or gemeente, or it is one's own; nobody gives more than he sees himself.
    """
    with database.begin() as store:
        scope = _scope(store, names)
        before = _other(store, login, typing)
        store.give_gemeenten(login, scope)
        note(
            store,
            "gemeenten_gewijzigd",
            Subject.ACCOUNT,
            login,
            typing,
            clock.now(),
            before=before.gemeenten,
            after=scope.text,
        )


def known_gemeenten(database: Database) -> tuple[str, ...]:
    """Give the gemeenten that have people here, by name."""
    with database.read() as store:
        return _known(store)


def _known(store: Store) -> tuple[str, ...]:
    return tuple(name for name in store.all_values("clients", "gemeente") if name)


def _scope(store: Store, names: Iterable[str]) -> Scope:
    wanted = sorted({name.strip() for name in names if name.strip()})
    if ALL in wanted and store.scope.is_region:
        return REGION
    by_name = {name.casefold(): name for name in _known(store)}
    if any(name.casefold() not in by_name for name in wanted):
        raise WrongStaff(StaffFault.UNKNOWN_GEMEENTE)
    return Scope(gemeenten=tuple(sorted(by_name[name.casefold()] for name in wanted)))


def shut(database: Database, clock: Clock, login: str, typing: Typing) -> None:
    """Shut an account at once; what it did stays."""
    with database.begin() as store:
        before = _other(store, login, typing)
        store.change_account(login, role=before.role, password_hash=SHUT)
        store.end_sessions(login, clock.now())
        note(store, "account_gesloten", Subject.ACCOUNT, login, typing, clock.now(), role=before.role)


def new_password(database: Database, clock: Clock, login: str, typing: Typing) -> str:
    """Give somebody a new password to start with, also where the account was shut; its sessions end.

    Who signs on elsewhere gets none: the account is opened again and the text is empty.
    """
    password, now = starting_password(), clock.now()
    made = hashed(password)
    with database.begin() as store:
        before = _other(store, login, typing)
        is_elsewhere = login in store.logins_elsewhere()
        until = None if is_elsewhere else now + STARTS_FOR
        store.set_password(login, BY_SIGN_ON if is_elsewhere else made, starts_until=until)
        store.end_sessions(login, now)
        kind = "account_geopend" if is_elsewhere else "wachtwoord_vernieuwd"
        note(store, kind, Subject.ACCOUNT, login, typing, now, role=before.role)
    return "" if is_elsewhere else password


def _other(store: Store, login: str, typing: Typing) -> Account:
    found = store.account(login)
    if found is None:
        raise WrongStaff(StaffFault.UNKNOWN_LOGIN)
    if login == typing.actor:
        raise WrongStaff(StaffFault.OWN_ACCOUNT)
    return found
