"""Who may move for a change: the clients around it, over the rows that lie near the best at the night's prices."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from solver.certificate import gains
from solver.engines.rows import rows_by
from solver.market import open_market
from solver.problem import PRICE_SCALE, Ints, Problem, take_rows
from solver.result import Prices

MOST_FREE_CLIENTS = 600
_NEAR = 0.03


def clients_around(problem: Problem, prices: Prices, standing: Ints, seeds: Sequence[int]) -> Ints:
    """Give the clients who may move for a change, sorted: its seeds, and breadth first who could follow them.

    Following goes through the vacancies of rows that lie near what is best for their client at the prices.

    Parameters
    ----------
    problem, prices
        The problem with the change, and the prices of the night.
    standing
        Rows of the night's plan that it still has.
    seeds
        Clients the change touches itself, in the order they are looked at.
    """
    core = take_rows(problem, np.flatnonzero(_is_near(problem, prices, standing)).astype(np.int64))
    of_client, of_vacancy = _rows_of(core.client), _rows_of(core.vacancy)
    seen, queue = set(seeds), deque(seeds)
    while queue and len(seen) < MOST_FREE_CLIENTS:
        for row in of_client.get(queue.popleft(), ()):
            for other in of_vacancy[int(core.vacancy[row])]:
                neighbour = int(core.client[other])
                if neighbour not in seen and len(seen) < MOST_FREE_CLIENTS:
                    seen.add(neighbour)
                    queue.append(neighbour)
    return np.array(sorted(seen), np.int64)


def _is_near(problem: Problem, prices: Prices, standing: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    free = replace(problem, pinned=np.zeros(0, np.int64), forbidden=np.zeros(0, np.int64))
    gain, best = gains(free, open_market(free), prices)
    is_near = best[problem.client] - gain <= int(_NEAR * int(problem.value.max(initial=0)) * PRICE_SCALE)
    is_near[standing] = True
    is_near[problem.pinned] = True
    return is_near


def _rows_of(index: Ints) -> dict[int, list[int]]:
    return {int(index[rows[0]]): rows for rows in rows_by(index)}
