"""The independent check finds a change of any one number."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

import solver
from benchmarks.instances import made_problem
from solver import PRICE_SCALE, Prices, Result, Rule, Status
from solver.certificate import gains, upper_bound
from solver.core import reduce_problem
from solver.market import open_market
from solver.problem import Ints
from solver.verify import bound_from_prices
from tests.solver.builders import World, random_world

WORLD = World(
    client=[0, 0, 1, 1],
    vacancy=[0, 1, 0, 1],
    value=[9, 5, 8, 3],
    positions=[1, 1],
    n_clients=2,
    uses=[(0, 0, 3), (2, 0, 4), (1, 1, 2), (3, 1, 2)],
    budgets=[5, 3],
    overflow_price=[-1, 1],
    group=[0, 0],
    floor_amount=[2, 2, 2, 2],
    floors=[5],
    floor_penalty=2,
    tie=[0, 1, 2, 3],
)
"""Best: client 0 at vacancy 1 and client 1 at vacancy 0, 5 + 8 points, one floor point missing at 2."""


@cache
def bounded() -> Result:
    """A plan with only the bound of its prices, a little above it."""
    result = solver.solve(made_problem(300, 120, 8, seed=2), "quick")
    assert result.objective is not None
    assert result.prices is not None
    bound = bound_from_prices(result.problem, result.prices, result.best)
    assert bound > result.objective + 1
    return replace(result, status=Status.BOUNDED, bound=bound)


def rules(result: Result) -> set[Rule]:
    """Give the broken rules of an answer."""
    return set(solver.verify(result.problem, result).violations)


def bumped(column: Ints, at: int, by: int) -> Ints:
    """Give the column with one number changed."""
    changed = column.copy()
    changed[at] += by
    return changed


def plan(*rows: int) -> Result:
    """Give an answer that claims these rows, with its true figures."""
    problem = WORLD.build()
    result = solver.solve(problem)
    return replace(result, chosen=np.array(rows), objective=None, prices=None, bound=None, status=Status.CANONICAL)


def test_the_hand_worked_plan_has_the_hand_worked_figures() -> None:
    result = solver.solve(WORLD.build())
    check = solver.verify(result.problem, result)
    assert result.chosen is not None
    assert result.chosen.tolist() == [1, 2]
    assert check.objective == 5 + 8 - 2 * 1
    assert (check.placed_value, check.overflow, check.shortfall) == (13, (0, 0), (1,))
    assert not check.violations


@pytest.mark.parametrize(
    ("rows", "rule", "index", "amount"),
    [
        ((0, 1), Rule.CLIENT_TWICE, 0, 1),
        ((0, 2), Rule.PLACE_OVERFULL, 0, 1),
        ((0, 2), Rule.BUDGET_OVERFULL, 0, 2),
        ((0, 7), Rule.ROW_UNKNOWN, 7, 1),
    ],
)
def test_a_broken_rule_is_named_with_place_and_amount(
    rows: tuple[int, ...], rule: Rule, index: int, amount: int
) -> None:
    result = plan(*rows)
    found = solver.verify(result.problem, result).violations[rule]
    assert [(violation.index, violation.amount) for violation in found] == [(index, amount)]


def test_an_elastic_budget_is_paid_for_not_broken() -> None:
    result = plan(1, 3)
    check = solver.verify(result.problem, replace(result, chosen=np.array([1, 3])))
    assert check.overflow == (0, 1)
    assert Rule.BUDGET_OVERFULL not in check.violations
    assert check.objective == 5 + 3 - 1 * 1 - 2 * 1


def test_a_missing_pin_and_a_chosen_forbid_are_named() -> None:
    problem = replace(WORLD, pinned=[0], forbidden=[3]).build()
    answer = replace(plan(2, 3), problem=problem)
    found = solver.verify(problem, answer).violations
    assert found[Rule.PIN_MISSING][0].index == 0
    assert found[Rule.FORBIDDEN_CHOSEN][0].index == 3


def test_an_untouched_answer_is_clean() -> None:
    assert rules(bounded()) == set()


def test_a_changed_objective_is_found() -> None:
    result = bounded()
    assert result.objective is not None
    assert Rule.OBJECTIVE_DIFFERS in rules(replace(result, objective=result.objective - 1))


def test_a_changed_placed_value_is_found() -> None:
    result = bounded()
    assert Rule.OBJECTIVE_DIFFERS in rules(replace(result, placed_value=result.placed_value + 1))


@pytest.mark.parametrize("by", [-1, 1])
def test_a_changed_bound_is_found(by: int) -> None:
    result = bounded()
    assert result.bound is not None
    assert Rule.BOUND_DIFFERS in rules(replace(result, bound=result.bound + by))


def test_a_bounded_plan_called_optimal_is_found() -> None:
    assert Rule.BOUND_DIFFERS in rules(replace(bounded(), status=Status.OPTIMAL))


def test_a_bound_below_the_plan_is_found() -> None:
    result = bounded()
    assert result.objective is not None
    assert Rule.BOUND_BELOW_OBJECTIVE in rules(replace(result, bound=result.objective - 1))


@pytest.mark.parametrize("which", ["place", "budget"])
def test_a_changed_price_is_found(which: str) -> None:
    """A price asked for what nobody lacks loosens the bound at once."""
    result = bounded()
    assert result.prices is not None
    column: Ints = getattr(result.prices, which)
    changed = bumped(column, int(np.argmin(column)), 40 * PRICE_SCALE)
    assert Rule.BOUND_DIFFERS in rules(replace(result, prices=replace(result.prices, **{which: changed})))


@pytest.mark.parametrize("which", ["place", "budget", "floor"])
def test_a_negative_price_proves_nothing(which: str) -> None:
    result = solver.solve(WORLD.build())
    assert result.prices is not None
    negative = replace(result.prices, **{which: bumped(getattr(result.prices, which) * 0, 0, -1)})
    check = solver.verify(result.problem, replace(result, prices=negative))
    assert Rule.PRICE_OUT_OF_RANGE in check.violations
    assert check.bound is None


@pytest.mark.parametrize(("which", "at", "limit"), [("budget", 1, 1), ("floor", 0, 2)])
def test_a_price_above_what_missing_costs_proves_nothing(which: str, at: int, limit: int) -> None:
    result = solver.solve(WORLD.build())
    assert result.prices is not None
    column = bumped(getattr(result.prices, which) * 0, at, limit * PRICE_SCALE + 1)
    broken = replace(result, prices=replace(result.prices, **{which: column}))
    assert Rule.PRICE_OUT_OF_RANGE in rules(broken)


def test_prices_of_another_problem_are_refused() -> None:
    result = bounded()
    assert result.prices is not None
    short = replace(result.prices, place=result.prices.place[1:])
    assert Rule.PRICE_OUT_OF_RANGE in rules(replace(result, prices=short))


@pytest.mark.parametrize("part", ["value", "budgets", "floors"])
def test_a_changed_problem_is_found(part: str) -> None:
    result = solver.solve(WORLD.build()) if part == "floors" else bounded()
    assert result.chosen is not None
    column: Ints = getattr(result.problem, part)
    at = int(result.chosen[0]) if part == "value" else 0
    by = -int(column[at]) if part == "budgets" else 1
    changed: dict[str, Any] = {part: bumped(column, at, by)}
    tampered = replace(result.problem, **changed)
    assert solver.verify(tampered, result).violations


@pytest.mark.parametrize("seed", range(60))
def test_the_bound_of_any_prices_is_the_certificates_and_holds(seed: int) -> None:
    """verify and the compiled certificate are two programs; no plan found lies above what either says."""
    problem = random_world(seed).build()
    core = reduce_problem(problem)
    random = np.random.default_rng(seed)
    elastic = np.where(problem.is_elastic, problem.overflow_price, 9) * PRICE_SCALE
    prices = Prices(
        place=random.integers(0, 20 * PRICE_SCALE, problem.n_vacancies),
        budget=(elastic * random.random(problem.n_budgets)).astype(np.int64),
        floor=(problem.floor_penalty * PRICE_SCALE * random.random(len(problem.floors))).astype(np.int64),
    )
    _, best = gains(core.problem, open_market(core.problem), prices)
    proven = (core.constant * PRICE_SCALE + upper_bound(core.problem, prices, best)) // PRICE_SCALE
    assert bound_from_prices(problem, prices, None) == proven
    result = solver.solve(problem)
    assert result.objective is not None
    assert proven >= result.objective
