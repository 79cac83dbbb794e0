"""Plans made row by row: the canonical one and first come, first served."""

from dataclasses import replace

import numpy as np
import pytest

from solver import Problem, first_come_first_served, greedy_plan
from solver.problem import Ints
from solver.verify import measure
from tests.solver.builders import TWO_FOR_ONE, World, best_objective, random_world


def clients(problem: Problem, plan: Ints) -> list[int]:
    """Give the placed clients in order."""
    return sorted(problem.client[plan].tolist())


def test_the_best_value_goes_first() -> None:
    problem = TWO_FOR_ONE.build()
    assert clients(problem, greedy_plan(problem)) == [1]


def test_equal_values_go_by_tie_key_not_by_number() -> None:
    problem = replace(TWO_FOR_ONE, value=[80, 80], tie=[5, 3]).build()
    assert clients(problem, greedy_plan(problem)) == [1]
    problem = replace(TWO_FOR_ONE, value=[80, 80], tie=[3, 5]).build()
    assert clients(problem, greedy_plan(problem)) == [0]


def test_first_come_takes_it_whatever_others_are_worth() -> None:
    problem = TWO_FOR_ONE.build()
    assert clients(problem, first_come_first_served(problem)) == [0]
    assert clients(problem, first_come_first_served(problem, np.array([1, 0]))) == [1]


def test_a_hard_budget_is_never_exceeded() -> None:
    world = replace(TWO_FOR_ONE, positions=[2], uses=[(0, 0, 3), (1, 0, 4)], budgets=[6])
    assert clients(world.build(), greedy_plan(world.build())) == [1]
    slack = replace(world, budgets=[7]).build()
    assert clients(slack, greedy_plan(slack)) == [0, 1]


@pytest.mark.parametrize(("price", "placed"), [(69, [0, 1]), (70, [1]), (0, [0, 1])])
def test_an_elastic_budget_is_exceeded_only_where_worth_it(price: int, placed: list[int]) -> None:
    world = replace(
        TWO_FOR_ONE, positions=[2], uses=[(0, 0, 3), (1, 0, 4)], budgets=[6], overflow_price=[price]
    ).build()
    assert clients(world, greedy_plan(world)) == placed


def test_a_floor_can_win_from_a_higher_value() -> None:
    world = replace(TWO_FOR_ONE, group=[0, -1], floors=[1], floor_penalty=50).build()
    assert clients(world, greedy_plan(world)) == [0]
    cheap = replace(TWO_FOR_ONE, group=[0, -1], floors=[1], floor_penalty=5).build()
    assert clients(cheap, greedy_plan(cheap)) == [1]


def test_points_beyond_a_floor_pay_for_nothing() -> None:
    """One point is missing at 3; the row's other 49 points do not make an overflow of 100 worth it."""
    world = replace(
        TWO_FOR_ONE,
        value=[2, 1],
        group=[0, -1],
        floors=[1],
        floor_penalty=3,
        floor_amount=[50, 0],
        uses=[(0, 0, 1)],
        budgets=[0],
        overflow_price=[100],
    )
    assert clients(world.build(), greedy_plan(world.build())) == [1]


def test_pins_are_in_and_forbids_out() -> None:
    problem = replace(TWO_FOR_ONE, pinned=[0]).build()
    assert clients(problem, greedy_plan(problem)) == [0]
    problem = replace(TWO_FOR_ONE, forbidden=[1]).build()
    assert clients(problem, greedy_plan(problem)) == [0]


def test_nothing_to_choose_from_is_an_empty_plan() -> None:
    problem = World(client=[], vacancy=[], value=[], positions=[], n_clients=0).build()
    assert greedy_plan(problem).tolist() == []


@pytest.mark.parametrize("seed", range(100))
def test_a_greedy_plan_breaks_nothing_and_beats_no_optimum(seed: int) -> None:
    world = random_world(seed)
    best = best_objective(world)
    if best is None:
        return
    problem = world.build()
    for plan in (greedy_plan(problem), first_come_first_served(problem)):
        figures = measure(problem, plan)
        assert not figures.violations
        assert figures.objective <= best
