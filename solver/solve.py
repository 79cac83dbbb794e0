"""From a problem to a verified plan with a bound: the whole method on one page."""

from __future__ import annotations

from collections.abc import Callable

from solver.certificate import assignment_prices
from solver.engines.cpsat import solve_exact
from solver.engines.flow import is_pure_assignment, solve_flow
from solver.incumbent import Incumbent
from solver.policy import LIMITS, Effort, Limits
from solver.prices import open_market
from solver.problem import Problem
from solver.result import Result, Stage


def solve(
    problem: Problem,
    effort: str = "nightly",
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
    on_stage
        Called with each finished stage, for a progress bar.

    Returns
    -------
    Result
        Never None and never below the canonical plan. The same bytes for any order of the given rows, any number of
        threads and any load.
    """
    limits = LIMITS[Effort(effort)]
    incumbent = Incumbent.start(problem, on_stage)
    if is_pure_assignment(incumbent.core.problem):
        _by_flow(incumbent)
    elif incumbent.core.problem.n_rows <= limits.exact_rows:
        _by_exact_search(incumbent, limits)
    return incumbent.result()


def _by_flow(incumbent: Incumbent) -> None:
    """Solve a pure assignment exactly and prove it by prices."""
    core = incumbent.core.problem
    chosen = solve_flow(core)
    incumbent.offer(chosen)
    incumbent.finish("flow", core.n_rows)
    if chosen is not None:
        incumbent.prove(assignment_prices(core, open_market(core), chosen), None)
        incumbent.finish("prices", core.n_rows)


def _by_exact_search(incumbent: Incumbent, limits: Limits) -> None:
    """Give a small problem to the exact search at once."""
    core = incumbent.core.problem
    answer = solve_exact(core, incumbent.core_plan, limits.exact_units, limits.seed)
    incumbent.offer(answer.chosen, is_exact=answer.is_proven)
    incumbent.finish("exact", answer.work)
