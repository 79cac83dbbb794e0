"""One JSON file to rows per sheet: ``{"clients": [{"client": "c1", …}, …], …}``.

Figures keep the text they were written in, so that no float is made on the way.
"""

import json
import re
from typing import NoReturn, TypeAlias

from matcher.read import Row
from matcher.sheets import Sheet
from web.service.delivery.csv_files import decode
from web.service.delivery.file_faults import FileCode, RefusedDelivery, refused
from web.service.delivery.headers import RETURNED, columns_of, fold, sheet_named, shown

MAX_DEPTH = 20
Json: TypeAlias = "dict[str, Json] | list[Json] | str | bool | None"

_CONSTANTS = re.compile(r'"(?:\\.|[^"\\])*"|-?Infinity|NaN', re.DOTALL)
_TOKENS = re.compile(r'"(?:\\.|[^"\\])*"|[\[{]|[\]}]', re.DOTALL)


def read_json(content: bytes, file: str) -> dict[str, list[Row]]:
    """Give the rows of every sheet in a JSON file; the line of a row is its place in its list.

    Raises
    ------
    RefusedDelivery
        No UTF-8, no JSON, NaN or Infinity, a key twice, too deep, or another shape than sheets of rows.
    """
    text = decode(content, file)
    if not text.strip():
        raise refused(FileCode.EMPTY, file)
    _check_depth(text, file)
    found = _parse(text, file)
    if not isinstance(found, dict):
        raise refused(FileCode.JSON_SHAPE, file)
    sheets: dict[str, list[Row]] = {}
    for name, rows in found.items():
        sheet = sheet_named(name, file)
        if sheet.name in sheets:
            raise refused(FileCode.SHEET_TWICE, file, sheet=sheet.name, other=file)
        sheets[sheet.name] = _rows(rows, sheet, f"{file}#{sheet.name}")
    return sheets


def _parse(text: str, file: str) -> Json:
    def no_constant(constant: str) -> NoReturn:
        raise refused(FileCode.JSON_NUMBER, file, _line_of(constant, text), value=constant)

    def no_key_twice(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise refused(FileCode.JSON_KEY_TWICE, file, column=shown(twice))
        return found

    try:
        found: Json = json.loads(
            text, parse_constant=no_constant, object_pairs_hook=no_key_twice, parse_float=str, parse_int=str
        )
    except json.JSONDecodeError as problem:
        raise refused(FileCode.NOT_JSON, file, problem.lineno, place=str(problem.colno)) from None
    return found


def _rows(rows: Json, sheet: Sheet, file: str) -> list[Row]:
    if not isinstance(rows, list):
        raise refused(FileCode.JSON_SHAPE, file)
    return [_row(row, sheet, file, place) for place, row in enumerate(rows, start=1)]


def _row(row: Json, sheet: Sheet, file: str, place: int) -> Row:
    if not isinstance(row, dict):
        raise refused(FileCode.JSON_SHAPE, file, place)
    values: dict[str, str] = {}
    for heading, cell in row.items():
        name = fold(heading)
        if name in RETURNED:
            continue
        if name not in sheet.names:
            raise _unknown(sheet, heading, file, place)
        values[name] = _text(cell, name, file, place)
    return Row(file=file, line=place, values=values)


def _unknown(sheet: Sheet, heading: str, file: str, place: int) -> RefusedDelivery:
    try:
        columns_of(sheet, (*sheet.required, heading), file, place)
    except RefusedDelivery as problem:
        return problem
    raise AssertionError("a known column was called unknown")


def _text(cell: Json, column: str, file: str, place: int) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, str):
        return cell
    raise refused(FileCode.JSON_SHAPE, file, place, column)


def _line_of(constant: str, text: str) -> int:
    """Give the line of the first constant that is no number; texts that hold the word do not count."""
    found = next(match for match in _CONSTANTS.finditer(text) if match.group() == constant)
    return text.count("\n", 0, found.start()) + 1


def _check_depth(text: str, file: str) -> None:
    """Count brackets before parsing: the parser itself dies on a very deep file."""
    depth = 0
    for match in _TOKENS.finditer(text):
        token = match.group()
        if token in "[{":
            depth += 1
        elif token in "]}":
            depth -= 1
        if depth > MAX_DEPTH:
            line = text.count("\n", 0, match.start()) + 1
            raise refused(FileCode.JSON_TOO_DEEP, file, line, maximum=str(MAX_DEPTH))
