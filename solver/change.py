"""One change of a night's problem, and the problem after it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher.errors import ProblemError
from solver.problem import Ints, Problem, Rows, take_rows


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Change:
    """One change of a problem; what is left empty stays as it is.

    Attributes
    ----------
    forbidden, pinned
        Rows of the night's problem that may not, or must, be chosen.
    budgets, places
        Budget or vacancy, and how much more (or less) there is of it; nothing falls below 0.
    client, vacancy
        Whose rows are replaced: another answer, other hours, another employer's answer. A vacancy numbered just above
        the last one is new: ``places`` says how many places it has.
    rows
        All rows that client or that vacancy has from now on, instead of those there were.
    """

    forbidden: tuple[int, ...] = ()
    pinned: tuple[int, ...] = ()
    budgets: tuple[tuple[int, int], ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    client: int | None = None
    vacancy: int | None = None
    rows: Rows | None = None

    def __post_init__(self) -> None:
        if self.client is not None and self.vacancy is not None:
            raise ProblemError("a change replaces the rows of one client or of one vacancy, not of both")
        if (self.client is None and self.vacancy is None) is not (self.rows is None):
            raise ProblemError("a change of one client or vacancy needs both whose rows, and all rows from now on")


def changed_problem(problem: Problem, change: Change) -> Problem:
    """Give the problem after a change; floors stay what they were.

    Raises
    ------
    ProblemError
        Where the change contradicts itself or the pins: two pins for one client, a row pinned and forbidden.
    """
    positions = changed_places(problem.positions, change)
    changed = replace(
        problem,
        budgets=with_deltas(problem.budgets, change.budgets),
        positions=positions,
        forbidden=np.unique(np.concatenate([problem.forbidden, np.array(change.forbidden, np.int64)])),
        pinned=np.unique(np.concatenate([problem.pinned, np.array(change.pinned, np.int64)])),
    )
    if change.rows is None:
        return changed.with_rows(_no_rows())
    return take_rows(changed, kept_rows(changed, change)).with_rows(change.rows)


def kept_rows(problem: Problem, change: Change) -> Ints:
    """Give the rows that a change does not replace, sorted."""
    if change.client is not None:
        return np.flatnonzero(problem.client != change.client).astype(np.int64)
    if change.vacancy is not None:
        return np.flatnonzero(problem.vacancy != change.vacancy).astype(np.int64)
    return np.arange(problem.n_rows, dtype=np.int64)


def changed_places(positions: Ints, change: Change) -> Ints:
    """Give the places per vacancy after a change, with one more vacancy where it is about a new one."""
    is_new = change.vacancy is not None and change.vacancy == len(positions)
    return with_deltas(np.append(positions, 0) if is_new else positions, change.places)


def with_deltas(sizes: Ints, deltas: tuple[tuple[int, int], ...]) -> Ints:
    """Give sizes after more or less of some; nothing falls below 0."""
    column = sizes.copy()
    for index, delta in deltas:
        column[index] = max(0, int(column[index]) + delta)
    return column


def some_rows(rows: Rows, keep: npt.NDArray[np.bool_]) -> Rows:
    """Give some of new rows, with what they use."""
    number = np.cumsum(keep) - 1
    uses = keep[rows.use_row]
    return Rows(
        client=rows.client[keep],
        vacancy=rows.vacancy[keep],
        value=rows.value[keep],
        floor_amount=rows.floor_amount[keep],
        tie=rows.tie[keep],
        use_row=number[rows.use_row[uses]].astype(np.int64),
        use_budget=rows.use_budget[uses],
        use_amount=rows.use_amount[uses],
    )


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
