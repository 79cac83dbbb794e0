"""Budgets as knapsacks: each filled at its best for given prices of clients, by dynamic programming in whole numbers.

Where nothing but "every client once" ties budgets together, a price on each client takes them apart. Filled one by one
they give a bound that no price of a budget gives: a budget filled in fractions is worth more than one filled in people.

References
----------
Held and Karp 1971 (subgradients); Barahona and Anbil 2000 (the average of what was chosen); Yagiura et al. 2004 (GAP).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numba import njit

from solver.problem import PRICE_SCALE, Ints, Problem

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

MOST_CELLS = 4_000_000
"""Rows of a budget times its size: above it a table no longer fits in a hundred megabytes."""

_PATIENCE = 10
_SHORTER, _LONGER, _SHORTEST, _LONGEST = 0.66, 1.1, 1e-4, 2.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Knapsacks:
    """The rows by budget.

    Attributes
    ----------
    rows
        The problem's row of each, [n_rows].
    client, budget, value, amount
        Per row; value in price units.
    start
        First row of each budget, [n_budgets + 1].
    sizes
        What each budget holds.
    table, kept
        Room for filling one budget.
    """

    rows: Ints
    client: Ints
    budget: Ints
    value: Ints
    amount: Ints
    start: Ints
    sizes: Ints
    n_clients: int
    table: npt.NDArray[np.bool_]
    kept: Ints


def as_knapsacks(problem: Problem) -> Knapsacks | None:
    """Give a problem without pins as knapsacks; None where more binds than hard budgets, or tables are too large."""
    n_uses = np.bincount(problem.use_row(), minlength=problem.n_rows)
    n_wanting = np.bincount(problem.vacancy, minlength=problem.n_vacancies)
    is_plain = problem.n_rows > 0 and bool((n_uses == 1).all()) and not (problem.floors > 0).any()
    if not is_plain or problem.is_elastic.any() or (n_wanting > problem.positions).any():
        return None
    order = np.argsort(problem.use_budget, kind="stable")
    budget = problem.use_budget[order]
    start = np.searchsorted(budget, np.arange(problem.n_budgets + 1)).astype(np.int64)
    n_most, largest = int(np.diff(start).max()), int(problem.budgets.max())
    if (n_most + 1) * (largest + 1) > MOST_CELLS:
        return None
    rows = problem.use_row()[order]
    return Knapsacks(
        rows=rows,
        client=problem.client[rows],
        budget=budget,
        value=problem.value[rows] * PRICE_SCALE,
        amount=problem.use_amount[order],
        start=start,
        sizes=problem.budgets,
        n_clients=problem.n_clients,
        table=np.zeros((n_most, largest + 1), np.bool_),
        kept=np.zeros(n_most, np.int64),
    )


@dataclass(slots=True, kw_only=True, eq=False)
class Asked:
    """What clients ask, on the move.

    Attributes
    ----------
    price
        Price of each client at which the bound is lowest so far, in price units.
    share
        How often each row was chosen: the average of the passes, the later ones counting most.
    bound
        What the open clients are worth at most, in price units.
    length
        Share of the way to the target that one step goes.
    """

    price: Ints
    share: Floats
    bound: int
    length: float


def start_asking(sacks: Knapsacks) -> Asked:
    """Ask of each client what its second-best row is worth; a client with one row asks nothing."""
    price = np.zeros(sacks.n_clients, np.int64)
    order = np.lexsort((-sacks.value, sacks.client))
    is_second = np.zeros(len(order), np.bool_)
    own = sacks.client[order]
    is_second[1:] = own[1:] == own[:-1]
    is_second[2:] &= own[2:] != own[:-2]
    price[own[is_second]] = sacks.value[order[is_second]]
    share, chosen = np.zeros(len(order)), np.zeros(len(order), np.bool_)
    bound = _fill(sacks, price, np.ones(sacks.n_clients, np.bool_), sacks.sizes, chosen)
    share[chosen] = 1.0
    return Asked(price=price, share=share, bound=bound, length=0.5)


def follow(
    sacks: Knapsacks, asked: Asked, is_open: Flags, sizes: Ints, *, target: int, passes: int, weight: float
) -> None:
    """Lower the bound of the open clients by steps of their prices, and let the shares follow.

    Parameters
    ----------
    target
        What a plan of the open clients is worth, or may be: steps are as long as the way to it.
    weight
        How much of the average the newest pass is.
    """
    asked.bound = _fill(sacks, asked.price, is_open, sizes, np.zeros(len(sacks.rows), np.bool_))
    asked.bound, asked.length = _follow(
        asked.price,
        asked.share,
        asked.bound,
        asked.length,
        is_open,
        sizes,
        target,
        passes,
        weight,
        sacks.start,
        sacks.client,
        sacks.value,
        sacks.amount,
        sacks.table,
        sacks.kept,
    )


def losses(sacks: Knapsacks, price: Ints) -> Ints:
    """Give what the bound loses where a row is in the plan, [n_rows], in price units; where it cannot be, all of it."""
    n_most, largest = sacks.table.shape
    lost = np.zeros(len(sacks.rows), np.int64)
    before, after = (np.zeros((n_most + 1, largest), np.int64) for _ in range(2))
    _losses(price, sacks.start, sacks.client, sacks.value, sacks.amount, sacks.sizes, before, after, sacks.kept, lost)
    return lost


def _fill(sacks: Knapsacks, price: Ints, is_open: Flags, sizes: Ints, chosen: Flags) -> int:
    filled = _fill_all(
        price,
        is_open,
        sizes,
        sacks.start,
        sacks.client,
        sacks.value,
        sacks.amount,
        sacks.table,
        sacks.kept,
        np.zeros(sacks.table.shape[1], np.int64),
        chosen,
    )
    return int(filled) + int(price[is_open].sum())


@njit(nogil=True, cache=True)
def _fill_all(
    price: Ints,
    is_open: Flags,
    sizes: Ints,
    start: Ints,
    client: Ints,
    value: Ints,
    amount: Ints,
    table: npt.NDArray[np.bool_],
    kept: Ints,
    best: Ints,
    chosen: Flags,
) -> int:
    """Fill each budget with the open rows that are worth most above their client's price; give the sum."""
    total = 0
    for r in range(len(sizes)):
        n, room = 0, 0
        for k in range(start[r], start[r + 1]):
            chosen[k] = False
            if is_open[client[k]] and amount[k] <= sizes[r] and value[k] > price[client[k]]:
                kept[n] = k
                n += 1
                room += amount[k]
        room = min(room, sizes[r])
        best[: room + 1] = 0
        for i in range(n):
            k = kept[i]
            gain, size = value[k] - price[client[k]], amount[k]
            for held in range(room, size - 1, -1):
                other = best[held - size] + gain
                table[i, held] = other > best[held]
                if other > best[held]:
                    best[held] = other
        total += best[room]
        held = room
        for i in range(n - 1, -1, -1):
            k = kept[i]
            if amount[k] <= held and table[i, held]:
                chosen[k] = True
                held -= amount[k]
    return total


@njit(nogil=True, cache=True)
def _follow(
    price: Ints,
    share: Floats,
    bound: int,
    length: float,
    is_open: Flags,
    sizes: Ints,
    target: int,
    passes: int,
    weight: float,
    start: Ints,
    client: Ints,
    value: Ints,
    amount: Ints,
    table: npt.NDArray[np.bool_],
    kept: Ints,
) -> tuple[int, float]:
    """Step against what the average leaves without a place or places twice; sums in order, so the same everywhere."""
    n_clients = len(price)
    chosen, best = np.zeros(len(client), np.bool_), np.zeros(table.shape[1], np.int64)
    asked, left = np.zeros(n_clients, np.int64), np.zeros(n_clients)
    n_worse = 0
    for _ in range(passes):
        left[:] = 1.0
        for k in range(len(client)):
            left[client[k]] -= share[k]
        squares = 0.0
        for i in range(n_clients):
            if is_open[i]:
                squares += left[i] * left[i]
        if squares < 1e-9:
            break
        step = length * max(bound - target, PRICE_SCALE) / squares
        now = 0
        for i in range(n_clients):
            if is_open[i]:
                asked[i] = max(0, price[i] - np.int64(np.rint(step * left[i])))
                now += asked[i]
        now += _fill_all(asked, is_open, sizes, start, client, value, amount, table, kept, best, chosen)
        for k in range(len(client)):
            share[k] = weight * chosen[k] + (1.0 - weight) * share[k]
        if now >= bound:
            n_worse += 1
            if n_worse == _PATIENCE:
                length, n_worse = max(length * _SHORTER, _SHORTEST), 0
            continue
        along = 0.0
        for i in range(n_clients):
            if is_open[i]:
                along += left[i]
        for k in range(len(client)):
            if chosen[k]:
                along -= left[client[k]]
        if along > 0:
            length = min(length * _LONGER, _LONGEST)
        bound, n_worse = now, 0
        price[:] = asked
    return bound, length


@njit(nogil=True, cache=True)
def _losses(
    price: Ints,
    start: Ints,
    client: Ints,
    value: Ints,
    amount: Ints,
    sizes: Ints,
    before: Ints,
    after: Ints,
    kept: Ints,
    lost: Ints,
) -> None:
    """Fill each budget from both ends; what a row costs is the best of all the ways to meet around it."""
    for r in range(len(sizes)):
        n, size = 0, sizes[r]
        for k in range(start[r], start[r + 1]):
            lost[k] = np.iinfo(np.int64).max
            if amount[k] <= size:
                kept[n] = k
                n += 1
        before[0, : size + 1] = 0
        after[n, : size + 1] = 0
        for i in range(n):
            _one_more(before[i], before[i + 1], size, value[kept[i]] - price[client[kept[i]]], amount[kept[i]])
        for i in range(n - 1, -1, -1):
            _one_more(after[i + 1], after[i], size, value[kept[i]] - price[client[kept[i]]], amount[kept[i]])
        for i in range(n):
            k = kept[i]
            most = before[i, 0] + after[i + 1, size - amount[k]]
            for held in range(1, size - amount[k] + 1):
                most = max(most, before[i, held] + after[i + 1, size - amount[k] - held])
            lost[k] = before[n, size] - most - value[k] + price[client[k]]


@njit(nogil=True, cache=True)
def _one_more(old: Ints, new: Ints, size: int, gain: int, amount: int) -> None:
    """Give the best filling of every smaller budget with one more row to choose from."""
    for held in range(size + 1):
        new[held] = old[held]
        if held >= amount and old[held - amount] + gain > old[held]:
            new[held] = old[held - amount] + gain
