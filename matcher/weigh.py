"""The verdict on one item: what the work asks against what the person can, and what is left to close."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matcher.asked import Asked, asked_of, depends
from matcher.catalogue.items import Item, ItemType
from matcher.domain.candidate import ItemVerdict, Reason, Verdict
from matcher.domain.client import Client
from matcher.domain.profile import BinDemand, Capacity, Frequency, ReadingOutcome
from matcher.domain.vacancy import Vacancy
from matcher.drop_outs import failed_items
from matcher.readings import Held, after_failure, after_reading, held_of
from matcher.scales import Scales
from matcher.settle import Rest, Strain, Weighed, instruments_of, of_parts, settle, settle_together
from matcher.support import Gap, joined, with_closers


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """One item on the way to its verdict: both sides, what people read, and what the table of verdicts gives."""

    item: Item
    capacity: Capacity | None
    rows: tuple[Asked, ...]
    held: Held | None
    weighed: Weighed

    @property
    def is_answered(self) -> bool:
        """Whether readings answer more than the text: then nothing of the table is left to close."""
        return self.held is not None and (self.held.is_whole or self.held.outcome is ReadingOutcome.FAILS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weigher:
    """One person at one vacancy with his own working time."""

    client: Client
    vacancy: Vacancy
    scales: Scales
    planned_week_minutes: int

    def weigh(self, items: Sequence[Item]) -> list[Weighed]:
        """Give the verdict on each item: the table of verdicts, couples, readings and maatwerk, drop-outs."""
        seen = {item.code: self._seen(item) for item in items}
        for couple in self.scales.catalogue.couples:
            one, other = seen[couple.first], seen[couple.second]
            numbers = couple.first_condition, couple.second_condition
            settled = self._together(one, other, numbers)
            if settled is not None:
                seen[couple.first] = replace(one, weighed=settled[0])
                seen[couple.second] = replace(other, weighed=settled[1])
        failed = failed_items(self.client, self.scales)
        return [self._after_drop_out(one, self._after_texts(one), failed) for one in seen.values()]

    def held(self, item: Item) -> Held | None:
        """Give what readings say of an item today, if every task that depends on it was read; else None."""
        rows = asked_of(self.vacancy, item, self.planned_week_minutes)
        return self._held(item, self.scales.capacity(self.client, item), rows)

    def _held(self, item: Item, capacity: Capacity | None, rows: Sequence[Asked]) -> Held | None:
        places = {place for row in rows if depends(item, row) for place in row.tasks}
        return held_of(item, capacity, places, self.client, self.vacancy, self.scales.day)

    def _seen(self, item: Item) -> _Seen:
        rows = asked_of(self.vacancy, item, self.planned_week_minutes)
        capacity = self.scales.capacity(self.client, item)
        by_type = {ItemType.ORD: self._by_level, ItemType.SET: self._by_conditions, ItemType.BIN: self._by_limit}
        weighed = by_type[item.type](item, capacity, rows)
        return _Seen(item=item, capacity=capacity, rows=rows, held=self._held(item, capacity, rows), weighed=weighed)

    def _together(self, one: _Seen, other: _Seen, numbers: tuple[int | None, int | None]) -> list[Weighed] | None:
        """Settle a couple of which both halves are firmly too heavy: support has to close both; None where not.

        Where nothing closes one half by itself, nothing closes both: that half keeps its own reason, and the other is
        *kan niet* too. So less of a limit on one half never makes the other worse.
        """
        if one.is_answered or other.is_answered:
            return None
        halves = one.weighed.half(numbers[0]), other.weighed.half(numbers[1])
        first, second = (half.strain if half is not None else None for half in halves)
        if first is None or second is None or first.core is None or second.core is None:
            return None
        about = self.client, self.vacancy, self.planned_week_minutes, self.scales
        wholes, cores = joined(first.whole, second.whole, *about), joined(first.core, second.core, *about)
        made = []
        for seen, number, settled in zip(
            (one, other), numbers, settle_together(first, second, wholes, cores), strict=True
        ):
            half = seen.weighed.half(number)
            is_shut = half is not None and half.item.verdict is Verdict.KAN_NIET
            made.append(seen.weighed if is_shut else seen.weighed.with_half(number, settled))
        return made

    def _after_texts(self, seen: _Seen) -> Weighed:
        weighed, capacity, held = _with_silence(seen), seen.capacity, seen.held
        if held is not None and held.outcome is ReadingOutcome.FAILS:
            return after_failure(weighed)
        if held is not None and capacity is not None and not capacity.is_stale:
            return after_reading(weighed, seen.item, capacity, held, self.client, self.vacancy, self.scales)
        is_written = capacity is not None and capacity.has_text and any(depends(seen.item, row) for row in seen.rows)
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

    def _after_drop_out(self, seen: _Seen, weighed: Weighed, failed: frozenset[str]) -> Weighed:
        """Make work that asks what an earlier placement failed on a *let op* that costs nothing."""
        if seen.item.code not in failed or weighed.item.verdict is not Verdict.PAST:
            return weighed
        if not any(depends(seen.item, row) for row in seen.rows):
            return weighed
        found = replace(weighed.item, verdict=Verdict.LET_OP, reason=Reason.DROPPED_OUT, is_at_norm=True)
        return replace(weighed, item=found)

    def _by_level(self, item: Item, capacity: Capacity | None, rows: Sequence[Asked]) -> Weighed:
        base = _base(item, capacity, rows, self.vacancy)
        is_silent = any(row.tolerated is None for row in rows)
        is_asked = any(row.tolerated is not None and row.tolerated < item.k for row in rows)
        if capacity is None or capacity.is_stale:
            return Weighed(item=_unknown(base, capacity, is_asked=is_asked, is_silent=is_silent))
        if capacity.level == 0:
            if any(row.tolerated == -1 for row in rows):
                return Weighed(item=replace(base, verdict=Verdict.LET_OP, reason=Reason.ABOVE_NORM, is_at_norm=True))
            return Weighed(item=base)
        over = [row for row in rows if row.tolerated is not None and row.tolerated < capacity.level]
        return settle(self._strain(item, capacity.level, over, base)) if over else Weighed(item=base)

    def _strain(self, item: Item, level: int, over: Sequence[Asked], base: ItemVerdict) -> Strain:
        firm = [row for row in over if _if_open(item, level, row)[0] is Verdict.KAN_NIET]
        return Strain(
            base=replace(base, excess=max(level - (row.tolerated or 0) for row in over)),
            whole=self._gap(item, level, over),
            core=self._gap(item, level, firm) if firm else None,
            rest=max((_if_open(item, level, row) for row in over if row not in firm), default=None),
        )

    def _gap(self, item: Item, level: int, rows: Sequence[Asked]) -> Gap:
        gap = Gap(
            item=item,
            excess=max(level - (row.tolerated or 0) for row in rows),
            tasks=tuple(sorted({place for row in rows for place in row.tasks})),
            is_risk=any(row.is_risk for row in rows),
        )
        return self._with_closers(gap)

    def _with_closers(self, gap: Gap) -> Gap:
        return with_closers(gap, self.client, self.vacancy, self.planned_week_minutes, self.scales)

    def _by_conditions(self, item: Item, capacity: Capacity | None, rows: Sequence[Asked]) -> Weighed:
        base = _base(item, capacity, rows, self.vacancy)
        is_silent = any(row.asks is None for row in rows)
        is_asked = any(row.asks for row in rows)
        if capacity is None or capacity.is_stale:
            return Weighed(item=_unknown(base, capacity, is_asked=is_asked, is_silent=is_silent))
        asked = {number for row in rows for number in row.asks or ()}
        clash = tuple(sorted(asked & set(capacity.conditions)))
        base = replace(base, excess=len(clash))
        if not clash:
            return Weighed(item=base)
        settled = [settle(self._condition_strain(item, number, clash, rows, base)) for number in clash]
        return of_parts(tuple(settled))

    def _condition_strain(
        self, item: Item, number: int, clash: tuple[int, ...], rows: Sequence[Asked], base: ItemVerdict
    ) -> Strain:
        asking = [row for row in rows if number in (row.asks or ())]
        gap = Gap(
            item=item,
            condition=number,
            clashes=clash,
            tasks=tuple(sorted({place for row in asking for place in row.tasks})),
            is_risk=any(row.is_risk for row in asking),
        )
        gap = self._with_closers(gap)
        is_derived = all(row.is_derived for row in asking)
        rest: Rest | None = (Verdict.VRAAG_NA, Reason.DERIVED) if is_derived else None
        return Strain(base=base, whole=gap, core=None if is_derived else gap, rest=rest)

    def _by_limit(self, item: Item, capacity: Capacity | None, rows: Sequence[Asked]) -> Weighed:
        base = _base(item, capacity, rows, self.vacancy)
        is_silent = any(row.needs is None for row in rows)
        is_asked = any(row.needs for row in rows)
        if capacity is None or capacity.is_stale:
            return Weighed(item=_unknown(base, capacity, is_asked=is_asked, is_silent=is_silent))
        if not capacity.is_limited:
            if any(row.needs is BinDemand.ABOVE for row in rows):
                return Weighed(item=replace(base, verdict=Verdict.LET_OP, reason=Reason.ABOVE_NORM, is_at_norm=True))
            return Weighed(item=base)
        if not is_asked and not is_silent:
            return Weighed(item=base)
        asking = [row for row in rows if row.needs is not BinDemand.NONE]
        gap = Gap(
            item=item,
            tasks=tuple(sorted({place for row in asking for place in row.tasks})),
            is_risk=any(row.is_risk for row in asking),
            is_offer=True,
        )
        gap = self._with_closers(gap)
        unread = replace(
            base,
            verdict=Verdict.VRAAG_NA,
            reason=Reason.TEXT_UNREAD,
            excess=1,
            closers=instruments_of((gap,)),
        )
        return Weighed(item=unread, gaps=(gap,) if gap.closers else ())


def _base(item: Item, capacity: Capacity | None, rows: Sequence[Asked], vacancy: Vacancy) -> ItemVerdict:
    """Give the verdict *past* with both sides of the item, as a start."""
    levels = [row.tolerated for row in rows if row.tolerated is not None]
    needs = [int(row.needs) for row in rows if row.needs is not None]
    asks = {number for row in rows for number in row.asks or ()}
    lead = min(
        rows, key=lambda row: (row.tolerated if row.tolerated is not None else 9, -int(row.needs or 0), row.tasks)
    )
    is_asked = any(depends(item, row) for row in rows)
    differs = len({(row.tolerated, row.asks, row.needs) for row in rows}) > 1
    return ItemVerdict(
        item=item.code,
        verdict=Verdict.PAST,
        reason=Reason.WITHIN if is_asked else Reason.NOT_ASKED,
        capacity=capacity,
        tolerated=min(levels) if levels else max(needs) if needs else None,
        asks=tuple(sorted(asks)) if any(row.asks is not None for row in rows) else None,
        task=vacancy.tasks[lead.tasks[0]].key if differs else "",
        minutes_per_day=lead.minutes,
        frequency=lead.frequency if item.type is ItemType.ORD else None,
        source=lead.source,
    )


def _unknown(base: ItemVerdict, capacity: Capacity | None, *, is_asked: bool, is_silent: bool) -> ItemVerdict:
    if not is_asked and not is_silent:
        return base
    if not is_asked:
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


def _with_silence(seen: _Seen) -> Weighed:
    """Ask where a task says nothing of what the person is limited on, unless something weighs more already."""
    weighed, capacity = seen.weighed, seen.capacity
    if capacity is None or capacity.is_stale or not capacity.is_limited or seen.item.type is ItemType.BIN:
        return weighed
    if all(row.is_known for row in seen.rows) or weighed.item.verdict >= Verdict.VRAAG_NA:
        return weighed
    asked = replace(weighed.item, verdict=Verdict.VRAAG_NA, reason=Reason.UNKNOWN_DEMAND, is_covered=False)
    return replace(weighed, item=asked)
