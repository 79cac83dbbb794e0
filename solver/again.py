"""A problem solved again from prices and a plan that are known already, instead of from nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from solver.asking import asking_from, round_prices
from solver.certificate import gains
from solver.close import close
from solver.greedy import extend_plan
from solver.incumbent import Incumbent
from solver.market import open_market
from solver.policy import Limits
from solver.prices import anneal, cooling
from solver.pricing import PriceAll
from solver.problem import PRICE_SCALE, Ints, Problem
from solver.result import Prices, Result

_NEAR = 0.01
"""Share of the highest value within which a pricing pass hands rows over, as in `solver.columns`."""

_WARM, _COLD = 0.002, 5e-5
"""Temperatures as shares of the highest value: prices that are known move no further than a change asks."""

_PASSES_IN = 4
"""A warm annealing takes one in so many of the passes of a cold one."""


def solve_again(
    problem: Problem, prices: Prices, plan: Ints, limits: Limits, price_all: PriceAll | None = None
) -> Result:
    """Prove a plan, or find the better one, from prices that are known: a short warm annealing, no dive.

    Any prices prove a bound; good ones leave few rows in doubt, and then the integer search ends by itself.

    Parameters
    ----------
    problem
        The problem, with its pins.
    prices
        Prices within their ceilings, such as those of the same night before one change.
    plan
        Rows of the problem to start from; of rows that no longer fit together those nearest to what is best for their
        client stay.
    limits
        How much work the search may do.
    price_all
        A pricing pass over all pairs; with it the bound holds over all pairs.
    """
    incumbent = Incumbent.start(problem, None)
    core = incumbent.core
    for start in _starts(core.problem, prices, np.searchsorted(core.rows, np.intersect1d(core.rows, plan))):
        incumbent.offer(start)
    for asked in (prices, _warmed(core.problem, prices, limits)):
        if price_all is None:
            incumbent.prove(asked, None)
            continue
        near = int(_NEAR * int(core.problem.value.max(initial=0)) * PRICE_SCALE)
        priced = price_all(asked, near)
        incumbent.prove(asked, priced.best, near)
        incumbent.add(priced.rows)
    incumbent.finish("prices", problem.n_rows)
    # A plan from around the change is there already: looking for a better one first costs more than it saves.
    close(incumbent, replace(limits, search_rows=0), price_all)
    return incumbent.result()


def _starts(core: Problem, prices: Prices, plan: Ints) -> tuple[Ints, Ints]:
    """Give the plan as far as it still fits, and the same filled up with what clients like best at the prices."""
    if not core.n_rows:
        return plan, plan
    gain, best = gains(core, open_market(core), prices)
    order = np.lexsort((-gain, best[core.client] - gain)).astype(np.int64)
    kept = extend_plan(core, np.zeros(0, np.int64), order[np.isin(order, plan)])
    return kept, extend_plan(core, kept, order)


def _warmed(core: Problem, prices: Prices, limits: Limits) -> Prices:
    if not core.n_rows:
        return prices
    market = open_market(core)
    asking = asking_from(market, prices)
    passes = max(1, limits.anneal_passes // _PASSES_IN)
    anneal(market, asking, cooling(passes, _WARM * market.top, _COLD * market.top))
    return round_prices(core, market, asking)
