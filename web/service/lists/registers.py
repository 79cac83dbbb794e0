"""The two registers: everybody in the caseload and every open vacancy, with what this night did for each."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from web.service.clock import Clock
from web.service.dossier.delivered import Cells
from web.service.lists.lines import Line, listing
from web.service.lists.worklist import has_words
from web.service.night.given import client_id, vacancy_id
from web.service.night.input import NOT_WEIGHED
from web.store.database import Database
from web.store.records import Run
from web.store.store import Store

PAGE_SIZE = 50
PROPOSED = "voorstel"
NOT_IN_NIGHT = "niet_in_nacht"
WITHHELD = "niet_voorstellen"
NEVER = "9999"
MANY = 99
T = TypeVar("T")


class PeopleSort(StrEnum):
    """In which order people stand; *last step* puts who never had one first, then who waits longest."""

    REFERENCE = "nummer"
    NAME = "naam"
    LAST_STEP = "stap"
    HOURS = "uren"


class WorkSort(StrEnum):
    """In which order vacancies stand; what has no closing day comes last in *closes*."""

    REFERENCE = "nummer"
    TITLE = "functie"
    CLOSES = "sluit"
    PROPOSED = "voorstellen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a register.

    Attributes
    ----------
    chosen
        The code filtered on; empty for everything.
    text
        Words that all have to be in what is known of it; empty for no search.
    page
        From 1.
    """

    chosen: str = ""
    text: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person of the register; `code` is *voorstel*, another outcome, or why no night looked."""

    id: str
    name: str
    adviser: str
    cells: Cells
    proposal: Line | None
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """One vacancy of the register with the proposals for it that can still be taken up; `code` is its sector."""

    id: str
    cells: Cells
    employer_name: str
    n_proposed: int

    @property
    def code(self) -> str:
        """What it can be filtered on."""
        return self.cells["sector"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(Generic[T]):
    """One page of a register.

    Attributes
    ----------
    counts
        Lines by code over everything the search finds, most first.
    chosen
        The code filtered on; empty for everything.
    """

    lines: tuple[T, ...]
    counts: tuple[tuple[str, int], ...]
    chosen: str
    n_found: int
    n_all: int
    page: int
    n_pages: int


def people(database: Database, clock: Clock, asked: Asked, sort: PeopleSort) -> Register[PersonLine]:
    """Give a page of everybody the question finds, in its order; whatever is equal stands by reference."""
    with database.read() as store:
        found = _people(store, clock, asked, sort)
        own = found.page(asked.page)
        return own.register(_person_lines(store, found, own.keys))


def everybody(database: Database, clock: Clock, asked: Asked, sort: PeopleSort) -> list[PersonLine]:
    """Give everybody the question finds, all pages together: what a file holds."""
    with database.read() as store:
        found = _people(store, clock, asked, sort)
        return list(_person_lines(store, found, found.keys))


def work(database: Database, clock: Clock, asked: Asked, sort: WorkSort) -> Register[WorkLine]:
    """Give a page of every open vacancy the question finds, in its order; whatever is equal stands by reference."""
    with database.read() as store:
        found = _work(store, clock, asked, sort)
        own = found.page(asked.page)
        return own.register(_work_lines(store, found, own.keys))


def all_work(database: Database, clock: Clock, asked: Asked, sort: WorkSort) -> list[WorkLine]:
    """Give every open vacancy the question finds, all pages together: what a file holds."""
    with database.read() as store:
        found = _work(store, clock, asked, sort)
        return list(_work_lines(store, found, found.keys))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The keys a question finds, in its order, before anything else about them is read.

    Attributes
    ----------
    codes
        What each can be filtered on, of those the search lets through.
    lines
        Proposals of today by key.
    """

    keys: tuple[str, ...]
    codes: Mapping[str, str]
    chosen: str
    lines: Mapping[str, Sequence[Line]]

    def page(self, page: int) -> "_Own":
        """Cut one page out."""
        n_pages = max(1, -(-len(self.keys) // PAGE_SIZE))
        own = min(max(1, page), n_pages)
        return _Own(
            keys=self.keys[(own - 1) * PAGE_SIZE : own * PAGE_SIZE],
            counts=tuple(sorted(Counter(self.codes.values()).items(), key=lambda one: (-one[1], one[0]))),
            chosen=self.chosen,
            n_found=len(self.keys),
            n_all=len(self.codes),
            page=own,
            n_pages=n_pages,
        )


def _people(store: Store, clock: Clock, asked: Asked, sort: PeopleSort) -> _Found:
    run = store.current_run()
    listed = listing(store, run, clock.today())
    lines = _by(listed.lines, lambda line: line.row.client)
    rows = {row.client: row for row in store.people_rows()}
    given = _given(store, run) | dict.fromkeys(listed.withheld, WITHHELD)

    def said(key: str) -> tuple[str, ...]:
        jobs = (word for line in lines.get(key, ()) for word in (line.row.title, line.row.employer_name))
        return key, rows[key].name, rows[key].adviser, rows[key].gemeente, *jobs

    orders: Mapping[PeopleSort, Callable[[str], tuple[int | str, ...]]] = {
        PeopleSort.REFERENCE: lambda key: (key,),
        PeopleSort.NAME: lambda key: (rows[key].name or key, key),
        PeopleSort.LAST_STEP: lambda key: (rows[key].last_step_on, key),
        PeopleSort.HOURS: lambda key: (*_figure(rows[key].hours), key),
    }
    codes = {
        key: PROPOSED if key in lines else given.get(key, NOT_IN_NIGHT)
        for key in rows
        if not asked.text or has_words(said(key), asked.text)
    }
    return _found(codes, asked, lines, orders[sort])


def _work(store: Store, clock: Clock, asked: Asked, sort: WorkSort) -> _Found:
    listed = listing(store, store.current_run(), clock.today()).lines
    lines = _by((line for line in listed if not line.is_overtaken), lambda line: line.row.vacancy)
    rows = {row.vacancy: row for row in store.work_rows()}

    def said(key: str) -> tuple[str, ...]:
        row = rows[key]
        return key, row.title, row.employer_name, row.place, row.description

    orders: Mapping[WorkSort, Callable[[str], tuple[int | str, ...]]] = {
        WorkSort.REFERENCE: lambda key: (key,),
        WorkSort.TITLE: lambda key: (rows[key].title, key),
        WorkSort.CLOSES: lambda key: (rows[key].closes_on or NEVER, key),
        WorkSort.PROPOSED: lambda key: (len(lines.get(key, ())), key),
    }
    codes = {key: row.sector for key, row in rows.items() if not asked.text or has_words(said(key), asked.text)}
    return _found(codes, asked, lines, orders[sort])


def _found(
    codes: Mapping[str, str],
    asked: Asked,
    lines: Mapping[str, Sequence[Line]],
    order: Callable[[str], tuple[int | str, ...]],
) -> _Found:
    keys = (key for key, code in codes.items() if not asked.chosen or code == asked.chosen)
    return _Found(keys=tuple(sorted(keys, key=order)), codes=codes, chosen=asked.chosen, lines=lines)


def _by(lines: Iterable[Line], key_of: Callable[[Line], str]) -> dict[str, list[Line]]:
    made = defaultdict[str, list[Line]](list)
    for line in lines:
        made[key_of(line)].append(line)
    return dict(made)


def _figure(cell: str) -> tuple[int, str]:
    """Give what sorts a delivered figure, such as hours with or without decimals; unknown comes last."""
    return (len(cell.partition(".")[0]), cell) if cell else (MANY, "")


def _person_lines(store: Store, found: _Found, keys: Sequence[str]) -> tuple[PersonLine, ...]:
    rows = {row["client"]: row for row in store.rows_in("clients", "client", keys)}
    names = {row["client"]: row["name"] for row in store.rows_in("persoon", "client", keys)}
    advisers = {row["client"]: row["adviser"] for row in store.rows_in("achtergrond", "client", keys)}
    return tuple(
        PersonLine(
            id=client_id(store, key),
            name=names.get(key) or key,
            adviser=advisers.get(key, ""),
            cells=rows[key],
            proposal=found.lines[key][0] if key in found.lines else None,
            code=found.codes[key],
        )
        for key in keys
    )


def _work_lines(store: Store, found: _Found, keys: Sequence[str]) -> tuple[WorkLine, ...]:
    rows = {row["vacancy"]: row for row in store.rows_in("vacancies", "vacancy", keys)}
    asked = {row["employer"] for row in rows.values()}
    employers = {row["employer"]: row["name"] for row in store.rows_in("employers", "employer", asked)}
    return tuple(
        WorkLine(
            id=vacancy_id(store, key),
            cells=rows[key],
            employer_name=employers.get(rows[key]["employer"]) or rows[key]["employer"],
            n_proposed=len(found.lines.get(key, ())),
        )
        for key in keys
    )


def _given(store: Store, run: Run | None) -> dict[str, str]:
    """Give what the night gave everybody: the outcome, or, of a night without them, why there is no proposal."""
    if run is None:
        return {}
    steps = store.outcome_codes(run.id)
    if steps and not (run.manifest and run.manifest.not_weighed):
        return steps
    outcomes = store.outcomes(run.id)
    # Who was not weighed has no next step either.
    return steps | {one.client: one.code for one in outcomes if not steps or one.code == NOT_WEIGHED}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Own:
    """The keys of one page, before anything else about them is read."""

    keys: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    chosen: str
    n_found: int
    n_all: int
    page: int
    n_pages: int

    def register(self, lines: tuple[T, ...]) -> Register[T]:
        """Give the page with its lines."""
        return Register(
            lines=lines,
            counts=self.counts,
            chosen=self.chosen,
            n_found=self.n_found,
            n_all=self.n_all,
            page=self.page,
            n_pages=self.n_pages,
        )
