"""What a vacancy asks of one item, gathered over its tasks."""

from collections.abc import Sequence
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
    """Give a row per task; where the item is counted per day, rows for the whole day.

    ``planned_week_minutes`` is this person's own working time: half a day stands half as long.
    """
    if item.per_day:
        return _asked_per_day(vacancy, item, planned_week_minutes)
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


def _asked_per_day(vacancy: Vacancy, item: Item, planned_week_minutes: int) -> tuple[Asked, ...]:
    """Give what is firmly known of the day, what it comes to with derived minutes, and what nobody said.

    The minutes of the tasks add up; where the vacancy as a whole names more, that holds.
    """
    tasks = [(place, _minutes_of(task.own_demand(item.code))) for place, task in enumerate(vacancy.tasks)]
    spoken = [(place, demand) for place, demand in tasks if demand is not None]
    whole = _minutes_of(vacancy.own_demand(item.code))
    firm = _day(vacancy, item, planned_week_minutes, spoken, whole, with_derived=False)
    all_ = _day(vacancy, item, planned_week_minutes, spoken, whole, with_derived=True)
    rows = [row for row in (firm, all_) if row is not None]
    if firm is not None and all_ is not None and all_.minutes == firm.minutes:
        rows = [firm]
    if whole is None and len(spoken) < len(tasks):
        silent = tuple(place for place, demand in tasks if demand is None)
        rows.append(Asked(tasks=silent, is_risk=any(vacancy.tasks[place].risks for place in silent)))
    return tuple(rows)


def firm_minutes(vacancy: Vacancy, item: Item) -> tuple[tuple[int, ...], int]:
    """Give the minutes of a full day that somebody saw or said, per task, and what they come to for the whole day."""
    by_task = tuple(_seen(task.own_demand(item.code)) for task in vacancy.tasks)
    return by_task, max(sum(by_task), _seen(vacancy.own_demand(item.code)))


def _seen(demand: Demand | None) -> int:
    if demand is None or demand.source is DemandSource.DERIVED:
        return 0
    return demand.minutes_per_day or 0


def depends(item: Item, row: Asked) -> bool:
    """Whether the work depends on an item as far as this row says; what nobody said may."""
    if not row.is_known:
        return True
    if item.type is ItemType.ORD:
        return row.tolerated is not None and row.tolerated < item.k
    return bool(row.asks) if item.type is ItemType.SET else bool(row.needs)


def _minutes_of(demand: Demand | None) -> Demand | None:
    return demand if demand is not None and demand.minutes_per_day is not None else None


def _day(
    vacancy: Vacancy,
    item: Item,
    planned_week_minutes: int,
    spoken: Sequence[tuple[int, Demand]],
    whole: Demand | None,
    *,
    with_derived: bool,
) -> Asked | None:
    """Add up the minutes of a day; without derived minutes only what somebody saw or said."""
    parts = [(place, one) for place, one in spoken if with_derived or one.source is not DemandSource.DERIVED]
    own = whole if whole is not None and (with_derived or whole.source is not DemandSource.DERIVED) else None
    demands = [*(one for _, one in parts), *([own] if own is not None else [])]
    if not demands:
        return None
    summed = sum(one.minutes_per_day or 0 for _, one in parts)
    stated = own.minutes_per_day or 0 if own is not None else 0
    heavy = tuple(place for place, one in parts if one.minutes_per_day) if summed >= stated else ()
    minutes = max(summed, stated)
    return Asked(
        tasks=heavy or tuple(range(len(vacancy.tasks))),
        tolerated=tolerated_by_minutes(item, minutes, planned_week_minutes, vacancy.days_per_week),
        minutes=minutes,
        frequency=min((one.frequency for one in demands), key=STRICTEST_FIRST.index),
        is_derived=with_derived,
        is_risk=any(task.risks for task in vacancy.tasks),
        source=DemandSource.DERIVED if with_derived else demands[0].source,
    )
