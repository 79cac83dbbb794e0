"""What stored vacancies ask, as the columns the kernel reads, without an object per vacancy.

Many vacancies ask the same of an item in the same way.  Each way that occurs is written once, by the rules that write
nouns, on a vacancy that asks nothing else; its columns are then given to all that ask alike.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from matcher.catalogue.items import Item, ItemType
from matcher.domain.caseload import I8, I32, I64, MAX_TASKS
from matcher.domain.client import DayPart
from matcher.domain.profile import BinDemand, Demand, DemandSource, Frequency
from matcher.domain.vacancy import Risk, Task, Vacancy, VacancyKey
from matcher.encode.codes import Codes
from matcher.encode.vacancies import Items
from matcher.scales import Scales

Column = npt.NDArray[Any]
Table = Mapping[str, Column]
TIMES_ITEM = "VI-1"
SOURCES, FREQUENCIES = tuple(DemandSource), tuple(Frequency)
RISK = Risk.MACHINE
NOT_SAID = -1
ON_THE_DAY = np.datetime64("2000-01-01").astype(object)
_MINUTES, _HOW, _SOURCE = 1 << 20, 1 << 8, 1 << 4


def items_of(vacancies: Table, tasks: Table, demands: Table, scales: Scales, codes: Codes) -> Items:
    """Write the item columns of stored vacancies; the tables are those of `matcher.encode.stored`."""
    n = len(vacancies["key"])
    frame = _frames(n, tasks)
    found = Items(n, codes)
    order = np.argsort(demands["item"], kind="stable")
    ends = np.searchsorted(demands["item"][order], np.arange(len(scales.catalogue.items) + 1))
    for item in scales.catalogue.items:
        rows = order[ends[item.index] : ends[item.index + 1]]
        said = _said(n, {name: column[rows] for name, column in demands.items()}, item)
        columns = [frame, *(column for column in said.T if column.any())]
        if item.code == TIMES_ITEM:
            columns += [vacancies["times"].astype(np.int64), vacancies["every_evening"].astype(np.int64)]
        first, kind = _kinds(columns)
        one = Items(len(first), codes)
        for row, at in enumerate(first.tolist()):
            one.add(row, _specimen(at, item, frame, said, vacancies), item, scales, codes)
        found.take(item, one, kind, codes)
    return found


def _frames(n: int, tasks: Table) -> I64:
    """Give the number of tasks and which of them carry a risk, in one number per vacancy."""
    vacancy = tasks["vacancy"].astype(np.int64)
    risks = np.bincount(vacancy, (1 << tasks["place"].astype(np.int64)) * (tasks["risk"] > 0), n)
    return np.bincount(vacancy, minlength=n) << MAX_TASKS | risks.astype(np.int64)


def _said(n: int, demands: Table, item: Item) -> I64:
    """Give what each vacancy says of an item, as a whole and per task, each in one number, 0 where nothing is said."""
    said = np.zeros((n, 1 + MAX_TASKS), np.int64)
    value = np.maximum(_value(demands, item).astype(np.int64), NOT_SAID - 1) + 2
    packed = value * _HOW + demands["frequency"].astype(np.int64) * _SOURCE + demands["source"] + 1
    said[demands["vacancy"], demands["task"].astype(np.int64) + 1] = packed
    return said


def _value(demands: Table, item: Item) -> Column:
    if item.per_day:
        return demands["minutes"]
    return demands[{ItemType.ORD: "tolerated", ItemType.SET: "asks", ItemType.BIN: "needs"}.get(item.type, "tolerated")]


def _kinds(columns: list[I64]) -> tuple[I64, I64]:
    """Give a row of each distinct combination and the combination of every row, joining a column at a time."""
    kind = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        _, number = np.unique(column, return_inverse=True)
        if len(number):
            kind = np.unique(kind * (number.max() + 1) + number.reshape(-1), return_inverse=True)[1].reshape(-1)
    _, first = np.unique(kind, return_index=True)
    return first.astype(np.int64), kind.astype(np.int64)


def _specimen(row: int, item: Item, frame: I64, said: I64, vacancies: Table) -> Vacancy:
    """Give a vacancy that says of one item what a stored one says, and of all else nothing."""
    n_tasks, risks = int(frame[row]) >> MAX_TASKS, int(frame[row]) & ((1 << MAX_TASKS) - 1)
    own = [_demand(item, int(number)) for number in said[row]]
    times = int(vacancies["times"][row])
    return Vacancy(
        key=VacancyKey("specimen"),
        employer="",
        title="",
        week_minutes_min=60,
        week_minutes_max=60,
        times=None if times < 0 else tuple(part for place, part in enumerate(DayPart) if times >> place & 1),
        every_evening=bool(vacancies["every_evening"][row]),
        tasks=tuple(
            Task(
                key=str(place),
                description="",
                share=1,
                risks=(RISK,) if risks >> place & 1 else (),
                demands=_only(own[1 + place]),
            )
            for place in range(n_tasks)
        ),
        demands=_only(own[0]),
    )


def _only(demand: Demand | None) -> tuple[Demand, ...]:
    return () if demand is None else (demand,)


def _demand(item: Item, packed: int) -> Demand | None:
    if packed == 0:
        return None
    value, how, source = packed // _HOW - 2, packed % _HOW // _SOURCE, packed % _SOURCE - 1
    # A level may be −1 (asks more than the norm); of all else −1 says that nobody spoke.
    is_level = item.type is ItemType.ORD and not item.per_day
    is_said = value > NOT_SAID - 1 if is_level else value >= 0
    return Demand(
        item=item.code,
        tolerated=value if is_level and is_said else None,
        asks=_numbers(value) if item.type is ItemType.SET and is_said else None,
        needs=BinDemand(value) if item.type is ItemType.BIN and is_said else None,
        minutes_per_day=value if item.per_day and is_said else None,
        frequency=FREQUENCIES[how],
        source=SOURCES[source],
        recorded_on=ON_THE_DAY,
    )


def _numbers(mask: int) -> tuple[int, ...]:
    return tuple(number for number in range(mask.bit_length()) if mask >> number & 1)


def shares_of(n: int, tasks: Table) -> tuple[I32, I8]:
    """Give share and answer to leaving out per task, [n, 8] each."""
    shares, leave = np.zeros((n, MAX_TASKS), np.int32), np.zeros((n, MAX_TASKS), np.int8)
    shares[tasks["vacancy"], tasks["place"]] = tasks["share"]
    leave[tasks["vacancy"], tasks["place"]] = tasks["leave"]
    return shares, leave
