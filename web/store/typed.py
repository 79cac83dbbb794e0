"""What people typed themselves, beside what a source delivers: a later delivery may not lose or overwrite it unseen.

A mark stands on one row (columns of a person that somebody corrected) or on a whole vacancy with its tasks and demands.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from web.store.schema import typed_rows

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed over one row.

    Attributes
    ----------
    key
        Key of the row in its sheet.
    owner
        Reference of the person or vacancy it is about.
    content
        What was typed, as JSON: text by column, or of a vacancy its rows by sheet.
    base
        What the source said of the same when it was typed; None where the source had no such row.
    says
        What the source says now, where that is neither of the two; None where nothing waits for a choice.
    """

    sheet: str
    key: tuple[str, ...]
    owner: str
    content: str
    base: str | None
    says: str | None
    actor: str
    at: datetime


class TypedStore:
    """What one transaction can do with what people typed."""

    connection: sa.Connection

    def typed(self) -> list[Typed]:
        """Give everything that was typed and still stands, by sheet and key."""
        return self._typed(sa.true())

    def typed_of(self, sheets: Sequence[str], owner: str) -> list[Typed]:
        """Give what was typed about one person or vacancy."""
        return self._typed((typed_rows.c.owner == owner) & typed_rows.c.sheet.in_(sheets))

    def put_typed(self, typed: Typed) -> None:
        """Keep what was typed over a row, in place of what was typed there before."""
        self.drop_typed(typed.sheet, typed.key)
        row = {name: getattr(typed, name) for name in Typed.__slots__ if name != "key"}
        self.connection.execute(typed_rows.insert().values(**row, row_key=_text_key(typed.key)))

    def drop_typed(self, sheet: str, key: tuple[str, ...]) -> None:
        """Let a row follow its source again."""
        own = (typed_rows.c.sheet == sheet) & (typed_rows.c.row_key == _text_key(key))
        self.connection.execute(typed_rows.delete().where(own))

    def _typed(self, where: sa.ColumnElement[bool]) -> list[Typed]:
        names = [name for name in Typed.__slots__ if name != "key"]
        query = sa.select(typed_rows.c.row_key, *(typed_rows.c[name] for name in names)).where(where)
        found = sorted(self.connection.execute(query).mappings(), key=lambda row: (row["sheet"], row["row_key"]))
        return [Typed(key=tuple(json.loads(row["row_key"])), **{name: row[name] for name in names}) for row in found]


def _text_key(key: tuple[str, ...]) -> str:
    return json.dumps(list(key), ensure_ascii=False, separators=(",", ":"))
