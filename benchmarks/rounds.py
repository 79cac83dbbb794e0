"""Phases timed side by side: every round runs each once, so that a busy minute of the machine falls on all."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.measure import LONG_SECONDS, Timed, Timing, timed
from benchmarks.registry import Phase


def in_rounds(phases: Sequence[Phase], repeat: int) -> tuple[Timing, ...]:
    """Time phases, each ``repeat`` times; a phase of more than twenty seconds of processor runs once."""
    runs: list[list[Timed]] = [[] for _ in phases]
    for _ in range(repeat):
        for phase, done in zip(phases, runs, strict=True):
            if not done or done[0].cpu < LONG_SECONDS:
                done.append(timed(phase.verb))
    return tuple(
        Timing(name=phase.name, n_units=phase.n_units, runs=tuple(done))
        for phase, done in zip(phases, runs, strict=True)
    )
