"""What somebody typed while his session ended: kept for him alone, for a short while, and sent again when he wants."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from web.service.manage.accounts import session_of
from web.store.database import Database
from web.store.drafts import Draft
from web.store.scope import NOBODY

KEPT_FOR = timedelta(days=3)
MOST_DRAFTS = 5
# A session that ended longer ago than this tells too little of who sits behind the browser.
LATE_WITHIN = timedelta(days=1)
NEVER_KEPT = ("csrf_token", "concept")
SECRET = ("password", "wachtwoord")
TECHNICAL = frozenset({"versie", "sleutel", "bekeken", "stap", "nummer", "regel", "sector"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """One form that can be sent again.

    Attributes
    ----------
    fields
        Everything it sends, in its order.
    """

    id: str
    at: datetime
    path: str
    page: str
    fields: tuple[tuple[str, str], ...]

    @property
    def typed(self) -> tuple[tuple[str, str], ...]:
        """What a person filled in."""
        return tuple((name, text) for name, text in self.fields if text and name not in TECHNICAL)


def keep_late(
    database: Database, token: str, now: datetime, *, path: str, page: str, fields: Sequence[tuple[str, str]]
) -> str | None:
    """Keep a form of a session that ended by itself; give its id, or None where it is nobody's or holds nothing."""
    session = session_of(database, token)
    if session is None or session.ended_at is not None or now - session.seen_at > LATE_WITHIN:
        return None
    return keep(_as(database, session.login), session.login, now, path=path, page=page, fields=fields)


def keep(
    database: Database, login: str, now: datetime, *, path: str, page: str, fields: Sequence[tuple[str, str]]
) -> str | None:
    """Keep a form for an account; never a password. None where nothing was typed."""
    own = tuple((name, text) for name, text in fields if name not in NEVER_KEPT)
    if any(part in name for name, _ in own for part in SECRET):
        return None
    draft = Draft(
        id=secrets.token_hex(10), login=login, at=now, path=path, page=page, content=json.dumps(own, ensure_ascii=False)
    )
    if not _late(draft).typed:
        return None
    with database.begin() as store:
        store.drop_drafts_before(now - KEPT_FOR)
        store.put_draft(draft)
        for old in store.drafts_of(login)[MOST_DRAFTS:]:
            store.drop_draft(login, old.id)
    return draft.id


def late_forms(database: Database, login: str, now: datetime) -> list[Late]:
    """Give the forms an account can send again, newest first."""
    with _as(database, login).read() as store:
        return [_late(draft) for draft in store.drafts_of(login) if draft.at >= now - KEPT_FOR]


def forget(database: Database, login: str, draft_id: str) -> None:
    """Forget a form."""
    with database.begin() as store:
        store.drop_draft(login, draft_id)


def arrived(database: Database, login: str, path: str, draft_id: str) -> None:
    """Forget a form that was handed in: the one that was sent again, and any other for the same path."""
    with database.begin() as store:
        store.drop_draft(login, draft_id)
        store.drop_draft_for(login, path)


def _as(database: Database, login: str) -> Database:
    """Give the store as an account sees it: a form comes in or is looked for while nobody is signed in."""
    with database.read() as store:
        account = store.account(login)
    return database.within(account.scope if account else NOBODY)


def _late(draft: Draft) -> Late:
    fields = tuple((name, text) for name, text in json.loads(draft.content))
    return Late(id=draft.id, at=draft.at, path=draft.path, page=draft.page, fields=fields)
