"""From rows to one region: every row is accepted or rejected with its reason; nothing is repaired, no file is opened.

rows -> cells -> rules of one row -> keys that stand twice -> rows that refer to each other -> Region
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from matcher.catalogue.items import Catalogue
from matcher.domain.region import Region
from matcher.errors import ReadError
from matcher.reading import people, roads, work
from matcher.reading.cells import CellReader
from matcher.reading.columns import Sheet
from matcher.reading.entries import (
    Entries,
    accepted_rows,
    accepted_values,
    read_entries,
    refuse_duplicates,
    rejected_rows,
)
from matcher.reading.relations import settle
from matcher.reading.rows import Reason, RejectedRow, Remedy, Row
from matcher.sheets import SHEETS

__all__ = ["ReadResult", "Reason", "RejectedRow", "Remedy", "Row", "read_sheets"]

NOTHING_KNOWN: Mapping[str, frozenset[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """What a delivery gives.

    Attributes
    ----------
    region
        The nouns, in canonical order; equal for any order of the rows.
    accepted
        Rows with the canonical text of every column of their sheet, in key order; reading them again gives the same.
    rejected
        Rows that were refused, by sheet, file and line. Accepted and rejected together are all rows read.
    """

    region: Region
    accepted: Mapping[str, tuple[Row, ...]]
    rejected: tuple[RejectedRow, ...]


def read_sheets(
    sheets: Mapping[str, Sequence[Row]],
    day: date,
    catalogue: Catalogue,
    known: Mapping[str, frozenset[str]] = NOTHING_KNOWN,
    schemas: Sequence[Sheet] = SHEETS,
) -> ReadResult:
    """Read the sheets of one delivery, or the open rows of a store.

    Parameters
    ----------
    sheets
        Rows by sheet name; a sheet that is not there has no rows.
    day
        Nothing can have been observed after this day.
    known
        For a delivery of changes only: what stands elsewhere and may be referred to. ``clients`` and ``vacancies``
        hold keys; ``tasks`` holds keys of vacancies that have tasks there.
    schemas
        The sheets that can be read; the shell adds its own, which are checked and kept but make no noun.

    Raises
    ------
    ReadError
        A sheet that no schema describes, or a row with a column its schema does not have: their words would be lost.
    """
    _check_names(sheets, schemas)
    reader = CellReader(day, catalogue)
    entries = {schema.name: read_entries(schema, sheets.get(schema.name, ()), reader, catalogue) for schema in schemas}
    for schema in schemas:
        refuse_duplicates(schema, entries[schema.name])
    settle(entries, schemas, known, catalogue)
    return ReadResult(
        region=_region(entries, day, catalogue),
        accepted={name: accepted_rows(found) for name, found in entries.items() if name in sheets},
        rejected=tuple(row for schema in schemas for row in rejected_rows(schema.name, entries[schema.name])),
    )


def _region(entries: Entries, day: date, catalogue: Catalogue) -> Region:
    tables = {name: accepted_values(entries[name]) for name in entries if name in _NAMES}
    placements = work.placements(tables)
    return Region(
        clients=people.clients(tables, placements, day),
        vacancies=work.vacancies(tables, catalogue),
        places=work.places(tables.get("places", ())),
        travel=work.travel(tables.get("travel", ())),
        budgets=work.budgets(tables.get("budgets", ()), day),
        choices=work.choices(tables.get("verordening", ())),
        placements=placements,
        roads=roads.roads(tables),
    )


def _check_names(sheets: Mapping[str, Sequence[Row]], schemas: Sequence[Sheet]) -> None:
    columns_by_sheet = {schema.name: frozenset(schema.names) for schema in schemas}
    for name, rows in sheets.items():
        if name not in columns_by_sheet:
            raise ReadError(f"No schema describes the sheet {name}: its rows would be lost. Leave it out or rename it.")
        for row in rows:
            strange = sorted(row.values.keys() - columns_by_sheet[name])
            if strange:
                raise ReadError(
                    f"{row.file}, line {row.line}: sheet {name} has no column {strange[0]}; its words would be lost. "
                    "Leave it out or rename it."
                )


_NAMES = frozenset(sheet.name for sheet in SHEETS)
