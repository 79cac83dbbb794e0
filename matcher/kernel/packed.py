"""The columns of a caseload in few arrays: compiled code with a hundred arrays compiles for minutes."""

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

(
    P_STATED, P_CEILING_DAY, P_CEILING_WEEK, P_SHUT, P_ASKS_AVAILABLE, P_HAS_GLAD, P_IS_CLAIM, P_PLACE, P_MODES,
    P_TRAVEL_LIMIT, P_ASKS_TRAVEL, P_TIMES, P_WAITING,
) = range(13)  # fmt: skip
P_KNOWN, P_LIMITED, P_TEXT, P_TIE = range(4)
P_PATH, P_WISH, P_FORBIDDEN, P_READING = range(4)
PATH_MONTH, PATH_MINUTES = range(2)
WISH_KIND, WISH_CODE, WISH_STANCE = range(3)
READING_VACANCY, READING_ITEM, READING_CODE, READING_INSTRUMENT = range(4)
(
    J_IS_SHUT, J_WEEK_MIN, J_WEEK_MAX, J_DAYS, J_RAMP, J_TIMES, J_OCCUPATION, J_SECTOR, J_EMPLOYER, J_LASTING, J_PLACE,
    J_SEATED, J_N_TASKS,
) = range(13)  # fmt: skip
J_DEPENDS, J_SILENT, J_ABOVE, J_TIE = range(4)
KIND, SLOT, TOP = range(3)
WEIGHED, PER_DAY, RUBRIEK = range(3)
R_INSTRUMENT, R_LEVELS, R_CONDITIONS, R_AT_MOST, R_NOT_IN_RISK, R_SEATED, R_TASKS, R_SIGHT, R_AID = range(9)
(
    LEAVE_OUT_PERCENT, STACK_IN_RUBRIEK, STACK_IN_ALL, WISH_FULL, WISH_SECTOR, WISH_UNKNOWN, LOAD_FULL, LOAD_FLOOR,
    LOAD_LET_OP, LOAD_QUESTION, LOAD_QUESTIONS_MOST, ABILITY_FULL, TRAVEL_FULL, TRAVEL_FREE_MINUTES, TRAVEL_UNKNOWN,
    HOURS_NOW, HOURS_GROWTH, SUPPORT_MOST, UNKNOWN_TRAVEL_MINUTES, SIGHT_ITEM,
) = range(20)  # fmt: skip


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
    """`VacancyColumns`, with single numbers and masks side by side (``J_*`` names the column)."""

    number: I32
    mask: U64
    start: I64
    answer: I8
    requirement: I32
    task: I32
    ord_cell: U32
    day: I32
    set_asked: U16
    set_tasks: U8
    bin_asked: U8


class Desk(NamedTuple):
    """`Tables` in few arrays; a travel time is −1 where none is known."""

    item: I8
    mask: U64
    day: I32
    couple: I32
    row: I32
    row_start: I64
    row_needs: U64
    aid_cents: I64
    order: I8
    cost: I32
    minutes: I16
    policy: I32


class Packed(NamedTuple):
    """One night for the compiled rules."""

    people: People
    jobs: Jobs
    desk: Desk


def pack(caseload: Caseload) -> Packed:
    """Put the columns of a caseload side by side."""
    return Packed(_people(caseload.clients), _jobs(caseload.vacancies), _desk(caseload.tables))


def _people(c: ClientColumns) -> People:
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
        ),
        mask=np.stack((c.known, c.limited, c.text, c.tie), axis=1),
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


def _jobs(v: VacancyColumns) -> Jobs:
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
        ),
        mask=np.stack((v.depends, v.silent, v.above, v.tie), axis=1),
        start=v.requirement_start,
        answer=v.answer,
        requirement=_ints(v.requirement, v.requirement_is_gate),
        task=_ints(v.task_share, v.task_leave),
        ord_cell=v.ord_cell,
        day=_ints(v.day_minutes, v.day_cell),
        set_asked=np.stack((v.set_asks, v.set_firm, v.set_risk), axis=-1),
        set_tasks=v.set_tasks,
        bin_asked=np.stack((v.bin_tasks, v.bin_risk), axis=-1),
    )


def _desk(t: Tables) -> Desk:
    rows = t.rows
    day = t.day_ceiling.copy()
    day[:, 0] = t.day_items
    return Desk(
        item=np.stack((t.kind, t.slot, t.top), axis=1),
        mask=np.concatenate((t.weighed, t.day_mask, t.rubriek)),
        day=day,
        couple=t.couple,
        row=_ints(
            rows.instrument,
            rows.levels,
            rows.conditions,
            rows.at_most,
            rows.not_in_risk,
            rows.seated,
            rows.tasks,
            rows.sight,
            rows.aid,
        ),
        row_start=rows.start,
        row_needs=rows.needs,
        aid_cents=t.aid_cents,
        order=t.order,
        cost=np.concatenate((t.effort, t.coach_share)),
        minutes=np.where(t.is_reachable, t.minutes.astype(np.int16), np.int16(-1)),
        policy=np.concatenate((t.policy, t.sight_item.astype(np.int32))),
    )


def _ints(*columns: I8 | I16 | I32 | I64 | U8 | U16 | U32) -> I32:
    """Put columns side by side on a last axis, as 32-bit numbers."""
    return np.stack([np.asarray(column, np.int32) for column in columns], axis=-1)
