"""The worklist: today's proposals with their state, filtered, counted, sorted and cut in pages.

shown run ∪ pairs held from earlier runs ─ states ─> entries ─ filter ─> facets, rows, CSV
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from solver.planned import BudgetUse
from web.service.clock import Clock
from web.service.standing import held_rows, overtaken_ids
from web.store.database import Database
from web.store.decisions import PairState, PairStatus
from web.store.records import ProposalRow, Run
from web.store.store import Store

PAGE_SIZE = 50
NOTHING = "geen"


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
    SECTOR = "sector"
    OCCUPATION = "beroep"
    GEMEENTE = "gemeente"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A filter, an order and a page: exactly what stands in the URL.

    Attributes
    ----------
    chosen
        Values by facet; nothing chosen of a facet lets everything through.
    page
        From 1.
    """

    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    sort: Sort = Sort.BEST
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One proposal with what people did with it.

    Attributes
    ----------
    name
        The person's name where one was delivered, else the reference.
    is_from_before
        Held, and proposed by an earlier run than the one shown.
    is_overtaken
        A discussion of an earlier run took its client or its place.
    cents_per_month
        Subsidy forecast; None where there is no figure.
    """

    row: ProposalRow
    state: PairState
    name: str
    is_from_before: bool
    is_overtaken: bool
    cents_per_month: int | None

    @property
    def status(self) -> PairStatus:
        """Where the pair is today."""
        return self.state.status

    def values(self, facet: Facet) -> tuple[str, ...]:
        """Give the values of a facet that this entry falls under."""
        return _VALUES[facet](self)


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
    failed
        A newer night that failed: what is shown is older than it should be.
    entries
        This page of what was found.
    n_found, n_all
        Entries with and without the filter.
    today
        The day the store lives on.
    """

    run: Run | None
    failed: Run | None
    entries: tuple[Entry, ...]
    facets: Mapping[Facet, tuple[FacetValue, ...]]
    n_found: int
    n_all: int
    page: int
    n_pages: int
    today: date

    @property
    def coach(self) -> tuple[BudgetUse, ...]:
        """Use of jobcoach time per gemeente."""
        budgets = self.run.manifest.budgets if self.run and self.run.manifest else ()
        return tuple(use for use in budgets if use.kind == "coach_minutes")


def worklist(database: Database, clock: Clock, query: Query) -> Worklist:
    """Give one page of the worklist."""
    with database.read() as store:
        run = store.current_run()
        failed = store.failed_since(run.started_at if run else None)
        entries = all_entries(store, run, clock.today())
    found = found_entries(entries, query)
    n_pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(max(1, query.page), n_pages)
    return Worklist(
        run=run,
        failed=failed,
        entries=tuple(found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        facets={facet: _counted(entries, query, facet) for facet in Facet},
        n_found=len(found),
        n_all=len(entries),
        page=page,
        n_pages=n_pages,
        today=clock.today(),
    )


def every_entry(database: Database, clock: Clock, query: Query) -> list[Entry]:
    """Give everything the filter finds, in its order, all pages together: what a CSV holds."""
    with database.read() as store:
        entries = all_entries(store, store.current_run(), clock.today())
    return found_entries(entries, query)


def all_entries(store: Store, run: Run | None, today: date) -> list[Entry]:
    """Give today's proposals and what is held from before, best first."""
    if run is None:
        return []
    states = store.pair_states(today)
    shown = store.proposal_rows(run.id)
    held = held_rows(store, states)
    overtaken = overtaken_ids(store, states, shown, held)
    own = {row.pair for row in shown}
    before = [row for row in held if row.pair not in own]
    names = store.names()
    cents = store.cents_per_month([row.id for row in (*shown, *before)])

    def entry(row: ProposalRow, *, is_from_before: bool) -> Entry:
        return Entry(
            row=row,
            state=states.get(row.pair, PairState()),
            name=names.get(row.client, row.client),
            is_from_before=is_from_before,
            is_overtaken=row.id in overtaken,
            cents_per_month=cents.get(row.id),
        )

    made = [entry(row, is_from_before=False) for row in shown]
    return [*made, *(entry(row, is_from_before=True) for row in before)]


def found_entries(entries: Iterable[Entry], query: Query) -> list[Entry]:
    """Give the entries that every facet lets through, in the asked order."""
    return sorted((entry for entry in entries if _passes(entry, query.chosen)), key=_ORDERS[query.sort])


def _passes(entry: Entry, chosen: Mapping[Facet, frozenset[str]]) -> bool:
    return all(not values or values.intersection(entry.values(facet)) for facet, values in chosen.items())


def _counted(entries: Iterable[Entry], query: Query, facet: Facet) -> tuple[FacetValue, ...]:
    """Count each value among the rows the other facets let through; a chosen value shows even at zero."""
    others = {other: values for other, values in query.chosen.items() if other is not facet}
    passing = (entry for entry in entries if _passes(entry, others))
    counts = Counter(value for entry in passing for value in entry.values(facet))
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
    Facet.SECTOR: lambda entry: (entry.row.sector,) if entry.row.sector else (),
    Facet.OCCUPATION: lambda entry: (entry.row.occupation,) if entry.row.occupation else (),
    Facet.GEMEENTE: lambda entry: (entry.row.gemeente,),
}
_OWN_ORDER: Mapping[Facet, tuple[str, ...]] = {
    Facet.STATUS: tuple(status.value for status in PairStatus),
    Facet.VERDICT: ("past", "let_op", "vraag_na"),
    Facet.INSTRUMENT: (NOTHING,),
}
Place = tuple[int | str, ...]


def _best(entry: Entry) -> Place:
    return int(entry.is_from_before), entry.row.rank, *entry.row.pair


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
