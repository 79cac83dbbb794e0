"""One pair, rule by rule in the order of `matcher.fit`."""

from matcher.domain.caseload import I32, I64, U64
from matcher.kernel.bits import lowest
from matcher.kernel.fields import (
    AT_NORM,
    BOTH,
    COUNT,
    COVERED,
    DUPLICATE,
    GATE,
    IMPOSSIBLE,
    LAST_ITEM,
    LET_OP,
    MASKS,
    N_GATES,
    OUT,
    PLANNED,
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
from matcher.kernel.hot import hot, inline, placed
from matcher.kernel.packed import (
    J_ABOVE,
    J_DEPENDS,
    J_SILENT,
    P_FAILED,
    P_KNOWN,
    P_LIMITED,
    P_TEXT,
    PER_DAY,
    WEIGHED,
    Desk,
    Jobs,
    People,
)
from matcher.kernel.points import count_load, is_stacked, write_lines
from matcher.kernel.readings import apply_readings
from matcher.kernel.settle import close_couples, mark_couples
from matcher.kernel.support import add_gap, choose, path_closers, prepare_closers, sort_gaps, write_packages
from matcher.kernel.weigh import weigh_days, weigh_limited


@inline
def in_part(n_pairs: int) -> bool:
    """Give False, for *not whole*: written as a plain False it is a type of its own and compiles all rules again."""
    return n_pairs < 0


# Written out where it is used: a function of its own around all the rules would have the compiler do them once more.
@inline
def judge_row(
    c: int, vacancies: I32, n_pairs: int, is_whole: bool, C: People, V: Jobs, T: Desk, S: Scratch, out: I64, masks: U64
) -> None:
    """Weigh one person against some vacancies, a line of ``out`` and ``masks`` each.

    Without ``is_whole`` the points and packages of a pair that cannot be proposed are left at zero.
    """
    prepare_closers(c, C, T, S)
    judge_more(c, vacancies, n_pairs, is_whole, C, V, T, S, out, masks)


@hot
def judge_more(
    c: int, vacancies: I32, n_pairs: int, is_whole: bool, C: People, V: Jobs, T: Desk, S: Scratch, out: I64, masks: U64
) -> None:
    """Weigh more vacancies for a person whose closers stand ready."""
    for pair in range(n_pairs):
        for k in range(OUT):
            S.out[k] = 0
        for k in range(MASKS):
            S.masks[k] = ZERO
        S.out[REASON] = write_gates(c, vacancies[pair], C, V, T, S)
        if S.out[REASON] >= 0:
            S.out[VERDICT] = 3
        if S.out[REASON] < 0 or is_whole:
            judge(c, vacancies[pair], is_whole, C, V, T, S)
        for k in range(OUT):
            out[pair, k] = S.out[k]
        for k in range(MASKS):
            masks[pair, k] = S.masks[k]


@placed
def judge(c: int, v: int, is_whole: bool, C: People, V: Jobs, T: Desk, S: Scratch) -> None:
    """Weigh the items of one pair whose gates are written, then its points and packages."""
    planned, stated, needs_path, _ = hours(c, v, C, V)
    n = weigh_items(c, v, planned, C, V, T, S)
    if S.out[VERDICT] < 3 or is_whole:
        total = write_lines(c, v, stated, C, V, T, S)
        if S.out[VERDICT] < 3:
            if needs_path:
                n = add_gap(n, LAST_ITEM, path_closers(c, C, T), 0, -1, 0, 0, S)
            sort_gaps(n, S)
            write_packages(c, v, n, planned, total, C, V, T, S)
            if S.out[STACKED]:
                S.out[REASON] = REASON_STACKED
            elif S.out[COUNT] == 0:
                S.out[REASON] = REASON_NO_PACKAGE


@hot
def find_reasons(
    c: int, vacancies: I32, n_pairs: int, C: People, V: Jobs, T: Desk, S: Scratch, reasons: I32, masks: U64
) -> None:
    """Write why pairs whose gates are open cannot be proposed, −1 where they can; no points and no packages.

    The closers of the person stand ready; ``masks`` gets a line of items a pair.
    """
    for pair in range(n_pairs):
        reasons[pair] = find_reason(c, vacancies[pair], C, V, T, S)
        for k in range(MASKS):
            masks[pair, k] = S.masks[k]


@placed
def find_reason(c: int, v: int, C: People, V: Jobs, T: Desk, S: Scratch) -> int:
    for k in range(MASKS):
        S.masks[k] = ZERO
    planned, _, needs_path, _ = hours(c, v, C, V)
    S.out[PLANNED], S.out[REASON] = planned, -1
    n = weigh_items(c, v, planned, C, V, T, S)
    if S.out[REASON] >= 0:
        return int(S.out[REASON])
    uncovered, most, _ = count_load(T, S)
    if is_stacked(uncovered, most, T):
        return REASON_STACKED
    if needs_path:
        n = add_gap(n, LAST_ITEM, path_closers(c, C, T), 0, -1, 0, 0, S)
    sort_gaps(n, S)
    for strategy in range(T.first.shape[0]):
        if choose(c, v, n, strategy, C, V, T, S)[0] >= 0:
            return -1
    return REASON_NO_PACKAGE


@placed
def weigh_items(c: int, v: int, planned: int, C: People, V: Jobs, T: Desk, S: Scratch) -> int:
    """Weigh the items of one pair and write the verdict; give the number of gaps."""
    unknown = ~C.mask[c, P_KNOWN] & T.mask[WEIGHED] & ~T.mask[PER_DAY]
    relevant = V.mask[v, J_DEPENDS] | V.mask[v, J_SILENT]
    S.masks[QUESTION] = unknown & relevant
    S.masks[BOTH] = unknown & V.mask[v, J_SILENT] & ~V.mask[v, J_DEPENDS]
    S.masks[LET_OP] = C.mask[c, P_KNOWN] & ~C.mask[c, P_LIMITED] & V.mask[v, J_ABOVE]
    S.masks[AT_NORM] = S.masks[LET_OP]
    n = weigh_limited(c, v, 0, C, V, T, S)
    n = weigh_days(c, v, planned, n, C, V, T, S)
    # Until the couples are marked, this mask holds the items per day on which the vacancy depends.
    relevant |= S.masks[DUPLICATE]
    S.masks[DUPLICATE] = ZERO
    written = C.mask[c, P_TEXT] & relevant
    n = close_couples(c, v, n, C, V, T, S)
    n, read = apply_readings(c, v, n, C, V, S)
    unread = written & ~read & ~(S.masks[QUESTION] | S.masks[IMPOSSIBLE])
    S.masks[QUESTION] |= unread
    S.masks[LET_OP] &= ~unread
    S.masks[COVERED] &= ~unread
    S.masks[AT_NORM] &= ~unread
    failed = C.mask[c, P_FAILED] & relevant & ~(S.masks[LET_OP] | S.masks[QUESTION] | S.masks[IMPOSSIBLE])
    S.masks[LET_OP] |= failed
    S.masks[AT_NORM] |= failed
    mark_couples(c, v, C, V, T, S)
    write_verdict(S)
    return n


@inline
def write_verdict(S: Scratch) -> None:
    """Write the worst of gates and items, and the first item that cannot be."""
    worst = 0
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
