"""Work itself: that it started, that it still goes on, and why somebody came back."""

from collections.abc import Sequence
from datetime import date, timedelta

from matcher.catalogue.items import load_catalogue
from matcher.domain.client import MAX_WEEK_MINUTES
from web.service.clock import Clock
from web.service.review.faults import (
    Fault,
    FaultCode,
    happened_faults,
    length_faults,
    reason_faults,
    refuse,
    until_faults,
)
from web.service.review.own_reasons import known_reasons
from web.service.review.reasons import CORRECTS_BY_REASON, Corrects, ReturnReason
from web.service.review.recording import Form, Found, check_place, record
from web.store.database import Database
from web.store.events import Event, EventKind, Told
from web.store.pair_states import PairState

FARTHEST_START = timedelta(days=92)
QUARTER = 15


def started(
    database: Database, clock: Clock, form: Form, *, on: date | None, week_minutes: int | None, note: str = ""
) -> Event:
    """Record the first working day: from then on the place is filled and the person is out of the pool.

    Parameters
    ----------
    on
        May lie up to three months ahead; until then the pair stays held.
    week_minutes
        Hours a week agreed, in minutes; None takes those of the proposal.

    Raises
    ------
    WrongDecision
        Without the person's yes with its day, the employer's yes, or a first day after both.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """

    def tell(found: Found) -> Told:
        refuse([*_start_faults(found, on), *_hours_faults(week_minutes), *length_faults("note", note)])
        check_place(found)
        return Told(
            happened_on=on,
            week_minutes=week_minutes or found.row.week_minutes,
            places=found.store.delivered_places([found.row.vacancy]).get(found.row.vacancy, 0),
            note=note.strip(),
        )

    return record(database, clock, form, EventKind.START, tell)


def still_runs(database: Database, clock: Clock, form: Form, *, on: date | None, note: str = "") -> Event:
    """Record that somebody is still at work, on a day people looked.

    Raises
    ------
    WrongDecision
        Without the day, or with one before the start.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """

    def tell(found: Found) -> Told:
        refuse([*happened_faults(on, found.today), *_after_start(found.state, on), *length_faults("note", note)])
        return Told(happened_on=on, note=note.strip())

    return record(database, clock, form, EventKind.RUNS, tell)


def returned(
    database: Database,
    clock: Clock,
    form: Form,
    *,
    on: date | None,
    reasons: Sequence[str],
    item: str = "",
    week_minutes: int | None = None,
    note: str = "",
    until: date | None = None,
) -> Event:
    """Record that somebody came back from work, and what in the records was wrong.

    The place and the person are back in the next night. The pair itself stays out of it up to and with `until`,
    without it for good. What failed counts as an earlier failure: a second look, and hours that start where they held.

    Parameters
    ----------
    on
        The last working day.
    reasons
        Of `ReturnReason` or added to it; at least one.
    item
        The item of the profile that was wrong; required where a reason points at one.
    week_minutes
        Hours a week that were held last, in minutes; None where nobody knows.

    Raises
    ------
    WrongDecision
        Without the day or a reason, or without the item a reason points at.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """

    def tell(found: Found) -> Told:
        words, known = note.strip(), known_reasons(found.store, "terugkeer")
        refuse(
            [
                *happened_faults(on, found.today),
                *_after_start(found.state, on),
                *reason_faults(reasons, known, words),
                *_item_faults(reasons, item),
                *_hours_faults(week_minutes),
                *until_faults(until, found.today, is_required=False),
            ]
        )
        chosen = tuple(reason for reason in known if reason in reasons)
        return Told(happened_on=on, reasons=chosen, item=item, week_minutes=week_minutes, note=words, until=until)

    return record(database, clock, form, EventKind.RETURN, tell)


def corrects(reasons: Sequence[str]) -> tuple[Corrects, ...]:
    """Give what a return says was wrong in the records, each once."""
    known = {reason.value for reason in ReturnReason}
    found = {CORRECTS_BY_REASON[ReturnReason(reason)] for reason in reasons if reason in known}
    return tuple(one for one in Corrects if one in found and one is not Corrects.NOTHING)


def _start_faults(found: Found, on: date | None) -> list[Fault]:
    if on is None:
        return [Fault(field="day", code=FaultCode.DAY_MISSING)]
    said = found.state.client_answer.happened_on if found.state.client_answer else None
    if said is not None and on < said:
        return [Fault(field="day", code=FaultCode.BEFORE_ANSWER)]
    return [Fault(field="day", code=FaultCode.DATE_FAR)] if on > found.today + FARTHEST_START else []


def _after_start(state: PairState, on: date | None) -> list[Fault]:
    begun = state.spells[-1].start.happened_on if state.spells else None
    if on is not None and begun is not None and on < begun:
        return [Fault(field="day", code=FaultCode.BEFORE_START)]
    return []


def _item_faults(reasons: Sequence[str], item: str) -> list[Fault]:
    if item and item not in {one.code for one in load_catalogue().items}:
        return [Fault(field="item", code=FaultCode.ITEM_UNKNOWN)]
    if not item and Corrects.ITEM in corrects(reasons):
        return [Fault(field="item", code=FaultCode.ITEM_MISSING)]
    return []


def _hours_faults(week_minutes: int | None) -> list[Fault]:
    if week_minutes is None or (0 < week_minutes <= MAX_WEEK_MINUTES and week_minutes % QUARTER == 0):
        return []
    return [Fault(field="hours", code=FaultCode.HOURS_WRONG)]
