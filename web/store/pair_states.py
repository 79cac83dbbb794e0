"""What the events of one pair come to on a day: worked out when asked, so that an undone event leaves nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from web.store.events import ClientAnswer, EmployerAnswer, Event, EventKind

LAPSES_AFTER = timedelta(days=21)


class PairStatus(StrEnum):
    """Where a pair is on a day, in the order of a proposal's life."""

    NEW = "nieuw"
    LAPSED = "terug_bij_u"
    DISCUSSED = "bespreken"
    AGREED = "client_ja"
    OFFERED = "voorgesteld"
    ACCEPTED = "werkgever_ja"
    STARTED = "gestart"
    RUNNING = "loopt"
    ADVICE = "advies_gevraagd"
    LATER = "later"
    REJECTED = "niet_doen"
    DECLINED = "client_nee"
    REFUSED = "werkgever_nee"
    RETURNED = "teruggekeerd"


HELD = frozenset({PairStatus.DISCUSSED, PairStatus.AGREED, PairStatus.OFFERED, PairStatus.ACCEPTED})
AT_WORK = frozenset({PairStatus.STARTED, PairStatus.RUNNING})
OUT = frozenset({PairStatus.REJECTED, PairStatus.DECLINED, PairStatus.REFUSED, PairStatus.RETURNED})
UNFINISHED = HELD | AT_WORK


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """One time at work: its start, and the event that ended it; None while it runs.

    Attributes
    ----------
    proposal_id
        The proposal that was taken up: its support is what the placement uses.
    """

    start: Event
    proposal_id: str
    end: Event | None = None

    def runs_on(self, day: date) -> bool:
        """Whether it runs on a day."""
        return _day_of(self.start) <= day and (self.end is None or day < _day_of(self.end))


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class PairState:
    """What holds for a pair on a day.

    Attributes
    ----------
    stage
        How far it came, whatever the day; `status` is `stage` unless time changed it.
    last
        The event that decides the stage; None for *nieuw* without a decision that counts.
    newest
        The newest event that was not undone: the one that can be.
    version
        Number of events so far.
    taken_up
        With which event it is held or was; its proposal says which support is kept for it.
    client_answer
        The newest answer of the person since it was taken up.
    question
        Advice that was asked and not given yet.
    is_held
        Pinned with its place and its support: being talked about, or at work from a later day on.
    spells
        Times at work, oldest first.
    events
        All of them, oldest first: what the rest was worked out from.
    """

    status: PairStatus = PairStatus.NEW
    stage: PairStatus = PairStatus.NEW
    last: Event | None = None
    newest: Event | None = None
    version: int = 0
    taken_up: Event | None = None
    client_answer: Event | None = None
    question: Event | None = None
    is_held: bool = False
    spells: tuple[Spell, ...] = ()
    events: tuple[Event, ...] = field(default=(), repr=False, compare=False)

    @property
    def is_unfinished(self) -> bool:
        """Whether somebody has to see to it, whatever the night proposes."""
        return self.stage in UNFINISHED

    @property
    def is_at_work(self) -> bool:
        """Whether the person started there and did not come back."""
        return self.status in AT_WORK

    @property
    def is_out(self) -> bool:
        """Whether nights leave this pair out."""
        return self.status in OUT

    @property
    def said_yes(self) -> bool:
        """Whether the person's newest answer is a yes."""
        return self.client_answer is not None and self.client_answer.answer == ClientAnswer.YES


def state_of(found: Sequence[Event], day: date) -> PairState:
    """Fold the events of one pair, oldest first, into what holds on a day."""
    undone = {event.undoes for event in found if event.kind is EventKind.UNDO}
    state = PairState(version=len(found), events=tuple(found))
    for event in found:
        if event.kind is not EventKind.UNDO and event.id not in undone:
            state = replace(_AFTER[event.kind](state, event), newest=event)
    status = _on(state, day)
    starts_later = status is PairStatus.STARTED and not state.spells[-1].runs_on(day)
    return replace(state, status=status, is_held=status in HELD or starts_later)


def _on(state: PairState, day: date) -> PairStatus:
    last, newest = state.last, state.newest
    if last is None or newest is None:
        return state.stage
    if state.stage is PairStatus.LATER and (last.until is None or day >= last.until):
        return PairStatus.NEW
    if state.stage in OUT and last.until is not None and day > last.until:
        return PairStatus.NEW
    if state.stage is PairStatus.ADVICE and last.until is not None and day > last.until:
        return PairStatus.NEW
    if state.stage in HELD and day - newest.at.date() > LAPSES_AFTER:
        return PairStatus.LAPSED
    return state.stage


def _day_of(event: Event) -> date:
    return event.happened_on or event.at.date()


def _taken_up(state: PairState, event: Event) -> PairState:
    return replace(state, stage=PairStatus.DISCUSSED, last=event, taken_up=event, client_answer=None)


def _client(state: PairState, event: Event) -> PairState:
    answered = replace(state, last=event, client_answer=event)
    if event.answer == ClientAnswer.YES:
        return replace(answered, stage=max(state.stage, PairStatus.AGREED, key=_ORDER.index))
    return replace(answered, stage=PairStatus.DISCUSSED if event.answer == ClientAnswer.DOUBT else PairStatus.DECLINED)


def _employer(state: PairState, event: Event) -> PairState:
    stage = PairStatus.ACCEPTED if event.answer == EmployerAnswer.YES else PairStatus.REFUSED
    return replace(state, stage=stage, last=event)


def _start(state: PairState, event: Event) -> PairState:
    taken = state.taken_up or event
    spell = Spell(start=event, proposal_id=taken.proposal_id)
    return replace(state, stage=PairStatus.STARTED, last=event, spells=(*state.spells, spell))


def _return(state: PairState, event: Event) -> PairState:
    *before, running = state.spells
    return replace(state, stage=PairStatus.RETURNED, last=event, spells=(*before, replace(running, end=event)))


def _asked(state: PairState, event: Event) -> PairState:
    """Ask for advice: a pair that is held stays held meanwhile."""
    if state.stage in UNFINISHED:
        return replace(state, question=event)
    return replace(state, stage=PairStatus.ADVICE, last=event, question=event)


def _advised(state: PairState, event: Event) -> PairState:
    stage = PairStatus.NEW if state.stage is PairStatus.ADVICE else state.stage
    return replace(state, stage=stage, question=None)


def _contact(state: PairState, event: Event) -> PairState:
    return state


def _moved(stage: PairStatus) -> "After":
    return lambda state, event: replace(state, stage=stage, last=event)


After: TypeAlias = Callable[[PairState, Event], PairState]
_ORDER = tuple(PairStatus)
_AFTER: Mapping[EventKind, After] = {
    EventKind.DISCUSS: _taken_up,
    EventKind.MATCH: _taken_up,
    EventKind.CLIENT: _client,
    EventKind.OFFER: _moved(PairStatus.OFFERED),
    EventKind.EMPLOYER: _employer,
    EventKind.START: _start,
    EventKind.RUNS: _moved(PairStatus.RUNNING),
    EventKind.RETURN: _return,
    EventKind.ADVICE: _asked,
    EventKind.ADVISED: _advised,
    EventKind.CONTACT: _contact,
    EventKind.REJECT: _moved(PairStatus.REJECTED),
    EventKind.LATER: _moved(PairStatus.LATER),
}
