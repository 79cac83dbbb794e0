"""The whole model as an exact search by CP-SAT: one worker, deterministic time, so the same answer on every load."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from solver.engines.apart import may_run_apart
from solver.engines.rows import rows_by
from solver.problem import Ints, Problem


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ExactAnswer:
    """What the search found.

    Attributes
    ----------
    chosen
        Row numbers of the best plan found, sorted; None where it found none within its limit.
    is_proven
        Whether the search ended by itself: no plan over these rows is worth more.
    work
        Deterministic time used, in millionths.
    """

    chosen: Ints | None
    is_proven: bool
    work: int


@may_run_apart
def solve_exact(problem: Problem, hint: Ints, limit: float, seed: int) -> ExactAnswer:
    """Search a problem without pins exhaustively, up to a limit in deterministic time.

    Parameters
    ----------
    problem
        Places, budgets and floors with the candidate rows.
    hint
        A feasible plan to start from; the caller keeps it, for a search may lose it.
    limit
        Deterministic time, in the engine's own unit (about a second on one core).
    seed
        Seed of the search.
    """
    model, x, worth = _written(problem)
    model.maximize(worth)
    return _search(model, x, hint, limit, seed)


@may_run_apart
def solve_fewest_moves(
    problem: Problem, current: Ints, least: int, slack: int, hint: Ints, limit: float, seed: int
) -> ExactAnswer:
    """Find, among the plans worth at least ``least``, one that moves as few clients as pay for it.

    It maximises worth − (slack + 1) × clients whose row differs from ``current``: with ``least`` the highest worth less
    ``slack``, one client less moved outweighs all that may be given up, so no plan within the slack moves fewer.

    Parameters
    ----------
    problem, hint, limit, seed
        As in :func:`solve_exact`; the hint is worth ``least`` or more.
    current
        Rows of the plan that stands; clients without one among these stay without a place or are moved.
    """
    model, x, worth = _written(problem)
    model.add(worth >= least)
    is_current = np.zeros(problem.n_rows, np.bool_)
    is_current[current] = True
    has_place = np.zeros(problem.n_clients, np.bool_)
    has_place[problem.client[current]] = True
    weights = np.where(is_current, 1, np.where(has_place[problem.client], 0, -1)) * (slack + 1)
    model.maximize(cp_model.LinearExpr.sum([worth, cp_model.LinearExpr.weighted_sum(x, weights.tolist())]))
    return _search(model, x, hint, limit, seed)


def _written(problem: Problem) -> tuple[cp_model.CpModel, list[cp_model.IntVar], cp_model.LinearExprT]:
    """Write places, budgets and floors; give the model, a variable per row, and what a plan is worth."""
    model = cp_model.CpModel()
    x = [model.new_bool_var("") for _ in range(problem.n_rows)]
    _each_client_once(model, x, problem)
    _places(model, x, problem)
    costs = [*_budgets(model, x, problem), *_floors(model, x, problem)]
    terms = [*x, *(variable for variable, _ in costs)]
    worth = cp_model.LinearExpr.weighted_sum(terms, [*problem.value.tolist(), *(-price for _, price in costs)])
    return model, x, worth


def _search(model: cp_model.CpModel, x: list[cp_model.IntVar], hint: Ints, limit: float, seed: int) -> ExactAnswer:
    is_hinted = np.zeros(len(x), np.bool_)
    is_hinted[hint] = True
    for row, chosen in enumerate(is_hinted.tolist()):
        model.add_hint(x[row], chosen)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = limit
    solver.parameters.random_seed = seed
    # Without the linear relaxation of every row, budgets of a few hundred rows are never finished.
    solver.parameters.linearization_level = 2
    solver.parameters.log_search_progress = False
    status = solver.solve(model)
    work = round(solver.response_proto.deterministic_time * 1_000_000)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return ExactAnswer(chosen=None, is_proven=False, work=work)
    chosen = np.array([row for row in range(len(x)) if solver.boolean_value(x[row])], np.int64)
    return ExactAnswer(chosen=chosen, is_proven=status == cp_model.OPTIMAL, work=work)


def _each_client_once(model: cp_model.CpModel, x: list[cp_model.IntVar], problem: Problem) -> None:
    """Place every client at most once."""
    for rows in rows_by(problem.client):
        if len(rows) > 1:
            model.add_at_most_one(x[row] for row in rows)


def _places(model: cp_model.CpModel, x: list[cp_model.IntVar], problem: Problem) -> None:
    """Fill no vacancy beyond its places."""
    for rows in rows_by(problem.vacancy):
        places = int(problem.positions[problem.vacancy[rows[0]]])
        if places == 1 and len(rows) > 1:
            model.add_at_most_one(x[row] for row in rows)
        elif len(rows) > places:
            model.add(cp_model.LinearExpr.sum([x[row] for row in rows]) <= places)


def _budgets(model: cp_model.CpModel, x: list[cp_model.IntVar], problem: Problem) -> list[tuple[cp_model.IntVar, int]]:
    """Keep hard budgets; give the overflow of each elastic budget with its price."""
    use_row = problem.use_row()
    costs: list[tuple[cp_model.IntVar, int]] = []
    for entries in rows_by(problem.use_budget):
        budget = int(problem.use_budget[entries[0]])
        amounts = problem.use_amount[entries].tolist()
        size, price = int(problem.budgets[budget]), int(problem.overflow_price[budget])
        if sum(amounts) <= size or price == 0:
            continue
        used = cp_model.LinearExpr.weighted_sum([x[row] for row in use_row[entries].tolist()], amounts)
        if price < 0:
            model.add(used <= size)
            continue
        overflow = model.new_int_var(0, sum(amounts) - size, "")
        model.add(used - overflow <= size)
        costs.append((overflow, price))
    return costs


def _floors(model: cp_model.CpModel, x: list[cp_model.IntVar], problem: Problem) -> list[tuple[cp_model.IntVar, int]]:
    """Give the shortfall of each floor with its penalty; a floor is never hard."""
    group = problem.group[problem.client]
    costs: list[tuple[cp_model.IntVar, int]] = []
    for g in np.flatnonzero(problem.floors > 0).tolist():
        rows = np.flatnonzero(group == g).tolist()
        floor = int(problem.floors[g])
        shortfall = model.new_int_var(0, floor, "")
        points = cp_model.LinearExpr.weighted_sum([x[row] for row in rows], problem.floor_amount[rows].tolist())
        model.add(points + shortfall >= floor)
        costs.append((shortfall, problem.floor_penalty))
    return costs
