"""The certificate after one change, exactly, at the same prices: only what the change touches is looked at.

A client whose rows change: UB − m_old + m_new.  A vacancy that goes: UB − n_j p_j.  A new one: its price is the gain of
the first who does not get in, and UB rises by the gains of who do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from matcher.errors import ProblemError
from solver.certificate import gains, upper_bound
from solver.change import Change, changed_places, changed_problem, some_rows, with_deltas
from solver.core import reduce_problem
from solver.market import open_market
from solver.pricing import PriceAll
from solver.problem import PRICE_SCALE, Ints, Rows
from solver.result import Prices
from solver.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Certificate:
    """What prices prove after a change.

    Attributes
    ----------
    bound
        No plan after the change is worth more, in price units.
    prices
        The prices that prove it: the night's, with another one for a vacancy whose rows changed.
    """

    bound: int
    prices: Prices

    @property
    def value(self) -> int:
        """The bound in value units, rounded down."""
        return self.bound // PRICE_SCALE


def certificate_after(standing: Standing, change: Change, price_after: PriceAll | None = None) -> Certificate:
    """Follow the bound of a night through one change.

    Parameters
    ----------
    standing, change
        The night, and what is different.
    price_after
        A pricing pass over all pairs after the change: needed where the change lets in what was shut (`opens_anew`),
        for a night over all pairs never looked there.

    Raises
    ------
    ProblemError
        Where that pass is needed and not given.
    """
    if opens_anew(standing, change):
        return _recomputed(standing, change, price_after)
    bound, prices = standing.bound, standing.prices
    sizes = changed_places(standing.problem.positions, change)
    budgets = with_deltas(standing.problem.budgets, change.budgets)
    if change.client is not None and change.rows is not None:
        gained = _of_new_rows(standing, change.client, _open(standing, change.rows, sizes, budgets), prices)
        bound += gained - int(standing.best[change.client])
    if change.vacancy is not None and change.rows is not None:
        bound, prices = _with_vacancy(standing, change.vacancy, _open(standing, change.rows, sizes, budgets), sizes)
    bound += _of_deltas(standing.problem.positions, sizes, prices.place, change.vacancy)
    bound += _of_deltas(standing.problem.budgets, budgets, prices.budget, None)
    bound += _of_barred(standing, change)
    return Certificate(bound=bound + _of_pins(standing, change, sizes, budgets), prices=prices)


def opens_anew(standing: Standing, change: Change) -> bool:
    """Whether a change lets in rows that could not be chosen at all: a place where none was, more of a hard budget."""
    problem = standing.problem
    places = changed_places(problem.positions, change)[: problem.n_vacancies]
    budgets = with_deltas(problem.budgets, change.budgets)
    is_let_in = (problem.positions == 0) & (places > 0)
    if change.vacancy is not None and change.vacancy < problem.n_vacancies:
        is_let_in[change.vacancy] = False
    return bool(is_let_in.any() or ((budgets > problem.budgets) & ~problem.is_elastic).any())


def _recomputed(standing: Standing, change: Change, price_after: PriceAll | None) -> Certificate:
    """Prove the bound after a change from all rows, and all pairs, again at the night's prices."""
    if standing.result.is_over_all_pairs and price_after is None:
        raise ProblemError("this change lets in pairs the night never looked at: price all pairs after the change too")
    changed = changed_problem(standing.problem, change)
    core = reduce_problem(changed)
    best = gains(core.problem, open_market(core.problem), standing.prices)[1]
    priced = None if price_after is None else price_after(standing.prices, 0).best
    if priced is not None:
        best = np.maximum(best, priced)
    best[changed.client[changed.pinned]] = 0
    bound = PRICE_SCALE * core.constant + upper_bound(core.problem, standing.prices, best)
    return Certificate(bound=bound, prices=standing.prices)


def _of_deltas(before: Ints, after: Ints, price: Ints, beside: int | None) -> int:
    """Give what other sizes are worth at their prices."""
    moved = [k for k in np.flatnonzero(before != after[: len(before)]).tolist() if k != beside]
    return sum((int(after[k]) - int(before[k])) * int(price[k]) for k in moved)


def _open(standing: Standing, rows: Rows, sizes: Ints, budgets: Ints) -> Rows:
    """Leave away new rows that cannot be chosen: no place, or more of a hard budget than there is."""
    is_shut = sizes[rows.vacancy] == 0
    is_hard = ~standing.problem.is_elastic[rows.use_budget]
    is_shut[rows.use_row[is_hard & (rows.use_amount > budgets[rows.use_budget])]] = True
    return some_rows(rows, ~is_shut)


def _of_new_rows(standing: Standing, client: int, rows: Rows, prices: Prices) -> int:
    """Give m_i of a client over the rows he has from now on."""
    if np.isin(client, standing.problem.client[standing.problem.pinned]):
        return 0
    return max([0, *_gains_of(standing, rows, prices)])


def _with_vacancy(standing: Standing, vacancy: int, rows: Rows, sizes: Ints) -> tuple[int, Prices]:
    """Take a vacancy's rows out and put others in: its price is what the first who does not get in would gain."""
    problem, prices = standing.problem, standing.prices
    bound, places = standing.bound, int(sizes[vacancy])
    if vacancy < problem.n_vacancies:
        bound -= int(problem.positions[vacancy]) * int(prices.place[vacancy])
    price = np.append(prices.place, 0) if vacancy == problem.n_vacancies else prices.place.copy()
    price[vacancy] = 0
    free = replace(prices, place=price)
    most: dict[int, int] = {}
    fixed = set(problem.client[problem.pinned].tolist())
    for client, gain in zip(rows.client.tolist(), _gains_of(standing, rows, free), strict=True):
        if client not in fixed:
            most[client] = max(most.get(client, 0), gain - int(standing.best[client]))
    wanted = sorted((gain for gain in most.values() if gain > 0), reverse=True)
    if not places:
        return bound, free
    price[vacancy] = wanted[places] if len(wanted) > places else 0
    return bound + sum(wanted[:places]), free


def _gains_of(standing: Standing, rows: Rows, prices: Prices) -> list[int]:
    """Give q_e of rows that are not in the problem, in plain integers."""
    gain = [
        value * PRICE_SCALE - int(prices.place[vacancy])
        for value, vacancy in zip(rows.value.tolist(), rows.vacancy.tolist(), strict=True)
    ]
    for row, budget, amount in zip(
        rows.use_row.tolist(), rows.use_budget.tolist(), rows.use_amount.tolist(), strict=True
    ):
        gain[row] -= amount * int(prices.budget[budget])
    group = standing.problem.group[rows.client].tolist()
    for row, (number, points) in enumerate(zip(group, rows.floor_amount.tolist(), strict=True)):
        if number >= 0:
            gain[row] += points * int(prices.floor[number])
    return gain


def _of_barred(standing: Standing, change: Change) -> int:
    """Give what the bound loses by rows that may not be chosen: each client keeps the best of what is left.

    A pair that no row names lies more than ``near`` below the best he had over all pairs.
    """
    problem, result = standing.problem, standing.result
    barred = set(change.forbidden)
    pinned = set(problem.client[np.array(change.pinned, np.int64)].tolist()) | {change.client}
    total = 0
    for client in sorted(set(problem.client[np.array(change.forbidden, np.int64)].tolist()) - pinned):
        had = int(standing.best[client])
        left = [int(standing.gain[row]) for row in standing.of_client[client].tolist() if row not in barred]
        elsewhere = 0 if result.best is None else int(result.best[client]) - result.near - 1
        total += min(had, max([0, elsewhere, *left])) - had
    return total


def _of_pins(standing: Standing, change: Change, sizes: Ints, budgets: Ints) -> int:
    """Give what the bound changes by rows that must be chosen: client, place, budgets and floor points are spent."""
    problem, prices, total = standing.problem, standing.prices, 0
    places, left = sizes.copy(), budgets.copy()
    before = standing.problem.pinned
    floors = problem.floors - _reached(standing, before)
    for row in before.tolist():
        places[problem.vacancy[row]] -= 1
        uses = slice(problem.use_start[row], problem.use_start[row + 1])
        np.subtract.at(left, problem.use_budget[uses], problem.use_amount[uses])
    for row in sorted(set(change.pinned) - set(before.tolist())):
        client, vacancy, group = (int(column[row]) for column in (problem.client, problem.vacancy, _group(standing)))
        total += PRICE_SCALE * int(problem.value[row]) - int(standing.best[client])
        total -= int(prices.place[vacancy]) * min(1, max(0, int(places[vacancy])))
        places[vacancy] -= 1
        for use in range(int(problem.use_start[row]), int(problem.use_start[row + 1])):
            budget, amount = int(problem.use_budget[use]), int(problem.use_amount[use])
            taken = min(amount, max(0, int(left[budget])))
            total -= taken * int(prices.budget[budget])
            total -= PRICE_SCALE * (amount - taken) * max(0, int(problem.overflow_price[budget]))
            left[budget] -= amount
        if group >= 0:
            counted = min(int(problem.floor_amount[row]), max(0, int(floors[group])))
            total += counted * int(prices.floor[group])
            floors[group] -= counted
    return total


def _group(standing: Standing) -> Ints:
    return standing.problem.group[standing.problem.client]


def _reached(standing: Standing, rows: Ints) -> Ints:
    points = np.zeros(len(standing.problem.floors), np.int64)
    group = standing.problem.group[standing.problem.client[rows]]
    np.add.at(points, group[group >= 0], standing.problem.floor_amount[rows][group >= 0])
    return points
