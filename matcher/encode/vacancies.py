"""Vacancies as columns: what each item asks, packed per level of a person.

An ordered item becomes one 32-bit cell per level a person can have, so that the kernel looks up what a level means here
instead of walking over tasks:

=========  =====================================================================================
bits       meaning
=========  =====================================================================================
0-2, 3-5   levels too many over all tasks, and over the tasks that are firmly too heavy
6-7        what stays where only the firm part is closed: 0 nothing, 1 *let op*, 2 *vraag na*
8, 9       a task with a risk mark among all, among the firm
10-17      tasks to leave out for all of it
18-25      tasks to leave out for the firm part
=========  =====================================================================================
"""

from collections.abc import Sequence

import numpy as np

from matcher.asked import FULL_DAY_MINUTES, Asked, asked_of, firm_minutes
from matcher.catalogue.items import Item
from matcher.domain.caseload import DAY_ITEMS, I64, MAX_CONDITIONS, MAX_TASKS, N_LEVELS, VacancyColumns
from matcher.domain.profile import Answer, BinDemand, Frequency
from matcher.domain.support import INSTRUMENTS
from matcher.domain.vacancy import Vacancy
from matcher.encode.clients import day_parts
from matcher.encode.codes import BIN, NOWHERE, ORD, PER_DAY, SET, Codes, bits, requirement_key, starts
from matcher.points import lasting_points
from matcher.scales import Scales, employer_answer
from matcher.tie import half_key

ANSWER = {Answer.NO: 0, Answer.UNKNOWN: 1, Answer.YES: 2}
TOLERATED_HOW = (Frequency.INCIDENTAL, Frequency.MARGINAL)
COLUMNS_OF = {
    ORD: ("ord_cell",),
    PER_DAY: ("day_minutes", "day_firm", "day_cell", "day_task"),
    SET: ("set_asks", "set_firm", "set_risk", "set_tasks"),
    BIN: ("bin_tasks", "bin_risk"),
}
"""Columns of the items of a kind, by their place in the kind."""


class Items:
    """The item columns while they are being filled."""

    def __init__(self, n: int, codes: Codes) -> None:
        self.ord_cell = np.zeros((n, codes.n_of(ORD), N_LEVELS), np.uint32)
        self.day_minutes = np.full((n, len(DAY_ITEMS)), -1, np.int32)
        self.day_firm = np.full_like(self.day_minutes, -1)
        self.day_cell = np.zeros((n, len(DAY_ITEMS)), np.uint32)
        self.day_task = np.zeros((n, len(DAY_ITEMS), MAX_TASKS), np.int16)
        self.set_asks = np.zeros((n, codes.n_of(SET)), np.uint16)
        self.set_firm = np.zeros_like(self.set_asks)
        self.set_risk = np.zeros_like(self.set_asks)
        self.set_tasks = np.zeros((n, codes.n_of(SET), MAX_CONDITIONS), np.uint8)
        self.bin_tasks = np.zeros((n, codes.n_of(BIN)), np.uint8)
        self.bin_risk = np.zeros_like(self.bin_tasks)
        self.depends = np.zeros(n, np.uint64)
        self.silent = np.zeros(n, np.uint64)
        self.above = np.zeros(n, np.uint64)

    def fill(self, row: int, vacancy: Vacancy, scales: Scales, codes: Codes) -> None:
        """Write what a vacancy asks of every item."""
        for item in scales.catalogue.items:
            self.add(row, vacancy, item, scales, codes)

    def add(self, row: int, vacancy: Vacancy, item: Item, scales: Scales, codes: Codes) -> None:
        """Write what a vacancy asks of one item."""
        kind, slot = codes.kinds[item.index], codes.slots[item.index]
        if kind == PER_DAY:
            self._per_day(row, slot, asked_of(vacancy, item, FULL_DAY_MINUTES))
            self.day_task[row, slot, : len(vacancy.tasks)] = firm_minutes(vacancy, item)[0]
        elif kind in (ORD, SET, BIN):
            asked = asked_of(vacancy, item, FULL_DAY_MINUTES)
            bit = np.uint64(1 << item.index)
            self.depends[row] |= bit if any(_asks_something(item, one) for one in asked) else 0
            self.silent[row] |= bit if any(not one.is_known for one in asked) else 0
            is_above = any(one.tolerated == -1 or one.needs is BinDemand.ABOVE for one in asked)
            self.above[row] |= bit if is_above else 0
            (self._ord, self._set, self._bin)[kind](row, slot, item, asked)

    def take(self, item: Item, other: "Items", rows: I64, codes: Codes) -> None:
        """Take over what other vacancies ask of one item: for row i what stands there in row ``rows[i]``."""
        kind, slot = codes.kinds[item.index], codes.slots[item.index]
        for name in COLUMNS_OF.get(kind, ()):
            getattr(self, name)[:, slot] = getattr(other, name)[rows, slot]
        for mask, more in ((self.depends, other.depends), (self.silent, other.silent), (self.above, other.above)):
            mask |= more[rows]

    def _ord(self, row: int, slot: int, item: Item, asked: Sequence[Asked]) -> None:
        for level in range(1, item.k + 1):
            self.ord_cell[row, slot, level] = _cell(item, level, asked)

    def _per_day(self, row: int, slot: int, asked: Sequence[Asked]) -> None:
        """Write the minutes of a day and how they are asked.

        Bit 0 borne, 1 how unknown, 2 a silent task, 3 risk, 4 and 5 as 0 and 1 of the firm minutes alone; 10-17 the
        tasks of all minutes, 18-25 of the firm ones.
        """
        spoken = [one for one in asked if one.minutes is not None]
        cell = any(one.minutes is None for one in asked) << 2 | any(one.is_risk for one in asked) << 3
        if spoken:
            heaviest = spoken[-1]
            self.day_minutes[row, slot] = heaviest.minutes or 0
            cell |= bits(heaviest.tasks) << 10
            cell |= (heaviest.frequency in TOLERATED_HOW) | (heaviest.frequency is Frequency.UNKNOWN) << 1
        for one in spoken:
            if not one.is_derived:
                self.day_firm[row, slot] = one.minutes or 0
                cell |= bits(one.tasks) << 18
                cell |= (one.frequency in TOLERATED_HOW) << 4 | (one.frequency is Frequency.UNKNOWN) << 5
        self.day_cell[row, slot] = cell

    def _set(self, row: int, slot: int, item: Item, asked: Sequence[Asked]) -> None:
        for one in asked:
            conditions = bits(one.asks or ())
            self.set_asks[row, slot] |= conditions
            self.set_firm[row, slot] |= 0 if one.is_derived else conditions
            self.set_risk[row, slot] |= conditions if one.is_risk else 0
            for number in one.asks or ():
                self.set_tasks[row, slot, number] |= bits(one.tasks)

    def _bin(self, row: int, slot: int, item: Item, asked: Sequence[Asked]) -> None:
        asking = [one for one in asked if one.needs is not BinDemand.NONE]
        self.bin_tasks[row, slot] = bits(place for one in asking for place in one.tasks)
        self.bin_risk[row, slot] = any(one.is_risk for one in asking)


def _asks_something(item: Item, one: Asked) -> bool:
    return (one.tolerated is not None and one.tolerated < item.k) or bool(one.asks) or bool(one.needs)


def _cell(item: Item, level: int, asked: Sequence[Asked]) -> int:
    """Pack what an ordered item asks of a person at one level."""
    over = [(level - one.tolerated, one) for one in asked if one.tolerated is not None and one.tolerated < level]
    firm, rest = [], 0
    for excess, one in over:
        if excess == 1 and not item.no_tolerance and not (item.risk_no_tolerance and one.is_risk):
            if one.frequency in TOLERATED_HOW:
                rest = max(rest, 1)
                continue
            if one.frequency is Frequency.UNKNOWN:
                rest = 2
                continue
        if one.is_derived:
            rest = 2
        else:
            firm.append((excess, one))
    cell = rest << 6
    for group, at_excess, at_risk, at_tasks in ((over, 0, 8, 10), (firm, 3, 9, 18)):
        cell |= max((excess for excess, _ in group), default=0) << at_excess
        cell |= any(one.is_risk for _, one in group) << at_risk
        cell |= bits(place for _, one in group for place in one.tasks) << at_tasks
    return cell


def vacancy_columns(vacancies: Sequence[Vacancy], scales: Scales, codes: Codes) -> VacancyColumns:
    """Write the vacancies of one night."""
    items = Items(len(vacancies), codes)
    for row, vacancy in enumerate(vacancies):
        items.fill(row, vacancy, scales, codes)
    needed = [requirement for vacancy in vacancies for requirement in vacancy.requirements]
    shares, leave = _tasks(vacancies)
    return VacancyColumns(
        **vars(items),
        is_shut=np.array([_is_shut(vacancy, scales) for vacancy in vacancies], np.uint8),
        week_min=np.array([vacancy.week_minutes_min for vacancy in vacancies], np.int32),
        week_max=np.array([vacancy.week_minutes_max for vacancy in vacancies], np.int32),
        days=np.array([vacancy.days_per_week for vacancy in vacancies], np.int32),
        ramp=np.array([vacancy.ramp_months for vacancy in vacancies], np.int32),
        times=np.array([-1 if vacancy.times is None else day_parts(vacancy.times) for vacancy in vacancies], np.int16),
        occupation=np.array([codes.occupation.get(vacancy.occupation, NOWHERE) for vacancy in vacancies], np.int32),
        sector=np.array([codes.sector.get(vacancy.sector, NOWHERE) for vacancy in vacancies], np.int32),
        employer=np.array([codes.employer.get(vacancy.employer, NOWHERE) for vacancy in vacancies], np.int32),
        requirement_start=starts([len(vacancy.requirements) for vacancy in vacancies]),
        requirement=np.array([codes.requirement[requirement_key(one)] for one in needed], np.int32),
        requirement_is_gate=np.array([one.kind == "certificaat" for one in needed], np.uint8),
        lasting=np.array([lasting_points(vacancy, scales).points for vacancy in vacancies], np.int32),
        place=np.array([codes.place.get(vacancy.place or "", NOWHERE) for vacancy in vacancies], np.int32),
        answer=np.array(
            [[ANSWER[employer_answer(vacancy, one)] for one in INSTRUMENTS] for vacancy in vacancies], np.int8
        ).reshape(len(vacancies), len(INSTRUMENTS)),
        seated=np.array([ANSWER[vacancy.adaptations.seated] for vacancy in vacancies], np.int8),
        n_tasks=np.array([len(vacancy.tasks) for vacancy in vacancies], np.int32),
        task_share=shares,
        task_leave=leave,
        tie=np.array([half_key(scales.day, vacancy.key) for vacancy in vacancies], np.uint64),
    )


def _is_shut(vacancy: Vacancy, scales: Scales) -> bool:
    too_early = vacancy.opens_on is not None and vacancy.opens_on > scales.day
    return too_early or (vacancy.closes_on is not None and vacancy.closes_on < scales.day)


def _tasks(
    vacancies: Sequence[Vacancy],
) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.int32]], np.ndarray[tuple[int, int], np.dtype[np.int8]]]:
    shares = np.zeros((len(vacancies), MAX_TASKS), np.int32)
    leave = np.zeros((len(vacancies), MAX_TASKS), np.int8)
    for row, vacancy in enumerate(vacancies):
        for place, task in enumerate(vacancy.tasks):
            shares[row, place] = task.share
            leave[row, place] = ANSWER[task.can_leave_out]
    return shares, leave
