"""How a night writes: in pieces that nobody sees yet, each tried again while the database is away, and one flip."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from solver.planned import Plan
from web.service.night.failpoints import Points
from web.service.night.lock import Hold
from web.service.night.measure import Progress
from web.service.night.output import Written
from web.service.night.results import results_of
from web.store.database import Database
from web.store.errors import RunTakenOver, StoreLost, WritesLost
from web.store.records import Manifest, RunState
from web.store.results import Kind
from web.store.store import Store

T = TypeVar("T")
CHUNK = 200
PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0)
"""Seconds a night waits for a database that was lost, before each time it tries again."""
OUTCOMES, CERTIFICATES = "outcomes", "certificates"
CHUNK_POINT, FLIP_POINT = "brok", "omzetten"


def again(work: Callable[[], T], wait: Callable[[float], None]) -> T:
    """Do something with the database, and again while it is away; the last time it fails as it fails.

    Raises
    ------
    StoreLost
        Where it stayed away for half a minute.
    """
    for pause in PAUSES:
        try:
            return work()
        except StoreLost:
            wait(pause)
    return work()


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes one attempt of one run.

    Attributes
    ----------
    attempt
        Which start of the run this is; a start that was overtaken by another one writes nothing more.
    """

    database: Database
    hold: Hold
    run_id: str
    attempt: int
    points: Points
    progress: Progress
    wait: Callable[[float], None]

    def write(self, plan: Plan, made: Sequence[Written]) -> tuple[tuple[str, str], ...]:
        """Write in pieces, so that people who decide meanwhile never wait long; give the parts of the certificate."""
        for start in range(0, len(made), CHUNK):
            self.progress("schrijven", start, len(made))
            self._proposals(made[start : start + CHUNK])
        self._part(OUTCOMES, lambda store: store.write_outcomes(self.run_id, plan.outcomes))
        for kind, found in results_of(plan):
            self._part(kind.table.name, partial(_results, self.run_id, kind, found))
        proof = plan.proof
        certificate: tuple[tuple[str, str], ...] = ()
        if proof is not None:
            certificate = self._part(CERTIFICATES, lambda store: store.write_certificate(self.run_id, proof))
        self.progress("schrijven", len(made), len(made))
        return certificate

    def publish(self, state: RunState, manifest: Manifest, now: datetime) -> None:
        """Show the run: one small transaction from the old night to this one."""
        again(lambda: self._flip(state, manifest, now), self.wait)

    def _flip(self, state: RunState, manifest: Manifest, now: datetime) -> None:
        self.hold.keep()
        with self.database.begin() as store:
            found = store.run(self.run_id)
            if found is not None and found.has_plan and found.attempts == self.attempt:
                # The reply to the first try was lost, not the flip itself.
                return
            store.hold_run(self.run_id, self.attempt)
            _hold_whole(store.count_written(self.run_id), manifest)
            line, head = store.log_end()
            store.publish(self.run_id, state, replace(manifest, log_line=line, log_head=head), now)
            self.points.reach(FLIP_POINT)
        self.points.reach(FLIP_POINT)

    def _proposals(self, chunk: Sequence[Written]) -> None:
        ids = [row.id for row, _, _ in chunk]
        self._try(lambda store: store.write_proposals(chunk), lambda store: store.drop_proposals(ids))

    def _part(self, name: str, write: Callable[[Store], T]) -> T:
        return self._try(write, lambda store: store.drop_part(self.run_id, name))

    def _try(self, write: Callable[[Store], T], undo: Callable[[Store], None]) -> T:
        """Write one piece; where a reply was lost it may stand there already, so it is thrown away before a retry."""
        is_retry = False

        def once() -> T:
            nonlocal is_retry
            self.hold.keep()
            with self.database.begin() as store:
                store.hold_run(self.run_id, self.attempt)
                if is_retry:
                    undo(store)
                is_retry = True
                written = write(store)
                self.points.reach(CHUNK_POINT)
            return written

        return again(once, self.wait)

    def fail(self, words: str, now: datetime) -> None:
        """Close the run without a plan; one that another start took over is that start's business."""

        def close() -> None:
            with self.database.begin() as store:
                try:
                    store.hold_run(self.run_id, self.attempt)
                except RunTakenOver:
                    return
                store.clear_run(self.run_id)
                store.fail_run(self.run_id, words, now)

        again(close, self.wait)


def _hold_whole(written: int, manifest: Manifest) -> None:
    """Refuse to show a night of which rows are gone: a server that keeps no word loses the last ones where it falls."""
    if written != manifest.proposals:
        raise WritesLost(
            f"The database holds {written} of the {manifest.proposals} proposals of this night, though it said all "
            "were written; the night before stays. See whether the server fell and keeps its word (synchronous_commit, "
            "fsync, a copy that took over), or whether somebody was erased meanwhile, and start the night again."
        )


def _results(run_id: str, kind: Kind[T], found: Sequence[T], store: Store) -> None:
    store.write_results(run_id, kind, found)
