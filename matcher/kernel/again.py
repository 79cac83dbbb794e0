"""People and vacancies as a step makes them, and weighing again what waits under it."""

import numpy as np

from matcher.domain.caseload import MAX_TASKS
from matcher.kernel.fields import N_INSTRUMENTS, ONE, YES, Scratch
from matcher.kernel.gates import write_gates
from matcher.kernel.hot import hot, inline
from matcher.kernel.judge import find_reasons
from matcher.kernel.packed import (
    J_ANSWERS,
    J_N_TASKS,
    P_CEILING_DAY,
    P_CEILING_WEEK,
    P_LIMITED,
    P_STATED,
    P_TRAVEL_LIMIT,
    Desk,
    Jobs,
    People,
)
from matcher.kernel.support import prepare_closers
from matcher.kernel.sure import SURE, UNSURE, Bits, foretell, write_words
from matcher.kernel.ways import (
    CERTIFICATE_STEP,
    CONDITION_STEP,
    HOURS_STEP,
    ITEM_STEP,
    N_PARTS,
    STEP_AFTER,
    STEP_BEFORE,
    STEP_KIND,
    STEP_NAME,
    STEP_NUMBER,
    TRAVEL_STEP,
    Ways,
    Work,
)


@hot
def weigh_again(c: int, place: int, C: People, V: Jobs, T: Desk, B: Bits, S: Scratch, N: Ways, W: Work) -> None:
    """Weigh what waits under a change of the person or of the employer's answers, and count what it opens."""
    n, n_steps = W.waiting[place], N.start[c + 1] - N.start[c]
    W.waiting[place] = 0
    if place < n_steps:
        copy_person(c, C, W.person)
        take_step(N.start[c] + place, N, W.person)
        weigh_person(c, n, place, C, W.person, V, T, B, S, N, W)
        return
    for k in range(n):
        change_answer(W.queue[place, k], place - n_steps, N, W.jobs)
    find_reasons(c, W.queue[place], n, C, W.jobs, T, S, W.reasons, W.masks)
    for k in range(n):
        v = W.queue[place, k]
        put_back(v, place - n_steps, V, W.jobs)
        if W.reasons[k] < 0:
            W.reach[v, N.last[0] + place - n_steps] += 1
            W.answers[c, min(place - n_steps, N_PARTS)] += 1


@hot
def weigh_person(
    c: int, n: int, place: int, C: People, X: People, V: Jobs, T: Desk, B: Bits, S: Scratch, N: Ways, W: Work
) -> None:
    """Weigh the changed person against what waits: count what is sure, then weigh the rest.

    Only a limit that changes makes other closers; those of the person are put back afterwards.
    """
    row, n_rest = N.start[c] + place, 0
    kind = N.step[row, STEP_KIND]
    # Row 0, as a number that is read: a plain 0 would be a type of its own and compile the whole weighing once more.
    x = W.waiting[place]
    write_words(x, X, T, B, W.changed)
    if kind <= CONDITION_STEP:
        prepare_closers(x, X, T, S)
    for k in range(n):
        v = W.queue[place, k]
        # What waits for a longer journey was listed because nothing else is shut.
        if kind != TRAVEL_STEP and write_gates(x, v, X, V, T, S) >= 0:
            continue
        told = foretell(x, v, W.changed, X, V, T, B, S)
        if told == SURE:
            count_opened(row, v, N, W)
        elif told == UNSURE:
            W.queue[place, n_rest] = v
            n_rest += 1
    find_reasons(x, W.queue[place], n_rest, X, V, T, S, W.reasons, W.masks)
    for k in range(n_rest):
        if W.reasons[k] < 0:
            count_opened(row, W.queue[place, k], N, W)
    if kind <= CONDITION_STEP:
        prepare_closers(c, C, T, S)


@inline
def count_opened(row: int, v: int, N: Ways, W: Work) -> None:
    """Count a vacancy that a step opens: for the person, for the vacancy, and by itself where that was asked."""
    W.reach[v, N.step[row, STEP_NAME]] += 1
    if len(W.kept):
        W.kept[W.at[row] + W.opens[row]] = v
    W.opens[row] += 1


@hot
def copy_person(c: int, C: People, X: People) -> None:
    """Write a person over the one person there is room for."""
    for k in range(C.number.shape[1]):
        X.number[0, k] = C.number[c, k]
    for k in range(C.mask.shape[1]):
        X.mask[0, k] = C.mask[c, k]
    for k in range(C.start.shape[1]):
        X.start[0, k], X.start[1, k] = C.start[c, k], C.start[c + 1, k]
    for i in range(64):
        X.level[0, i], X.conditions[0, i] = C.level[c, i], C.conditions[c, i]
    for k in range(C.status.shape[1]):
        X.status[0, k] = C.status[c, k]
    for k in range(C.halves.shape[1]):
        X.halves[0, k] = C.halves[c, k]


@hot
def take_step(row: int, N: Ways, X: People) -> None:
    """Change a person by one step."""
    kind, number, after = N.step[row, STEP_KIND], N.step[row, STEP_NUMBER], N.step[row, STEP_AFTER]
    if kind == HOURS_STEP:
        X.number[0, P_STATED] = after
    elif kind == TRAVEL_STEP:
        X.number[0, P_TRAVEL_LIMIT] = after
    elif kind == CERTIFICATE_STEP:
        for k in range(len(N.certificate)):
            if N.certificate[k] == number:
                X.halves[0, k] = YES
    else:
        if kind == ITEM_STEP:
            X.level[0, number] = after
        else:
            X.conditions[0, number] &= ~(1 << N.step[row, STEP_BEFORE])
        if X.level[0, number] == 0 and X.conditions[0, number] == 0:
            X.mask[0, P_LIMITED] &= ~(ONE << np.uint64(number))
        if number == N.ceilings[0, 0]:
            X.number[0, P_CEILING_DAY] = N.ceilings[0, after + 1]
        elif number == N.ceilings[1, 0]:
            X.number[0, P_CEILING_WEEK] = N.ceilings[1, after + 1]


@hot
def change_answer(v: int, asked: int, N: Ways, Y: Jobs) -> None:
    """Make one no of the employer of a vacancy a yes: a part of his answers, or a task that may be left out."""
    if asked < N_PARTS:
        Y.number[v, J_ANSWERS] |= N.parts[asked]
        for m in range(N_INSTRUMENTS):
            if N.parts[asked] >> m & 1:
                Y.answer[v, m] = YES
        return
    task = 1 << asked - N_PARTS
    everything = (1 << Y.number[v, J_N_TASKS]) - 1
    for tasks in range(everything):
        if tasks & task:
            share = 0
            for k in range(MAX_TASKS):
                if tasks >> k & 1:
                    share += Y.share[v, k]
            Y.leave[v, tasks] = 0 if share > N.last[1] else Y.leave[v, tasks & ~task]


@hot
def put_back(v: int, asked: int, V: Jobs, Y: Jobs) -> None:
    """Give a vacancy the answers of its employer back."""
    if asked >= N_PARTS:
        for tasks in range(V.leave.shape[1]):
            Y.leave[v, tasks] = V.leave[v, tasks]
        return
    Y.number[v, J_ANSWERS] = V.number[v, J_ANSWERS]
    for m in range(N_INSTRUMENTS):
        Y.answer[v, m] = V.answer[v, m]
