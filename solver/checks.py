"""What a problem may not be: numbers that contradict each other, or sums that leave 64 bits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcher.errors import ProblemError
from solver.intake import Ints, same_length, within

if TYPE_CHECKING:
    from solver.problem import Problem

PRICE_SCALE = 1_000_000
"""Prices count millionths of a value unit: coarser steps round a price per minute or cent away."""

HARD = -1
"""Overflow price of a budget that may not be exceeded."""

_ROOM = 2**62
"""Half the range of int64: the other half is room for one more term in every sum."""


def refuse_nonsense(problem: Problem) -> None:
    """Refuse numbers out of range and pins that contradict each other.

    Raises
    ------
    ProblemError
        It names the row, vacancy, budget or group, and the remedy.
    """
    n_rows = problem.n_rows
    same_length(n_rows, {"floor_amount": problem.floor_amount, "tie": problem.tie})
    same_length(problem.n_clients, {"group": problem.group})
    same_length(problem.n_budgets, {"overflow_price": problem.overflow_price})
    within("client", problem.client, problem.n_clients, "client")
    within("vacancy", problem.vacancy, problem.n_vacancies, "vacancy")
    within("pinned", problem.pinned, n_rows, "row")
    within("forbidden", problem.forbidden, n_rows, "row")
    within("group", problem.group[problem.group != -1], len(problem.floors), "group")
    for name, column, least in (
        ("value", problem.value, 0),
        ("floor_amount", problem.floor_amount, 0),
        ("positions", problem.positions, 0),
        ("budgets", problem.budgets, 0),
        ("floors", problem.floors, 0),
        ("overflow_price", problem.overflow_price, HARD),
    ):
        _at_least(name, column, least)
    _refuse_bad_pins(problem)


def _at_least(name: str, column: Ints, least: int) -> None:
    if len(column) and int(column.min()) < least:
        at = int(column.argmin())
        raise ProblemError(f"{name}[{at}] = {column[at]}; it must be {least} or more")


def _refuse_bad_pins(problem: Problem) -> None:
    both = np.intersect1d(problem.pinned, problem.forbidden)
    if len(both):
        raise ProblemError(f"{row_name(problem, int(both[0]))} is pinned and forbidden; take one of the two away")
    clients = problem.client[problem.pinned]
    names, counts = np.unique(clients, return_counts=True)
    twice = names[counts > 1]
    if len(twice):
        rows = " and ".join(row_name(problem, int(row)) for row in problem.pinned[clients == twice[0]][:2])
        raise ProblemError(f"client {twice[0]} is pinned twice: {rows}; a client has one place, take one pin away")


def row_name(problem: Problem, row: int) -> str:
    """Name a row the way its caller knows it."""
    return f"row {problem.given[row]} (client {problem.client[row]}, vacancy {problem.vacancy[row]})"


def price_ceilings(problem: Problem) -> tuple[Ints, Ints, Ints]:
    """Give the highest price worth asking per vacancy, budget and floor, in value units.

    Above the worth of the best row a higher place price only loosens the bound; a budget that all rows together cannot
    exhaust is worth nothing; an elastic budget never costs more than its overflow, a floor never more than its penalty.
    """
    worth = _worth(problem)
    place = np.zeros(problem.n_vacancies, np.int64)
    np.maximum.at(place, problem.vacancy, worth)
    entry_worth = np.repeat(worth, np.diff(problem.use_start))
    budget = np.zeros(problem.n_budgets, np.int64)
    np.maximum.at(budget, problem.use_budget, -(-entry_worth // np.maximum(problem.use_amount, 1)))
    budget = np.where(problem.is_elastic, np.minimum(budget, problem.overflow_price), budget)
    budget[_slack_budgets(problem)] = 0
    floor = np.where(problem.floors > 0, problem.floor_penalty, 0).astype(np.int64)
    return place, budget, floor


def _worth(problem: Problem) -> Ints:
    """What each row can add to the objective at most: its value and what its floor points save."""
    group = problem.group[problem.client]
    has_floor = np.zeros(problem.n_rows, np.bool_)
    has_floor[group >= 0] = problem.floors[group[group >= 0]] > 0
    return problem.value + np.where(has_floor, problem.floor_penalty * problem.floor_amount, 0)


def _slack_budgets(problem: Problem) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    demand = np.zeros(problem.n_budgets, np.int64)
    np.add.at(demand, problem.use_budget, problem.use_amount)
    return demand <= problem.budgets


def refuse_overflow(problem: Problem) -> None:
    """Refuse a problem whose prices and sums could leave 64 bits.

    Raises
    ------
    ProblemError
        It names the row that reaches furthest, or the size that is too large.
    """
    _refuse_large_columns(problem)
    _refuse_costly_overflow(problem)
    worth = _worth(problem)
    place, budget, floor = price_ceilings(problem)
    top = int(worth.max(initial=0))
    budget_sum = sum(
        size * price for size, price in zip(problem.budgets.tolist(), budget.tolist(), strict=True) if price
    )
    floor_sum = sum(size * price for size, price in zip(problem.floors.tolist(), floor.tolist(), strict=True))
    place_sum = sum(size * price for size, price in zip(problem.positions.tolist(), place.tolist(), strict=True))
    total = PRICE_SCALE * (problem.n_clients * top + place_sum + budget_sum + floor_sum)
    if total >= _ROOM:
        most = f"{row_name(problem, int(worth.argmax()))} is worth most ({top} value units)" if len(worth) else "no row"
        raise ProblemError(
            f"the sums of this problem reach {total}, beyond {_ROOM} where 64-bit arithmetic stays exact; {most}. "
            "Use coarser units for values, budgets or the floor penalty"
        )
    _refuse_costly_row(problem, worth, budget)


def _refuse_large_columns(problem: Problem) -> None:
    """Refuse single numbers so large that even the sums made to check the others would overflow."""
    limit = 2**38
    for name, column in (
        ("value", problem.value),
        ("floor_amount", problem.floor_amount),
        ("amount", problem.use_amount),
    ):
        if len(column) and int(column.max()) >= limit:
            at = int(column.argmax())
            row = at if name != "amount" else int(np.searchsorted(problem.use_start, at, side="right")) - 1
            raise ProblemError(f"{row_name(problem, row)} has {name} {column[at]}, beyond {limit}; use coarser units")
    if int(problem.floor_amount.max(initial=0)) * problem.floor_penalty >= limit:
        row = int(problem.floor_amount.argmax())
        raise ProblemError(
            f"{row_name(problem, row)} counts {problem.floor_amount[row]} floor points at a penalty of "
            f"{problem.floor_penalty} each, beyond {limit}; use a lower penalty or coarser points"
        )


def _refuse_costly_overflow(problem: Problem) -> None:
    """Refuse elastic budgets of which all rows together could cost more than an engine can add up."""
    demand = np.zeros(problem.n_budgets, np.int64)
    np.add.at(demand, problem.use_budget, problem.use_amount)
    sizes = zip(demand.tolist(), problem.budgets.tolist(), problem.overflow_price.tolist(), strict=True)
    costs = [max(0, asked - size) * max(0, price) for asked, size, price in sizes]
    if sum(costs) >= _ROOM // 4:
        most = costs.index(max(costs))
        raise ProblemError(
            f"budget {most} at an overflow price of {problem.overflow_price[most]} could cost {costs[most]}; "
            f"all together reach beyond {_ROOM // 4}. Use a lower price, coarser units, or -1 for a hard budget"
        )


def _refuse_costly_row(problem: Problem, worth: Ints, budget: Ints) -> None:
    """Refuse a row whose own amounts times the highest prices leave the range."""
    if not len(problem.use_amount):
        return
    # In floating point only to see that nothing comes near: whatever does is worked out in whole numbers.
    furthest = float((problem.use_amount.astype(np.float64) * budget[problem.use_budget]).max())
    if PRICE_SCALE * (1.01 * furthest + int(worth.max())) * 8 < _ROOM:
        return
    entries = [
        amount * price
        for amount, price in zip(problem.use_amount.tolist(), budget[problem.use_budget].tolist(), strict=True)
    ]
    starts = problem.use_start.tolist()
    for row, own in enumerate(worth.tolist()):
        reach = PRICE_SCALE * (own + sum(entries[starts[row] : starts[row + 1]]))
        if reach >= _ROOM:
            raise ProblemError(
                f"{row_name(problem, row)} reaches {reach} at the highest prices, beyond {_ROOM}; use coarser units "
                "for its amounts or leave out rows with very small amounts of the same budget"
            )
