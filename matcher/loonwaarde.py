"""The loonwaarde of one person in one vacancy: what is known before a placement, with its range and its sources.

    measured in the same function ─────────────────────────────> gemeten
    else tempo x kwaliteit x netto werktijd x BT per hoofdtaak ─> geschat
    else ───────────────────────────────────────────────────────> onbekend: no figure

It reads what was seen of somebody at work and never what he can on the FML. Every source counts once, with its newest
look; their mean is the middle, the lowest and the highest the range, and a range is never under ten points on either
side: somebody else, elsewhere, in the same kind of task. Exact until the whole percent, rounded once.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from matcher.catalogue.normfuncties import Shares
from matcher.domain.client import Client, LoonwaardeValue, TaskValue
from matcher.domain.dates import is_older
from matcher.domain.loonwaarde import (
    Composition,
    EstimateKind,
    EstimateReason,
    FunctionValue,
    LoonwaardeEstimate,
    SourceState,
    TaskEstimate,
    TaskSource,
    TaskState,
)
from matcher.domain.profile import CHECK_AFTER_MONTHS, STALE_AFTER_MONTHS
from matcher.domain.task_kind import TaskKind
from matcher.domain.vacancy import Vacancy
from matcher.hoofdtaken import UNKNOWN_STATES, hoofdtaken
from matcher.rules import Loonwaarde, Rules

LEAST_MARGIN = Fraction(10, 100)
_NOTHING = Fraction(0)
_WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What an estimate is made with.

    Attributes
    ----------
    normfuncties
        Percent of the time by kind of task, by occupation.
    """

    day: date
    rules: Rules
    normfuncties: Mapping[str, Shares]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Range:
    """Exact shares, 0 to 1; `middle` is None where a part of the work is unknown."""

    low: Fraction
    middle: Fraction | None
    high: Fraction


def estimate_loonwaarde(
    client: Client, vacancy: Vacancy, basis: Basis, *, week_minutes: int, left_out: Collection[str] = ()
) -> LoonwaardeEstimate:
    """Give what is known of the loonwaarde of a pair.

    Parameters
    ----------
    week_minutes
        Contract minutes a week of this person; half an hour a day makes a hoofdtaak.
    left_out
        Keys of tasks that somebody else takes over (functiecreatie).

    References
    ----------
    Besluit loonkostensubsidie art. 1, 3, 4 and 5; Participatiewet art. 6 lid 1g.
    """
    bare = hoofdtaken(vacancy, basis.rules, week_minutes=week_minutes, left_out=left_out)
    tasks = tuple(_with_sources(task, client.task_values, basis.day) for task in bare)
    functions = _functions(client, tasks, basis)
    measured, estimated = _measured(functions), _estimated(tasks, basis.rules)
    found = measured or estimated
    kind = EstimateKind.MEASURED if measured else EstimateKind.ESTIMATED if estimated else EstimateKind.UNKNOWN
    reasons = _reasons(tasks, functions, measured, estimated, basis)
    if found is None:
        return LoonwaardeEstimate(kind=kind, tasks=tasks, functions=functions, reasons=reasons)
    return LoonwaardeEstimate(
        kind=kind,
        low=Loonwaarde(exact=found.low).percent,
        expected=None if found.middle is None else Loonwaarde(exact=found.middle).percent,
        high=Loonwaarde(exact=found.high).percent,
        exact="" if found.middle is None else str(found.middle),
        tasks=tasks,
        functions=functions,
        reasons=reasons,
    )


def _with_sources(task: TaskEstimate, values: Collection[TaskValue], day: date) -> TaskEstimate:
    """Lay what was seen of the person in this kind of task beside it; a task of an unknown kind has nothing."""
    seen = [value for value in values if value.kind is task.kind and value.recorded_on <= day]
    newest: dict[str, date] = {}
    for value in seen:
        newest[value.source] = max(newest.get(value.source, value.recorded_on), value.recorded_on)
    seen.sort(key=_value_order)
    sources = tuple(TaskSource(value=value, state=_state(value, newest[value.source], day)) for value in seen)
    state = task.state
    if state is TaskState.COUNTED and not any(source.state is SourceState.USED for source in sources):
        state = TaskState.VALUE_STALE if sources else TaskState.VALUE_UNKNOWN
    return replace(task, state=state, sources=sources)


def _value_order(value: TaskValue) -> tuple[int, str, str, int, int, int]:
    return -value.recorded_on.toordinal(), value.source, value.occupation, value.pace, value.quality, value.net_time


def _state(value: TaskValue, newest: date, day: date) -> SourceState:
    if value.recorded_on < newest:
        return SourceState.REPLACED
    return SourceState.STALE if is_older(value.recorded_on, day, STALE_AFTER_MONTHS) else SourceState.USED


def _estimated(tasks: Collection[TaskEstimate], rules: Rules) -> _Range | None:
    """Add up T x K x N x BT over the hoofdtaken; None where too little of the work is known.

    Of a part that is unknown the range holds everything from nothing to all of it, and there is no middle.
    """
    if _fragmented(tasks, rules):
        return None
    low = middle = high = known = _NOTHING
    for task in tasks:
        if task.state is not TaskState.COUNTED:
            continue
        seen = [source.performance for source in task.used]
        low += task.time_part * min(seen)
        middle += task.time_part * sum(seen, _NOTHING) / len(seen)
        high += task.time_part * max(seen)
        known += task.time_part
    if known < rules.loonwaarde.least_overlap.amount:
        return None
    return _widened(low, middle, high, unknown=_WHOLE - known)


def _fragmented(tasks: Collection[TaskEstimate], rules: Rules) -> bool:
    """Whether hoofdtaken take too little of the working time to speak for the rest of it."""
    main, small = _times(tasks)
    return main < rules.loonwaarde.least_overlap.amount * (main + small)


def _times(tasks: Collection[TaskEstimate]) -> tuple[int, int]:
    """Give the percent of the time in hoofdtaken, and beside them; what is left out is no working time any more."""
    kept = [task for task in tasks if task.state is not TaskState.LEFT_OUT]
    main = sum(task.share for task in kept if task.time_share)
    return main, sum(task.share for task in kept) - main


def _widened(low: Fraction, middle: Fraction, high: Fraction, *, unknown: Fraction = _NOTHING) -> _Range:
    return _Range(
        low=max(_NOTHING, min(low, middle - LEAST_MARGIN)),
        middle=None if unknown else middle,
        high=min(_WHOLE, max(high, middle + LEAST_MARGIN) + unknown),
    )


def _measured(functions: Collection[FunctionValue]) -> _Range | None:
    """Give the newest measurement in the same function; earlier ones that still count widen the range.

    Of one day the function that agrees most decides; of equals the mean.
    """
    used = [value for value in functions if value.state is SourceState.USED]
    if not used:
        return None
    best = max((value.recorded_on, value.overlap or 0) for value in used)
    newest = [value.percent for value in used if (value.recorded_on, value.overlap or 0) == best]
    percents = [Fraction(value.percent, 100) for value in used]
    return _widened(min(percents), Fraction(sum(newest), 100 * len(newest)), max(percents))


def _functions(client: Client, tasks: Collection[TaskEstimate], basis: Basis) -> tuple[FunctionValue, ...]:
    """Judge every percentage of a whole function that is known of the person, newest first."""
    known = [value for value in client.loonwaarde if value.recorded_on <= basis.day]
    known.sort(key=lambda value: (-value.recorded_on.toordinal(), value.occupation, value.source, value.percent))
    return tuple(_function(value, client, tasks, basis) for value in known)


def _function(value: LoonwaardeValue, client: Client, tasks: Collection[TaskEstimate], basis: Basis) -> FunctionValue:
    composition, shares = _composition(value, client, basis.normfuncties)
    least, most = _overlap(shares, tasks)
    is_comparable = bool(shares) and not _fragmented(tasks, basis.rules)
    return FunctionValue(
        occupation=value.occupation,
        percent=value.percent,
        is_measured=value.is_measured,
        source=value.source,
        recorded_on=value.recorded_on,
        overlap=int(least * 100) if is_comparable else None,
        composition=composition,
        state=_function_state(value, (least, most) if is_comparable else (_NOTHING, _WHOLE), basis),
    )


def _function_state(value: LoonwaardeValue, overlap: tuple[Fraction, Fraction], basis: Basis) -> SourceState:
    needed = basis.rules.loonwaarde.least_overlap.amount
    if not value.is_measured:
        return SourceState.NOT_MEASURED
    if overlap[1] < needed:
        return SourceState.OTHER_FUNCTION
    if is_older(value.recorded_on, basis.day, STALE_AFTER_MONTHS):
        return SourceState.STALE
    return SourceState.USED if overlap[0] >= needed else SourceState.OVERLAP_UNKNOWN


def _composition(
    value: LoonwaardeValue, client: Client, normfuncties: Mapping[str, Shares]
) -> tuple[Composition, Shares]:
    """Give the tasks of a measured function: as its report tells them, else those of the occupation in general."""
    told = {
        task.kind: task.share
        for task in client.task_values
        if task.share is not None
        and (task.occupation, task.source, task.recorded_on) == (value.occupation, value.source, value.recorded_on)
    }
    if told:
        return Composition.REPORT, told
    if value.occupation in normfuncties:
        return Composition.PROFILE, normfuncties[value.occupation]
    return Composition.NONE, {}


def _overlap(shares: Shares, tasks: Collection[TaskEstimate]) -> tuple[Fraction, Fraction]:
    """Give the part of the time in which a function and the vacancy surely agree, and the most it can be."""
    here: dict[TaskKind, Fraction] = {}
    unknown = max(_NOTHING, _WHOLE - Fraction(sum(shares.values()), 100))
    for task in tasks:
        if task.kind is None:
            unknown += task.time_part
        else:
            here[task.kind] = here.get(task.kind, _NOTHING) + task.time_part
    surely = sum((min(part, Fraction(shares.get(kind, 0), 100)) for kind, part in here.items()), _NOTHING)
    return surely, min(_WHOLE, surely + unknown)


def _reasons(
    tasks: Collection[TaskEstimate],
    functions: Collection[FunctionValue],
    measured: _Range | None,
    estimated: _Range | None,
    basis: Basis,
) -> tuple[EstimateReason, ...]:
    """Say what a reader has to know, in the order of `EstimateReason`."""
    is_estimate = measured is None and estimated is not None
    used = [value for value in functions if value.state is SourceState.USED]
    dates = [value.recorded_on for value in used] or [
        source.value.recorded_on for task in tasks if task.time_share for source in task.used
    ]
    every_state = [value.state for value in functions]
    every_state += [source.state for task in tasks if task.time_share for source in task.sources]
    holds = {
        **_why_unknown(tasks, basis.rules, is_known=measured is not None or estimated is not None),
        EstimateReason.PART_UNKNOWN: is_estimate
        and any(task.time_share and task.state in UNKNOWN_STATES for task in tasks),
        EstimateReason.SOURCES_DIFFER: _differ(tasks, used, measured, estimated),
        EstimateReason.TO_CHECK: any(is_older(on, basis.day, CHECK_AFTER_MONTHS) for on in dates),
        EstimateReason.STALE: SourceState.STALE in every_state,
    }
    return tuple(reason for reason in EstimateReason if holds[reason])


def _why_unknown(tasks: Collection[TaskEstimate], rules: Rules, *, is_known: bool) -> dict[EstimateReason, bool]:
    fragmented = _fragmented(tasks, rules)
    knows_something = any(task.time_share and task.state is TaskState.COUNTED for task in tasks)
    return {
        EstimateReason.NO_SOURCE: not is_known and not fragmented and not knows_something,
        EstimateReason.TOO_LITTLE_KNOWN: not is_known and not fragmented and knows_something,
        EstimateReason.TOO_FRAGMENTED: not is_known and fragmented,
    }


def _differ(
    tasks: Collection[TaskEstimate],
    used: Collection[FunctionValue],
    measured: _Range | None,
    estimated: _Range | None,
) -> bool:
    """Whether sources that count lie further apart than the least margin: in one task, or function against tasks."""
    apart = [[source.performance for source in task.used] for task in tasks if task.time_share]
    apart.append([Fraction(value.percent, 100) for value in used])
    apart.append([one.middle for one in (measured, estimated) if one is not None and one.middle is not None])
    return any(max(seen) - min(seen) > LEAST_MARGIN for seen in apart if seen)
