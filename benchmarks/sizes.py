"""Everything that is measured at one size, on one world."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import plans, weighing
from benchmarks.measure import seconds
from benchmarks.registry import SMOKE, Case, Size, Table
from benchmarks.world import World, seed_of

CASES: tuple[Case, ...] = (weighing.CASE, plans.CASE)
BUILDING = "building"


def measure_size(size: Size, names: Sequence[str], repeat: int) -> dict[str, tuple[Table, ...]]:
    """Build the world of one size and run these cases on it; what is compiled is compiled on a small world before."""
    small = World.build(*SMOKE, seed_of(*SMOKE))
    cases = [case for case in CASES if case.name in names]
    if size != SMOKE:
        for case in cases:
            case.measure(small, 1)
    world = small if size == SMOKE else World.build(*size, seed_of(*size))
    return {BUILDING: (_building(world, size),), **{case.name: case.measure(world, repeat) for case in cases}}


def _building(world: World, size: Size) -> Table:
    costs = world.stages.costs
    return Table(
        title=f"Building the world, {size.text}",
        header=("stage", "seconds", "peak MiB"),
        rows=tuple((cost.name, seconds(cost.seconds), f"{cost.peak_mib:,}") for cost in costs),
        notes=("One run.  Peak: highest resident memory of the process while the stage ran (VmHWM, set back before).",),
        records=tuple(
            {
                "case": BUILDING,
                "n_clients": size.n_clients,
                "n_vacancies": size.n_vacancies,
                "phase": cost.name,
                "seconds": cost.seconds,
                "peak_mib": cost.peak_mib,
            }
            for cost in costs
        ),
    )
