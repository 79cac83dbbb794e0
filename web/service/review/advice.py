"""Advice: somebody is asked one question about a pair, before a day, and his answer is an event of its own."""

from datetime import date
from enum import StrEnum

from matcher.catalogue.items import load_catalogue
from web.service.clock import Clock
from web.service.review.faults import (
    LEAST_NOTE,
    Fault,
    FaultCode,
    length_faults,
    refuse,
    until_faults,
)
from web.service.review.recording import Form, Found, record
from web.store.database import Database
from web.store.events import Event, EventKind, Told

MAY, MAY_NOT = "ja", "nee"
EXPERT = "arbeidsdeskundige"


class Addressee(StrEnum):
    """Who can be asked."""

    EXPERT = "arbeidsdeskundige"
    CASEWORKER = "klantmanager"
    DISTRICT_TEAM = "wijkteam"
    UWV = "uwv"
    REINTEGRATION = "re_integratiebedrijf"
    JOBCOACH = "jobcoach"


def ask_advice(
    database: Database,
    clock: Clock,
    form: Form,
    *,
    addressee: str,
    question: str,
    until: date | None,
    item: str = "",
) -> Event:
    """Ask for advice; the pair comes back with the answer, and at the latest after its day.

    Parameters
    ----------
    addressee
        Of `Addressee`.
    until
        The day by which an answer is needed.
    item
        The item of the profile it is about; empty where it is about none.

    Raises
    ------
    WrongDecision
        Without somebody to ask, a question, or a day to come.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """

    def tell(found: Found) -> Told:
        words = question.strip()
        faults = until_faults(until, found.today, is_required=True) + words_faults(words)
        if addressee not in {one.value for one in Addressee}:
            faults.append(Fault(field="addressee", code=FaultCode.ADDRESSEE_MISSING))
        refuse([*faults, *_item_faults(item)])
        return Told(addressee=addressee, note=words, until=until, item=item)

    return record(database, clock, form, EventKind.ADVICE, tell)


def advise(database: Database, clock: Clock, form: Form, *, answer: str = "", note: str) -> Event:
    """Answer the question that is open for a pair.

    Parameters
    ----------
    answer
        ``ja`` or ``nee`` where the question was whether an item that is *kan niet* may be tried; else empty.
    note
        The advice in words.

    Raises
    ------
    WrongDecision
        Where no question is open, or without words.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """

    def tell(found: Found) -> Told:
        words = note.strip()
        faults = words_faults(words)
        if answer not in ("", MAY, MAY_NOT):
            faults.append(Fault(field="answer", code=FaultCode.ANSWER_MISSING))
        refuse(faults)
        asked = found.state.question
        return Told(
            answer=answer, note=words, item=asked.item if asked else "", addressee=asked.addressee if asked else ""
        )

    return record(database, clock, form, EventKind.ADVISED, tell)


def words_faults(words: str) -> list[Fault]:
    """Refuse a question or an advice that says nothing."""
    if len(words) < LEAST_NOTE:
        return [Fault(field="note", code=FaultCode.NOTE_MISSING, facts=(("least", str(LEAST_NOTE)),))]
    return length_faults("note", words)


def _item_faults(item: str) -> list[Fault]:
    known = {one.code for one in load_catalogue().items}
    return [Fault(field="item", code=FaultCode.ITEM_UNKNOWN)] if item and item not in known else []
