"""What a page tells about one night and the nights before it."""

from collections import Counter
from dataclasses import dataclass

from web.store.database import Database
from web.store.records import ProposalRow, Run


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
class NightPage:
    """Everything about one night.

    Attributes
    ----------
    outcomes
        Number of people without a proposal per reason, most first.
    difference
        With the newest night of an earlier day; None where there is none.
    """

    run: Run
    is_current: bool
    outcomes: tuple[tuple[str, int], ...]
    difference: Difference | None
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
    return NightPage(
        run=run,
        is_current=current is not None and current.id == run.id,
        outcomes=tuple(sorted(outcomes.items(), key=lambda one: (-one[1], one[0]))),
        difference=_difference(before, now, then) if before and run.has_plan else None,
        latest=latest,
    )


def _difference(before: Run, now: list[ProposalRow], then: list[ProposalRow]) -> Difference:
    new_pairs, old_pairs = {row.pair for row in now}, {row.pair for row in then}
    return Difference(
        before=before,
        new=tuple(row for row in now if row.pair not in old_pairs),
        gone=tuple(row for row in then if row.pair not in new_pairs),
        n_same=len(new_pairs & old_pairs),
    )
