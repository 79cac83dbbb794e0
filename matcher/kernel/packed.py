"""The columns of a caseload in few arrays: compiled code with a hundred arrays compiles for minutes."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from matcher.domain.caseload import (
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    Caseload,
    ClientColumns,
    Tables,
    VacancyColumns,
)
from matcher.kernel.fields import BIN, N_INSTRUMENTS, SET, SLOTS

(
    P_STATED, P_CEILING_DAY, P_CEILING_WEEK, P_SHUT, P_ASKS_AVAILABLE, P_HAS_GLAD, P_IS_CLAIM, P_PLACE, P_MODES,
    P_TRAVEL_LIMIT, P_ASKS_TRAVEL, P_TIMES, P_WAITING, P_ASKS_HOURS, P_START_CAP, P_WANTED, P_UNWANTED,
) = range(17)  # fmt: skip
P_KNOWN, P_LIMITED, P_TEXT, P_TIE, P_FAILED = range(5)
P_PATH, P_WISH, P_FORBIDDEN, P_READING = range(4)
PATH_MONTH, PATH_MINUTES = range(2)
WISH_KIND, WISH_CODE, WISH_STANCE = range(3)
READING_VACANCY, READING_ITEM, READING_CODE, READING_INSTRUMENT = range(4)
(
    J_IS_SHUT, J_WEEK_MIN, J_WEEK_MAX, J_DAYS, J_RAMP, J_TIMES, J_OCCUPATION, J_SECTOR, J_EMPLOYER, J_LASTING, J_PLACE,
    J_SEATED, J_N_TASKS, J_ANSWERS,
) = range(14)  # fmt: skip
J_DEPENDS, J_SILENT, J_ABOVE, J_TIE = range(4)
KIND, SLOT, TOP = range(3)
WEIGHED, PER_DAY, RUBRIEK = range(3)
WEEK_ITEM = 62
"""Index of VI-3, hours a week: the item that a path of hours closes."""
R_INSTRUMENT, R_LEVELS, R_CONDITIONS, R_AT_MOST, R_SIGHT = range(5)
(
    LEAVE_OUT_PERCENT, STACK_IN_RUBRIEK, STACK_IN_ALL, WISH_FULL, WISH_SECTOR, WISH_UNKNOWN, LOAD_FULL, LOAD_FLOOR,
    LOAD_LET_OP, LOAD_QUESTION, LOAD_QUESTIONS_MOST, ABILITY_FULL, TRAVEL_FULL, TRAVEL_FREE_MINUTES, TRAVEL_UNKNOWN,
    HOURS_NOW, HOURS_GROWTH, SUPPORT_MOST, SIGHT_ITEM,
) = range(19)  # fmt: skip


class People(NamedTuple):
    """`ClientColumns`, with single numbers and masks side by side (``P_*`` names the column)."""

    number: I32
    mask: U64
    start: I64
    level: I8
    conditions: U16
    status: I8
    halves: I8
    path: I32
    wish: I32
    forbidden: I32
    reading: I32


class Jobs(NamedTuple):
    """`VacancyColumns`, with single numbers and masks side by side (``J_*`` names the column).

    Attributes
    ----------
    leave
        Whether a set of tasks can go to a colleague (0 no, 1 to be asked, 2 yes), by the set as bits, [m, 256].
    share, day_task
        Percent of the time of each task, [m, 8], and its minutes of each item counted per day, [m, 5, 8].
    """

    number: I32
    mask: U64
    start: I64
    answer: I8
    requirement: I32
    ord_cell: U32
    day: I32
    set_asked: U16
    set_tasks: U8
    bin_asked: U8
    leave: I8
    share: I8
    day_task: I16


class Desk(NamedTuple):
    """`Tables` in few arrays.

    Attributes
    ----------
    first
        For each strategy and set of instruments (as bits) the one it takes first, −1 for none, [3, 2 ** 15].
    kind_of
        For each strategy and instrument those of its kind, as bits, [3, 15].
    forbid
        Instruments that do not close an item in a risk task, without a seat, or in a vacancy of one task, [64, 10, 3].
    aid
        The aid that is bought for an item, −1 none, [64, 10].
    """

    item: I8
    mask: U64
    day: I32
    couple: I32
    row: I32
    row_start: I64
    row_needs: U64
    aid_cents: I64
    first: I8
    kind_of: I32
    forbid: I32
    aid: I8
    cost: I32
    place: I64
    known_start: I64
    known: I32
    speed: I64
    policy: I32


class Packed(NamedTuple):
    """One night for the compiled rules."""

    people: People
    jobs: Jobs
    desk: Desk


@lru_cache(maxsize=1)
def pack(caseload: Caseload) -> Packed:
    """Put the columns of a caseload side by side; the last one is kept, since a night looks at its pairs many times."""
    leave_out_percent = int(caseload.tables.policy[LEAVE_OUT_PERCENT])
    return Packed(pack_people(caseload.clients), _jobs(caseload.vacancies, leave_out_percent), _desk(caseload.tables))


def pack_people(c: ClientColumns) -> People:
    return People(
        number=_ints(
            c.stated,
            c.ceiling_day,
            c.ceiling_week,
            c.shut,
            c.asks_available,
            c.has_glad,
            c.is_claim,
            c.place,
            c.modes,
            c.travel_limit,
            c.asks_travel,
            c.times,
            c.waiting,
            c.asks_hours,
            c.start_cap,
            c.wanted,
            c.unwanted,
        ),
        mask=np.stack((c.known, c.limited, c.text, c.tie, c.failed), axis=1),
        start=np.stack((c.path_start, c.wish_start, c.forbidden_start, c.reading_start), axis=1),
        level=c.level,
        conditions=c.conditions,
        status=c.status,
        halves=c.halves,
        path=_ints(c.path_month, c.path_minutes),
        wish=_ints(c.wish_kind, c.wish_code, c.wish_stance),
        forbidden=c.forbidden,
        reading=_ints(c.reading_vacancy, c.reading_item, c.reading_code, c.reading_instrument),
    )


def _jobs(v: VacancyColumns, leave_out_percent: int) -> Jobs:
    answers = ((v.answer > 0).astype(np.int32) << np.arange(v.answer.shape[1], dtype=np.int32)).sum(axis=1)
    return Jobs(
        number=_ints(
            v.is_shut,
            v.week_min,
            v.week_max,
            v.days,
            v.ramp,
            v.times,
            v.occupation,
            v.sector,
            v.employer,
            v.lasting,
            v.place,
            v.seated,
            v.n_tasks,
            answers,
        ),
        mask=np.stack((v.depends, v.silent, v.above, v.tie), axis=1),
        start=v.requirement_start,
        answer=v.answer,
        requirement=_ints(v.requirement, v.requirement_is_gate),
        ord_cell=v.ord_cell,
        day=_ints(v.day_minutes, v.day_firm, v.day_cell),
        set_asked=np.stack((v.set_asks, v.set_firm, v.set_risk), axis=-1),
        set_tasks=v.set_tasks,
        bin_asked=np.stack((v.bin_tasks, v.bin_risk), axis=-1),
        leave=_leave(v, leave_out_percent),
        share=v.task_share.astype(np.int8),
        day_task=v.day_task,
    )


def _desk(t: Tables) -> Desk:
    rows = t.rows
    day = t.day_ceiling.copy()
    day[:, 0] = t.day_items
    forbid, aid = _by_slot(t)
    return Desk(
        item=np.stack((t.kind, t.slot, t.top), axis=1),
        mask=np.concatenate((t.weighed, t.day_mask, t.rubriek)),
        day=day,
        couple=t.couple,
        row=_ints(rows.instrument, rows.levels, rows.conditions, rows.at_most, rows.sight),
        row_start=rows.start,
        row_needs=rows.needs,
        aid_cents=t.aid_cents,
        first=_first(t.order),
        kind_of=t.kind_of,
        forbid=forbid,
        aid=aid,
        cost=np.concatenate((t.effort, t.coach_share)),
        place=t.place,
        known_start=t.known_start,
        known=t.known,
        speed=t.speed,
        policy=np.concatenate((t.policy, t.sight_item.astype(np.int32))),
    )


def _leave(v: VacancyColumns, leave_out_percent: int) -> I8:
    """Say of every set of tasks whether a colleague can take it: not all of them, within the share, nobody says no."""
    sets = np.arange(256)
    share = np.zeros((len(v.n_tasks), 256), np.int32)
    answer = np.full((len(v.n_tasks), 256), 2, np.int8)
    for task in range(v.task_share.shape[1]):
        holds = (sets >> task & 1).astype(bool)
        share[:, holds] += v.task_share[:, task, None]
        answer[:, holds] = np.minimum(answer[:, holds], v.task_leave[:, task, None])
    everything = ((1 << v.n_tasks) - 1)[:, None]
    return np.where((share > leave_out_percent) | (sets == everything), 0, answer).astype(np.int8)


def _first(order: I8) -> I8:
    """Say for every set of instruments which one each strategy takes first."""
    sets = np.arange(1 << N_INSTRUMENTS)
    found = np.full((len(order), len(sets)), -1, np.int8)
    for strategy, steps in enumerate(order):
        for instrument in reversed(steps.tolist()):
            found[strategy, sets >> instrument & 1 == 1] = instrument
    return found


def _by_slot(t: Tables) -> tuple[I32, I8]:
    """Give what keeps a row from closing, and the aid it buys, by item and slot instead of by row."""
    rows = t.rows
    forbid, aid = np.zeros((64, SLOTS, 3), np.int32), np.full((64, SLOTS), -1, np.int8)
    for item in range(64):
        for row in range(rows.start[item], rows.start[item + 1]):
            for slot in slots_of(int(t.kind[item]), int(rows.levels[row]), int(rows.conditions[row])):
                bit = 1 << int(rows.instrument[row])
                flags = rows.not_in_risk[row], rows.seated[row], rows.tasks[row] > 1
                forbid[item, slot] |= np.where(flags, bit, 0)
                aid[item, slot] = max(aid[item, slot], rows.aid[row])
    return forbid, aid


def slots_of(kind: int, levels: int, conditions: int) -> list[int]:
    """Give the slots a row of the closes table fills: each excess it reaches, each condition it closes, or 0."""
    if kind == SET:
        return [number for number in range(SLOTS) if conditions >> number & 1]
    return [0] if kind == BIN else list(range(1, levels + 1))


def _ints(*columns: I8 | I16 | I32 | I64 | U8 | U16 | U32) -> I32:
    """Put columns side by side on a last axis, as 32-bit numbers."""
    return np.stack([np.asarray(column, np.int32) for column in columns], axis=-1)
