"""States of pairs as a process may keep them: what happened and who did it, without the words that were written."""

import sys
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any, TypeAlias
from weakref import WeakValueDictionary

import sqlalchemy as sa

from web.store.asked import as_asked
from web.store.asked import pairs as asked_pairs
from web.store.decisions import UNFINISHED
from web.store.events import Event, EventKind
from web.store.pair_states import PairState, state_of
from web.store.schema import events

Pair: TypeAlias = tuple[str, str]
Cells: TypeAlias = tuple[Any, ...]

# What is written with an event stays out of what a process keeps: who is forgotten is not remembered by one that lives
# on.
WORDS = frozenset({"reasons", "motivations", "note", "arguments", "snapshot"})
PLAIN = tuple(name for name in Event.__slots__ if name not in WORDS)


class PlainStateStore:
    """What one transaction can read of what people did, to be kept."""

    connection: sa.Connection

    def states_beside(self, pairs: Collection[Pair], day: date) -> dict[Pair, PairState]:
        """Give the state of some pairs with events and of every pair somebody still has to see to.

        What it costs follows the pairs and what is going on, not how long the store has been in use. Its events tell
        what happened, and not what was written with it: no reasons, motivations, note, arguments or snapshot.
        """
        return self._states(_beside(self.connection.dialect.name), day, pairs=as_asked(pairs))

    def states_since(self, event_id: int, day: date) -> dict[Pair, PairState]:
        """Give the state of every pair with an event after one, as `states_beside` tells it."""
        return self._states(_SINCE, day, since=event_id)

    def _states(self, question: sa.Select[Any], day: date, **asked: object) -> dict[Pair, PairState]:
        by_pair = defaultdict[Pair, list[Cells]](list)
        for row in sorted(map(_with_shared_texts, self.connection.execute(question, asked).all()), key=_ID):
            by_pair[_PAIR(row)].append(row)
        return {pair: _state_of(pair, found, day) for pair, found in by_pair.items()}


_ID = itemgetter(PLAIN.index("id"))
_PAIR = itemgetter(PLAIN.index("client"), PLAIN.index("vacancy"))
_AS_CELLS = attrgetter(*PLAIN)


@cache
def _beside(dialect: str) -> sa.Select[Any]:
    """Ask for the events of ``:pairs`` and of every pair somebody still has to see to."""
    return _events_of(sa.union(asked_pairs(dialect, "pairs"), UNFINISHED))


def _events_of(of: sa.Select[Any] | sa.CompoundSelect[Any]) -> sa.Select[Any]:
    """Ask for the events of some pairs."""
    pairs = of.subquery()
    is_theirs = (events.c.client == pairs.c.client) & (events.c.vacancy == pairs.c.vacancy)
    # An outer join, and order made by who asks: else SQLite reads every event there ever was instead of looking up.
    query = sa.select(*(events.c[name] for name in PLAIN)).select_from(pairs.outerjoin(events, is_theirs))
    # Said so that SQLite does not take it for an inner join after all.
    return query.where(sa.func.coalesce(events.c.id, 0) > 0)


_newer = events.alias("newer")
_SINCE = _events_of(sa.select(_newer.c.client, _newer.c.vacancy).where(_newer.c.id > sa.bindparam("since")).distinct())

# One state for every scope that sees the pair, and for who reads it anew; it goes with the last that holds it.
_alive: WeakValueDictionary[tuple[Pair, date], PairState] = WeakValueDictionary()


def _state_of(pair: Pair, rows: list[Cells], day: date) -> PairState:
    """Give the state of a pair of which the store told these rows: the same rows are the same state, whoever asks."""
    had = _alive.get((pair, day))
    if had is not None and list(map(_AS_CELLS, had.events)) == rows:
        return had
    made = state_of(list(map(_event_of, rows)), day)
    _alive[pair, day] = made
    return made


def _with_shared_texts(row: Iterable[Any]) -> Cells:
    # Who decided about whom stands in many rows, and each tells its own copy of the text: what is kept shares one.
    return tuple(sys.intern(cell) if type(cell) is str else cell for cell in row)


def _event_of(row: Cells) -> Event:
    told: dict[str, Any] = dict(zip(PLAIN, row, strict=True))
    return Event(**told | {"kind": EventKind(told["kind"]), "reasons": (), "motivations": (), "note": ""})
