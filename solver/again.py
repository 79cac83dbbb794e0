"""A problem solved again from prices and a plan that are known already, instead of from nothing."""

from __future__ import annotations

import numpy as np

from solver.close import close
from solver.incumbent import Incumbent
from solver.policy import Limits
from solver.pricing import PriceAll
from solver.problem import PRICE_SCALE, Ints, Problem
from solver.result import Prices, Result

_NEAR = 0.01
"""Share of the highest value within which a pricing pass hands rows over, as in `solver.columns`."""


def solve_again(
    problem: Problem, prices: Prices, plan: Ints, limits: Limits, price_all: PriceAll | None = None
) -> Result:
    """Prove a plan, or find the better one, from prices that are known: no annealing, no dive.

    Any prices prove a bound; good ones leave few rows in doubt, and then the integer search ends by itself.

    Parameters
    ----------
    problem
        The problem, with its pins.
    prices
        Prices within their ceilings, such as those of the same night before one change.
    plan
        Rows of the problem to start from; not taken where it breaks a rule or is worth less than the canonical plan.
    limits
        How much work the search may do.
    price_all
        A pricing pass over all pairs; with it the bound holds over all pairs.
    """
    incumbent = Incumbent.start(problem, None)
    core = incumbent.core
    incumbent.offer(np.searchsorted(core.rows, np.intersect1d(core.rows, plan)).astype(np.int64))
    if price_all is None:
        incumbent.prove(prices, None)
    else:
        near = int(_NEAR * int(core.problem.value.max(initial=0)) * PRICE_SCALE)
        priced = price_all(prices, near)
        incumbent.prove(prices, priced.best, near)
        incumbent.add(priced.rows)
    incumbent.finish("again", problem.n_rows)
    close(incumbent, limits, price_all)
    return incumbent.result()
