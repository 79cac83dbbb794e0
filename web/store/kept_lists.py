"""The list of a night, and what is counted over it, stay in memory for as long as nothing they are made of changes.

    a statement that changes what lists are made of ─> a new stamp, in the same transaction
    a list ─ asked in a transaction that sees a stamp ─> what is kept under that stamp, or read and kept

Each process keeps its own; nothing is told between processes but the stamp in the store. A transaction that writes
keeps and takes nothing. Who changes tables by hand, past Waag, starts the pages anew.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable
from secrets import token_hex
from threading import Lock
from typing import TypeVar, cast

import sqlalchemy as sa

from web.store.schema import meta

STAMP = "lijsten"
CHANGED = "waag_lists_changed"
# Rows are only ever added to these for a night that is not shown yet, or for an own match, which is in no list.
ADDED_UNSEEN = frozenset({"proposals", "runs", "outcomes", "next_steps"})
MADE_OF = ADDED_UNSEEN | {"persoon", "achtergrond", "sheet_clients"}
# Wherever in a statement, and in every form of it: a change that was not seen would leave an old list standing.
CHANGE = re.compile(
    r"\b(INSERT INTO|INSERT OR \w+ INTO|REPLACE INTO|MERGE INTO|UPDATE OR \w+|UPDATE|DELETE FROM|TRUNCATE(?: TABLE)?)"
    r'\s+"?(\w+)',
    re.IGNORECASE,
)
# How every question of SQLAlchemy begins; one that begins otherwise is looked through.
QUESTION = "SELECT "
MOST_ROWS = 60_000

Rows = TypeVar("Rows", bound=tuple[object, ...])


class KeptLists:
    """Lists by what they are, whose, and of which night, each with the stamp it was read under; the oldest go first."""

    def __init__(self, most_rows: int = MOST_ROWS) -> None:
        self._most = most_rows
        self._found: OrderedDict[Hashable, tuple[str, tuple[object, ...]]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, stamp: str, read: Callable[[], Rows]) -> Rows:
        """Give the list of a key as of a stamp; read it where there is none, or one of another stamp."""
        with self._lock:
            had = self._found.get(key)
            if had is not None and had[0] == stamp:
                self._found.move_to_end(key)
                return cast("Rows", had[1])
        rows = read()
        with self._lock:
            self._found[key] = (stamp, rows)
            self._found.move_to_end(key)
            while len(self._found) > 1 and sum(len(kept) for _, kept in self._found.values()) > self._most:
                self._found.popitem(last=False)
        return rows


def changes_lists(statement: str) -> bool:
    """Whether a statement can change a list that is shown."""
    if statement.startswith(QUESTION):
        return False
    changes = ((does.upper(), table.lower()) for does, table in CHANGE.findall(statement))
    return any(table in MADE_OF and not (does == "INSERT INTO" and table in ADDED_UNSEEN) for does, table in changes)


def stamp_changes(engine: sa.Engine) -> None:
    """Write a new stamp at the end of every transaction that changed what lists are made of."""

    @sa.event.listens_for(engine, "begin")
    def _on_begin(connection: sa.Connection) -> None:
        connection.info.pop(CHANGED, None)

    @sa.event.listens_for(engine, "before_cursor_execute")
    def _on_statement(connection: sa.Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if changes_lists(statement):
            connection.info[CHANGED] = True

    @sa.event.listens_for(engine, "commit")
    def _on_commit(connection: sa.Connection) -> None:
        if connection.info.pop(CHANGED, False):
            connection.execute(meta.delete().where(meta.c.name == STAMP))
            connection.execute(meta.insert().values(name=STAMP, content=token_hex(8)))
