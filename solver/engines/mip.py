"""The whole model as a mixed-integer programme by SCIP through MathOpt: fast plans, never a proof.

It counts in floating point, so its word *optimal* is not believed: the plan is verified in integers like any other,
and what is proven comes from the prices or from the integer search. A node limit stops it, so load decides nothing.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from solver.engines.apart import may_run_apart
from solver.engines.rows import by_first_appearance
from solver.problem import Ints, Problem

Floats = npt.NDArray[np.float64]

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
    model = _written(problem)
    x = list(model.variables())[: problem.n_rows]
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


class _Rules:
    """Linear rules in the making: what counts how much in which rule, and between which limits each must stay."""

    def __init__(self, n_columns: int) -> None:
        self.n_columns, self.n_rules = n_columns, 0
        self.prices: list[Ints] = []
        self._limits: list[tuple[Floats, Floats]] = []
        self._entries: list[tuple[Ints, Ints, Ints]] = []

    def add(self, lower: Floats, upper: Floats, *entries: tuple[Ints, Ints, Ints]) -> None:
        """Add rules numbered from 0, with entries of rule, column and amount."""
        self._limits.append((lower, upper))
        self._entries += [(self.n_rules + rule, column, amount) for rule, column, amount in entries]
        self.n_rules += len(lower)

    def columns_at(self, prices: Ints) -> Ints:
        """Give a new column for each price that its unit costs, 0 or more of it."""
        self.prices.append(prices)
        first, self.n_columns = self.n_columns, self.n_columns + len(prices)
        return np.arange(first, self.n_columns, dtype=np.int64)

    def written(self, values: Ints) -> mathopt.Model:
        """Write the rules as a model; the first columns are rows of these values, taken or not."""
        told, n_rows = model_pb2.ModelProto(), len(values)
        price = np.concatenate([values, *(-prices for prices in self.prices)])
        told.variables.ids.extend(range(self.n_columns))
        told.variables.lower_bounds.extend([0.0] * self.n_columns)
        told.variables.upper_bounds.extend([1.0] * n_rows + [np.inf] * (self.n_columns - n_rows))
        told.variables.integers.extend([True] * n_rows + [False] * (self.n_columns - n_rows))
        told.objective.maximize = True
        told.objective.linear_coefficients.ids.extend(np.flatnonzero(price).tolist())
        told.objective.linear_coefficients.values.extend(price[price != 0].astype(np.float64).tolist())
        told.linear_constraints.ids.extend(range(self.n_rules))
        for lower, upper in self._limits:
            told.linear_constraints.lower_bounds.extend(lower.tolist())
            told.linear_constraints.upper_bounds.extend(upper.tolist())
        rule, column, amount = (np.concatenate(parts) for parts in zip(*self._entries, strict=True))
        counted = np.flatnonzero(amount)
        order = counted[np.lexsort((column[counted], rule[counted]))]
        told.linear_constraint_matrix.row_ids.extend(rule[order].tolist())
        told.linear_constraint_matrix.column_ids.extend(column[order].tolist())
        told.linear_constraint_matrix.coefficients.extend(amount[order].astype(np.float64).tolist())
        return mathopt.Model.from_model_proto(told)


def _written(problem: Problem) -> mathopt.Model:
    """Write the problem from whole columns at once: a variable at a time takes longer than the search itself."""
    rules, rows = _Rules(problem.n_rows), np.arange(problem.n_rows, dtype=np.int64)
    client, of_client = by_first_appearance(problem.client)
    _at_most(rules, of_client, rows, np.ones_like(rows), np.ones_like(client))
    vacancy, of_vacancy = by_first_appearance(problem.vacancy)
    _at_most(rules, of_vacancy, rows, np.ones_like(rows), problem.positions[vacancy])
    budget, of_budget = by_first_appearance(problem.use_budget)
    counts = problem.overflow_price[budget] != 0
    _at_most(
        rules,
        of_budget,
        problem.use_row(),
        np.where(counts[of_budget], problem.use_amount, 0),
        problem.budgets[budget],
        problem.overflow_price[budget],
    )
    _floors(rules, problem)
    return rules.written(problem.value)


def _at_most(
    rules: _Rules, group: Ints, column: Ints, amount: Ints, size: Ints, price: Ints | None = None
) -> None:  # fmt: skip
    """Keep what counts in each group within its size where all of it together would not fit.

    Where a group has a price above 0, what is too much is a column at that price; else it is forbidden.
    """
    together = np.zeros(len(size), np.int64)
    np.add.at(together, group, amount)
    binding = np.flatnonzero(together > size)
    number = np.full(len(size), -1, np.int64)
    number[binding] = np.arange(len(binding), dtype=np.int64)
    inside = np.flatnonzero(number[group] >= 0)
    entries = [(number[group[inside]], column[inside], amount[inside])]
    if price is not None:
        elastic = binding[price[binding] > 0]
        entries.append((number[elastic], rules.columns_at(price[elastic]), np.full(len(elastic), -1, np.int64)))
    rules.add(np.full(len(binding), -np.inf), size[binding].astype(np.float64), *entries)


def _floors(rules: _Rules, problem: Problem) -> None:
    """Give what each floor falls short a column at its penalty; a floor is never hard."""
    floors = np.flatnonzero(problem.floors > 0)
    number = np.full(len(problem.floors) + 1, -1, np.int64)
    number[floors] = np.arange(len(floors), dtype=np.int64)
    # People of no group have −1, which is the last place.
    of_row = number[problem.group[problem.client]]
    rows = np.flatnonzero(of_row >= 0)
    short = rules.columns_at(np.full(len(floors), problem.floor_penalty, np.int64))
    rules.add(
        problem.floors[floors].astype(np.float64),
        np.full(len(floors), np.inf),
        (of_row[rows], rows, problem.floor_amount[rows]),
        (number[floors], short, np.ones(len(floors), np.int64)),
    )
