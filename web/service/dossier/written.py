"""What people wrote about an item when they took a proposal up: the CBBS trail, shown at the item itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from web.store.events import Event, EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A motivation, with who wrote it and when."""

    actor: str
    at: datetime
    text: str


def motivation_for(events: Iterable[Event], field: str) -> Written | None:
    """Give what was last written about an item or a gate; what was undone does not count."""
    known = list(events)
    undone = {event.undoes for event in known if event.kind is EventKind.UNDO}
    for event in reversed(known):
        text = next((one.text for one in event.motivations if one.item == field), "")
        if text and event.id not in undone:
            return Written(actor=event.actor, at=event.at, text=text)
    return None
