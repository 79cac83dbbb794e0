"""What is measured: cases × sizes × phases.

A case says how to build its subject at a size, outside the timing; a phase is the verb that is timed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from benchmarks.world import World


class Size(NamedTuple):
    """People and vacancies."""

    n_clients: int
    n_vacancies: int

    @property
    def text(self) -> str:
        """Write it as a person would."""
        return f"{self.n_clients:,} × {self.n_vacancies:,}"

    @classmethod
    def parse(cls, text: str) -> Size:
        """Read ``1000x300``.

        Raises
        ------
        ValueError
            Where it is not two whole numbers above zero.
        """
        parts = text.lower().split("x")
        if len(parts) != 2 or not all(part.isdecimal() and int(part) > 0 for part in parts):
            raise ValueError(f"{text!r} is no size; write people x vacancies, such as 1000x300")
        return cls(int(parts[0]), int(parts[1]))


SMOKE = Size(60, 40)
DEMO = Size(1_000, 300)
MIDDLE = Size(5_000, 2_000)
LARGE = Size(20_000, 8_000)

Row = dict[str, "str | int | float | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table for a person, with the same figures for a machine.

    Attributes
    ----------
    header, rows
        Cells as text; the first column stands left, the others right.
    notes
        What a reader must know to read the figures.
    records
        One flat mapping per measured figure.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    records: tuple[Row, ...] = field(default=())


class Phase(NamedTuple):
    """A verb that is timed: what it is called, how many units one run does, and the verb."""

    name: str
    n_units: int
    verb: Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing that is measured.

    Attributes
    ----------
    sizes
        What it is measured at when nothing else is asked; the smoke size is not among them.
    measure
        Gives the tables of one world, with so many repetitions of each short phase.
    overview
        Gives one more table over all sizes that were measured, from their records; None where there is nothing to say.
    """

    name: str
    sizes: tuple[Size, ...]
    measure: Callable[[World, int], tuple[Table, ...]]
    overview: Callable[[Sequence[Row]], Table | None]


def nothing_over_sizes(records: Sequence[Row]) -> Table | None:
    """Give no table."""
    return None
