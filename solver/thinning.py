"""The rows that can still be chosen at a temperature: as it falls, passes look at fewer and fewer of them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from numba import njit

from solver.asking import Asking
from solver.market import Floats, Market, tiles_of
from solver.problem import Ints

Flags = npt.NDArray[np.bool_]


def thinned(market: Market, asking: Asking, within: float, pool: ThreadPoolExecutor) -> Market:
    """Give the market of the rows that lie within so much of their client's best, in value units.

    Parameters
    ----------
    market
        All rows; its sizes and ceilings stay.
    asking
        The prices at which rows are compared; staying without a place is worth 0 and compares too.
    within
        A row further below its client's best is left out.
    pool
        Threads; they change nothing but the time.

    Returns
    -------
    Market
        ``rows`` are still the problem's. A client without a row left stands there with none.
    """
    is_near = np.empty(len(market.rows), np.bool_)

    def work(tile: int) -> None:
        _mark(
            market.tiles[tile],
            market.tiles[tile + 1],
            market.start,
            market.group,
            market.vacancy,
            market.value,
            market.floor_share,
            market.use_start,
            market.use_budget,
            market.use_share,
            asking.place,
            asking.budget,
            asking.floor,
            within,
            is_near,
        )

    for done in [pool.submit(work, tile) for tile in range(len(market.tiles) - 1)]:
        done.result()
    position = np.concatenate([[0], np.cumsum(is_near)]).astype(np.int64)
    is_used = is_near[market.use_row]
    start = position[market.start]
    return replace(
        market,
        rows=market.rows[is_near],
        start=start,
        vacancy=market.vacancy[is_near],
        value=market.value[is_near],
        floor_share=market.floor_share[is_near],
        use_start=np.concatenate([[0], np.cumsum(np.diff(market.use_start)[is_near])]).astype(np.int64),
        use_row=position[market.use_row[is_used]],
        use_budget=market.use_budget[is_used],
        use_share=market.use_share[is_used],
        tiles=tiles_of(start),
    )


@njit(nogil=True, cache=True)
def _mark(
    first: int,
    last: int,
    start: Ints,
    group: Ints,
    vacancy: Ints,
    value: Floats,
    floor_share: Floats,
    use_start: Ints,
    use_budget: Ints,
    use_share: Floats,
    place_price: Floats,
    budget_price: Floats,
    floor_price: Floats,
    within: float,
    is_near: Flags,
) -> None:
    """Mark the rows of one tile's clients that lie within reach of the client's best."""
    worth = np.empty(1)
    for i in range(first, last):
        n = start[i + 1] - start[i]
        if n > len(worth):
            worth = np.empty(2 * n)
        best = 0.0
        for e in range(start[i], start[i + 1]):
            now = value[e] - place_price[vacancy[e]]
            for k in range(use_start[e], use_start[e + 1]):
                now -= use_share[k] * budget_price[use_budget[k]]
            if group[i] >= 0:
                now += floor_price[group[i]] * floor_share[e]
            worth[e - start[i]] = now
            best = max(best, now)
        for e in range(start[i], start[i + 1]):
            is_near[e] = worth[e - start[i]] >= best - within
