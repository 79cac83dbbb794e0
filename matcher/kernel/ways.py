"""What the search for near misses reads beside people and vacancies: which step could matter for which item."""

from typing import NamedTuple

import numpy as np

from matcher.domain.caseload import (
    I16,
    I32,
    I64,
    MAX_TASKS,
    U64,
    Caseload,
    StepColumns,
    Tables,
    VacancyColumns,
)
from matcher.kernel.fields import LEAVE_OUT, MASKS
from matcher.kernel.packed import LEAVE_OUT_PERCENT, Jobs, Packed, People
from matcher.kernel.rank import BATCH
from matcher.kernel.sure import WORDS

STEP_KIND, STEP_NUMBER, STEP_BEFORE, STEP_AFTER, STEP_NAME = range(5)
ITEM_STEP, CONDITION_STEP, HOURS_STEP, TRAVEL_STEP, CERTIFICATE_STEP = range(5)
NO_PARTS, NO_TASKS, N_PARTS = 0, 1, 5
AT_HOURS, AT_TRAVEL, AT_CEILING_DAY, AT_CEILING_WEEK, AT_POSTURE, N_SPECIAL = 0, 1, 2, 3, 4, 7

# What waits is looked at after so many vacancies, with a batch of weighed pairs behind it at most.
QUEUE = 4 * BATCH


class Ways(NamedTuple):
    """Steps and answers, and what each can change.

    Attributes
    ----------
    start, step
        As in `StepColumns`.
    affects
        Items whose verdict a step on an item may change: itself, what is closed only by somebody at the norm on it, and
        the other halves of their couples, [64].
    certificate, ceilings, parts
        As in `Tables`.
    no
        Parts of his answers, and tasks, to which the employer of a vacancy says no (as bits), [m, 2].
    last
        Number of the name of the first part of the answers, and the largest share that may be left out, [2].
    """

    start: I64
    step: I16
    affects: U64
    certificate: I32
    ceilings: I32
    parts: I32
    no: I32
    last: I32


class Work(NamedTuple):
    """Room for one thread that looks for near misses.

    Attributes
    ----------
    queue, waiting
        Vacancies waiting to be weighed again under each step of the person at hand, and how many, [n, QUEUE] and [n];
        behind the person's steps stand the five parts of the employer's answers and his tasks.
    special
        Row among the person's steps of those that open a gate (`AT_HOURS` …), −1 none, [7].
    closing
        Instruments that close any limit of the person at hand on an item or its couple, surely or perhaps, [64].
    words, changed
        Levels and conditions as bits: of the person at hand, and of him as a step makes him, [4].
    batch, n_batch
        Vacancies whose gates are open and that are not sure, waiting to be weighed, [2 · BATCH]; how many, [1].
    reasons, masks
        Why each weighed pair drops, and its items.
    person, jobs
        Room for one person as a step makes him, and vacancies whose answers can be changed and put back.
    opens, answers, at, kept
        Vacancies each step opens, [n_steps]; each part of the answers and the tasks together, per person, [n, 6]; and,
        where ``kept`` has room, the vacancies themselves, those of step s from ``at[s]`` on.
    reach
        People per vacancy by name of the step that opens it, [m, n_names].
    """

    queue: I32
    waiting: I64
    special: I32
    closing: I32
    words: U64
    changed: U64
    batch: I32
    n_batch: I64
    reasons: I32
    masks: U64
    person: People
    jobs: Jobs
    opens: I32
    answers: I32
    at: I64
    kept: I32
    reach: I32


def ways_of(caseload: Caseload, steps: StepColumns) -> Ways:
    """Put together what the search reads."""
    t, v = caseload.tables, caseload.vacancies
    percent = int(t.policy[LEAVE_OUT_PERCENT])
    return Ways(
        start=steps.start,
        step=steps.step,
        affects=_affects(t),
        certificate=t.certificate,
        ceilings=t.ceilings,
        parts=t.parts,
        no=np.stack((_no_parts(v, t.parts), _no_tasks(v, percent)), axis=1),
        last=np.array([len(steps.names) - len(t.parts) - MAX_TASKS, percent], np.int32),
    )


def _affects(t: Tables) -> U64:
    """Say which items a step on an item may change.

    Functiecreatie is held against the postures of the day, so a step on one of those may change what it closes.
    """
    bit = [np.uint64(1 << item) for item in range(64)]
    found = np.array(bit, np.uint64)
    for item in range(64):
        for row in range(t.rows.start[item], t.rows.start[item + 1]):
            needs = t.rows.needs[row] >> np.arange(64, dtype=np.uint64) & np.uint64(1) != 0
            if t.rows.instrument[row] == LEAVE_OUT:
                needs[t.day_items] = True
            found[needs] |= bit[item]
    own = found.copy()
    for first, _, second, _ in t.couple:
        for one, other in ((first, second), (second, first)):
            found[own & bit[one] != 0] |= bit[other]
    return found


def _no_parts(v: VacancyColumns, parts: I32) -> I32:
    first = [int(part & -part).bit_length() - 1 for part in parts.tolist()]
    bits: I32 = ((v.answer[:, first] == 0) << np.arange(len(parts))).sum(axis=1).astype(np.int32)
    return bits


def _no_tasks(v: VacancyColumns, percent: int) -> I32:
    place = np.arange(v.task_share.shape[1])
    can_go = (v.task_leave == 0) & (place < v.n_tasks[:, None]) & (v.task_share <= percent) & (v.n_tasks[:, None] > 1)
    bits: I32 = (can_go << place).sum(axis=1).astype(np.int32)
    return bits


def room(columns: Packed, steps: StepColumns, found: tuple[I32, I32, I64, I32]) -> Work:
    """Give fresh room for one thread; what is ``found`` (opens, answers, at, kept) is written by all of them."""
    people, jobs = columns.people, columns.jobs
    n_jobs = len(jobs.number)
    most = int(np.diff(steps.start).max(initial=0)) + N_PARTS + MAX_TASKS
    opens, answers, at, kept = found
    return Work(
        queue=np.zeros((most, QUEUE), np.int32),
        waiting=np.zeros(most, np.int64),
        special=np.zeros(N_SPECIAL, np.int32),
        closing=np.zeros(64, np.int32),
        words=np.zeros(WORDS, np.uint64),
        changed=np.zeros(WORDS, np.uint64),
        batch=np.zeros(2 * BATCH, np.int32),
        n_batch=np.zeros(1, np.int64),
        reasons=np.zeros(QUEUE, np.int32),
        masks=np.zeros((QUEUE, MASKS), np.uint64),
        person=people._replace(
            number=np.zeros((1, people.number.shape[1]), people.number.dtype),
            mask=np.zeros((1, people.mask.shape[1]), people.mask.dtype),
            start=np.zeros((2, people.start.shape[1]), people.start.dtype),
            level=np.zeros((1, people.level.shape[1]), people.level.dtype),
            conditions=np.zeros((1, people.conditions.shape[1]), people.conditions.dtype),
            status=np.zeros((1, people.status.shape[1]), people.status.dtype),
            halves=np.zeros((1, people.halves.shape[1]), people.halves.dtype),
        ),
        jobs=jobs._replace(number=jobs.number.copy(), answer=jobs.answer.copy(), leave=jobs.leave.copy()),
        opens=opens,
        answers=answers,
        at=at,
        kept=kept,
        reach=np.zeros((n_jobs, len(steps.names)), np.int32),
    )
