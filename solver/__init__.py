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

from solver.columns import PriceAll, Priced
from solver.greedy import first_come_first_served, greedy_plan
from solver.policy import Effort, SolverPolicy
from solver.problem import HARD, PRICE_SCALE, Problem, Rows
from solver.result import Prices, Result, Rule, Stage, Status, Violation, gap_text
from solver.solve import solve
from solver.verify import Check, verify

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
