"""The pure assignment, where only clients and places bind: exact by a flow, proven by prices."""

from __future__ import annotations

from solver.certificate import assignment_prices
from solver.engines.flow import solve_flow
from solver.incumbent import Incumbent
from solver.market import open_market
from solver.problem import Problem


def is_pure_assignment(problem: Problem) -> bool:
    """Say whether only clients and places bind: no use of a budget, no floor."""
    return not len(problem.use_amount) and not (problem.floors > 0).any()


def solve_assignment(incumbent: Incumbent) -> None:
    """Solve a pure assignment exactly and prove it by its prices."""
    core = incumbent.core.problem
    chosen = solve_flow(core)
    incumbent.offer(chosen)
    incumbent.finish("flow", core.n_rows)
    if chosen is not None:
        incumbent.prove(assignment_prices(core, open_market(core), chosen), None)
        incumbent.finish("prices", core.n_rows)
