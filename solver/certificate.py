"""The exact integer bound that any prices prove, and the exact prices of a pure assignment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numba import njit

from solver.market import Market
from solver.problem import PRICE_SCALE, Ints, Problem
from solver.result import Prices


def gains(problem: Problem, market: Market, prices: Prices, workers: int = 2) -> tuple[Ints, Ints]:
    """Give q_e per row of the problem and m_i per client, in price units.

    Parameters
    ----------
    problem, market
        A problem without pins and its rows by client.
    prices
        Integer prices within their ceilings, so nothing leaves 64 bits.
    """
    gain = np.zeros(problem.n_rows, np.int64)
    best = np.zeros(problem.n_clients, np.int64)

    def work(tile: int) -> None:
        _gain_tile(
            market.tiles[tile],
            market.tiles[tile + 1],
            market.start,
            market.rows,
            problem.client,
            problem.vacancy,
            problem.value,
            problem.floor_amount,
            problem.use_start,
            problem.use_budget,
            problem.use_amount,
            problem.group,
            prices.place,
            prices.budget,
            prices.floor,
            PRICE_SCALE,
            gain,
            best,
        )

    with ThreadPoolExecutor(max_workers=workers) as pool:
        for done in [pool.submit(work, tile) for tile in range(len(market.tiles) - 1)]:
            done.result()
    return gain, best


def upper_bound(problem: Problem, prices: Prices, best: Ints) -> int:
    """Give the bound that prices prove, in price units, from each client's m_i.

    ``Σ m_i + Σ n_j p_j + Σ B_r λ_r − Σ F_g φ_g``; sums of products are made of Python integers.
    """
    total = sum(best.tolist())
    total += sum(n * p for n, p in zip(problem.positions.tolist(), prices.place.tolist(), strict=True))
    total += sum(size * p for size, p in zip(problem.budgets.tolist(), prices.budget.tolist(), strict=True))
    promised: int = sum(floor * p for floor, p in zip(problem.floors.tolist(), prices.floor.tolist(), strict=True))
    return int(total) - promised


def assignment_prices(problem: Problem, market: Market, chosen: Ints) -> Prices:
    """Give the least prices that prove an optimal pure assignment, so that bound and objective are equal.

    Each placed client must like its own place best; raising prices until that holds is a longest-path search, which
    ends because an optimal plan has no cycle that gains. On a plan that is not optimal it stops all the same, and
    the prices prove a weaker bound.
    """
    own = np.full(problem.n_clients, -1, np.int64)
    own[problem.client[chosen]] = chosen
    place = np.zeros(problem.n_vacancies, np.int64)
    top = int(problem.value.max()) if problem.n_rows else 0
    rounds = problem.n_vacancies + 1
    while rounds and _raise_places(
        market.start, market.rows, problem.client, problem.vacancy, problem.value, own, top, place
    ):
        rounds -= 1
    return Prices(
        place=place * PRICE_SCALE,
        budget=np.zeros(problem.n_budgets, np.int64),
        floor=np.zeros(len(problem.floors), np.int64),
    )


@njit(nogil=True, cache=True)
def _gain_tile(
    first: int,
    last: int,
    start: Ints,
    rows: Ints,
    client: Ints,
    vacancy: Ints,
    value: Ints,
    floor_amount: Ints,
    use_start: Ints,
    use_budget: Ints,
    use_amount: Ints,
    group: Ints,
    place_price: Ints,
    budget_price: Ints,
    floor_price: Ints,
    scale: int,
    gain: Ints,
    best: Ints,
) -> None:
    """Compute q_e and m_i of one tile's clients in 64-bit integers."""
    for at in range(first, last):
        i = client[rows[start[at]]]
        g = group[i]
        top = 0
        for k in range(start[at], start[at + 1]):
            row = rows[k]
            q = value[row] * scale - place_price[vacancy[row]]
            for use in range(use_start[row], use_start[row + 1]):
                q -= use_amount[use] * budget_price[use_budget[use]]
            if g >= 0:
                q += floor_price[g] * floor_amount[row]
            gain[row] = q
            top = max(top, q)
        best[i] = top


@njit(nogil=True, cache=True)
def _raise_places(
    start: Ints, rows: Ints, client: Ints, vacancy: Ints, value: Ints, own: Ints, top: int, place: Ints
) -> bool:
    """Raise the price of every place that a client would rather have; say whether any moved."""
    has_moved = False
    for at in range(len(start) - 1):
        mine = own[client[rows[start[at]]]]
        content = 0
        if mine >= 0:
            content = max(0, value[mine] - place[vacancy[mine]])
        for k in range(start[at], start[at + 1]):
            row = rows[k]
            wanted = min(value[row] - content, top)
            if wanted > place[vacancy[row]]:
                place[vacancy[row]] = wanted
                has_moved = True
    return has_moved
