"""What people read answers what it was read for; twin of `matcher.readings`."""

import numpy as np

from matcher.kernel.fields import (
    G_ITEM,
    ONE,
    PERHAPS,
    READ_FAILS,
    READ_TEXT,
    READ_TEXT_WITH,
    READ_WHOLE,
    YES,
    ZERO,
    Scratch,
)
from matcher.kernel.hot import inline, placed
from matcher.kernel.marks import mark, verdict_of
from matcher.kernel.packed import (
    P_KNOWN,
    P_LIMITED,
    P_READING,
    P_TEXT,
    READING_CODE,
    READING_INSTRUMENT,
    READING_ITEM,
    READING_VACANCY,
    Jobs,
    People,
)
from matcher.kernel.support import add_gap, drop_gap


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
def is_answered(c: int, v: int, i: int, C: People) -> bool:
    """Whether readings answer more than the text of an item: then nothing of the table is left to close."""
    for k in range(C.start[c, P_READING], C.start[c + 1, P_READING]):
        if C.reading[k, READING_VACANCY] == v and C.reading[k, READING_ITEM] == i:
            return bool(C.reading[k, READING_CODE] != READ_TEXT and C.reading[k, READING_CODE] != READ_TEXT_WITH)
    return False
