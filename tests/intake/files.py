"""The small world as files of each kind."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from matcher.sheets import sheet

Sheets = Mapping[str, Sequence[Mapping[str, str]]]


def csv_text(name: str, rows: Sequence[Mapping[str, str]], separator: str = ";") -> str:
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, sheet(name).names, delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def write_csv(folder: Path, sheets: Sheets, separator: str = ";", encoding: str = "utf-8") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in sheets.items():
        (folder / f"{name}.csv").write_bytes(csv_text(name, rows, separator).encode(encoding))
    return folder


def write_json(path: Path, sheets: Sheets) -> Path:
    path.write_text(json.dumps(sheets), encoding="utf-8")
    return path


def write_xlsx(path: Path, sheets: Sheets) -> Path:
    """Write figures as figures, the way a person who types them in a spreadsheet leaves them."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            tab = book.add_worksheet(name)
            tab.write_row(0, 0, sheet(name).names)
            for line, row in enumerate(rows, start=1):
                for place, column in enumerate(sheet(name).names):
                    _write(tab, line, place, row.get(column, ""))
    return path


def _write(tab: xlsxwriter.worksheet.Worksheet, line: int, place: int, cell: str) -> None:
    try:
        tab.write_number(line, place, float(cell.replace(",", ".")))
    except ValueError:
        tab.write_string(line, place, cell)
