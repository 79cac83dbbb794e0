"""Questions to a plan, answered one at a time in a process beside the pages, so that no page waits for a solver.

A question is a value: the same question of the same run is the same job, whoever asks. It stands in the URL, so a
bookmark, a reload or another process asks it again and gets the same answer.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import takewhile
from multiprocessing import get_context
from threading import Lock
from typing import TypeAlias

from web.config import Settings
from web.service.questions.thinking import answer, bound, leave_with_parent
from web.service.questions.values import Asked, Bound, Refusal, Told, Wanted

MOST_KEPT = 64
PATIENCE = 0.4
"""Seconds a page waits before it shows what is known so far."""

Key: TypeAlias = tuple[str, Asked]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a question is.

    Attributes
    ----------
    before
        Questions that are answered first.
    bound
        What prices say at once; None until then, and for questions that have none.
    told
        The exact answer; None until then.
    refused
        Why it has no answer.
    """

    before: int = 0
    bound: Bound | None = None
    told: Told | None = None
    refused: Refusal | None = None

    @property
    def is_done(self) -> bool:
        """Whether nothing more will come."""
        return self.told is not None or self.refused is not None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Job:
    """One question on its way."""

    who: str
    first: Future[Bound | None] | None
    exact: Future[Told | Refusal]


@dataclass(eq=False)
class Aside:
    """The queue of questions of one application.

    Parameters
    ----------
    settings
        Where the store is.
    start
        Gives what works: one question at a time.
    """

    settings: Settings
    start: Callable[[], Executor] = field(default_factory=lambda: beside)
    _worker: Executor | None = field(default=None, init=False)
    _jobs: dict[Key, _Job] = field(default_factory=dict, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def ask(self, run_id: str, asked: Asked, who: str, patience: float = PATIENCE) -> Standing:
        """Ask, or look how far a question is; who asks something else gives up what he still waits for.

        Parameters
        ----------
        patience
            Seconds to wait for an answer before what is known so far is given.
        """
        with self._lock:
            key = (run_id, asked)
            job = self._jobs.get(key)
            if job is None or job.exact.cancelled():
                self._give_up(who)
                job = self._jobs[key] = self._begin(run_id, asked, who)
            self._forget()
            before = self._before(key)
        wait([job.exact], timeout=patience)
        return _standing(job, before)

    def close(self) -> None:
        """Let the worker go."""
        with self._lock:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.shutdown(wait=False, cancel_futures=True)

    def _begin(self, run_id: str, asked: Asked, who: str) -> _Job:
        self._worker = self._worker or self.start()
        first = self._worker.submit(bound, self.settings, run_id, asked) if isinstance(asked, Wanted) else None
        return _Job(who=who, first=first, exact=self._worker.submit(answer, self.settings, run_id, asked))

    def _give_up(self, who: str) -> None:
        for key, job in list(self._jobs.items()):
            if job.who == who and job.exact.cancel():
                if job.first is not None:
                    job.first.cancel()
                del self._jobs[key]

    def _forget(self) -> None:
        done = [key for key, job in self._jobs.items() if job.exact.done()]
        for key in done[: max(0, len(self._jobs) - MOST_KEPT)]:
            del self._jobs[key]

    def _before(self, key: Key) -> int:
        earlier = takewhile(lambda one: one != key, self._jobs)
        return sum(not self._jobs[one].exact.done() for one in earlier)


def beside() -> Executor:
    """Start a process of its own for questions; it goes when this one goes."""
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), initializer=leave_with_parent)


def _standing(job: _Job, before: int) -> Standing:
    first = job.first.result() if job.first is not None and _has_ended(job.first) else None
    if not _has_ended(job.exact):
        return Standing(before=before, bound=first)
    found = job.exact.result()
    if isinstance(found, Refusal):
        return Standing(bound=first, refused=found)
    return Standing(bound=first, told=found)


def _has_ended(found: Future[Bound | None] | Future[Told | Refusal]) -> bool:
    return found.done() and not found.cancelled()
