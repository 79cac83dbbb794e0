"""A made region too large for a direct search: proven close, and the same bytes every way it is run."""

from functools import cache

import numpy as np

import solver
from benchmarks import national
from benchmarks.instances import made_problem
from benchmarks.nights import night_from
from solver import Problem, Result, Status
from solver.asking import free_prices, round_prices
from solver.certificate import gains
from solver.core import reduce_problem
from solver.market import open_market
from solver.prices import anneal, cooling
from solver.verify import measure


@cache
def region() -> Problem:
    """A thousand clients with fifteen rows each."""
    return made_problem(1_000, 400, 15, seed=5)


@cache
def night() -> Result:
    """The region solved once."""
    return solver.solve(region())


def said(result: Result) -> tuple[object, ...]:
    """Give everything an answer says."""
    assert result.chosen is not None
    assert result.prices is not None
    columns = (result.problem.client, result.problem.vacancy, result.problem.value)
    plan = tuple(column[result.chosen].tobytes() for column in columns)
    prices = tuple(column.tobytes() for column in (result.prices.place, result.prices.budget))
    return (result.objective, result.bound, result.stages, plan, prices)


def test_a_region_is_solved_within_a_fifth_of_a_percent() -> None:
    result = night()
    assert result.status in (Status.BOUNDED, Status.OPTIMAL)
    assert result.gap is not None
    assert result.gap * 500 <= 1
    assert not solver.verify(result.problem, result).violations


def test_a_night_with_work_for_most_is_proven_as_near_as_one_with_little() -> None:
    """Nearly every place has a price here, and the first rough ones have to be left behind."""
    drawn = night_from(national.made(3_000, 1_800, seed=1), seed=1)
    result = solver.solve(drawn.problem, "nightly", drawn.all_pairs())
    assert result.is_over_all_pairs
    assert result.gap is not None
    assert result.gap * 3_000 <= 1
    assert not solver.verify(result.problem, result).violations


def test_it_beats_greedy_and_first_come_first_served() -> None:
    result, problem = night(), region()
    assert result.objective is not None
    assert result.objective > measure(problem, solver.greedy_plan(problem)).objective
    assert result.objective > measure(problem, solver.first_come_first_served(problem)).objective


def test_order_of_given_rows_changes_no_byte() -> None:
    problem = region()
    order = np.random.default_rng(11).permutation(problem.n_rows)
    place = np.argsort(order)
    shuffled = Problem.build(
        client=problem.client[order],
        vacancy=problem.vacancy[order],
        value=problem.value[order],
        positions=problem.positions,
        n_clients=problem.n_clients,
        use_row=place[problem.use_row()],
        use_budget=problem.use_budget,
        use_amount=problem.use_amount,
        budgets=problem.budgets,
        overflow_price=problem.overflow_price,
        tie=problem.tie[order],
    )
    assert said(solver.solve(shuffled)) == said(night())


def test_numbers_of_clients_and_vacancies_do_not_choose_who_gets_what() -> None:
    """Solvers break equal optima by column; ours stand by tie key, so new numbers give the same people."""
    problem = region()
    random = np.random.default_rng(12)
    clients, vacancies = random.permutation(problem.n_clients), random.permutation(problem.n_vacancies)
    positions = np.empty_like(problem.positions)
    positions[vacancies] = problem.positions
    renamed = Problem.build(
        client=clients[problem.client],
        vacancy=vacancies[problem.vacancy],
        value=problem.value,
        positions=positions,
        n_clients=problem.n_clients,
        use_row=problem.use_row(),
        use_budget=problem.use_budget,
        use_amount=problem.use_amount,
        budgets=problem.budgets,
        overflow_price=problem.overflow_price,
        tie=problem.tie,
    )
    result = solver.solve(renamed)
    assert result.chosen is not None
    assert night().chosen is not None
    assert result.chosen.tolist() == night().chosen.tolist()  # type: ignore[union-attr]


def test_prices_are_the_same_bits_for_any_number_of_threads() -> None:
    core = reduce_problem(made_problem(6_000, 1_000, 18, seed=6)).problem
    market = open_market(core)
    assert len(market.tiles) > 2
    found = []
    for workers in (1, 2, 3):
        asking = free_prices(market)
        anneal(market, asking, cooling(12, 0.4 * market.top, 0.01 * market.top), workers)
        prices = round_prices(core, market, asking)
        gain, best = gains(core, market, prices, workers)
        found.append([column.tobytes() for column in (prices.place, prices.budget, gain, best)])
    assert found[0] == found[1] == found[2]
