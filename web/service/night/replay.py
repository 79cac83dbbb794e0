"""A past night made again from what it read, with its law and its choices: the same bytes, or what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from matcher.catalogue.items import load_catalogue
from solver.engines.apart import engines_apart
from solver.stages import silent
from web.service.night.export import digest_of, plan_lines
from web.service.night.making import MakePlan, pipeline, with_left_out
from web.service.night.past import past_night
from web.store.database import Database
from web.store.records import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """A night made again.

    Attributes
    ----------
    stored, again
        SHA-256 of the plan as the run noted it, and as it was made now.
    is_same_code
        Whether this version of Waag made the run; where not, what differs may be the version.
    """

    run: Run
    stored: str
    again: str
    is_same_code: bool

    @property
    def is_same(self) -> bool:
        """Whether both are the same bytes."""
        return self.stored == self.again


def replay(
    database: Database, run_id: str | None = None, *, threads: int = 2, plan: MakePlan | None = None
) -> Replayed:
    """Make the night of a run again and hold its plan to the run; nothing is written.

    Parameters
    ----------
    run_id
        The run; None for the one that is shown.
    plan
        What makes the plan; None for the pipeline of the solver.

    Raises
    ------
    WaagError
        Where there is no such run, or its night cannot be put together again.
    """
    past = past_night(database, run_id)
    make_plan = plan or pipeline(threads)
    with engines_apart():
        made = make_plan(
            past.night.region,
            day=past.run.key.day,
            rules=past.rules,
            catalogue=load_catalogue(),
            match_policy=past.match_policy,
            solver_policy=past.solver_policy,
            progress=silent,
        )
    again = digest_of(plan_lines(with_left_out(made, past.not_weighed)))
    return Replayed(run=past.run, stored=past.manifest.plan_digest, again=again, is_same_code=past.is_same_code)


def replay_last(database: Database, nights: int, *, replay_one: Callable[[str], Replayed]) -> Iterator[Replayed]:
    """Make the newest nights again, newest first."""
    with database.read() as store:
        runs = [run for run in store.latest_runs(nights) if run.has_plan]
    for run in runs:
        yield replay_one(run.id)
