"""Near misses over all pairs: what every single step would open; twin of `matcher.nearmiss`.

Everybody's pairs are weighed as for ranking.  A pair that drops waits under each step that could open it (a condition
that must hold, never the answer); then the person as the step makes him is weighed against what waits.  So a count is
what weighing again gives, and nothing is kept per pair.
"""

import numpy as np

from matcher.domain.caseload import MAX_TASKS
from matcher.kernel.bits import lowest
from matcher.kernel.fields import (
    DAY_WALK,
    IMPOSSIBLE,
    LEAVE_OUT,
    LET_OP,
    N_INSTRUMENTS,
    ONE,
    QUESTION,
    REASON,
    REASON_NO_PACKAGE,
    SLOTS,
    YES,
    ZERO,
    Scratch,
)
from matcher.kernel.gates import objects
from matcher.kernel.grid import CERTIFICATE_CLASS, HOURS_CLASS, TIMES_CLASS, Grid, Room
from matcher.kernel.hot import hot, inline
from matcher.kernel.judge import in_part, judge_row
from matcher.kernel.packed import (
    J_ANSWERS,
    J_DAYS,
    J_N_TASKS,
    J_WEEK_MIN,
    P_CEILING_DAY,
    P_CEILING_WEEK,
    P_LIMITED,
    P_READING,
    P_STATED,
    P_TRAVEL_LIMIT,
    Desk,
    Jobs,
    People,
)
from matcher.kernel.reach import CERTIFICATE, HOURS, POSTURE, TRAVEL, objects_to_some, reach
from matcher.kernel.support import prepare_closers
from matcher.kernel.tally import Tally
from matcher.kernel.ways import (
    AT_CEILING_DAY,
    AT_CEILING_WEEK,
    AT_HOURS,
    AT_POSTURE,
    AT_TRAVEL,
    CERTIFICATE_STEP,
    CONDITION_STEP,
    HOURS_STEP,
    ITEM_STEP,
    N_PARTS,
    N_SPECIAL,
    NO_PARTS,
    NO_TASKS,
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
def prepare_person(c: int, C: People, T: Desk, S: Scratch, N: Ways, W: Work) -> None:
    """Empty what waits, note the steps that open a gate, and what closes each limit of this person at all."""
    for k in range(len(W.waiting)):
        W.waiting[k] = 0
    for k in range(N_SPECIAL):
        W.special[k] = -1
    for place in range(N.start[c + 1] - N.start[c]):
        row = N.start[c] + place
        kind, number = N.step[row, STEP_KIND], N.step[row, STEP_NUMBER]
        if kind == HOURS_STEP:
            W.special[AT_HOURS] = place
        elif kind == TRAVEL_STEP:
            W.special[AT_TRAVEL] = place
        elif kind == ITEM_STEP:
            if number == N.ceilings[0, 0]:
                W.special[AT_CEILING_DAY] = place
            elif number == N.ceilings[1, 0]:
                W.special[AT_CEILING_WEEK] = place
            else:
                for k in range(3):
                    if number == T.day[DAY_WALK + k, 0]:
                        W.special[AT_POSTURE + k] = place
    prepare_closers(c, C, T, S)
    for i in range(64):
        W.closing[i] = 0
        if C.mask[c, P_LIMITED] >> np.uint64(i) & ONE != ZERO:
            for slot in range(SLOTS):
                W.closing[i] |= S.yes[i, slot] | S.perhaps[i, slot]
    for k in range(T.couple.shape[0]):
        both = W.closing[T.couple[k, 0]] | W.closing[T.couple[k, 2]]
        W.closing[T.couple[k, 0]] = W.closing[T.couple[k, 2]] = both


@hot
def list_near(c: int, C: People, V: Jobs, T: Desk, G: Grid, S: Scratch, R: Room, N: Ways, W: Work) -> int:
    """List in ``R.jobs`` what can be proposed now or after a step; in ``R.most`` the gate that is shut, −1 none.

    A vacancy too far for the longest journey any step allows, or that a gate no step opens shuts, is left out.
    """
    limit, n, is_choosy = C.number[c, P_TRAVEL_LIMIT], 0, objects_to_some(c, C)
    farther = limit
    if W.special[AT_TRAVEL] >= 0:
        farther = N.step[N.start[c] + W.special[AT_TRAVEL], STEP_AFTER]
    reach(c, farther, C, T, G, S, R)
    for k in range(R.near[-1]):
        is_far = R.near[k] < len(T.place) and S.minutes[R.near[k]] > limit
        for at in range(G.place_start[R.near[k]], G.place_start[R.near[k] + 1]):
            shut = R.hours[G.kind[at, HOURS_CLASS]]
            if R.times[G.kind[at, TIMES_CLASS]] or (is_choosy and objects(c, G.job[at], C, V)):
                continue
            gate = -1
            if shut == HOURS:
                gate = HOURS
            elif R.certificate[G.kind[at, CERTIFICATE_CLASS]]:
                gate = CERTIFICATE
            elif shut == POSTURE:
                gate = POSTURE
            if is_far:
                if gate >= 0:
                    continue
                gate = TRAVEL
            R.jobs[n], R.most[n] = G.job[at], gate
            n += 1
    return n


@hot
def scan(c: int, low: int, high: int, n_batch: int, C: People, V: Jobs, R: Room, N: Ways, W: Work, A: Tally) -> int:
    """Go through some of what was listed: batch what no gate shuts, let the rest wait; give how many are batched."""
    for k in range(low, high):
        v, gate = R.jobs[k], R.most[k]
        if gate < 0:
            W.batch[n_batch] = v
            n_batch += 1
        elif gate == HOURS:
            file_under_hours(c, v, V, N, W)
        elif gate == TRAVEL:
            wait(v, W.special[AT_TRAVEL], W)
        else:
            A.stopped[v, gate] += 1
            if gate == CERTIFICATE:
                place = lacking(c, v, C, V, N)
                if place >= 0:
                    wait(v, place, W)
            else:
                for at in range(AT_POSTURE, N_SPECIAL):
                    if W.special[at] >= 0:
                        wait(v, W.special[at], W)
    return n_batch


@inline
def file_under_hours(c: int, v: int, V: Jobs, N: Ways, W: Work) -> None:
    """Let a pair wait under more hours, and under a higher ceiling, where that reaches the minimum at all."""
    for k in (AT_HOURS, AT_CEILING_DAY, AT_CEILING_WEEK):
        if W.special[k] >= 0 and reaches(c, v, k, V, N, W):
            wait(v, W.special[k], W)


@inline
def reaches(c: int, v: int, k: int, V: Jobs, N: Ways, W: Work) -> bool:
    """Whether more hours, or a higher ceiling, could reach the minimum of a vacancy at all."""
    after, least = N.step[N.start[c] + W.special[k], STEP_AFTER], V.number[v, J_WEEK_MIN]
    if k == AT_HOURS:
        return bool(after >= least)
    if k == AT_CEILING_DAY:
        return bool(N.ceilings[0, after + 1] * V.number[v, J_DAYS] >= least)
    return bool(N.ceilings[1, after + 1] >= least)


@hot
def lacking(c: int, v: int, C: People, V: Jobs, N: Ways) -> int:
    """Give the place among a person's steps of the one certificate he lacks for a vacancy, −1 where he lacks more."""
    number = -1
    for k in range(V.start[v], V.start[v + 1]):
        requirement = V.requirement[k, 0]
        if V.requirement[k, 1] and C.halves[c, requirement] == 0:
            if number >= 0 and number != N.certificate[requirement]:
                return -1
            number = N.certificate[requirement]
    for row in range(N.start[c], N.start[c + 1]):
        if N.step[row, STEP_KIND] == CERTIFICATE_STEP and N.step[row, STEP_NUMBER] == number:
            return int(row - N.start[c])
    return -1


@hot
def file_weighed(c: int, n_pairs: int, C: People, V: Jobs, N: Ways, W: Work, A: Tally) -> int:
    """Let each weighed pair that drops wait under what could open it; give how many can be proposed.

    More hours can help where no package closes all: then no path of hours is needed.
    """
    n_open = 0
    for pair in range(n_pairs):
        v, reason = W.batch[pair], W.out[pair, REASON]
        if reason < 0:
            n_open += 1
            A.n_open[v] += 1
            continue
        A.stopped[v, reason] += 1
        impossible = W.masks[pair, IMPOSSIBLE]
        found = W.masks[pair, LET_OP] | W.masks[pair, QUESTION]
        if reason == REASON_NO_PACKAGE:
            file_under_hours(c, v, V, N, W)
        file_under_steps(c, v, impossible, found, N, W)
        file_under_answers(c, v, impossible, C, N, W)
    return n_open


@inline
def file_under_steps(c: int, v: int, impossible: np.uint64, found: np.uint64, N: Ways, W: Work) -> None:
    """Let a pair wait under each step that may change all that is impossible, or else anything of what was found."""
    for place in range(N.start[c + 1] - N.start[c]):
        row = N.start[c] + place
        if N.step[row, STEP_KIND] > CONDITION_STEP:
            break
        affects = N.affects[N.step[row, STEP_NUMBER]]
        if impossible & ~affects == ZERO and (impossible | found) & affects != ZERO:
            wait(v, place, W)


@inline
def file_under_answers(c: int, v: int, impossible: np.uint64, C: People, N: Ways, W: Work) -> None:
    """Let a pair wait under each no of the employer that stands before what would close all that is impossible.

    A reading may name an instrument that the table does not, so who was read waits under every no.
    """
    n_steps = N.start[c + 1] - N.start[c]
    parts, tasks = N.no[v, NO_PARTS], N.no[v, NO_TASKS]
    if C.start[c, P_READING] == C.start[c + 1, P_READING]:
        left = impossible
        while left != ZERO:
            closing = W.closing[lowest(left)]
            left &= left - ONE
            for part in range(N_PARTS):
                if closing & N.parts[part] == 0:
                    parts &= ~(1 << part)
            if closing >> LEAVE_OUT & 1 == 0:
                tasks = 0
    for part in range(N_PARTS):
        if parts >> part & 1:
            wait(v, n_steps + part, W)
    for task in range(MAX_TASKS):
        if tasks >> task & 1:
            wait(v, n_steps + N_PARTS + task, W)


@inline
def wait(v: int, place: int, W: Work) -> None:
    """Let a pair wait under a change."""
    W.queue[place, W.waiting[place]] = v
    W.waiting[place] += 1


@hot
def weigh_again(c: int, place: int, C: People, V: Jobs, T: Desk, S: Scratch, N: Ways, W: Work) -> None:
    """Weigh what waits under a change of the person or of the employer's answers, and count what it opens."""
    n, n_steps = W.waiting[place], N.start[c + 1] - N.start[c]
    W.waiting[place] = 0
    if place < n_steps:
        copy_person(c, C, W.person)
        take_step(N.start[c] + place, N, W.person)
        # A plain 0 would be a type of its own and compile the whole weighing once more.
        row = place - place
        judge_row(row, W.queue[place], n, in_part(n), W.person, V, T, S, W.again, W.again_masks)
        count_opened(c, place, n, N, W)
        return
    for k in range(n):
        change_answer(W.queue[place, k], place - n_steps, N, W.jobs)
    judge_row(c, W.queue[place], n, in_part(n), C, W.jobs, T, S, W.again, W.again_masks)
    for k in range(n):
        put_back(W.queue[place, k], place - n_steps, V, W.jobs)
    count_opened(c, place, n, N, W)


@hot
def count_opened(c: int, place: int, n: int, N: Ways, W: Work) -> None:
    """Count what a change opened: for the person, for each vacancy, and one by one where that was asked."""
    n_steps, first = N.start[c + 1] - N.start[c], N.start[c]
    name = N.last[0] + place - n_steps
    if place < n_steps:
        name = int(N.step[first + place, STEP_NAME])
    for k in range(n):
        if W.again[k, REASON] >= 0:
            continue
        W.reach[W.queue[place, k], name] += 1
        if place >= n_steps:
            W.answers[c, min(place - n_steps, N_PARTS)] += 1
            continue
        if len(W.kept):
            W.kept[W.at[first + place] + W.opens[first + place]] = W.queue[place, k]
        W.opens[first + place] += 1


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
