"""Tables as plain text, and records as lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from textwrap import fill

from benchmarks.machine import machine
from benchmarks.registry import Row, Table

RESULTS = Path(__file__).resolve().parent / "results"
NOTE_WIDTH = 110


def text_of(table: Table) -> str:
    """Write a table with its columns aligned and its notes below."""
    lines = [table.header, *table.rows]
    widths = [max(len(line[k]) for line in lines) for k in range(len(table.header))]
    written = [_line(line, widths) for line in lines]
    written.insert(1, "  ".join("-" * width for width in widths))
    notes = [fill(note, NOTE_WIDTH, initial_indent="  ", subsequent_indent="    ") for note in table.notes]
    return "\n".join(["", table.title, "", *written, *([""] if notes else []), *notes, ""])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (
        cell.ljust(width) if k == 0 else cell.rjust(width)
        for k, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([first, *rest]).rstrip()


def save(name: str, records: Sequence[Row], folder: Path = RESULTS) -> Path:
    """Append records to the results of a case, each with the machine and the moment; give the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.jsonl"
    common = {"measured_at": datetime.now(UTC).isoformat(timespec="seconds"), **machine()}
    with path.open("a", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps({**common, **record}, ensure_ascii=False) + "\n")
    return path
