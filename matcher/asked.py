"""What a vacancy asks of one item, gathered over its tasks."""

from dataclasses import dataclass

from matcher.catalogue.items import Item, ItemType
from matcher.domain.client import DayPart
from matcher.domain.profile import BinDemand, Demand, DemandSource, Frequency
from matcher.domain.vacancy import Vacancy

FULL_DAY_MINUTES = 480
STRICTEST_FIRST = (Frequency.STRUCTURAL, Frequency.UNKNOWN, Frequency.MARGINAL, Frequency.INCIDENTAL)
TIMES_ITEM = "VI-1"
NOT_EVERY_EVENING, NOT_AT_NIGHT = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one task asks of one item; exactly one of the three values speaks, none means unknown.

    Attributes
    ----------
    tasks
        Places of the tasks this row stands for, in the order of the vacancy.
    minutes
        Items counted per day: the sum over the tasks in a full working day.
    """

    tasks: tuple[int, ...]
    tolerated: int | None = None
    asks: tuple[int, ...] | None = None
    needs: BinDemand | None = None
    minutes: int | None = None
    frequency: Frequency = Frequency.UNKNOWN
    is_derived: bool = False
    is_risk: bool = False
    source: DemandSource | None = None

    @property
    def is_known(self) -> bool:
        """Whether somebody said what is asked."""
        return self.tolerated is not None or self.asks is not None or self.needs is not None


def asked_of(vacancy: Vacancy, item: Item, planned_week_minutes: int) -> tuple[Asked, ...]:
    """Give a row per task; one row for the whole day where the item is counted per day.

    ``planned_week_minutes`` is this person's own working time: half a day stands half as long.
    """
    if item.per_day:
        return (_asked_per_day(vacancy, item, planned_week_minutes),)
    if item.code == TIMES_ITEM and not _says(vacancy, item.code):
        return (_asked_times(vacancy),)
    return tuple(_asked_of_task(vacancy, item, place) for place in range(len(vacancy.tasks)))


def tolerated_by_minutes(item: Item, minutes: int, planned_week_minutes: int, days: int) -> int:
    """Give the highest level whose ceiling per day covers the minutes on a planned day; no minutes ask nothing."""
    if minutes == 0:
        return item.k
    for level in range(item.k, 0, -1):
        if minutes * planned_week_minutes <= item.day_ceilings[level - 1] * FULL_DAY_MINUTES * days:
            return level
    return 0


def _says(vacancy: Vacancy, code: str) -> bool:
    own = [vacancy.own_demand(code), *(task.own_demand(code) for task in vacancy.tasks)]
    return any(demand is not None for demand in own)


def _asked_of_task(vacancy: Vacancy, item: Item, place: int) -> Asked:
    task = vacancy.tasks[place]
    demand = vacancy.demand(task, item.code)
    if demand is None:
        return Asked(tasks=(place,), is_risk=bool(task.risks))
    return Asked(
        tasks=(place,),
        tolerated=demand.tolerated if item.type is ItemType.ORD else None,
        asks=demand.asks if item.type is ItemType.SET else None,
        needs=demand.needs if item.type is ItemType.BIN else None,
        frequency=demand.frequency,
        is_derived=demand.source is DemandSource.DERIVED,
        is_risk=bool(task.risks),
        source=demand.source,
    )


def _asked_times(vacancy: Vacancy) -> Asked:
    everything = tuple(range(len(vacancy.tasks)))
    if vacancy.times is None:
        return Asked(tasks=everything)
    asks = [NOT_EVERY_EVENING] if vacancy.every_evening else []
    asks += [NOT_AT_NIGHT] if DayPart.NIGHT in vacancy.times else []
    return Asked(tasks=everything, asks=tuple(asks), source=DemandSource.EMPLOYER)


def _asked_per_day(vacancy: Vacancy, item: Item, planned_week_minutes: int) -> Asked:
    rows = _day_rows(vacancy, item.code)
    everything = tuple(range(len(vacancy.tasks)))
    is_risk = any(task.risks for task in vacancy.tasks)
    if rows is None:
        return Asked(tasks=everything, is_risk=is_risk)
    minutes = sum(demand.minutes_per_day or 0 for _, demand in rows)
    return Asked(
        tasks=tuple(place for place, demand in rows if place is not None and demand.minutes_per_day) or everything,
        tolerated=tolerated_by_minutes(item, minutes, planned_week_minutes, vacancy.days_per_week),
        minutes=minutes,
        frequency=min((demand.frequency for _, demand in rows), key=STRICTEST_FIRST.index),
        is_derived=any(demand.source is DemandSource.DERIVED for _, demand in rows),
        is_risk=is_risk,
        source=rows[0][1].source,
    )


def _day_rows(vacancy: Vacancy, code: str) -> tuple[tuple[int | None, Demand], ...] | None:
    """Give the vacancy's own minutes of the day, else those of every task; None where one of them is not known."""
    whole = vacancy.own_demand(code)
    if whole is not None and whole.minutes_per_day is not None:
        return ((None, whole),)
    found: list[tuple[int | None, Demand]] = []
    for place, task in enumerate(vacancy.tasks):
        own = task.own_demand(code)
        if own is None or own.minutes_per_day is None:
            return None
        found.append((place, own))
    return tuple(found)
