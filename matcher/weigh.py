"""The verdict on one item: what the work asks against what the person can, and what is left to close."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict

from matcher.asked import Asked, asked_of
from matcher.catalogue.items import Item, ItemType
from matcher.domain.candidate import ItemVerdict, Reason, Verdict
from matcher.domain.client import Client
from matcher.domain.profile import Answer, BinDemand, Capacity, Frequency, Reading, ReadingOutcome, Source
from matcher.domain.support import INSTRUMENTS, Instrument
from matcher.domain.vacancy import Vacancy
from matcher.scales import NO, PERHAPS, YES, Scales, employer_answer
from matcher.support import Closer, Gap, with_closers


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The verdict on one item with the gaps a package has to close for it."""

    item: ItemVerdict
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What readings say of one item at one vacancy; ``is_whole`` where they answer more than the text."""

    reading: Reading
    is_whole: bool


class _Open(TypedDict):
    is_covered: bool
    is_at_norm: bool
    closers: tuple[Instrument, ...]


_OPEN = _Open(is_covered=False, is_at_norm=False, closers=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Weigher:
    """One person at one vacancy with his own working time."""

    client: Client
    vacancy: Vacancy
    scales: Scales
    planned_week_minutes: int

    def weigh(self, item: Item) -> Weighed:
        """Give the verdict on an item (MATCHING: the table of verdicts, then readings of text and maatwerk)."""
        rows = asked_of(self.vacancy, item, self.planned_week_minutes)
        capacity = self.scales.capacity(self.client, item)
        by_type = {ItemType.ORD: self._by_level, ItemType.SET: self._by_conditions, ItemType.BIN: self._by_limit}
        weighed = by_type[item.type](item, capacity, rows)
        held = self._held(item, capacity, rows)
        if held is not None and held.reading.outcome is ReadingOutcome.FAILS:
            return Weighed(item=replace(weighed.item, verdict=Verdict.KAN_NIET, reason=Reason.TEXT_READ, **_OPEN))
        if held is not None and capacity is not None and not capacity.is_stale:
            return self._after_reading(weighed, capacity, held)
        is_written = capacity is not None and capacity.has_text and any(_depends(item, row) for row in rows)
        if is_written and weighed.item.verdict < Verdict.VRAAG_NA:
            unread = replace(
                weighed.item,
                verdict=Verdict.VRAAG_NA,
                reason=Reason.TEXT_UNREAD,
                is_covered=False,
                is_at_norm=False,
            )
            return replace(weighed, item=unread)
        return weighed

    def _by_level(self, item: Item, capacity: Capacity | None, rows: Sequence[Asked]) -> Weighed:
        base = _base(item, capacity, rows, self.vacancy)
        is_silent = any(row.tolerated is None for row in rows)
        depends = any(row.tolerated is not None and row.tolerated < item.k for row in rows)
        if capacity is None or capacity.is_stale:
            return Weighed(item=_unknown(base, capacity, depends=depends, is_silent=is_silent))
        if capacity.level == 0:
            if any(row.tolerated == -1 for row in rows):
                return Weighed(item=replace(base, verdict=Verdict.LET_OP, reason=Reason.ABOVE_NORM, is_at_norm=True))
            return Weighed(item=base)
        over = [row for row in rows if row.tolerated is not None and row.tolerated < capacity.level]
        weighed = self._settle_levels(item, capacity.level, over, base) if over else Weighed(item=base)
        if is_silent and weighed.item.verdict < Verdict.VRAAG_NA:
            asked = replace(
                weighed.item, verdict=Verdict.VRAAG_NA, reason=Reason.UNKNOWN_DEMAND, is_covered=False, closers=()
            )
            return Weighed(item=asked, gaps=weighed.gaps)
        return weighed

    def _settle_levels(self, item: Item, level: int, over: Sequence[Asked], base: ItemVerdict) -> Weighed:
        """Close all that is too heavy; else at least what is firmly too heavy, and say what stays."""
        firm = [row for row in over if _if_open(item, level, row)[0] is Verdict.KAN_NIET]
        rest = max((_if_open(item, level, row) for row in over if row not in firm), default=None)
        base = replace(base, excess=max(level - (row.tolerated or 0) for row in over))
        whole = self._gap(item, level, over)
        if _best(whole) == YES:
            return _closed(base, whole)
        core = self._gap(item, level, firm) if firm else None
        if core is not None and rest is not None and _best(core) == YES:
            return Weighed(item=replace(base, verdict=rest[0], reason=rest[1]), gaps=(core,))
        for gap in (whole, core):
            if gap is not None and _best(gap) == PERHAPS:
                return _status_open(base, gap)
        verdict, reason = (Verdict.KAN_NIET, Reason.EXCESS) if firm or rest is None else rest
        return Weighed(item=replace(base, verdict=verdict, reason=reason))

    def _gap(self, item: Item, level: int, rows: Sequence[Asked]) -> Gap:
        gap = Gap(
            item=item,
            excess=max(level - (row.tolerated or 0) for row in rows),
            tasks=tuple(sorted({place for row in rows for place in row.tasks})),
            is_risk=any(row.is_risk for row in rows),
        )
        return with_closers(gap, self.client, self.vacancy, self.scales)

    def _by_conditions(self, item: Item, capacity: Capacity | None, rows: Sequence[Asked]) -> Weighed:
        base = _base(item, capacity, rows, self.vacancy)
        is_silent = any(row.asks is None for row in rows)
        depends = any(row.asks for row in rows)
        if capacity is None or capacity.is_stale:
            return Weighed(item=_unknown(base, capacity, depends=depends, is_silent=is_silent))
        asked = {number for row in rows for number in row.asks or ()}
        clash = sorted(asked & set(capacity.conditions))
        verdict, reason, gaps = Verdict.PAST, base.reason, []
        for number in clash:
            outcome, why, gap = self._settle_condition(item, number, tuple(clash), rows)
            if outcome >= verdict:
                verdict, reason = outcome, why
            gaps += [gap] if gap is not None else []
        if is_silent and capacity.conditions and verdict < Verdict.VRAAG_NA:
            verdict, reason = Verdict.VRAAG_NA, Reason.UNKNOWN_DEMAND
        found = replace(
            base,
            verdict=verdict,
            reason=reason,
            excess=len(clash),
            is_covered=verdict is Verdict.LET_OP,
            closers=_instruments(*gaps),
        )
        return Weighed(item=found, gaps=tuple(gaps))

    def _settle_condition(
        self, item: Item, number: int, clashes: tuple[int, ...], rows: Sequence[Asked]
    ) -> tuple[Verdict, Reason, Gap | None]:
        asking = [row for row in rows if number in (row.asks or ())]
        tasks = tuple(sorted({place for row in asking for place in row.tasks}))
        gap = Gap(
            item=item,
            condition=number,
            clashes=clashes,
            tasks=tasks,
            is_risk=any(row.is_risk for row in asking),
        )
        gap = with_closers(gap, self.client, self.vacancy, self.scales)
        if _best(gap) == YES:
            return Verdict.LET_OP, Reason.CLOSED, gap
        if _best(gap) == PERHAPS:
            return Verdict.VRAAG_NA, Reason.STATUS_UNKNOWN, gap
        if all(row.is_derived for row in asking):
            return Verdict.VRAAG_NA, Reason.DERIVED, None
        return Verdict.KAN_NIET, Reason.EXCESS, None

    def _by_limit(self, item: Item, capacity: Capacity | None, rows: Sequence[Asked]) -> Weighed:
        base = _base(item, capacity, rows, self.vacancy)
        is_silent = any(row.needs is None for row in rows)
        depends = any(row.needs for row in rows)
        if capacity is None or capacity.is_stale:
            return Weighed(item=_unknown(base, capacity, depends=depends, is_silent=is_silent))
        if not capacity.is_limited:
            if any(row.needs is BinDemand.ABOVE for row in rows):
                return Weighed(item=replace(base, verdict=Verdict.LET_OP, reason=Reason.ABOVE_NORM, is_at_norm=True))
            return Weighed(item=base)
        if not depends and not is_silent:
            return Weighed(item=base)
        asking = [row for row in rows if row.needs is not BinDemand.NONE]
        gap = Gap(
            item=item,
            tasks=tuple(sorted({place for row in asking for place in row.tasks})),
            is_risk=any(row.is_risk for row in asking),
            is_offer=True,
        )
        gap = with_closers(gap, self.client, self.vacancy, self.scales)
        unread = replace(
            base,
            verdict=Verdict.VRAAG_NA,
            reason=Reason.TEXT_UNREAD,
            excess=1,
            closers=_instruments(gap),
        )
        return Weighed(item=unread, gaps=(gap,) if gap.closers else ())

    def reading_of(self, item: Item) -> "Held | None":
        """Give what readings say of an item today, if every task that depends on it was read; else None."""
        rows = asked_of(self.vacancy, item, self.planned_week_minutes)
        return self._held(item, self.scales.capacity(self.client, item), rows)

    def _held(self, item: Item, capacity: Capacity | None, rows: Sequence[Asked]) -> "Held | None":
        """Give the worst reading over the tasks; it sets a level aside only where the expert read every task.

        A reading ends with its last day, and when the person's value is newer than it.
        """
        since = capacity.recorded_on if capacity is not None else None
        valid = [
            reading
            for reading in self.client.profile.readings
            if reading.item == item.code
            and reading.vacancy == self.vacancy.key
            and reading.recorded_on <= self.scales.day
            and (reading.until is None or reading.until >= self.scales.day)
            and (since is None or reading.recorded_on >= since)
        ]
        places = sorted({place for row in rows if _depends(item, row) for place in row.tasks})
        by_task = [[one for one in valid if one.task in ("", self.vacancy.tasks[place].key)] for place in places]
        if not by_task or not all(by_task):
            return None
        worst = [max(read, key=_gravity) for read in by_task]
        by_expert = all(
            any(one.source is Source.LABOUR_EXPERT and one.outcome is lead.outcome for one in read)
            for read, lead in zip(by_task, worst, strict=True)
        )
        return Held(reading=max(worst, key=_gravity), is_whole=item.type is ItemType.BIN or by_expert)

    def _after_reading(self, weighed: Weighed, capacity: Capacity, held: "Held") -> Weighed:
        """Let a reading answer the text; a limit that is only text, and maatwerk, it answers whole."""
        if not (capacity.is_limited or capacity.has_text):
            return weighed
        read = replace(weighed.item, reason=Reason.TEXT_READ, **_OPEN)
        instrument = held.reading.instrument
        if instrument is None:
            return Weighed(item=replace(read, verdict=Verdict.PAST)) if held.is_whole else weighed
        gap = self._read_gap(weighed, instrument)
        verdict = {YES: Verdict.LET_OP, PERHAPS: Verdict.VRAAG_NA, NO: Verdict.KAN_NIET}[_best(gap)]
        if not held.is_whole and weighed.item.verdict > verdict:
            return weighed
        kept = () if held.is_whole else weighed.gaps
        found = replace(read, verdict=verdict, is_covered=verdict is Verdict.LET_OP, closers=(instrument,))
        return Weighed(item=found, gaps=(*kept, gap) if gap.closers else kept)

    def _read_gap(self, weighed: Weighed, instrument: Instrument) -> Gap:
        """Give a gap that only the instrument of a reading closes; nothing closes it where that is refused."""
        item = self.scales.catalogue.by_code(weighed.item.item)
        status = self.scales.status(self.client, instrument)
        answer = employer_answer(self.vacancy, instrument)
        if status == NO or answer is Answer.NO:
            return Gap(item=item)
        closer = Closer(instrument=instrument, status=status, asks_employer=answer is Answer.UNKNOWN)
        return Gap(item=item, closers=(closer,))


def _gravity(reading: Reading) -> tuple[int, date, str, str]:
    order = (ReadingOutcome.WORKS, ReadingOutcome.WORKS_WITH, ReadingOutcome.FAILS)
    return order.index(reading.outcome), reading.recorded_on, reading.task, reading.instrument or ""


def _base(item: Item, capacity: Capacity | None, rows: Sequence[Asked], vacancy: Vacancy) -> ItemVerdict:
    """Give the verdict *past* with both sides of the item, as a start."""
    levels = [row.tolerated for row in rows if row.tolerated is not None]
    needs = [int(row.needs) for row in rows if row.needs is not None]
    asks = {number for row in rows for number in row.asks or ()}
    lead = min(
        rows, key=lambda row: (row.tolerated if row.tolerated is not None else 9, -int(row.needs or 0), row.tasks)
    )
    depends = any(_depends(item, row) for row in rows)
    differs = len({(row.tolerated, row.asks, row.needs) for row in rows}) > 1
    return ItemVerdict(
        item=item.code,
        verdict=Verdict.PAST,
        reason=Reason.WITHIN if depends else Reason.NOT_ASKED,
        capacity=capacity,
        tolerated=min(levels) if levels else max(needs) if needs else None,
        asks=tuple(sorted(asks)) if any(row.asks is not None for row in rows) else None,
        task=vacancy.tasks[lead.tasks[0]].key if differs else "",
        minutes_per_day=lead.minutes,
        frequency=lead.frequency if item.type is ItemType.ORD else None,
        source=lead.source,
    )


def _unknown(base: ItemVerdict, capacity: Capacity | None, *, depends: bool, is_silent: bool) -> ItemVerdict:
    if not depends and not is_silent:
        return base
    if not depends:
        return replace(base, verdict=Verdict.VRAAG_NA, reason=Reason.UNKNOWN_BOTH, is_unknown_both=True)
    reason = Reason.UNKNOWN_CAPACITY if capacity is None else Reason.STALE_CAPACITY
    return replace(base, verdict=Verdict.VRAAG_NA, reason=reason)


def _if_open(item: Item, level: int, row: Asked) -> tuple[Verdict, Reason]:
    """Give the verdict on a task that asks too much and that no support closes."""
    excess = level - (row.tolerated or 0)
    is_strict = item.no_tolerance or (item.risk_no_tolerance and row.is_risk)
    if excess == 1 and not is_strict:
        if row.frequency in (Frequency.INCIDENTAL, Frequency.MARGINAL):
            return Verdict.LET_OP, Reason.TOLERATED
        if row.frequency is Frequency.UNKNOWN:
            return Verdict.VRAAG_NA, Reason.FREQUENCY_UNKNOWN
    return (Verdict.VRAAG_NA, Reason.DERIVED) if row.is_derived else (Verdict.KAN_NIET, Reason.EXCESS)


def _depends(item: Item, row: Asked) -> bool:
    if not row.is_known:
        return True
    if item.type is ItemType.ORD:
        return row.tolerated is not None and row.tolerated < item.k
    return bool(row.asks) if item.type is ItemType.SET else bool(row.needs)


def _best(gap: Gap) -> int:
    return max((closer.status for closer in gap.closers), default=NO)


def _instruments(*gaps: Gap) -> tuple[Instrument, ...]:
    found = {closer.instrument for gap in gaps for closer in gap.closers}
    return tuple(instrument for instrument in INSTRUMENTS if instrument in found)


def _closed(base: ItemVerdict, gap: Gap) -> Weighed:
    found = replace(base, verdict=Verdict.LET_OP, reason=Reason.CLOSED, is_covered=True, closers=_instruments(gap))
    return Weighed(item=found, gaps=(gap,))


def _status_open(base: ItemVerdict, gap: Gap) -> Weighed:
    found = replace(base, verdict=Verdict.VRAAG_NA, reason=Reason.STATUS_UNKNOWN, closers=_instruments(gap))
    return Weighed(item=found, gaps=(gap,))
