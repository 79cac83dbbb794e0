"""What people decided about proposals; events are added, never changed and never removed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from web.store.codec import from_json, to_json
from web.store.errors import StaleDecision
from web.store.schema import events


class EventKind(StrEnum):
    """What happened to a pair."""

    DISCUSS = "bespreken"
    REJECT = "niet_doen"
    LATER = "later"
    UNDO = "ongedaan"


class PairStatus(StrEnum):
    """Where a pair is on a day."""

    NEW = "nieuw"
    DISCUSSED = "bespreken"
    LATER = "later"
    REJECTED = "niet_doen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Motivation:
    """Why an item that is *let op* or *vraag na* is no reason to stop."""

    item: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One decision or its undoing.

    Attributes
    ----------
    at
        Moment, UTC.
    version
        1 for the first event of the pair, and so on.
    until
        *later*: the day it comes back; *niet doen*: the last day of the ban, None for no end.
    undoes
        Id of the event this one undoes.
    """

    id: int
    at: datetime
    actor: str
    run_id: str
    proposal_id: str
    client: str
    vacancy: str
    version: int
    kind: EventKind
    reasons: tuple[str, ...]
    motivations: tuple[Motivation, ...]
    note: str
    until: date | None
    undoes: int | None
    policy_version: str

    @property
    def pair(self) -> tuple[str, str]:
        """Client and vacancy."""
        return self.client, self.vacancy


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """A decision as it is handed in, based on a version that was seen."""

    at: datetime
    actor: str
    run_id: str
    proposal_id: str
    client: str
    vacancy: str
    kind: EventKind
    idempotency_key: str
    seen_version: int
    reasons: tuple[str, ...] = ()
    motivations: tuple[Motivation, ...] = ()
    note: str = ""
    until: date | None = None
    undoes: int | None = None
    policy_version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairState:
    """What holds for a pair on a day.

    Attributes
    ----------
    last
        The event that decides; None for *nieuw* without a decision that counts.
    version
        Number of events so far.
    """

    status: PairStatus = PairStatus.NEW
    last: Event | None = None
    version: int = 0


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
        self._refuse_stale(new)
        row = {
            name: getattr(new, name)
            for name in ("at", "actor", "run_id", "proposal_id", "client", "vacancy", "note", "until", "undoes")
        }
        row |= {"version": new.seen_version + 1, "kind": new.kind.value, "policy_version": new.policy_version}
        row |= {"reasons": to_json(new.reasons), "motivations": to_json(new.motivations)}
        try:
            self.connection.execute(events.insert().values(**row, idempotency_key=new.idempotency_key))
        except IntegrityError:
            self._refuse_stale(new)
            raise
        added = self._event(events.c.idempotency_key == new.idempotency_key)
        if added is None:
            raise LookupError("An event was added and cannot be read back.")
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
        return int(self.connection.execute(sa.select(sa.func.coalesce(sa.func.max(events.c.id), 0))).scalar_one())

    def pair_states(self, day: date, last_event: int | None = None) -> dict[tuple[str, str], PairState]:
        """Give the state of every pair that has events; with an id, as it was when that was the newest event."""
        by_pair: dict[tuple[str, str], list[Event]] = {}
        for event in self._events(sa.true() if last_event is None else events.c.id <= last_event):
            by_pair.setdefault(event.pair, []).append(event)
        return {pair: state_of(found, day) for pair, found in by_pair.items()}

    def pair_state(self, client: str, vacancy: str, day: date) -> PairState:
        """Give the state of one pair."""
        return state_of(self.events_of_pair(client, vacancy), day)

    def _refuse_stale(self, new: NewEvent) -> None:
        found = self.events_of_pair(new.client, new.vacancy)
        if len(found) != new.seen_version:
            last = found[-1] if found else None
            raise StaleDecision(actor=last.actor if last else "?", at=last.at if last else new.at, version=len(found))

    def _event(self, where: sa.ColumnElement[bool]) -> Event | None:
        found = self._events(where)
        return found[0] if found else None

    def _events(self, where: sa.ColumnElement[bool]) -> list[Event]:
        columns = [events.c[name] for name in Event.__slots__]
        rows = self.connection.execute(sa.select(*columns).where(where).order_by(events.c.id)).mappings()
        return [_read(dict(row)) for row in rows]


def state_of(found: Sequence[Event], day: date) -> PairState:
    """Fold the events of one pair, oldest first, into what holds on a day."""
    undone = {event.undoes for event in found if event.kind is EventKind.UNDO}
    standing = [event for event in found if event.kind is not EventKind.UNDO and event.id not in undone]
    if not standing:
        return PairState(version=len(found))
    last = standing[-1]
    return PairState(status=_status(last, day), last=last, version=len(found))


def _status(event: Event, day: date) -> PairStatus:
    if event.kind is EventKind.DISCUSS:
        return PairStatus.DISCUSSED
    if event.kind is EventKind.LATER:
        return PairStatus.LATER if event.until is not None and day < event.until else PairStatus.NEW
    return PairStatus.REJECTED if event.until is None or day <= event.until else PairStatus.NEW


def _read(row: Mapping[str, object]) -> Event:
    own = dict(row)
    own["kind"] = EventKind(str(row["kind"]))
    own["reasons"] = from_json(tuple[str, ...], str(row["reasons"]))
    own["motivations"] = from_json(tuple[Motivation, ...], str(row["motivations"]))
    return Event(**own)  # type: ignore[arg-type]
