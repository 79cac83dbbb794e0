"""One thing done with several proposals at once: only what needs no words of its own, and never half-seen.

What is *let op* or *vraag na* asks a motivation per item, so it is never discussed or put away in a heap.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import blake2b

from matcher.domain.candidate import Verdict
from web.service.clock import Clock
from web.service.lists.worklist import Entry, entries_by_id
from web.service.manage.accounts import DECIDERS
from web.service.review import Form, WrongDecision, discuss, later
from web.store.database import Database
from web.store.errors import StaleDecision
from web.store.scope import Scope

MOST_AT_ONCE = 50


class Action(StrEnum):
    """What can be done with several at once."""

    DISCUSS = "bespreken"
    LATER = "later"
    ASSIGN = "toewijzen"


class NotDone(StrEnum):
    """Why one of them was left alone."""

    MOTIVATE = "motivatie_nodig"
    TAKEN_UP = "al_opgepakt"
    CHANGED = "gewijzigd"
    GONE = "niet_in_lijst"
    REFUSED = "kan_niet_meer"
    UNSEEN = "ziet_niet"


class Unclear(StrEnum):
    """Why nothing can be done at all."""

    NOTHING_CHOSEN = "niets_gekozen"
    TOO_MANY = "te_veel"
    NO_ACTION = "geen_actie"
    NO_DAY = "geen_dag"
    NOBODY = "niemand"


class WrongHeap(ValueError):
    """A request that is not complete; `code` says what is missing."""

    def __init__(self, code: Unclear) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks to do.

    Attributes
    ----------
    seen
        Number of events each pair had when the list was made, by proposal id.
    until
        Day on which *later* comes back.
    owner
        Login name of who looks after them from now on.
    idempotency_key
        Made with the list: the same form twice has one effect.
    """

    action: Action | None
    seen: dict[str, int]
    actor: str
    idempotency_key: str
    until: date | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A proposal that was left alone; without an entry it is no longer in the list."""

    id: str
    entry: Entry | None
    why: NotDone


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What can be done and what cannot."""

    ready: tuple[Entry, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who can look after proposals, of the people within a scope."""

    login: str
    role: str
    scope: Scope


def colleagues(database: Database) -> tuple[Colleague, ...]:
    """Give who can look after proposals of people this scope sees too, by login name."""
    with database.read() as store:
        every = store.open_to(DECIDERS)
    scopes = {text: Scope.of(text) for text in {gemeenten for _, _, gemeenten in every}}
    return tuple(
        Colleague(login=login, role=role, scope=scopes[gemeenten])
        for login, role, gemeenten in every
        if database.scope.meets(scopes[gemeenten])
    )


def sort_out(database: Database, clock: Clock, asked: Asked) -> Sorted:
    """Say what of the chosen proposals can be done together, and why the others cannot; nothing is recorded.

    Raises
    ------
    WrongHeap
        Where nothing is chosen, or what has to be done is not complete.
    """
    _refuse_unclear(clock, asked)
    taker = _taker(database, asked.owner) if asked.action is Action.ASSIGN else database.scope
    known = entries_by_id(database, clock, asked.seen)
    ready, left = [], []
    for proposal_id in asked.seen:
        entry = known.get(proposal_id)
        why = _why_not(entry, asked, taker)
        if entry is not None and why is None:
            ready.append(entry)
        else:
            left.append(Left(id=proposal_id, entry=entry, why=why or NotDone.GONE))
    return Sorted(ready=tuple(ready), left=tuple(left))


def do(database: Database, clock: Clock, asked: Asked) -> Sorted:
    """Do it with what can be done: each proposal is a decision of its own; `ready` are those that were done.

    Raises
    ------
    WrongHeap
        Where nothing is chosen, or what has to be done is not complete.
    """
    found = sort_out(database, clock, asked)
    if asked.action is Action.ASSIGN:
        with database.begin() as store:
            store.assign((entry.row.pair for entry in found.ready), asked.owner, asked.actor, clock.now())
        return found
    done, left = [], list(found.left)
    for entry in found.ready:
        why = _decided(database, clock, asked, entry)
        if why is None:
            done.append(entry)
        else:
            left.append(Left(id=entry.row.id, entry=entry, why=why))
    return Sorted(ready=tuple(done), left=tuple(left))


def needs_words(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Give those that ask a written motivation."""
    return tuple(entry for entry in entries if entry.row.verdict != Verdict.PAST.name.lower())


def _refuse_unclear(clock: Clock, asked: Asked) -> None:
    if not asked.seen:
        raise WrongHeap(Unclear.NOTHING_CHOSEN)
    if len(asked.seen) > MOST_AT_ONCE:
        raise WrongHeap(Unclear.TOO_MANY)
    if asked.action is None:
        raise WrongHeap(Unclear.NO_ACTION)
    if asked.action is Action.LATER and (asked.until is None or asked.until <= clock.today()):
        raise WrongHeap(Unclear.NO_DAY)


def _taker(database: Database, owner: str) -> Scope:
    """Give whose people a new owner sees; who is not offered is refused."""
    found = next((one.scope for one in colleagues(database) if one.login == owner), None)
    if found is None:
        raise WrongHeap(Unclear.NOBODY)
    return found


def _why_not(entry: Entry | None, asked: Asked, taker: Scope) -> NotDone | None:
    if entry is None:
        return NotDone.GONE
    if asked.action is Action.ASSIGN:
        return None if taker.sees(entry.row.gemeente) else NotDone.UNSEEN
    if not entry.is_open:
        return NotDone.TAKEN_UP
    if entry.state.version != asked.seen[entry.row.id]:
        return NotDone.CHANGED
    return NotDone.MOTIVATE if needs_words([entry]) else None


def _decided(database: Database, clock: Clock, asked: Asked, entry: Entry) -> NotDone | None:
    """Record one decision; give why it was not recorded."""
    form = Form(
        proposal_id=entry.row.id,
        actor=asked.actor,
        seen_version=asked.seen[entry.row.id],
        idempotency_key=own_key(asked.idempotency_key, entry.row.id),
    )
    try:
        if asked.action is Action.LATER:
            later(database, clock, form, until=asked.until)
        else:
            discuss(database, clock, form, {})
    except StaleDecision:
        return NotDone.CHANGED
    except WrongDecision:
        return NotDone.REFUSED
    return None


def own_key(key: str, proposal_id: str) -> str:
    """Give the key of one proposal in a form for several."""
    return blake2b(f"{key}\x1f{proposal_id}".encode(), digest_size=16).hexdigest()


def chosen(fields: Sequence[str]) -> dict[str, int]:
    """Read what was ticked: an id with the version that was seen; what cannot be read is left out."""
    read = (field.partition(":") for field in fields)
    return {name: int(version) for name, _, version in read if name and version.isdecimal() and len(version) < 7}
