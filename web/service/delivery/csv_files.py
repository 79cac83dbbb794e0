"""One CSV file to rows: UTF-8, with semicolons or commas; a file that stops half way is refused whole."""

import csv
import io
import re
from collections.abc import Iterator

from matcher.read import Row
from matcher.sheets import Sheet
from web.service.delivery.file_faults import FileCode, refused
from web.service.delivery.headers import RETURNED, columns_of, fold

SEPARATORS = (";", ",")
_QUOTED = re.compile(r'"[^"]*"')
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_TO_GUARD = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


def read_csv(content: bytes, sheet: Sheet, file: str) -> list[Row]:
    """Give the rows of a CSV file; lines that are blank are no rows.

    Raises
    ------
    RefusedDelivery
        Not UTF-8, empty, an open quotation mark, a row with more or fewer cells than there are headings, or
        headings that cannot be used.
    """
    text = decode(content, file)
    lines = _lines(text, file)
    line, headings = next(lines, (0, []))
    if not headings:
        raise refused(FileCode.EMPTY, file)
    columns = columns_of(sheet, headings, file, line)
    is_returned = any(fold(heading) in RETURNED for heading in headings)
    rows = []
    for line, cells in lines:
        if len(cells) != len(columns):
            raise refused(FileCode.HALF_ROW, file, line, found=str(len(cells)), expected=str(len(columns)))
        values = {name: cell for name, cell in zip(columns, cells, strict=True) if name}
        if is_returned:
            values = {name: unguard(cell) for name, cell in values.items()}
        rows.append(Row(file=file, line=line, values=values))
    return rows


def decode(content: bytes, file: str) -> str:
    """Give the text of a UTF-8 file, with or without a byte order mark."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise refused(FileCode.WRONG_ENCODING, file, line, byte=f"0x{content[problem.start]:02X}") from None


def guard(text: str) -> str:
    """Give text that no spreadsheet takes for a formula; `unguard` gives it back unchanged."""
    return "'" + text if _TO_GUARD.match(text) and not _NUMBER.fullmatch(text) else text


def unguard(text: str) -> str:
    """Take the sign away that `guard` put before a text."""
    return text[1:] if _GUARDED.match(text) else text


def _lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as problem:
            code = FileCode.HUGE_CELL if "field larger" in str(problem) else FileCode.OPEN_QUOTE
            raise refused(code, file, line) from None
        if cells is None:
            return
        if cells:
            yield line, cells
        line = reader.line_num + 1


def _separator(text: str) -> str:
    """Take the sign that parts the headings; a heading never holds the other one."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    bare = _QUOTED.sub("", heading)
    return max(SEPARATORS, key=bare.count)
