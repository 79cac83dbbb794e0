"""The problem that is left once the pinned rows are in: what every engine works on."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from solver.problem import Ints, Problem, take_rows
from solver.result import Rule, Violation


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Core:
    """A problem without pins and forbids, and how to go back.

    Attributes
    ----------
    problem
        Rows that can still be chosen by themselves; places, budgets and floors less what the pins take.
    rows
        For each of its rows the row number in the whole problem, sorted.
    pinned
        The pinned rows of the whole problem.
    constant
        Value of the pinned rows less the price of what they overflow, in value units.
    conflicts
        Where pins alone overfill a place or a hard budget.
    """

    problem: Problem
    rows: Ints
    pinned: Ints
    constant: int
    conflicts: tuple[Violation, ...]

    def whole(self, chosen: Ints) -> Ints:
        """Give rows of the core, and the pinned rows, as sorted rows of the whole problem."""
        return np.sort(np.concatenate([self.rows[chosen], self.pinned]))


def reduce_problem(problem: Problem) -> Core:
    """Substitute the pinned rows out and leave away rows that can no longer be chosen."""
    pinned = problem.pinned
    held = np.bincount(problem.vacancy[pinned], minlength=problem.n_vacancies)
    used = usage(problem, pinned)
    reached = floor_points(problem, pinned)
    over_places = np.maximum(held - problem.positions, 0)
    over_budgets = np.maximum(used - problem.budgets, 0)
    left = replace(
        problem,
        positions=np.maximum(problem.positions - held, 0),
        budgets=np.maximum(problem.budgets - used, 0),
        floors=np.maximum(problem.floors - reached, 0),
    )
    rows = _open_rows(left)
    empty = np.zeros(0, np.int64)
    paid = over_budgets[problem.is_elastic] * problem.overflow_price[problem.is_elastic]
    return Core(
        problem=take_rows(replace(left, pinned=empty, forbidden=empty), rows),
        rows=rows,
        pinned=pinned,
        constant=int(problem.value[pinned].sum()) - sum(paid.tolist()),
        conflicts=_conflicts(over_places, np.where(problem.is_elastic, 0, over_budgets)),
    )


def usage(problem: Problem, rows: Ints) -> Ints:
    """Give what rows use of each budget together, [n_budgets]."""
    part = take_rows(problem, rows)
    used = np.zeros(problem.n_budgets, np.int64)
    np.add.at(used, part.use_budget, part.use_amount)
    return used


def floor_points(problem: Problem, rows: Ints) -> Ints:
    """Give the floor points of rows per group, [n_groups]."""
    group = problem.group[problem.client[rows]]
    points = np.zeros(len(problem.floors), np.int64)
    np.add.at(points, group[group >= 0], problem.floor_amount[rows][group >= 0])
    return points


def _open_rows(left: Problem) -> Ints:
    is_open = left.positions[left.vacancy] > 0
    is_open[left.forbidden] = False
    is_held = np.zeros(left.n_clients, np.bool_)
    is_held[left.client[left.pinned]] = True
    is_open &= ~is_held[left.client]
    is_hard = ~left.is_elastic[left.use_budget]
    too_much = is_hard & (left.use_amount > left.budgets[left.use_budget])
    is_open[left.use_row()[too_much]] = False
    return np.flatnonzero(is_open).astype(np.int64)


def _conflicts(over_places: Ints, over_budgets: Ints) -> tuple[Violation, ...]:
    found = [
        Violation(rule=rule, index=int(index), amount=int(over[index]))
        for rule, over in ((Rule.PLACE_OVERFULL, over_places), (Rule.BUDGET_OVERFULL, over_budgets))
        for index in np.flatnonzero(over)
    ]
    return tuple(found)
