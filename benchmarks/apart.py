"""A measurement in a process of its own: it starts with nothing in memory, and can be ended where it does not end."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")

_START = multiprocessing.get_context("spawn")


class Overrun(Exception):
    """A measurement was ended because it took longer than it may."""


def apart(verb: Callable[..., T], *given: object, latest: float | None = None) -> T:
    """Call a function of a module in a new process and give what it gives.

    Parameters
    ----------
    verb, given
        What can be pickled; the function by its name.
    latest
        Seconds after which the process is killed; by default it may take as long as it takes.

    Raises
    ------
    Overrun
        Where it was killed.
    RuntimeError
        Where it ended without an answer; what it printed says why.
    """
    ours, theirs = _START.Pipe(duplex=False)
    process = _START.Process(target=_answer, args=(theirs, verb, given))
    process.start()
    theirs.close()
    try:
        if not ours.poll(latest):
            process.kill()
            raise Overrun(f"{verb.__name__} had not ended after {latest:.0f} s")
        answer: T = ours.recv()
    except EOFError:
        process.join()
        raise RuntimeError(f"{verb.__name__} ended with code {process.exitcode} and without an answer") from None
    finally:
        process.join()
    return answer


def _answer(pipe: Connection, verb: Callable[..., object], given: tuple[object, ...]) -> None:
    pipe.send(verb(*given))
