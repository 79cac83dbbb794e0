"""Many references asked about at once: one text that the database reads as rows.

A list of values makes a new statement for each length, which is written out anew each time; this one stays the same.
"""

import json
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB


def texts(connection: sa.Connection, asked: Iterable[str]) -> sa.Select[str]:
    """Give some texts as a question with one column, ``text``."""
    rows = _rows(connection, json.dumps(sorted(set(asked))))
    own: sa.ColumnElement[str] = rows.c.value
    if connection.dialect.name == "postgresql":
        own = rows.c.value.op("#>>")(sa.literal_column("'{}'"))
    return sa.select(own.label("text")).select_from(rows)


def pairs(connection: sa.Connection, asked: Iterable[tuple[str, str]]) -> sa.Select[str, str]:
    """Give some pairs of a client and a vacancy as a question with those two columns."""
    rows = _rows(connection, json.dumps(sorted(set(asked))))
    client, vacancy = (_part(connection, rows.c.value, place) for place in (0, 1))
    return sa.select(client.label("client"), vacancy.label("vacancy")).select_from(rows)


def _part(connection: sa.Connection, value: sa.ColumnElement[str], place: int) -> sa.ColumnElement[str]:
    if connection.dialect.name == "postgresql":
        return value.op("->>")(sa.literal_column(str(place)))
    return sa.func.json_extract(value, sa.literal_column(f"'$[{place}]'"), type_=sa.Text)


def _rows(connection: sa.Connection, text: str) -> sa.TableValuedAlias:
    given = sa.literal(text, sa.Text)
    if connection.dialect.name == "postgresql":
        as_rows = sa.func.jsonb_array_elements(sa.cast(given, JSONB))
        return as_rows.table_valued(sa.column("value", JSONB), name="asked")
    return sa.func.json_each(given).table_valued(sa.column("value", sa.Text), name="asked")
