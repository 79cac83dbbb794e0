"""From prices to a whole plan: fix what they leave no doubt about, price the rest again, search the last rows."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from solver.asking import asking_from, round_prices
from solver.certificate import gains
from solver.core import Core, reduce_problem
from solver.engines.mip import solve_mip
from solver.greedy import extend_plan
from solver.market import open_market
from solver.policy import Limits
from solver.prices import anneal, cooling, expected_use
from solver.problem import PRICE_SCALE, Ints, Problem, take_rows
from solver.result import Prices
from solver.verify import measure

_SURE = ((999, 10), (990, 5), (980, 5), (980, 3))
_LESS_SURE = tuple((threshold, 3) for threshold in range(950, 450, -50)) + ((500, 3),) * 3
_DIVE = _SURE + _LESS_SURE
"""Per step: fix choices of at least so many thousandths at so many hundred-thousandths of the highest value. In small
steps, as the prices of the rest say more of it than those of the whole; until the last search can take what is left."""

_FLOOR_MARGINS = (0, 1, 3)
"""Thousandths by which floors are raised in a dive."""

_WARM = 2e-3
_PERCENT = 30
"""Prices of the rest start from those before, so they need little warmth and this part of the passes: from ten times as
warm with all passes the plan came out no better."""

_UNIT = 1e-5
_LAST_SLACK = 2e-2


@dataclass(slots=True, kw_only=True, eq=False)
class Dive:
    """One way down from prices to a plan.

    Attributes
    ----------
    problem
        Without pins.
    fixed
        Its rows that are in the plan, in the order they were fixed.
    rest
        What is left beside them.
    prices
        Prices of the rest.
    work
        Passes over rows, in rows.
    """

    problem: Problem
    fixed: Ints
    rest: Core
    prices: Prices
    work: int = 0


def dives(problem: Problem, prices: Prices, limits: Limits) -> Iterator[tuple[Ints, int]]:
    """Give a plan per dive: one, or with floors one per margin by which the floors are raised on the way down.

    What a whole plan rounds away from a floor costs its penalty; aiming a little higher often costs less. Where no
    floor has a price none binds, and every margin is the same dive.
    """
    for margin in _FLOOR_MARGINS if prices.floor.any() else _FLOOR_MARGINS[:1]:
        raised = replace(problem, floors=problem.floors + problem.floors * margin // 1000)
        yield dive(raised, prices, limits)


def dive(problem: Problem, prices: Prices, limits: Limits) -> tuple[Ints, int]:
    """Go from prices to a plan.

    Parameters
    ----------
    problem
        A problem without pins.
    prices
        What the places, budgets and floors are worth.
    limits
        Passes per step and the limits of the last exact search.

    Returns
    -------
    Rows of the problem, sorted, and the work done.
    """
    state = Dive(problem=problem, fixed=np.zeros(0, np.int64), rest=reduce_problem(problem), prices=prices)
    for threshold, cold in _DIVE:
        if state.rest.problem.n_rows <= limits.last_rows:
            break
        _fix_the_certain(state, threshold / 1000, cold * _UNIT)
        _price_the_rest(state, cold * _UNIT, limits)
    chosen = np.concatenate([state.fixed, _finish(state, limits)])
    order = _by_reduced_value(problem, prices)
    return extend_plan(problem, chosen, order), state.work


def _fix_the_certain(state: Dive, threshold: float, cold: float) -> None:
    """Fix the rows whose choice weight reaches the threshold, as far as they fit."""
    rest = state.rest.problem
    market = open_market(rest)
    weights = np.zeros(rest.n_rows)
    asking = asking_from(market, state.prices)
    with ThreadPoolExecutor(max_workers=2) as pool:
        expected_use(market, asking, cold * market.top, pool, weights)
    by_row = np.zeros(rest.n_rows)
    by_row[market.rows] = weights
    certain = np.flatnonzero(by_row >= threshold)
    certain = certain[np.argsort(-by_row[certain], kind="stable")]
    taken = extend_plan(rest, np.zeros(0, np.int64), certain)
    state.fixed = np.concatenate([state.fixed, state.rest.rows[taken]])
    state.rest = reduce_problem(replace(state.problem, pinned=np.sort(state.fixed)))
    state.work += rest.n_rows


def _price_the_rest(state: Dive, cold: float, limits: Limits) -> None:
    """Let the prices of what is left follow, from the prices as they were."""
    rest = state.rest.problem
    if not rest.n_rows:
        return
    market = open_market(rest)
    asking = asking_from(market, state.prices)
    passes = max(1, limits.anneal_passes * _PERCENT // 100)
    anneal(market, asking, cooling(passes, _WARM * market.top, cold * market.top))
    state.prices = round_prices(rest, market, asking)
    state.work += passes * rest.n_rows


def _finish(state: Dive, limits: Limits) -> Ints:
    """Search the last rows exactly; rows of the problem."""
    rest = state.rest.problem
    if not rest.n_rows:
        return np.zeros(0, np.int64)
    gain, best = gains(rest, open_market(rest), state.prices)
    slack = int(_LAST_SLACK * int(rest.value.max()) * PRICE_SCALE)
    near = np.flatnonzero((best[rest.client] - gain <= slack) & (gain > -slack))
    order = np.argsort(best[rest.client[near]] - gain[near], kind="stable")
    near = np.sort(near[order[: limits.last_rows]])
    last = take_rows(rest, near)
    hint = extend_plan(last, np.zeros(0, np.int64), _by_reduced_value(last, state.prices))
    chosen = solve_mip(last, hint, limits.nodes, limits.seed)
    state.work += last.n_rows
    if chosen is None or not _is_better(last, chosen, hint):
        chosen = hint
    return state.rest.rows[near[chosen]]


def _is_better(problem: Problem, chosen: Ints, than: Ints) -> bool:
    figures = measure(problem, chosen)
    return not figures.violations and figures.objective > measure(problem, than).objective


def plan_at_prices(problem: Problem, prices: Prices) -> Ints:
    """Give the plan that takes what clients like best at these prices first, as far as it fits."""
    return extend_plan(problem, np.zeros(0, np.int64), _by_reduced_value(problem, prices))


def _by_reduced_value(problem: Problem, prices: Prices) -> Ints:
    """Give the rows with the smallest m_i − q_e first, then the highest q_e, then canonical order."""
    gain, best = gains(problem, open_market(problem), prices)
    return np.lexsort((-gain, best[problem.client] - gain)).astype(np.int64)
