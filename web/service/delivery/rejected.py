"""Refused rows as files that can be corrected and delivered again: the row as it came, then why and what to do."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from matcher.read import RejectedRow
from web.language.intake import Language, reason_sentence, remedy_sentence
from web.service.delivery.csv_files import guard
from web.service.delivery.headers import RETURNED
from web.service.delivery.private_sheets import ALL_SHEETS


def write_rejected(folder: Path, rejected: Sequence[RejectedRow], language: Language = "nl") -> tuple[Path, ...]:
    """Write one CSV per sheet with refused rows, and take away those of an earlier import that no longer hold."""
    written = []
    for sheet in ALL_SHEETS:
        path = folder / f"{sheet.name}.csv"
        rows = [row for row in rejected if row.sheet == sheet.name]
        if rows:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(
                rejected_text(sheet.names, rows, language), encoding="utf-8", errors="backslashreplace", newline=""
            )
            written.append(path)
        elif path.is_file() and RETURNED[0] in path.read_text(encoding="utf-8", errors="replace").partition("\n")[0]:
            path.unlink()
    return tuple(written)


def rejected_text(columns: Sequence[str], rows: Sequence[RejectedRow], language: Language = "nl") -> str:
    """Give the text of one file of refused rows; a corrected file may keep the columns that were added."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow((*columns, *RETURNED))
    for row in rows:
        cells = [row.row.values.get(name, "") for name in columns]
        why = reason_sentence(row.reason.value, row.value, dict(row.facts), language)
        what_to_do = remedy_sentence(row.remedy.value, language)
        added = (row.file, str(row.line), row.column, why, what_to_do)
        writer.writerow([guard(cell) for cell in (*cells, *added)])
    return target.getvalue()
