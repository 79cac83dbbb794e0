"""The same people and vacancies as columns: what the kernel sees.

Row i of every array is client i, row j is vacancy j, in the order of their keys.  Bit b of a 64-bit mask is the FML
item with index b.  −1 in a number, and a bit that is not set in ``known``, mean unknown.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

I8 = npt.NDArray[np.int8]
I16 = npt.NDArray[np.int16]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
U8 = npt.NDArray[np.uint8]
U16 = npt.NDArray[np.uint16]
U32 = npt.NDArray[np.uint32]
U64 = npt.NDArray[np.uint64]

MAX_TASKS = 8
MAX_CONDITIONS = 10
N_LEVELS = 5
DAY_ITEMS = ("IV-4", "IV-17", "V-2", "V-4", "V-8")


class ClientColumns(NamedTuple):
    """People as columns.

    Attributes
    ----------
    level
        ORD and BIN levels, [n, 64]; −1 unknown or too old to count.
    conditions
        SET: bit c is condition c, [n, 64].
    known, limited, text
        Items that are known, deviate from the norm, or carry a text, [n].
    status
        0 no, 1 not known yet, 2 yes, per instrument, [n, 15].
    wanted, unwanted
        Instruments, as bits, that the person gladly has, and those he would rather not have, [n].
    failed
        Items on which a placement failed lately, [n].
    stated, ceiling_day, ceiling_week
        Minutes; −1 where not stated or not assessed, [n].
    start_cap
        Most minutes a week to start with after a drop-out; 60 hours where nothing caps them, [n].
    asks_hours
        A ceiling is not assessed, or has a text beside it, [n].
    path_start, path_month, path_minutes
        Steps of the hours path of client i: from ``path_start[i]`` up to ``path_start[i + 1]``.
    wish_kind, wish_code, wish_stance
        Kind 0 occupation, 1 sector, 2 employer; stance 0 gladly, 1 rather not, 2 not; indexed by ``wish_start``.
    step_hours, step_travel
        Minutes a week, and one way, after one step more; −1 where there is no such step, [n].
    halves
        Per distinct requirement: 2 met, 1 unknown, 0 not, [n, n_requirements].
    shut
        1 not available, 2 objects to being searched for, 0 neither, [n].
    asks_available
        Whether the day of availability is unknown, [n].
    reading_*
        Readings of a limit against a vacancy, already resolved to what holds per item: one entry, or one for each
        instrument that is needed; indexed by ``reading_start``.
    """

    level: I8
    conditions: U16
    known: U64
    limited: U64
    text: U64
    status: I8
    wanted: I32
    unwanted: I32
    failed: U64
    is_claim: U8
    stated: I32
    start_cap: I32
    ceiling_day: I32
    ceiling_week: I32
    asks_hours: U8
    path_start: I64
    path_month: I32
    path_minutes: I32
    shut: U8
    asks_available: U8
    wish_start: I64
    wish_kind: I8
    wish_code: I32
    wish_stance: I8
    has_glad: U8
    forbidden_start: I64
    forbidden: I32
    halves: I8
    place: I32
    modes: U8
    travel_limit: I32
    asks_travel: U8
    times: I16
    waiting: I32
    step_hours: I32
    step_travel: I32
    tie: U64
    reading_start: I64
    reading_vacancy: I32
    reading_item: I8
    reading_code: I8
    reading_instrument: I8


class VacancyColumns(NamedTuple):
    """Vacancies as columns.

    Attributes
    ----------
    ord_cell
        What an ordered item asks of a person at each level, packed (see `matcher.encode`), [m, n_ord, 5].
    day_minutes, day_firm, day_cell
        The five items counted per day: minutes in a full day with and without what is derived (−1 where nobody spoke),
        and how they are asked, [m, 5].
    day_task
        Of those minutes what somebody saw or said of each task, [m, 5, 8].
    set_asks, set_firm, set_risk, set_tasks
        Conditions that clash, those asked firmly, those in a risk task, and the tasks per condition.
    bin_tasks, bin_risk
        Tasks that depend on a limited-or-not item, [m, n_bin], and whether one of them has a risk mark.
    depends, silent, above
        Items that some task depends on, that some task says nothing of, and that ask more than the norm, [m];
        items counted per day are left out of all three.
    """

    is_shut: U8
    week_min: I32
    week_max: I32
    days: I32
    ramp: I32
    times: I16
    occupation: I32
    sector: I32
    employer: I32
    requirement_start: I64
    requirement: I32
    requirement_is_gate: U8
    lasting: I32
    place: I32
    answer: I8
    seated: I8
    n_tasks: I32
    task_share: I32
    task_leave: I8
    ord_cell: U32
    day_minutes: I32
    day_firm: I32
    day_cell: U32
    day_task: I16
    set_asks: U16
    set_firm: U16
    set_risk: U16
    set_tasks: U8
    bin_tasks: U8
    bin_risk: U8
    depends: U64
    silent: U64
    above: U64
    tie: U64


class ClosesRows(NamedTuple):
    """The closes table; rows of item b stand from ``start[b]`` up to ``start[b + 1]``.

    Attributes
    ----------
    needs
        Items on which the person must be at the norm.
    sight
        1 only with, 2 only without a limitation in seeing, 0 for both.
    aid
        Number of the aid that is bought, −1 where none is.
    """

    start: I64
    instrument: I8
    levels: I8
    conditions: U16
    at_most: I8
    needs: U64
    not_in_risk: U8
    seated: U8
    tasks: I8
    sight: I8
    aid: I8


class Tables(NamedTuple):
    """Catalogue, closes table, policy and travel as arrays; the same for every pair of one night.

    Attributes
    ----------
    slot
        Place of an item among those of its own type, [64].
    kind
        0 ORD, 1 SET, 2 BIN, 3 ORD counted per day, 4 not weighed, [64].
    rubriek
        Items of each rubriek, [6].
    weighed, day_mask
        The items that are weighed at all, and of those the ones counted per day, [1] each.
    order, kind_of
        Instruments in the order of each strategy, and per instrument those of its kind there, as bits, [3, 15].
    place
        Metres east and north of each place and whether it has a position at all (1 or 0), [n_places, 3].
    known_start, known
        Known travel times from place i stand from ``known_start[i]`` up to ``known_start[i + 1]``: to which place, by
        which mode, in how many minutes (255 also where it takes longer), ascending by place and mode, [n_known, 3].
    speed
        Per mode, to estimate a time over m metres as ⌈m · third / first⌉ + second minutes, at most 255, [4, 3].
    certificate
        Number of the certificate that a distinct requirement asks, −1 where it asks none, [n_requirements].
    ceilings
        The items VI-2 and VI-3 with their ceilings in minutes by level, [2, 6].
    parts
        Instruments (as bits) that ask each part of an employer's answers, in the order of `EMPLOYER_PARTS`, [5].
    policy
        Numbers of `MatchPolicy` in the order of `matcher.encode.POLICY`.
    """

    kind: I8
    slot: I8
    top: I8
    strict: U8
    strict_in_risk: U8
    weighed: U64
    day_mask: U64
    sight_item: I8
    day_items: I8
    day_ceiling: I32
    rubriek: U64
    couple: I32
    rows: ClosesRows
    aid_cents: I64
    order: I8
    kind_of: I32
    effort: I32
    coach_share: I32
    place: I64
    known_start: I64
    known: I32
    speed: I64
    certificate: I32
    ceilings: I32
    parts: I32
    policy: I32


class StepColumns(NamedTuple):
    """Steps of all people; those of person i stand from ``start[i]`` up to ``start[i + 1]``.

    Attributes
    ----------
    step
        Kind (in the order of `StepKind`), number of the item or certificate, before, after and name, [n_steps, 5].
    names
        Kind, number and condition of each name a step can have, the employer's parts and tasks last, [n_names, 3].
    """

    start: I64
    step: I16
    names: I32


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Caseload:
    """Columns of one night with the keys they stand for; two of them are never the same one."""

    client_keys: tuple[str, ...]
    vacancy_keys: tuple[str, ...]
    clients: ClientColumns
    vacancies: VacancyColumns
    tables: Tables
