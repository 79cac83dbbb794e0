"""Time and memory: what one repetition takes, and the highest memory of each stage of one process."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
RESET_PEAK = "5"


class Timed(NamedTuple):
    """One repetition: seconds on the wall, and seconds of processor over all threads."""

    wall: float
    cpu: float


LONG_SECONDS = 20.0


def timed(verb: Callable[[], object]) -> Timed:
    """Run once and give what it took."""
    wall, cpu = perf_counter(), process_time()
    verb()
    return Timed(perf_counter() - wall, process_time() - cpu)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Repetitions of one phase over a number of units (pairs, rows)."""

    name: str
    n_units: int
    runs: tuple[Timed, ...]

    @property
    def wall(self) -> float:
        """Median seconds on the wall."""
        return median(run.wall for run in self.runs)

    @property
    def per_second(self) -> float:
        """Units per second on the wall, of the median."""
        return self.n_units / self.wall

    @property
    def per_cpu_second(self) -> float:
        """Units per second of processor, of the median: nearly the same on a busy machine."""
        return self.n_units / max(1e-9, median(run.cpu for run in self.runs))

    def share_of(self, n_threads: int) -> float:
        """Give the part of its threads' time that it really got, 0 to 1; well below 1 the machine was busy."""
        return median(run.cpu / max(1e-9, run.wall) for run in self.runs) / n_threads

    def range_text(self) -> str:
        """Write the median with the least and the most, or that it ran once."""
        if len(self.runs) == 1:
            return f"{seconds(self.wall)} (one run)"
        walls = sorted(run.wall for run in self.runs)
        return f"{seconds(self.wall)} ({seconds(walls[0])}-{seconds(walls[-1])})"


def seconds(value: float) -> str:
    """Write seconds in the unit in which they can be read."""
    if value < 1e-3:
        return f"{value * 1e6:.0f} µs"
    if value < 1:
        return f"{value * 1e3:.0f} ms"
    return f"{value:.2f} s" if value < 100 else f"{value:.0f} s"


class StageCost(NamedTuple):
    """One stage: seconds, and the highest resident memory while it ran, with all that was there before it."""

    name: str
    seconds: float
    peak_mib: int


@dataclass(frozen=True, slots=True)
class Stages:
    """Stages one after the other in one process.

    The kernel of the system keeps the highest resident memory (VmHWM) and lets a process set it back; where it does
    not, a stage shows the highest of all before it too.
    """

    costs: list[StageCost] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure the block as one stage."""
        _reset_peak()
        began = perf_counter()
        yield
        self.costs.append(StageCost(name, perf_counter() - began, _peak_kib() // 1024))

    def add(self, name: str, took: float) -> None:
        """Keep a stage that ended now; its peak is the highest since the last one."""
        self.costs.append(StageCost(name, took, _peak_kib() // 1024))
        _reset_peak()


def _reset_peak() -> None:
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
