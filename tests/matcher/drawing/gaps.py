"""Pairs about what closes a gap and what keeps it from closing."""

from dataclasses import replace
from functools import cache
from random import Random

from fixtures.tiny import ASSESSED_ON, UNWILLING, demand, job, limit, person
from matcher.catalogue.items import Item, ItemType
from matcher.domain.profile import Answer, BinDemand, CapacityValue, Demand, Frequency, Reading, ReadingOutcome, Source
from matcher.domain.support import INSTRUMENTS
from matcher.domain.vacancy import Task
from tests.builders import NO_SEPARATE_GATE, derived, minutes, with_readings
from tests.matcher.closings import ROWS, STOPPED_BY, closing
from tests.matcher.closings import Pair as OnePair
from tests.matcher.drawing.items import Pair, draw_adaptations


def draw_stacked(draw: Random) -> Pair:
    """Give a pair with three to seven items one level too heavy now and then, of which support covers few."""
    levelled = [item for item in NO_SEPARATE_GATE if item.type is ItemType.ORD and not item.per_day]
    start = draw.randrange(len(levelled))
    near = (levelled * 2)[start : start + 10]
    items = draw.sample(near, draw.randint(3, 7))
    how = (Frequency.INCIDENTAL, Frequency.MARGINAL, Frequency.MARGINAL, Frequency.UNKNOWN)
    asked = (demand(item.code, 0, draw.choice(how[: draw.randint(2, 4)])) for item in items)
    can = replace(UNWILLING, aid=draw.choice((Answer.NO, Answer.NO, Answer.YES)))
    return person("K1", *(limit(item.code, 1) for item in items)), job(*asked, can=can)


LEFT_OUT: dict[str, tuple[CapacityValue, Demand]] = {
    "I-8": (limit("I-8", 0, 6), demand("I-8", (6,))),
    "II-6": (limit("II-6", 0, 1), demand("II-6", (1,))),
    "II-8": (limit("II-8", 2), demand("II-8", 0)),
    "II-11": (limit("II-11", 1), demand("II-11", BinDemand.NORM)),
    "II-12": (limit("II-12", 0, 2), demand("II-12", (2,))),
    "IV-4": (limit("IV-4", 2), minutes("IV-4", 120)),
    "IV-13": (limit("IV-13", 2), demand("IV-13", 0)),
    "IV-18": (limit("IV-18", 2), demand("IV-18", 0)),
}


def draw_left_out(draw: Random) -> Pair:
    """Give a pair with two or three gaps that leaving tasks out closes; together they can be too much."""
    codes = draw.sample(sorted(LEFT_OUT), draw.randint(2, 3))
    share = draw.choice((15, 20, 25, 30))
    tasks = [
        Task(
            key=f"t{place}",
            description="Deel",
            share=share,
            can_leave_out=Answer.YES,
            demands=(LEFT_OUT[code][1], *(() if code == "IV-4" else (minutes("IV-4", 0),))),
        )
        for place, code in enumerate(codes)
    ]
    rest = Task(key="rest", description="De rest", share=100 - share * len(codes), demands=(minutes("IV-4", 0),))
    vacancy = job(tasks=(*tasks, rest), can=replace(UNWILLING, aid=draw.choice((Answer.YES, Answer.NO))))
    vacancy = replace(vacancy, demands=tuple(one for one in vacancy.demands if one.item != "IV-4"))
    return person("K1", *(LEFT_OUT[code][0] for code in codes)), vacancy


def draw_read(draw: Random) -> Pair:
    """Give a pair about an item with levels and a text that somebody read, at every weight of the work."""
    item = draw.choice([item for item in NO_SEPARATE_GATE if item.type is ItemType.ORD and not item.per_day])
    client = person("K1", limit(item.code, 1, text="alleen onder voorwaarden"))
    found = Reading(
        item=item.code,
        vacancy="V1",
        outcome=ReadingOutcome.WORKS_WITH,
        instrument=draw.choice(INSTRUMENTS),
        source=draw.choice((Source.CASEWORKER, Source.CASEWORKER, Source.LABOUR_EXPERT)),
        recorded_on=ASSESSED_ON,
    )
    asked = demand(item.code, draw.choice((-1, 0, 0, 1)), draw.choice(tuple(Frequency)))
    return with_readings(client, found), job(asked, can=draw_adaptations(draw))


def draw_day_parts(draw: Random) -> Pair:
    """Give a pair about an item counted per day, of which somebody saw a part and a part is derived or silent.

    Tasks can often be left out, and sometimes the vacancy as a whole names minutes too.
    """
    item = draw.choice([item for item in NO_SEPARATE_GATE if item.per_day])
    shares = draw.choice(((30, 70), (40, 60), (20, 20, 60), (30, 30, 40)))
    tasks = tuple(
        Task(
            key=f"t{place}",
            description="Deel",
            share=share,
            can_leave_out=draw.choice((Answer.YES, Answer.YES, Answer.UNKNOWN, Answer.NO)),
            demands=_part(draw, item),
        )
        for place, share in enumerate(shares)
    )
    can = replace(UNWILLING, aid=draw.choice((Answer.NO, Answer.NO, Answer.YES)))
    vacancy = job(tasks=tasks, can=can)
    rest = tuple(one for one in vacancy.demands if one.item != item.code)
    whole = _part(draw, item) if draw.random() < 0.5 else ()
    if draw.random() < 0.2:
        # A task is heavier than the whole day by derived minutes alone: both ask, each of other tasks.
        low, high = sorted(draw.sample(range(100, 1_000, 100), 2))
        whole, heavy = (minutes(item.code, low),), derived(minutes(item.code, high))
        nothing = (minutes(item.code, 0),)
        tasks = (replace(tasks[0], demands=(heavy,)), *(replace(one, demands=nothing) for one in tasks[1:]))
        vacancy = replace(vacancy, tasks=tasks)
    client = person("K1", limit(item.code, draw.randint(1, item.k), text=draw.choice(("", "", "", "soms meer"))))
    return client, replace(vacancy, demands=(*whole, *rest))


def _part(draw: Random, item: Item) -> tuple[Demand, ...]:
    how = draw.choice((Frequency.STRUCTURAL, Frequency.STRUCTURAL, *Frequency))
    asked = minutes(item.code, draw.choice((0, 20, *(4 * ceiling // 3 + 2 for ceiling in item.day_ceilings))), how)
    return draw.choice(((asked,), (asked,), (derived(asked),), (derived(asked),), ()))


@cache
def _unread() -> tuple[Pair, ...]:
    pairs = []
    for row in ROWS:
        for code in (*row.needs_norm, *(("II-1",) if row.visual_limitation is not None else ())):
            pair = closing(row)
            values = tuple(one for one in pair.client.profile.values if one.item != code)
            profile = replace(pair.client.profile, values=(*values, limit(code, text="alleen onder voorwaarden")))
            pairs.append((replace(pair.client, profile=profile), pair.vacancy))
    return tuple(pairs)


def draw_unread(draw: Random) -> Pair:
    """Give a pair with one gap and a text nobody read, about what its support asks and the work does not."""
    return draw.choice(_unread())


@cache
def _stopped(why: str) -> tuple[OnePair, ...]:
    return tuple(pair for row in ROWS for pair in STOPPED_BY[why](row))


def draw_stopped(draw: Random) -> Pair:
    """Give a pair whose one gap a row of the closes table would close, but for one condition of that row."""
    pair = draw.choice(_stopped(draw.choice(sorted(STOPPED_BY))))
    return pair.client, pair.vacancy


def draw_helpless(draw: Random) -> Pair:
    """Give a pair whose gap would be closed if the person were at the norm on what its support asks."""
    pair = draw.choice(_stopped("what it asks is limited too"))
    return pair.client, pair.vacancy
