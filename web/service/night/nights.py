"""What a page tells about one night and the nights before it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from matcher.domain.nearmiss import Investment
from matcher.domain.question import Acquisition
from solver.overnight import Cause, counts_of
from web.service.night.difference import Move, moved_between
from web.service.night.given import client_id, named_vacancies
from web.service.night.progress import StageLine, is_broken_off, stages_now
from web.service.night.worth import PlanWorth, worth_of_plan
from web.store.database import Database
from web.store.proposals import NightCounts
from web.store.records import Run as Run
from web.store.records import RunLine, RunState
from web.store.results import ACQUISITIONS, INVESTMENTS
from web.store.store import Store

MOST_SHOWN = 20
MOST_NIGHTS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How many people have another proposal than in a night before.

    Attributes
    ----------
    counts
        By kind of difference, in the order of the kinds.
    n_same
        People with the same proposal in both.
    """

    before: Run
    counts: tuple[tuple[Move, int], ...]
    n_same: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """Somebody who had no concrete step in time."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NightPage:
    """Everything about one night.

    Attributes
    ----------
    outcomes
        Number of people without a proposal per reason, most first.
    investments, acquisitions
        What helps most people, and the largest orders to the employers' desk; the first of each.
    overdue, n_overdue
        People without a concrete step in time: the first by reference, and how many there are.
    worth
        What the value of the plan is made of; None where it cannot be taken apart, or where only some gemeenten are
        seen.
    causes
        How many people have another proposal than in the night before, per cause.
    difference
        With the newest night of an earlier day; None where there is none.
    latest
        The newest nights.
    waiting
        The stages of a night that goes on; none of one that ended.
    is_broken_off
        It says that it goes on, and nobody runs it.
    busy, failed
        Another night that goes on now, and a later one that did not succeed.
    """

    run: Run
    is_current: bool
    outcomes: tuple[tuple[str, int], ...]
    investments: tuple[Investment, ...]
    acquisitions: tuple[Acquisition, ...]
    overdue: tuple[Overdue, ...]
    n_overdue: int
    difference: Difference | None
    worth: PlanWorth | None
    causes: tuple[tuple[Cause, int], ...]
    latest: tuple[RunLine, ...]
    waiting: tuple[StageLine, ...]
    is_broken_off: bool
    busy: RunLine | None
    failed: RunLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What is counted over all rows of a night: `NightPage` says what each is; `first_overdue` are references."""

    counts: NightCounts
    difference: Difference | None
    first_overdue: tuple[str, ...]
    n_overdue: int


def shown_night(database: Database) -> Run | None:
    """Give the night whose proposals are shown; None before the first."""
    with database.read() as store:
        return store.current_run()


def night_page(database: Database, run_id: str | None = None) -> NightPage | None:
    """Give a night's page: of a run, else of the one that is shown; None where there is none."""
    with database.read() as store:
        current = store.current_run()
        run = current if run_id is None else store.run(run_id)
        latest = tuple(store.run_lines(MOST_NIGHTS))
        waiting = stages_now(store.progress_of(run.id), is_over=False) if run and run.state is RunState.BUSY else ()
        if run is None:
            return None
        before = store.run_before(run.key.day)
        sums = _sums(store, run, before)
        investments = store.results(run.id, INVESTMENTS, limit=MOST_SHOWN)
        acquisitions = store.results(run.id, ACQUISITIONS, limit=MOST_SHOWN)
        overdue = _overdue(store, sums.first_overdue)
        worth = _worth(store, run, sums.counts)
    return NightPage(
        run=run,
        is_current=current is not None and current.id == run.id,
        outcomes=tuple(sorted(sums.counts.outcomes.items(), key=lambda one: (-one[1], one[0]))),
        investments=tuple(investments),
        acquisitions=tuple(acquisitions),
        overdue=overdue,
        n_overdue=sums.n_overdue,
        difference=sums.difference,
        worth=worth,
        causes=counts_of(run.manifest.changes) if run.manifest else (),
        latest=latest,
        waiting=waiting,
        is_broken_off=is_broken_off(database, run),
        busy=next((one for one in latest if one.state is RunState.BUSY and one.id != run.id), None),
        failed=_failed_since(latest, run),
    )


def night_from(database: Database, day: date) -> Run | None:
    """Give the newest night with a plan of a day or a later one: then there is nothing left to make of that day."""
    with database.read() as store:
        return store.run_from(day)


def largest_investments(database: Database, run_id: str, most: int = 10) -> tuple[Investment, ...]:
    """Give the single steps that open work for most people in a night, most first."""
    with database.read() as store:
        return tuple(store.results(run_id, INVESTMENTS, limit=most))


def vacancy_words(database: Database, keys: Iterable[str]) -> dict[str, str]:
    """Give the words for open vacancies, by reference."""
    with database.read() as store:
        return {key: named.words for key, named in named_vacancies(store, keys).items()}


def _worth(store: Store, run: Run, counts: NightCounts) -> PlanWorth | None:
    if run.manifest is None or not store.scope.is_region:
        return None
    return worth_of_plan(run.manifest, counts.proposals, counts.kept)


def _failed_since(latest: Sequence[RunLine], run: Run) -> RunLine | None:
    later = (one for one in latest if one.state is RunState.FAILED and one.started_at > run.started_at)
    return next(later, None) if run.has_plan else None


def _overdue(store: Store, keys: Sequence[str]) -> tuple[Overdue, ...]:
    names = {row["client"]: row["name"] for row in store.rows_in("persoon", "client", keys)}
    return tuple(Overdue(id=client_id(store, key), name=names.get(key) or key) for key in keys)


def _sums(store: Store, run: Run, before: Run | None) -> Sums:
    """Count a night; one that is published stays as it is, and is counted once."""
    if not run.has_plan:
        return _counted(store, run, None)
    kept = store.kept_or_read(("sums", run.id, before and before.id), lambda: (_counted(store, run, before),))
    return kept[0]


def _counted(store: Store, run: Run, before: Run | None) -> Sums:
    late = tuple(store.overdue_clients(run.id))
    return Sums(
        counts=store.night_counts(run.id),
        difference=_difference(store, run, before) if before else None,
        first_overdue=late[:MOST_SHOWN],
        n_overdue=len(late),
    )


def _difference(store: Store, run: Run, before: Run) -> Difference:
    moved, n_same = moved_between(store, run, before)
    counts = Counter(one.move for one in moved)
    return Difference(before=before, counts=tuple((move, counts[move]) for move in Move), n_same=n_same)
