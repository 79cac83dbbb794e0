"""Engines in a process of their own: one that crashes, is killed or runs out of memory takes no plan with it.

A process started anew, never a fork: threads and compiled kernels do not survive one.  It is kept for the next search,
so many small searches cost one start.  Requests and answers go over its own pipes; what an engine prints goes nowhere.
"""

from __future__ import annotations

import atexit
import json
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from matcher.errors import ProblemError

P = ParamSpec("P")
R = TypeVar("R")

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from solver.engines.worker import main; main()"
_PATIENCE = 5
"""Seconds a process that is told to end may take; it decides no plan."""


class EngineLost(ProblemError):
    """The process of the engines is gone, or failed, in the middle of a search; plans found before it stand."""


class Child:
    """One process that searches what it is asked, one search after another."""

    def __init__(self) -> None:
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, json.dumps(sys.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        except OSError as problem:
            raise EngineLost(
                f"The engines cannot be started ({problem}); no better plan was searched for."
            ) from problem

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def ask(self, name: str, arguments: tuple[object, ...], named: dict[str, object]) -> object:
        """Give the answer of an engine.

        Raises
        ------
        EngineLost
            Where the process ended, or the engine failed.
        """
        asked, answers = self._process.stdin, self._process.stdout
        if asked is None or answers is None:
            raise EngineLost("The engines have no pipes; no better plan was searched for.")
        try:
            pickle.dump((name, arguments, named), asked, protocol=pickle.HIGHEST_PROTOCOL)
            asked.flush()
            failure, answer = pickle.load(answers)  # nosec B301 # the answer of our own child
        except (EOFError, OSError, pickle.UnpicklingError) as problem:
            raise EngineLost(
                f"The process of the engines ended with code {self.close()} in the middle of a search; the plan of the "
                "last finished step stands."
            ) from problem
        if failure:
            raise EngineLost(f"An engine failed ({failure}); the plan of the last finished step stands.")
        return answer

    def stop(self) -> None:
        """End it though it is searching: nobody waits for the answer any more."""
        self._process.kill()
        self.close()

    def close(self) -> int:
        """Let it end, as it does where its pipe closes; give how it ended."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        try:
            return self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()


class _Pool:
    """The processes of this one: as many as searches ever ran at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._wanted = 0

    @property
    def is_wanted(self) -> bool:
        return self._wanted > 0

    @property
    def pids(self) -> tuple[int, ...]:
        return tuple(child.pid for child in self._idle)

    @contextmanager
    def open(self) -> Iterator[None]:
        with self._lock:
            self._wanted += 1
            if not self._idle:
                # It loads while we weigh.
                with suppress(EngineLost):
                    self._idle.append(Child())
        try:
            yield
        finally:
            with self._lock:
                self._wanted -= 1

    def ask(self, name: str, arguments: tuple[object, ...], named: dict[str, object]) -> object:
        with self._lock:
            child = self._idle.pop() if self._idle else None
        child = child or Child()
        try:
            answer = child.ask(name, arguments, named)
        except BaseException:
            # Whatever it was doing, its next answer would not be ours.
            child.stop()
            raise
        with self._lock:
            self._idle.append(child)
        return answer

    def close(self) -> None:
        with self._lock:
            children, self._idle = self._idle, []
        for child in children:
            child.close()


_POOL = _Pool()
atexit.register(_POOL.close)


def engines_apart() -> AbstractContextManager[None]:
    """Run every engine that is asked for inside this ``with`` in a process of its own."""
    return _POOL.open()


def waiting_pids() -> tuple[int, ...]:
    """Give the process ids of engines that wait for a search."""
    return _POOL.pids


def close_engines() -> None:
    """End the processes that wait."""
    _POOL.close()


def may_run_apart(engine: Callable[P, R]) -> Callable[P, R]:
    """Let an engine run in a process of its own where the caller wants that; its answer is the same."""
    name = f"{engine.__module__}:{engine.__qualname__}"

    @wraps(engine)
    def call(*arguments: P.args, **named: P.kwargs) -> R:
        if not _POOL.is_wanted:
            return engine(*arguments, **named)
        return cast(R, _POOL.ask(name, arguments, named))

    return call
