"""Who may sign in, and for how long; passwords are kept as argon2id hashes, sessions as the hash of their token."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from web.store.accounts import Account as Account
from web.store.accounts import Session
from web.store.database import Database

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=8)
# The minimum the OWASP password storage sheet names: 19 MiB, two passes, one lane.
MEMORY_KIB, PASSES, LANES = 19_456, 2, 1

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


def sign_in(database: Database, login: str, password: str, now: datetime) -> str | None:
    """Give the token of a new session; None where name or password is wrong.

    An unknown name takes the same work as a wrong password, so that time does not tell which it was.
    """
    with database.read() as store:
        account = store.account(login)
    known_hash = account.password_hash if account else _hash_of_nobody()
    if not _fits(known_hash, password) or account is None:
        return None
    token = secrets.token_urlsafe(32)
    with database.begin() as store:
        store.open_session(_digest(token), login, now)
    return token


def session_of(database: Database, token: str) -> Session | None:
    """Give the session a token was made for, ended or not; None where it never was."""
    with database.read() as store:
        return store.session(_digest(token))


def ends_at(session: Session) -> datetime:
    """Give the moment at which a session ends by itself when nothing happens."""
    return min(session.seen_at + IDLE, session.created_at + ABSOLUTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who is signed in, and until when if nothing happens."""

    account: Account
    until: datetime


def signed_in(database: Database, token: str, now: datetime) -> Account | None:
    """Give who a token belongs to and note that it was used; None where it has ended or never was."""
    found = signed_in_until(database, token, now)
    return found.account if found else None


def signed_in_until(database: Database, token: str, now: datetime) -> SignedIn | None:
    """Give who a token belongs to with the end of the session, and note that it was used."""
    digest = _digest(token)
    with database.read() as store:
        found = store.session_and_account(digest)
    if found is None or not _lives(found[0], now):
        return None
    session, account = found
    if now - session.seen_at >= timedelta(minutes=1):
        with database.begin() as store:
            store.touch_session(digest, now)
        session = replace(session, seen_at=now)
    return SignedIn(account=account, until=ends_at(session))


def sign_out(database: Database, token: str, now: datetime) -> None:
    """End a session for good."""
    with database.begin() as store:
        store.end_session(_digest(token), now)


def hashed(password: str) -> str:
    """Give the argon2id hash of a password."""
    return _hasher().hash(password)


def _lives(session: Session, now: datetime) -> bool:
    is_recent = now - session.seen_at < IDLE and now - session.created_at < ABSOLUTE
    return session.ended_at is None and is_recent


def _fits(known_hash: str, password: str) -> bool:
    try:
        return _hasher().verify(known_hash, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)


@cache
def _hash_of_nobody() -> str:
    return hashed(secrets.token_hex(16))


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
