"""What checking a stored run can find: which check, which number, where, and what it was against what it should be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class CheckName(StrEnum):
    """What is checked."""

    PARTS = "parts"
    """The stored parts against the digests the run noted when it was written."""
    RECORD = "record"
    """The proposals and figures that people see, against the stored plan."""
    INTEGERS = "integers"
    """Feasibility, objective, floors and bound from the stored numbers alone."""
    INPUT = "input"
    """Places, budgets, prices of overflow, groups and floors against the night's own input."""
    ROWS = "rows"
    """Value, points and use of budgets of every stored row, weighed again."""
    BOUND = "bound"
    """The highest gain of every client over all pairs, by one pass at the stored prices."""
    DEFINITION = "definition"
    """The same, and their rows, for drawn clients by the readable definition."""


class Stored(StrEnum):
    """Which stored number differs; a broken rule of the model has the name it has in `solver.result.Rule`."""

    PART = "part"
    PROPOSAL = "proposal"
    REPORT = "report"
    REFUSED = "refused"
    PROVEN = "proven"
    OVERFLOW = "overflow"
    SHORTFALL = "shortfall"
    NAMES = "names"
    POSITIONS = "positions"
    BUDGET = "budget"
    OVERFLOW_PRICE = "overflow_price"
    GROUP = "group"
    FLOOR = "floor"
    FLOOR_PENALTY = "floor_penalty"
    ROW_GONE = "row_gone"
    ROW_VALUE = "row_value"
    ROW_POINTS = "row_points"
    ROW_USE = "row_use"
    ROW_MISSING = "row_missing"
    BEST = "best"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One number that is not what it should be.

    Attributes
    ----------
    what
        A value of `Stored` or of `solver.result.Rule`.
    where
        The client, vacancy, budget or group, or several of them; empty for a figure of the whole plan.
    stored, found
        The number kept and the number recomputed; None where there is none.
    """

    what: str
    where: tuple[str, ...] = ()
    stored: int | None = None
    found: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One check: how many things it looked at, and what differs."""

    name: CheckName
    looked_at: int
    differences: tuple[Difference, ...]


def checked(name: CheckName, looked_at: int, found: Iterable[Difference]) -> Checked:
    """Make a check to its end."""
    return Checked(name=name, looked_at=looked_at, differences=tuple(found))
