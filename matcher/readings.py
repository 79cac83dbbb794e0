"""What people found who read a limit against this work, and the maatwerk of an arbeidsdeskundige."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from matcher.catalogue.items import Item, ItemType
from matcher.domain.candidate import Reason, Verdict
from matcher.domain.client import Client
from matcher.domain.profile import Answer, Capacity, Reading, ReadingOutcome, Source
from matcher.domain.support import INSTRUMENTS, Instrument
from matcher.domain.vacancy import Task, Vacancy
from matcher.scales import NO, PERHAPS, YES, Scales, employer_answer
from matcher.settle import OPEN, Weighed, best
from matcher.support import Closer, Gap

ORDER = (ReadingOutcome.WORKS, ReadingOutcome.WORKS_WITH, ReadingOutcome.FAILS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What readings say of one item at one vacancy: the worst of its tasks, and all that those tasks need.

    Attributes
    ----------
    instruments
        Of *lukt met*: what the tasks need together, in the fixed order.
    is_whole
        They answer more than the text: a limit that is only text, or maatwerk for every task.
    """

    outcome: ReadingOutcome
    instruments: tuple[Instrument, ...] = ()
    is_whole: bool


def held_of(
    item: Item, capacity: Capacity | None, places: Collection[int], client: Client, vacancy: Vacancy, day: date
) -> Held | None:
    """Give the worst reading over the tasks, if each was read; it sets a level aside only where the expert read all.

    A reading ends with its last day, when the person's value is newer than it, and when the text of the task is no
    longer what was read.

    Parameters
    ----------
    places
        The tasks that depend on the item.
    """
    since = capacity.recorded_on if capacity is not None else None
    valid = [
        reading
        for reading in client.profile.readings
        if reading.item == item.code
        and reading.vacancy == vacancy.key
        and reading.recorded_on <= day
        and (reading.until is None or reading.until >= day)
        and (since is None or reading.recorded_on >= since)
    ]
    by_task = [[one for one in valid if _is_about(one, vacancy.tasks[place])] for place in sorted(places)]
    if not by_task or not all(by_task):
        return None
    worst = [max(read, key=_gravity) for read in by_task]
    by_expert = all(
        any(one.source is Source.LABOUR_EXPERT and one.outcome is lead.outcome for one in read)
        for read, lead in zip(by_task, worst, strict=True)
    )
    outcome = max((lead.outcome for lead in worst), key=ORDER.index)
    needed = {lead.instrument for lead in worst} if outcome is ReadingOutcome.WORKS_WITH else set()
    return Held(
        outcome=outcome,
        instruments=tuple(instrument for instrument in INSTRUMENTS if instrument in needed),
        is_whole=item.type is ItemType.BIN or by_expert,
    )


def _is_about(reading: Reading, task: Task) -> bool:
    """Whether a task is still the one that was read; a text that was not written down is taken to be unchanged."""
    if reading.task not in ("", task.key):
        return False
    return not reading.task_text or _plain(reading.task_text) == _plain(task.description)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _gravity(reading: Reading) -> tuple[int, date, str, str]:
    return ORDER.index(reading.outcome), reading.recorded_on, reading.task, reading.instrument or ""


def after_failure(weighed: Weighed) -> Weighed:
    """Give the verdict after *lukt niet*: whatever is known of the person."""
    return Weighed(item=replace(weighed.item, verdict=Verdict.KAN_NIET, reason=Reason.TEXT_READ, **OPEN))


def after_reading(
    weighed: Weighed, item: Item, capacity: Capacity, held: Held, client: Client, vacancy: Vacancy, scales: Scales
) -> Weighed:
    """Let readings answer the text; a limit that is only text, and maatwerk, they answer whole.

    Each instrument that some task needs is a gap of its own; the worst of them counts.
    """
    if not (capacity.is_limited or capacity.has_text):
        return weighed
    read = replace(weighed.item, reason=Reason.TEXT_READ, **OPEN)
    if not held.instruments:
        return Weighed(item=replace(read, verdict=Verdict.PAST)) if held.is_whole else weighed
    gaps = [_gap(item, instrument, client, vacancy, scales) for instrument in held.instruments]
    by_status = {YES: Verdict.LET_OP, PERHAPS: Verdict.VRAAG_NA, NO: Verdict.KAN_NIET}
    verdict = max(by_status[best(gap)] for gap in gaps)
    closed = tuple(gap for gap in gaps if gap.closers)
    if held.is_whole:
        kept: Sequence[Gap] = ()
    else:
        kept = weighed.gaps
        if weighed.item.verdict > verdict:
            return replace(weighed, gaps=(*kept, *closed))
    found = replace(read, verdict=verdict, is_covered=verdict is Verdict.LET_OP, closers=held.instruments)
    return Weighed(item=found, gaps=(*kept, *closed))


def _gap(item: Item, instrument: Instrument, client: Client, vacancy: Vacancy, scales: Scales) -> Gap:
    """Give a gap that only the instrument of a reading closes; nothing closes it where that is refused."""
    status = scales.status(client, instrument)
    answer = employer_answer(vacancy, instrument)
    if status == NO or answer is Answer.NO:
        return Gap(item=item)
    return Gap(item=item, closers=(Closer(instrument=instrument, status=status, answer=answer),))
