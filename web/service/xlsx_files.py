"""One xlsx file to rows per sheet; its zip is looked over before anything is unpacked."""

import io
import re
import stat
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from python_calamine import CalamineError, CalamineWorkbook

from matcher.read import Row
from matcher.sheets import Sheet
from web.service.file_faults import FileCode, refused
from web.service.headers import columns_of, sheet_named

# A workbook of a few hundred kilobytes can unpack to gigabytes; these bounds are far above any honest delivery.
MAX_ENTRIES = 200
MAX_UNPACKED = 200_000_000
MAX_RATIO = 100
_ENCRYPTED = 0x1
_ERROR_CELL = re.compile(rb'<c (?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})([0-9]{1,7})"')

Cell: TypeAlias = "int | float | str | bool | time | date | datetime | timedelta | None"


def read_xlsx(content: bytes, file: str) -> dict[str, list[Row]]:
    """Give the rows of every sheet of a workbook; rows and tabs without any text are none.

    Raises
    ------
    RefusedDelivery
        No xlsx, a zip that is not what a spreadsheet writes, an unknown tab, or headings that cannot be used.
    """
    check_zip(content, file)
    sheets: dict[str, list[Row]] = {}
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            for name in book.sheet_names:
                table = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                place = f"{file}#{name}"
                texts = [[_text(cell) for cell in cells] for cells in table]
                if not any(any(cells) for cells in texts):
                    continue
                sheet = sheet_named(name, file)
                if sheet.name in sheets:
                    raise refused(FileCode.SHEET_TWICE, file, sheet=sheet.name, other=file)
                sheets[sheet.name] = _rows(texts, sheet, place)
    except CalamineError:
        raise refused(FileCode.NOT_XLSX, file) from None
    return sheets


def check_zip(content: bytes, file: str) -> None:
    """Refuse a zip that no spreadsheet writes: too many parts, too large, odd names, links or a password."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive.infolist(), file)
            _check_error_cells(archive, file)
    except (zipfile.BadZipFile, zlib.error, ValueError, OverflowError, NotImplementedError, EOFError):
        raise refused(FileCode.NOT_XLSX, file) from None


def _check_parts(parts: list[zipfile.ZipInfo], file: str) -> None:
    if len(parts) > MAX_ENTRIES:
        raise refused(FileCode.UNSAFE_XLSX, file, what="entries", value=str(len(parts)), maximum=str(MAX_ENTRIES))
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED:
        raise refused(FileCode.UNSAFE_XLSX, file, what="size", value=str(unpacked), maximum=str(MAX_UNPACKED))
    for part in parts:
        _check_part(part, file)


def _check_part(part: zipfile.ZipInfo, file: str) -> None:
    if part.file_size > MAX_RATIO * max(part.compress_size, 1):
        ratio = str(part.file_size // max(part.compress_size, 1))
        raise refused(FileCode.UNSAFE_XLSX, file, what="ratio", value=ratio, maximum=str(MAX_RATIO))
    name = part.filename
    is_odd = name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name
    if is_odd or not name.isprintable() or stat.S_ISLNK(part.external_attr >> 16):
        raise refused(FileCode.UNSAFE_XLSX, file, what="name", value=ascii(name[:40])[1:-1], maximum="")
    if part.flag_bits & _ENCRYPTED:
        raise refused(FileCode.UNSAFE_XLSX, file, what="password", value="", maximum="")


def _check_error_cells(archive: zipfile.ZipFile, file: str) -> None:
    """Refuse a formula that failed: the reader would give an empty cell, and empty means unknown."""
    for part in archive.infolist():
        if not part.filename.startswith("xl/worksheets/"):
            continue
        found = _ERROR_CELL.search(archive.read(part))
        if found:
            column, line = found.group(1).decode(), int(found.group(2))
            raise refused(FileCode.ERROR_CELL, f"{file}#{part.filename.rpartition('/')[2]}", line, column)


def _rows(texts: list[list[str]], sheet: Sheet, file: str) -> list[Row]:
    top = next(line for line, cells in enumerate(texts) if any(cells))
    headings = texts[top]
    while headings and not headings[-1]:
        headings = headings[:-1]
    columns = columns_of(sheet, headings, file, top + 1)
    rows = []
    for line, cells in enumerate(texts[top + 1 :], start=top + 2):
        if any(cells[len(columns) :]):
            raise refused(FileCode.HALF_ROW, file, line, found=str(len(cells)), expected=str(len(columns)))
        if any(cells):
            values = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
            rows.append(Row(file=file, line=line, values=values))
    return rows


def _text(cell: Cell) -> str:
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
