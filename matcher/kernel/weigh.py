"""The verdict on each item of one pair; twin of `matcher.weigh` and of the couples in `matcher.fit`."""

import numpy as np

from matcher.kernel.bits import lowest
from matcher.kernel.fields import (
    AT_NORM,
    BIN,
    BOTH,
    COVERED,
    DUPLICATE,
    FULL_DAY,
    G_AID,
    G_IS_OFFER,
    G_ITEM,
    G_PERHAPS,
    G_YES,
    IMPOSSIBLE,
    LEAVE_OUT,
    LET_OP,
    ONE,
    ORD,
    PERHAPS,
    PLANNED,
    QUESTION,
    READ_FAILS,
    READ_TEXT,
    READ_TEXT_WITH,
    READ_WHOLE,
    SET,
    YES,
    ZERO,
    Scratch,
)
from matcher.kernel.hot import hot, inline, placed
from matcher.kernel.packed import (
    J_DAYS,
    J_DEPENDS,
    J_SILENT,
    KIND,
    P_FAILED,
    P_KNOWN,
    P_LIMITED,
    P_READING,
    P_TEXT,
    READING_CODE,
    READING_INSTRUMENT,
    READING_ITEM,
    READING_VACANCY,
    SLOT,
    TOP,
    Desk,
    Jobs,
    People,
)
from matcher.kernel.support import add_gap, admitted, may_leave, too_many


@inline
def mark(i: int, verdict: int, is_covered: bool, S: Scratch) -> None:
    """Write the verdict of an item into the masks, over what stood there."""
    bit = ONE << np.uint64(i)
    for mask in (LET_OP, COVERED, AT_NORM, QUESTION, IMPOSSIBLE):
        S.masks[mask] &= ~bit
    if verdict == 1:
        S.masks[LET_OP] |= bit
        if is_covered:
            S.masks[COVERED] |= bit
    elif verdict == 2:
        S.masks[QUESTION] |= bit
    elif verdict == 3:
        S.masks[IMPOSSIBLE] |= bit


@placed
def settle(c: int, v: int, i: int, cell: int, n: int, C: People, V: Jobs, T: Desk, S: Scratch) -> tuple[int, bool, int]:
    """Close an ordered item whole, else what is firmly too heavy; give verdict, covered, and the number of gaps."""
    over, firm, rest = cell & 7, cell >> 3 & 7, cell >> 6 & 3
    tasks, core_tasks = cell >> 10 & 255, cell >> 18 & 255
    mask = admitted(c, v, i, over, cell >> 8 & 1, tasks, C, V, T, S)
    yes, perhaps = S.yes[i, over] & mask, S.perhaps[i, over] & mask
    core_yes = core_perhaps = 0
    if firm and not yes:
        mask = admitted(c, v, i, firm, cell >> 9 & 1, core_tasks, C, V, T, S)
        core_yes, core_perhaps = S.yes[i, firm] & mask, S.perhaps[i, firm] & mask
    verdict, takes_whole = 3 if firm else rest, False
    if yes:
        verdict, takes_whole = 1, True
    elif rest and core_yes:
        verdict = rest
    elif perhaps or core_perhaps:
        verdict, takes_whole = 2, perhaps != 0
    if takes_whole:
        n = add_gap(n, i, yes, perhaps, T.aid[i, over], tasks, 0, S)
    elif core_yes or core_perhaps:
        n = add_gap(n, i, core_yes, core_perhaps, T.aid[i, firm], core_tasks, 0, S)
    return verdict, yes != 0, n


@placed
def weigh_conditions(c: int, v: int, i: int, n: int, C: People, V: Jobs, T: Desk, S: Scratch) -> tuple[int, int]:
    slot = T.item[i, SLOT]
    clash = int(C.conditions[c, i] & V.set_asked[v, slot, 0])
    verdict = 0
    for number in range(1, 10):
        if not clash >> number & 1:
            continue
        is_risk = V.set_asked[v, slot, 2] >> number & 1
        tasks = V.set_tasks[v, slot, number]
        mask = admitted(c, v, i, number, is_risk, tasks, C, V, T, S) & ~too_many(i, number, clash, T)
        yes, perhaps = S.yes[i, number] & mask, S.perhaps[i, number] & mask
        if yes or perhaps:
            verdict = max(verdict, 1 if yes else 2)
            n = add_gap(n, i, yes, perhaps, T.aid[i, number], tasks, 0, S)
        else:
            verdict = max(verdict, 3 if V.set_asked[v, slot, 1] >> number & 1 else 2)
    return verdict, n


@placed
def weigh_limited(c: int, v: int, n: int, C: People, V: Jobs, T: Desk, S: Scratch) -> int:
    """Weigh each item on which the person deviates from the norm and that some task may depend on."""
    left = C.mask[c, P_LIMITED] & (V.mask[v, J_DEPENDS] | V.mask[v, J_SILENT])
    while left != ZERO:
        i = lowest(left)
        left &= left - ONE
        slot = T.item[i, SLOT]
        is_silent = V.mask[v, J_SILENT] >> np.uint64(i) & ONE != ZERO
        verdict, is_covered = 0, False
        if T.item[i, KIND] == ORD:
            cell = int(V.ord_cell[v, slot, C.level[c, i]])
            if cell & 7:
                verdict, is_covered, n = settle(c, v, i, cell, n, C, V, T, S)
        elif T.item[i, KIND] == SET:
            verdict, n = weigh_conditions(c, v, i, n, C, V, T, S)
            is_covered = verdict == 1
        elif T.item[i, KIND] == BIN:
            tasks = V.bin_asked[v, slot, 0]
            mask = admitted(c, v, i, 0, V.bin_asked[v, slot, 1], tasks, C, V, T, S)
            yes, perhaps = S.yes[i, 0] & mask, S.perhaps[i, 0] & mask
            verdict = 2
            if yes or perhaps:
                n = add_gap(n, i, yes, perhaps, T.aid[i, 0], tasks, 1, S)
        else:
            continue
        if is_silent and verdict < 2:
            verdict, is_covered = 2, False
        if verdict:
            mark(i, verdict, is_covered, S)
    return n


@placed
def weigh_days(c: int, v: int, planned: int, n: int, C: People, V: Jobs, T: Desk, S: Scratch) -> int:
    """Weigh the items counted per day, on this person's own planned day; give the number of gaps."""
    for k in range(len(T.day)):
        i = T.day[k, 0]
        bit = ONE << np.uint64(i)
        minutes, asked, level = V.day[v, k, 0], V.day[v, k, 2], C.level[c, i]
        if level == 0 and (C.mask[c, P_TEXT] | C.mask[c, P_FAILED]) & bit == ZERO:
            continue
        top = T.item[i, TOP]
        tolerated = tolerated_by_minutes(minutes, planned, V.number[v, J_DAYS], k, T) if minutes >= 0 else top
        is_silent = asked >> 2 & 1 != 0
        if level < 0:
            if tolerated < top or is_silent:
                S.masks[QUESTION] |= bit
                if tolerated == top:
                    S.masks[BOTH] |= bit
            continue
        verdict, is_covered = 0, False
        if level > tolerated:
            cell = cell_of_day(v, k, level, planned, V, T)
            verdict, is_covered, n = settle(c, v, i, cell, n, C, V, T, S)
        if is_silent and level > 0 and verdict < 2:
            verdict, is_covered = 2, False
        if verdict:
            mark(i, verdict, is_covered, S)
        if tolerated < top or is_silent:
            S.masks[DUPLICATE] |= bit
    return n


@inline
def cell_of_day(v: int, k: int, level: int, planned: int, V: Jobs, T: Desk) -> int:
    """Write what an item counted per day asks of a person at a level as the cell of an ordered item; 0 not too much."""
    minutes, firm, top = V.day[v, k, 0], V.day[v, k, 1], T.item[T.day[k, 0], TOP]
    over = firm_over = 0
    if minutes >= 0:
        over = max(0, level - tolerated_by_minutes(minutes, planned, V.number[v, J_DAYS], k, T))
    if over and firm >= 0:
        firm_over = max(0, level - min(top, tolerated_by_minutes(firm, planned, V.number[v, J_DAYS], k, T)))
    return day_cell(over, firm_over, firm == minutes, V.day[v, k, 2]) if over else 0


@inline
def tolerated_by_minutes(minutes: int, planned: int, days: int, k: int, T: Desk) -> int:
    top = T.item[T.day[k, 0], TOP]
    if minutes == 0:
        return int(top)
    for level in range(top, 0, -1):
        if minutes * planned <= T.day[k, level] * FULL_DAY * days:
            return level
    return 0


@inline
def day_cell(over: int, firm: int, is_firm: bool, asked: int) -> int:
    """Write levels too many, in all and over firm minutes alone, as the cell of an ordered item."""
    rest = 0 if is_firm else if_open(over, asked, 2)
    core, tasks = 0, asked >> 10 & 255
    if firm > 0:
        tasks |= asked >> 18 & 255
        rest_of_firm = if_open(firm, asked >> 4, 0)
        rest = max(rest, rest_of_firm)
        core = 0 if rest_of_firm else firm
    is_risk = asked >> 3 & 1
    cell = over | rest << 6 | is_risk << 8 | tasks << 10
    return cell | core << 3 | is_risk << 9 | (asked >> 18 & 255) << 18 if core else cell


@inline
def if_open(excess: int, how: int, otherwise: int) -> int:
    """Give what minutes that are too many come to where nothing closes them: 1 *let op*, 2 *vraag na*, or otherwise."""
    if excess == 1 and how & 1:
        return 1
    return 2 if excess == 1 and how & 2 else otherwise


@inline
def drop_gap(g: int, S: Scratch) -> None:
    S.gap[g, G_YES], S.gap[g, G_PERHAPS], S.gap[g, G_IS_OFFER], S.gap[g, G_AID] = 0, 0, 1, -1


@inline
def is_answered(c: int, v: int, i: int, C: People) -> bool:
    """Whether readings answer more than the text of an item: then nothing of the table is left to close."""
    for k in range(C.start[c, P_READING], C.start[c + 1, P_READING]):
        if C.reading[k, READING_VACANCY] == v and C.reading[k, READING_ITEM] == i:
            return bool(C.reading[k, READING_CODE] != READ_TEXT and C.reading[k, READING_CODE] != READ_TEXT_WITH)
    return False


@inline
def strain_of(c: int, v: int, i: int, condition: int, C: People, V: Jobs, T: Desk, S: Scratch) -> int:
    """Give half of a couple as the cell of an ordered item; 0 where it is not firmly too heavy.

    A condition stands for itself only where no other one clashes; it is written as its number.
    """
    slot, level = T.item[i, SLOT], C.level[c, i]
    if T.item[i, KIND] == SET:
        is_firm = V.set_asked[v, slot, 1] >> condition & 1
        return 1 if is_firm and clashes_alone(c, v, i, condition, C, V, T) else 0
    if T.item[i, KIND] == ORD:
        cell = int(V.ord_cell[v, slot, level])
    else:
        cell = cell_of_day(v, slot, level, S.out[PLANNED], V, T)
    return cell if cell >> 3 & 7 else 0


@hot
def closers_of(
    c: int, v: int, i: int, condition: int, cell: int, is_core: bool, C: People, V: Jobs, T: Desk, S: Scratch
) -> tuple[int, int, int, int]:
    """Give what closes half of a couple surely and perhaps, its tasks, and the slot of its aid."""
    if condition:
        slot, is_risk = condition, V.set_asked[v, T.item[i, SLOT], 2] >> condition & 1
        tasks = int(V.set_tasks[v, T.item[i, SLOT], condition])
        mask = admitted(c, v, i, slot, is_risk, tasks, C, V, T, S) & ~too_many(i, condition, 1 << condition, T)
    else:
        shift = 1 if is_core else 0
        slot, is_risk, tasks = cell >> 3 * shift & 7, cell >> 8 + shift & 1, cell >> 10 + 8 * shift & 255
        mask = admitted(c, v, i, slot, is_risk, tasks, C, V, T, S)
    return S.yes[i, slot] & mask, S.perhaps[i, slot] & mask, tasks, slot


@placed
def close_couples(c: int, v: int, n: int, C: People, V: Jobs, T: Desk, S: Scratch) -> int:
    """Settle each couple of which both halves are firmly too heavy: only what closes both closes either."""
    found = (S.masks[LET_OP] | S.masks[QUESTION]) & ~S.masks[IMPOSSIBLE] & C.mask[c, P_LIMITED]
    if found & (found - ONE) == ZERO:
        return n
    for k in range(T.couple.shape[0]):
        i, j = T.couple[k, 0], T.couple[k, 2]
        if found >> np.uint64(i) & ONE == ZERO or found >> np.uint64(j) & ONE == ZERO:
            continue
        one = strain_of(c, v, i, T.couple[k, 1], C, V, T, S)
        if one == 0:
            continue
        other = strain_of(c, v, j, T.couple[k, 3], C, V, T, S)
        if other == 0 or is_answered(c, v, i, C) or is_answered(c, v, j, C):
            continue
        n = settle_together(c, v, k, one, other, n, C, V, T, S)
    return n


@hot
def settle_together(
    c: int, v: int, k: int, one: int, other: int, n: int, C: People, V: Jobs, T: Desk, S: Scratch
) -> int:
    """Close both halves of a couple by the same instrument: whole, else what is firmly too heavy of both."""
    i, j = T.couple[k, 0], T.couple[k, 2]
    for g in range(n):
        if S.gap[g, G_ITEM] == i or S.gap[g, G_ITEM] == j:
            drop_gap(g, S)
    yes = perhaps = tasks = first = second = later = 0
    is_core, takes_core = False, False
    for turn in range(2):
        is_core = turn == 1
        a = closers_of(c, v, i, T.couple[k, 1], one, is_core, C, V, T, S)
        b = closers_of(c, v, j, T.couple[k, 3], other, is_core, C, V, T, S)
        union = a[2] | b[2]
        both = (a[0] | a[1]) & (b[0] | b[1])
        if both >> LEAVE_OUT & 1 and not may_leave(c, v, union, C, V, T, S):
            both &= ~(1 << LEAVE_OUT)
        sure = both & a[0] & b[0]
        if sure or (both and later == 0):
            yes, perhaps, tasks, first, second = sure, both & ~sure, union, a[3], b[3]
            takes_core, later = is_core, 1
        if sure:
            break
    for half in range(2):
        item = i if half == 0 else j
        rest = (one if half == 0 else other) >> 6 & 3
        verdict, is_covered = 3, False
        if yes:
            verdict = rest if takes_core and rest else 1
            is_covered = not (takes_core and rest)
        elif perhaps:
            verdict = 2
        if yes or perhaps:
            n = add_gap(n, item, yes, perhaps, T.aid[item, first if half == 0 else second], tasks, 0, S)
        is_silent = V.mask[v, J_SILENT] >> np.uint64(item) & ONE != ZERO
        for day in range(T.day.shape[0]):
            if T.day[day, 0] == item:
                is_silent = V.day[v, day, 2] >> 2 & 1 != 0
        if is_silent and verdict < 2:
            verdict, is_covered = 2, False
        mark(item, verdict, is_covered, S)
    return n


@placed
def apply_readings(c: int, v: int, n: int, C: People, V: Jobs, S: Scratch) -> tuple[int, np.uint64]:
    """Let readings answer what they were read for; give the number of gaps and the items that were read."""
    read = ZERO
    for k in range(C.start[c, P_READING], C.start[c + 1, P_READING]):
        if C.reading[k, READING_VACANCY] != v:
            continue
        i, code, m = C.reading[k, READING_ITEM], C.reading[k, READING_CODE], C.reading[k, READING_INSTRUMENT]
        bit = ONE << np.uint64(i)
        if C.mask[c, P_KNOWN] & bit == ZERO and code != READ_FAILS:
            continue
        read |= bit
        is_plain = (C.mask[c, P_LIMITED] | C.mask[c, P_TEXT]) & bit == ZERO
        if code == READ_TEXT or (is_plain and code != READ_FAILS):
            continue
        verdict, yes, perhaps = 0, 0, 0
        if code == READ_FAILS:
            verdict = 3
        elif code != READ_WHOLE:
            if V.answer[v, m] > 0:
                yes = 1 << m if C.status[c, m] == YES else 0
                perhaps = 1 << m if C.status[c, m] == PERHAPS else 0
            verdict = 1 if yes else 2 if perhaps else 3
        is_worse = code == READ_TEXT_WITH and verdict_of(bit, S) > verdict
        if code != READ_TEXT_WITH:
            for g in range(n):
                if S.gap[g, G_ITEM] == i:
                    drop_gap(g, S)
        if not is_worse:
            mark(i, verdict, verdict == 1, S)
        if yes or perhaps:
            n = add_gap(n, i, yes, perhaps, -1, 0, 0, S)
    return n, read


@inline
def verdict_of(bit: np.uint64, S: Scratch) -> int:
    if S.masks[IMPOSSIBLE] & bit != ZERO:
        return 3
    if S.masks[QUESTION] & bit != ZERO:
        return 2
    return 1 if S.masks[LET_OP] & bit != ZERO else 0


@inline
def severity(bit: np.uint64, S: Scratch) -> int:
    """Rank the halves of a couple by what they cost: covered, question, uncovered, impossible."""
    if S.masks[IMPOSSIBLE] & bit != ZERO:
        return 4
    if S.masks[QUESTION] & bit != ZERO:
        return 2
    return 1 if (S.masks[COVERED] | S.masks[AT_NORM]) & bit != ZERO else 3


@placed
def mark_couples(c: int, v: int, C: People, V: Jobs, T: Desk, S: Scratch) -> None:
    found = S.masks[LET_OP] | S.masks[QUESTION] | S.masks[IMPOSSIBLE]
    for k in range(T.couple.shape[0]):
        first, second = T.couple[k, 0], T.couple[k, 2]
        one, two = ONE << np.uint64(first), ONE << np.uint64(second)
        if found & one == ZERO or found & two == ZERO:
            continue
        if not clashes_alone(c, v, first, T.couple[k, 1], C, V, T):
            continue
        if not clashes_alone(c, v, second, T.couple[k, 3], C, V, T):
            continue
        S.masks[DUPLICATE] |= one if severity(one, S) < severity(two, S) else two


@inline
def clashes_alone(c: int, v: int, i: int, condition: int, C: People, V: Jobs, T: Desk) -> bool:
    if condition == 0:
        return True
    clash = int(C.conditions[c, i] & V.set_asked[v, T.item[i, SLOT], 0])
    return bool(clash == 1 << condition)
