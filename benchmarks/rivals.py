"""What our plan is compared with on the same rows: exact engines of OR-Tools, a flow, greedy, first come first served.

An engine gets the whole model as one sparse matrix, so that it spends its time on solving; what it calls its bound is
shown and never believed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from ortools.linear_solver.python.model_builder_helper import ModelBuilderHelper, ModelSolverHelper
from scipy.sparse import csr_matrix

from benchmarks.measure import timed
from solver import Problem, first_come_first_served, greedy_plan
from solver.engines.flow import solve_flow
from solver.greedy import extend_plan
from solver.problem import Ints

ENGINES = {"HiGHS": "highs", "SCIP": "scip", "CP-SAT": "sat"}
RELAXED = {
    "HiGHS simplex": ("highs", "solver=simplex"),
    "PDLP 1e-4": (
        "pdlp",
        "termination_criteria { simple_optimality_criteria { eps_optimal_absolute: 1e-4 eps_optimal_relative: 1e-4 } }",
    ),
}
"""LP solvers with what they are told, in the form of their own parameters."""

FIRST_COME, GREEDY, FLOW = "first come first served", "greedy by value", "flow on the best 25"


class Answer(NamedTuple):
    """A plan, or None, and what the engine itself says of it."""

    chosen: Ints | None
    claimed_bound: float | None
    status: str


def solve_by(name: str, problem: Problem, seconds: float) -> Answer:
    """Let one of `ENGINES` search a problem without pins for so long."""
    model, engine = _written(problem), ModelSolverHelper(ENGINES[name])
    engine.set_time_limit_in_seconds(seconds)
    engine.solve(model)
    if not engine.has_response():
        return Answer(None, None, "no response")
    status = str(engine.status()).rpartition(".")[2].lower()
    if not engine.has_solution():
        return Answer(None, None, status)
    values = np.array(engine.variable_values())[: problem.n_rows]
    return Answer(np.flatnonzero(values > 0.5).astype(np.int64), float(engine.best_objective_bound()), status)


class Relaxed(NamedTuple):
    """What an LP solver makes of rows that may be taken in part; None where it ended without."""

    value: float | None
    status: str
    seconds: float


def relaxed_by(name: str, problem: Problem, seconds: float) -> Relaxed:
    """Let one of `RELAXED` solve a problem without pins in which rows may be taken in part."""
    kind, told = RELAXED[name]
    model, engine = _written(problem, is_whole=False), ModelSolverHelper(kind)
    engine.set_time_limit_in_seconds(seconds)
    engine.set_solver_specific_parameters(told)
    took = timed(lambda: engine.solve(model))
    is_there = engine.has_response() and engine.has_solution()
    status = str(engine.status()).rpartition(".")[2].lower() if engine.has_response() else "no response"
    return Relaxed(float(engine.objective_value()) if is_there else None, status, took.wall)


def _written(problem: Problem, *, is_whole: bool = True) -> ModelBuilderHelper:
    """Write rows, overflow per elastic budget and shortfall per floor as variables; one matrix for all rules."""
    elastic = np.flatnonzero(problem.is_elastic)
    asked = np.zeros(problem.n_budgets, np.int64)
    np.add.at(asked, problem.use_budget, problem.use_amount)
    most_over = np.maximum(asked - problem.budgets, 0)[elastic]
    n, n_over, n_short = problem.n_rows, len(elastic), len(problem.floors)
    rows = np.arange(n)
    client = np.unique(problem.client, return_inverse=True)[1]
    n_live, m, r = int(client.max(initial=-1)) + 1, problem.n_vacancies, problem.n_budgets
    group = problem.group[problem.client]
    counted = np.flatnonzero(group >= 0)
    at_budget, at_floor = n_live + m, n_live + m + r
    parts = (
        (client, rows, np.ones(n)),
        (n_live + problem.vacancy, rows, np.ones(n)),
        (at_budget + problem.use_budget, problem.use_row(), problem.use_amount),
        (at_budget + elastic, n + np.arange(n_over), np.full(n_over, -1)),
        (at_floor + group[counted], counted, problem.floor_amount[counted]),
        (at_floor + np.arange(n_short), n + n_over + np.arange(n_short), np.ones(n_short)),
    )
    index = [np.concatenate([part[k] for part in parts]) for k in range(2)]
    data = np.concatenate([part[2].astype(np.float64) for part in parts])
    shape = (at_floor + n_short, n + n_over + n_short)
    free = np.full(shape[0], np.inf)
    model = ModelBuilderHelper()
    # Its stubs ask for matrices where it takes vectors.
    fill: Callable[..., None] = model.fill_model_from_sparse_data
    fill(
        np.zeros(shape[1]),
        np.concatenate([np.ones(n), most_over, problem.floors]).astype(np.float64),
        np.concatenate([problem.value, -problem.overflow_price[elastic], np.full(n_short, -problem.floor_penalty)]),
        np.concatenate([-free[:at_floor], problem.floors]),
        np.concatenate([np.ones(n_live), problem.positions, problem.budgets, free[at_floor:]]),
        csr_matrix((data, (index[0], index[1])), shape=shape),
    )
    for variable in range(shape[1]):
        model.set_var_integrality(variable, is_whole)
    model.set_maximize(True)
    return model


def flow_plan(problem: Problem) -> Ints:
    """Assign the rows optimally with only places scarce, then take what fits budgets, best value first."""
    free = _only_places(problem)
    chosen = solve_flow(free)
    if chosen is None:
        raise AssertionError("the flow ended without an optimal assignment: nothing to compare")
    order = chosen[np.argsort(-problem.value[chosen], kind="stable")]
    return extend_plan(problem, np.zeros(0, np.int64), order)


def _only_places(problem: Problem) -> Problem:
    return Problem.build(
        client=problem.client,
        vacancy=problem.vacancy,
        value=problem.value,
        positions=problem.positions,
        n_clients=problem.n_clients,
        tie=np.arange(problem.n_rows, dtype=np.uint64),
    )


PLANS: dict[str, Callable[[Problem], npt.NDArray[np.int64]]] = {
    FLOW: flow_plan,
    GREEDY: greedy_plan,
    FIRST_COME: first_come_first_served,
}
"""Plans made without an engine's search; the flow gets the rows of everybody's 25 best pairs."""
