"""A row of every table about a person of Leiden and one of Delft, so that no table can be forgotten."""

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa

from tests.web.made import NOW
from web.store.schema import metadata

HERE, THERE = "K1", "K2"
GEMEENTE = {HERE: "Leiden", THERE: "Delft"}
COUNTED = {HERE: 1, THERE: 2}
SAME = {"sheet": "clients", "subject": "client", "only": 1, "state": "klaar", "kind": "inzage"}
FROM_ELSEWHERE = {"runs": "r-{}", "proposals": "p-{}", "accounts": "a-{}", "uploads": "u-{}"}


def fill(connection: sa.Connection) -> None:
    """Put a row about each of both into every table that has room for two."""
    for table in metadata.sorted_tables:
        for client in (HERE, THERE):
            if table.name != "current_run" or client == HERE:
                connection.execute(table.insert().values(dict(cells(table, client))))


def cells(table: sa.Table, client: str) -> Iterator[tuple[str, object]]:
    for column in table.columns:
        yield column.name, _cell(table, column, client)


def _cell(table: sa.Table, column: sa.Column[object], client: str) -> object:
    if column.foreign_keys:
        target = next(iter(column.foreign_keys)).target_fullname.partition(".")[0]
        return COUNTED[client] if target == "events" else FROM_ELSEWHERE[target].format(client)
    if column.name == "gemeenten":
        return GEMEENTE[client]
    if column.name == "id" and f"{table.name}" in FROM_ELSEWHERE:
        return FROM_ELSEWHERE[table.name].format(client)
    if (table.name, column.name) == ("proposals", "gemeente"):
        return "Leiden"
    if column.name in ("client", "key") or (table.name, column.name) == ("typed_rows", "owner"):
        return client
    if column.name == "gemeente":
        return GEMEENTE[client]
    if column.name in ("login", "owner"):
        return FROM_ELSEWHERE["accounts"].format(client)
    if column.name in SAME:
        return SAME[column.name]
    return _of_type(column, client)


def _of_type(column: sa.Column[object], client: str) -> object:
    kind = column.type
    if isinstance(kind, sa.Boolean):
        return False
    if isinstance(kind, sa.Integer):
        return COUNTED[client]
    if isinstance(kind, sa.Date):
        return date(2026, 11, 2)
    if isinstance(kind, sa.LargeBinary):
        return client.encode()
    return NOW if "DateTime" in type(kind).__name__ else f"{column.name}-{client}"
