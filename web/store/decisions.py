"""What people decided about proposals; events are added, never changed and never removed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from web.store.codec import from_json, to_json
from web.store.errors import StaleDecision
from web.store.events import Event, EventKind, Motivation, NewEvent, ScoreSnapshot, Told, WeighedArgument
from web.store.pair_states import PairState, state_of
from web.store.schema import events, unfinished_pairs

WRITTEN = ("at", "actor", "run_id", "proposal_id", "client", "vacancy", "policy_version")
TOLD = tuple(name for name in Told.__slots__ if name not in ("reasons", "motivations", "arguments"))
# Pairs somebody still has to see to.
UNFINISHED = sa.select(unfinished_pairs.c.client, unfinished_pairs.c.vacancy)


class DecisionStore:
    """What one transaction can do with decisions."""

    connection: sa.Connection

    def add_event(self, new: NewEvent) -> Event:
        """Add an event; the same form twice gives the event it made the first time.

        Raises
        ------
        StaleDecision
            Where somebody added an event after `seen_version`.
        """
        again = self._event(events.c.idempotency_key == new.idempotency_key)
        if again is not None:
            return again
        self.refuse_stale(new.client, new.vacancy, new.seen_version, new.at)
        row: dict[str, object] = {name: getattr(new, name) for name in WRITTEN}
        row |= {name: getattr(new.told, name) for name in TOLD}
        row |= {name: to_json(getattr(new.told, name)) for name in ("reasons", "motivations")}
        row |= {"arguments": to_json(new.told.arguments) if new.told.arguments else ""}
        row |= {"version": new.seen_version + 1, "kind": new.kind.value}
        row |= {"snapshot": to_json(new.snapshot) if new.snapshot else None}
        try:
            self.connection.execute(events.insert().values(**row, idempotency_key=new.idempotency_key))
        except IntegrityError:
            self.refuse_stale(new.client, new.vacancy, new.seen_version, new.at)
            raise
        added = self._event(events.c.idempotency_key == new.idempotency_key)
        if added is None:
            raise LookupError("An event was added and cannot be read back.")
        self._keep_unfinished(added)
        return added

    def event_of_form(self, idempotency_key: str) -> Event | None:
        """Give the event a form made when it was first handed in."""
        return self._event(events.c.idempotency_key == idempotency_key)

    def event(self, event_id: int) -> Event | None:
        """Give an event by its id."""
        return self._event(events.c.id == event_id)

    def events_of_pair(self, client: str, vacancy: str) -> list[Event]:
        """Give the events of a pair, oldest first."""
        return self._events((events.c.client == client) & (events.c.vacancy == vacancy))

    def events_of_client(self, client: str) -> list[Event]:
        """Give the events of a client, oldest first."""
        return self._events(events.c.client == client)

    def events_of_vacancy(self, vacancy: str) -> list[Event]:
        """Give the events of a vacancy, oldest first."""
        return self._events(events.c.vacancy == vacancy)

    def last_event(self) -> int:
        """Give the id of the newest event; 0 before the first."""
        # Read from the end: the highest of those within a scope would be looked for among all.
        newest = sa.select(events.c.id).order_by(events.c.id.desc()).limit(1)
        return int(self.connection.execute(newest).scalar() or 0)

    def pair_states(self, day: date, last_event: int | None = None) -> dict[tuple[str, str], PairState]:
        """Give the state of every pair that has events; with an id, as it was when that was the newest event."""
        by_pair = defaultdict[tuple[str, str], list[Event]](list)
        for event in self._events(sa.true() if last_event is None else events.c.id <= last_event):
            by_pair[event.pair].append(event)
        return {pair: state_of(found, day) for pair, found in by_pair.items()}

    def unfinished_states(self, day: date) -> dict[tuple[str, str], PairState]:
        """Give the state of every pair that is held or at work, or was held until it lapsed."""
        return self._states_of(UNFINISHED, day)

    def pair_state(self, client: str, vacancy: str, day: date) -> PairState:
        """Give the state of one pair."""
        return state_of(self.events_of_pair(client, vacancy), day)

    def events_between(
        self, since: datetime, until: datetime, kinds: Iterable[EventKind] = tuple(EventKind)
    ) -> list[Event]:
        """Give the events of some kinds from a moment on and before another, oldest first."""
        return self._events(
            (events.c.at >= since) & (events.c.at < until) & events.c.kind.in_([kind.value for kind in kinds])
        )

    def open_questions(self) -> list[Event]:
        """Give each question for advice that nobody answered or took back, oldest first."""
        answer, undone = events.alias(), sa.select(events.c.undoes).where(events.c.undoes.is_not(None))
        answered = sa.exists().where(
            answer.c.client == events.c.client,
            answer.c.vacancy == events.c.vacancy,
            answer.c.id > events.c.id,
            answer.c.kind.in_([EventKind.ADVISED.value, EventKind.ADVICE.value]),
            answer.c.id.not_in(undone),
        )
        is_asked = (events.c.kind == EventKind.ADVICE.value) & events.c.id.not_in(undone)
        return self._events(is_asked & ~answered)

    def undone_events(self) -> set[int]:
        """Give the ids of the events that were undone."""
        query = sa.select(events.c.undoes).where(events.c.undoes.is_not(None))
        return set(self.connection.execute(query).scalars())

    def refuse_stale(self, client: str, vacancy: str, seen_version: int, at: datetime) -> None:
        """Refuse a decision on a page that was made before somebody else decided.

        Raises
        ------
        StaleDecision
            Where the pair has another number of events than was seen.
        """
        found = self.events_of_pair(client, vacancy)
        if len(found) != seen_version:
            last = found[-1] if found else None
            raise StaleDecision(actor=last.actor if last else "", at=last.at if last else at, version=len(found))

    def _states_of(self, pairs: sa.Select[Any] | sa.CompoundSelect[Any], day: date) -> dict[tuple[str, str], PairState]:
        wanted, by_pair = pairs.subquery(), defaultdict[tuple[str, str], list[Event]](list)
        is_wanted = (events.c.client == wanted.c.client) & (events.c.vacancy == wanted.c.vacancy)
        for event in self._events(sa.true(), events.join(wanted, is_wanted)):
            by_pair[event.pair].append(event)
        return {pair: state_of(found, day) for pair, found in by_pair.items()}

    def _event(self, where: sa.ColumnElement[bool]) -> Event | None:
        found = self._events(where)
        return found[0] if found else None

    def _keep_unfinished(self, added: Event) -> None:
        """Note whether somebody has to see to the pair; only an index of what the events say."""
        own = (unfinished_pairs.c.client == added.client) & (unfinished_pairs.c.vacancy == added.vacancy)
        self.connection.execute(unfinished_pairs.delete().where(own))
        if state_of(self.events_of_pair(*added.pair), added.at.date()).is_unfinished:
            self.connection.execute(unfinished_pairs.insert().values(client=added.client, vacancy=added.vacancy))

    def _events(
        self, where: sa.ColumnElement[bool], source: sa.FromClause = events, limit: int | None = None
    ) -> list[Event]:
        query = sa.select(*_COLUMNS).select_from(source).where(where).order_by(events.c.id).limit(limit)
        return [_read(dict(row)) for row in self.connection.execute(query).mappings()]


_COLUMNS = tuple(events.c[name] for name in Event.__slots__)


def _read(row: Mapping[str, object]) -> Event:
    own = dict(row)
    own["kind"] = EventKind(str(row["kind"]))
    own["reasons"] = from_json(tuple[str, ...], str(row["reasons"]))
    own["motivations"] = from_json(tuple[Motivation, ...], str(row["motivations"]))
    own["arguments"] = from_json(tuple[WeighedArgument, ...], str(row["arguments"] or "[]"))
    own["snapshot"] = from_json(ScoreSnapshot, str(row["snapshot"])) if row["snapshot"] else None
    return Event(**own)  # type: ignore[arg-type]
