"""One change of a night's problem, and the problem after it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from matcher.errors import ProblemError
from solver.problem import Problem, Rows, take_rows


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Change:
    """One change of a problem; what is left empty stays as it is.

    Attributes
    ----------
    forbidden, pinned
        Rows of the night's problem that may not, or must, be chosen.
    budgets, places
        Budget or vacancy, and how much more (or less) there is of it; nothing falls below 0.
    client, rows
        All rows this client has from now on, instead of those he had: another answer, other hours.
    """

    forbidden: tuple[int, ...] = ()
    pinned: tuple[int, ...] = ()
    budgets: tuple[tuple[int, int], ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    client: int | None = None
    rows: Rows | None = None

    def __post_init__(self) -> None:
        if (self.client is None) is not (self.rows is None):
            raise ProblemError("a change of one client needs both the client and all rows he has from now on")


def changed_problem(problem: Problem, change: Change) -> Problem:
    """Give the problem after a change; floors stay what they were.

    Raises
    ------
    ProblemError
        Where the change contradicts itself or the pins: two pins for one client, a row pinned and forbidden.
    """
    budgets, positions = problem.budgets.copy(), problem.positions.copy()
    for column, deltas in ((budgets, change.budgets), (positions, change.places)):
        for index, delta in deltas:
            column[index] = max(0, int(column[index]) + delta)
    changed = replace(
        problem,
        budgets=budgets,
        positions=positions,
        forbidden=np.unique(np.concatenate([problem.forbidden, np.array(change.forbidden, np.int64)])),
        pinned=np.unique(np.concatenate([problem.pinned, np.array(change.pinned, np.int64)])),
    )
    if change.client is None or change.rows is None:
        return changed.with_rows(_no_rows())
    kept = np.flatnonzero(changed.client != change.client).astype(np.int64)
    return take_rows(changed, kept).with_rows(change.rows)


def _no_rows() -> Rows:
    empty = np.zeros(0, np.int64)
    return Rows(
        client=empty,
        vacancy=empty,
        value=empty,
        floor_amount=empty,
        tie=np.zeros(0, np.uint64),
        use_row=empty,
        use_budget=empty,
        use_amount=empty,
    )
