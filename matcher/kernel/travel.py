"""Minutes of travel from positions and known times; twin of `matcher.travel`."""

from math import sqrt

from matcher.kernel.fields import LONGEST, NOT_YET, Scratch
from matcher.kernel.hot import hot, inline
from matcher.kernel.packed import J_PLACE, P_MODES, P_PLACE, Desk, Jobs, People

N_MODES = 4
SPEED, FIXED, DETOUR = range(3)
PLACE_X, PLACE_Y, HAS_POSITION = range(3)
KNOWN_TO, KNOWN_MODE, KNOWN_MINUTES = range(3)


@inline
def minutes(c: int, v: int, C: People, V: Jobs, T: Desk, S: Scratch) -> int:
    """Give the minutes from a person to a vacancy by the fastest of his modes, −1 unknown."""
    end = V.number[v, J_PLACE]
    if end < 0:
        return -1
    found = S.minutes[end]
    return int(time_to(c, end, C, T) if found == NOT_YET else found)


@hot
def time_to(c: int, end: int, C: People, T: Desk) -> int:
    """Give the minutes from a person to a place: per mode the known time, else the estimate; −1 where none is known."""
    start, modes = C.number[c, P_PLACE], C.number[c, P_MODES]
    if start < 0:
        return -1
    metres, best = metres_between(start, end, T), -1
    known = first_known(start, end, T)
    for mode in range(N_MODES):
        if not modes >> mode & 1:
            continue
        time = estimate(metres, mode, T) if metres >= 0 else -1
        for k in range(known, T.known_start[start + 1]):
            if T.known[k, KNOWN_TO] != end:
                break
            if T.known[k, KNOWN_MODE] == mode:
                time = T.known[k, KNOWN_MINUTES]
        if time >= 0 and (best < 0 or time < best):
            best = time
    return int(best)


@inline
def estimate(metres: int, mode: int, T: Desk) -> int:
    """Give the minutes over a distance by a mode, rounded up."""
    speed = T.speed[mode, SPEED]
    return int(min(LONGEST, (metres * T.speed[mode, DETOUR] + speed - 1) // speed + T.speed[mode, FIXED]))


@inline
def farthest(limit: int, mode: int, T: Desk) -> int:
    """Give the most metres whose estimate is within a limit: more than any for the longest time, −1 for none."""
    if limit >= LONGEST:
        return 1 << 30
    spare = limit - T.speed[mode, FIXED]
    return int(spare * T.speed[mode, SPEED] // T.speed[mode, DETOUR]) if spare >= 0 else -1


@inline
def metres_between(start: int, end: int, T: Desk) -> int:
    """Give the distance in whole metres, rounded down; −1 where either place has no position."""
    if not (T.place[start, HAS_POSITION] and T.place[end, HAS_POSITION]):
        return -1
    across, along = T.place[start, PLACE_X] - T.place[end, PLACE_X], T.place[start, PLACE_Y] - T.place[end, PLACE_Y]
    return whole_root(across * across + along * along)


@inline
def whole_root(square: int) -> int:
    """Give the whole root: the float root is off by one at most, and that is put right in integers."""
    found = int(sqrt(square))
    if found * found > square:
        found -= 1
    elif (found + 1) * (found + 1) <= square:
        found += 1
    return found


@inline
def first_known(start: int, end: int, T: Desk) -> int:
    """Give where the known times between two places begin, or where they would."""
    low, high = T.known_start[start], T.known_start[start + 1]
    while low < high:
        middle = (low + high) // 2
        if T.known[middle, KNOWN_TO] < end:
            low = middle + 1
        else:
            high = middle
    return int(low)
