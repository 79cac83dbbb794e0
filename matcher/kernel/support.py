"""What closes a gap and what makes a package; twin of `matcher.support`."""

import numpy as np

from matcher.domain.caseload import I8, I16, I32, I64
from matcher.kernel.bits import count_bits, lowest
from matcher.kernel.fields import (
    AID,
    ALL_INSTRUMENTS,
    BIN,
    COACH_FIRST,
    COACH_LAST,
    COUNT,
    FULL_DAY,
    G_AID,
    G_IS_OFFER,
    G_ITEM,
    G_PERHAPS,
    G_TASKS,
    G_YES,
    GAP_FIELDS,
    GUIDANCE_FIRST,
    LEAVE_OUT,
    N_INSTRUMENTS,
    ONE,
    PACKAGE,
    PACKAGE_FIELDS,
    PERHAPS,
    PLANNED,
    SET,
    SLOTS,
    WAGE_SUBSIDY,
    WORK_BUDDY,
    YES,
    ZERO,
    Scratch,
)
from matcher.kernel.hot import hot, inline, placed
from matcher.kernel.packed import (
    J_ANSWERS,
    J_DAYS,
    J_N_TASKS,
    J_SEATED,
    KIND,
    P_IS_CLAIM,
    P_KNOWN,
    P_LIMITED,
    P_TEXT,
    P_UNWANTED,
    P_WANTED,
    PER_DAY,
    R_AT_MOST,
    R_CONDITIONS,
    R_INSTRUMENT,
    R_LEVELS,
    R_SIGHT,
    SIGHT_ITEM,
    SUPPORT_MOST,
    WEEK_ITEM,
    Desk,
    Jobs,
    People,
)


@inline
def path_closers(c: int, C: People, T: Desk) -> int:
    """Give what lets hours grow to the vacancy's minimum."""
    mask = 0
    for r in range(T.row_start[WEEK_ITEM], T.row_start[WEEK_ITEM + 1]):
        if row_status(c, r, C, T):
            mask |= 1 << T.row[r, R_INSTRUMENT]
    return int(mask)


@hot
def prepare_closers(c: int, C: People, T: Desk, S: Scratch) -> None:
    """Write which instruments close each limit of one person, as far as the person decides that."""
    left = C.mask[c, P_LIMITED]
    while left != ZERO:
        i = lowest(left)
        left &= left - ONE
        for slot in range(SLOTS):
            S.yes[i, slot] = S.perhaps[i, slot] = 0
        for r in range(T.row_start[i], T.row_start[i + 1]):
            status = row_status(c, r, C, T)
            for slot in range(SLOTS):
                if status and fills(slot, r, T.item[i, KIND], T):
                    if status == YES:
                        S.yes[i, slot] |= 1 << T.row[r, R_INSTRUMENT]
                    else:
                        S.perhaps[i, slot] |= 1 << T.row[r, R_INSTRUMENT]


@inline
def fills(slot: int, r: int, kind: int, T: Desk) -> bool:
    """Whether a row of the closes table reaches an excess, closes a condition, or meets a limit at all (slot 0)."""
    if kind == SET:
        return bool(T.row[r, R_CONDITIONS] >> slot & 1)
    return bool(slot == 0) if kind == BIN else bool(1 <= slot <= T.row[r, R_LEVELS])


@inline
def row_status(c: int, r: int, C: People, T: Desk) -> int:
    """Say whether a person may have and can bear what a row brings: 0 no, 1 not known yet, 2 yes."""
    status = int(C.status[c, T.row[r, R_INSTRUMENT]])
    if C.mask[c, P_LIMITED] & T.row_needs[r] != ZERO:
        return 0
    if T.row_needs[r] & (~C.mask[c, P_KNOWN] | C.mask[c, P_TEXT]) != ZERO:
        status = min(status, PERHAPS)
    if T.row[r, R_SIGHT] != 0:
        sight = C.level[c, T.policy[SIGHT_ITEM]]
        written = C.mask[c, P_TEXT] >> np.uint64(T.policy[SIGHT_ITEM]) & ONE != ZERO
        if sight < 0 or (sight == 0 and written):
            return min(status, PERHAPS)
        if (sight > 0) != (T.row[r, R_SIGHT] == 1):
            return 0
    return status


@inline
def admitted(
    c: int, v: int, i: int, slot: int, is_risk: int, tasks: int, C: People, V: Jobs, T: Desk, S: Scratch
) -> int:
    """Give the instruments that the vacancy lets close this gap."""
    mask = let_by_vacancy(v, i, slot, is_risk, V, T)
    if (S.yes[i, slot] | S.perhaps[i, slot]) >> LEAVE_OUT & 1 == 0 or not may_leave(c, v, tasks, C, V, T, S):
        mask &= ~(1 << LEAVE_OUT)
    return mask


@inline
def let_by_vacancy(v: int, i: int, slot: int, is_risk: int, V: Jobs, T: Desk) -> int:
    """Give the instruments that the employer and the work let close a gap, whoever it is of."""
    mask = V.number[v, J_ANSWERS]
    if is_risk:
        mask &= ~T.forbid[i, slot, 0]
    if V.number[v, J_SEATED] == 0:
        mask &= ~T.forbid[i, slot, 1]
    if V.number[v, J_N_TASKS] < 2:
        mask &= ~T.forbid[i, slot, 2]
    return int(mask)


@inline
def may_leave(c: int, v: int, tasks: int, C: People, V: Jobs, T: Desk, S: Scratch) -> bool:
    """Whether a colleague can take these tasks, and the others still fill this person's day."""
    if V.leave[v, tasks] == 0:
        return False
    if C.mask[c, P_LIMITED] & T.mask[PER_DAY] == ZERO:
        return True
    return fits_without(c, v, tasks, C.level, V.number, V.share, V.day, V.day_task, T.day, S.out)


# It takes only the columns it reads: a call that hands over whole tables is long, and stands at every place of use.
@hot
def fits_without(
    c: int, v: int, tasks: int, level: I8, number: I32, shares: I8, asked: I32, of_task: I16, day: I32, out: I64
) -> bool:
    """Whether the other tasks, stretched over the planned day, make no posture of the day a level heavier."""
    share = kept = 0
    for t in range(number[v, J_N_TASKS]):
        share += shares[v, t]
        if tasks >> t & 1 == 0:
            kept += shares[v, t]
    full = FULL_DAY * number[v, J_DAYS]
    for k in range(day.shape[0]):
        bound = int(level[c, day[k, 0]])
        while bound > 0 and asked[v, k, 1] * out[PLANNED] > day[k, bound] * full:
            bound -= 1
        if bound <= 0:
            continue
        rest = 0
        for t in range(number[v, J_N_TASKS]):
            if tasks >> t & 1 == 0:
                rest += of_task[v, k, t]
        if rest * share * out[PLANNED] > day[k, bound] * full * kept:
            return False
    return True


@inline
def too_many(i: int, condition: int, clash: int, T: Desk) -> int:
    """Give the instruments that close this condition, but not so many together as clash here."""
    mask = 0
    for r in range(T.row_start[i], T.row_start[i + 1]):
        together = count_bits(np.uint64(clash & T.row[r, R_CONDITIONS]))
        if T.row[r, R_CONDITIONS] >> condition & 1 and together > T.row[r, R_AT_MOST]:
            mask |= 1 << T.row[r, R_INSTRUMENT]
    return mask


@inline
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


@inline
def drop_gap(g: int, S: Scratch) -> None:
    S.gap[g, G_YES], S.gap[g, G_PERHAPS], S.gap[g, G_IS_OFFER], S.gap[g, G_AID] = 0, 0, 1, -1


@placed
def sort_gaps(n: int, S: Scratch) -> None:
    """Put the gaps in item order, earlier ones first where equal: what is left out adds up in that order."""
    for a in range(1, n):
        b = a
        while b > 0 and S.gap[b - 1, G_ITEM] > S.gap[b, G_ITEM]:
            for field in range(GAP_FIELDS):
                S.gap[b - 1, field], S.gap[b, field] = S.gap[b, field], S.gap[b - 1, field]
            b -= 1


@inline
def preferred(c: int, strategy: int, usable: int, C: People, T: Desk) -> int:
    """Pick what a strategy takes first, inside that kind what the person wants; −1 where nothing can be used."""
    found = int(T.first[strategy, usable])
    wanted, unwanted = C.number[c, P_WANTED], C.number[c, P_UNWANTED]
    if found < 0 or wanted | unwanted == 0:
        return found
    alike = usable & T.kind_of[strategy, found]
    if alike & wanted:
        return int(T.first[strategy, alike & wanted])
    return int(T.first[strategy, alike & ~unwanted]) if alike & ~unwanted else found


@placed
def choose(c: int, v: int, n: int, strategy: int, C: People, V: Jobs, T: Desk, S: Scratch) -> tuple[int, int]:
    """Pick a closer for each gap; give the instruments and the aids, or −1 where a gap stays open."""
    mask, aids, left = 0, 0, 0
    for g in range(n):
        tasks = left | S.gap[g, G_TASKS]
        allowed = ALL_INSTRUMENTS
        if (S.gap[g, G_YES] | S.gap[g, G_PERHAPS]) >> LEAVE_OUT & 1 and not may_leave(c, v, tasks, C, V, T, S):
            allowed = ALL_INSTRUMENTS & ~(1 << LEAVE_OUT)
        usable = S.gap[g, G_YES] & allowed
        if usable == 0:
            usable = S.gap[g, G_PERHAPS] & allowed
        found = preferred(c, strategy, usable, C, T)
        if found < 0:
            if S.gap[g, G_IS_OFFER]:
                continue
            return -1, 0
        if found == LEAVE_OUT:
            left = tasks
        if found == AID and S.gap[g, G_AID] >= 0:
            aids |= 1 << S.gap[g, G_AID]
        mask |= 1 << found
    return mask, aids


@placed
def with_claims(c: int, v: int, mask: int, C: People, V: Jobs, T: Desk) -> int:
    """Keep the heaviest jobcoach regime only, and add what the doelgroep loonkostensubsidie has a claim to."""
    for m in range(COACH_LAST, COACH_FIRST, -1):
        if mask >> m & 1:
            mask &= ~((1 << m) - (1 << COACH_FIRST))
    if not C.number[c, P_IS_CLAIM]:
        return mask
    if C.status[c, WAGE_SUBSIDY] == YES:
        mask |= 1 << WAGE_SUBSIDY
    if mask & ((1 << COACH_LAST + 1) - (1 << WORK_BUDDY)) == 0:
        may_buddy, may_coach = C.status[c, WORK_BUDDY] == YES, C.status[c, COACH_FIRST] == YES
        buddy, coach = V.answer[v, WORK_BUDDY], V.answer[v, COACH_FIRST]
        wants_coach = preferred(c, GUIDANCE_FIRST, 1 << WORK_BUDDY | 1 << COACH_FIRST, C, T) == COACH_FIRST
        if may_coach and wants_coach and coach > 0:
            mask |= 1 << COACH_FIRST
        elif may_buddy and buddy == YES:
            mask |= 1 << WORK_BUDDY
        elif may_coach and coach > 0:
            mask |= 1 << COACH_FIRST
        elif may_buddy and buddy > 0:
            mask |= 1 << WORK_BUDDY
        elif may_coach:
            mask |= 1 << COACH_FIRST
    return mask


@placed
def write_packages(c: int, v: int, n: int, planned: int, total: int, C: People, V: Jobs, T: Desk, S: Scratch) -> None:
    """Write up to three packages with their points, in the order of the strategies."""
    made = 0
    for strategy in range(T.first.shape[0]):
        mask, aids = choose(c, v, n, strategy, C, V, T, S)
        if mask < 0:
            continue
        mask = with_claims(c, v, mask, C, V, T)
        is_new = True
        for k in range(made):
            is_new &= S.out[PACKAGE + k * PACKAGE_FIELDS] != mask
        if not is_new:
            continue
        at = PACKAGE + made * PACKAGE_FIELDS
        S.out[at], S.out[at + 1], S.out[at + 2], S.out[at + 3] = mask, 0, 0, 0
        left = np.uint64(mask)
        while left != ZERO:
            m = lowest(left)
            left &= left - ONE
            S.out[at + 3] += T.cost[m]
            if COACH_FIRST <= m <= COACH_LAST:
                S.out[at + 1] += (planned * T.cost[N_INSTRUMENTS + m - COACH_FIRST] + 9_999) // 10_000
        left = np.uint64(aids)
        while left != ZERO:
            S.out[at + 2] += T.aid_cents[lowest(left)]
            left &= left - ONE
        made += 1
    S.out[COUNT] = made
    least = S.out[PACKAGE + 3]
    for k in range(made):
        least = min(least, S.out[PACKAGE + k * PACKAGE_FIELDS + 3])
    for k in range(made):
        at = PACKAGE + k * PACKAGE_FIELDS
        S.out[at + 4] = -min(T.policy[SUPPORT_MOST], S.out[at + 3] - least)
        S.out[at + 5] = total + S.out[at + 4]
