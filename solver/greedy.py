"""Plans made row by row: the canonical first plan, and first come first served to compare with."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from solver.core import Core, reduce_problem
from solver.problem import Ints, Problem
from solver.verify import measure


def greedy_plan(problem: Problem) -> Ints:
    """Give the canonical plan: the best value first, equal values by tie key.

    Every step takes the row only where it fits and adds to the objective, so an elastic budget is exceeded only
    where the row is worth its price. It is made twice, once serving the groups with an unmet floor first; the better
    one stands, the plain one when equal.

    Returns
    -------
    Ints
        Sorted row numbers of ``problem``, the pinned rows among them.
    """
    return core_greedy_plan(reduce_problem(problem))


def core_greedy_plan(core: Core) -> Ints:
    """As :func:`greedy_plan`, for a problem whose pins are already taken out; rows of the whole problem."""
    order = by_value(core.problem)
    plain = _take(core.problem, order)
    has_floor = floor_rows(core.problem)
    if not has_floor.any():
        return core.whole(plain)
    reserved = _take(core.problem, np.concatenate([order[has_floor[order]], order]), floors_first=int(has_floor.sum()))
    plans = [plain, reserved]
    best = max(range(len(plans)), key=lambda at: (measure(core.problem, plans[at]).objective, -at))
    return core.whole(plans[best])


def first_come_first_served(problem: Problem, arrival: Ints | None = None) -> Ints:
    """Give the plan where each client in turn takes the best row that is still free; what we compare with.

    Parameters
    ----------
    problem
        The problem.
    arrival
        Clients in order of arrival; by default the client number.
    """
    core = reduce_problem(problem)
    turn = np.arange(problem.n_clients, dtype=np.int64)
    if arrival is not None:
        turn[arrival] = np.arange(len(arrival), dtype=np.int64)
    rows = core.problem
    order = np.lexsort((np.arange(rows.n_rows), -rows.value, turn[rows.client]))
    return core.whole(_take(rows, order.astype(np.int64)))


def by_value(problem: Problem) -> Ints:
    """Give the rows with the highest value first, equal values in canonical order."""
    return np.argsort(-problem.value, kind="stable").astype(np.int64)


def floor_rows(problem: Problem) -> npt.NDArray[np.bool_]:
    """Say which rows count towards a floor that is not met yet, [n_rows]."""
    group = problem.group[problem.client]
    counts: npt.NDArray[np.bool_] = np.zeros(problem.n_rows, np.bool_)
    counts[group >= 0] = problem.floors[group[group >= 0]] > 0
    return counts & (problem.floor_amount > 0)


def _take(problem: Problem, order: Ints, floors_first: int = 0) -> Ints:
    return extend_plan(problem, np.zeros(0, np.int64), order, floors_first)


def extend_plan(problem: Problem, plan: Ints, order: Ints, floors_first: int = 0) -> Ints:
    """Add rows to a feasible plan in the given order, each where it fits and pays.

    The first ``floors_first`` entries of ``order`` are taken only while their group's floor is unmet.
    """
    is_chosen = np.zeros(problem.n_rows, np.bool_)
    is_chosen[plan] = True
    _extend(
        order,
        floors_first,
        is_chosen,
        problem.client,
        problem.vacancy,
        problem.value,
        problem.floor_amount,
        problem.use_start,
        problem.use_budget,
        problem.use_amount,
        problem.overflow_price,
        problem.group,
        problem.floor_penalty,
        np.zeros(problem.n_clients, np.bool_),
        problem.positions.copy(),
        problem.budgets.copy(),
        problem.floors.copy(),
    )
    return np.flatnonzero(is_chosen).astype(np.int64)


@njit(nogil=True, cache=True)
def _extend(
    order: Ints,
    floors_first: int,
    is_chosen: npt.NDArray[np.bool_],
    client: Ints,
    vacancy: Ints,
    value: Ints,
    floor_amount: Ints,
    use_start: Ints,
    use_budget: Ints,
    use_amount: Ints,
    overflow_price: Ints,
    group: Ints,
    floor_penalty: int,
    is_placed: npt.NDArray[np.bool_],
    places: Ints,
    left: Ints,
    missing: Ints,
) -> None:
    """Walk the order once; ``places``, ``left`` (may go below 0 where elastic) and ``missing`` run down."""
    for step in range(-len(is_chosen), len(order)):
        # The rows already in the plan come first: they only run the stocks down.
        is_old = step < 0
        row = step + len(is_chosen) if is_old else order[step]
        if is_old != is_chosen[row]:
            continue
        i, j = client[row], vacancy[row]
        g = group[i]
        if not is_old:
            if is_placed[i] or places[j] == 0:
                continue
            if step < floors_first and missing[g] <= 0:
                continue
            gain = value[row]
            if g >= 0:
                gain += floor_penalty * min(floor_amount[row], max(missing[g], 0))
            for k in range(use_start[row], use_start[row + 1]):
                over = use_amount[k] - max(left[use_budget[k]], 0)
                if over > 0:
                    price = overflow_price[use_budget[k]]
                    gain = -1 if price < 0 else gain - over * price
                if gain <= 0:
                    break
            if gain <= 0:
                continue
        is_chosen[row] = True
        is_placed[i] = True
        places[j] -= 1
        if g >= 0:
            missing[g] -= floor_amount[row]
        for k in range(use_start[row], use_start[row + 1]):
            left[use_budget[k]] -= use_amount[k]
