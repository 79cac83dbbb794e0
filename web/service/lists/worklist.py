"""The worklist: today's proposals with their state, filtered, counted, sorted and cut in pages.

shown run ∪ pairs held from earlier runs ─ states ─> entries ─ filter ─> facets, rows, CSV
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from solver.planned import BudgetUse
from web.service.clock import Clock
from web.service.lists.entries import Entry as Entry
from web.service.lists.entries import Group as Group
from web.service.lists.entries import all_entries as all_entries
from web.service.lists.entries import entries_of_run
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
    everything
        Every entry, whatever the filter, best first.
    n_found
        Entries the filter lets through.
    today
        The day the store lives on.
    """

    run: Run | None
    is_pinned: bool
    failed: Run | None
    entries: tuple[Entry, ...]
    everything: tuple[Entry, ...]
    facets: Mapping[Facet, tuple[FacetValue, ...]]
    n_found: int
    page: int
    n_pages: int
    today: date

    @property
    def n_all(self) -> int:
        """Entries without a filter."""
        return len(self.everything)

    @property
    def is_stale(self) -> bool:
        """Whether the night shown is of an earlier day, while nobody asked for an old one."""
        return self.run is not None and not self.is_pinned and self.run.key.day < self.today

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
        run, entries = _asked(store, query, clock.today())
        failed = None if query.run else store.failed_since(run.started_at if run else None)
    found = found_entries(entries, query)
    n_pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(max(1, query.page), n_pages)
    return Worklist(
        run=run,
        is_pinned=bool(query.run),
        failed=failed,
        entries=tuple(found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        everything=tuple(entries),
        facets={facet: _counted(entries, query, facet) for facet in Facet},
        n_found=len(found),
        page=page,
        n_pages=n_pages,
        today=clock.today(),
    )


def every_entry(database: Database, clock: Clock, query: Query) -> list[Entry]:
    """Give everything the filter finds, in its order, all pages together: what a CSV holds.

    Raises
    ------
    NoSuchNight
        Where the query names a night that is not there.
    """
    with database.read() as store:
        _, entries = _asked(store, query, clock.today())
    return found_entries(entries, query)


def _asked(store: Store, query: Query, today: date) -> tuple[Run | None, list[Entry]]:
    """Give the night a query asks for with its entries."""
    if not query.run:
        run = store.current_run()
        return run, all_entries(store, run, today)
    found = _night(store, query.run)
    if found is None:
        raise NoSuchNight(tuple(run for run in store.latest_runs() if run.has_plan))
    return found, entries_of_run(store, found, today)


def _night(store: Store, asked: str) -> Run | None:
    try:
        return store.run_of_day(date.fromisoformat(asked))
    except ValueError:
        found = store.run(asked)
        return found if found and found.has_plan else None


def found_entries(entries: Iterable[Entry], query: Query) -> list[Entry]:
    """Give the entries that every facet and the search let through, in the asked order."""
    return sorted((entry for entry in entries if _passes(entry, query)), key=_ORDERS[query.sort])


def plain(text: str) -> str:
    """Give a text for searching: without capitals and without accents."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def has_words(said: Iterable[str], text: str) -> bool:
    """Whether each word of a search stands somewhere in what is said."""
    heap = plain(" ".join(said))
    return all(word in heap for word in plain(text).split())


def values_of(entry: Entry, facet: Facet) -> tuple[str, ...]:
    """Give the values of a facet that an entry falls under."""
    return _VALUES[facet](entry)


def _passes(entry: Entry, query: Query, but: Facet | None = None) -> bool:
    chosen = ((facet, values) for facet, values in query.chosen.items() if facet is not but and values)
    return all(values.intersection(_VALUES[facet](entry)) for facet, values in chosen) and _is_searched(entry, query)


def _is_searched(entry: Entry, query: Query) -> bool:
    row = entry.row
    said = (entry.name, row.client, row.title, row.employer_name, row.vacancy, row.gemeente)
    return not query.text or has_words(said, query.text)


def _counted(entries: Iterable[Entry], query: Query, facet: Facet) -> tuple[FacetValue, ...]:
    """Count each value among the rows the other facets let through; a chosen value shows even at zero."""
    passing = (entry for entry in entries if _passes(entry, query, but=facet))
    counts = Counter(value for entry in passing for value in _VALUES[facet](entry))
    chosen = query.chosen.get(facet, frozenset())
    every = sorted({*counts, *chosen}, key=_place(facet))
    return tuple(FacetValue(value=value, count=counts[value], is_chosen=value in chosen) for value in every)


def _place(facet: Facet) -> Callable[[str], tuple[int, str]]:
    """Give the order of a facet's values: its own where it has one, else the alphabet."""
    order = {value: number for number, value in enumerate(_OWN_ORDER.get(facet, ()))}
    return lambda value: (order.get(value, len(order)), value)


def _instruments(entry: Entry) -> tuple[str, ...]:
    return tuple(part for part in entry.row.instruments.split("|") if part) or (NOTHING,)


_VALUES: Mapping[Facet, Callable[[Entry], tuple[str, ...]]] = {
    Facet.STATUS: lambda entry: (entry.status.value,),
    Facet.VERDICT: lambda entry: (entry.row.verdict,),
    Facet.INSTRUMENT: _instruments,
    Facet.OWNER: lambda entry: (entry.owner or NOBODY,),
    Facet.TEAM: lambda entry: (entry.team,) if entry.team else (),
    Facet.SECTOR: lambda entry: (entry.row.sector,) if entry.row.sector else (),
    Facet.OCCUPATION: lambda entry: (entry.row.occupation,) if entry.row.occupation else (),
    Facet.GEMEENTE: lambda entry: (entry.row.gemeente,),
}
_OWN_ORDER: Mapping[Facet, tuple[str, ...]] = {
    Facet.STATUS: tuple(status.value for status in PairStatus),
    Facet.VERDICT: ("past", "let_op", "vraag_na"),
    Facet.INSTRUMENT: (NOTHING,),
    Facet.OWNER: (NOBODY,),
}
Place = tuple[int | str, ...]
_GROUPS = tuple(Group)


def _best(entry: Entry) -> Place:
    return _GROUPS.index(entry.group), int(entry.is_from_before), entry.row.rank, *entry.row.pair


def _longest_waiting(entry: Entry) -> Place:
    """Who never got a step waits longest of all."""
    months = entry.row.waiting_months
    return (0, 0, *_best(entry)) if months is None else (1, -months, *_best(entry))


def _nearest(entry: Entry) -> Place:
    minutes = entry.row.travel_minutes
    return (1, 0, *_best(entry)) if minutes is None else (0, minutes, *_best(entry))


def _by_name(entry: Entry) -> Place:
    return entry.name, *_best(entry)


_ORDERS: Mapping[Sort, Callable[[Entry], Place]] = {
    Sort.BEST: _best,
    Sort.WAITING: _longest_waiting,
    Sort.TRAVEL: _nearest,
    Sort.CLIENT: _by_name,
}


def neighbours(entries: list[Entry], proposal_id: str) -> tuple[str | None, str | None, int]:
    """Give the proposal before and after one in a list, and its place from 1; 0 where it is not in it."""
    ids = [entry.row.id for entry in entries]
    if proposal_id not in ids:
        return None, None, 0
    place = ids.index(proposal_id)
    before = ids[place - 1] if place else None
    after = ids[place + 1] if place + 1 < len(ids) else None
    return before, after, place + 1
