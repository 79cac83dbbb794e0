"""The rows of a delivery while they are being judged: each with what could be read of it and, perhaps, its fault."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matcher.catalogue.items import Catalogue
from matcher.reading.cells import CellReader
from matcher.reading.columns import Sheet
from matcher.reading.rows import Fault, Reason, RefusedCell, RejectedRow, Row
from matcher.reading.rules import RULE_BY_SHEET, Rule


@dataclass(slots=True, kw_only=True)
class Entry:
    """One row under judgement; a fault once found stays.

    Attributes
    ----------
    values
        Canonical text of every cell that could be read, which is all of them where there is no fault.
    key
        None where a key cell could not be read.
    """

    row: Row
    values: Mapping[str, str]
    key: tuple[str, ...] | None
    fault: Fault | None = None

    @property
    def is_accepted(self) -> bool:
        """Whether nothing is wrong so far."""
        return self.fault is None

    def refuse(self, column: str, reason: Reason, **facts: str) -> None:
        """Note a fault, unless the row has one already."""
        if self.fault is None:
            value = self.row.values.get(column, "")
            self.fault = Fault(column=column, value=value, reason=reason, facts=tuple(sorted(facts.items())))


Entries = Mapping[str, Sequence[Entry]]


def read_entries(sheet: Sheet, rows: Iterable[Row], reader: CellReader, catalogue: Catalogue) -> list[Entry]:
    """Read every row on its own: its cells, then the rule of its sheet."""
    rule = RULE_BY_SHEET.get(sheet.name)
    names = sheet.names
    return [_entry(sheet, names, row, reader, rule, catalogue) for row in rows]


def _entry(
    sheet: Sheet, names: tuple[str, ...], row: Row, reader: CellReader, rule: Rule | None, catalogue: Catalogue
) -> Entry:
    values: Mapping[str, str]
    values, fault = _cells(sheet, row, reader)
    if values == row.values and tuple(row.values) == names:
        # A row out of the store is canonical already; keeping it once halves the memory of a night.
        values = row.values
    key = tuple(values[name] for name in sheet.key) if all(name in values for name in sheet.key) else None
    if fault is None and rule is not None:
        try:
            rule(values, catalogue)
        except RefusedCell as refused:
            fault = refused.fault
    return Entry(row=row, values=values, key=key, fault=fault)


def _cells(sheet: Sheet, row: Row, reader: CellReader) -> tuple[dict[str, str], Fault | None]:
    """Read every cell, also after a fault: the key of a refused row is worth knowing."""
    values: dict[str, str] = {}
    fault: Fault | None = None
    for column in sheet.columns:
        try:
            values[column.name] = reader.read(column, row.values.get(column.name, ""))
        except RefusedCell as refused:
            fault = fault or refused.fault
    return values, fault


def refuse_duplicates(sheet: Sheet, entries: Iterable[Entry]) -> None:
    """Refuse every row of a key that stands more than once: the last one never wins."""
    by_key: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.key is not None:
            by_key[entry.key].append(entry)
    for same in by_key.values():
        if len(same) == 1:
            continue
        lines = ", ".join(sorted({str(entry.row.line) for entry in same}, key=int))
        for entry in same:
            entry.refuse(sheet.key[-1], Reason.DUPLICATE, key=" + ".join(sheet.key), lines=lines)


def accepted_values(entries: Iterable[Entry]) -> list[Mapping[str, str]]:
    """Give the canonical cells of the accepted rows, in key order."""
    return [row.values for row in accepted_rows(entries)]


def accepted_rows(entries: Iterable[Entry]) -> tuple[Row, ...]:
    """Give the accepted rows with canonical cells, in key order."""
    kept = [(entry.key, entry) for entry in entries if entry.is_accepted and entry.key is not None]
    kept.sort(key=lambda pair: pair[0])
    return tuple(Row(file=entry.row.file, line=entry.row.line, values=entry.values) for _, entry in kept)


def rejected_rows(sheet: str, entries: Iterable[Entry]) -> list[RejectedRow]:
    """Give the refused rows of a sheet in the order of their files and lines."""
    refused = [
        RejectedRow(
            sheet=sheet,
            file=entry.row.file,
            line=entry.row.line,
            column=entry.fault.column,
            value=entry.fault.value,
            reason=entry.fault.reason,
            facts=entry.fault.facts,
            row=entry.row,
            key=entry.key,
        )
        for entry in entries
        if entry.fault is not None
    ]
    return sorted(refused, key=lambda row: (row.file, row.line))
