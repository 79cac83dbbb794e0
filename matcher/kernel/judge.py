"""One pair, rule by rule in the order of `matcher.fit`."""

from numba import njit

from matcher.kernel.bits import lowest
from matcher.kernel.fields import (
    AT_NORM,
    BOTH,
    COUNT,
    DUPLICATE,
    GATE,
    HOURS_PATH,
    IMPOSSIBLE,
    LET_OP,
    N_GATES,
    OUT,
    QUESTION,
    REASON,
    REASON_ITEM,
    REASON_NO_PACKAGE,
    REASON_STACKED,
    STACKED,
    VERDICT,
    ZERO,
    Scratch,
)
from matcher.kernel.gates import hours, write_gates
from matcher.kernel.packed import (
    J_ABOVE,
    J_DEPENDS,
    J_SILENT,
    P_KNOWN,
    P_LIMITED,
    P_TEXT,
    PER_DAY,
    WEIGHED,
    Desk,
    Jobs,
    People,
)
from matcher.kernel.points import write_lines
from matcher.kernel.support import add_gap, sort_gaps, write_packages
from matcher.kernel.weigh import apply_readings, mark_couples, weigh_days, weigh_limited


@njit(nogil=True, cache=True)
def judge(c: int, v: int, is_full: bool, C: People, V: Jobs, T: Desk, S: Scratch) -> None:
    """Weigh one pair into ``S``; with ``is_full`` also what lies behind a shut gate."""
    for k in range(OUT):
        S.out[k] = 0
    S.masks[:] = ZERO
    S.out[REASON] = -1
    shut = write_gates(c, v, is_full, C, V, T, S)
    if shut >= 0:
        S.out[VERDICT], S.out[REASON] = 3, shut
        if not is_full:
            return
    planned, stated, needs_path, _ = hours(c, v, C, V)
    unknown = ~C.mask[c, P_KNOWN] & T.mask[WEIGHED] & ~T.mask[PER_DAY]
    S.masks[QUESTION] = unknown & (V.mask[v, J_DEPENDS] | V.mask[v, J_SILENT])
    S.masks[BOTH] = unknown & V.mask[v, J_SILENT] & ~V.mask[v, J_DEPENDS]
    S.masks[LET_OP] = C.mask[c, P_KNOWN] & ~C.mask[c, P_LIMITED] & V.mask[v, J_ABOVE]
    S.masks[AT_NORM] = S.masks[LET_OP]
    n = weigh_limited(c, v, 0, C, V, T, S)
    n = weigh_days(c, v, planned, n, C, V, T, S)
    written = C.mask[c, P_TEXT] & (V.mask[v, J_DEPENDS] | V.mask[v, J_SILENT] | S.masks[DUPLICATE])
    S.masks[DUPLICATE] = ZERO
    n, read = apply_readings(c, v, n, C, V, S)
    past = ~(S.masks[LET_OP] | S.masks[QUESTION] | S.masks[IMPOSSIBLE])
    S.masks[QUESTION] |= written & past & ~read
    mark_couples(c, v, C, V, T, S)
    finish(c, v, n, planned, stated, needs_path, is_full, C, V, T, S)


@njit(nogil=True, cache=True)
def finish(
    c: int, v: int, n: int, planned: int, stated: int, needs_path: bool, is_full: bool,
    C: People, V: Jobs, T: Desk, S: Scratch,
) -> None:  # fmt: skip
    """Write the verdict of the pair, its points and its packages."""
    worst = S.out[VERDICT]
    for gate in range(N_GATES):
        worst = max(worst, S.out[GATE + gate])
    if S.masks[IMPOSSIBLE] != ZERO:
        worst = 3
        if S.out[REASON] < 0:
            S.out[REASON] = REASON_ITEM + lowest(S.masks[IMPOSSIBLE])
    elif S.masks[QUESTION] != ZERO:
        worst = max(worst, 2)
    elif S.masks[LET_OP] != ZERO:
        worst = max(worst, 1)
    S.out[VERDICT] = worst
    if worst == 3 and not is_full:
        return
    total = write_lines(c, v, planned, stated, C, V, T, S)
    if worst == 3:
        return
    if needs_path:
        n = add_gap(n, 63, 1 << HOURS_PATH, 0, -1, 0, 0, S)
    sort_gaps(n, S)
    write_packages(c, v, n, planned, total, C, V, T, S)
    if S.out[STACKED]:
        S.out[REASON] = REASON_STACKED
    elif S.out[COUNT] == 0:
        S.out[REASON] = REASON_NO_PACKAGE
