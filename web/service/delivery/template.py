"""Empty sheets to fill in, with a manual that says of each column what it means and what may stand in it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from matcher.errors import ReadError
from matcher.sheets import Column, Sheet
from web.language.intake import Language
from web.language.template import kind_sentence, manual_text
from web.service.delivery.private_sheets import ALL_SHEETS

MANUAL_NAME = {"nl": "LEESMIJ.md", "en": "README.md"}


class TemplateExists(ReadError):
    """Files of a template are there already; writing over them could destroy somebody's work."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self.paths = paths
        names = ", ".join(path.name for path in paths)
        super().__init__(f"These files are there already and are not overwritten: {names}. Name an empty folder.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFile:
    """One file of a template and its text."""

    path: Path
    text: str


def write_template(folder: Path, language: Language) -> tuple[Path, ...]:
    """Write one CSV with headings per sheet and a manual; give their paths.

    Raises
    ------
    TemplateExists
        One of the files is there already; nothing is written.
    """
    files = [TemplateFile(path=folder / f"{sheet.name}.csv", text=headings_text(sheet)) for sheet in ALL_SHEETS]
    files.append(TemplateFile(path=folder / MANUAL_NAME[language], text=manual(language)))
    there = tuple(file.path for file in files if file.path.exists())
    if there:
        raise TemplateExists(there)
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        # Spreadsheets read a CSV as UTF-8 only where it starts with a byte order mark.
        encoding = "utf-8-sig" if file.path.suffix == ".csv" else "utf-8"
        file.path.write_text(file.text, encoding=encoding, newline="")
    return tuple(file.path for file in files)


def headings_text(sheet: Sheet) -> str:
    """Give the one line of an empty sheet."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=";", lineterminator="\r\n").writerow(sheet.names)
    return target.getvalue()


def manual(language: Language) -> str:
    """Give the manual: how to fill in the sheets, then each sheet with its columns."""
    lines = [manual_text("opening", language), ""]
    for sheet in ALL_SHEETS:
        lines += [*_sheet_lines(sheet, language), ""]
    return "\n".join(lines)


def _sheet_lines(sheet: Sheet, language: Language) -> Iterator[str]:
    yield f"## {sheet.name}"
    yield ""
    yield sheet.nl if language == "nl" else sheet.en
    yield manual_text("required" if sheet.is_required else "optional", language)
    yield manual_text("key", language, columns=", ".join(sheet.key))
    yield ""
    yield manual_text("heading", language)
    yield "|---|---|---|---|"
    for column in sheet.columns:
        required = manual_text("yes", language) if column.is_required else ""
        meaning = (column.nl if language == "nl" else column.en).replace("|", "\\|")
        yield f"| {column.name} | {required} | {_form(column, language)} | {meaning} |"


def _form(column: Column, language: Language) -> str:
    form = kind_sentence(column.kind, column.codes, column.minimum, column.maximum, language)
    return form.replace("|", "\\|")
