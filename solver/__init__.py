"""Who gets which vacancy: from candidate rows and budgets to a verified plan with a bound and a gap.

``Problem.build`` (integers, checked, in canonical order) → ``solve`` (canonical plan → exact search, or prices → dive →
close) → ``Result`` (plan, bound, prices, stages) → ``verify`` (everything recomputed in plain integers).

Examples
--------
Two clients, one vacancy with one place: the client for whom it is worth more gets it, and that is proven.

>>> import solver
>>> problem = solver.Problem.build(client=[0, 1], vacancy=[0, 0], value=[70, 90], positions=[1], n_clients=2)
>>> result = solver.solve(problem)
>>> result.status.value, result.objective, result.bound
('optimal', 90, 90)
>>> [int(client) for client in result.problem.client[result.chosen]]
[1]
>>> dict(solver.verify(result.problem, result).violations)
{}
"""

from typing import TYPE_CHECKING

from solver.policy import Effort, SolverPolicy
from solver.pricing import PriceAll, Priced
from solver.problem import HARD, PRICE_SCALE, Problem, Rows
from solver.result import Prices, Result, Rule, Stage, Status, Violation, gap_text
from solver.solve import solve
from solver.verify import Check, verify

if TYPE_CHECKING:
    from solver.greedy import first_come_first_served, greedy_plan

__all__ = [
    "HARD",
    "PRICE_SCALE",
    "Check",
    "Effort",
    "PriceAll",
    "Priced",
    "Prices",
    "Problem",
    "Result",
    "Rows",
    "Rule",
    "SolverPolicy",
    "Stage",
    "Status",
    "Violation",
    "first_come_first_served",
    "gap_text",
    "greedy_plan",
    "solve",
    "verify",
]


def __getattr__(name: str) -> object:
    """Load the plans made row by row when first asked for: they bring a compiler that reading a plan does not need."""
    if name in ("first_come_first_served", "greedy_plan"):
        from solver import greedy

        return getattr(greedy, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
