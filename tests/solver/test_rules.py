"""Each rule of the model twice, on worlds worked out by hand: where it binds it decides, where it is slack it does not.

Two clients, A and B; A's first row is worth most. The plan is told as the given rows that are chosen.
"""

from dataclasses import replace

import numpy as np
import pytest

import solver
from solver import Rule, Status
from solver.policy import SolverPolicy
from tests.solver.builders import World

A1, A2, B1 = 0, 1, 2
WORLD = World(client=[0, 0, 1], vacancy=[0, 1, 0], value=[100, 60, 80], positions=[2, 1], n_clients=2)
"""A: 100 at the first vacancy, 60 at the second; B: 80 at the first. Places for both: 180."""


def plan(world: World) -> tuple[list[int], int]:
    """Solve to a proof; give the chosen rows by their given numbers, and the objective."""
    result = solver.solve(world.build())
    assert result.status is Status.OPTIMAL
    assert result.chosen is not None
    assert result.objective is not None
    check = solver.verify(result.problem, result)
    assert (check.objective, dict(check.violations)) == (result.objective, {})
    return sorted(result.problem.given[result.chosen].tolist()), result.objective


HAND: dict[str, tuple[World, list[int], int]] = {
    "a client has one place though two would be worth more: binds": (
        replace(WORLD, positions=[1, 1], client=[0, 0, 0]),
        [A1],
        100,
    ),
    "a client with one row: slack": (replace(WORLD, client=[0, 1, 1], positions=[1, 1]), [A1, A2], 160),
    "one place, so A goes to the second: binds": (replace(WORLD, positions=[1, 1]), [A2, B1], 140),
    "two places: slack": (WORLD, [A1, B1], 180),
    "no place at all: binds": (replace(WORLD, positions=[0, 0]), [], 0),
    "a hard budget for one of two: binds": (
        replace(WORLD, uses=[(A1, 0, 5), (B1, 0, 5)], budgets=[9]),
        [A2, B1],
        140,
    ),
    "a hard budget for both: slack": (replace(WORLD, uses=[(A1, 0, 5), (B1, 0, 5)], budgets=[10]), [A1, B1], 180),
    "one more unit costs more than it brings: an elastic budget binds": (
        replace(WORLD, uses=[(A1, 0, 5), (B1, 0, 5)], budgets=[9], overflow_price=[41]),
        [A2, B1],
        140,
    ),
    "it costs less, and is paid: an elastic budget gives way": (
        replace(WORLD, uses=[(A1, 0, 5), (B1, 0, 5)], budgets=[9], overflow_price=[39]),
        [A1, B1],
        180 - 39,
    ),
    "an elastic budget for both: slack": (
        replace(WORLD, uses=[(A1, 0, 5), (B1, 0, 5)], budgets=[10], overflow_price=[41]),
        [A1, B1],
        180,
    ),
    "two places for people with support, three want them: binds": (
        replace(WORLD, client=[0, 1, 2], vacancy=[0, 0, 0], value=[100, 60, 80], n_clients=3, positions=[3, 0],
                uses=[(0, 0, 1), (1, 0, 1), (2, 0, 1)], budgets=[2]),
        [A1, B1],
        180,
    ),
    "a floor for B, who would get nothing: binds": (
        replace(WORLD, client=[0, 0, 1], positions=[1, 0], group=[0, 1], floor_amount=[10, 6, 8], floors=[0, 8],
                floor_penalty=3),
        [B1],
        80,
    ),
    "a floor that costs less to miss: gives way": (
        replace(WORLD, positions=[1, 0], group=[0, 1], floor_amount=[10, 6, 8], floors=[0, 8], floor_penalty=2),
        [A1],
        100 - 16,
    ),
    "a floor that the best plan meets: slack": (
        replace(WORLD, group=[0, 1], floor_amount=[10, 6, 8], floors=[10, 8], floor_penalty=3),
        [A1, B1],
        180,
    ),
    "a floor above what anybody can reach: missed by the least, and counted": (
        replace(WORLD, group=[0, 0], floor_amount=[10, 6, 8], floors=[20], floor_penalty=3),
        [A1, B1],
        180 - 6,
    ),
    "a pin on the row that is worse: binds": (replace(WORLD, pinned=[A2]), [A2, B1], 140),
    "a pin on what is chosen anyway: slack": (replace(WORLD, pinned=[A1]), [A1, B1], 180),
    "a forbid on the best row: binds": (replace(WORLD, forbidden=[A1]), [A2, B1], 140),
    "a forbid on a row nobody wants: slack": (replace(WORLD, forbidden=[A2]), [A1, B1], 180),
    "the dear package does not fit beside B, the plain one does: binds": (
        replace(WORLD, vacancy=[0, 0, 0], value=[100, 90, 80], uses=[(A1, 0, 6), (A2, 0, 2), (B1, 0, 4)], budgets=[6]),
        [A2, B1],
        170,
    ),
    "both fit, so the better package: slack": (
        replace(WORLD, vacancy=[0, 0, 0], value=[100, 90, 80], uses=[(A1, 0, 6), (A2, 0, 2), (B1, 0, 4)], budgets=[10]),
        [A1, B1],
        180,
    ),
    "somebody without a row stays without a place, and takes nobody else's": (
        replace(WORLD, n_clients=4),
        [A1, B1],
        180,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HAND)
def test_a_rule_does_what_the_hand_worked_world_says(case: str) -> None:
    world, rows, objective = HAND[case]
    assert plan(world) == (rows, objective)


@pytest.mark.parametrize(("bonus", "chosen"), [(30, A1), (41, A2)])
def test_yesterdays_proposal_stays_where_its_bonus_outweighs_the_difference(bonus: int, chosen: int) -> None:
    policy = SolverPolicy(value_units_per_point=1, stability_bonus=bonus, tie_digits=0)
    points, tie = np.array([100, 60, 80]), np.zeros(3, np.uint64)
    value = policy.values(points, tie, np.array([False, True, False])).tolist()
    assert plan(replace(WORLD, value=value, positions=[2, 1]))[0][0] == chosen


def test_pins_that_do_not_fit_together_stand_and_the_rest_is_solved_around_them() -> None:
    world = replace(WORLD, client=[0, 1, 2], vacancy=[0, 0, 1], n_clients=3, positions=[1, 1], pinned=[0, 1])
    result = solver.solve(world.build())
    assert result.status is Status.PIN_CONFLICT
    assert [(one.rule, one.index, one.amount) for one in result.conflicts] == [(Rule.PLACE_OVERFULL, 0, 1)]
    assert result.chosen is not None
    assert sorted(result.problem.given[result.chosen].tolist()) == [0, 1, 2]
