"""Floors: without them the far get nothing where places are scarce; with them each is met or its shortfall told."""

from dataclasses import replace

import numpy as np
import pytest

import solver
from benchmarks.instances import made_problem
from solver import Problem, Status
from tests.solver.builders import World

NEAR, FAR = [0, 1, 2, 3], [4, 5, 6, 7]
SCARCE = World(
    client=[*NEAR, *FAR],
    vacancy=[0] * 8,
    value=[9_000] * 4 + [5_000] * 4,
    positions=[4],
    n_clients=8,
    group=[0] * 4 + [1] * 4,
    floor_amount=[90] * 4 + [50] * 4,
    floors=[0, 0],
)
"""Four places; four near clients are worth 90 points each there and four far ones 50."""


def placed(world: World) -> tuple[int, int]:
    """Give how many near and far clients the proven plan places."""
    result = solver.solve(world.build())
    assert result.status is Status.OPTIMAL
    assert result.chosen is not None
    clients = result.problem.client[result.chosen]
    return int((clients < 4).sum()), int((clients >= 4).sum())


@pytest.mark.parametrize(
    ("floors", "plan"),
    [
        ([0, 0], (4, 0)),
        ([0, 50], (3, 1)),
        ([0, 53], (3, 1)),
        ([0, 55], (2, 2)),
        ([0, 100], (2, 2)),
        ([180, 100], (2, 2)),
        ([360, 100], (4, 0)),
    ],
)
def test_a_floor_moves_as_many_places_as_it_needs(floors: list[int], plan: tuple[int, int]) -> None:
    """A far client costs 4,000 value units and a missing point 1,000; in the last world both floors ask too much."""
    assert placed(replace(SCARCE, floors=floors)) == plan


def test_a_floor_costs_at_most_its_penalty() -> None:
    """Fifty points at 70 a point are worth less than the 4,000 a far client costs; at 90 they are worth more."""
    assert placed(replace(SCARCE, floors=[0, 50], floor_penalty=70)) == (4, 0)
    assert placed(replace(SCARCE, floors=[0, 50], floor_penalty=90)) == (3, 1)


def test_floors_that_two_groups_cannot_both_have_are_told_as_shortfall() -> None:
    result = solver.solve(replace(SCARCE, floors=[360, 100]).build())
    assert solver.verify(result.problem, result).shortfall == (0, 100)


def with_floors(problem: Problem, share: int) -> Problem:
    """Give a made region with floors per stratum of coach need: a share, in percent, of what their best rows add to."""
    need = np.zeros(problem.n_clients, np.int64)
    np.maximum.at(need, problem.client[problem.use_row()], problem.use_amount)
    group = np.searchsorted(np.array([1, 61, 121]), need, side="right")
    points = problem.value // 100
    best = np.zeros(problem.n_clients, np.int64)
    np.maximum.at(best, problem.client, points)
    floors = np.zeros(4, np.int64)
    np.add.at(floors, group, best)
    return replace(problem, group=group.astype(np.int64), floor_amount=points, floors=floors * share // 100)


def test_a_region_that_misses_its_floors_meets_them_when_asked() -> None:
    region = with_floors(made_problem(600, 240, 12, seed=5), 54)
    without = solver.solve(replace(region, floors=region.floors * 0), "quick")
    missed = solver.verify(region, replace(without, problem=region)).shortfall
    assert sum(missed) > 0
    result = solver.solve(region)
    check = solver.verify(region, result)
    assert not check.violations
    assert check.shortfall == (0, 0, 0, 0)
    assert result.gap is not None
    assert result.gap * 500 <= 1
