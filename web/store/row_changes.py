"""What rows were before they changed, newest last: taking changes back gives the rows as a night of before read them.

Nothing is kept before the first night: no run can ask for what was there.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from web.store.schema import row_changes, runs, sheet_tables
from web.store.sheets import BATCH_SHEETS

CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """An open row as it was.

    Attributes
    ----------
    digest, values
        Of its words, and its words by column.
    """

    digest: str
    values: Mapping[str, str]


def remember(connection: sa.Connection, sheet: str, keys: Iterable[str]) -> None:
    """Keep what the rows of a sheet are before they change; who a person is is never kept."""
    asked = sorted(set(keys))
    if sheet not in BATCH_SHEETS or not asked:
        return
    if connection.execute(sa.select(runs.c.id).limit(1)).first() is None:
        return
    for start in range(0, len(asked), CHUNK):
        chunk = asked[start : start + CHUNK]
        found = _open(connection, sheet, chunk)
        gone: dict[str, str | None] = {"row_digest": None, "content": None}
        connection.execute(
            row_changes.insert(), [{"sheet": sheet, "row_key": key, **found.get(key, gone)} for key in chunk]
        )


def last_change(connection: sa.Connection) -> int:
    """Give the number of the newest change; 0 before the first."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(row_changes.c.id), 0))).scalar_one())


def taken_back(connection: sa.Connection, sheet: str, after: int) -> dict[str, Before | None]:
    """Give each row of a sheet that changed after a number as it was then, by key; None where it was not open."""
    query = sa.select(row_changes.c.row_key, row_changes.c.row_digest, row_changes.c.content)
    query = query.where(row_changes.c.id > after, row_changes.c.sheet == sheet).order_by(row_changes.c.id.desc())
    # The oldest change after the number comes last and decides.
    return {key: _before(sheet, digest, content) for key, digest, content in connection.execute(query)}


def _before(sheet: str, digest: str | None, content: str | None) -> Before | None:
    if digest is None or content is None:
        return None
    values = json.loads(content)
    return Before(digest=digest, values={column: values.get(column, "") for column in BATCH_SHEETS[sheet]})


def _open(connection: sa.Connection, sheet: str, keys: list[str]) -> dict[str, dict[str, str | None]]:
    table, columns = sheet_tables[sheet], BATCH_SHEETS[sheet]
    query = sa.select(table.c.row_key, table.c.row_digest, *(table.c[name] for name in columns))
    found = connection.execute(query.where(table.c.row_key.in_(keys), table.c.closed_on.is_(None)))
    return {
        key: {"row_digest": digest, "content": json.dumps(dict(zip(columns, words, strict=True)), ensure_ascii=False)}
        for key, digest, *words in found
    }
