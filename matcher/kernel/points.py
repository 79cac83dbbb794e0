"""Points of one pair; twin of `matcher.points`."""

from matcher.kernel.bits import count_bits
from matcher.kernel.fields import (
    AT_NORM,
    BOTH,
    COVERED,
    DUPLICATE,
    LET_OP,
    LINE,
    MINUTES,
    N_LINES,
    N_RUBRIEKEN,
    QUESTION,
    STACKED,
    ZERO,
    Scratch,
)
from matcher.kernel.gates import subject, week_ceiling
from matcher.kernel.hot import inline, placed
from matcher.kernel.packed import (
    ABILITY_FULL,
    HOURS_GROWTH,
    HOURS_NOW,
    J_LASTING,
    J_WEEK_MAX,
    LOAD_FLOOR,
    LOAD_FULL,
    LOAD_LET_OP,
    LOAD_QUESTION,
    LOAD_QUESTIONS_MOST,
    P_HAS_GLAD,
    P_PATH,
    P_TRAVEL_LIMIT,
    P_WAITING,
    P_WISH,
    PATH_MINUTES,
    RUBRIEK,
    STACK_IN_ALL,
    STACK_IN_RUBRIEK,
    TRAVEL_FREE_MINUTES,
    TRAVEL_FULL,
    TRAVEL_UNKNOWN,
    WISH_CODE,
    WISH_FULL,
    WISH_KIND,
    WISH_SECTOR,
    WISH_STANCE,
    WISH_UNKNOWN,
    Desk,
    Jobs,
    People,
)


@inline
def count_load(T: Desk, S: Scratch) -> tuple[int, int, int]:
    """Give uncovered *let op* in all, the most in one rubriek, and the questions."""
    open_ = S.masks[LET_OP] & ~S.masks[COVERED] & ~S.masks[AT_NORM] & ~S.masks[DUPLICATE]
    asked = S.masks[QUESTION] & ~S.masks[DUPLICATE]
    silent = asked & S.masks[BOTH]
    most, questions = 0, count_bits(asked & ~silent)
    for k in range(N_RUBRIEKEN):
        if open_ != ZERO:
            most = max(most, count_bits(open_ & T.mask[RUBRIEK + k]))
        if silent & T.mask[RUBRIEK + k] != ZERO:
            questions += 1
    return count_bits(open_), most, questions


@inline
def is_stacked(uncovered: int, most: int, T: Desk) -> bool:
    """Whether too much stays open together, in one rubriek or in all."""
    return bool(most >= T.policy[STACK_IN_RUBRIEK] or uncovered >= T.policy[STACK_IN_ALL])


@inline
def wish_points(c: int, v: int, C: People, V: Jobs, T: Desk) -> int:
    full = sector = is_silent = False
    for k in range(C.start[c, P_WISH], C.start[c + 1, P_WISH]):
        kind, stance = C.wish[k, WISH_KIND], C.wish[k, WISH_STANCE]
        code = subject(v, kind, V)
        is_silent |= stance == 0 and code < 0
        if C.wish[k, WISH_CODE] != code:
            continue
        if stance == 1:
            return 0
        full |= stance == 0 and kind != 1
        sector |= stance == 0 and kind == 1
    if full:
        return int(T.policy[WISH_FULL])
    if sector:
        return int(T.policy[WISH_SECTOR])
    return int(0 if C.number[c, P_HAS_GLAD] and not is_silent else T.policy[WISH_UNKNOWN])


@placed
def write_lines(c: int, v: int, stated: int, C: People, V: Jobs, T: Desk, S: Scratch) -> int:
    """Write the lines of points and give their sum."""
    uncovered, most, questions = count_load(T, S)
    S.out[STACKED] = is_stacked(uncovered, most, T)
    S.out[LINE] = wish_points(c, v, C, V, T)
    S.out[LINE + 1] = max(
        T.policy[LOAD_FLOOR],
        T.policy[LOAD_FULL]
        - uncovered * T.policy[LOAD_LET_OP]
        - min(T.policy[LOAD_QUESTIONS_MOST], questions * T.policy[LOAD_QUESTION]),
    )
    S.out[LINE + 2] = ability_points(c, v, C, V, T)
    S.out[LINE + 3] = travel_points(S.out[MINUTES], C.number[c, P_TRAVEL_LIMIT], T)
    S.out[LINE + 4] = hours_points(c, v, stated, C, V, T)
    S.out[LINE + 5] = V.number[v, J_LASTING]
    S.out[LINE + 6] = C.number[c, P_WAITING]
    total = 0
    for k in range(N_LINES):
        total += S.out[LINE + k]
    return total


@inline
def ability_points(c: int, v: int, C: People, V: Jobs, T: Desk) -> int:
    start, end = V.start[v], V.start[v + 1]
    if start == end:
        return int(T.policy[ABILITY_FULL])
    halves = 0
    for k in range(start, end):
        halves += C.halves[c, V.requirement[k, 0]]
    return int(T.policy[ABILITY_FULL] * halves // (2 * (end - start)))


@inline
def travel_points(minutes: int, limit: int, T: Desk) -> int:
    free = T.policy[TRAVEL_FREE_MINUTES]
    if minutes < 0:
        return int(T.policy[TRAVEL_UNKNOWN])
    if minutes <= free:
        return int(T.policy[TRAVEL_FULL])
    return T.policy[TRAVEL_FULL] * max(0, limit - minutes) // (limit - free) if limit > free else 0


@inline
def hours_points(c: int, v: int, stated: int, C: People, V: Jobs, T: Desk) -> int:
    if stated < 0:
        return int(T.policy[HOURS_NOW] // 2 + T.policy[HOURS_GROWTH] // 2)
    goal, ceiling = stated, week_ceiling(c, v, C, V)
    for k in range(C.start[c, P_PATH], C.start[c + 1, P_PATH]):
        goal = max(goal, min(C.path[k, PATH_MINUTES], ceiling))
    most = V.number[v, J_WEEK_MAX]
    return int(T.policy[HOURS_NOW] * min(stated, most) // stated + T.policy[HOURS_GROWTH] * min(goal, most) // goal)
