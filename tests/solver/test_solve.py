"""Solving: equal to trying every plan, whatever the order, and honest about what is proven."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

import solver
from solver import Rule, Status, gap_text
from tests.solver.builders import TWO_FOR_ONE, World, best_objective, random_world

WORLDS = range(250)


@pytest.mark.parametrize("seed", WORLDS)
def test_small_worlds_are_solved_to_what_trying_every_plan_gives(seed: int) -> None:
    world = random_world(seed)
    result = solver.solve(world.build())
    check = solver.verify(result.problem, result)
    best = best_objective(world)
    if best is None:
        assert result.status is Status.PIN_CONFLICT
        assert set(check.violations) == {conflict.rule for conflict in result.conflicts}
        return
    assert result.status is Status.OPTIMAL
    assert (result.objective, result.bound, result.gap) == (best, best, Fraction(0))
    assert check.objective == best
    assert not check.violations


@pytest.mark.parametrize("seed", range(0, 250, 10))
def test_order_of_given_rows_does_not_change_the_plan(seed: int) -> None:
    world = random_world(seed)
    plans = []
    for variant in (world, world.shuffled(1), world.shuffled(2)):
        result = solver.solve(variant.build())
        assert result.chosen is not None
        problem = result.problem
        plans.append([(column[result.chosen].tolist()) for column in (problem.client, problem.vacancy, problem.value)])
    assert plans[0] == plans[1] == plans[2]


@pytest.mark.parametrize("seed", range(0, 250, 5))
def test_more_of_anything_never_lowers_the_proven_value(seed: int) -> None:
    world = random_world(seed, with_pins=False)
    value = solver.solve(world.build()).objective
    assert value is not None
    for richer in (
        replace(world, budgets=[size + 2 for size in world.budgets]),
        replace(world, positions=[places + 1 for places in world.positions]),
        replace(world, floors=[max(0, floor - 1) for floor in world.floors]),
    ):
        more = solver.solve(richer.build()).objective
        assert more is not None
        assert more >= value


@pytest.mark.parametrize("seed", range(0, 250, 25))
def test_a_forbid_never_raises_the_value(seed: int) -> None:
    world = random_world(seed, with_pins=False)
    value = solver.solve(world.build()).objective
    assert value is not None
    for row in range(len(world.client)):
        less = solver.solve(replace(world, forbidden=[row]).build()).objective
        assert less is not None
        assert less <= value


def test_no_rows_is_an_empty_proven_plan() -> None:
    result = solver.solve(World(client=[], vacancy=[], value=[], positions=[2], n_clients=3).build())
    assert (result.status, result.objective, result.bound) == (Status.OPTIMAL, 0, 0)
    assert result.chosen is not None
    assert result.chosen.tolist() == []


def test_f14_a_floor_nobody_can_reach_is_reported_as_shortfall() -> None:
    world = World(client=[], vacancy=[], value=[], positions=[], n_clients=1, group=[0], floors=[4], floor_penalty=10)
    result = solver.solve(world.build())
    assert (result.status, result.objective) == (Status.OPTIMAL, -40)
    assert solver.verify(result.problem, result).shortfall == (4,)


def test_pins_that_overfill_a_place_are_in_the_plan_and_named() -> None:
    world = replace(TWO_FOR_ONE, pinned=[0, 1])
    result = solver.solve(world.build())
    assert result.status is Status.PIN_CONFLICT
    assert [(c.rule, c.index, c.amount) for c in result.conflicts] == [(Rule.PLACE_OVERFULL, 0, 1)]
    check = solver.verify(result.problem, result)
    assert check.violations == {Rule.PLACE_OVERFULL: result.conflicts}


def test_pins_that_overfill_a_hard_budget_name_the_amount() -> None:
    world = replace(TWO_FOR_ONE, positions=[2], uses=[(0, 0, 3), (1, 0, 4)], budgets=[5], pinned=[0, 1])
    result = solver.solve(world.build())
    assert result.status is Status.PIN_CONFLICT
    assert [(c.rule, c.index, c.amount) for c in result.conflicts] == [(Rule.BUDGET_OVERFULL, 0, 2)]
    assert set(solver.verify(result.problem, result).violations) == {Rule.BUDGET_OVERFULL}


def test_pins_that_overfill_an_elastic_budget_are_paid_for() -> None:
    world = replace(
        TWO_FOR_ONE, positions=[2], uses=[(0, 0, 3), (1, 0, 4)], budgets=[5], overflow_price=[6], pinned=[0, 1]
    )
    result = solver.solve(world.build())
    assert (result.status, result.objective) == (Status.OPTIMAL, 70 + 90 - 2 * 6)


def test_an_unknown_effort_is_refused() -> None:
    with pytest.raises(ValueError, match="soon"):
        solver.solve(TWO_FOR_ONE.build(), effort="soon")


def test_stages_tell_objective_and_bound_and_never_get_worse() -> None:
    seen: list[solver.Stage] = []
    result = solver.solve(TWO_FOR_ONE.build(), on_stage=seen.append)
    assert tuple(seen) == result.stages
    assert [stage.objective for stage in seen] == sorted(stage.objective for stage in seen)


def test_a_pure_assignment_is_proven_by_its_prices() -> None:
    random = np.random.default_rng(7)
    n_clients, n_vacancies = 60, 25
    kept = np.flatnonzero(random.random(n_clients * n_vacancies) < 0.3)
    client, vacancy = np.divmod(kept, n_vacancies)
    problem = solver.Problem.build(
        client=client,
        vacancy=vacancy,
        value=random.integers(0, 1000, len(kept)),
        positions=random.integers(0, 4, n_vacancies),
        n_clients=n_clients,
    )
    result = solver.solve(problem)
    check = solver.verify(problem, result)
    assert result.status is Status.OPTIMAL
    assert check.bound == result.objective
    assert not check.violations


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        (None, "-"),
        (Fraction(0), "0.000%"),
        (Fraction(1, 2000), "0.050%"),
        (Fraction(1, 10_000_000), "0.001%"),
        (Fraction(1), "100.000%"),
    ],
)
def test_a_gap_is_written_rounded_up(gap: Fraction | None, text: str) -> None:
    assert gap_text(gap) == text
