"""The headings of a sheet: which column is which, and what is missing or strange."""

from collections.abc import Sequence
from difflib import get_close_matches

from matcher.sheets import Sheet
from web.service.delivery.file_faults import FileCode, FileFault, RefusedDelivery, refused
from web.service.delivery.private_sheets import SHEET_BY_NAME

# Columns Waag adds to a file of refused rows; in a corrected file they are allowed and not read.
RETURNED = ("rejected_file", "rejected_line", "rejected_column", "rejected_reason", "rejected_remedy")


def fold(text: str) -> str:
    """Give a name the way headings and sheet names are compared: small letters, underscores."""
    return "_".join(text.strip().casefold().replace("-", " ").replace("_", " ").split())


def sheet_named(name: str, file: str) -> Sheet:
    """Give the sheet a file or tab is named after.

    Raises
    ------
    RefusedDelivery
        There is no such sheet; the nearest name and all names are facts of the fault.
    """
    found = SHEET_BY_NAME.get(fold(name))
    if found is None:
        near = get_close_matches(fold(name), SHEET_BY_NAME, n=1)
        raise refused(
            FileCode.UNKNOWN_SHEET, file, sheet=name, nearest="".join(near), allowed=", ".join(sorted(SHEET_BY_NAME))
        )
    return found


def columns_of(sheet: Sheet, headings: Sequence[str], file: str, line: int = 1) -> tuple[str, ...]:
    """Give the column name of each heading; empty for a column that is allowed and not read.

    Raises
    ------
    RefusedDelivery
        With every fault of the headings: unknown, twice, or required and missing.
    """
    names = [fold(heading) for heading in headings]
    faults = [
        *_unknown(sheet, headings, names, file, line),
        *_twice(names, file, line),
        *_missing(sheet, names, file, line),
    ]
    if faults:
        raise RefusedDelivery(*faults)
    return tuple("" if name in RETURNED else name for name in names)


def _unknown(sheet: Sheet, headings: Sequence[str], names: Sequence[str], file: str, line: int) -> list[FileFault]:
    faults = []
    for heading, name in zip(headings, names, strict=True):
        if name in sheet.names or name in RETURNED:
            continue
        near = get_close_matches(name, sheet.names, n=1)
        facts = (("allowed", ", ".join(sheet.names)), ("nearest", "".join(near)))
        faults.append(FileFault(code=FileCode.UNKNOWN_COLUMN, file=file, line=line, column=shown(heading), facts=facts))
    return faults


def _twice(names: Sequence[str], file: str, line: int) -> list[FileFault]:
    twice = sorted({name for name in names if names.count(name) > 1 and name})
    return [FileFault(code=FileCode.COLUMN_TWICE, file=file, line=line, column=name) for name in twice]


def _missing(sheet: Sheet, names: Sequence[str], file: str, line: int) -> list[FileFault]:
    return [
        FileFault(code=FileCode.MISSING_COLUMN, file=file, line=line, column=name)
        for name in sheet.required
        if name not in names
    ]


def shown(text: str) -> str:
    """Give text that came from a file so that it can be printed: short, and without characters nobody can see."""
    return ascii(text[:40])[1:-1] if not text.isprintable() else text[:40]
