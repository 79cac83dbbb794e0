"""What closes the gaps between one person and one vacancy: the only place support is derived.

A gap is one item (or one condition of it) that the work asks and the person cannot do as it is.  A closer is a row of
the closes table that holds for this pair.  A package is a set of closers that closes every gap on its own; up to three
are made, each looking in another place first: the organisation, technique, or guidance.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from matcher.carve import carve_answer, moved_tasks
from matcher.catalogue.closes import Closing
from matcher.catalogue.items import Item, ItemType
from matcher.domain.client import Client, LksGroup
from matcher.domain.profile import Answer
from matcher.domain.support import (
    INSTRUMENTS,
    JOBCOACH,
    Instrument,
    LegalBasis,
    PackagePart,
    Strategy,
    SupportPackage,
)
from matcher.domain.vacancy import Vacancy
from matcher.scales import NO, PERHAPS, YES, Scales, employer_answer

_TECHNIQUE = (
    Instrument.AID,
    Instrument.INTERMEDIATE,
    Instrument.TRANSPORT,
    Instrument.TRAVEL_TRAINING,
    Instrument.INTERPRETER,
    Instrument.VISUAL_AID,
)
_GUIDANCE = (Instrument.WORK_BUDDY, *JOBCOACH)
_ADAPT, _LEAVE_OUT = (Instrument.ORGANISATION,), (Instrument.LEAVE_OUT,)
_LAST = ((Instrument.WAGE_SUBSIDY,), (Instrument.HOURS_PATH,))
KINDS: dict[Strategy, tuple[tuple[Instrument, ...], ...]] = {
    Strategy.ORGANISATION_FIRST: ((*_ADAPT, *_LEAVE_OUT), _TECHNIQUE, _GUIDANCE, *_LAST),
    Strategy.TECHNIQUE_FIRST: (_TECHNIQUE, _ADAPT, _GUIDANCE, _LEAVE_OUT, *_LAST),
    Strategy.GUIDANCE_FIRST: (_GUIDANCE, _ADAPT, _TECHNIQUE, _LEAVE_OUT, *_LAST),
}
"""In which order each strategy looks, kind by kind; inside a kind the person's own wish for support comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closer:
    """One way to close one gap for this pair."""

    instrument: Instrument
    status: int
    answer: Answer = Answer.YES
    aid: str = ""
    once_cents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something a package has to close.

    Attributes
    ----------
    condition, clashes
        SET: the condition that clashes, and all of the item's conditions that clash; else 0 and ().
    excess
        ORD: levels too many.
    tasks
        Places of the tasks that ask it: leaving them all out closes it too.
    is_offer
        A limit nobody has read against the task yet: support is what the question offers, the gap may stay open.
    """

    item: Item
    condition: int = 0
    clashes: tuple[int, ...] = ()
    excess: int = 1
    tasks: tuple[int, ...] = ()
    is_risk: bool = False
    is_offer: bool = False
    closers: tuple[Closer, ...] = ()


def with_closers(gap: Gap, client: Client, vacancy: Vacancy, planned_week_minutes: int, scales: Scales) -> Gap:
    """Fill in what can close a gap for this person at this employer, in the fixed order of instruments."""
    found: dict[Instrument, Closer] = {}
    for row in scales.closes.for_item(gap.item.code):
        instrument = Instrument(row.instrument)
        if instrument in found or not _reaches(row, gap, vacancy):
            continue
        closer = _closer(row, gap, client, vacancy, planned_week_minutes, scales)
        if closer is not None:
            found[instrument] = closer
    return replace(gap, closers=tuple(found[instrument] for instrument in INSTRUMENTS if instrument in found))


def _reaches(row: Closing, gap: Gap, vacancy: Vacancy) -> bool:
    if (row.not_in_risk_task and gap.is_risk) or len(vacancy.tasks) < row.needs_tasks:
        return False
    if gap.item.type is ItemType.ORD:
        return row.levels >= gap.excess
    if gap.item.type is ItemType.BIN:
        return row.limited
    return gap.condition in row.conditions and len(set(gap.clashes) & set(row.conditions)) <= row.at_most


def _closer(
    row: Closing, gap: Gap, client: Client, vacancy: Vacancy, planned_week_minutes: int, scales: Scales
) -> Closer | None:
    instrument = Instrument(row.instrument)
    status = min(scales.status(client, instrument), _norm_status(row, client, scales))
    answer = employer_answer(vacancy, instrument)
    if instrument is Instrument.LEAVE_OUT:
        answer = carve_answer(client, vacancy, gap.tasks, planned_week_minutes, scales)
    if row.needs_seated_task and answer is not Answer.NO:
        seated = vacancy.adaptations.seated
        answer = seated if seated is not Answer.YES else answer
    if status == NO or answer is Answer.NO:
        return None
    return Closer(
        instrument=instrument,
        status=status,
        answer=answer,
        aid=row.aid or "",
        once_cents=row.once_cents,
    )


def _norm_status(row: Closing, client: Client, scales: Scales) -> int:
    """Say whether the person can bear what the support itself asks (a mask, ear protection, a platform)."""
    status = YES
    for code in row.needs_norm:
        capacity = scales.capacity(client, scales.catalogue.by_code(code))
        if capacity is not None and not capacity.is_stale and capacity.is_limited:
            return NO
        if capacity is None or capacity.is_stale or capacity.has_text:
            status = min(status, PERHAPS)
    return min(status, _sight_status(row, client, scales))


def _sight_status(row: Closing, client: Client, scales: Scales) -> int:
    """Say whether a row that is only for people with, or without, a limitation in seeing is for this person."""
    if row.visual_limitation is None:
        return YES
    capacity = scales.capacity(client, scales.catalogue.by_code("II-1"))
    if capacity is None or capacity.is_stale or (capacity.has_text and not capacity.is_limited):
        return PERHAPS
    return YES if capacity.is_limited is row.visual_limitation else NO


def joined(one: Gap, other: Gap, client: Client, vacancy: Vacancy, planned: int, scales: Scales) -> tuple[Gap, Gap]:
    """Give the gaps of the halves of a couple with what closes both, as surely as it closes the less sure half."""
    tasks = tuple(sorted({*one.tasks, *other.tasks}))
    closers: dict[Instrument, tuple[Closer, Closer]] = {}
    second = {closer.instrument: closer for closer in other.closers}
    for closer in one.closers:
        twin = second.get(closer.instrument)
        if twin is None:
            continue
        answer = closer.answer if closer.answer is Answer.UNKNOWN else twin.answer
        if closer.instrument is Instrument.LEAVE_OUT:
            answer = carve_answer(client, vacancy, tasks, planned, scales)
        if answer is not Answer.NO:
            status = min(closer.status, twin.status)
            closers[closer.instrument] = (
                replace(closer, status=status, answer=answer),
                replace(twin, status=status, answer=answer),
            )
    both = tuple(closers[instrument] for instrument in INSTRUMENTS if instrument in closers)
    return (
        replace(one, tasks=tasks, closers=tuple(first for first, _ in both)),
        replace(other, tasks=tasks, closers=tuple(last for _, last in both)),
    )


def packages(
    gaps: Sequence[Gap], client: Client, vacancy: Vacancy, planned_week_minutes: int, scales: Scales
) -> tuple[SupportPackage, ...]:
    """Give up to three packages that each close every gap; none where that cannot be done.

    The order of the strategies is the order of the packages (AKC-leidraad: organisation, technique, guidance);
    a package with the same instruments as an earlier one is left out.
    """
    made: list[SupportPackage] = []
    for strategy in Strategy:
        chosen = _choose(gaps, strategy, client, vacancy, planned_week_minutes, scales)
        if chosen is None:
            continue
        package = _assemble(chosen, client, vacancy, planned_week_minutes, scales)
        if all(package.instruments != other.instruments for other in made):
            made.append(package)
    return tuple(made)


def order_of(strategy: Strategy, client: Client) -> tuple[Instrument, ...]:
    """Give in which order a strategy looks for this person: inside a kind what he wants, what he does not mention,
    what he would rather not have.
    """

    def rank(instrument: Instrument) -> int:
        return 0 if client.wants(instrument) else 2 if client.rather_not(instrument) else 1

    return tuple(instrument for kind in KINDS[strategy] for instrument in sorted(kind, key=rank))


def _choose(
    gaps: Sequence[Gap], strategy: Strategy, client: Client, vacancy: Vacancy, planned_week_minutes: int, scales: Scales
) -> list[tuple[Gap, Closer]] | None:
    """Pick a closer for each gap in item order; what is left out adds up over the gaps."""
    chosen: list[tuple[Gap, Closer]] = []
    left_out: set[int] = set()
    order = order_of(strategy, client)
    for gap in gaps:
        together = carve_answer(client, vacancy, left_out | set(gap.tasks), planned_week_minutes, scales)
        closer = _first(gap, order, may_leave_out=together is not Answer.NO)
        if closer is None and not gap.is_offer:
            return None
        if closer is None:
            continue
        if closer.instrument is Instrument.LEAVE_OUT:
            left_out |= set(gap.tasks)
        chosen.append((gap, closer))
    return chosen


def _first(gap: Gap, order: Sequence[Instrument], *, may_leave_out: bool) -> Closer | None:
    by_instrument = {closer.instrument: closer for closer in gap.closers}
    for status in (YES, PERHAPS):
        for instrument in order:
            closer = by_instrument.get(instrument)
            if closer is None or closer.status != status:
                continue
            if instrument is Instrument.LEAVE_OUT and not may_leave_out:
                continue
            return closer
    return None


def _assemble(
    chosen: Sequence[tuple[Gap, Closer]], client: Client, vacancy: Vacancy, planned_week_minutes: int, scales: Scales
) -> SupportPackage:
    regime = max(
        (JOBCOACH.index(closer.instrument) for _, closer in chosen if closer.instrument in JOBCOACH), default=-1
    )
    parts: dict[Instrument, PackagePart] = {}
    for gap, closer in chosen:
        instrument = JOBCOACH[regime] if closer.instrument in JOBCOACH else closer.instrument
        parts[instrument] = _added(parts.get(instrument), instrument, gap, closer, client, scales)
    if Instrument.LEAVE_OUT in parts:
        tasks = {place for gap, closer in chosen if closer.instrument is Instrument.LEAVE_OUT for place in gap.tasks}
        moved = moved_tasks(vacancy, tasks, planned_week_minutes)
        parts[Instrument.LEAVE_OUT] = replace(parts[Instrument.LEAVE_OUT], moved=moved)
    is_claim = client.lks_group is LksGroup.ESTABLISHED
    if is_claim:
        _add_claims(parts, client, vacancy, scales)
    ordered = tuple(parts[instrument] for instrument in INSTRUMENTS if instrument in parts)
    aids = {closer.aid: closer.once_cents for _, closer in chosen if closer.once_cents}
    return SupportPackage(
        parts=ordered,
        coach_minutes=sum(scales.coach_minutes(part.instrument, planned_week_minutes) for part in ordered),
        once_cents=sum(aids.values()),
        is_claim=is_claim,
        effort=sum(scales.policy.effort_of(part.instrument) for part in ordered),
        asks_group=client.lks_group is LksGroup.UNKNOWN and any(part.instrument in _GUIDANCE for part in ordered),
        follow_up_on=scales.day + timedelta(days=scales.policy.follow_up_days),
    )


def _added(
    earlier: PackagePart | None, instrument: Instrument, gap: Gap, closer: Closer, client: Client, scales: Scales
) -> PackagePart:
    closes = (gap.item.code,) if earlier is None else (*earlier.closes, gap.item.code)
    return PackagePart(
        instrument=instrument,
        closes=tuple(dict.fromkeys(closes)),
        employer=_weaker(closer.answer, earlier) if scales.asks_employer(instrument) else None,
        asks_employer=closer.answer is Answer.UNKNOWN or (earlier is not None and earlier.asks_employer),
        asks_status=closer.status == PERHAPS or (earlier is not None and earlier.asks_status),
        legal_basis=_basis(instrument, client, scales),
    )


def _weaker(answer: Answer, earlier: PackagePart | None) -> Answer:
    """Give the employer's answer to a part that closes several gaps: unknown where one of them is."""
    return Answer.UNKNOWN if earlier is not None and earlier.employer is Answer.UNKNOWN else answer


def _add_claims(parts: dict[Instrument, PackagePart], client: Client, vacancy: Vacancy, scales: Scales) -> None:
    """Add what the doelgroep loonkostensubsidie has a claim to: the subsidy and guidance (Participatiewet 10c, 10da).

    A werkbegeleider satisfies the claim to guidance.  Only the person may decline it; an employer who wants none is
    asked.
    """
    claims = [Instrument.WAGE_SUBSIDY]
    if not any(instrument in parts for instrument in _GUIDANCE):
        claims += _guidance(client, vacancy, scales)
    for instrument in claims:
        if instrument in parts or scales.status(client, instrument) != YES:
            continue
        answer = employer_answer(vacancy, instrument)
        parts[instrument] = PackagePart(
            instrument=instrument,
            closes=(),
            employer=answer if scales.asks_employer(instrument) else None,
            asks_employer=answer is not Answer.YES,
            legal_basis=_basis(instrument, client, scales),
        )


def _guidance(client: Client, vacancy: Vacancy, scales: Scales) -> list[Instrument]:
    """Give the guidance of the claim: a buddy who is there, a coach who may come, a buddy to ask for, else a coach.

    Who wants a coach rather than a buddy gets a coach wherever one may come.
    """
    buddy, coach = Instrument.WORK_BUDDY, Instrument.JOBCOACH_VERY_LIGHT
    by_buddy, by_coach = employer_answer(vacancy, buddy), employer_answer(vacancy, coach)
    may_buddy, may_coach = scales.status(client, buddy) == YES, scales.status(client, coach) == YES
    order = order_of(Strategy.GUIDANCE_FIRST, client)
    wants_coach = order.index(coach) < order.index(buddy)
    if may_coach and wants_coach and by_coach is not Answer.NO:
        return [coach]
    if may_buddy and by_buddy is Answer.YES:
        return [buddy]
    if may_coach and by_coach is not Answer.NO:
        return [coach]
    if may_buddy and by_buddy is Answer.UNKNOWN:
        return [buddy]
    return [coach] if may_coach else []


def _basis(instrument: Instrument, client: Client, scales: Scales) -> LegalBasis | None:
    """Give the article for this person on this day; of the doelgroep with the article that makes it a claim."""
    return scales.may_have.row(instrument).basis(
        client.legal_group, is_lks_group=client.lks_group is LksGroup.ESTABLISHED
    )
