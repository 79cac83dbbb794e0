"""What each stage of a night takes: seconds and the highest memory."""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter_ns
from typing import TypeAlias

from web.store.records import StageCost

Progress: TypeAlias = Callable[[str, int, int], None]
"""Hears which stage a night is in: (stage, done, total)."""

STATUS = Path("/proc/self/status")
CLEAR = Path("/proc/self/clear_refs")
RESET_PEAK = "5"


class Stopwatch:
    """Measures stages one after the other; a stage begun ends the one before."""

    def __init__(self) -> None:
        self._costs: list[StageCost] = []
        self._name = ""
        self._began = 0

    @property
    def costs(self) -> tuple[StageCost, ...]:
        """Every stage that has ended, in order."""
        return tuple(self._costs)

    def begin(self, name: str) -> None:
        """Begin a stage; the same name again goes on with it."""
        if name == self._name:
            return
        self.end()
        self._name = name
        _reset_peak()
        self._began = perf_counter_ns()

    def end(self) -> None:
        """End the stage that runs, if one does."""
        if not self._name:
            return
        milliseconds = (perf_counter_ns() - self._began) // 1_000_000
        self._costs.append(StageCost(name=self._name, milliseconds=milliseconds, peak_kib=_peak_kib()))
        self._name = ""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure the block as one stage."""
        self.begin(name)
        try:
            yield
        finally:
            self.end()


def _reset_peak() -> None:
    """Let the kernel count the peak anew; where it cannot, a stage shows the peak of all before it too."""
    try:
        CLEAR.write_text(RESET_PEAK)
    except OSError:
        return


def _peak_kib() -> int:
    try:
        lines = STATUS.read_text().splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
