"""A password somebody chooses: long enough, not the first to be guessed, and never changed on a calendar.

No rule says which signs it is made of. A password that was given by a colleague or by the command line opens one page
only, the one where its owner chooses his own, and no longer than a week.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from matcher.errors import WaagError
from web.service.door.guessable import is_guessable
from web.service.door.hashing import fits, hashed
from web.service.door.sessions import new_session
from web.service.entering.saving import Typing, note
from web.store.database import Database
from web.store.journal import Subject

SHORTEST, ADVISED, LONGEST = 8, 15, 200
STARTS_FOR = timedelta(days=7)
WORDS = 4
SEPARATORS = "._-"


class PasswordFault(StrEnum):
    """Why a password is not taken."""

    CURRENT_WRONG = "huidige_fout"
    TOO_SHORT = "te_kort"
    TOO_LONG = "te_lang"
    GUESSABLE = "te_raden"
    SAME = "zelfde"
    NOT_TWICE = "niet_gelijk"
    NO_PASSWORD = "geen_wachtwoord"


class WrongPassword(WaagError):
    """A password that is not taken, and why."""

    def __init__(self, fault: PasswordFault) -> None:
        self.fault = fault
        super().__init__(fault.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What somebody fills in to choose a password; none of it is ever shown or logged."""

    current: str = field(repr=False)
    chosen: str = field(repr=False)
    again: str = field(repr=False)


def starting_password() -> str:
    """Give a password to start with: 64 bits, in four parts that can be read out."""
    return "-".join(secrets.token_hex(2) for _ in range(WORDS))


def fault_of(password: str, login: str, leaked: frozenset[str] = frozenset()) -> PasswordFault | None:
    """Give why a password is not good enough; None where it is."""
    if len(password) < SHORTEST:
        return PasswordFault.TOO_SHORT
    if len(password) > LONGEST:
        return PasswordFault.TOO_LONG
    parts = login.casefold()
    for sign in SEPARATORS:
        parts = parts.replace(sign, " ")
    own = [*parts.split(), parts.replace(" ", "")]
    return PasswordFault.GUESSABLE if is_guessable(password, own, leaked) else None


def choose_password(
    database: Database, login: str, change: Change, now: datetime, leaked: frozenset[str] = frozenset()
) -> str:
    """Give an account the password its owner chose, end every session it had, and give the token of a new one.

    Raises
    ------
    WrongPassword
        Where the current one is wrong, or the new one is not good enough.
    TooBusy
        Where too many passwords are being weighed at once.
    """
    with database.read() as store:
        account = store.account(login)
    if account is None or not account.has_password:
        raise WrongPassword(PasswordFault.NO_PASSWORD)
    if not fits(account.password_hash, change.current):
        raise WrongPassword(PasswordFault.CURRENT_WRONG)
    fault = _fault_in(change, login, leaked)
    if fault is not None:
        raise WrongPassword(fault)
    made = hashed(change.chosen)
    with database.begin() as store:
        store.set_password(login, made, starts_until=None)
        store.end_sessions(login, now)
        typing = Typing(actor=login, seen="", idempotency_key=secrets.token_hex(16))
        note(store, "wachtwoord_gekozen", Subject.ACCOUNT, login, typing, now)
    return new_session(database, login, now)


def _fault_in(change: Change, login: str, leaked: frozenset[str]) -> PasswordFault | None:
    if change.chosen != change.again:
        return PasswordFault.NOT_TWICE
    if change.chosen == change.current:
        return PasswordFault.SAME
    return fault_of(change.chosen, login, leaked)
