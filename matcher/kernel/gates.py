"""What is asked before any item is weighed; twin of `matcher.gates`."""

from matcher.kernel.fields import (
    DAY_SIT,
    DAY_STAND,
    DAY_WALK,
    GATE,
    MINUTES,
    N_GATES,
    NO_CEILING,
    PLANNED,
    WEEK_MOST,
    Scratch,
)
from matcher.kernel.hot import inline, placed
from matcher.kernel.packed import (
    J_DAYS,
    J_EMPLOYER,
    J_IS_SHUT,
    J_OCCUPATION,
    J_RAMP,
    J_SECTOR,
    J_TIMES,
    J_WEEK_MAX,
    J_WEEK_MIN,
    P_ASKS_AVAILABLE,
    P_ASKS_HOURS,
    P_ASKS_TRAVEL,
    P_CEILING_DAY,
    P_CEILING_WEEK,
    P_FORBIDDEN,
    P_PATH,
    P_SHUT,
    P_START_CAP,
    P_STATED,
    P_TIMES,
    P_TRAVEL_LIMIT,
    P_WISH,
    PATH_MINUTES,
    PATH_MONTH,
    WISH_CODE,
    WISH_KIND,
    WISH_STANCE,
    Desk,
    Jobs,
    People,
)
from matcher.kernel.travel import minutes


@inline
def objects(c: int, v: int, C: People, V: Jobs) -> bool:
    if C.number[c, P_SHUT] & 2:
        return True
    for k in range(C.start[c, P_WISH], C.start[c + 1, P_WISH]):
        if C.wish[k, WISH_STANCE] == 2 and C.wish[k, WISH_CODE] == subject(v, C.wish[k, WISH_KIND], V):
            return True
    for k in range(C.start[c, P_FORBIDDEN], C.start[c + 1, P_FORBIDDEN]):  # noqa: SIM110 - numba compiles no generators
        if C.forbidden[k] == v:
            return True
    return False


@inline
def subject(v: int, kind: int, V: Jobs) -> int:
    if kind == 0:
        return int(V.number[v, J_OCCUPATION])
    return int(V.number[v, J_SECTOR] if kind == 1 else V.number[v, J_EMPLOYER])


@inline
def week_ceiling(c: int, v: int, C: People, V: Jobs) -> int:
    ceiling = WEEK_MOST
    if C.number[c, P_CEILING_DAY] >= 0:
        ceiling = min(ceiling, C.number[c, P_CEILING_DAY] * V.number[v, J_DAYS])
    if C.number[c, P_CEILING_WEEK] >= 0:
        ceiling = min(ceiling, C.number[c, P_CEILING_WEEK])
    return int(ceiling)


@inline
def hours(c: int, v: int, C: People, V: Jobs) -> tuple[int, int, bool, int]:
    """Give planned and stated minutes, whether a path is needed, and the verdict of the gate."""
    ceiling = week_ceiling(c, v, C, V)
    stated = -1 if C.number[c, P_STATED] < 0 else min(C.number[c, P_STATED], ceiling)
    planned = min(V.number[v, J_WEEK_MIN] if stated < 0 else stated, ceiling, V.number[v, J_WEEK_MAX])
    planned = min(planned, C.number[c, P_START_CAP])
    grown = 0
    for k in range(C.start[c, P_PATH], C.start[c + 1, P_PATH]):
        if C.path[k, PATH_MONTH] <= V.number[v, J_RAMP]:
            grown = max(grown, C.path[k, PATH_MINUTES])
    reached = max(planned, min(grown, ceiling, V.number[v, J_WEEK_MAX]))
    needs_path = planned < V.number[v, J_WEEK_MIN] <= reached
    if reached < V.number[v, J_WEEK_MIN]:
        return planned, stated, needs_path, 3
    if stated < 0 or C.number[c, P_ASKS_HOURS]:
        return planned, stated, needs_path, 2
    return planned, stated, needs_path, 1 if needs_path else 0


@inline
def times(c: int, v: int, C: People, V: Jobs) -> int:
    asked, free = V.number[v, J_TIMES], C.number[c, P_TIMES]
    if asked == 1 and free < 0:
        return 0
    if asked < 0:
        return 0 if free == 15 else 2
    if free < 0:
        return 2
    return 3 if asked & ~free else 0


@inline
def certificate(c: int, v: int, C: People, V: Jobs) -> int:
    verdict = 0
    for k in range(V.start[v], V.start[v + 1]):
        if V.requirement[k, 1]:
            halves = C.halves[c, V.requirement[k, 0]]
            if halves == 0:
                return 3
            if halves == 1:
                verdict = 2
    return verdict


@inline
def posture_room(c: int, C: People, T: Desk) -> int:
    """Give the minutes a day that sitting, standing and walking leave together."""
    room = 0
    for k in (DAY_WALK, DAY_SIT, DAY_STAND):
        level = C.level[c, T.day[k, 0]]
        room += T.day[k, level] if level > 0 else NO_CEILING
    return room


@placed
def write_gates(c: int, v: int, C: People, V: Jobs, T: Desk, S: Scratch) -> int:
    """Write the verdict of each gate and give the first that is shut, or −1."""
    planned, _, _, by_hours = hours(c, v, C, V)
    time = minutes(c, v, C, V, T, S)
    far = time > C.number[c, P_TRAVEL_LIMIT]
    S.out[GATE] = 3 if V.number[v, J_IS_SHUT] else 0
    S.out[GATE + 1] = 3 if C.number[c, P_SHUT] & 1 else 2 if C.number[c, P_ASKS_AVAILABLE] else 0
    S.out[GATE + 2] = 3 if objects(c, v, C, V) else 0
    S.out[GATE + 3] = by_hours
    S.out[GATE + 4] = times(c, v, C, V)
    S.out[GATE + 5] = 3 if far else 2 if time < 0 or C.number[c, P_ASKS_TRAVEL] else 0
    S.out[GATE + 6] = certificate(c, v, C, V)
    S.out[GATE + 7] = 3 if planned > posture_room(c, C, T) * V.number[v, J_DAYS] else 0
    S.out[PLANNED], S.out[MINUTES] = planned, time
    for gate in range(N_GATES):
        if S.out[GATE + gate] == 3:
            return gate
    return -1
