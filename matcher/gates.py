"""What is asked before any item is weighed; each gate has its own reason, and an unknown value shuts none."""

from dataclasses import dataclass
from datetime import timedelta

from matcher.domain.candidate import Gate, GateResult, Verdict
from matcher.domain.client import MAX_WEEK_MINUTES, Client, DayPart, Mode, Stance, WishKind
from matcher.domain.profile import Answer
from matcher.domain.vacancy import Vacancy
from matcher.drop_outs import path_of, start_cap
from matcher.scales import Scales

UNKNOWN_MODES = (Mode.WALK, Mode.TRANSIT)
WEEK_CEILINGS = (60 * 60, 40 * 60, 30 * 60, 20 * 60, 10 * 60)
DAY_CEILINGS = (24 * 60, 8 * 60, 6 * 60, 4 * 60, 2 * 60)
NO_CEILING = 24 * 60
POSTURES = ("V-2", "V-4", "IV-17")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Working time of one pair, in minutes a week.

    Attributes
    ----------
    stated
        What the person can do now within his ceilings; None where he said nothing.
    ceiling
        The FML's ceilings (VI-2, VI-3) as minutes a week at this vacancy.
    planned
        What a proposal would start with.
    reached
        What he reaches by the month in which the vacancy wants its minimum.
    needs_path
        The minimum is only reached by growing.
    """

    stated: int | None
    ceiling: int
    planned: int
    reached: int
    needs_path: bool
    is_asked: bool


def hours_of(client: Client, vacancy: Vacancy, scales: Scales) -> Hours:
    """Plan the working time: the least of what is stated, the FML's ceilings (VI-2, VI-3) and the vacancy's maximum.

    An unknown number plans the vacancy's minimum; a path never rises above a ceiling: that needs a new assessment.
    For a while after a placement that ended early a person starts with no more than he last held.
    """
    ceiling, is_known = week_ceiling(client, vacancy.days_per_week, scales)
    stated = None if client.week_minutes is None else min(client.week_minutes, ceiling)
    cap = start_cap(client, scales)
    wanted = vacancy.week_minutes_min if stated is None else stated
    planned = min(wanted, ceiling, vacancy.week_minutes_max, MAX_WEEK_MINUTES if cap is None else cap)
    steps = [step.week_minutes for step in path_of(client, scales) if step.month <= vacancy.ramp_months]
    reached = max(planned, min(max(steps, default=0), ceiling, vacancy.week_minutes_max))
    return Hours(
        stated=stated,
        ceiling=ceiling,
        planned=planned,
        reached=reached,
        needs_path=planned < vacancy.week_minutes_min <= reached,
        is_asked=client.week_minutes is None or not is_known,
    )


def week_ceiling(client: Client, days_per_week: int, scales: Scales) -> tuple[int, bool]:
    """Give the ceiling in minutes a week from VI-2 and VI-3, and whether both are known without a text beside them."""
    ceiling, is_known = WEEK_CEILINGS[0], True
    for code, ceilings, times in (("VI-2", DAY_CEILINGS, days_per_week), ("VI-3", WEEK_CEILINGS, 1)):
        capacity = scales.capacity(client, scales.catalogue.by_code(code))
        if capacity is None or capacity.is_stale:
            is_known = False
        else:
            ceiling = min(ceiling, ceilings[capacity.level] * times)
            is_known = is_known and not capacity.has_text
    return ceiling, is_known


def travel_of(client: Client, vacancy: Vacancy, scales: Scales) -> tuple[int, int, bool]:
    """Give minutes one way (−1 unknown), the limit that holds, and whether anything about it has to be asked."""
    modes = UNKNOWN_MODES if client.modes is None else client.modes
    minutes = scales.travel.best(client.place, vacancy.place, modes)
    limit = scales.policy.unknown_travel_minutes if client.travel_limit is None else client.travel_limit
    is_asked = minutes is None or client.modes is None or client.travel_limit is None
    return (-1 if minutes is None else minutes), limit, is_asked


def gates_of(client: Client, vacancy: Vacancy, hours: Hours, scales: Scales) -> tuple[GateResult, ...]:
    """Give every gate in its order."""
    return (
        _open(vacancy, scales),
        _available(client, scales),
        _objection(client, vacancy, scales),
        _hours(hours, vacancy),
        _times(client, vacancy),
        _travel(client, vacancy, scales),
        _certificate(client, vacancy),
        _posture(client, vacancy, hours, scales),
    )


def _result(gate: Gate, *, is_shut: bool, is_asked: bool, has: int = -1, asks: int = -1, code: str = "") -> GateResult:
    verdict = Verdict.KAN_NIET if is_shut else Verdict.VRAAG_NA if is_asked else Verdict.PAST
    return GateResult(gate=gate, verdict=verdict, has=has, asks=asks, code=code)


def _open(vacancy: Vacancy, scales: Scales) -> GateResult:
    too_early = vacancy.opens_on is not None and vacancy.opens_on > scales.day
    too_late = vacancy.closes_on is not None and vacancy.closes_on < scales.day
    return _result(Gate.OPEN, is_shut=too_early or too_late, is_asked=False)


def _available(client: Client, scales: Scales) -> GateResult:
    """Shut for who is at work, busy with the basics or school first, or only free later than policy plans ahead."""
    for code, until in (("basis", client.basics_first_until), ("onderwijs", client.education_first_until)):
        if until is not None and until > scales.day:
            return _result(Gate.AVAILABLE, is_shut=True, is_asked=False, code=code)
    if client.is_placed:
        return _result(Gate.AVAILABLE, is_shut=True, is_asked=False, code="aan_het_werk")
    horizon = scales.day + timedelta(days=scales.policy.start_lead_days)
    later = client.available_from is not None and client.available_from > horizon
    return _result(Gate.AVAILABLE, is_shut=later, is_asked=client.available_from is None, code="later" if later else "")


def _objection(client: Client, vacancy: Vacancy, scales: Scales) -> GateResult:
    """Shut by a recorded no, of the person or on the pair; silence is no objection."""
    codes = {
        WishKind.EMPLOYER: vacancy.employer,
        WishKind.OCCUPATION: vacancy.occupation,
        WishKind.SECTOR: vacancy.sector,
    }
    for wish in client.wishes:
        if wish.stance is not Stance.NOT:
            continue
        if wish.kind is WishKind.SEARCH or (wish.code and codes.get(wish.kind) == wish.code):
            return _result(Gate.OBJECTION, is_shut=True, is_asked=False, code=wish.kind)
    banned = any(key == vacancy.key and (until is None or until >= scales.day) for key, until in client.forbidden)
    return _result(Gate.OBJECTION, is_shut=banned, is_asked=False, code="niet_doen" if banned else "")


def _hours(hours: Hours, vacancy: Vacancy) -> GateResult:
    is_shut = hours.reached < vacancy.week_minutes_min
    found = _result(
        Gate.HOURS, is_shut=is_shut, is_asked=hours.is_asked, has=hours.planned, asks=vacancy.week_minutes_min
    )
    if found.verdict is Verdict.PAST and hours.needs_path:
        return GateResult(gate=Gate.HOURS, verdict=Verdict.LET_OP, has=found.has, asks=found.asks, code="urenopbouw")
    return found


def _times(client: Client, vacancy: Vacancy) -> GateResult:
    if client.times is None and vacancy.times == (DayPart.DAY,):
        return _result(Gate.TIMES, is_shut=False, is_asked=False)
    if vacancy.times is None:
        is_free = client.times is not None and set(client.times) == set(DayPart)
        return _result(Gate.TIMES, is_shut=False, is_asked=not is_free)
    if client.times is None:
        return _result(Gate.TIMES, is_shut=False, is_asked=True)
    missing = [part for part in vacancy.times if part not in client.times]
    return _result(Gate.TIMES, is_shut=bool(missing), is_asked=False, code=missing[0] if missing else "")


def _travel(client: Client, vacancy: Vacancy, scales: Scales) -> GateResult:
    minutes, limit, is_asked = travel_of(client, vacancy, scales)
    return _result(Gate.TRAVEL, is_shut=minutes > limit, is_asked=is_asked, has=limit, asks=minutes)


def _certificate(client: Client, vacancy: Vacancy) -> GateResult:
    answers = {item.code: item.has for item in client.qualifications if item.kind == "certificaat"}
    wanted = [needed.code for needed in vacancy.requirements if needed.kind == "certificaat"]
    absent = [code for code in wanted if answers.get(code) is Answer.NO]
    unknown = [code for code in wanted if answers.get(code, Answer.UNKNOWN) is Answer.UNKNOWN]
    code = absent[0] if absent else unknown[0] if unknown else ""
    return _result(Gate.CERTIFICATE, is_shut=bool(absent), is_asked=bool(unknown), code=code)


def _posture(client: Client, vacancy: Vacancy, hours: Hours, scales: Scales) -> GateResult:
    """Shut where sitting, standing and walking together cannot fill the planned day; an unknown posture fills any."""
    room = 0
    for code in POSTURES:
        item = scales.catalogue.by_code(code)
        capacity = scales.capacity(client, item)
        known = capacity is not None and not capacity.is_stale and capacity.level > 0
        room += item.day_ceilings[capacity.level - 1] if known and capacity is not None else NO_CEILING
    return _result(
        Gate.POSTURE,
        is_shut=hours.planned > room * vacancy.days_per_week,
        is_asked=False,
        has=room,
        asks=hours.planned // vacancy.days_per_week,
    )
