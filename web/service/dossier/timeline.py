"""What happened, as events in order, and the reasons people gave, counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from web.store.database import Database
from web.store.events import Event, EventKind

WITH_REASONS = (EventKind.REJECT, EventKind.CLIENT, EventKind.EMPLOYER, EventKind.RETURN)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCount:
    """How often a reason was given.

    Attributes
    ----------
    kind
        What it was given for: *niet doen*, a no of the person or the employer, or a return.
    item
        Of a return: the item that was wrong; empty elsewhere.
    """

    kind: EventKind
    reason: str
    item: str
    count: int


def timeline_of_pair(database: Database, client: str, vacancy: str) -> tuple[Event, ...]:
    """Give the events of a pair by its references, oldest first."""
    with database.read() as store:
        return tuple(store.events_of_pair(client, vacancy))


def timeline_of_client(database: Database, client: str) -> tuple[Event, ...]:
    """Give the events of a person by his reference, oldest first."""
    with database.read() as store:
        return tuple(store.events_of_client(client))


def timeline_of_vacancy(database: Database, vacancy: str) -> tuple[Event, ...]:
    """Give the events of a vacancy by its reference, oldest first."""
    with database.read() as store:
        return tuple(store.events_of_vacancy(vacancy))


def happened_between(
    database: Database, since: datetime, until: datetime, kinds: Iterable[EventKind] = tuple(EventKind)
) -> tuple[Event, ...]:
    """Give the events of some kinds from a moment on and before another, oldest first; those undone are among them."""
    with database.read() as store:
        return tuple(store.events_between(since, until, tuple(kinds)))


def reason_counts(database: Database, since: datetime, until: datetime) -> tuple[ReasonCount, ...]:
    """Count the reasons people gave in a time, most first; what was undone does not count."""
    with database.read() as store:
        found, undone = store.events_between(since, until, WITH_REASONS), store.undone_events()
    counts = Counter(
        (event.kind, reason, event.item) for event in found if event.id not in undone for reason in event.reasons
    )
    order = {kind: number for number, kind in enumerate(WITH_REASONS)}
    ranked = sorted(counts.items(), key=lambda one: (-one[1], order[one[0][0]], one[0][1], one[0][2]))
    return tuple(
        ReasonCount(kind=kind, reason=reason, item=item, count=count) for (kind, reason, item), count in ranked
    )
