"""From the answer of a night to what is kept of it: rows by client, vacancy and package, with names."""

import numpy as np

from matcher.errors import ProblemError
from matcher.shortlist import Candidates
from solver.certificate import gains, upper_bound
from solver.core import reduce_problem
from solver.market import open_market
from solver.prepared import Prepared
from solver.problem import Ints
from solver.result import Result
from solver.stored_proof import Figures, Names, StoredProof
from solver.verify import measure


def proof_of(night: Prepared, result: Result, candidates: Candidates) -> StoredProof:
    """Give what a run keeps of its answer.

    Parameters
    ----------
    night, result
        The night and its answer; its problem has no pins and no forbids (`solver.prepared.without_held`).
    candidates
        Every row the solver was ever given, in the order of its numbers.
    """
    problem = result.problem
    if result.chosen is None or result.objective is None or len(problem.pinned) or len(problem.forbidden):
        raise ProblemError("A night without a plan, or with pinned rows, cannot be stored. Report this as a fault.")
    package = candidates.package[problem.given].astype(np.int64)
    order = np.lexsort((package, problem.vacancy, problem.client))
    place = np.argsort(order)
    count = np.diff(problem.use_start)
    entries = _entries(problem.use_start[:-1][order], count[order])
    measured = measure(problem, result.chosen)
    empty = np.zeros(0, np.int64)
    return StoredProof(
        names=_names(night),
        figures=_figures(result),
        positions=problem.positions,
        budgets=problem.budgets,
        overflow_price=problem.overflow_price,
        group=problem.group,
        floors=problem.floors,
        client=problem.client[order],
        vacancy=problem.vacancy[order],
        package=package[order],
        value=problem.value[order],
        floor_amount=problem.floor_amount[order],
        use_count=count[order],
        use_budget=problem.use_budget[entries],
        use_amount=problem.use_amount[entries],
        chosen=np.sort(place[result.chosen]),
        overflow=np.array(measured.overflow, np.int64),
        shortfall=np.array(measured.shortfall, np.int64),
        place_price=empty if result.prices is None else result.prices.place,
        budget_price=empty if result.prices is None else result.prices.budget,
        floor_price=empty if result.prices is None else result.prices.floor,
        best=empty if result.best is None else result.best,
    )


def _names(night: Prepared) -> Names:
    return Names(
        clients=tuple(str(client.key) for client in night.region.clients),
        vacancies=tuple(str(vacancy.key) for vacancy in night.region.vacancies),
        budgets=tuple((shelf.owner, shelf.kind) for shelf in night.posed.shelves),
        groups=tuple((group.gemeente, group.stratum) for group in night.grouped.groups),
    )


def _figures(result: Result) -> Figures:
    if result.objective is None:
        raise ProblemError("There is no plan to keep.")
    return Figures(
        status=str(result.status),
        objective=result.objective,
        bound=result.bound,
        placed_value=result.placed_value,
        proven=_proven(result),
        near=result.near,
        floor_penalty=result.problem.floor_penalty,
        is_over_all_pairs=result.is_over_all_pairs,
    )


def _proven(result: Result) -> int | None:
    """Give what the prices prove as the solver counts it; `waag verify` counts it again in plain integers."""
    if result.prices is None:
        return None
    core = reduce_problem(result.problem).problem
    _, over_rows = gains(core, open_market(core), result.prices)
    return upper_bound(core, result.prices, over_rows if result.best is None else np.maximum(over_rows, result.best))


def _entries(start: Ints, count: Ints) -> Ints:
    """Give the numbers start, start + 1, … of each row, one row after another."""
    ends = np.cumsum(count)
    return np.arange(ends[-1] if len(ends) else 0, dtype=np.int64) + np.repeat(start - ends + count, count)
