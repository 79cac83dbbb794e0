"""Prices of places, budgets and floors by an annealed dual: the search for a tight bound.

At temperature T every client spreads over its rows in proportion to exp(reduced value / T); prices move until the
expected use of every scarce thing meets its size, while T falls. Floats only steer the search: what is proven comes
from the integer certificate. The passes give the same bits on every machine and for any number of threads: exp and
log are our own, made of the four operations that IEEE 754 rounds exactly, and each choice weight is rounded to 2⁻²⁴ and
summed as an integer.

References
----------
Cuturi, Sinkhorn distances, NIPS 2013; Bertsekas, Network Optimization (ε-scaling), 1998.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numba import njit

from solver.asking import Asking
from solver.market import Floats, Market
from solver.problem import Ints
from solver.thinning import thinned

_QUANTUM = float(2**24)
_LOG_LIMIT = 2.0
_STRETCH = 32
"""Clients whose rows are spread together."""

_THIN_EVERY = 20
_REACH = 25.0
"""A row so many temperatures below its best weighs nothing: 17.4 round to 0, the rest is for prices on the way.
"""


def cooling(passes: int, hot: float, cold: float) -> Floats:
    """Give falling temperatures, geometric, rounded so that no library's power function shows in them."""
    steps = np.arange(passes) / max(1, passes - 1)
    return np.floor(hot * (cold / hot) ** steps * 1024 + 0.5) / 1024 + 1 / 1024


def anneal(market: Market, asking: Asking, temperatures: Floats, workers: int = 2) -> None:
    """Move prices through falling temperatures, in place.

    Parameters
    ----------
    market, asking
        The rows and the prices to start from.
    temperatures
        One pass per entry, in value units.
    workers
        Threads; they change nothing but the time.
    """
    if not len(market.rows):
        return
    ones, share = np.ones(len(market.places)), market.step
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for number, temperature in enumerate(temperatures.tolist()):
            if number % _THIN_EVERY == 0:
                warm = thinned(market, asking, _REACH * temperature, pool)
            use = expected_use(warm, asking, temperature, pool)
            step = share * temperature
            _move(step, use.place, market.places, market.place_ceiling, asking.place, ones)
            _move(step, use.budget, market.sizes, market.budget_ceiling, asking.budget, market.budget_mean)
            _move_floors(temperature, use.floor, use.spread, market.floors, market.floor_ceiling, asking.floor)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Use:
    """Expected use per vacancy, budget and group, and the variance of the floor points per group."""

    place: Floats
    budget: Floats
    floor: Floats
    spread: Floats


def expected_use(
    market: Market, asking: Asking, temperature: float, pool: ThreadPoolExecutor, weights: Floats | None = None
) -> Use:
    """Give the expected use at one temperature; ``weights`` takes the choice weight per market row where given."""
    n_tiles = len(market.tiles) - 1
    sizes = (len(market.places), len(market.sizes), len(market.floors), len(market.floors))
    totals = [np.zeros((n_tiles, size), np.int64) for size in sizes]
    longest = _STRETCH * int(np.diff(market.start).max())
    kept = np.zeros(0) if weights is None else weights

    def work(tile: int) -> None:
        _spread_tile(
            market.tiles[tile],
            market.tiles[tile + 1],
            market.start,
            market.group,
            market.vacancy,
            market.value,
            market.floor_share,
            market.use_start,
            market.use_row,
            market.use_budget,
            market.use_share,
            asking.place,
            asking.budget,
            asking.floor,
            1.0 / temperature,
            _POWERS,
            np.empty(longest),
            totals[0][tile],
            totals[1][tile],
            totals[2][tile],
            totals[3][tile],
            kept,
        )

    if n_tiles == 1:
        work(0)
    else:
        for done in [pool.submit(work, tile) for tile in range(n_tiles)]:
            done.result()
    place, budget, floor, spread = (total.sum(axis=0) / _QUANTUM for total in totals)
    return Use(place=place, budget=budget, floor=floor, spread=spread)


_LOG2E = 1.4426950408889634
_LN2_HIGH = 0.693147180369123816490
_LN2_LOW = 1.90821492927058770002e-10
_LN2 = 0.6931471805599453
_POWERS: Floats = np.array([1.0 / 2**k for k in range(64)])


@njit(nogil=True, cache=True, inline="always")
def _exp(x: float, powers: Floats) -> float:
    """exp of x ≤ 0, relative error below 1e-9; 0 below −40."""
    # Without a branch a loop over many rows is done several at a time.
    y = max(x, -40.0)
    k = np.int32(-y * _LOG2E + 0.5)
    r = (y + k * _LN2_HIGH) + k * _LN2_LOW
    p = 1.0 / 40320
    p = p * r + 1.0 / 5040
    p = p * r + 1.0 / 720
    p = p * r + 1.0 / 120
    p = p * r + 1.0 / 24
    p = p * r + 1.0 / 6
    p = p * r + 0.5
    p = p * r + 1.0
    p = p * r + 1.0
    p = p * powers[np.uint32(k)]
    return p if x >= -40.0 else 0.0


@njit(nogil=True, cache=True)
def _log(x: float) -> float:
    """Log of x within e^-4 … e^4 and beyond; made of halvings and one short series."""
    k = 0
    while x > 1.4142135623730951:
        x = x * 0.5
        k += 1
    while x < 0.7071067811865476:
        x = x * 2.0
        k -= 1
    y = (x - 1.0) / (x + 1.0)
    s = y * y
    p = 1.0 / 11
    p = p * s + 1.0 / 9
    p = p * s + 1.0 / 7
    p = p * s + 0.2
    p = p * s + 1.0 / 3
    p = p * s + 1.0
    return 2.0 * y * p + k * _LN2


@njit(nogil=True, cache=True)
def _spread_tile(
    first: int,
    last: int,
    start: Ints,
    group: Ints,
    vacancy: Ints,
    value: Floats,
    floor_share: Floats,
    use_start: Ints,
    use_row: Ints,
    use_budget: Ints,
    use_share: Floats,
    place_price: Floats,
    budget_price: Floats,
    floor_price: Floats,
    inverse: float,
    powers: Floats,
    part: Floats,
    place_use: Ints,
    budget_use: Ints,
    floor_use: Ints,
    floor_spread: Ints,
    weights: Floats,
) -> None:
    """Spread the clients of one tile over their rows and add their weights up, as integers.

    Clients go in stretches whose rows stay in the nearest memory; most of the work is loops over all rows of a stretch.
    """
    bests = np.empty(_STRETCH)
    for low in range(first, last, _STRETCH):
        high = min(low + _STRETCH, last)
        row, end = start[low], start[high]
        for e in range(row, end):
            part[e - row] = value[e] - place_price[vacancy[e]]
        for k in range(use_start[row], use_start[end]):
            part[use_row[k] - row] -= use_share[k] * budget_price[use_budget[k]]
        for i in range(low, high):
            g = group[i]
            if g >= 0 and floor_price[g] > 0.0:
                for e in range(start[i], start[i + 1]):
                    part[e - row] += floor_price[g] * floor_share[e]
            best = 0.0
            for e in range(start[i], start[i + 1]):
                best = max(best, part[e - row])
            bests[i - low] = best
            for e in range(start[i], start[i + 1]):
                part[e - row] = (part[e - row] - best) * inverse
        for e in range(end - row):
            part[e] = _exp(part[e], powers)
        for i in range(low, high):
            total = _exp(-bests[i - low] * inverse, powers)
            for e in range(start[i], start[i + 1]):
                total += part[e - row]
            scale = 16777216.0 / total
            g = group[i]
            mean = 0.0
            square = 0.0
            for e in range(start[i], start[i + 1]):
                weight = int(part[e - row] * scale + 0.5)
                part[e - row] = weight
                if weight == 0:
                    continue
                place_use[vacancy[e]] += weight
                if g >= 0:
                    mean += weight * floor_share[e]
                    square += weight * floor_share[e] * floor_share[e]
            if g >= 0:
                floor_use[g] += int(mean + 0.5)
                floor_spread[g] += int(max(0.0, square - mean * (mean / 16777216.0)) + 0.5)
        for k in range(use_start[row], use_start[end]):
            weight_of_use = part[use_row[k] - row]
            if weight_of_use > 0.0:
                budget_use[use_budget[k]] += int(weight_of_use * use_share[k] + 0.5)
        if len(weights):
            for e in range(row, end):
                weights[e] = part[e - row] / 16777216.0


@njit(nogil=True, cache=True)
def _move(step: float, use: Floats, size: Floats, ceiling: Floats, price: Floats, mean: Floats) -> None:
    """Move each price by the log of demand over supply, held within 0 and its ceiling."""
    for j in range(len(price)):
        if price[j] == 0.0 and use[j] <= size[j]:
            continue
        if use[j] <= size[j] * 0.1354:
            push = -_LOG_LIMIT
        elif use[j] >= size[j] * 7.389:
            push = _LOG_LIMIT
        else:
            push = _log(use[j] / size[j])
        moved = price[j] + step * push / max(mean[j], 0.05)
        price[j] = min(max(moved, 0.0), ceiling[j])


@njit(nogil=True, cache=True)
def _move_floors(
    temperature: float, use: Floats, spread: Floats, floor: Floats, ceiling: Floats, price: Floats
) -> None:
    """Move each floor's price by a damped Newton step: a floor is one row over a whole group."""
    for g in range(len(price)):
        if ceiling[g] == 0.0:
            continue
        push = 0.5 * (floor[g] - use[g]) / max(spread[g], 0.01)
        moved = price[g] + temperature * min(max(push, -_LOG_LIMIT), _LOG_LIMIT)
        price[g] = min(max(moved, 0.0), ceiling[g])
