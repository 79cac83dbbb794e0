"""Prices over the rows, and over all pairs: candidate rows are added until pricing finds none that improves."""

from __future__ import annotations

from dataclasses import dataclass

from solver.asking import asking_from, free_prices, round_prices
from solver.incumbent import Incumbent
from solver.market import Market
from solver.policy import Limits
from solver.prices import anneal, cooling
from solver.pricing import PriceAll
from solver.problem import PRICE_SCALE, Problem
from solver.result import Prices

_HOT, _COLD = 0.4, 5e-5
"""Temperatures as shares of the highest value: to start from nothing, and to end."""

_TRUNCATION = 20_000
"""Rounds end when the rows miss less than one part in this many of what all pairs promise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """One round of prices and rows; all but ``percent`` are shares of the highest value.

    Attributes
    ----------
    percent
        Its part of the passes of an annealing.
    hot, cold
        From which temperature to which.
    near
        Rows come in when they lie within this of what is best for their client.
    """

    percent: int
    hot: float
    cold: float
    near: float


_ROUNDS = (
    # The best of everybody name the same vacancies, so the first prices are rough: many rows, few passes.
    _Round(percent=15, hot=_HOT, cold=1e-2, near=0.05),
    _Round(percent=25, hot=0.2, cold=2e-3, near=0.03),
    # Warm enough to leave the rough prices behind: where there is work for most, colder ones never came down from them.
    _Round(percent=100, hot=_HOT, cold=_COLD, near=0.01),
    _Round(percent=100, hot=0.003, cold=2e-5, near=0.01),
)
_FIRST_COLD = 2
"""The first round whose prices are cold enough to end with."""


def price_rows(incumbent: Incumbent, limits: Limits) -> Prices:
    """Anneal the prices of the rows there are, and keep the bound they prove."""
    core, market = incumbent.core.problem, incumbent.market()
    passes = limits.passes(core.n_rows)
    asking = free_prices(market)
    anneal(market, asking, cooling(passes, _HOT * market.top, _COLD * market.top))
    prices = round_prices(core, market, asking)
    incumbent.prove(prices, None)
    incumbent.finish("prices", passes * core.n_rows)
    return prices


def price_pairs(incumbent: Incumbent, limits: Limits, price_all: PriceAll) -> Prices:
    """Anneal, price all pairs, add what improves, until the rows miss next to nothing; give what proves most."""
    prices: Prices | None = None
    for turn in range(limits.pricing_rounds):
        core, step = incumbent.core.problem, _round(turn, limits.pricing_rounds)
        passes = max(1, limits.passes(core.n_rows) * step.percent // 100)
        prices = _annealed(core, incumbent.market(), prices, passes, step)
        near = int(step.near * int(core.value.max(initial=0)) * PRICE_SCALE)
        priced = price_all(prices, near)
        proven = incumbent.prove(prices, priced.best, near)
        n_before = incumbent.problem.n_rows
        incumbent.add(priced.rows)
        incumbent.finish("columns", passes * core.n_rows)
        if turn < _FIRST_COLD:
            continue
        misses_little = (proven.over_pairs - proven.over_rows) * _TRUNCATION <= proven.over_rows
        if incumbent.problem.n_rows == n_before or (priced.best is not None and misses_little):
            break
    if incumbent.prices is None or incumbent.best is None:
        return price_rows(incumbent, limits)
    return incumbent.prices


def _round(turn: int, n_rounds: int) -> _Round:
    """Give the round of a turn; whoever has few turns ends cold all the same."""
    if turn == n_rounds - 1:
        return _ROUNDS[max(_FIRST_COLD, min(turn, len(_ROUNDS) - 1))]
    return _ROUNDS[min(turn, len(_ROUNDS) - 1)]


def _annealed(problem: Problem, market: Market, start: Prices | None, passes: int, step: _Round) -> Prices:
    temperatures = cooling(passes, step.hot * market.top, step.cold * market.top)
    asking = free_prices(market) if start is None else asking_from(market, start)
    anneal(market, asking, temperatures)
    return round_prices(problem, market, asking)
