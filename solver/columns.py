"""Prices over the rows, and over all pairs: candidate rows are added until pricing finds none that improves."""

from __future__ import annotations

from solver.incumbent import Incumbent
from solver.market import open_market
from solver.policy import Limits
from solver.prices import anneal, asking_from, cooling, free_prices, round_prices
from solver.pricing import PriceAll
from solver.problem import PRICE_SCALE, Problem
from solver.result import Prices

_HOT, _WARM, _COLD = 0.4, 0.02, 5e-5
"""Temperatures as shares of the highest value: to start from nothing, to go on from prices, and to end."""

_FIRST_COLD = 1e-3
_NEAR = 0.01
"""Rows come in when they lie within this share of the highest value of what is best for their client."""

_TRUNCATION = 20_000
"""Rounds end when the rows miss less than one part in this many of what all pairs promise."""


def price_rows(incumbent: Incumbent, limits: Limits) -> Prices:
    """Anneal the prices of the rows there are, and keep the bound they prove."""
    n_rows = incumbent.core.problem.n_rows
    passes = limits.passes(n_rows)
    prices = _annealed(incumbent.core.problem, None, passes, _COLD)
    incumbent.prove(prices, None)
    incumbent.finish("prices", passes * n_rows)
    return prices


def price_pairs(incumbent: Incumbent, limits: Limits, price_all: PriceAll) -> Prices:
    """Anneal, price all pairs, add what improves; until the rows miss next to nothing."""
    prices: Prices | None = None
    for turn in range(limits.pricing_rounds):
        core = incumbent.core.problem
        passes = limits.passes(core.n_rows)
        prices = _annealed(core, prices, passes, max(_COLD, _FIRST_COLD / 4**turn))
        over_rows = incumbent.prove(prices, None)
        near = int(_NEAR * int(core.value.max(initial=0)) * PRICE_SCALE)
        priced = price_all(prices, near)
        over_pairs = over_rows if priced.best is None else incumbent.prove(prices, priced.best, near)
        n_before = incumbent.problem.n_rows
        incumbent.add(priced.rows)
        incumbent.finish("columns", passes * core.n_rows)
        misses_little = turn > 0 and (over_pairs - over_rows) * _TRUNCATION <= over_rows
        if incumbent.problem.n_rows == n_before or (priced.best is not None and misses_little):
            break
    if prices is None or incumbent.best is None:
        return price_rows(incumbent, limits)
    return prices


def _annealed(problem: Problem, start: Prices | None, passes: int, cold: float) -> Prices:
    market = open_market(problem)
    asking = free_prices(market) if start is None else asking_from(market, start)
    hot = _HOT if start is None else _WARM
    anneal(market, asking, cooling(passes, hot * market.top, cold * market.top))
    return round_prices(problem, market, asking)
