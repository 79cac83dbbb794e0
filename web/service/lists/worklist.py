"""The worklist: today's proposals with their state, filtered, counted, sorted and cut in pages.

shown run ∪ pairs held from earlier runs ─ states ─> lines ─ filter ─> facets, one page of entries, CSV
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from operator import attrgetter

from solver.planned import BudgetUse
from web.service.clock import Clock
from web.service.lists.entries import Entry as Entry
from web.service.lists.entries import entries_of
from web.service.lists.lines import Group as Group
from web.service.lists.lines import Line as Line
from web.service.lists.lines import Listing, listing, listing_of_run
from web.service.review.recording import is_too_old
from web.store.database import Database
from web.store.pair_states import PairStatus
from web.store.records import Run
from web.store.store import Store

PAGE_SIZE = 50
NOTHING = "geen"
NOBODY = "niemand"


class Sort(StrEnum):
    """In which order; whatever is equal stands in the order of *beste voor iedereen*."""

    BEST = "beste"
    WAITING = "wachttijd"
    TRAVEL = "reistijd"
    CLIENT = "client"


class Facet(StrEnum):
    """What can be filtered on."""

    STATUS = "status"
    VERDICT = "oordeel"
    INSTRUMENT = "steun"
    OWNER = "van"
    TEAM = "team"
    SECTOR = "sector"
    OCCUPATION = "beroep"
    GEMEENTE = "gemeente"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A filter, an order and a page: exactly what stands in the URL, and the text behind the view it names.

    Attributes
    ----------
    chosen
        Values by facet; nothing chosen of a facet lets everything through.
    page
        From 1.
    view
        Random id of the stored view that keeps `text`; empty without a search.
    text
        Words that all have to be in a row; never in a URL, because it can name a person.
    run
        Id or day of a night to look back at; empty for the one that is shown.
    """

    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    sort: Sort = Sort.BEST
    page: int = 1
    view: str = ""
    text: str = ""
    run: str = ""


class NoSuchNight(LookupError):
    """A night that is asked for and is not there; `nights` are those that are, newest first."""

    def __init__(self, nights: tuple[Run, ...]) -> None:
        self.nights = nights
        super().__init__("no such night")


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One value of a facet.

    Attributes
    ----------
    count
        Rows when this value alone is chosen in its facet, with everything chosen in the other facets.
    """

    value: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """What the page shows.

    Attributes
    ----------
    run
        The run shown; None before the first night.
    is_pinned
        An earlier night was asked for: it can be read, and nothing can be decided from it.
    failed
        A newer night that failed: what is shown is older than it should be.
    entries
        This page of what was found.
    lines
        Every line, whatever the filter.
    n_found
        Lines the filter lets through.
    today
        The day the store lives on.
    n_set_aside
        Proposals of people who are not to be proposed since the night.
    """

    run: Run | None
    is_pinned: bool
    failed: Run | None
    entries: tuple[Entry, ...]
    lines: tuple[Line, ...]
    facets: Mapping[Facet, tuple[FacetValue, ...]]
    n_found: int
    page: int
    n_pages: int
    today: date
    n_set_aside: int = 0

    @property
    def n_all(self) -> int:
        """Lines without a filter."""
        return len(self.lines)

    @property
    def is_stale(self) -> bool:
        """Whether the night shown is of an earlier day, while nobody asked for an old one."""
        return self.run is not None and not self.is_pinned and self.run.key.day < self.today

    @property
    def data_of(self) -> date | None:
        """The day of the data behind the night shown, where that is not the day of the night itself; else None."""
        manifest = self.run.manifest if self.run and not self.is_pinned else None
        delivered = manifest.delivered_on if manifest else None
        return delivered if delivered and self.run and delivered < self.run.key.day else None

    @property
    def is_locked(self) -> bool:
        """Whether the night shown is too old to begin anything with."""
        return self.run is not None and not self.is_pinned and is_too_old(self.run, self.today)

    @property
    def coach(self) -> tuple[BudgetUse, ...]:
        """Use of jobcoach time per gemeente."""
        budgets = self.run.manifest.budgets if self.run and self.run.manifest else ()
        return tuple(use for use in budgets if use.kind == "coach_minutes")


def worklist(database: Database, clock: Clock, query: Query) -> Worklist:
    """Give one page of the worklist.

    Raises
    ------
    NoSuchNight
        Where the query names a night that is not there.
    """
    with database.read() as store:
        asked = _asked(store, query, clock.today())
        failed = None if query.run else store.failed_since(asked.run.started_at if asked.run else None)
        found = found_lines(asked.lines, query)
        n_pages = max(1, -(-len(found) // PAGE_SIZE))
        page = min(max(1, query.page), n_pages)
        entries = tuple(entries_of(store, asked, found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]))
    return Worklist(
        run=asked.run,
        is_pinned=bool(query.run),
        failed=failed,
        entries=entries,
        lines=asked.lines,
        facets=counted(asked.lines, query),
        n_found=len(found),
        page=page,
        n_pages=n_pages,
        today=clock.today(),
        n_set_aside=asked.n_set_aside,
    )


def every_entry(database: Database, clock: Clock, query: Query) -> Iterator[Entry]:
    """Give everything the filter finds, in its order, all pages together: what a CSV holds.

    Which rows they are is settled at once; they are read whole as they are asked for.

    Raises
    ------
    NoSuchNight
        Where the query names a night that is not there.
    """
    with database.read() as store:
        asked = _asked(store, query, clock.today())
    return _read(database, asked, found_lines(asked.lines, query))


def _read(database: Database, asked: Listing, lines: Sequence[Line]) -> Iterator[Entry]:
    with database.read() as store:
        yield from entries_of(store, asked, lines)


def entries_by_id(database: Database, clock: Clock, proposal_ids: Iterable[str]) -> dict[str, Entry]:
    """Give entries of the shown list by proposal id; one that is not in it is not there."""
    wanted = frozenset(proposal_ids)
    with database.read() as store:
        asked = listing(store, store.current_run(), clock.today())
        found = entries_of(store, asked, [line for line in asked.lines if line.row.id in wanted])
        return {entry.row.id: entry for entry in found}


def _asked(store: Store, query: Query, today: date) -> Listing:
    """Give every line of the night a query asks for."""
    if not query.run:
        return listing(store, store.current_run(), today)
    found = _night(store, query.run)
    if found is None:
        raise NoSuchNight(tuple(run for run in store.latest_runs() if run.has_plan))
    return listing_of_run(store, found, today)


def _night(store: Store, asked: str) -> Run | None:
    try:
        return store.run_of_day(date.fromisoformat(asked))
    except ValueError:
        found = store.run(asked)
        return found if found and found.has_plan else None


def found_lines(lines: Iterable[Line], query: Query) -> list[Line]:
    """Give the lines that every facet and the search let through, in the asked order."""
    return sorted(_passing(lines, query), key=_ORDERS[query.sort])


def count_of(lines: Iterable[Line], query: Query) -> int:
    """Count the lines that every facet and the search let through."""
    return len(_passing(lines, query))


def plain(text: str) -> str:
    """Give a text for searching: without capitals and without accents."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def has_words(said: Iterable[str], text: str) -> bool:
    """Whether each word of a search stands somewhere in what is said."""
    heap = plain(" ".join(said))
    return all(word in heap for word in plain(text).split())


def counted(lines: Sequence[Line], query: Query) -> dict[Facet, tuple[FacetValue, ...]]:
    """Count each value of each facet among the lines the other facets let through; a chosen one shows at zero too."""
    passing, found = _passing(lines, query), {}
    for facet in Facet:
        others = _passing(lines, query, but=facet) if query.chosen.get(facet) else passing
        chosen, counts = query.chosen.get(facet, frozenset()), Counter[str]()
        for code, number in Counter(map(_CODE[facet], others)).items():
            counts.update(dict.fromkeys(_values(facet, code), number))
        every = sorted({*counts, *chosen}, key=_place(facet))
        found[facet] = tuple(FacetValue(value=one, count=counts[one], is_chosen=one in chosen) for one in every)
    return found


def _passing(lines: Iterable[Line], query: Query, but: Facet | None = None) -> list[Line]:
    found = list(lines)
    for facet, values in query.chosen.items():
        if values and facet is not but:
            code_of = _CODE[facet]
            let = {code for code in set(map(code_of, found)) if values.intersection(_values(facet, code))}
            found = [line for line in found if code_of(line) in let]
    return [line for line in found if has_words(_said(line), query.text)] if query.text else found


def _said(line: Line) -> tuple[str, ...]:
    row = line.row
    return line.name, row.client, row.title, row.employer_name, row.vacancy, row.gemeente


def _values(facet: Facet, code: str) -> tuple[str, ...]:
    """Give the values of a facet that lines with this code fall under."""
    if facet is Facet.INSTRUMENT:
        return tuple(part for part in code.split("|") if part) or (NOTHING,)
    if facet is Facet.OWNER:
        return (code or NOBODY,)
    return (code,) if code or facet in ALWAYS else ()


def _place(facet: Facet) -> Callable[[str], tuple[int, str]]:
    """Give the order of a facet's values: its own where it has one, else the alphabet."""
    order = {value: number for number, value in enumerate(_OWN_ORDER.get(facet, ()))}
    return lambda value: (order.get(value, len(order)), value)


ALWAYS = (Facet.STATUS, Facet.VERDICT, Facet.GEMEENTE)
_CODE: Mapping[Facet, Callable[[Line], str]] = {
    Facet.STATUS: attrgetter("status"),
    Facet.VERDICT: attrgetter("row.verdict"),
    Facet.INSTRUMENT: attrgetter("row.instruments"),
    Facet.OWNER: attrgetter("owner"),
    Facet.TEAM: attrgetter("row.team"),
    Facet.SECTOR: attrgetter("row.sector"),
    Facet.OCCUPATION: attrgetter("row.occupation"),
    Facet.GEMEENTE: attrgetter("row.gemeente"),
}
_OWN_ORDER: Mapping[Facet, tuple[str, ...]] = {
    Facet.STATUS: tuple(status.value for status in PairStatus),
    Facet.VERDICT: ("past", "let_op", "vraag_na"),
    Facet.INSTRUMENT: (NOTHING,),
    Facet.OWNER: (NOBODY,),
}
Place = tuple[int | str, ...]
_GROUPS = {group: number for number, group in enumerate(Group)}


def _best(line: Line) -> Place:
    return _GROUPS[line.group], line.is_from_before, line.row.rank, line.row.client, line.row.vacancy


def _longest_waiting(line: Line) -> Place:
    """Who never got a step waits longest of all."""
    months = line.row.waiting_months
    return (0, 0, *_best(line)) if months is None else (1, -months, *_best(line))


def _nearest(line: Line) -> Place:
    minutes = line.row.travel_minutes
    return (1, 0, *_best(line)) if minutes is None else (0, minutes, *_best(line))


def _by_name(line: Line) -> Place:
    return line.name, *_best(line)


_ORDERS: Mapping[Sort, Callable[[Line], Place]] = {
    Sort.BEST: _best,
    Sort.WAITING: _longest_waiting,
    Sort.TRAVEL: _nearest,
    Sort.CLIENT: _by_name,
}


def neighbours(lines: Sequence[Line], proposal_id: str) -> tuple[str | None, str | None, int]:
    """Give the proposal before and after one in a list, and its place from 1; 0 where it is not in it."""
    ids = [line.row.id for line in lines]
    if proposal_id not in ids:
        return None, None, 0
    place = ids.index(proposal_id)
    before = ids[place - 1] if place else None
    after = ids[place + 1] if place + 1 < len(ids) else None
    return before, after, place + 1
