"""Each engine against trying every plan; what is not finished is never called proven."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.instances import made_problem
from solver.assignment import is_pure_assignment
from solver.core import reduce_problem
from solver.engines.cpsat import solve_exact
from solver.engines.flow import solve_flow
from solver.engines.mip import solve_mip
from solver.greedy import greedy_plan
from solver.verify import measure
from tests.solver.builders import World, best_objective, random_world

NOTHING = np.zeros(0, np.int64)
SEEDS = range(120)


def free_world(seed: int) -> World:
    """Draw a world without pins, as engines see it."""
    return random_world(seed, with_pins=False)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_exact_search_finds_and_proves_the_best_plan(seed: int) -> None:
    world = free_world(seed)
    problem = reduce_problem(world.build()).problem
    answer = solve_exact(problem, NOTHING, limit=10, seed=1)
    assert answer.is_proven
    assert answer.chosen is not None
    figures = measure(problem, answer.chosen)
    assert not figures.violations
    assert figures.objective == best_objective(world)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_fast_search_finds_the_best_plan_of_a_small_world(seed: int) -> None:
    world = free_world(seed)
    problem = reduce_problem(world.build()).problem
    chosen = solve_mip(problem, NOTHING, nodes=1_000, seed=1)
    assert chosen is not None
    figures = measure(problem, chosen)
    assert not figures.violations
    assert figures.objective == best_objective(world)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_flow_finds_the_best_pure_assignment(seed: int) -> None:
    world = replace(free_world(seed), uses=[], budgets=[], overflow_price=[], floors=[], group=None)
    problem = reduce_problem(world.build()).problem
    assert is_pure_assignment(problem)
    chosen = solve_flow(problem)
    assert chosen is not None
    figures = measure(problem, chosen)
    assert not figures.violations
    assert figures.objective == best_objective(world)


def test_a_budget_or_a_floor_makes_it_no_pure_assignment() -> None:
    world = World(client=[0], vacancy=[0], value=[1], positions=[1], n_clients=1)
    assert is_pure_assignment(world.build())
    assert not is_pure_assignment(replace(world, uses=[(0, 0, 1)], budgets=[1]).build())
    assert not is_pure_assignment(replace(world, group=[0], floors=[1]).build())


def test_a_search_that_runs_out_of_work_proves_nothing_and_repeats_itself() -> None:
    core = reduce_problem(made_problem(200, 80, 20, seed=4))
    hint = np.searchsorted(core.rows, greedy_plan(core.problem))
    answers = [solve_exact(core.problem, hint, limit=0.001, seed=1) for _ in range(2)]
    assert not answers[0].is_proven
    assert answers[0].work == answers[1].work
    plans = [None if answer.chosen is None else answer.chosen.tolist() for answer in answers]
    assert plans[0] == plans[1]
