"""The vacancies no gate shuts for one person, found through the grid; far pairs are counted without a look.

The first gate that is shut is the reason.  The gates before travel are counted over all vacancies by class; what is
left of those and not found within reach was too far.
"""

from matcher.domain.caseload import I32
from matcher.kernel.bounds import most_points, put_highest_first, sure_questions
from matcher.kernel.fields import NOT_YET, Scratch
from matcher.kernel.gates import certificate, hours, objects, posture_room, subject, times
from matcher.kernel.grid import CERTIFICATE_CLASS, HOURS_CLASS, TIMES_CLASS, Grid, Room
from matcher.kernel.hot import hot, inline, placed
from matcher.kernel.packed import (
    J_DAYS,
    J_SECTOR,
    P_FORBIDDEN,
    P_MODES,
    P_PLACE,
    P_SHUT,
    P_TRAVEL_LIMIT,
    P_WAITING,
    P_WISH,
    WISH_CODE,
    WISH_KIND,
    WISH_STANCE,
    Desk,
    Jobs,
    People,
)
from matcher.kernel.points import hours_points, travel_points
from matcher.kernel.travel import HAS_POSITION, KNOWN_TO, N_MODES, PLACE_X, PLACE_Y, farthest, time_to

OPEN, AVAILABLE, OBJECTION, HOURS, TIMES, TRAVEL, CERTIFICATE, POSTURE = range(8)
NOT_GLADLY = 2
OF_OCCUPATION, OF_SECTOR, OF_EMPLOYER = range(3)
MAP_X, MAP_Y, SIDE, N_EAST, N_NORTH = range(5)


@hot
def open_jobs(c: int, C: People, V: Jobs, T: Desk, G: Grid, S: Scratch, R: Room, reasons: I32) -> int:
    """List the vacancies no gate shuts in ``R.jobs`` and count the others by reason; give how many are listed.

    ``R.order`` has their places in that list, those that can have the most points first.

    The minutes to the places within reach stand in the scratch until `forget`.
    """
    left = count_before_travel(c, C, V, T, G, R, reasons)
    if left == 0:
        return 0
    is_choosy, sure = objects_to_some(c, C), sure_questions(c, C, T)
    n, limit = 0, C.number[c, P_TRAVEL_LIMIT]
    reach(c, limit, C, T, G, S, R)
    for k in range(R.near[-1]):
        time = S.minutes[R.near[k]] if R.near[k] < len(T.place) else -1
        before = C.number[c, P_WAITING] + travel_points(time, limit, T)
        for at in range(G.place_start[R.near[k]], G.place_start[R.near[k] + 1]):
            shut = R.hours[G.kind[at, HOURS_CLASS]]
            if shut == HOURS or R.times[G.kind[at, TIMES_CLASS]]:
                continue
            v = G.job[at]
            if is_choosy and objects(c, v, C, V):
                continue
            left -= 1
            if R.certificate[G.kind[at, CERTIFICATE_CLASS]]:
                reasons[CERTIFICATE] += 1
            elif shut == POSTURE:
                reasons[POSTURE] += 1
            else:
                R.jobs[n] = v
                R.most[n] = most_points(c, v, before + R.growth[G.kind[at, HOURS_CLASS]], sure, C, V, T)
                n += 1
    reasons[TRAVEL] += left
    put_highest_first(n, R)
    return n


@hot
def forget(S: Scratch, R: Room) -> None:
    """Take the minutes of the person at hand out of the scratch."""
    for k in range(R.near[-1]):
        if R.near[k] < len(S.minutes):
            S.minutes[R.near[k]] = NOT_YET
    R.near[-1] = 0


@hot
def count_before_travel(c: int, C: People, V: Jobs, T: Desk, G: Grid, R: Room, reasons: I32) -> int:
    """Count over all vacancies which gate before travel shuts first; give how many those gates let through."""
    n_open = len(G.job)
    reasons[OPEN] += len(V.number) - n_open
    if C.number[c, P_SHUT]:
        reasons[AVAILABLE if C.number[c, P_SHUT] & 1 else OBJECTION] += n_open
        return 0
    write_classes(c, C, V, T, G, R)
    left = add_classes(0, 1, G, R, reasons)
    return left - count_objections(c, C, V, G, R, reasons) if objects_to_some(c, C) else left


@placed
def write_classes(c: int, C: People, V: Jobs, T: Desk, G: Grid, R: Room) -> None:
    """Write which gate each class shuts: hours or else posture (0 neither), times, certificate."""
    room = posture_room(c, C, T)
    for k in range(len(G.hours)):
        v = G.hours[k]
        planned, stated, _, by_hours = hours(c, v, C, V)
        R.growth[k] = hours_points(c, v, stated, C, V, T)
        R.hours[k] = HOURS if by_hours == 3 else POSTURE if planned > room * V.number[v, J_DAYS] else 0
    for k in range(len(G.times)):
        R.times[k] = times(c, G.times[k], C, V) == 3
    for k in range(len(G.certificate)):
        R.certificate[k] = certificate(c, G.certificate[k], C, V) == 3


@inline
def add_classes(row: int, sign: int, G: Grid, R: Room, reasons: I32) -> int:
    """Add (or with −1 take off) what hours and times shut among a row of the counts; give how many they let through."""
    left = 0
    for k in range(len(G.hours)):
        for m in range(len(G.times)):
            n = sign * G.n_open[row, k, m]
            if R.hours[k] == HOURS:
                reasons[HOURS] += n
            elif R.times[m]:
                reasons[TIMES] += n
            else:
                left += n
    return int(left)


@inline
def objects_to_some(c: int, C: People) -> bool:
    """Whether a person has any objection to a part of the vacancies."""
    for k in range(C.start[c, P_WISH], C.start[c + 1, P_WISH]):
        if C.wish[k, WISH_STANCE] == NOT_GLADLY:
            return True
    return bool(C.start[c, P_FORBIDDEN] < C.start[c + 1, P_FORBIDDEN])


@hot
def count_objections(c: int, C: People, V: Jobs, G: Grid, R: Room, reasons: I32) -> int:
    """Count the open vacancies a person objects to instead of what hours and times said of them.

    Whole sectors go by their counts, other objections vacancy by vacancy.  Gives how many of them hours and times would
    have let through.
    """
    moved, before = 0, reasons[HOURS] + reasons[TIMES]
    for k in range(C.start[c, P_WISH], C.start[c + 1, P_WISH]):
        if objects_to_sector(c, k, C, G):
            moved -= add_classes(C.wish[k, WISH_CODE] + 1, -1, G, R, reasons)
    reasons[OBJECTION] += before - reasons[HOURS] - reasons[TIMES] + moved
    for k in range(list_objections(c, C, V, G, R)):
        moved += take_off(R.objected[k], G, R, reasons)
    return int(moved)


@inline
def objects_to_sector(c: int, k: int, C: People, G: Grid) -> bool:
    """Whether a wish is the first that objects to its sector, and there is work in that."""
    code = C.wish[k, WISH_CODE]
    if not is_objection(k, C) or C.wish[k, WISH_KIND] != OF_SECTOR or code < 0 or code + 1 >= len(G.n_open):
        return False
    return not names_before(C.start[c, P_WISH], k, OF_SECTOR, code, C)


@hot
def list_objections(c: int, C: People, V: Jobs, G: Grid, R: Room) -> int:
    """List in ``R.objected`` the places in the grid of what a person objects to one by one; give how many.

    What an objection to a sector covers is left out; each vacancy stands there once.
    """
    n, end = 0, C.start[c + 1, P_WISH]
    for k in range(C.start[c, P_WISH], end):
        code = C.wish[k, WISH_CODE]
        if not is_objection(k, C) or C.wish[k, WISH_KIND] == OF_SECTOR or code < 0:
            continue
        # People can object to an occupation or an employer that none of these vacancies has.
        if C.wish[k, WISH_KIND] == OF_OCCUPATION and code + 1 < len(G.occupation_start):
            for row in range(G.occupation_start[code], G.occupation_start[code + 1]):
                if not is_named(c, k, G.occupation[row], C, V, G):
                    R.objected[n] = G.occupation[row]
                    n += 1
        if C.wish[k, WISH_KIND] == OF_EMPLOYER and code + 1 < len(G.employer_start):
            for row in range(G.employer_start[code], G.employer_start[code + 1]):
                if not is_named(c, k, G.employer[row], C, V, G):
                    R.objected[n] = G.employer[row]
                    n += 1
    for k in range(C.start[c, P_FORBIDDEN], C.start[c + 1, P_FORBIDDEN]):
        at = G.row[C.forbidden[k]]
        if at >= 0 and not is_named(c, end, at, C, V, G):
            R.objected[n] = at
            n += 1
    return n


@inline
def is_objection(k: int, C: People) -> bool:
    return bool(C.wish[k, WISH_STANCE] == NOT_GLADLY)


@inline
def names_before(start: int, end: int, kind: int, code: int, C: People) -> bool:
    """Whether one of these wishes already objects to this code."""
    for k in range(start, end):
        if is_objection(k, C) and C.wish[k, WISH_KIND] == kind and C.wish[k, WISH_CODE] == code:
            return True
    return False


@hot
def is_named(c: int, end: int, at: int, C: People, V: Jobs, G: Grid) -> bool:
    """Whether an objection to its sector, or another wish before ``end``, already names an open vacancy."""
    start, v = C.start[c, P_WISH], G.job[at]
    if names_before(start, C.start[c + 1, P_WISH], OF_SECTOR, V.number[v, J_SECTOR], C):
        return True
    for k in range(start, end):
        kind = C.wish[k, WISH_KIND]
        if is_objection(k, C) and kind != OF_SECTOR and C.wish[k, WISH_CODE] == subject(v, kind, V):
            return True
    return False


@inline
def take_off(at: int, G: Grid, R: Room, reasons: I32) -> int:
    """Count an open vacancy as objected to, no longer as what hours and times said; give whether they let through."""
    reasons[OBJECTION] += 1
    if R.hours[G.kind[at, HOURS_CLASS]] == HOURS:
        reasons[HOURS] -= 1
    elif R.times[G.kind[at, TIMES_CLASS]]:
        reasons[TIMES] -= 1
    else:
        return 1
    return 0


@hot
def reach(c: int, most: int, C: People, T: Desk, G: Grid, S: Scratch, R: Room) -> None:
    """List in ``R.near`` the places with work within so many minutes, or of which no time is known.

    Only squares within the farthest a mode brings are looked at; known times can bring farther.
    """
    start, n, metres = C.number[c, P_PLACE], 0, -1
    for k in range(len(G.apart)):
        n = visit(c, G.apart[k], most, n, C, T, S, R)
    if start < 0 or not T.place[start, HAS_POSITION] or C.number[c, P_MODES] == 0:
        for k in range(len(G.square_place)):
            n = visit(c, G.square_place[k], most, n, C, T, S, R)
        R.near[-1] = n
        return
    for mode in range(N_MODES):
        if C.number[c, P_MODES] >> mode & 1:
            metres = max(metres, farthest(most, mode, T))
    if metres >= 0:
        west, east = squares(T.place[start, PLACE_X] - G.map[MAP_X], metres, G.map[SIDE], G.map[N_EAST])
        south, north = squares(T.place[start, PLACE_Y] - G.map[MAP_Y], metres, G.map[SIDE], G.map[N_NORTH])
        for row in range(south, north):
            first, last = row * G.map[N_EAST] + west, row * G.map[N_EAST] + east
            for k in range(G.square_start[first], G.square_start[last]):
                n = visit(c, G.square_place[k], most, n, C, T, S, R)
    for k in range(T.known_start[start], T.known_start[start + 1]):
        end = T.known[k, KNOWN_TO]
        if S.minutes[end] == NOT_YET and G.place_start[end] < G.place_start[end + 1]:
            n = visit(c, end, most, n, C, T, S, R)
    R.near[-1] = n


@inline
def squares(at: int, metres: int, side: int, n: int) -> tuple[int, int]:
    """Give the first square within so many metres on one axis, and the one behind the last."""
    return min(n, max(0, (at - metres) // side)), min(n, max(0, (at + metres) // side + 1))


@inline
def visit(c: int, place: int, most: int, n: int, C: People, T: Desk, S: Scratch, R: Room) -> int:
    """List a place unless it is farther than so many minutes; give how many are listed."""
    if place < len(T.place):
        time = time_to(c, place, C, T)
        if time > most:
            return n
        S.minutes[place] = time
    R.near[n] = place
    return n + 1
