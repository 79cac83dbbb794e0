"""Every line of the worklist, narrow: what the shown night proposed or is held from before, and where it is today.

What most lines are, *nieuw* and of the night, is settled in the store; only what people did is worked out here.
"""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import NamedTuple, TypeVar

from web.service.review.standing import Listed, held_ids, overtaken_ids, places_left, taken_elsewhere, waiting_ids
from web.store.deeds import Deeds
from web.store.events import EventKind
from web.store.listing import Beside, ListedRow, NightRows, Stake, Stakes
from web.store.pair_states import PairState, PairStatus
from web.store.records import Run
from web.store.store import Store
from web.store.withheld import Withholding

Pair = tuple[str, str]
Row = TypeVar("Row", ListedRow, Stake)
FRESH = PairState()


class Group(StrEnum):
    """Where a row stands in *beste voor iedereen*: what cannot wait first, what people took up last."""

    DEADLINE = "deadline"
    NEW = "nieuw"
    CHANGED = "gewijzigd"
    SAME = "gelijk"
    TAKEN_UP = "opgepakt"


class Line(NamedTuple):
    """One line of the worklist; `row` is what the store knows of it, as a tuple because every page makes all of them.

    Attributes
    ----------
    is_from_before
        Held, and proposed by an earlier run than the one shown.
    is_overtaken
        A discussion of an earlier run took its client or its place.
    owner
        Who looks after it: to whom it was given, else the person's adviser; empty where nobody is known.
    is_due
        It cannot wait until tomorrow: the vacancy closes today, or *later* ended today.
    """

    row: ListedRow
    status: PairStatus
    owner: str
    group: Group
    is_from_before: bool = False
    is_overtaken: bool = False
    is_due: bool = False

    @property
    def name(self) -> str:
        """The person's name where one was delivered, else the reference."""
        return self.row.name or self.row.client

    @property
    def is_open(self) -> bool:
        """Whether nobody took it up yet and somebody still can."""
        return self.status is PairStatus.NEW and not self.is_overtaken


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Every line of one night as it stands today, best first.

    Attributes
    ----------
    run
        The night; None before the first.
    states
        What people did with each pair they did anything with; without the words that were written with it.
    n_set_aside
        Proposals of people who are not to be proposed since; they stand in no list.
    withheld
        Who is not to be proposed today, with the step that says so.
    """

    run: Run | None
    lines: tuple[Line, ...]
    states: Mapping[Pair, PairState]
    n_set_aside: int = 0
    withheld: Mapping[str, Withholding] = field(default_factory=dict)


NOTHING_YET = Listing(run=None, lines=(), states={})


def listing(store: Store, run: Run | None, today: date, told: Pair | None = None) -> Listing:
    """Give the proposals of a run and what is held from before.

    Parameters
    ----------
    told
        A pair whose state comes with every word that was written about it.
    """
    withheld = store.withheld_on(today)
    if run is None:
        return replace(NOTHING_YET, withheld=withheld)
    of_run = store.listed_rows(run.id, run.key.day)
    states = {**store.deeds(run.id, of_run.pairs, today).states}
    if told and (in_full := store.pair_state(*told, today)).events:
        states[told] = in_full
    held, waiting = held_ids(states), waiting_ids(states)
    others = store.rows_of_others(run.id, sorted(held | waiting))
    shown, from_others = _night_to_propose(of_run, withheld, states), _to_propose(others, withheld, states)
    kept = [(row.client, row.vacancy) for row in chain(shown, from_others) if row.id in held]
    before = [row for row in from_others if row.id in waiting and (row.client, row.vacancy) not in shown.pairs]
    taken = taken_elsewhere(states, shown.pairs, kept)
    people = shown.people | {row.client for row in from_others} if from_others else shown.people
    beside = store.beside(today, people, (vacancy for _, vacancy in taken))
    if store.scope.is_region:
        gone = overtaken_ids(states, shown, kept, places_left(states, taken, beside.places))
    else:
        work = shown.work | {row.vacancy for row in from_others} if from_others else shown.work
        gone = _overtaken_in_region(store, run, today, shown, work, states)
    n_set_aside = len(of_run) - len(shown) + len(others) - len(from_others)
    made = _made(run, today, states, shown, before, gone, beside)
    return replace(made, n_set_aside=n_set_aside, withheld=withheld)


def _night_to_propose(rows: NightRows, withheld: Container[str], states: Mapping[Pair, PairState]) -> NightRows:
    """Do as `_to_propose`; a night of which nothing is left out stays the one that was kept."""
    left = _to_propose(rows, withheld, states)
    return rows if len(left) == len(rows) else NightRows(left)


def _to_propose(rows: Sequence[Row], withheld: Container[str], states: Mapping[Pair, PairState]) -> list[Row]:
    """Leave out what nobody took up of people who are not to be proposed; what was taken up has to be ended."""
    return [
        row for row in rows if row.client not in withheld or states.get((row.client, row.vacancy), FRESH).is_unfinished
    ]


def _overtaken_in_region(
    store: Store, run: Run, today: date, own: NightRows, work: Collection[str], states: Mapping[Pair, PairState]
) -> frozenset[str]:
    """Give what was overtaken of own rows, also by people this scope does not see: a place is taken whoever took it.

    Who takes a person is seen within the scope. Who takes a place is asked of the region, for the work of these rows
    and of what is held beside them.
    """
    with store.beyond_scope():
        night = store.stakes(run.id)
        contested, rivals = _contested(store.deeds(run.id, night.pairs, today), night, work)
        every = {**contested, **states}
        rivals = _to_propose(rivals, store.withheld_on(today), every) if rivals else []
        kept = [pair for pair, state in every.items() if state.is_held]
        pairs = own.pairs | {(row.client, row.vacancy) for row in rivals} if rivals else own.pairs
        shown: list[Listed] = list({row.id: row for row in (*own, *rivals)}.values()) if rivals else list(own)
        taken = taken_elsewhere(every, pairs, kept)
        places = places_left(every, taken, store.delivered_places(vacancy for _, vacancy in taken))
    return overtaken_ids(every, shown, kept, places)


def _contested(deeds: Deeds, night: Stakes, work: Collection[str]) -> tuple[dict[Pair, PairState], list[Stake]]:
    """Give the states that say who has a place of some work, and what the night proposes for those places.

    Work that nobody sees to is taken from nobody.
    """
    by_client, by_vacancy = deeds.unfinished
    sought = [key for key in work if key in by_vacancy]
    rivals = [row for key in sought for row in night.by_work.get(key, ())]
    near = {(row.client, row.vacancy) for row in rivals}.union(
        *(by_vacancy[key] for key in sought),
        *(by_client.get(row.client, ()) for row in rivals),
    )
    return {pair: deeds.states[pair] for pair in near if pair in deeds.states}, rivals


def listing_of_run(store: Store, run: Run, today: date) -> Listing:
    """Give the proposals of one run alone, with what people did with them since; none can be overtaken."""
    of_run = store.listed_rows(run.id, run.key.day)
    states = store.deeds(run.id, of_run.pairs, today).states
    shown = _night_to_propose(of_run, store.withheld_on(today), states)
    beside = store.beside(today, shown.people, ())
    return _made(run, today, states, shown, [], frozenset(), beside)


def _made(
    run: Run,
    today: date,
    states: Mapping[Pair, PairState],
    shown: Sequence[ListedRow],
    before: Sequence[ListedRow],
    gone: frozenset[str],
    beside: Beside,
) -> Listing:
    owners, closing = beside.owners, beside.closing

    def line(row: ListedRow, is_from_before: bool) -> Line:
        pair = (row.client, row.vacancy)
        owner = owners.get(pair) or row.adviser
        state = states.get(pair)
        if state is None and row.vacancy not in closing and row.id not in gone and not is_from_before:
            return Line(row, PairStatus.NEW, owner, _fresh_group(row))
        return _line(row, state or FRESH, owner, is_from_before, row.id in gone, row.vacancy in closing, today)

    lines = [line(row, False) for row in shown] + [line(row, True) for row in before]
    return Listing(run=run, lines=tuple(lines), states=states)


def _fresh_group(row: ListedRow) -> Group:
    if not row.was_proposed_before:
        return Group.NEW
    return Group.CHANGED if row.is_changed else Group.SAME


def _line(
    row: ListedRow, state: PairState, owner: str, is_before: bool, is_gone: bool, closes: bool, today: date
) -> Line:
    is_due = not is_gone and _is_due(state, closes, today)
    if is_due:
        group = Group.DEADLINE
    elif state.status is not PairStatus.NEW or is_gone or is_before:
        group = Group.TAKEN_UP
    else:
        group = _fresh_group(row)
    return Line(row, state.status, owner, group, is_before, is_gone, is_due)


def _is_due(state: PairState, closes_today: bool, today: date) -> bool:
    """Whether somebody has to look at it today."""
    if state.status is PairStatus.LAPSED:
        return True
    if state.status is not PairStatus.NEW:
        return False
    came_back = state.last is not None and state.last.kind is EventKind.LATER and state.last.until == today
    return closes_today or came_back
