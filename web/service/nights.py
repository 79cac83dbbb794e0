"""What a page tells about one night and the nights before it."""

from collections import Counter
from dataclasses import dataclass

from matcher.domain.nearmiss import Investment
from matcher.domain.question import Acquisition
from solver.overnight import Cause, counts_of
from web.service.night_results import client_id
from web.store.database import Database
from web.store.records import ProposalRow, Run
from web.store.results import ACQUISITIONS, INVESTMENTS
from web.store.store import Store

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed between two nights, by pair.

    Attributes
    ----------
    new, gone
        Proposals that only this night, or only the one before, has.
    n_same
        Pairs in both.
    """

    before: Run
    new: tuple[ProposalRow, ...]
    gone: tuple[ProposalRow, ...]
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
    causes
        How many people have another proposal than in the night before, per cause.
    difference
        With the newest night of an earlier day; None where there is none.
    """

    run: Run
    is_current: bool
    outcomes: tuple[tuple[str, int], ...]
    investments: tuple[Investment, ...]
    acquisitions: tuple[Acquisition, ...]
    overdue: tuple[Overdue, ...]
    n_overdue: int
    difference: Difference | None
    causes: tuple[tuple[Cause, int], ...]
    latest: tuple[Run, ...]


def night_page(database: Database, run_id: str | None = None) -> NightPage | None:
    """Give a night's page: of a run, else of the one that is shown; None where there is none."""
    with database.read() as store:
        current = store.current_run()
        run = current if run_id is None else store.run(run_id)
        latest = tuple(store.latest_runs())
        if run is None:
            return None
        outcomes = Counter(outcome.code for outcome in store.outcomes(run.id))
        before = store.run_before(run.key.day)
        now = store.proposal_rows(run.id)
        then = store.proposal_rows(before.id) if before else []
        investments = store.results(run.id, INVESTMENTS, limit=MOST_SHOWN)
        acquisitions = store.results(run.id, ACQUISITIONS, limit=MOST_SHOWN)
        late = list(store.overdue_clients(run.id))
        overdue = _overdue(store, late[:MOST_SHOWN])
    return NightPage(
        run=run,
        is_current=current is not None and current.id == run.id,
        outcomes=tuple(sorted(outcomes.items(), key=lambda one: (-one[1], one[0]))),
        investments=tuple(investments),
        acquisitions=tuple(acquisitions),
        overdue=overdue,
        n_overdue=len(late),
        difference=_difference(before, now, then) if before and run.has_plan else None,
        causes=counts_of(run.manifest.changes) if run.manifest else (),
        latest=latest,
    )


def largest_investments(database: Database, run_id: str, most: int = 10) -> tuple[Investment, ...]:
    """Give the single steps that open work for most people in a night, most first."""
    with database.read() as store:
        return tuple(store.results(run_id, INVESTMENTS, limit=most))


def _overdue(store: Store, keys: list[str]) -> tuple[Overdue, ...]:
    names = {row["client"]: row["name"] for row in store.rows_in("persoon", "client", keys)}
    return tuple(Overdue(id=client_id(store, key), name=names.get(key) or key) for key in keys)


def _difference(before: Run, now: list[ProposalRow], then: list[ProposalRow]) -> Difference:
    new_pairs, old_pairs = {row.pair for row in now}, {row.pair for row in then}
    return Difference(
        before=before,
        new=tuple(row for row in now if row.pair not in old_pairs),
        gone=tuple(row for row in then if row.pair not in new_pairs),
        n_same=len(new_pairs & old_pairs),
    )
