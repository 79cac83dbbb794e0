"""Who may move for a change: the clients around it, over the rows that lie near the best at the night's prices."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np

from solver.change import Change, changed_places, with_deltas
from solver.problem import Ints, Problem, take_rows
from solver.standing import Standing

MOST_FREE_CLIENTS = 600


def clients_around(standing: Standing, change: Change) -> Ints:
    """Give the clients who may move for a change, sorted: whom it touches, and breadth first who could follow them.

    Following goes through the vacancies of rows that lie near what is best for their client at the prices. Who is
    pinned stays where he is.
    """
    problem = standing.problem
    seeds = _touched(standing, change)
    seen, queue = set(seeds), deque(seeds)
    while queue and len(seen) < MOST_FREE_CLIENTS:
        for row in standing.near_of_client[queue.popleft()].tolist():
            rivals = problem.client[standing.near_of_vacancy[int(problem.vacancy[row])]]
            for neighbour in rivals.tolist():
                if neighbour not in seen and len(seen) < MOST_FREE_CLIENTS:
                    seen.add(neighbour)
                    queue.append(neighbour)
    return np.setdiff1d(np.array(sorted(seen), np.int64), problem.client[problem.pinned])


def _touched(standing: Standing, change: Change) -> list[int]:
    """Give the clients a change touches itself: who it names, who holds what it takes, who could take what it gives."""
    problem, plan = standing.problem, standing.plan
    named = problem.client[np.array([*change.forbidden, *change.pinned], np.int64)].tolist()
    named += [] if change.client is None else [change.client]
    before, after = problem.positions, changed_places(problem.positions, change)
    moved = {k for k in range(len(before)) if before[k] != after[k]} if change.places else set()
    moved |= {int(problem.vacancy[row]) for row in change.pinned}
    if change.vacancy is not None and change.vacancy < problem.n_vacancies:
        moved.add(change.vacancy)
    wanted = np.array(sorted(moved), np.int64)
    holders = problem.client[plan[np.isin(problem.vacancy[plan], wanted)]].tolist()
    closest = [_closest(standing, standing.near_of_vacancy[k]) for k in wanted.tolist()]
    closest += [] if change.vacancy is None or change.rows is None else [change.rows.client.tolist()]
    users = _users(standing, change)
    return list(dict.fromkeys([*named, *holders, *users, *(one for some in closest for one in some)]))


_MOST_CLOSEST = 40


def _closest(standing: Standing, rows: Ints) -> list[int]:
    """Give the clients who are nearest to taking one of these rows, nearest first."""
    problem = standing.problem
    slack = standing.best[problem.client[rows]] - standing.gain[rows]
    nearest = rows[np.argsort(slack, kind="stable")[:_MOST_CLOSEST]]
    return [int(client) for client in problem.client[nearest]]


def _spent_by(problem: Problem, rows: Sequence[int]) -> list[int]:
    """Give the hard budgets that rows draw on: others must be able to leave them."""
    budgets = take_rows(problem, np.array(sorted(rows), np.int64)).use_budget
    return [int(budget) for budget in budgets[~problem.is_elastic[budgets]]]


def _users(standing: Standing, change: Change) -> list[int]:
    """Give who draws on a budget that changes or that a pinned row spends; where there is more, who is near it too."""
    problem = standing.problem
    wanted = {budget for budget, _ in change.budgets} | set(_spent_by(problem, change.pinned))
    budgets = with_deltas(problem.budgets, change.budgets)
    found: list[int] = []
    if not wanted:
        return found
    drawing = np.unique(problem.use_row()[np.isin(problem.use_budget, sorted(wanted))])
    found += problem.client[np.intersect1d(drawing, standing.plan)].tolist()
    if (budgets > problem.budgets).any():
        found += _closest(standing, drawing[standing.is_near[drawing]])
    return found
