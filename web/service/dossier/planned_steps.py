"""Steps of a person that somebody planned: what, who does it and by when; each is an entry that is never changed."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from matcher.errors import WaagError
from web.service.clock import Clock
from web.service.manage.accounts import DECIDERS
from web.service.public_keys import key_of
from web.store.database import Database
from web.store.journal import NewEntry, Subject
from web.store.scope import Scope
from web.store.store import Store

PLANNED, DONE = "stap_gepland", "stap_gedaan"
OWNERS = DECIDERS | {"arbeidsdeskundige"}
MOST_WORDS = 300


class StepFault(StrEnum):
    """What is wrong with a planned step."""

    WORDS_MISSING = "woorden_ontbreken"
    WORDS_LONG = "woorden_te_lang"
    OWNER_UNKNOWN = "eigenaar_onbekend"
    DAY_MISSING = "datum_ontbreekt"
    DAY_PAST = "datum_voorbij"


class WrongStep(WaagError):
    """A step that is not kept; `faults` gives the field and why."""

    def __init__(self, *faults: tuple[str, StepFault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{field}: {fault}" for field, fault in faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """One planned step; `done_at` is None while it is open, and `is_late` says that its day has passed."""

    id: int
    words: str
    owner: str
    due_on: date
    planned_by: str
    planned_at: datetime
    done_at: datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """A step as it is handed in; the same key twice is one step."""

    words: str
    owner: str
    due_on: date | None
    actor: str
    idempotency_key: str


def owners(database: Database, client_id: str) -> tuple[str, ...]:
    """Give who can take a step of a person, by login name: who can sign in and sees the person.

    Raises
    ------
    LookupError
        Where nobody has this id.
    """
    with database.read() as store:
        return _owners(store, _client(store, client_id))


def plan_step(database: Database, clock: Clock, client_id: str, new: NewStep) -> None:
    """Plan a step for a person.

    Raises
    ------
    WrongStep
        Without words, somebody who does it, or a day to come.
    LookupError
        Where nobody has this id.
    """
    words = " ".join(new.words.split())
    with database.begin() as store:
        key = _client(store, client_id)
        faults = []
        if not words:
            faults.append(("words", StepFault.WORDS_MISSING))
        elif len(words) > MOST_WORDS:
            faults.append(("words", StepFault.WORDS_LONG))
        if new.owner not in _owners(store, key):
            faults.append(("owner", StepFault.OWNER_UNKNOWN))
        if new.due_on is None:
            faults.append(("due_on", StepFault.DAY_MISSING))
        elif new.due_on < clock.today():
            faults.append(("due_on", StepFault.DAY_PAST))
        if faults:
            raise WrongStep(*faults)
        content = {"words": words, "owner": new.owner, "due_on": new.due_on.isoformat() if new.due_on else ""}
        store.add_entry(_entry(clock, new.actor, PLANNED, key, content, new.idempotency_key))


def step_done(database: Database, clock: Clock, client_id: str, step_id: int, *, actor: str, form_key: str) -> bool:
    """Note that a planned step was taken; False where there is no such open step."""
    with database.begin() as store:
        key = _client(store, client_id)
        if all(one.id != step_id or one.done_at is not None for one in steps_of(store, key, clock.today())):
            return False
        store.add_entry(_entry(clock, actor, DONE, key, {"step": str(step_id)}, form_key))
    return True


def steps_of(store: Store, client: str, today: date) -> tuple[PlannedStep, ...]:
    """Give the planned steps of a person: open ones first, by day."""
    entries = store.entries_of(Subject.CLIENT, client)
    done = {int(json.loads(one.content)["step"]): one.at for one in entries if one.kind == DONE}
    found = []
    for one in entries:
        if one.kind != PLANNED:
            continue
        told = json.loads(one.content)
        due_on = date.fromisoformat(told["due_on"])
        found.append(
            PlannedStep(
                id=one.id,
                words=told["words"],
                owner=told["owner"],
                due_on=due_on,
                planned_by=one.actor,
                planned_at=one.at,
                done_at=done.get(one.id),
                is_late=one.id not in done and due_on < today,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.done_at is not None, one.due_on, one.id)))


def _owners(store: Store, key: str) -> tuple[str, ...]:
    lives = {row["gemeente"] for row in store.rows_of("clients", "client", key)}
    every = store.open_to(OWNERS)
    return tuple(login for login, _, seen in every if any(map(Scope.of(seen).sees, lives)))


def _client(store: Store, client_id: str) -> str:
    key = key_of(store, "clients", client_id)
    if key is None:
        raise LookupError(f"Nobody has the id {client_id}.")
    return key


def _entry(clock: Clock, actor: str, kind: str, key: str, content: dict[str, str], form_key: str) -> NewEntry:
    return NewEntry(
        at=clock.now(),
        actor=actor,
        kind=kind,
        subject=Subject.CLIENT,
        key=key,
        content=json.dumps(content, ensure_ascii=False, sort_keys=True),
        idempotency_key=form_key,
    )
