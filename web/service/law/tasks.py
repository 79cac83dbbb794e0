"""A file with hoofdtaken, as a loonwaarde is worked out from: CSV, JSON or TOML, one row per task.

Columns: `taak` (a name, optional), `tempo` or T, `kwaliteit` or K, `netto_werktijd` or N, `aandeel` or BT. The shares
BT say how the figures are written: together 100 is percentages, together 1 is shares; anything else is refused.
"""

import csv
import io
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from matcher.errors import ReadError
from matcher.rules import TaskPerformance

_COLUMNS = MappingProxyType(
    {
        "taak": "taak",
        "naam": "taak",
        "task": "taak",
        "name": "taak",
        "tempo": "tempo",
        "t": "tempo",
        "kwaliteit": "kwaliteit",
        "k": "kwaliteit",
        "netto_werktijd": "netto_werktijd",
        "n": "netto_werktijd",
        "aandeel": "aandeel",
        "bt": "aandeel",
    }
)
_FIGURES = ("tempo", "kwaliteit", "netto_werktijd", "aandeel")
_DECIMAL = re.compile(r"([0-9]{1,9}([.,][0-9]{1,9})?|[.,][0-9]{1,9})")
_LISTS = ("taken", "tasks")


class TasksFileCode(StrEnum):
    """Each way in which a file with tasks cannot be read."""

    UNREADABLE = "taken_onleesbaar"
    MALFORMED = "taken_vorm"
    UNKNOWN_COLUMN = "taken_kolom"
    MISSING_FIGURE = "taken_ontbreekt"
    NO_FIGURE = "taken_geen_getal"


class TasksFileError(ReadError):
    """A file with tasks that cannot be read; `code` and `facts` make its sentence in any language."""

    def __init__(self, code: TasksFileCode, **facts: str) -> None:
        self.code = code
        self.facts: Mapping[str, str] = MappingProxyType(facts)
        super().__init__(f"{code}: {', '.join(facts.values())}")


def read_tasks(path: Path) -> tuple[TaskPerformance, ...]:
    """Read the tasks of one function, in the order of the file.

    Raises
    ------
    TasksFileError
        With the file, the row and the column; nothing is repaired.
    """
    rows = [_named(row, path, place) for place, row in enumerate(_rows(path), start=1)]
    figures = [{name: _figure(row, name, path, place) for name in _FIGURES} for place, row in enumerate(rows, start=1)]
    whole = Fraction(1) if sum((row["aandeel"] for row in figures), Fraction(0)) == 1 else Fraction(100)
    return tuple(
        TaskPerformance(
            name=rows[place].get("taak") or str(place + 1),
            pace=row["tempo"] / whole,
            quality=row["kwaliteit"] / whole,
            net_time=row["netto_werktijd"] / whole,
            time_share=row["aandeel"] / whole,
        )
        for place, row in enumerate(figures)
    )


def _rows(path: Path) -> Sequence[Mapping[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise TasksFileError(TasksFileCode.UNREADABLE, file=path.name) from None
    try:
        if path.suffix == ".json":
            return _listed(json.loads(text, parse_float=str, parse_int=str, parse_constant=str), path)
        if path.suffix == ".toml":
            return _listed(tomllib.loads(text, parse_float=str), path)
        return _from_csv(text, path)
    except (json.JSONDecodeError, tomllib.TOMLDecodeError, csv.Error):
        raise TasksFileError(TasksFileCode.MALFORMED, file=path.name) from None


def _from_csv(text: str, path: Path) -> Sequence[Mapping[str, str]]:
    header = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in header else ",", strict=True)
    lines = [line for line in reader if line]
    if not lines or any(len(line) != len(lines[0]) for line in lines) or len(set(lines[0])) != len(lines[0]):
        raise TasksFileError(TasksFileCode.MALFORMED, file=path.name)
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def _listed(document: object, path: Path) -> Sequence[Mapping[str, str]]:
    """Give the rows of a list, alone or under `taken` or `tasks`."""
    if isinstance(document, dict) and len(document) == 1:
        name, inner = next(iter(document.items()))
        document = inner if name in _LISTS else None
    if not isinstance(document, list) or not all(isinstance(row, dict) for row in document):
        raise TasksFileError(TasksFileCode.MALFORMED, file=path.name)
    return [{str(name): str(value) for name, value in row.items()} for row in document]


def _named(row: Mapping[str, str], path: Path, place: int) -> dict[str, str]:
    named: dict[str, str] = {}
    for column, value in row.items():
        name = _COLUMNS.get(column.strip().lower())
        if name is None or name in named:
            raise TasksFileError(
                TasksFileCode.UNKNOWN_COLUMN, file=path.name, row=str(place), column=column, known=", ".join(_FIGURES)
            )
        named[name] = value.strip()
    return named


def _figure(row: Mapping[str, str], name: str, path: Path, place: int) -> Fraction:
    if not row.get(name):
        raise TasksFileError(TasksFileCode.MISSING_FIGURE, file=path.name, row=str(place), column=name)
    if not _DECIMAL.fullmatch(row[name]):
        raise TasksFileError(TasksFileCode.NO_FIGURE, file=path.name, row=str(place), column=name, given=row[name])
    return Fraction(row[name].replace(",", "."))
