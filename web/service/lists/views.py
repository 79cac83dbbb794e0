"""Views of a list: a filter with a name, and a search whose words stay out of every URL."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from matcher.errors import WaagError
from web.service.clock import Clock
from web.store.database import Database
from web.store.views import SavedView as SavedView

# A search can hold a name: one that nobody wanted to keep goes after a month.
FORGOTTEN_AFTER = timedelta(days=31)
LONGEST_NAME = 60
LONGEST_TEXT = 100


class ListName(StrEnum):
    """The lists that can be searched."""

    PROPOSALS = "voorstellen"
    CLIENTS = "clienten"
    VACANCIES = "vacatures"


class WrongView(WaagError):
    """A view without a usable name; `code` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """What somebody may open of a list: everything with a name, and his own searches by id."""

    named: tuple[SavedView, ...]
    by_id: dict[str, SavedView]


def views_of(database: Database, login: str, name: ListName) -> Views:
    """Give the views of a list that somebody may open."""
    with database.read() as store:
        found = store.views_for(login, name)
    return Views(named=tuple(view for view in found if view.name), by_id={view.id: view for view in found})


def searched_text(database: Database, login: str, name: ListName, view_id: str) -> str | None:
    """Give the text a view searches for; None where there is no such view, or it is somebody else's."""
    with database.read() as store:
        found = store.view(view_id)
    is_his = found is not None and found.list == name and (found.is_shared or found.owner == login)
    return found.text if found is not None and is_his else None


def search(database: Database, clock: Clock, login: str, name: ListName, text: str) -> str:
    """Keep a search and give its id; the same search again has the same one. Without words there is none: empty."""
    words = " ".join(text.split())[:LONGEST_TEXT]
    if not words:
        return ""
    with database.begin() as store:
        store.forget_searches(clock.now() - FORGOTTEN_AFTER)
        for known in store.views_for(login, name):
            if known.owner == login and not known.name and known.text == words:
                return known.id
        made = _view(login, name, clock, text=words)
        store.add_view(made)
    return made.id


def keep(
    database: Database,
    clock: Clock,
    login: str,
    name: ListName,
    *,
    called: str,
    is_shared: bool,
    text: str,
    query: str,
) -> SavedView:
    """Keep a view under a name; one of the same name and owner is replaced.

    Raises
    ------
    WrongView
        Without a name, or with one that is too long.
    """
    words = " ".join(called.split())
    if not words or len(words) > LONGEST_NAME:
        raise WrongView("naam_lang" if words else "naam_ontbreekt")
    made = _view(login, name, clock, called=words, is_shared=is_shared, text=text, query=query)
    with database.begin() as store:
        for known in store.views_for(login, name):
            if known.owner == login and known.name == words:
                store.drop_view(known.id)
        store.add_view(made)
    return made


def drop(database: Database, login: str, view_id: str) -> bool:
    """Throw a view of one's own away; False where there is none."""
    with database.begin() as store:
        found = store.view(view_id)
        if found is None or found.owner != login:
            return False
        store.drop_view(view_id)
    return True


def _view(
    login: str,
    name: ListName,
    clock: Clock,
    *,
    called: str = "",
    is_shared: bool = False,
    text: str = "",
    query: str = "",
) -> SavedView:
    return SavedView(
        id=secrets.token_hex(10),
        owner=login,
        list=name,
        name=called,
        is_shared=is_shared,
        text=text,
        query=query,
        made_at=clock.now(),
    )
