"""Whose data are thin: people and vacancies of one night, the least known first."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from matcher.domain.quality import ClientQuality, VacancyQuality
from web.service.night.given import client_id, named_vacancies, vacancy_id
from web.store.database import Database
from web.store.results import CLIENT_QUALITY, VACANCY_QUALITY
from web.store.store import Store

PAGE_SIZE = 50
KEPT_NIGHTS = 2


class About(StrEnum):
    """Whose data."""

    PEOPLE = "clienten"
    WORK = "vacatures"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThinLine:
    """How much is known of one person or vacancy.

    Attributes
    ----------
    known, items
        Items of the FML that are known, of all that are weighed.
    other
        Of a person the facts that are missing (hours, journey, group), of a vacancy the items an occupation stands for.
    differs
        Of a person the items on which sources differ, of a vacancy the answers its employer still owes.
    """

    id: str
    key: str
    name: str
    known: int
    items: int
    other: int
    differs: int

    @property
    def unknown(self) -> int:
        """Items nobody knows anything of."""
        return self.items - self.known


@dataclass(frozen=True, slots=True, kw_only=True)
class ThinPage:
    """One page of people or vacancies."""

    run_id: str
    about: About
    lines: tuple[ThinLine, ...]
    n_found: int
    page: int
    n_pages: int


Size: TypeAlias = tuple[int, str, int, int, int, int]
_kept: dict[tuple[str, str, str, About], tuple[Size, ...]] = {}


def thin_page(
    database: Database, run_id: str, about: About, *, page: int = 1, is_whole: bool = False
) -> ThinPage | None:
    """Give a page of those of whom something is unknown, the most first; None where there is no such night."""
    with database.read() as store:
        if store.run(run_id) is None:
            return None
        place = (database.url, database.scope.text, run_id, about)
        if place not in _kept:
            _keep(place, _sorted(store, run_id, about))
        sizes = _kept[place]
        n_pages = max(1, -(-len(sizes) // PAGE_SIZE))
        own = min(max(1, page), n_pages)
        shown = sizes if is_whole else sizes[(own - 1) * PAGE_SIZE : own * PAGE_SIZE]
        keys = [key for _, key, *_ in shown]
        if about is About.PEOPLE:
            names = {row["client"]: row["name"] for row in store.rows_in("persoon", "client", keys)}
        else:
            names = {key: named.words for key, named in named_vacancies(store, keys).items()}
        make_id = client_id if about is About.PEOPLE else vacancy_id
        lines = tuple(
            ThinLine(
                id=make_id(store, key),
                key=key,
                name=names.get(key) or key,
                known=known,
                items=items,
                other=other,
                differs=differs,
            )
            for _, key, known, items, other, differs in shown
        )
    return ThinPage(run_id=run_id, about=about, lines=lines, n_found=len(sizes), page=own, n_pages=n_pages)


def contradicted_people(database: Database, store: Store, run_id: str) -> tuple[str, ...]:
    """Give the people of whom a night saw sources differ, by reference."""
    place = (database.url, database.scope.text, run_id, About.PEOPLE)
    if place not in _kept:
        _keep(place, _sorted(store, run_id, About.PEOPLE))
    return tuple(sorted(key for _, key, _, _, _, differs in _kept[place] if differs))


def _sorted(store: Store, run_id: str, about: About) -> tuple[Size, ...]:
    if about is About.PEOPLE:
        return tuple(sorted(_of_person(one) for one in store.results(run_id, CLIENT_QUALITY)))
    return tuple(sorted(_of_work(one) for one in store.results(run_id, VACANCY_QUALITY)))


def _keep(place: tuple[str, str, str, About], sizes: tuple[Size, ...]) -> None:
    """Keep the order of a few nights: a night never changes, and reading it again would be most of the page."""
    while len(_kept) >= KEPT_NIGHTS * len(About):
        _kept.pop(next(iter(_kept)))
    _kept[place] = sizes


def _of_person(one: ClientQuality) -> Size:
    unknown = one.items_known - one.items + one.facts_known - one.facts
    return unknown, one.client, one.items_known, one.items, one.facts - one.facts_known, one.contradictions


def _of_work(one: VacancyQuality) -> Size:
    return one.items_known - one.items, one.vacancy, one.items_known, one.items, one.items_derived, one.answers_open
