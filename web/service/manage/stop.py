"""The stop button: pressed by a person, released by a person with a reason, and both written down for good."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from matcher.errors import WaagError
from web.service.clock import Clock
from web.service.entering.saving import Typing, note
from web.store.database import Database
from web.store.journal import Entry, Subject
from web.store.store import Store

PRESSED, RELEASED = "noodstop_aan", "noodstop_uit"
LEAST_WHY = 10
LONGEST_WHY = 500


class StopFault(StrEnum):
    """Why the button stays as it is."""

    NO_WHY = "geen_reden"
    CHANGED = "intussen_anders"


class WrongStop(WaagError):
    """A press that had no effect, and why."""

    def __init__(self, fault: StopFault) -> None:
        self.fault = fault
        super().__init__(fault.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopState:
    """Where the button is.

    Attributes
    ----------
    version
        Another one means that somebody touched it since.
    actor, at, why
        Who touched it last, when and what he said; empty and None before the first time.
    """

    is_on: bool
    version: str = ""
    actor: str = ""
    at: datetime | None = None
    why: str = ""


def stop_state(database: Database) -> StopState:
    """Give where the button is and who touched it last."""
    with database.read() as store:
        return _state(store)


def press(database: Database, clock: Clock, typing: Typing) -> None:
    """Hide what nights proposed and let no night go on, from the next page on; it never has to wait for a reason."""
    with database.begin() as store:
        if not store.is_stopped():
            _turn(store, clock, typing, PRESSED, "")


def release(database: Database, clock: Clock, typing: Typing, why: str) -> None:
    """Show proposals again and let nights go on.

    Raises
    ------
    WrongStop
        Without a reason, or where somebody touched the button after the page was made.
    """
    said = " ".join(why.split())
    if len(said) < LEAST_WHY or len(said) > LONGEST_WHY:
        raise WrongStop(StopFault.NO_WHY)
    with database.begin() as store:
        if store.entry_of_form(typing.idempotency_key) is not None:
            return
        if _state(store).version != typing.seen:
            raise WrongStop(StopFault.CHANGED)
        if store.is_stopped():
            _turn(store, clock, typing, RELEASED, said)


def _turn(store: Store, clock: Clock, typing: Typing, kind: str, why: str) -> None:
    store.set_stop(is_on=kind == PRESSED)
    note(store, kind, Subject.STOP, "", typing, clock.now(), why=why)


def _state(store: Store) -> StopState:
    entries = store.entries_of(Subject.STOP)
    if not entries:
        return StopState(is_on=store.is_stopped())
    return _told(entries[-1], is_on=store.is_stopped())


def _told(entry: Entry, *, is_on: bool) -> StopState:
    return StopState(
        is_on=is_on, version=str(entry.id), actor=entry.actor, at=entry.at, why=json.loads(entry.content)["why"]
    )
