"""Pairs about items: what sources said against what tasks ask, with readings, refusals and employers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from fixtures.days import DAY
from fixtures.tiny import ASSESSED_ON, demand, job, limit, person
from matcher.catalogue.items import Item, ItemType
from matcher.domain.client import Client, LegalGroup, LksGroup
from matcher.domain.profile import (
    Answer,
    BinDemand,
    CapacityValue,
    Demand,
    DemandSource,
    Frequency,
    Reading,
    ReadingOutcome,
    Source,
)
from matcher.domain.support import INSTRUMENTS
from matcher.domain.vacancy import Adaptations, Risk, Task, Vacancy
from tests.builders import ITEMS, refusing

HOUR = 60
Pair = tuple[Client, Vacancy]
OLD, ONE_DAY = date(2024, 3, 1), timedelta(days=1)
ANSWERS = (Answer.YES, Answer.YES, Answer.NO, Answer.UNKNOWN)


def some(draw: Random, values: Sequence[int], most: int = 9) -> tuple[int, ...]:
    return tuple(sorted(draw.sample(values, draw.randint(1, min(most, len(values))))))


def draw_values(draw: Random, item: Item) -> list[CapacityValue]:
    """Give what sources said of an item; nothing at all means that nobody looked."""
    sort = draw.choices(("limited", "norm", "unknown", "old", "two"), (60, 10, 12, 6, 12))[0]
    if sort == "unknown":
        return []
    on = OLD if sort == "old" else ASSESSED_ON
    values = [replace(_value(draw, item, is_limited=sort != "norm"), recorded_on=on)]
    if sort == "two":
        own = _value(draw, item, is_limited=draw.random() < 0.5)
        values.append(replace(own, source=Source.SELF, recorded_on=draw.choice((on, OLD))))
    return values


def _value(draw: Random, item: Item, *, is_limited: bool) -> CapacityValue:
    text = "alleen onder voorwaarden" if draw.random() < 0.15 else ""
    if not is_limited:
        return limit(item.code, text=text)
    if item.type is ItemType.SET:
        return limit(item.code, 0, *some(draw, item.condition_numbers), text=text)
    level = draw.randint(1, item.k) if item.type is ItemType.ORD else 1
    return limit(item.code, level, text=text)


def draw_demand(draw: Random, item: Item) -> Demand:
    """Give what is asked of an item, around what a person can just or just not do."""
    weights = (60, 40) if item.per_day else (85, 15)
    source = draw.choices((DemandSource.EMPLOYER, DemandSource.DERIVED), weights)[0]
    how = draw.choice(tuple(Frequency))
    if draw.random() < 0.07:
        return Demand(item=item.code, source=source, recorded_on=ASSESSED_ON)
    if item.per_day:
        ceiling = draw.choice(item.day_ceilings)
        asked = min(1440, max(0, ceiling * draw.choice((0, 1, 2, 3, 4)) * 2 // 3 + draw.randint(-2, 2)))
        return Demand(item=item.code, minutes_per_day=asked, frequency=how, source=source, recorded_on=ASSESSED_ON)
    if item.type is ItemType.ORD:
        value: int | tuple[int, ...] = draw.choice((-1, 0, 0, 0, 1, 2, 3))
        return replace(demand(item.code, min(int(value), item.k), how), source=source)
    if item.type is ItemType.SET:
        return replace(demand(item.code, some(draw, item.condition_numbers)), source=source)
    return replace(demand(item.code, draw.choice(tuple(BinDemand))), source=source)


def draw_adaptations(draw: Random) -> Adaptations:
    return Adaptations(
        organisation=draw.choice(ANSWERS),
        aid=draw.choice(ANSWERS),
        work_buddy=draw.choice(ANSWERS),
        jobcoach=draw.choice(ANSWERS),
        slower_pace=draw.choice(ANSWERS),
        seated=draw.choice(ANSWERS),
    )


def draw_pair(draw: Random, items: Sequence[Item]) -> Pair:
    """Give a pair about some items: what sources said, one to four tasks that ask, readings and refusals."""
    values = [value for item in items for value in draw_values(draw, item)]
    known = {value.item for value in values}
    blank = {item.rubriek for item in items if item.code not in known}
    client = person("K1", *values)
    coverage = tuple(one for one in client.profile.coverage if one.rubriek not in blank)
    written = {value.item for value in values if value.text}
    read = [item for item in items if draw.random() < (0.45 if item.code in written else 0.08)]
    readings = tuple(_reading(draw, item) for item in read for _ in range(draw.choice((1, 1, 2, 3))))
    client = replace(
        client,
        profile=replace(client.profile, coverage=coverage, readings=readings),
        lks_group=draw.choice(tuple(LksGroup)),
        legal_group=draw.choice((LegalGroup.BIJSTAND, LegalGroup.JONGERE_7A, LegalGroup.UNKNOWN)),
        week_minutes=draw.choice((20, 22, 24)) * HOUR,
    )
    if draw.random() < 0.25:
        client = refusing(client, *draw.sample(INSTRUMENTS, 3))
    return client, draw_vacancy(draw, items)


def _reading(draw: Random, item: Item) -> Reading:
    """Give what one person read, of the whole work or a task, perhaps before what is known now or after the day."""
    outcome = draw.choice(tuple(ReadingOutcome))
    return Reading(
        item=item.code,
        vacancy="V1",
        task=draw.choice(("", "", "t0", "t0", "t1")),
        outcome=outcome,
        instrument=draw.choice(INSTRUMENTS) if outcome is ReadingOutcome.WORKS_WITH else None,
        source=draw.choice((Source.CASEWORKER, Source.LABOUR_EXPERT, Source.LABOUR_EXPERT)),
        recorded_on=draw.choice(
            (ASSESSED_ON, ASSESSED_ON, DAY, *(day + ONE_DAY for day in (DAY, ASSESSED_ON - 2 * ONE_DAY)))
        ),
        until=draw.choice((None, DAY, DAY - ONE_DAY)),
    )


def draw_vacancy(draw: Random, items: Sequence[Item]) -> Vacancy:
    shares = draw.choice(((100,), (60, 40), (55, 45), (40, 35, 25), (40, 20, 20, 20)))
    own: list[list[Demand]] = [[] for _ in shares]
    common: list[Demand] = []
    for item in items:
        is_common = item.code != "VI-1" and draw.random() < 0.4
        if is_common:
            common.append(draw_demand(draw, item))
        if not is_common or (item.per_day and draw.random() < 0.5):
            for demands in own:
                if draw.random() < 0.7:
                    demands.append(draw_demand(draw, item))
    tasks = tuple(
        Task(
            key=f"t{place}",
            description=f"Taak {place}",
            share=share,
            can_leave_out=draw.choice(ANSWERS),
            risks=(draw.choice(tuple(Risk)),) if draw.random() < 0.15 else (),
            demands=tuple(demands),
        )
        for place, (share, demands) in enumerate(zip(shares, own, strict=True))
    )
    said = {one.item for one in common}
    per_task = {one.item for demands in own for one in demands if ITEMS[one.item].per_day} - said
    vacancy = job(*common, tasks=tasks, can=draw_adaptations(draw))
    kept = tuple(one for one in vacancy.demands if one.item not in per_task)
    return replace(vacancy, demands=kept, days_per_week=draw.choice((4, 4, 5)))
