"""One xlsx file to rows per sheet; its zip is looked over before anything is unpacked."""

import io
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from python_calamine import CalamineError, CalamineWorkbook

from matcher.read import Row
from matcher.sheets import Sheet
from web.service.delivery.file_faults import FileCode, refused
from web.service.delivery.headers import columns_of, sheet_named
from web.service.delivery.xlsx_safety import check_workbook

Cell: TypeAlias = "int | float | str | bool | time | date | datetime | timedelta | None"


def read_xlsx(content: bytes, file: str) -> dict[str, list[Row]]:
    """Give the rows of every sheet of a workbook; rows and tabs without any text are none.

    Raises
    ------
    RefusedDelivery
        No xlsx, a zip that is not what a spreadsheet writes, an unknown tab, or headings that cannot be used.
    """
    check_workbook(content, file)
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
