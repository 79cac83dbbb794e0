"""Near misses over all pairs: what every single step would open; twin of `matcher.nearmiss`.

Everybody's pairs are weighed as far as *can it be proposed* asks.  A pair that drops waits under each step that could
open it (a condition that must hold, never the answer); `matcher.kernel.again` weighs the person as the step makes him
against what waits.  So a count is what weighing again gives, and nothing is kept per pair.
"""

import numpy as np

from matcher.domain.caseload import MAX_TASKS
from matcher.kernel.bits import lowest
from matcher.kernel.fields import (
    DAY_WALK,
    IMPOSSIBLE,
    LEAVE_OUT,
    LET_OP,
    ONE,
    QUESTION,
    REASON_NO_PACKAGE,
    SLOTS,
    ZERO,
    Scratch,
)
from matcher.kernel.gates import objects
from matcher.kernel.grid import CERTIFICATE_CLASS, HOURS_CLASS, TIMES_CLASS, Grid, Room
from matcher.kernel.hot import hot, inline
from matcher.kernel.judge import find_reasons
from matcher.kernel.packed import (
    J_DAYS,
    J_WEEK_MIN,
    P_LIMITED,
    P_READING,
    P_TRAVEL_LIMIT,
    Desk,
    Jobs,
    People,
)
from matcher.kernel.reach import CERTIFICATE, HOURS, POSTURE, TRAVEL, objects_to_some, reach
from matcher.kernel.support import prepare_closers
from matcher.kernel.sure import SURE, Bits, foretell, write_words
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
    STEP_KIND,
    STEP_NUMBER,
    TRAVEL_STEP,
    Ways,
    Work,
)


@hot
def prepare_person(c: int, C: People, T: Desk, B: Bits, S: Scratch, N: Ways, W: Work) -> None:
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
    write_words(c, C, T, B, W.words)
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
def scan(
    c: int, low: int, high: int, C: People, V: Jobs, T: Desk, B: Bits, S: Scratch, R: Room, N: Ways, W: Work, A: Tally
) -> int:
    """Go through some of what was listed: count what is sure, batch what is to be weighed, let what is shut wait.

    Gives how many are sure.
    """
    n_sure = 0
    for k in range(low, high):
        v, gate = R.jobs[k], R.most[k]
        if gate < 0:
            if foretell(c, v, W.words, C, V, T, B, S) == SURE:
                A.n_open[v] += 1
                n_sure += 1
            else:
                batch(v, W)
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
    return n_sure


@inline
def batch(v: int, W: Work) -> None:
    """Put a vacancy among those to be weighed."""
    W.batch[W.n_batch[0]] = v
    W.n_batch[0] += 1


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
def weigh_batch(c: int, C: People, V: Jobs, T: Desk, S: Scratch, N: Ways, W: Work, A: Tally) -> int:
    """Weigh what was batched and let each pair that drops wait under what could open it; give how many do not drop.

    More hours can help where no package closes all: then no path of hours is needed.
    """
    n_open, n = 0, W.n_batch[0]
    W.n_batch[0] = 0
    find_reasons(c, W.batch, n, C, V, T, S, W.reasons, W.masks)
    for pair in range(n):
        v, reason = W.batch[pair], W.reasons[pair]
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
