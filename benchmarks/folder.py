"""A stored caseload in a folder: a folder per table, a ``.npy`` file per column."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from matcher.encode.stored import TABLES, Stored
from matcher.errors import ReadError

MAP_TABLES = {"places": ("name", "x", "y"), "travel": ("from_place", "to_place", "mode", "minutes")}
"""Tables beside those of `matcher.encode.stored`: where places lie in metres, and known times between them."""


def write(stored: Stored, folder: Path) -> None:
    """Write every table."""
    for name, table in stored.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for column, values in table.items():
            np.save(folder / name / f"{column}.npy", values, allow_pickle=False)


def read(folder: Path) -> Stored:
    """Read the tables a night needs; a column that is read little stays on disk.

    Raises
    ------
    ReadError
        The folder misses a column.
    """
    return {
        name: {column: _column(folder / name / f"{column}.npy") for column in columns}
        for name, columns in {**TABLES, **MAP_TABLES}.items()
    }


def _column(file: Path) -> np.ndarray[tuple[int], np.dtype[np.generic]]:
    if not file.is_file():
        raise ReadError(
            f"The stored caseload has no {file.parent.name}/{file.name}: every column of every table is a file. "
            "`python -m benchmarks make` writes a whole one to compare with."
        )
    column: np.ndarray[tuple[int], np.dtype[np.generic]] = np.load(file, mmap_mode="r", allow_pickle=False)
    return column
