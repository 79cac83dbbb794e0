"""Pricing all pairs: rows come in until the plan is proven over every pair, not only over the list it began with."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

import solver
from benchmarks.instances import made_problem
from solver import Effort, Problem, Status
from solver.close import close
from solver.incumbent import Incumbent
from solver.policy import LIMITS
from solver.verify import bound_from_prices
from tests.solver.builders import AllPairs, best_rows


@cache
def all_pairs() -> Problem:
    """Every fitting pair of 60 clients and 25 vacancies."""
    return made_problem(60, 25, 25, seed=3)


def test_a_short_list_is_completed_to_the_optimum_over_all_pairs() -> None:
    full = all_pairs()
    optimum = solver.solve(full, "proof")
    assert optimum.status is Status.OPTIMAL
    short = best_rows(full, 2)
    assert solver.solve(short, "proof").objective != optimum.objective
    completed = solver.solve(short, "proof", AllPairs(full=full))
    assert completed.status is Status.OPTIMAL
    assert completed.is_over_all_pairs
    assert completed.objective == optimum.objective
    assert not solver.verify(completed.problem, completed).violations


def test_the_bound_over_all_pairs_holds_for_the_full_problem() -> None:
    full = all_pairs()
    optimum = solver.solve(full, "proof").objective
    result = solver.solve(best_rows(full, 1), "quick", AllPairs(full=full))
    assert optimum is not None
    assert result.bound is not None
    assert result.bound >= optimum


def test_a_pass_that_does_not_tell_the_best_claims_nothing_over_all_pairs() -> None:
    full = all_pairs()
    result = solver.solve(best_rows(full, 2), "nightly", AllPairs(full=full, tells_best=False))
    assert not result.is_over_all_pairs
    assert not solver.verify(result.problem, result).violations


def test_a_graph_without_rows_can_grow_from_pricing() -> None:
    full = all_pairs()
    result = solver.solve(best_rows(full, 0), "nightly", AllPairs(full=full))
    assert result.problem.n_rows > 0
    assert result.objective is not None
    assert result.objective > 0


def test_rows_that_came_in_lead_back_to_the_order_they_were_given_in() -> None:
    full = all_pairs()
    short = best_rows(full, 2)
    result = solver.solve(short, "nightly", AllPairs(full=full))
    given = result.problem.given
    assert len(np.unique(given)) == result.problem.n_rows
    assert given.max() < result.problem.n_given


def test_pins_and_forbids_hold_while_rows_come_in() -> None:
    full = all_pairs()
    short = best_rows(full, 2)
    world = Problem.build(
        client=short.client,
        vacancy=short.vacancy,
        value=short.value,
        positions=short.positions,
        n_clients=short.n_clients,
        use_row=short.use_row(),
        use_budget=short.use_budget,
        use_amount=short.use_amount,
        budgets=short.budgets,
        overflow_price=short.overflow_price,
        tie=short.tie,
        pinned=[4],
        forbidden=[9],
    )
    result = solver.solve(world, "nightly", AllPairs(full=full))
    assert result.status is not Status.PIN_CONFLICT
    assert not solver.verify(result.problem, result).violations
    assert result.problem.value[result.problem.pinned].tolist() == world.value[world.pinned].tolist()


def test_closing_searches_every_pair_in_doubt_not_only_the_rows_at_hand() -> None:
    full = all_pairs()
    optimum = solver.solve(full, "proof")
    assert optimum.prices is not None
    price_all = AllPairs(full=full)
    incumbent = Incumbent.start(best_rows(full, 1), None)
    incumbent.prove(optimum.prices, price_all(optimum.prices, 0).best)
    close(incumbent, LIMITS[Effort.PROOF], price_all)
    assert incumbent.is_closed
    assert incumbent.objective == optimum.objective


def test_a_pinned_client_adds_nothing_to_the_bound_over_all_pairs() -> None:
    full = all_pairs()
    prices = solver.solve(full, "proof").prices
    assert prices is not None
    best = AllPairs(full=full)(prices, 0).best
    assert best is not None
    row = int(np.argmax(best[full.client]))
    assert best[full.client[row]] > 0
    pinned = replace(full, pinned=np.array([row]))
    incumbent = Incumbent.start(pinned, None)
    incumbent.prove(prices, best)
    assert incumbent.bound == bound_from_prices(pinned, prices, best)


@pytest.mark.parametrize("effort", ["quick", "nightly"])
def test_more_effort_and_fewer_rows_never_fall_below_the_canonical_plan(effort: str) -> None:
    short = best_rows(all_pairs(), 3)
    result = solver.solve(short, effort)
    first = result.stages[0]
    assert first.name == "canonical"
    assert result.objective is not None
    assert result.objective >= first.objective
