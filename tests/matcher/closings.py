"""For every row of the closes table a pair that only this row opens, and pairs in which one thing stops it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from fixtures.tiny import UNWILLING, demand, job, limit, person
from matcher.catalogue.closes import ClosesTable, Closing, load_closes
from matcher.catalogue.items import ItemType
from matcher.domain.candidate import Fit
from matcher.domain.client import Client, LksGroup
from matcher.domain.profile import Answer, BinDemand, CapacityValue, Demand
from matcher.domain.support import JOBCOACH, Instrument
from matcher.domain.vacancy import Adaptations, Risk, Task, Vacancy
from matcher.scales import Scales
from tests.builders import ITEMS, all_but, item_of, minutes, refusing, scales, task, weighed

ROWS = [row for row in load_closes().rows if row.instrument is not Instrument.HOURS_PATH]
EMPLOYER_SAYS: dict[Instrument, str] = {
    Instrument.ORGANISATION: "organisation",
    Instrument.AID: "aid",
    Instrument.INTERMEDIATE: "aid",
    Instrument.VISUAL_AID: "aid",
    Instrument.WORK_BUDDY: "work_buddy",
    **dict.fromkeys(JOBCOACH, "jobcoach"),
    Instrument.WAGE_SUBSIDY: "slower_pace",
}


def named(row: Closing) -> str:
    return f"{row.item}-{row.instrument}-{row.conditions}" if row.conditions else f"{row.item}-{row.instrument}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A person and a vacancy with one gap, which one row of the table closes."""

    row: Closing
    client: Client
    vacancy: Vacancy

    def weighed(self) -> Fit:
        return weighed(self.client, self.vacancy, _without_lighter(self.row))


@cache
def _without_lighter(row: Closing) -> Scales:
    """Give scales on which no lighter regime of the jobcoach closes it: who refuses that one refuses this one too."""
    lighter = _up_to(row.instrument)[:-1]
    rows = tuple(one for one in load_closes().rows if one.item != row.item or one.instrument not in lighter)
    return replace(scales(), closes=ClosesTable(rows=rows))


def _up_to(instrument: Instrument) -> tuple[Instrument, ...]:
    return JOBCOACH[: JOBCOACH.index(instrument) + 1] if instrument in JOBCOACH else (instrument,)


@cache
def alone(instrument: Instrument) -> tuple[Pair, ...]:
    """Give the pairs that this instrument alone opens on the whole table too."""
    pairs = (closing(row) for row in ROWS if row.instrument is instrument)
    found = ((pair, item_of(weighed(pair.client, pair.vacancy), pair.row.item).closers) for pair in pairs)
    return tuple(pair for pair, closers in found if closers == (instrument,))


def closing(row: Closing) -> Pair:
    """Give a pair where this row is the only thing that closes the one gap."""
    item = ITEMS[row.item]
    level = 0 if item.type is ItemType.SET else min(row.levels, item.k) if item.type is ItemType.ORD else 1
    needed = row.conditions[: row.at_most]
    values = [limit(row.item, level, *needed)]
    if row.visual_limitation:
        values += [limit("II-1", 1)] if row.item != "II-1" else []
    heavy = asking(row, level, needed)
    others = Answer.YES if row.needs_seated_task else Answer.NO
    can = replace(UNWILLING, seated=others)
    if row.instrument in EMPLOYER_SAYS:
        can = replace(can, **{EMPLOYER_SAYS[row.instrument]: Answer.YES})
    client = refusing(person("K1", *values), *all_but(*_up_to(row.instrument)))
    if row.instrument is Instrument.WAGE_SUBSIDY:
        client = replace(client, lks_group=LksGroup.ESTABLISHED)
    return Pair(row=row, client=client, vacancy=vacancy_of(heavy, can, leave=row.instrument is Instrument.LEAVE_OUT))


def asking(row: Closing, level: int, needed: tuple[int, ...]) -> Demand:
    item = ITEMS[row.item]
    if item.per_day:
        # On 360 of 480 minutes this is more than the ceiling of level 1, so that nothing is tolerated (level 0).
        return minutes(row.item, item.day_ceilings[0] * 4 // 3 + 2)
    if item.type is ItemType.ORD:
        return demand(row.item, level - row.levels)
    return demand(row.item, needed if item.type is ItemType.SET else BinDemand.NORM)


def vacancy_of(heavy: Demand, can: Adaptations, *, leave: bool) -> Vacancy:
    """Give a job of two tasks; one asks it, and can go to a colleague or not."""
    answer = Answer.YES if leave else Answer.NO
    light = minutes(heavy.item, 0)
    first = task("t1", 60, light) if ITEMS[heavy.item].per_day else task("t1", 60)
    nothing = (demand("VI-1", ()),) if heavy.item == "VI-1" else ()
    vacancy = job(*nothing, tasks=(first, task("t2", 40, heavy, leave=answer)), can=can)
    if not ITEMS[heavy.item].per_day:
        return vacancy
    return replace(vacancy, demands=tuple(one for one in vacancy.demands if one.item != heavy.item))


def _needs_limited(row: Closing) -> Iterator[Pair]:
    for code in row.needs_norm:
        yield _limited_too(closing(row), limit(code, 1))


def _limited_too(pair: Pair, *values: CapacityValue) -> Pair:
    profile = pair.client.profile
    known = tuple(value for value in profile.values if value.item not in {new.item for new in values})
    return replace(pair, client=replace(pair.client, profile=replace(profile, values=(*known, *values))))


def _in_a_risk_task(row: Closing) -> Iterator[Pair]:
    if row.not_in_risk_task:
        pair = closing(row)
        first, second = pair.vacancy.tasks
        yield _with_tasks(pair, first, replace(second, risks=(Risk.TRAFFIC,)))


def _not_seated(row: Closing) -> Iterator[Pair]:
    if row.needs_seated_task:
        pair = closing(row)
        yield with_adaptations(pair, replace(pair.vacancy.adaptations, seated=Answer.NO))


def _one_task_only(row: Closing) -> Iterator[Pair]:
    if row.needs_tasks > 1 or row.instrument is Instrument.LEAVE_OUT:
        pair = closing(row)
        yield _with_tasks(pair, replace(pair.vacancy.tasks[1], share=40))


def _other_sight(row: Closing) -> Iterator[Pair]:
    if row.visual_limitation is False:
        yield _limited_too(closing(row), limit("II-1", 1))
    elif row.visual_limitation and row.item != "II-1":
        pair = closing(row)
        values = tuple(value for value in pair.client.profile.values if value.item != "II-1")
        yield replace(pair, client=replace(pair.client, profile=replace(pair.client.profile, values=values)))


def _employer_says_no(row: Closing) -> Iterator[Pair]:
    if row.instrument in EMPLOYER_SAYS:
        pair = closing(row)
        yield with_adaptations(pair, replace(pair.vacancy.adaptations, **{EMPLOYER_SAYS[row.instrument]: Answer.NO}))
    if row.instrument is Instrument.LEAVE_OUT:
        pair = closing(row)
        first, second = pair.vacancy.tasks
        yield _with_tasks(pair, first, replace(second, can_leave_out=Answer.NO))
        yield _with_tasks(pair, replace(first, share=59), replace(second, share=41))


def _refused(row: Closing) -> Iterator[Pair]:
    pair = closing(row)
    yield replace(pair, client=refusing(pair.client, row.instrument))


def _not_in_the_group(row: Closing) -> Iterator[Pair]:
    if row.instrument is Instrument.WAGE_SUBSIDY:
        pair = closing(row)
        yield replace(pair, client=replace(pair.client, lks_group=LksGroup.NOT))


def _one_more(row: Closing) -> Iterator[Pair]:
    """One level or one condition more than the row reaches, where the item has that."""
    item, pair = ITEMS[row.item], closing(row)
    if item.type is ItemType.ORD and row.levels < item.k + 1 and not item.per_day:
        level = min(row.levels + 1, item.k)
        pair = _limited_too(pair, limit(row.item, level))
        yield _with_demand(pair, demand(row.item, level - row.levels - 1))
    elif item.per_day and row.levels < item.k:
        yield _limited_too(pair, limit(row.item, row.levels + 1))
    elif item.type is ItemType.SET:
        own = [one for one in load_closes().for_item(row.item) if one.instrument is row.instrument]
        reached = {number for one in own for number in one.conditions}
        outside = [number for number in item.condition_numbers if number not in reached]
        if row.at_most < len(row.conditions):
            needed = row.conditions[: row.at_most + 1]
            yield _with_demand(_limited_too(pair, limit(row.item, 0, *needed)), demand(row.item, needed))
        if outside:
            yield _with_demand(_limited_too(pair, limit(row.item, 0, outside[0])), demand(row.item, (outside[0],)))


def _with_demand(pair: Pair, heavy: Demand) -> Pair:
    first, second = pair.vacancy.tasks
    return _with_tasks(pair, first, replace(second, demands=(heavy,)))


def _with_tasks(pair: Pair, *tasks: Task) -> Pair:
    return replace(pair, vacancy=replace(pair.vacancy, tasks=tasks))


def with_adaptations(pair: Pair, can: Adaptations) -> Pair:
    return replace(pair, vacancy=replace(pair.vacancy, adaptations=can))


STOPPED_BY: dict[str, Callable[[Closing], Iterator[Pair]]] = {
    "what it asks is limited too": _needs_limited,
    "a risk mark": _in_a_risk_task,
    "work that cannot be done seated": _not_seated,
    "the only task": _one_task_only,
    "sight": _other_sight,
    "the employer": _employer_says_no,
    "the person": _refused,
    "not in the group": _not_in_the_group,
    "one more than it reaches": _one_more,
}
