"""How a night writes: in pieces that nobody sees yet, each tried again while the database is away, and one flip."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from solver.planned import Plan
from web.service.night.failpoints import Points
from web.service.night.lock import Hold
from web.service.night.measure import Progress
from web.service.night.output import Written
from web.service.night.results import results_of
from web.store.database import Database
from web.store.errors import RunTakenOver, StoreLost, WritesLost
from web.store.pieces import Piece, digests_of, of_certificate, of_outcomes, of_proposals, of_results
from web.store.records import Manifest, RunState

T = TypeVar("T")
CHUNK = 200
PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0)
"""Seconds a night waits for a database that was lost, before each time it tries again."""
ROOM = 0.02
"""Seconds between two pieces: who waits for a file that is being written looks again after as long."""
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
        for start, chunk in self._chunks(made):
            self.progress("schrijven", start, len(made))
            self._put(of_proposals(chunk))
        for _, outcomes in self._chunks(plan.outcomes):
            self._put(of_outcomes(self.run_id, outcomes))
        for kind, found in results_of(plan):
            for start, chunk in self._chunks(found):
                self._put(of_results(self.run_id, kind, chunk, start))
        proof = of_certificate(self.run_id, plan.proof) if plan.proof is not None else []
        for part in proof:
            self._put(part)
        self.progress("schrijven", len(made), len(made))
        return digests_of(proof)

    def _chunks(self, rows: Sequence[T]) -> Iterator[tuple[int, Sequence[T]]]:
        """Cut what is much in pieces, with room between two of them for others to write."""
        for start in range(0, len(rows), CHUNK):
            if start:
                self.wait(ROOM)
            yield start, rows[start : start + CHUNK]

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

    def _put(self, piece: Piece) -> None:
        """Write one piece; where a reply was lost it may stand there already, so it is thrown away before a retry."""
        is_retry = False

        def once() -> None:
            nonlocal is_retry
            self.hold.keep()
            with self.database.begin() as store:
                store.hold_run(self.run_id, self.attempt)
                if is_retry:
                    store.drop_piece(piece)
                is_retry = True
                store.add_piece(piece)
                self.points.reach(CHUNK_POINT)

        again(once, self.wait)

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
