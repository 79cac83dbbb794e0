"""Pairs about what hangs together: couples, a day with tasks left out, several readings, drop-outs, steunwens."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from fixtures.days import DAY
from fixtures.tiny import ASSESSED_ON, UNWILLING, demand, job, limit, person
from matcher.catalogue.items import Item, ItemType
from matcher.domain.client import DropOut, HoursStep, LksGroup, Stance
from matcher.domain.profile import Answer, BinDemand, CapacityValue, Demand, Frequency, Reading, ReadingOutcome, Source
from matcher.domain.support import INSTRUMENTS, Instrument
from matcher.domain.vacancy import Adaptations, Task, Vacancy
from tests.builders import CATALOGUE, ITEMS, NO_SEPARATE_GATE, derived, minutes, task, wishing, with_readings
from tests.matcher.drawing.items import HOUR, OLD, Pair, draw_adaptations, draw_pair

DAY_CODES = ("IV-4", "IV-17", "V-2", "V-4", "V-8")
LEAVES = (Answer.YES, Answer.YES, Answer.UNKNOWN, Answer.NO)


def draw_couple(draw: Random) -> Pair:
    """Give a couple both halves of which are too heavy, in one task or in two, by little or much."""
    couple = draw.choice(CATALOGUE.couples)
    halves = (ITEMS[couple.first], couple.first_condition), (ITEMS[couple.second], couple.second_condition)
    values = [_value(draw, item, condition) for item, condition in halves]
    shares = draw.choice(((30, 30, 40), (20, 20, 60), (25, 35, 40)))
    own: list[list[Demand]] = [[], [], []]
    for place, (item, condition) in enumerate(halves):
        for at in draw.choice(((0,), (1,), (place,), (0, 1))):
            own[at].append(_heavy(draw, item, condition))
        if item.per_day:
            spoken = [number for number, demands in enumerate(own) if any(one.item == item.code for one in demands)]
            quiet = [number for number in range(3) if number not in spoken and draw.random() < 0.9]
            for at in quiet:
                own[at].append(minutes(item.code, 0))
    tasks = [task(f"t{at}", share, *own[at], leave=draw.choice(LEAVES)) for at, share in enumerate(shares)]
    can = replace(UNWILLING, **{name: draw.choice(LEAVES) for name in ("organisation", "aid", "slower_pace", "seated")})
    bare = _needed(draw) if draw.random() < 0.3 else []
    client = replace(person("K1", *values, *bare), lks_group=draw.choice(tuple(LksGroup)))
    if draw.random() < 0.2:
        code = draw.choice([item.code for item, _ in halves])
        client = with_readings(client, _read(draw, code, ""))
    return client, _job(tasks, can)


def _needed(draw: Random) -> list[CapacityValue]:
    return [limit(draw.choice(("V-1", "V-3")), text="soms")]


def _value(draw: Random, item: Item, condition: int | None) -> CapacityValue:
    text = "alleen onder voorwaarden" if draw.random() < 0.1 else ""
    if condition is None:
        return limit(item.code, draw.randint(1, item.k), text=text)
    others = [number for number in item.condition_numbers if number != condition]
    more = draw.sample(others, 1) if draw.random() < 0.3 else []
    return limit(item.code, 0, *sorted({condition, *more}), text=text)


def _heavy(draw: Random, item: Item, condition: int | None) -> Demand:
    how = draw.choice((Frequency.STRUCTURAL, Frequency.STRUCTURAL, Frequency.STRUCTURAL, *Frequency))
    if item.per_day:
        asked = minutes(item.code, draw.choice([4 * ceiling // 3 + 2 for ceiling in item.day_ceilings]), how)
    elif condition is not None:
        asked = demand(item.code, (condition,))
    else:
        asked = demand(item.code, draw.choice((0, 0, 1)), how)
    return derived(asked) if draw.random() < 0.15 else asked


def _job(tasks: Sequence[Task], can: Adaptations) -> Vacancy:
    """Give a job in which only the tasks speak of what is counted per day."""
    vacancy = job(tasks=tuple(tasks), can=can)
    spoken = {one.item for each in tasks for one in each.demands if ITEMS[one.item].per_day}
    return replace(vacancy, demands=tuple(one for one in vacancy.demands if one.item not in spoken))


def draw_carved(draw: Random) -> Pair:
    """Give a pair with a gap that leaving a task out closes, where the rest of the day becomes heavier by it."""
    code = draw.choice(DAY_CODES)
    item = ITEMS[code]
    heavy = draw.choice((demand("I-8", (6,)), demand("II-8", 0), demand("IV-13", 0)))
    share = draw.choice((20, 30, 40))
    ceiling = draw.choice(item.day_ceilings)
    rest = max(0, ceiling * 4 // 3 * draw.choice((40, 60, 70, 80, 100, 110)) // 100)
    first = task("t1", share, heavy, minutes(code, draw.choice((0, 0, 20, 90))), leave=draw.choice(LEAVES))
    others = [task("t2", 100 - share, _maybe(draw, minutes(code, rest)))]
    if draw.random() < 0.5:
        half = (100 - share) // 2
        others = [
            task("t2", half, _maybe(draw, minutes(code, rest // 2))),
            task("t3", draw.choice((half, half - 10)), minutes(code, rest // 2), leave=draw.choice(LEAVES)),
        ]
    vacancy = _job((first, *others), replace(UNWILLING, aid=draw.choice((Answer.NO, Answer.NO, Answer.YES))))
    if draw.random() < 0.3:
        vacancy = replace(vacancy, demands=(*vacancy.demands, minutes(code, draw.choice((0, rest, rest + 60)))))
    too_heavy = {"I-8": limit("I-8", 0, 6), "II-8": limit("II-8", 2), "IV-13": limit("IV-13", 2)}[heavy.item]
    client = person("K1", too_heavy, limit(code, draw.randint(0, item.k)))
    return replace(client, week_minutes=draw.choice((20, 22, 24)) * HOUR), vacancy


def _maybe(draw: Random, asked: Demand) -> Demand:
    return derived(asked) if draw.random() < 0.15 else asked


def draw_read_apart(draw: Random) -> Pair:
    """Give a pair about a text that several people read task by task, each with support of its own."""
    item = draw.choice([item for item in NO_SEPARATE_GATE if not item.per_day and item.type != "SET"])
    asked = demand(item.code, draw.choice((0, 1)))
    tasks = [task(f"t{place}", 30, asked, leave=draw.choice(LEAVES)) for place in range(draw.choice((2, 3)))]
    readings = [_read(draw, item.code, one.key) for one in tasks for _ in range(draw.choice((1, 1, 2)))]
    texts = ("", "", "Taak t0", "Taak t1", "Een andere taak")
    readings = [replace(one, task_text=draw.choice(texts)) for one in readings]
    client = person("K1", limit(item.code, 1, text="alleen onder voorwaarden"))
    client = replace(client, lks_group=draw.choice(tuple(LksGroup)))
    return with_readings(client, *readings), job(tasks=tuple(tasks), can=draw_adaptations(draw))


def _read(draw: Random, code: str, task_key: str) -> Reading:
    outcome = draw.choice((ReadingOutcome.WORKS, ReadingOutcome.WORKS_WITH, ReadingOutcome.WORKS_WITH))
    return Reading(
        item=code,
        vacancy="V1",
        task=task_key,
        outcome=outcome,
        instrument=draw.choice(INSTRUMENTS) if outcome is ReadingOutcome.WORKS_WITH else None,
        source=draw.choice((Source.CASEWORKER, Source.LABOUR_EXPERT, Source.LABOUR_EXPERT)),
        recorded_on=draw.choice((ASSESSED_ON, DAY)),
    )


def draw_dropped(draw: Random) -> Pair:
    """Give a pair of somebody who dropped out not long ago, on an item and at hours that may be known."""
    items = draw.sample(NO_SEPARATE_GATE, draw.randint(1, 3))
    client, vacancy = draw_pair(draw, items)
    item = draw.choice((*(one.code for one in items), draw.choice(items).code, "", "VI-3"))
    if draw.random() < 0.6:
        # What he failed on is within what is known of him: only the drop-out itself says to look again.
        able = items[0]
        asked = minutes(able.code, 100) if able.per_day else demand(able.code, _norm(able))
        client, vacancy, item = person(), job(asked), able.code
    held = draw.choice((None, 8, 12, 16, 20, 22))
    drop_outs = tuple(
        DropOut(
            ended_on=draw.choice((DAY, DAY - timedelta(days=1), date(2026, 10, 1), date(2026, 7, 20), OLD)),
            week_minutes=None if held is None else held * HOUR,
            item=item,
        )
        for _ in range(draw.choice((1, 1, 2)))
    )
    stated = draw.choice((None, 16, 24, 24))
    path = (HoursStep(month=2, week_minutes=24 * HOUR),) if draw.random() < 0.3 else ()
    client = replace(client, drop_outs=drop_outs, week_minutes=None if stated is None else stated * HOUR, path=path)
    if draw.random() < 0.3:
        looked = replace(
            limit(draw.choice((item or "VI-3", "VI-3"))),
            source=draw.choice((Source.LABOUR_EXPERT, Source.LABOUR_EXPERT, Source.UWV)),
            recorded_on=draw.choice((DAY, date(2026, 10, 1))),
        )
        values = (*client.profile.values, looked)
        client = replace(client, profile=replace(client.profile, values=values))
    least = draw.choice((8, 16, 20, 20)) * HOUR
    return client, replace(vacancy, week_minutes_min=least, ramp_months=draw.choice((0, 2, 3, 6)))


def _norm(item: Item) -> int | tuple[int, ...] | BinDemand:
    if item.type is ItemType.SET:
        return item.condition_numbers[:1]
    return 0 if item.type is ItemType.ORD else BinDemand.NORM


WISHED: dict[str, tuple[Instrument, ...]] = {
    "I-3": (Instrument.WORK_BUDDY, Instrument.JOBCOACH_LIGHT, Instrument.JOBCOACH_MEDIUM),
    "IV-13": (Instrument.AID, Instrument.INTERMEDIATE, Instrument.LEAVE_OUT),
    "IV-20": (Instrument.ORGANISATION, Instrument.AID),
    "I-9": (Instrument.WORK_BUDDY, Instrument.JOBCOACH_LIGHT, Instrument.JOBCOACH_INTENSIVE),
}


def draw_wished(draw: Random) -> Pair:
    """Give a pair that several instruments of one kind can close, where the person wants one and not another."""
    codes = draw.sample(sorted(WISHED), draw.randint(1, 2))
    client = replace(person("K1", *(limit(code, 1) for code in codes)), lks_group=draw.choice(tuple(LksGroup)))
    named = [instrument for code in codes for instrument in WISHED[code]]
    for stance in (Stance.GLADLY, Stance.RATHER_NOT):
        client = wishing(client, stance, *draw.sample(named, draw.randint(0, 2)))
    if draw.random() < 0.4:
        client = wishing(client, draw.choice((Stance.GLADLY, Stance.RATHER_NOT)), Instrument.JOBCOACH_VERY_LIGHT)
    first = task("t1", 40, *(demand(code, 0) for code in codes), leave=draw.choice(LEAVES))
    return client, job(tasks=(first, task("t2", 60)), can=draw_adaptations(draw))
