"""From a problem to a verified plan with a bound: the whole method on one page."""

from __future__ import annotations

from collections.abc import Callable

from solver.policy import LIMITS, Effort
from solver.pricing import PriceAll
from solver.problem import Problem
from solver.result import Result, Stage


def solve(
    problem: Problem,
    effort: str = "nightly",
    price_all: PriceAll | None = None,
    *,
    on_stage: Callable[[Stage], None] | None = None,
) -> Result:
    """Give the best plan found, verified, with what is proven about it.

    Parameters
    ----------
    problem
        What :meth:`Problem.build` made.
    effort
        ``quick``, ``nightly`` or ``proof``: how much work the search may do, never how many seconds.
    price_all
        A pricing pass over all pairs; with it rows are added and the bound holds over all pairs, without it over the
        rows.
    on_stage
        Called with each finished stage, for a progress bar.

    Returns
    -------
    Result
        Never below the canonical plan. The same bytes for any order of the given rows, any number of threads and any
        load.

    Raises
    ------
    ValueError
        Where the effort is none of the three.
    """
    # Loaded when first asked for: whoever only reads plans needs neither a compiler nor an engine.
    from solver.assignment import is_pure_assignment, solve_assignment
    from solver.close import close
    from solver.columns import price_pairs, price_rows
    from solver.improve import dives, plan_at_prices
    from solver.incumbent import Incumbent
    from solver.polish import polish

    limits = LIMITS[Effort(effort)]
    incumbent = Incumbent.start(problem, on_stage)
    if price_all is None and is_pure_assignment(incumbent.core.problem):
        solve_assignment(incumbent)
    if incumbent.is_closed:
        return incumbent.result()
    prices = price_rows(incumbent, limits) if price_all is None else price_pairs(incumbent, limits, price_all)
    incumbent.offer(plan_at_prices(incumbent.core.problem, prices))
    incumbent.finish("fill", incumbent.core.problem.n_rows)
    if not incumbent.is_closed and incumbent.core.problem.n_rows > limits.exact_rows:
        for chosen, work in dives(incumbent.core.problem, prices, limits):
            incumbent.offer(chosen)
            incumbent.finish("dive", work)
        polish(incumbent, prices, limits)
    close(incumbent, limits, price_all)
    return incumbent.result()
