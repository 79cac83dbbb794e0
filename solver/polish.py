"""Better plans by neighbourhoods: free the clients around a loss, hold everybody else, search that exactly.

At the prices a perfect plan loses nothing: every client has what it likes best and nothing that has a price is left
over. What a plan loses against the bound is the sum of these two, so the search starts where they are largest.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from solver.certificate import gains
from solver.core import reduce_problem, usage
from solver.engines.mip import solve_mip
from solver.engines.rows import rows_by
from solver.incumbent import Incumbent
from solver.policy import Limits
from solver.problem import PRICE_SCALE, Ints, Problem, take_rows
from solver.result import Prices
from solver.verify import measure

_NEAR = 0.03
"""Rows within this share of the highest value of their client's best can lead to a better plan."""

_MOST_CLIENTS = 300


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terrain:
    """The rows worth looking at, and how they hang together.

    Attributes
    ----------
    problem, rows
        Near rows and the plan, without pins, and their row in the core.
    slack, best
        m_i − q_e and m_i per row, in price units.
    clients
        The clients in the order they first occur, so that equal losses are not decided by number.
    of_client, of_vacancy
        Row numbers per client and vacancy.
    """

    problem: Problem
    rows: Ints
    slack: Ints
    best: Ints
    clients: Ints
    of_client: dict[int, list[int]]
    of_vacancy: dict[int, list[int]]


def polish(incumbent: Incumbent, prices: Prices, limits: Limits) -> None:
    """Search neighbourhoods of the largest losses, one after the other; the plan follows each that gains."""
    terrain = _survey(incumbent, prices)
    plan = np.searchsorted(terrain.rows, incumbent.core_plan).astype(np.int64)
    is_tried = np.zeros(terrain.problem.n_clients, np.bool_)
    has_gained = False
    n_rows = 0
    for _ in range(limits.neighbourhoods):
        loss = _losses(terrain, prices, plan)
        if not loss[~is_tried].any() and has_gained:
            is_tried[:] = has_gained = False
        loss[is_tried] = 0
        if not loss.any():
            break
        freed = _around(terrain, int(terrain.clients[loss[terrain.clients].argmax()]))
        is_tried[freed] = True
        better, n_searched = _search(terrain, plan, freed, limits)
        n_rows += n_searched
        if better is not None:
            plan, has_gained = better, True
    incumbent.offer(terrain.rows[plan])
    incumbent.finish("polish", n_rows)


def _survey(incumbent: Incumbent, prices: Prices) -> Terrain:
    core = incumbent.core.problem
    gain, best = gains(core, incumbent.market(), prices)
    slack = best[core.client] - gain
    is_near = slack <= int(_NEAR * int(core.value.max()) * PRICE_SCALE)
    is_near[incumbent.core_plan] = True
    rows = np.flatnonzero(is_near).astype(np.int64)
    problem = take_rows(core, rows)
    of_client = {int(problem.client[own[0]]): own for own in rows_by(problem.client)}
    return Terrain(
        problem=problem,
        rows=rows,
        slack=slack[rows],
        best=best[core.client[rows]],
        clients=np.array(list(of_client), np.int64),
        of_client=of_client,
        of_vacancy={int(problem.vacancy[own[0]]): own for own in rows_by(problem.vacancy)},
    )


def _losses(terrain: Terrain, prices: Prices, plan: Ints) -> Ints:
    """Give what each client loses: its own m_i − q_e, and what is left over where it would fit best, [n_clients]."""
    problem = terrain.problem
    is_chosen = np.zeros(problem.n_rows, np.bool_)
    is_chosen[plan] = True
    loss = np.zeros(problem.n_clients, np.int64)
    # Staying without a place is worth 0, so an unplaced client loses all of its m_i.
    np.maximum.at(loss, problem.client, terrain.best)
    loss[problem.client[plan]] = terrain.slack[plan]
    held = np.bincount(problem.vacancy[plan], minlength=problem.n_vacancies)
    left_places = (problem.positions - held) * prices.place
    left_budgets = np.maximum(problem.budgets - usage(problem, plan), 0) * prices.budget
    entry_row = problem.use_row()
    _add_leftovers(loss, left_places, terrain, problem.vacancy, np.arange(problem.n_rows), is_chosen)
    _add_leftovers(loss, left_budgets, terrain, problem.use_budget, entry_row, is_chosen)
    return loss


def _add_leftovers(
    loss: Ints, left: Ints, terrain: Terrain, index: Ints, row: Ints, is_chosen: npt.NDArray[np.bool_]
) -> None:
    """Add what is left over of each scarce thing to the client, not there yet, whom it would cost least to go there."""
    free = np.flatnonzero((left[index] > 0) & ~is_chosen[row])
    order = free[np.lexsort((terrain.slack[row[free]], index[free]))]
    first = np.ones(len(order), np.bool_)
    first[1:] = index[order][1:] != index[order][:-1]
    nearest = order[first]
    np.add.at(loss, terrain.problem.client[row[nearest]], left[index[nearest]])


def _around(terrain: Terrain, seed: int) -> Ints:
    """Give the clients around one: breadth first from clients to vacancies they like to clients who like these."""
    problem = terrain.problem
    seen, queue = {seed}, deque([seed])
    while queue and len(seen) < _MOST_CLIENTS:
        for row in terrain.of_client.get(queue.popleft(), ()):
            for other in terrain.of_vacancy[int(problem.vacancy[row])]:
                neighbour = int(problem.client[other])
                if neighbour not in seen and len(seen) < _MOST_CLIENTS:
                    seen.add(neighbour)
                    queue.append(neighbour)
    return np.array(sorted(seen), np.int64)


def _search(terrain: Terrain, plan: Ints, freed: Ints, limits: Limits) -> tuple[Ints | None, int]:
    """Search the freed clients' rows with everybody else held; a better plan or None, and the rows searched."""
    problem = terrain.problem
    is_free = np.zeros(problem.n_clients, np.bool_)
    is_free[freed] = True
    held = plan[~is_free[problem.client[plan]]]
    own = plan[is_free[problem.client[plan]]]
    rows = np.sort(np.concatenate([held, np.flatnonzero(is_free[problem.client])])).astype(np.int64)
    part = reduce_problem(replace(take_rows(problem, rows), pinned=np.searchsorted(rows, held).astype(np.int64)))
    hint = np.searchsorted(part.rows, np.searchsorted(rows, own)).astype(np.int64)
    chosen = solve_mip(part.problem, hint, limits.neighbourhood_nodes, limits.seed)
    if chosen is None:
        return None, part.problem.n_rows
    figures = measure(part.problem, chosen)
    if figures.violations or figures.objective <= measure(part.problem, hint).objective:
        return None, part.problem.n_rows
    return rows[part.whole(chosen)], part.problem.n_rows
