"""From a problem to a verified plan with a bound: the whole method on one page."""

from __future__ import annotations

from collections.abc import Callable

from solver.certificate import assignment_prices
from solver.close import close
from solver.columns import PriceAll, price_pairs, price_rows
from solver.engines.flow import is_pure_assignment, solve_flow
from solver.improve import dives, plan_at_prices
from solver.incumbent import Incumbent
from solver.policy import LIMITS, Effort
from solver.polish import polish
from solver.prices import open_market
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
    limits = LIMITS[Effort(effort)]
    incumbent = Incumbent.start(problem, on_stage)
    if price_all is None and is_pure_assignment(incumbent.core.problem):
        _solve_as_flow(incumbent)
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


def _solve_as_flow(incumbent: Incumbent) -> None:
    """Solve a pure assignment exactly and prove it by prices."""
    core = incumbent.core.problem
    chosen = solve_flow(core)
    incumbent.offer(chosen)
    incumbent.finish("flow", core.n_rows)
    if chosen is not None:
        incumbent.prove(assignment_prices(core, open_market(core), chosen), None)
        incumbent.finish("prices", core.n_rows)
