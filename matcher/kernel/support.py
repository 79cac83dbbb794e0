"""What closes a gap and what makes a package; twin of `matcher.support`."""

import numpy as np
from numba import njit

from matcher.kernel.bits import count_bits
from matcher.kernel.fields import (
    AID,
    BIN,
    COACH_FIRST,
    COACH_LAST,
    COUNT,
    G_AID,
    G_IS_OFFER,
    G_ITEM,
    G_PERHAPS,
    G_TASKS,
    G_YES,
    GAP_FIELDS,
    LEAVE_OUT,
    N_INSTRUMENTS,
    PACKAGE,
    PACKAGE_FIELDS,
    PERHAPS,
    SET,
    WAGE_SUBSIDY,
    WORK_BUDDY,
    YES,
    ZERO,
    Scratch,
)
from matcher.kernel.packed import (
    J_N_TASKS,
    J_SEATED,
    KIND,
    LEAVE_OUT_PERCENT,
    P_IS_CLAIM,
    P_KNOWN,
    P_LIMITED,
    R_AID,
    R_AT_MOST,
    R_CONDITIONS,
    R_INSTRUMENT,
    R_LEVELS,
    R_NOT_IN_RISK,
    R_SEATED,
    R_SIGHT,
    R_TASKS,
    SIGHT_ITEM,
    SUPPORT_MOST,
    Desk,
    Jobs,
    People,
)


@njit(nogil=True, cache=True)
def may_leave(v: int, tasks: int, V: Jobs, T: Desk) -> int:
    """Say whether tasks can go to a colleague: 0 no, 1 to be asked, 2 yes."""
    share, n, answer = 0, 0, 2
    for k in range(V.number[v, J_N_TASKS]):
        if tasks >> k & 1:
            share += V.task[v, k, 0]
            n += 1
            answer = min(answer, V.task[v, k, 1])
    if share > T.policy[LEAVE_OUT_PERCENT] or n == V.number[v, J_N_TASKS]:
        return 0
    return answer


@njit(nogil=True, cache=True)
def closers(
    c: int, v: int, i: int, excess: int, condition: int, clash: int, is_risk: int, tasks: int,
    C: People, V: Jobs, T: Desk,
) -> tuple[int, int, int]:  # fmt: skip
    """Give the instruments that close a gap surely, those that perhaps do, and the aid that is bought (−1 none)."""
    yes = perhaps = 0
    aid = -1
    known, limited = C.mask[c, P_KNOWN], C.mask[c, P_LIMITED]
    kind = T.item[i, KIND]
    for r in range(T.row_start[i], T.row_start[i + 1]):
        if (T.row[r, R_NOT_IN_RISK] and is_risk) or V.number[v, J_N_TASKS] < T.row[r, R_TASKS]:
            continue
        if kind == SET:
            if not T.row[r, R_CONDITIONS] >> condition & 1:
                continue
            if count_bits(np.uint64(clash & T.row[r, R_CONDITIONS])) > T.row[r, R_AT_MOST]:
                continue
        elif kind != BIN and T.row[r, R_LEVELS] < excess:
            continue
        m = T.row[r, R_INSTRUMENT]
        status = C.status[c, m]
        needs = T.row_needs[r]
        if limited & needs != ZERO:
            continue
        if needs & ~known != ZERO:
            status = min(status, PERHAPS)
        if T.row[r, R_SIGHT] != 0:
            sees = C.level[c, T.policy[SIGHT_ITEM]]
            if sees < 0:
                status = min(status, PERHAPS)
            elif (sees > 0) != (T.row[r, R_SIGHT] == 1):
                continue
        answer = may_leave(v, tasks, V, T) if m == LEAVE_OUT else V.answer[v, m]
        if answer == 0 or status == 0 or (T.row[r, R_SEATED] and V.number[v, J_SEATED] == 0):
            continue
        if status == YES:
            yes |= 1 << m
        else:
            perhaps |= 1 << m
        if T.row[r, R_AID] >= 0:
            aid = T.row[r, R_AID]
    return yes, perhaps, aid


@njit(nogil=True, cache=True)
def add_gap(n: int, i: int, yes: int, perhaps: int, aid: int, tasks: int, is_offer: int, S: Scratch) -> int:
    S.gap[n, G_ITEM], S.gap[n, G_YES], S.gap[n, G_PERHAPS], S.gap[n, G_AID], S.gap[n, G_TASKS], S.gap[n, G_IS_OFFER] = (
        i,
        yes,
        perhaps,
        aid,
        tasks,
        is_offer,
    )
    return n + 1


@njit(nogil=True, cache=True)
def sort_gaps(n: int, S: Scratch) -> None:
    """Put the gaps in item order, earlier ones first where equal: what is left out adds up in that order."""
    for a in range(1, n):
        b = a
        while b > 0 and S.gap[b - 1, G_ITEM] > S.gap[b, G_ITEM]:
            for field in range(GAP_FIELDS):
                S.gap[b - 1, field], S.gap[b, field] = S.gap[b, field], S.gap[b - 1, field]
            b -= 1


@njit(nogil=True, cache=True)
def choose(v: int, n: int, strategy: int, V: Jobs, T: Desk, S: Scratch) -> tuple[int, int]:
    """Pick a closer for each gap; give the instruments and the aids, or −1 where a gap stays open."""
    mask, aids, left = 0, 0, 0
    for g in range(n):
        found = first_closer(v, S.gap[g, G_YES], left | S.gap[g, G_TASKS], strategy, V, T)
        if found < 0:
            found = first_closer(v, S.gap[g, G_PERHAPS], left | S.gap[g, G_TASKS], strategy, V, T)
        if found < 0:
            if S.gap[g, G_IS_OFFER]:
                continue
            return -1, 0
        if found == LEAVE_OUT:
            left |= S.gap[g, G_TASKS]
        if found == AID and S.gap[g, G_AID] >= 0:
            aids |= 1 << S.gap[g, G_AID]
        mask |= 1 << found
    return mask, aids


@njit(nogil=True, cache=True)
def first_closer(v: int, closers: int, tasks: int, strategy: int, V: Jobs, T: Desk) -> int:
    if closers == 0:
        return -1
    for k in range(T.order.shape[1]):
        m = T.order[strategy, k]
        if closers >> m & 1 and (m != LEAVE_OUT or may_leave(v, tasks, V, T) > 0):
            return int(m)
    return -1


@njit(nogil=True, cache=True)
def with_claims(c: int, v: int, mask: int, C: People, V: Jobs) -> int:
    """Keep the heaviest jobcoach regime only, and add what the doelgroep loonkostensubsidie has a claim to."""
    for m in range(COACH_LAST, COACH_FIRST, -1):
        if mask >> m & 1:
            mask &= ~((1 << m) - (1 << COACH_FIRST))
    if not C.number[c, P_IS_CLAIM]:
        return mask
    if C.status[c, WAGE_SUBSIDY] == YES:
        mask |= 1 << WAGE_SUBSIDY
    if mask & ((1 << COACH_LAST + 1) - (1 << WORK_BUDDY)) == 0:
        if V.answer[v, WORK_BUDDY] == 2 and C.status[c, WORK_BUDDY] == YES:
            mask |= 1 << WORK_BUDDY
        elif V.answer[v, COACH_FIRST] > 0 and C.status[c, COACH_FIRST] == YES:
            mask |= 1 << COACH_FIRST
    return mask


@njit(nogil=True, cache=True)
def write_packages(c: int, v: int, n: int, planned: int, total: int, C: People, V: Jobs, T: Desk, S: Scratch) -> None:
    """Write up to three packages with their points, in the order of the strategies."""
    made = 0
    for strategy in range(T.order.shape[0]):
        mask, aids = choose(v, n, strategy, V, T, S)
        if mask < 0:
            continue
        mask = with_claims(c, v, mask, C, V)
        is_new = True
        for k in range(made):
            is_new &= S.out[PACKAGE + k * PACKAGE_FIELDS] != mask
        if not is_new:
            continue
        at = PACKAGE + made * PACKAGE_FIELDS
        S.out[at], S.out[at + 1], S.out[at + 2], S.out[at + 3] = mask, 0, 0, 0
        for m in range(N_INSTRUMENTS):
            if mask >> m & 1:
                S.out[at + 3] += T.cost[m]
                if COACH_FIRST <= m <= COACH_LAST:
                    S.out[at + 1] += (planned * T.cost[N_INSTRUMENTS + m - COACH_FIRST] + 9_999) // 10_000
        for k in range(len(T.aid_cents)):
            if aids >> k & 1:
                S.out[at + 2] += T.aid_cents[k]
        made += 1
    S.out[COUNT] = made
    least = S.out[PACKAGE + 3]
    for k in range(made):
        least = min(least, S.out[PACKAGE + k * PACKAGE_FIELDS + 3])
    for k in range(made):
        at = PACKAGE + k * PACKAGE_FIELDS
        S.out[at + 4] = -min(T.policy[SUPPORT_MOST], S.out[at + 3] - least)
        S.out[at + 5] = total + S.out[at + 4]
