"""A stored caseload in a folder: per table a folder of columns, a Parquet file, or a CSV file with a line of names."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from matcher.encode.stored import TABLES, Stored
from matcher.errors import ReadError

if TYPE_CHECKING:
    from matcher.encode.asking import Column, Table

MAP_TABLES = {"places": ("name", "x", "y"), "travel": ("from_place", "to_place", "mode", "minutes")}
"""Tables beside those of `matcher.encode.stored`: where places lie in metres, and known times between them."""

SUPPLY_TABLES = {"belonging": ("gemeente", "stratum"), "room": ("positions", "most_supported")}
"""What a plan needs beside these: the gemeente and stratum (−1 none) of each person; the places of each vacancy, and
how many people with support its employer can carry (−1 not said)."""

FORMATS = ("columns", "parquet", "csv")
TEXTS = {("names", "name"), ("clients", "key"), ("vacancies", "key")}
YES_OR_NO = {("vacancies", "every_evening")}
WHOLE = (np.int32, np.int64, np.uint64)


def write(stored: Stored, folder: Path, kind: str = "columns") -> None:
    """Write every table in one of the formats."""
    writers: dict[str, Callable[[Path, str, Table], None]] = {
        "columns": _write_columns,
        "parquet": _write_parquet,
        "csv": _write_csv,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in stored.items():
        writers[kind](folder, name, table)


def read(folder: Path, *, with_supply: bool = False) -> Stored:
    """Read the tables a night needs, each in the format it is there in; a column of a file of its own stays on disk.

    With ``with_supply`` also what a plan needs beside them.

    Raises
    ------
    ReadError
        The folder misses a table or a column, or a number is not a whole number.
    """
    wanted = {**TABLES, **MAP_TABLES, **(SUPPLY_TABLES if with_supply else {})}
    return {name: _table(folder, name, columns) for name, columns in wanted.items()}


def _table(folder: Path, name: str, columns: tuple[str, ...]) -> Table:
    if (folder / f"{name}.parquet").is_file():
        return _of_parquet(folder / f"{name}.parquet", columns)
    if (folder / f"{name}.csv").is_file():
        return _of_csv(folder / f"{name}.csv", name, columns)
    return {column: _column(folder / name / f"{column}.npy") for column in columns}


def _write_columns(folder: Path, name: str, table: Table) -> None:
    (folder / name).mkdir(parents=True, exist_ok=True)
    for column, values in table.items():
        np.save(folder / name / f"{column}.npy", values, allow_pickle=False)


def _column(file: Path) -> Column:
    if not file.is_file():
        raise ReadError(
            f"The stored caseload has no {file.parent.name}/{file.name}, nor {file.parent.name}.parquet or "
            f"{file.parent.name}.csv. `python -m benchmarks make` writes a whole caseload to compare with."
        )
    column: Column = np.load(file, mmap_mode="r", allow_pickle=False)
    return column


def _arrow(module: str) -> Any:
    """Give a module of pyarrow, which only Parquet needs."""
    from importlib import import_module

    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise ReadError("Parquet is read by pyarrow, which is not installed: install waag[parquet].") from error


def _write_parquet(folder: Path, name: str, table: Table) -> None:
    arrow = _arrow("pyarrow")
    columns = {column: arrow.array(values) for column, values in table.items()}
    _arrow("pyarrow.parquet").write_table(arrow.table(columns), folder / f"{name}.parquet")


def _of_parquet(file: Path, columns: tuple[str, ...]) -> Table:
    read = _arrow("pyarrow.parquet").read_table(file)
    _all_there(file, columns, read.column_names)
    return {column: _plain(read.column(column).to_numpy(), file, column) for column in columns}


def _plain(values: Column, file: Path, column: str) -> Column:
    if values.dtype.kind in "iub":
        return values
    if values.dtype.kind == "O" and all(isinstance(value, str) for value in values):
        return values.astype(np.str_)
    raise ReadError(
        f"{file.name}: column {column} holds {values.dtype}; whole numbers, or for a name texts, belong here."
    )


def _write_csv(folder: Path, name: str, table: Table) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(table)
        plain = (values.astype(np.int8) if values.dtype == np.bool_ else values for values in table.values())
        writer.writerows(zip(*(values.tolist() for values in plain), strict=True))


def _of_csv(file: Path, name: str, columns: tuple[str, ...]) -> Table:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        header, *rows = csv.reader(lines)
    _all_there(file, columns, header)
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise ReadError(f"{file.name} line {number}: {len(row)} cells, and the first line names {len(header)}.")
    return {column: _cells(file, name, column, [row[header.index(column)] for row in rows]) for column in columns}


def _cells(file: Path, name: str, column: str, cells: list[str]) -> Column:
    if (name, column) in TEXTS:
        return np.array(cells, np.str_)
    try:
        numbers = [int(cell) for cell in cells]
    except ValueError as error:
        raise ReadError(f"{file.name}: column {column}: {error}; a whole number belongs in every cell.") from error
    if (name, column) in YES_OR_NO:
        return np.array(numbers, np.bool_)
    low, high = min(numbers, default=0), max(numbers, default=0)
    kind = next((kind for kind in WHOLE if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max), None)
    if kind is None:
        raise ReadError(f"{file.name}: column {column}: {low} to {high} do not fit in 64 bits.")
    return np.array(numbers, kind)


def _all_there(file: Path, columns: tuple[str, ...], there: list[str]) -> None:
    missing = [column for column in columns if column not in there]
    if missing:
        raise ReadError(
            f"{file.name} has no column {', '.join(missing)}. `python -m benchmarks make` writes a whole caseload to "
            "compare with."
        )
