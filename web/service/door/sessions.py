"""Sign-ins that are open: begun with a token that is kept as a hash only, listed, and ended by who may."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from web.store.accounts import Session
from web.store.database import Database

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=8)
TOKEN_BYTES = 32
SHOWN_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """One open session as a page shows it.

    Attributes
    ----------
    id
        Names the session on a page; neither its token nor the hash of it.
    is_this
        It is the one that asks.
    """

    id: str
    login: str
    created_at: datetime
    seen_at: datetime
    is_this: bool


def digest_of(token: str) -> str:
    """Give what is kept of a token."""
    return sha256(token.encode()).hexdigest()


def new_session(database: Database, login: str, now: datetime) -> str:
    """Open a session; give its token, 256 bits that nobody else has."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with database.begin() as store:
        store.open_session(digest_of(token), login, now)
    return token


def ends_at(session: Session) -> datetime:
    """Give the moment at which a session ends by itself when nothing happens."""
    return min(session.seen_at + IDLE, session.created_at + ABSOLUTE)


def is_alive(session: Session, now: datetime) -> bool:
    """Whether a session still lets somebody in."""
    return session.ended_at is None and now < ends_at(session)


def open_sessions(database: Database, now: datetime, *, login: str = "", token: str = "") -> list[OpenSession]:
    """Give the open sessions of an account, or of everybody; the last used first.

    Parameters
    ----------
    token
        Of who asks.
    """
    own = digest_of(token)
    with database.read() as store:
        found = [one for one in store.sessions_since(now - ABSOLUTE, login) if is_alive(one, now)]
    found.sort(key=lambda one: (-one.seen_at.timestamp(), one.login, one.token_hash))
    return [
        OpenSession(
            id=shown_id(one.token_hash),
            login=one.login,
            created_at=one.created_at,
            seen_at=one.seen_at,
            is_this=one.token_hash == own,
        )
        for one in found
    ]


def is_known_again(database: Database, token: str, now: datetime, within: timedelta) -> bool:
    """Whether a session was begun so recently that nobody need show again who he is."""
    with database.read() as store:
        found = store.session(digest_of(token))
    return found is not None and is_alive(found, now) and now - found.created_at < within


def end_one(database: Database, session_id: str, now: datetime, *, login: str = "") -> str:
    """End one open session; give whose it was, empty where there is none of that id.

    Parameters
    ----------
    login
        Only where it is of this account; empty for anybody's.
    """
    with database.begin() as store:
        for one in store.sessions_since(now - ABSOLUTE, login):
            if shown_id(one.token_hash) == session_id and is_alive(one, now):
                store.end_session(one.token_hash, now)
                return one.login
    return ""


def end_others(database: Database, login: str, token: str, now: datetime) -> None:
    """End every session of an account but the one that asks."""
    own = digest_of(token)
    with database.begin() as store:
        for one in store.sessions_since(now - ABSOLUTE, login):
            if one.token_hash != own:
                store.end_session(one.token_hash, now)


def end_account(database: Database, login: str, now: datetime) -> None:
    """End every session of an account."""
    with database.begin() as store:
        store.end_sessions(login, now)


def end_all(database: Database, now: datetime) -> None:
    """End every open session of everybody."""
    with database.begin() as store:
        for one in store.sessions_since(now - ABSOLUTE, ""):
            store.end_session(one.token_hash, now)


def shown_id(token_hash: str) -> str:
    """Give the id a session has on a page."""
    return sha256(f"sessie:{token_hash}".encode()).hexdigest()[:SHOWN_DIGITS]
