"""Many references asked about at once: one text that the database reads as rows.

A list of values makes a new statement for each length, which is written out anew each time; this one stays the same,
so that a question is made once for each kind of database and only its parameters change.
"""

import json
from collections.abc import Iterable
from functools import cache, cached_property
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

POSTGRESQL = "postgresql"
Asking = TypeVar("Asking", str, tuple[str, str])


class Asked(frozenset[Asking]):
    """References that are asked about again and again, with the text that stands for them, written once."""

    @cached_property
    def text(self) -> str:
        """What a question is given."""
        return json.dumps(sorted(self))


def as_asked(asked: Iterable[Asking]) -> str:
    """Give texts or pairs as the text that stands for them in a question."""
    return asked.text if isinstance(asked, Asked) else Asked(asked).text


@cache
def texts(dialect: str, name: str) -> sa.Select[str]:
    """Give the texts of the parameter `name`, as `as_asked` gave them: a question with one column, ``text``."""
    rows = _rows(dialect, name)
    own: sa.ColumnElement[str] = rows.c.value
    if dialect == POSTGRESQL:
        own = rows.c.value.op("#>>")(sa.literal_column("'{}'"))
    return sa.select(own.label("text")).select_from(rows)


@cache
def pairs(dialect: str, name: str) -> sa.Select[str, str]:
    """Give the pairs of a client and a vacancy of the parameter `name`: a question with those two columns."""
    rows = _rows(dialect, name)
    client, vacancy = (_part(dialect, rows.c.value, place) for place in (0, 1))
    return sa.select(client.label("client"), vacancy.label("vacancy")).select_from(rows)


def _part(dialect: str, value: sa.ColumnElement[str], place: int) -> sa.ColumnElement[str]:
    if dialect == POSTGRESQL:
        return value.op("->>")(sa.literal_column(str(place)))
    return sa.func.json_extract(value, sa.literal_column(f"'$[{place}]'"), type_=sa.Text)


def _rows(dialect: str, name: str) -> sa.TableValuedAlias:
    given = sa.bindparam(name, type_=sa.Text)
    if dialect == POSTGRESQL:
        as_rows = sa.func.jsonb_array_elements(sa.cast(given, JSONB))
        return as_rows.table_valued(sa.column("value", JSONB), name=f"{name}_rows")
    return sa.func.json_each(given).table_valued(sa.column("value", sa.Text), name=f"{name}_rows")
