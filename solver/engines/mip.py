"""The whole model as a mixed-integer programme by SCIP through MathOpt: fast plans, never a proof.

It counts in floating point, so its word *optimal* is not believed: the plan is verified in integers like any other,
and what is proven comes from the prices or from the integer search. A node limit stops it, so load decides nothing.
"""

from __future__ import annotations

import numpy as np
from ortools.math_opt.python import mathopt

from solver.engines.apart import may_run_apart
from solver.engines.rows import rows_by
from solver.problem import Ints, Problem

_GOOD_ENOUGH = 3e-5
"""Share of its own bound within which the search stops: far below the gap of any plan it serves."""


@may_run_apart
def solve_mip(problem: Problem, hint: Ints, nodes: int, seed: int) -> Ints | None:
    """Search for a good plan; None where the engine gives none.

    Parameters
    ----------
    problem
        Places, budgets and floors with the candidate rows, without pins.
    hint
        A feasible plan to start from.
    nodes
        Limit on branch-and-bound nodes.
    seed
        Seed of the search.
    """
    model = mathopt.Model()
    x = [model.add_binary_variable() for _ in range(problem.n_rows)]
    _each_client_once(model, x, problem)
    _places(model, x, problem)
    costs = [*_budgets(model, x, problem), *_floors(model, x, problem)]
    terms = [value * variable for value, variable in zip(problem.value.tolist(), x, strict=True)]
    model.maximize(mathopt.fast_sum([*terms, *(-price * variable for variable, price in costs)]))
    is_hinted = np.zeros(problem.n_rows, np.bool_)
    is_hinted[hint] = True
    values = {variable: float(chosen) for variable, chosen in zip(x, is_hinted.tolist(), strict=True)}
    try:
        answer = mathopt.solve(
            model,
            mathopt.SolverType.GSCIP,
            params=mathopt.SolveParameters(
                relative_gap_tolerance=_GOOD_ENOUGH, absolute_gap_tolerance=0.5, node_limit=nodes, random_seed=seed
            ),
            model_params=mathopt.ModelSolveParameters(solution_hints=[mathopt.SolutionHint(variable_values=values)]),
        )
    except RuntimeError:
        # A failed engine is no improvement; the caller's plan stands.
        return None
    if not answer.has_primal_feasible_solution():
        return None
    found = np.array(answer.variable_values(x))
    return np.flatnonzero(found > 0.5).astype(np.int64)


def _each_client_once(model: mathopt.Model, x: list[mathopt.Variable], problem: Problem) -> None:
    """Place every client at most once."""
    for rows in rows_by(problem.client):
        if len(rows) > 1:
            model.add_linear_constraint(mathopt.fast_sum(x[row] for row in rows) <= 1)


def _places(model: mathopt.Model, x: list[mathopt.Variable], problem: Problem) -> None:
    """Fill no vacancy beyond its places."""
    for rows in rows_by(problem.vacancy):
        places = int(problem.positions[problem.vacancy[rows[0]]])
        if len(rows) > places:
            model.add_linear_constraint(mathopt.fast_sum(x[row] for row in rows) <= places)


def _budgets(model: mathopt.Model, x: list[mathopt.Variable], problem: Problem) -> list[tuple[mathopt.Variable, int]]:
    """Keep hard budgets; give the overflow of each elastic budget with its price."""
    use_row = problem.use_row().tolist()
    costs: list[tuple[mathopt.Variable, int]] = []
    for entries in rows_by(problem.use_budget):
        budget = int(problem.use_budget[entries[0]])
        amounts = problem.use_amount[entries].tolist()
        size, price = int(problem.budgets[budget]), int(problem.overflow_price[budget])
        if sum(amounts) <= size or price == 0:
            continue
        terms = [amount * x[use_row[entry]] for amount, entry in zip(amounts, entries, strict=True)]
        if price > 0:
            overflow = model.add_variable(lb=0.0)
            terms.append(-1.0 * overflow)
            costs.append((overflow, price))
        model.add_linear_constraint(mathopt.fast_sum(terms) <= size)
    return costs


def _floors(model: mathopt.Model, x: list[mathopt.Variable], problem: Problem) -> list[tuple[mathopt.Variable, int]]:
    """Give the shortfall of each floor with its penalty; a floor is never hard."""
    group = problem.group[problem.client]
    costs: list[tuple[mathopt.Variable, int]] = []
    for g in np.flatnonzero(problem.floors > 0).tolist():
        shortfall = model.add_variable(lb=0.0)
        rows = np.flatnonzero(group == g).tolist()
        terms = [amount * x[row] for amount, row in zip(problem.floor_amount[rows].tolist(), rows, strict=True)]
        model.add_linear_constraint(mathopt.fast_sum([*terms, shortfall]) >= int(problem.floors[g]))
        costs.append((shortfall, problem.floor_penalty))
    return costs
