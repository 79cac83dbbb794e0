"""From a good plan and a bound to a proof: search every row that the bound does not exclude."""

from __future__ import annotations

import numpy as np

from solver.certificate import gains
from solver.engines.cpsat import solve_exact
from solver.engines.mip import solve_mip
from solver.incumbent import Incumbent
from solver.policy import Limits
from solver.pricing import PriceAll
from solver.problem import PRICE_SCALE, Ints, take_rows
from solver.result import Prices


def close(incumbent: Incumbent, limits: Limits, price_all: PriceAll | None) -> None:
    """Try to prove the plan, or a better one, optimal.

    A row whose m_i − q_e exceeds bound − objective is in no better plan. If few enough are left, and over all pairs the
    pricing pass has given every one of them, the integer search decides.
    """
    if incumbent.is_closed or incumbent.prices is None:
        return
    near = _rows_in_doubt(incumbent, incumbent.prices)
    if limits.exact_rows < len(near) <= limits.search_rows:
        _look_for_a_better_plan(incumbent, limits, near)
        near = _rows_in_doubt(incumbent, incumbent.prices)
    if len(near) > limits.close_rows:
        return
    if price_all is not None and incumbent.best is not None:
        incumbent.add(price_all(incumbent.prices, _doubt(incumbent, incumbent.prices)).rows)
        near = _rows_in_doubt(incumbent, incumbent.prices)
        if len(near) > limits.close_rows:
            return
    answer = solve_exact(
        take_rows(incumbent.core.problem, near), _hint(incumbent, near), limits.exact_units, limits.seed
    )
    incumbent.offer(None if answer.chosen is None else near[answer.chosen], is_exact=answer.is_proven)
    incumbent.finish("close", answer.work)


def _look_for_a_better_plan(incumbent: Incumbent, limits: Limits, near: Ints) -> None:
    """Search the rows in doubt without proof; a better plan excludes more of them."""
    chosen = solve_mip(take_rows(incumbent.core.problem, near), _hint(incumbent, near), limits.nodes, limits.seed)
    incumbent.offer(None if chosen is None else near[chosen])
    incumbent.finish("search", len(near))


def _hint(incumbent: Incumbent, near: Ints) -> Ints:
    """Give the plan as positions within the rows in doubt, which hold all of it."""
    return np.searchsorted(near, incumbent.core_plan).astype(np.int64)


def _doubt(incumbent: Incumbent, prices: Prices) -> int:
    """Give bound − objective in price units, of exactly these prices."""
    return incumbent.prove(prices, incumbent.best).over_pairs - PRICE_SCALE * incumbent.objective


def _rows_in_doubt(incumbent: Incumbent, prices: Prices) -> Ints:
    """Give the core's rows that a better plan could hold, sorted."""
    core = incumbent.core.problem
    gain, best = gains(core, incumbent.market(), prices)
    if incumbent.best is not None:
        best = np.maximum(best, incumbent.best)
    return np.flatnonzero(best[core.client] - gain <= _doubt(incumbent, prices)).astype(np.int64)
