"""Every row of every table as lines of text and back, for a copy that either database can be made from.

The tables are those the database has, not those this code knows: a copy of an earlier version comes back as it was.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import cached_property

import sqlalchemy as sa

from web.store.errors import StoreError

CHUNK = 1000
VERSION_TABLE = "alembic_version"
BYTES, MOMENT, DAY = "b", "t", "d"


class CopyStore:
    """What one transaction can do to be copied, or to become a copy."""

    connection: sa.Connection

    def table_names(self) -> list[str]:
        """Give the tables, those that others point at first."""
        return [table.name for table in self._tables]

    def lines_of(self, name: str) -> Iterator[str]:
        """Give the rows of a table in the order of its key, a line each."""
        table = self._table(name)
        query = sa.select(table).order_by(*table.primary_key.columns)
        for row in self.connection.execute(query.execution_options(yield_per=CHUNK)):
            yield json.dumps([_plain(value) for value in row], ensure_ascii=False, separators=(",", ":"))

    def put_lines(self, name: str, lines: Iterable[str]) -> int:
        """Add the rows of a table; give their number."""
        table, count, chunk = self._table(name), 0, list[dict[str, object]]()
        is_naive = self.connection.dialect.name == "sqlite"
        names = [column.name for column in table.columns]
        for line in lines:
            values = [_value(one, is_naive=is_naive) for one in json.loads(line)]
            chunk.append(dict(zip(names, values, strict=True)))
            if len(chunk) == CHUNK:
                self.connection.execute(table.insert(), chunk)
                count, chunk = count + CHUNK, []
        if chunk:
            self.connection.execute(table.insert(), chunk)
        return count + len(chunk)

    def refuse_when_filled(self) -> None:
        """Refuse to become a copy where there is anything already.

        Raises
        ------
        StoreError
            With the table that holds rows.
        """
        for table in self._tables:
            if self.connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
                raise StoreError(
                    f"The table {table.name} holds rows, and a restore would mix with them. Restore into an empty "
                    "database: move the old one aside, or name another one with WAAG_DATABASE_URL."
                )

    def number_on(self) -> None:
        """Let numbers go on after the highest there is; SQLite does so by itself."""
        if self.connection.dialect.name == "sqlite":
            return
        for table in self._tables:
            key = list(table.primary_key.columns)
            if len(key) == 1 and isinstance(key[0].type, sa.Integer):
                sequence = sa.func.pg_get_serial_sequence(table.name, key[0].name)
                highest = sa.select(sa.func.max(key[0])).scalar_subquery()
                self.connection.execute(sa.select(sa.func.setval(sequence, highest)).where(highest.is_not(None)))

    def end_every_session(self, now: datetime) -> None:
        """End what was signed in when the copy was made."""
        sessions = self._table("sessions")
        ended = now.replace(tzinfo=None) if self.connection.dialect.name == "sqlite" else now
        self.connection.execute(sessions.update().where(sessions.c.ended_at.is_(None)).values(ended_at=ended))

    def _table(self, name: str) -> sa.Table:
        return next(table for table in self._tables if table.name == name)

    @cached_property
    def _tables(self) -> tuple[sa.Table, ...]:
        found = sa.MetaData()
        found.reflect(self.connection)
        return tuple(table for table in found.sorted_tables if table.name != VERSION_TABLE)


def _plain(value: object) -> object:
    if isinstance(value, bytes | memoryview):
        return {BYTES: base64.b64encode(value).decode("ascii")}
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return {MOMENT: moment.isoformat()}
    return {DAY: value.isoformat()} if isinstance(value, date) else value


def _value(plain: object, *, is_naive: bool) -> object:
    if not isinstance(plain, dict):
        return plain
    ((kind, text),) = plain.items()
    if kind == BYTES:
        return base64.b64decode(text)
    if kind == DAY:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=None) if is_naive else moment
