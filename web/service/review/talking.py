"""Between taking a proposal up and work: what the person answers, what the employer answers, and that people go on."""

from collections.abc import Sequence
from datetime import date

from web.service.clock import Clock
from web.service.review.faults import (
    LEAST_MOTIVATION,
    Fault,
    FaultCode,
    happened_faults,
    length_faults,
    reason_faults,
    refuse,
)
from web.service.review.own_reasons import known_reasons
from web.service.review.recording import Form, Found, check_place, record
from web.store.database import Database
from web.store.events import ClientAnswer, EmployerAnswer, Event, EventKind, Told

NOES = (ClientAnswer.NO, ClientAnswer.OTHER_WORK)


def client_answered(
    database: Database,
    clock: Clock,
    form: Form,
    *,
    answer: ClientAnswer | None,
    on: date | None,
    reasons: Sequence[str] = (),
    note: str = "",
) -> Event:
    """Record what the person said of the proposal; a no sends him back to the pool and the pair to no night again.

    Parameters
    ----------
    on
        The day he said it.
    reasons
        Of `ClientReason` or added to it; at least one with a no.
    note
        His own words; with *ander werk* which work.

    Raises
    ------
    WrongDecision
        Without an answer or its day, and for a no without a reason.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """

    def tell(found: Found) -> Told:
        words = note.strip()
        faults = [] if answer else [Fault(field="answer", code=FaultCode.ANSWER_MISSING)]
        faults += happened_faults(on, found.today)
        faults += _why(answer in NOES, reasons, known_reasons(found.store, "client"), words)
        if answer is ClientAnswer.OTHER_WORK and len(words) < LEAST_MOTIVATION:
            faults.append(_short("note"))
        refuse(faults)
        if answer not in NOES:
            check_place(found)
        chosen = tuple(sorted(set(reasons))) if answer in NOES else ()
        return Told(answer=answer or "", happened_on=on, reasons=chosen, note=words)

    return record(database, clock, form, EventKind.CLIENT, tell)


def offered(database: Database, clock: Clock, form: Form, *, on: date | None, note: str = "") -> Event:
    """Record that the person was proposed to the employer: only after his own yes.

    Raises
    ------
    WrongDecision
        Without the person's yes, or without the day.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """

    def tell(found: Found) -> Told:
        refuse([*happened_faults(on, found.today), *length_faults("note", note)])
        refuse(_not_before_answer(found, on))
        check_place(found)
        return Told(happened_on=on, note=note.strip())

    return record(database, clock, form, EventKind.OFFER, tell)


def employer_answered(
    database: Database,
    clock: Clock,
    form: Form,
    *,
    answer: EmployerAnswer | None,
    on: date | None,
    reasons: Sequence[str] = (),
    note: str = "",
) -> Event:
    """Record what the employer said; a no sends the person back to the pool and the pair to no night again.

    Raises
    ------
    WrongDecision
        Without an answer or its day, and for a no without a reason.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """

    def tell(found: Found) -> Told:
        is_no = answer is EmployerAnswer.NO
        faults = [] if answer else [Fault(field="answer", code=FaultCode.ANSWER_MISSING)]
        faults += happened_faults(on, found.today)
        refuse([*faults, *_why(is_no, reasons, known_reasons(found.store, "werkgever"), note.strip())])
        if not is_no:
            check_place(found)
        chosen = tuple(sorted(set(reasons))) if is_no else ()
        return Told(answer=answer or "", happened_on=on, reasons=chosen, note=note.strip())

    return record(database, clock, form, EventKind.EMPLOYER, tell)


def still_busy(database: Database, clock: Clock, form: Form, *, note: str) -> Event:
    """Record that people are still working on it, so that it does not come back for want of news.

    Raises
    ------
    WrongDecision
        Without words on what was done, or where the place has gone meanwhile.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """

    def tell(found: Found) -> Told:
        words = note.strip()
        faults = length_faults("note", words)
        refuse([*faults, _short("note")] if len(words) < LEAST_MOTIVATION else faults)
        check_place(found)
        return Told(note=words)

    return record(database, clock, form, EventKind.CONTACT, tell)


def _not_before_answer(found: Found, on: date | None) -> list[Fault]:
    said = found.state.client_answer.happened_on if found.state.client_answer else None
    if said is not None and on is not None and on < said:
        return [Fault(field="day", code=FaultCode.BEFORE_ANSWER)]
    return []


def _why(is_no: bool, reasons: Sequence[str], known: Sequence[str], words: str) -> list[Fault]:
    return reason_faults(reasons, known, words) if is_no else length_faults("note", words)


def _short(field: str) -> Fault:
    return Fault(field=field, code=FaultCode.NOTE_MISSING, facts=(("least", str(LEAST_MOTIVATION)),))
