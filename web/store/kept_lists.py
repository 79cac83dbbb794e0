"""The list of a night, and what is counted over it, stay in memory for as long as nothing they are made of changes.

    a statement that changes what lists are made of ─> a new stamp, in the same transaction
    a list ─ asked in a transaction that sees a stamp ─> what is kept under that stamp, or read and kept
    a decision ─> its number, in the same transaction: what is kept of decisions is read on from the last that was seen

Each process keeps its own; nothing is told between processes but the stamp in the store. A transaction that writes
keeps and takes nothing. Who changes tables by hand, past Waag, starts the pages anew.
"""

import re
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Sized
from dataclasses import dataclass
from functools import cached_property
from secrets import token_hex
from threading import Lock
from typing import TypeVar, cast

import sqlalchemy as sa

from web.store.schema import events, meta
from web.store.scope import Scope
from web.store.stop import ON, STOP, StopStore

STAMP, LAST_EVENT = "lijsten", "besluiten"
CHANGED, DECIDED = "waag_lists_changed", "waag_decided"
# Rows are only ever added to these for a night that is not shown yet, or for an own match, which is in no list; and
# to decisions, which are read on.
ADDED_UNSEEN = frozenset({"proposals", "runs", "outcomes", "next_steps", events.name})
MADE_OF = ADDED_UNSEEN | {"persoon", "achtergrond", "sheet_clients"}
# Wherever in a statement, and in every form of it: a change that was not seen would leave an old list standing.
CHANGE = re.compile(
    r"\b(INSERT INTO|INSERT OR \w+ INTO|REPLACE INTO|MERGE INTO|UPDATE OR \w+|UPDATE|DELETE FROM|TRUNCATE(?: TABLE)?)"
    r'\s+"?(\w+)',
    re.IGNORECASE,
)
# Past the wall: it looks no further than the last, and tells nothing of anybody.
NEWEST = "SELECT COALESCE(MAX(id), 0) FROM events"
# How every question of SQLAlchemy begins; one that begins otherwise is looked through.
QUESTION = "SELECT "
# The lists of all gemeenten of a night with 60,000 proposals, and who takes which place in it.
MOST_ROWS = 120_000
# The newest, and the one before it for as long as somebody still reads under it.
STAMPS = 2

Rows = TypeVar("Rows", bound=Sized)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a transaction sees of the store it reads.

    Attributes
    ----------
    stamp
        Of all lists; empty before the first.
    last_event
        Number of the newest decision of the region; 0 before the first.
    is_stopped
        The stop button is on.
    """

    stamp: str
    last_event: int
    is_stopped: bool


class KeptLists:
    """Lists by what they are, whose, and of which night, each with the stamp it was read under; the oldest go first.

    What was read under an earlier stamp goes too: only a transaction that began before the last change asks for it.
    """

    def __init__(self, most_rows: int = MOST_ROWS) -> None:
        self._most = most_rows
        self._stamps: deque[str] = deque(maxlen=STAMPS)
        self._found: OrderedDict[Hashable, tuple[str, Sized]] = OrderedDict()
        self._reading: dict[tuple[Hashable, str], Lock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, stamp: str, read: Callable[[], Rows]) -> Rows:
        """Give the list of a key as of a stamp; read it where there is none, or one of another stamp.

        Who asks while it is being read waits for it: after a night all ask at once, and each would read the same.
        """
        with self._lock:
            had = self._had(key, stamp)
            if had is not None:
                return cast("Rows", had)
            reading = self._reading.setdefault((key, stamp), Lock())
        with reading:
            with self._lock:
                had = self._had(key, stamp)
            if had is not None:
                return cast("Rows", had)
            try:
                rows = read()
                self.put(key, stamp, rows)
            finally:
                with self._lock:
                    self._reading.pop((key, stamp), None)
        return rows

    def _had(self, key: Hashable, stamp: str) -> Sized | None:
        """Give what is kept; only for who holds the lock."""
        had = self._found.get(key)
        if had is None or had[0] != stamp:
            return None
        self._found.move_to_end(key)
        return had[1]

    def put(self, key: Hashable, stamp: str, rows: Sized) -> None:
        """Keep a list under a key as of a stamp."""
        with self._lock:
            if stamp not in self._stamps:
                self._stamps.append(stamp)
                of_now = [(one, had) for one, had in self._found.items() if had[0] in self._stamps]
                self._found = OrderedDict(of_now)
            self._found[key] = (stamp, rows)
            self._found.move_to_end(key)
            while len(self._found) > 1 and sum(len(kept) for _, kept in self._found.values()) > self._most:
                self._found.popitem(last=False)


class KeepingStore(StopStore):
    """What one transaction can take from what its process keeps.

    Attributes
    ----------
    kept
        None in a transaction that may change what is kept.
    """

    scope: Scope
    kept: KeptLists | None = None

    @cached_property
    def moment(self) -> Moment:
        """What this transaction sees; of one that only reads, it stays so."""
        found = {str(name): str(content) for name, content in self.connection.execute(_MOMENT)}
        return Moment(found.get(STAMP, ""), int(found.get(LAST_EVENT, "0")), found.get(STOP) == ON)

    def kept_or_read(self, key: Hashable, read: Callable[[], Rows]) -> Rows:
        """Give what is kept of this scope under a key, or read it: what follows from a night and from who people are.

        Nothing is kept and nothing is taken from what is kept in a transaction that writes, nor while stopped.
        """
        if self.kept is None or self.moment.is_stopped:
            return read()
        return self.kept.get((self.scope, key), self.moment.stamp, read)


_MOMENT = sa.select(meta.c.name, meta.c.content).where(meta.c.name.in_((STAMP, LAST_EVENT, STOP)))


def changes_lists(statement: str) -> bool:
    """Whether a statement can change a list that is shown, other than by adding a decision."""
    return any(
        table in MADE_OF and not (does == "INSERT INTO" and table in ADDED_UNSEEN)
        for does, table in _changes(statement)
    )


def adds_decisions(statement: str) -> bool:
    """Whether a statement can add a decision."""
    return any(table == events.name for _, table in _changes(statement))


def _changes(statement: str) -> list[tuple[str, str]]:
    """Give what a statement does to which tables."""
    if statement.startswith(QUESTION):
        return []
    return [(does.upper(), table.lower()) for does, table in CHANGE.findall(statement)]


def stamp_changes(engine: sa.Engine) -> None:
    """Write a new stamp, or the number of the newest decision, at the end of every transaction that changed them."""

    @sa.event.listens_for(engine, "begin")
    def _on_begin(connection: sa.Connection) -> None:
        connection.info.pop(CHANGED, None)
        connection.info.pop(DECIDED, None)

    @sa.event.listens_for(engine, "before_cursor_execute")
    def _on_statement(connection: sa.Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if changes_lists(statement):
            connection.info[CHANGED] = True
        if adds_decisions(statement):
            connection.info[DECIDED] = True

    @sa.event.listens_for(engine, "commit")
    def _on_commit(connection: sa.Connection) -> None:
        if connection.info.pop(CHANGED, False):
            _write(connection, STAMP, token_hex(8))
        if connection.info.pop(DECIDED, False):
            # Who adds one sees it, whatever his scope, and writers wait for each other: it is the newest of all.
            _write(connection, LAST_EVENT, str(connection.exec_driver_sql(NEWEST).scalar_one()))


def _write(connection: sa.Connection, name: str, content: str) -> None:
    connection.execute(meta.delete().where(meta.c.name == name))
    connection.execute(meta.insert().values(name=name, content=content))
