"""Among plans as good as one that was found, the one that moves the fewest people."""

from __future__ import annotations

import numpy as np

from solver.certificate import gains, upper_bound
from solver.core import Core, reduce_problem
from solver.engines.cpsat import solve_fewest_moves
from solver.market import open_market
from solver.policy import Limits
from solver.problem import PRICE_SCALE, Ints, take_rows
from solver.result import Prices, Result, Status
from solver.verify import measure


def fewest_moves(after: Result, standing: Ints, slack: int, limits: Limits) -> tuple[Ints, bool]:
    """Give a plan as good as the one found (less the slack) that moves the fewest, and whether that is proven.

    Parameters
    ----------
    after
        A solve; its plan is the answer where it is not proven optimal or too many rows are in doubt.
    standing
        Rows of ``after.problem`` that are in the plan people know.
    slack
        Value units that may be given up to move fewer people.
    """
    found = np.zeros(0, np.int64) if after.chosen is None else after.chosen
    if after.status is not Status.OPTIMAL or after.prices is None or after.objective is None:
        return found, False
    core = reduce_problem(after.problem)
    least = after.objective - slack
    near = _rows_in_doubt(core, after.prices, least)
    if len(near) > limits.close_rows:
        return found, False
    searched = core.rows[near]
    answer = solve_fewest_moves(
        take_rows(core.problem, near),
        np.flatnonzero(np.isin(searched, standing)).astype(np.int64),
        least - core.constant,
        slack,
        np.flatnonzero(np.isin(searched, found)).astype(np.int64),
        limits.exact_units,
        limits.seed,
    )
    if answer.chosen is None:
        return found, False
    plan = core.whole(near[answer.chosen])
    figures = measure(after.problem, plan)
    is_good = figures.violations == core.conflicts and figures.objective >= least
    return (plan, answer.is_proven) if is_good else (found, False)


def _rows_in_doubt(core: Core, prices: Prices, least: int) -> Ints:
    """Give the rows that a plan worth ``least`` could hold, sorted."""
    gain, best = gains(core.problem, open_market(core.problem), prices)
    doubt = PRICE_SCALE * core.constant + upper_bound(core.problem, prices, best) - PRICE_SCALE * least
    return np.flatnonzero(best[core.problem.client] - gain <= doubt).astype(np.int64)
