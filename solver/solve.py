"""From a problem to a verified plan with a bound: the whole method on one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from solver.policy import LIMITS, Effort, Limits
from solver.pricing import PriceAll
from solver.problem import Problem
from solver.result import Prices, Result, Stage

if TYPE_CHECKING:
    from solver.incumbent import Incumbent


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
        load. Where the process of the engines is lost (`solver.engines.apart`), the plan of the last finished stage:
        ``Result.is_cut_short`` says so.

    Raises
    ------
    ValueError
        Where the effort is none of the three.
    """
    # Loaded when first asked for: whoever only reads plans needs neither a compiler nor an engine.
    from solver.assignment import is_pure_assignment, solve_assignment
    from solver.columns import price_pairs, price_rows
    from solver.engines.apart import EngineLost
    from solver.incumbent import Incumbent

    limits = LIMITS[Effort(effort)]
    incumbent = Incumbent.start(problem, on_stage)
    if price_all is None and is_pure_assignment(incumbent.core.problem):
        solve_assignment(incumbent)
    if incumbent.is_closed:
        return incumbent.result()
    prices = price_rows(incumbent, limits) if price_all is None else price_pairs(incumbent, limits, price_all)
    try:
        _improve(incumbent, prices, limits, price_all)
    except EngineLost:
        # What was finished before it is verified, and stands.
        incumbent.is_cut_short = True
    return incumbent.result()


def _improve(incumbent: Incumbent, prices: Prices, limits: Limits, price_all: PriceAll | None) -> None:
    """Go from prices to a plan, polish it and close what is left."""
    from solver.close import close
    from solver.improve import dives, plan_at_prices
    from solver.polish import polish
    from solver.volume import search_by_volume

    incumbent.offer(plan_at_prices(incumbent.core.problem, prices))
    incumbent.finish("fill", incumbent.core.problem.n_rows)
    if not incumbent.is_closed and incumbent.core.problem.n_rows > limits.exact_rows:
        for chosen, work in dives(incumbent.core.problem, prices, limits):
            incumbent.offer(chosen)
            incumbent.finish("dive", work)
        polish(incumbent, prices, limits)
    close(incumbent, limits, price_all)
    if price_all is None and not incumbent.is_closed:
        search_by_volume(incumbent, limits)
