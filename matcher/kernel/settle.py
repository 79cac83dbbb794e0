"""What closes an item, and the verdict that stays; the halves of a couple together; twin of `matcher.settle`."""

import numpy as np

from matcher.kernel.days import cell_of_day
from matcher.kernel.fields import (
    DUPLICATE,
    G_ITEM,
    IMPOSSIBLE,
    LEAVE_OUT,
    LET_OP,
    ONE,
    ORD,
    PLANNED,
    QUESTION,
    SET,
    ZERO,
    Scratch,
)
from matcher.kernel.hot import hot, inline, placed
from matcher.kernel.marks import mark, severity
from matcher.kernel.packed import (
    J_SILENT,
    KIND,
    P_LIMITED,
    SLOT,
    Desk,
    Jobs,
    People,
)
from matcher.kernel.readings import is_answered
from matcher.kernel.support import add_gap, admitted, drop_gap, may_leave, too_many


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
def settle_conditions(
    c: int,
    v: int,
    i: int,
    half: int,
    half_yes: int,
    half_perhaps: int,
    half_tasks: int,
    n: int,
    C: People,
    V: Jobs,
    T: Desk,
    S: Scratch,
) -> tuple[int, int]:
    """Close each condition of an item that clashes; give the worst verdict and the number of gaps.

    Of the condition that stands in a couple it is given what closes the couple; ``half`` is 0 where there is none.
    """
    slot, verdict = T.item[i, SLOT], 0
    clash = int(C.conditions[c, i] & V.set_asked[v, slot, 0])
    for number in range(1, 10):
        if not clash >> number & 1:
            continue
        yes, perhaps, tasks = half_yes, half_perhaps, half_tasks
        if number != half:
            yes, perhaps, tasks, _ = closers_of(c, v, i, number, 0, False, C, V, T, S)
        if yes or perhaps:
            verdict = max(verdict, 1 if yes else 2)
            n = add_gap(n, i, yes, perhaps, T.aid[i, number], tasks, 0, S)
        else:
            verdict = max(verdict, 3 if V.set_asked[v, slot, 1] >> number & 1 else 2)
    return verdict, n


@placed
def close_couples(c: int, v: int, n: int, C: People, V: Jobs, T: Desk, S: Scratch) -> int:
    """Settle each couple of which both halves are firmly too heavy: only what closes both closes either."""
    found = (S.masks[LET_OP] | S.masks[QUESTION] | S.masks[IMPOSSIBLE]) & C.mask[c, P_LIMITED]
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


@inline
def strain_of(c: int, v: int, i: int, condition: int, C: People, V: Jobs, T: Desk, S: Scratch) -> int:
    """Give half of a couple as the cell of an ordered item, 1 for a condition; 0 where it is not firmly too heavy."""
    slot, level = T.item[i, SLOT], C.level[c, i]
    if T.item[i, KIND] == SET:
        return int(C.conditions[c, i] & V.set_asked[v, slot, 0] & V.set_asked[v, slot, 1]) >> condition & 1
    if T.item[i, KIND] == ORD:
        cell = int(V.ord_cell[v, slot, level])
    else:
        cell = cell_of_day(v, slot, level, S.out[PLANNED], V, T)
    return cell if cell >> 3 & 7 else 0


@hot
def settle_together(
    c: int, v: int, k: int, one: int, other: int, n: int, C: People, V: Jobs, T: Desk, S: Scratch
) -> int:
    """Close both halves of a couple by the same instrument: whole, else what is firmly too heavy of both.

    Other conditions of a half that clash keep what closes them.
    """
    i, j = int(T.couple[k, 0]), int(T.couple[k, 2])
    for g in range(n):
        if S.gap[g, G_ITEM] == i or S.gap[g, G_ITEM] == j:
            drop_gap(g, S)
    yes = perhaps = tasks = first = second = later = 0
    is_core, takes_core = False, False
    for turn in range(2):
        is_core = turn == 1
        a = closers_of(c, v, i, int(T.couple[k, 1]), one, is_core, C, V, T, S)
        b = closers_of(c, v, j, int(T.couple[k, 3]), other, is_core, C, V, T, S)
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
        if T.item[item, KIND] == SET:
            verdict, n = settle_conditions(
                c, v, item, int(T.couple[k, 1 + 2 * half]), yes, perhaps, tasks, n, C, V, T, S
            )
            is_covered = verdict == 1
        elif yes or perhaps:
            verdict = 2 if not yes else rest if takes_core and rest else 1
            is_covered = yes != 0 and not (takes_core and rest)
            n = add_gap(n, item, yes, perhaps, T.aid[item, first if half == 0 else second], tasks, 0, S)
        is_silent = V.mask[v, J_SILENT] >> np.uint64(item) & ONE != ZERO
        for day in range(T.day.shape[0]):
            if T.day[day, 0] == item:
                is_silent = V.day[v, day, 2] >> 2 & 1 != 0
        if is_silent and verdict < 2:
            verdict, is_covered = 2, False
        mark(item, verdict, is_covered, S)
    return n


@hot
def closers_of(
    c: int, v: int, i: int, condition: int, cell: int, is_core: bool, C: People, V: Jobs, T: Desk, S: Scratch
) -> tuple[int, int, int, int]:
    """Give what closes a condition, or a level as its cell, surely and perhaps, its tasks, and the slot of its aid."""
    if condition:
        place = T.item[i, SLOT]
        slot, is_risk = condition, V.set_asked[v, place, 2] >> condition & 1
        tasks = int(V.set_tasks[v, place, condition])
        clash = int(C.conditions[c, i] & V.set_asked[v, place, 0])
        mask = admitted(c, v, i, slot, is_risk, tasks, C, V, T, S) & ~too_many(i, condition, clash, T)
    else:
        shift = 1 if is_core else 0
        slot, is_risk, tasks = cell >> 3 * shift & 7, cell >> 8 + shift & 1, cell >> 10 + 8 * shift & 255
        mask = admitted(c, v, i, slot, is_risk, tasks, C, V, T, S)
    return S.yes[i, slot] & mask, S.perhaps[i, slot] & mask, tasks, slot


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
