"""What another policy would have done to the night that is shown: worked out beside the pages, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from threading import Lock

from matcher.errors import WaagError
from web.config import Settings
from web.service.manage.policy_card import Chosen
from web.service.questions.aside import beside
from web.store.database import Database, open_database

MOST_KEPT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Trialled:
    """What a policy would have done.

    Attributes
    ----------
    gone, new
        Proposals of that night that would not be there, and others that would.
    people_before, people_after
        People with a proposal.
    problem
        Why it could not be worked out; empty where it was.
    """

    run_id: str = ""
    gone: int = 0
    new: int = 0
    people_before: int = 0
    people_after: int = 0
    problem: str = ""


Work = Callable[[Settings, str, Chosen], Trialled]


@dataclass(eq=False)
class Trials:
    """The trials of one application, one at a time."""

    settings: Settings
    start: Callable[[], Executor] = beside
    _worker: Executor | None = field(default=None, init=False)
    _jobs: dict[tuple[str, str], Future[Trialled]] = field(default_factory=dict, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def ask(self, run_id: str, card_id: str, chosen: Chosen) -> Trialled | None:
        """Give what a card would have done to a run; None while it is worked out."""
        with self._lock:
            key = (run_id, card_id)
            if key not in self._jobs:
                self._worker = self._worker or self.start()
                self._jobs[key] = self._worker.submit(try_policy, self.settings, run_id, chosen)
                for old in list(self._jobs)[:-MOST_KEPT]:
                    del self._jobs[old]
            job = self._jobs[key]
        return job.result() if job.done() else None


def shown_run_id(database: Database) -> str | None:
    """Give the run that is shown; None before the first night."""
    with database.read() as store:
        run = store.current_run()
    return run.id if run else None


def try_policy(settings: Settings, run_id: str, chosen: Chosen) -> Trialled:
    """Make the plan of a run once more under another policy, and count whose proposal differs."""
    from solver.question import SolvedNight
    from web.service.night.past import past_night
    from web.service.questions.asking import pairs_of

    database = open_database(settings)
    try:
        past = past_night(database, run_id)
        other = replace(past, match_policy=chosen.match, solver_policy=chosen.plan)
        with database.read() as store:
            now = {row.pair for row in store.proposal_rows(past.run.id)}
        then = pairs_of(SolvedNight.of(other.prepared(settings.threads)))
    except WaagError as problem:
        return Trialled(run_id=run_id, problem=str(problem))
    finally:
        database.close()
    return Trialled(
        run_id=run_id,
        gone=len(now - then),
        new=len(then - now),
        people_before=len({client for client, _ in now}),
        people_after=len({client for client, _ in then}),
    )
