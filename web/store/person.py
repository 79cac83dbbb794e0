"""Everything the store holds about one person, found by going over the tables themselves: a new table is in it.

A row is the person's own where a column names him, where it belongs to such a row, or where its key does. Any other row
that names him speaks of somebody else: it is told where he is named, and nothing of the row.
"""

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import sqlalchemy as sa

from web.store.schema import DeflatedText, log_lines, metadata, proposals, sheet_tables

# How a table says whose a row is, where it has no column for it.
KEYS = ("client", "row_key", "owner", "key")
TEXTS = (sa.Text, DeflatedText, sa.LargeBinary)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """A row about the person, as text by column."""

    table: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Where rows about others name the person, and how many do."""

    table: str
    column: str
    rows: int


class Marks:
    """What tells that a text speaks of a person: the reference of the source, or the name.

    Parameters
    ----------
    reference, name
        As delivered; the name may be empty.
    """

    def __init__(self, reference: str, name: str = "") -> None:
        self.reference = reference
        self.quoted = json.dumps(reference, ensure_ascii=False)
        said = "|".join(re.escape(one) for one in (reference, name.strip()) if one)
        self._word = re.compile(rf"(?<![\w-])(?:{said})(?![\w-])")

    def owns(self, text: str) -> bool:
        """Whether a key is the person's: the reference, or a list of values with it."""
        return text == self.reference or (text.startswith("[") and self.quoted in text)

    def are_in(self, text: str) -> bool:
        """Whether a text names the person as a word of its own."""
        return self._word.search(text) is not None


class PersonStore:
    """What one transaction can tell about a person."""

    connection: sa.Connection

    def is_known(self, client: str) -> bool:
        """Whether anything was ever delivered or written down of a reference."""
        tables = (sheet_tables["clients"], proposals, log_lines)
        return any(
            self.connection.execute(sa.select(sa.literal(1)).where(table.c.client == client).limit(1)).first()
            for table in tables
        )

    def own_rows(self, client: str) -> Iterator[OwnRow]:
        """Give every row about a person, by table, in the order of its key."""
        for table in tables():
            query = sa.select(table).where(self.is_own(table, client)).order_by(*_key(table))
            for row in self.connection.execute(query):
                yield OwnRow(table=table.name, cells={name: cell_text(value) for name, value in row._mapping.items()})

    def named_in(self, client: str, name: str) -> list[Named]:
        """Give where rows about others, or about nobody, name a person."""
        marks, found = Marks(client, name), []
        for table in tables():
            columns = text_columns(table)
            if not columns:
                continue
            counts = dict.fromkeys((column.name for column in columns), 0)
            others = sa.select(*columns).where(~self.is_own(table, client))
            for row in self.connection.execute(others.execution_options(yield_per=1000)):
                for column, value in row._mapping.items():
                    counts[column] += marks.are_in(cell_text(value))
            found += [Named(table=table.name, column=column, rows=rows) for column, rows in counts.items() if rows]
        return found

    def is_own(self, table: sa.Table, client: str) -> sa.ColumnElement[bool]:
        """Say of a row that it is the person's."""
        marks = Marks(client)
        ways: list[sa.ColumnElement[bool]] = []
        for name in KEYS:
            column = table.c.get(name)
            if column is None or not isinstance(column.type, sa.Text):
                continue
            ways.append(column == client)
            if name != "client":
                ways.append(column.like("[%") & column.contains(marks.quoted, autoescape=True))
        for key in table.foreign_keys:
            if key.column.table is proposals:
                ways.append(key.parent.in_(sa.select(proposals.c.id).where(proposals.c.client == client)))
        return sa.or_(sa.false(), *ways)

    @cached_property
    def all_references(self) -> frozenset[str]:
        """Every client reference that was ever delivered, or stands in a decision or a line of the log."""
        asked: Iterable[sa.Table] = (sheet_tables["clients"], proposals, log_lines)
        found = (self.connection.execute(sa.select(table.c.client).distinct()).scalars() for table in asked)
        return frozenset(one for column in found for one in column if one)


def tables() -> list[sa.Table]:
    """Give every table, by name."""
    return sorted(metadata.tables.values(), key=lambda table: table.name)


def text_columns(table: sa.Table) -> list[sa.Column[object]]:
    """Give the columns of a table that can hold words."""
    return [column for column in table.columns if isinstance(column.type, TEXTS)]


def cell_text(value: object) -> str:
    """Give what a cell says: bytes as the text they are, deflated or not; columns of numbers say nothing."""
    if value is None:
        return ""
    if not isinstance(value, bytes):
        return str(value)
    try:
        inside = zlib.decompress(value)
    except zlib.error:
        return value.decode("utf-8", "replace")
    try:
        return inside.decode()
    except UnicodeDecodeError:
        return ""


def _key(table: sa.Table) -> list[sa.Column[object]]:
    return list(table.primary_key.columns)
