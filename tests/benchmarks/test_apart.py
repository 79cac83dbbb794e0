"""A measurement apart gives its answer, its failure, or is ended when it takes too long."""

import os
import signal

import pytest

from benchmarks.apart import Overrun, apart


def own_pid(number: int) -> tuple[int, int]:
    """Give a number back, and who gave it."""
    return number, os.getpid()


def never_ends() -> None:
    """Stand for an engine that does not look at its own limit."""
    signal.pause()


def breaks_off() -> None:
    """Stand for a process that is gone in the middle."""
    os._exit(7)


def test_the_answer_comes_from_another_process() -> None:
    number, pid = apart(own_pid, 41)
    assert number == 41
    assert pid != os.getpid()


def test_one_that_does_not_end_is_ended() -> None:
    with pytest.raises(Overrun, match="never_ends had not ended"):
        apart(never_ends, latest=0.1)


def test_one_that_is_gone_says_how_it_ended() -> None:
    with pytest.raises(RuntimeError, match="code 7"):
        apart(breaks_off)
