"""The verdict on each item of one pair; twin of `matcher.weigh`."""

import numpy as np

from matcher.kernel.bits import lowest
from matcher.kernel.days import cell_of_day, tolerated_by_minutes
from matcher.kernel.fields import (
    BIN,
    BOTH,
    DUPLICATE,
    ONE,
    ORD,
    QUESTION,
    SET,
    ZERO,
    Scratch,
)
from matcher.kernel.hot import placed
from matcher.kernel.marks import mark
from matcher.kernel.packed import (
    J_DAYS,
    J_DEPENDS,
    J_SILENT,
    KIND,
    P_FAILED,
    P_LIMITED,
    P_TEXT,
    SLOT,
    TOP,
    Desk,
    Jobs,
    People,
)
from matcher.kernel.settle import settle, settle_conditions
from matcher.kernel.support import add_gap, admitted


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
            verdict, n = settle_conditions(c, v, i, 0, 0, 0, 0, n, C, V, T, S)
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
