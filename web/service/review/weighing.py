"""What an adviser first does with a proposal: discuss it, not do it, later; and how each is taken back."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from web.service.clock import Clock
from web.service.review.arguments import argument_faults
from web.service.review.faults import (
    LEAST_MOTIVATION,
    Fault,
    FaultCode,
    WrongDecision,
    length_faults,
    reason_faults,
    refuse,
    until_faults,
)
from web.service.review.own_reasons import known_reasons
from web.service.review.recording import Form, Found, flagged, found_of, new_event, place_faults, record
from web.store.database import Database
from web.store.events import Event, EventKind, Motivation, Told, WeighedArgument

UNDO_WITHIN = timedelta(minutes=10)


def discuss(
    database: Database,
    clock: Clock,
    form: Form,
    motivations: Mapping[str, str],
    arguments: Sequence[WeighedArgument] = (),
) -> Event:
    """Take a proposal up with the person; from now on it is held with its place and its support.

    Raises
    ------
    WrongDecision
        Where a flagged item has no written motivation, or the client or the place is taken.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """

    def tell(found: Found) -> Told:
        fields = flagged(found.proposal) if found.proposal else ()
        written = {name: " ".join(motivations.get(name, "").split()) for name in fields}
        place = place_faults(found.store, found.row, found.today)
        refuse([*motivation_faults(written), *argument_faults(found.proposal, arguments), *place])
        made = tuple(Motivation(item=name, text=text) for name, text in written.items())
        return Told(motivations=made, arguments=tuple(arguments))

    return record(database, clock, form, EventKind.DISCUSS, tell)


def reject(
    database: Database,
    clock: Clock,
    form: Form,
    *,
    reasons: Sequence[str],
    note: str = "",
    until: date | None = None,
    arguments: Sequence[WeighedArgument] = (),
) -> Event:
    """Do not do a proposal: the pair stays out of every night up to and with `until`, without it for good.

    Raises
    ------
    WrongDecision
        Without a known reason, with *anders* and no explanation, or with a date that has passed.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """

    def tell(found: Found) -> Told:
        text = note.strip()
        faults = reason_faults(reasons, known_reasons(found.store, "niet_doen"), text)
        refuse([*faults, *argument_faults(found.proposal, arguments), *_ends(until, found.today)])
        return Told(reasons=tuple(sorted(set(reasons))), note=text, until=until, arguments=tuple(arguments))

    return record(database, clock, form, EventKind.REJECT, tell)


def later(database: Database, clock: Clock, form: Form, *, until: date | None, note: str = "") -> Event:
    """Put a proposal away; on the day it comes back by itself.

    Raises
    ------
    WrongDecision
        Without a day, or with one that is not in the future.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """

    def tell(found: Found) -> Told:
        text = note.strip()
        refuse([*until_faults(until, found.today, is_required=True), *length_faults("note", text)])
        return Told(note=text, until=until)

    return record(database, clock, form, EventKind.LATER, tell)


def undo(database: Database, clock: Clock, form: Form) -> Event:
    """Take the newest decision back, within ten minutes, by an event of its own.

    Raises
    ------
    WrongDecision
        Where there is nothing to take back, or it is too late.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """
    with database.begin() as store:
        if again := store.event_of_form(form.idempotency_key):
            return again
        found = found_of(store, clock, form)
        newest = found.state.newest
        if newest is None:
            raise WrongDecision(Fault(field="undo", code=FaultCode.NOTHING_TO_UNDO))
        if not can_undo(newest, clock):
            raise WrongDecision(Fault(field="undo", code=FaultCode.TOO_LATE_TO_UNDO))
        return store.add_event(new_event(form, found, clock, EventKind.UNDO, Told(undoes=newest.id)))


def can_undo(event: Event, clock: Clock) -> bool:
    """Whether an event is recent enough to be taken back; a clock set back does not make it so for ever."""
    return abs(clock.now() - event.at) <= UNDO_WITHIN


def motivation_faults(written: Mapping[str, str]) -> list[Fault]:
    """Refuse a flagged field without a written motivation, or with one that says nothing."""
    faults = []
    for name, text in written.items():
        field = f"motivation.{name}"
        if not text:
            faults.append(Fault(field=field, code=FaultCode.MOTIVATION_MISSING))
        elif len(text) < LEAST_MOTIVATION:
            least = (("least", str(LEAST_MOTIVATION)),)
            faults.append(Fault(field=field, code=FaultCode.MOTIVATION_SHORT, facts=least))
        faults.extend(length_faults(field, text))
    return faults


def _ends(until: date | None, today: date) -> list[Fault]:
    return until_faults(until, today, is_required=False)
