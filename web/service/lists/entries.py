"""The rows of the worklist: a proposal of the shown night, or one held from before, with what people did with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from web.service.review.standing import held_rows, overtaken_ids, waiting_rows
from web.store.events import EventKind
from web.store.pair_states import PairState, PairStatus
from web.store.records import ProposalRow, Run
from web.store.store import Store
from web.store.views import Known

NOBODY = Known(name="", adviser="", team="")


class Group(StrEnum):
    """Where a row stands in *beste voor iedereen*: what cannot wait first, what people took up last."""

    DEADLINE = "deadline"
    NEW = "nieuw"
    CHANGED = "gewijzigd"
    SAME = "gelijk"
    TAKEN_UP = "opgepakt"


class Change(StrEnum):
    """What is different from the proposal of the night before for the same pair."""

    VERDICT = "oordeel"
    ITEMS = "punten"
    SUPPORT = "steun"
    HOURS = "uren"
    TRAVEL = "reis"


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
    owner
        Who looks after it: to whom it was given, else the person's adviser; empty where nobody is known.
    team
        The team of the person's adviser; empty where it is not known.
    changes
        What is different since the night before, for a pair that was proposed then too.
    is_due
        It cannot wait until tomorrow: the vacancy closes today, or *later* ended today.
    """

    row: ProposalRow
    state: PairState
    name: str
    is_from_before: bool
    is_overtaken: bool
    cents_per_month: int | None
    owner: str = ""
    team: str = ""
    changes: tuple[Change, ...] = ()
    is_due: bool = False

    @property
    def status(self) -> PairStatus:
        """Where the pair is today."""
        return self.state.status

    @property
    def is_open(self) -> bool:
        """Whether nobody took it up yet and somebody still can."""
        return self.status is PairStatus.NEW and not self.is_overtaken

    @property
    def group(self) -> Group:
        """Where it stands in the list."""
        if self.is_due:
            return Group.DEADLINE
        if not self.is_open or self.is_from_before:
            return Group.TAKEN_UP
        if not self.row.was_proposed_before:
            return Group.NEW
        return Group.CHANGED if self.changes else Group.SAME


def all_entries(store: Store, run: Run | None, today: date) -> list[Entry]:
    """Give the proposals of a run and what is held from before, best first."""
    if run is None:
        return []
    states = store.states_beside(run.id, today)
    shown, had = store.rows_beside_the_night_before(run.id, run.key.day)
    gone = overtaken_ids(store, states, shown, held_rows(store, states))
    own = {row.pair for row in shown}
    before = [row for row in waiting_rows(store, states) if row.pair not in own]
    rows = [(row, False) for row in shown] + [(row, True) for row in before]
    return _made(store, run, today, states, rows, gone, had)


def entries_of_run(store: Store, run: Run, today: date) -> list[Entry]:
    """Give the proposals of one run alone, with what people did with them since; none can be overtaken."""
    shown, had = store.rows_beside_the_night_before(run.id, run.key.day)
    rows = [(row, False) for row in shown]
    return _made(store, run, today, store.states_beside(run.id, today), rows, frozenset(), had)


def _made(
    store: Store,
    run: Run,
    today: date,
    states: Mapping[tuple[str, str], PairState],
    rows: list[tuple[ProposalRow, bool]],
    gone: frozenset[str],
    night_before: Mapping[tuple[str, str], ProposalRow],
) -> list[Entry]:
    people = store.known_people()
    beside = store.beside(run.id, [row.id for row, _ in rows if row.run_id != run.id], today)

    def entry(row: ProposalRow, is_from_before: bool) -> Entry:
        state, known = states.get(row.pair, PairState()), people.get(row.client, NOBODY)
        then = night_before.get(row.pair)
        return Entry(
            row=row,
            state=state,
            name=known.name or row.client,
            is_from_before=is_from_before,
            is_overtaken=row.id in gone,
            cents_per_month=beside.cents.get(row.id),
            owner=beside.owners.get(row.pair) or known.adviser,
            team=known.team,
            changes=changes_of(row, then) if then else (),
            is_due=row.id not in gone and _is_due(state, row.vacancy in beside.closing, today),
        )

    return [entry(row, is_from_before) for row, is_from_before in rows]


def changes_of(now: ProposalRow, then: ProposalRow) -> tuple[Change, ...]:
    """Give what differs between two nights for one pair; points differ every day and are no change."""
    pairs: Iterable[tuple[Change, object, object]] = (
        (Change.VERDICT, now.verdict, then.verdict),
        (Change.ITEMS, (now.n_let_op, now.n_vraag_na), (then.n_let_op, then.n_vraag_na)),
        (
            Change.SUPPORT,
            (now.instruments, now.coach_minutes, now.once_cents),
            (then.instruments, then.coach_minutes, then.once_cents),
        ),
        (Change.HOURS, now.week_minutes, then.week_minutes),
        (Change.TRAVEL, now.travel_minutes, then.travel_minutes),
    )
    return tuple(change for change, own, earlier in pairs if own != earlier)


def _is_due(state: PairState, closes_today: bool, today: date) -> bool:
    """Whether somebody has to look at it today."""
    if state.status is PairStatus.LAPSED:
        return True
    if state.status is not PairStatus.NEW:
        return False
    came_back = state.last is not None and state.last.kind is EventKind.LATER and state.last.until == today
    return closes_today or came_back
