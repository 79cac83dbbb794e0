"""All pairs: the answers of the definition, compiled, on columns.

``judge`` gives one pair, rule by rule in the order of `matcher.fit`; ``rank`` gives every person his best pairs.  Both
are integers only, so any number of threads gives the same bytes.  A rule here has its readable twin in ``gates``,
``weigh``, ``support`` or ``points``; a property test holds the two equal and fails when one of them is switched off.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numba import njit

from matcher.domain.caseload import I8, I32, I64, U8, U16, U64, Caseload, ClientColumns, Tables, VacancyColumns

N_PACKAGES, N_INSTRUMENTS, N_GATES, N_LINES = 3, 15, 8, 7
VERDICT, STACKED, PLANNED, MINUTES, GATE = 0, 1, 2, 3, 4
LINE = GATE + N_GATES
COUNT = LINE + N_LINES
PACKAGE = COUNT + 1
PACKAGE_FIELDS = 6
REASON = PACKAGE + N_PACKAGES * PACKAGE_FIELDS
OUT = REASON + 1
LET_OP, COVERED, AT_NORM, QUESTION, BOTH, IMPOSSIBLE, DUPLICATE, MASKS = range(8)
REASON_ITEM, REASON_STACKED, REASON_NO_PACKAGE, N_REASONS = N_GATES, N_GATES + 64, N_GATES + 65, N_GATES + 66
MOST_GAPS = 192
TILE = 64
NO_CEILING, WEEK_MOST, FULL_DAY = 1440, 3600, 480
YES, PERHAPS = 2, 1
LEAVE_OUT, WORK_BUDDY, COACH_FIRST, COACH_LAST, WAGE_SUBSIDY, HOURS_PATH = 1, 8, 9, 12, 13, 14
READ_TEXT, READ_WHOLE, READ_WITH, READ_TEXT_WITH, READ_FAILS = 1, 2, 3, 4, 5
ORD, SET, BIN = 0, 1, 2
DAY_WALK, DAY_SIT, DAY_STAND = 1, 2, 3
ONE = np.uint64(1)
ZERO = np.uint64(0)
_DE_BRUIJN = np.uint64(0x03F79D71B4CB0A89)
_PLACES = np.zeros(64, np.int64)
for _bit in range(64):
    _PLACES[(((1 << _bit) * 0x03F79D71B4CB0A89) & ((1 << 64) - 1)) >> 58] = _bit


class Scratch(NamedTuple):
    """Room for one pair: what is found, and the gaps a package has to close."""

    out: I64
    masks: U64
    item: I32
    yes: U16
    perhaps: U16
    tasks: U8
    is_offer: U8
    aid: I8


def scratch() -> Scratch:
    """Give fresh room for one thread."""
    return Scratch(
        np.zeros(OUT, np.int64),
        np.zeros(MASKS, np.uint64),
        np.zeros(MOST_GAPS, np.int32),
        np.zeros(MOST_GAPS, np.uint16),
        np.zeros(MOST_GAPS, np.uint16),
        np.zeros(MOST_GAPS, np.uint8),
        np.zeros(MOST_GAPS, np.uint8),
        np.zeros(MOST_GAPS, np.int8),
    )


@njit(nogil=True, cache=True, inline="always")
def _low(mask: np.uint64) -> int:
    """Give the place of the lowest bit that is set."""
    lowest = mask & (~mask + ONE)
    return _PLACES[(lowest * _DE_BRUIJN) >> np.uint64(58)]


@njit(nogil=True, cache=True)
def _count(mask: np.uint64) -> int:
    """Give the number of bits that are set."""
    found = 0
    while mask != ZERO:
        mask &= mask - ONE
        found += 1
    return found


@njit(nogil=True, cache=True)
def _objects(c: int, v: int, C: ClientColumns, V: VacancyColumns) -> bool:
    if C.shut[c] & 2:
        return True
    for k in range(C.wish_start[c], C.wish_start[c + 1]):
        if C.wish_stance[k] == 2 and C.wish_code[k] == _code(v, C.wish_kind[k], V):
            return True
    for k in range(C.forbidden_start[c], C.forbidden_start[c + 1]):  # noqa: SIM110 - numba compiles no generators
        if C.forbidden[k] == v:
            return True
    return False


@njit(nogil=True, cache=True)
def _code(v: int, kind: int, V: VacancyColumns) -> int:
    if kind == 0:
        return V.occupation[v]
    return V.sector[v] if kind == 1 else V.employer[v]


@njit(nogil=True, cache=True)
def _hours(c: int, v: int, C: ClientColumns, V: VacancyColumns) -> tuple[int, int, bool, int]:
    """Give planned and stated minutes, whether a path is needed, and the verdict of the gate."""
    ceiling, is_known = WEEK_MOST, True
    if C.ceiling_day[c] < 0:
        is_known = False
    else:
        ceiling = min(ceiling, C.ceiling_day[c] * V.days[v])
    if C.ceiling_week[c] < 0:
        is_known = False
    else:
        ceiling = min(ceiling, C.ceiling_week[c])
    stated = -1 if C.stated[c] < 0 else min(C.stated[c], ceiling)
    planned = min(V.week_min[v] if stated < 0 else stated, ceiling, V.week_max[v])
    grown = 0
    for k in range(C.path_start[c], C.path_start[c + 1]):
        if C.path_month[k] <= V.ramp[v]:
            grown = max(grown, C.path_minutes[k])
    reached = max(planned, min(grown, ceiling, V.week_max[v]))
    needs_path = planned < V.week_min[v] <= reached
    if reached < V.week_min[v]:
        return planned, stated, needs_path, 3
    if stated < 0 or not is_known:
        return planned, stated, needs_path, 2
    return planned, stated, needs_path, 1 if needs_path else 0


@njit(nogil=True, cache=True)
def _times(c: int, v: int, C: ClientColumns, V: VacancyColumns) -> int:
    asked, free = V.times[v], C.times[c]
    if asked == 1:
        return 0
    if asked < 0:
        return 0 if free == 15 else 2
    if free < 0:
        return 2
    return 3 if asked & ~free else 0


@njit(nogil=True, cache=True)
def _minutes(c: int, v: int, C: ClientColumns, V: VacancyColumns, T: Tables) -> int:
    start, end = C.place[c], V.place[v]
    best = -1
    if start < 0 or end < 0:
        return best
    for mode in range(4):
        if C.modes[c] >> mode & 1 and T.is_reachable[mode, start, end]:
            time = np.int64(T.minutes[mode, start, end])
            if best < 0 or time < best:
                best = time
    return best


@njit(nogil=True, cache=True)
def _certificate(c: int, v: int, C: ClientColumns, V: VacancyColumns) -> int:
    verdict = 0
    for k in range(V.requirement_start[v], V.requirement_start[v + 1]):
        if V.requirement_is_gate[k]:
            halves = C.halves[c, V.requirement[k]]
            if halves == 0:
                return 3
            if halves == 1:
                verdict = 2
    return verdict


@njit(nogil=True, cache=True)
def _room(c: int, C: ClientColumns, T: Tables) -> int:
    """Give the minutes a day that sitting, standing and walking leave together."""
    room = 0
    for k in (DAY_WALK, DAY_SIT, DAY_STAND):
        level = C.level[c, T.day_items[k]]
        room += T.day_ceiling[k, level] if level > 0 else NO_CEILING
    return room


@njit(nogil=True, cache=True)
def _may_leave(v: int, tasks: int, V: VacancyColumns, T: Tables) -> int:
    """Say whether tasks can go to a colleague: 0 no, 1 to be asked, 2 yes."""
    share, n, answer = 0, 0, 2
    for k in range(V.n_tasks[v]):
        if tasks >> k & 1:
            share += V.task_share[v, k]
            n += 1
            answer = min(answer, V.task_leave[v, k])
    if share > T.policy[0] or n == V.n_tasks[v]:
        return 0
    return answer


@njit(nogil=True, cache=True)
def _closers(
    c: int, v: int, i: int, excess: int, condition: int, clash: int, is_risk: int, tasks: int,
    C: ClientColumns, V: VacancyColumns, T: Tables,
) -> tuple[int, int, int]:  # fmt: skip
    """Give the instruments that close a gap surely, those that perhaps do, and the aid that is bought (−1 none)."""
    yes = perhaps = 0
    aid = -1
    known, limited = C.known[c], C.limited[c]
    kind = T.kind[i]
    for r in range(T.rows.start[i], T.rows.start[i + 1]):
        if (T.rows.not_in_risk[r] and is_risk) or V.n_tasks[v] < T.rows.tasks[r]:
            continue
        if kind == SET:
            if not T.rows.conditions[r] >> condition & 1:
                continue
            if _count(np.uint64(clash & T.rows.conditions[r])) > T.rows.at_most[r]:
                continue
        elif kind != BIN and T.rows.levels[r] < excess:
            continue
        m = T.rows.instrument[r]
        status = C.status[c, m]
        needs = T.rows.needs[r]
        if limited & needs != ZERO:
            continue
        if needs & ~known != ZERO:
            status = min(status, PERHAPS)
        if T.rows.sight[r] != 0:
            sees = C.level[c, T.sight_item[0]]
            if sees < 0:
                status = min(status, PERHAPS)
            elif (sees > 0) != (T.rows.sight[r] == 1):
                continue
        answer = _may_leave(v, tasks, V, T) if m == LEAVE_OUT else V.answer[v, m]
        if answer == 0 or status == 0 or (T.rows.seated[r] and V.seated[v] == 0):
            continue
        if status == YES:
            yes |= 1 << m
        else:
            perhaps |= 1 << m
        if T.rows.aid[r] >= 0:
            aid = T.rows.aid[r]
    return yes, perhaps, aid


@njit(nogil=True, cache=True)
def _add_gap(n: int, i: int, yes: int, perhaps: int, aid: int, tasks: int, is_offer: int, S: Scratch) -> int:
    S.item[n], S.yes[n], S.perhaps[n], S.aid[n], S.tasks[n], S.is_offer[n] = i, yes, perhaps, aid, tasks, is_offer
    return n + 1


@njit(nogil=True, cache=True)
def _mark(i: int, verdict: int, is_covered: bool, S: Scratch) -> None:
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


@njit(nogil=True, cache=True)
def _settle(
    c: int, v: int, i: int, cell: int, n: int, C: ClientColumns, V: VacancyColumns, T: Tables, S: Scratch
) -> tuple[int, bool, int]:
    """Close an ordered item whole, else what is firmly too heavy; give verdict, covered, and the number of gaps."""
    over, firm, rest = cell & 7, cell >> 3 & 7, cell >> 6 & 3
    tasks, core_tasks = cell >> 10 & 255, cell >> 18 & 255
    yes, perhaps, aid = _closers(c, v, i, over, 0, 0, cell >> 8 & 1, tasks, C, V, T)
    if yes:
        return 1, True, _add_gap(n, i, yes, perhaps, aid, tasks, 0, S)
    core_yes = core_perhaps = 0
    core_aid = -1
    if firm:
        core_yes, core_perhaps, core_aid = _closers(c, v, i, firm, 0, 0, cell >> 9 & 1, core_tasks, C, V, T)
        if rest and core_yes:
            return rest, False, _add_gap(n, i, core_yes, core_perhaps, core_aid, core_tasks, 0, S)
    if perhaps:
        return 2, False, _add_gap(n, i, yes, perhaps, aid, tasks, 0, S)
    if core_perhaps:
        return 2, False, _add_gap(n, i, core_yes, core_perhaps, core_aid, core_tasks, 0, S)
    return (3 if firm else rest), False, n


@njit(nogil=True, cache=True)
def _weigh_conditions(
    c: int, v: int, i: int, n: int, C: ClientColumns, V: VacancyColumns, T: Tables, S: Scratch
) -> tuple[int, int]:
    slot = T.slot[i]
    clash = np.int64(C.conditions[c, i] & V.set_asks[v, slot])
    verdict = 0
    for number in range(1, 10):
        if not clash >> number & 1:
            continue
        is_risk = V.set_risk[v, slot] >> number & 1
        tasks = V.set_tasks[v, slot, number]
        yes, perhaps, aid = _closers(c, v, i, 1, number, clash, is_risk, tasks, C, V, T)
        if yes or perhaps:
            verdict = max(verdict, 1 if yes else 2)
            n = _add_gap(n, i, yes, perhaps, aid, tasks, 0, S)
        else:
            verdict = max(verdict, 3 if V.set_firm[v, slot] >> number & 1 else 2)
    return verdict, n


@njit(nogil=True, cache=True)
def _weigh_limited(c: int, v: int, n: int, C: ClientColumns, V: VacancyColumns, T: Tables, S: Scratch) -> int:
    """Weigh each item on which the person deviates from the norm and that some task may depend on."""
    left = C.limited[c] & (V.depends[v] | V.silent[v])
    while left != ZERO:
        i = _low(left)
        left &= left - ONE
        slot = T.slot[i]
        is_silent = V.silent[v] >> np.uint64(i) & ONE != ZERO
        verdict, is_covered = 0, False
        if T.kind[i] == ORD:
            cell = np.int64(V.ord_cell[v, slot, C.level[c, i]])
            if cell & 7:
                verdict, is_covered, n = _settle(c, v, i, cell, n, C, V, T, S)
        elif T.kind[i] == SET:
            verdict, n = _weigh_conditions(c, v, i, n, C, V, T, S)
            is_covered = verdict == 1
        elif T.kind[i] == BIN:
            tasks = V.bin_tasks[v, slot]
            yes, perhaps, aid = _closers(c, v, i, 1, 0, 0, V.bin_risk[v, slot], tasks, C, V, T)
            verdict = 2
            if yes or perhaps:
                n = _add_gap(n, i, yes, perhaps, aid, tasks, 1, S)
        else:
            continue
        if is_silent and verdict < 2:
            verdict, is_covered = 2, False
        _mark(i, verdict, is_covered, S)
    return n


@njit(nogil=True, cache=True)
def _weigh_days(
    c: int, v: int, planned: int, n: int, C: ClientColumns, V: VacancyColumns, T: Tables, S: Scratch
) -> int:
    """Weigh the items counted per day, on this person's own planned day; give the number of gaps."""
    for k in range(len(T.day_items)):
        i = T.day_items[k]
        bit = ONE << np.uint64(i)
        minutes, level = V.day_minutes[v, k], C.level[c, i]
        tolerated = _tolerated(minutes, planned, V.days[v], k, T)
        depends = minutes < 0 or tolerated < T.top[i]
        if level < 0:
            if depends:
                S.masks[QUESTION] |= bit
                if minutes < 0:
                    S.masks[BOTH] |= bit
            continue
        verdict, is_covered = 0, False
        if level > 0 and minutes < 0:
            verdict = 2
        elif level > tolerated:
            cell = _day_cell(level - tolerated, np.int64(V.day_cell[v, k]))
            verdict, is_covered, n = _settle(c, v, i, cell, n, C, V, T, S)
        _mark(i, verdict, is_covered, S)
        if depends:
            S.masks[DUPLICATE] |= bit
    return n


@njit(nogil=True, cache=True)
def _tolerated(minutes: int, planned: int, days: int, k: int, T: Tables) -> int:
    top = T.top[T.day_items[k]]
    if minutes == 0:
        return top
    for level in range(top, 0, -1):
        if minutes * planned <= T.day_ceiling[k, level] * FULL_DAY * days:
            return level
    return 0


@njit(nogil=True, cache=True)
def _day_cell(excess: int, asked: int) -> int:
    """Write minutes that are too many as the cell of an ordered item."""
    rest = 0
    if excess == 1 and asked & 1:
        rest = 1
    elif (excess == 1 and asked & 2) or asked & 4:
        rest = 2
    tasks, is_risk = asked >> 10 & 255, asked >> 3 & 1
    cell = excess | rest << 6 | is_risk << 8 | tasks << 10
    return cell if rest else cell | excess << 3 | is_risk << 9 | tasks << 18


@njit(nogil=True, cache=True)
def _apply_readings(c: int, v: int, n: int, C: ClientColumns, V: VacancyColumns, S: Scratch) -> tuple[int, np.uint64]:
    """Let readings answer what they were read for; give the number of gaps and the items that were read."""
    read = ZERO
    for k in range(C.reading_start[c], C.reading_start[c + 1]):
        if C.reading_vacancy[k] != v:
            continue
        i, code, m = C.reading_item[k], C.reading_code[k], C.reading_instrument[k]
        bit = ONE << np.uint64(i)
        if C.known[c] & bit == ZERO:
            continue
        read |= bit
        if (C.limited[c] | C.text[c]) & bit == ZERO or code == READ_TEXT:
            continue
        verdict, yes, perhaps = 0, 0, 0
        if code == READ_FAILS:
            verdict = 3
        elif code != READ_WHOLE:
            if V.answer[v, m] > 0:
                yes = 1 << m if C.status[c, m] == YES else 0
                perhaps = 1 << m if C.status[c, m] == PERHAPS else 0
            verdict = 1 if yes else 2
            if code == READ_TEXT_WITH and _verdict_of(bit, S) > verdict:
                continue
        if code != READ_TEXT_WITH:
            for g in range(n):
                if S.item[g] == i:
                    S.yes[g], S.perhaps[g], S.is_offer[g], S.aid[g] = 0, 0, 1, -1
        _mark(i, verdict, verdict == 1, S)
        if yes or perhaps:
            n = _add_gap(n, i, yes, perhaps, -1, 0, 0, S)
    return n, read


@njit(nogil=True, cache=True)
def _verdict_of(bit: np.uint64, S: Scratch) -> int:
    if S.masks[IMPOSSIBLE] & bit != ZERO:
        return 3
    if S.masks[QUESTION] & bit != ZERO:
        return 2
    return 1 if S.masks[LET_OP] & bit != ZERO else 0


@njit(nogil=True, cache=True)
def _sort_gaps(n: int, S: Scratch) -> None:
    """Put the gaps in item order, earlier ones first where equal: what is left out adds up in that order."""
    for a in range(1, n):
        item, yes, perhaps, aid = S.item[a], S.yes[a], S.perhaps[a], S.aid[a]
        tasks, is_offer = S.tasks[a], S.is_offer[a]
        b = a - 1
        while b >= 0 and S.item[b] > item:
            S.item[b + 1], S.yes[b + 1], S.perhaps[b + 1], S.aid[b + 1] = S.item[b], S.yes[b], S.perhaps[b], S.aid[b]
            S.tasks[b + 1], S.is_offer[b + 1] = S.tasks[b], S.is_offer[b]
            b -= 1
        S.item[b + 1], S.yes[b + 1], S.perhaps[b + 1], S.aid[b + 1] = item, yes, perhaps, aid
        S.tasks[b + 1], S.is_offer[b + 1] = tasks, is_offer


@njit(nogil=True, cache=True)
def _severity(bit: np.uint64, S: Scratch) -> int:
    if S.masks[IMPOSSIBLE] & bit != ZERO:
        return 4
    if S.masks[QUESTION] & bit != ZERO:
        return 3
    if S.masks[LET_OP] & bit == ZERO:
        return 0
    return 1 if (S.masks[COVERED] | S.masks[AT_NORM]) & bit != ZERO else 2


@njit(nogil=True, cache=True)
def _mark_couples(c: int, v: int, C: ClientColumns, V: VacancyColumns, T: Tables, S: Scratch) -> None:
    for k in range(T.couple.shape[0]):
        first, second = T.couple[k, 0], T.couple[k, 2]
        one, two = ONE << np.uint64(first), ONE << np.uint64(second)
        a, b = _severity(one, S), _severity(two, S)
        if a == 0 or b == 0:
            continue
        if not _clashes_alone(c, v, first, T.couple[k, 1], C, V, T):
            continue
        if not _clashes_alone(c, v, second, T.couple[k, 3], C, V, T):
            continue
        S.masks[DUPLICATE] |= one if a < b else two


@njit(nogil=True, cache=True)
def _clashes_alone(c: int, v: int, i: int, condition: int, C: ClientColumns, V: VacancyColumns, T: Tables) -> bool:
    if condition == 0:
        return True
    clash = np.int64(C.conditions[c, i] & V.set_asks[v, T.slot[i]])
    return clash == 1 << condition


@njit(nogil=True, cache=True)
def _count_load(T: Tables, S: Scratch) -> tuple[int, int, int]:
    """Give uncovered *let op* in all, the most in one rubriek, and the questions."""
    open_ = S.masks[LET_OP] & ~S.masks[COVERED] & ~S.masks[AT_NORM] & ~S.masks[DUPLICATE]
    asked = S.masks[QUESTION] & ~S.masks[DUPLICATE]
    silent = asked & S.masks[BOTH]
    most, questions = 0, _count(asked & ~silent)
    for k in range(len(T.rubriek)):
        if open_ != ZERO:
            most = max(most, _count(open_ & T.rubriek[k]))
        if silent & T.rubriek[k] != ZERO:
            questions += 1
    return _count(open_), most, questions


@njit(nogil=True, cache=True)
def _wish(c: int, v: int, C: ClientColumns, V: VacancyColumns, T: Tables) -> int:
    full = sector = False
    for k in range(C.wish_start[c], C.wish_start[c + 1]):
        kind = C.wish_kind[k]
        if C.wish_code[k] != _code(v, kind, V):
            continue
        if C.wish_stance[k] == 1:
            return 0
        if C.wish_stance[k] == 0:
            full |= kind != 1
            sector |= kind == 1
    if full:
        return T.policy[3]
    if sector:
        return T.policy[4]
    return 0 if C.has_glad[c] else T.policy[5]


@njit(nogil=True, cache=True)
def _lines(
    c: int, v: int, planned: int, stated: int, C: ClientColumns, V: VacancyColumns, T: Tables, S: Scratch
) -> int:
    """Write the lines of points and give their sum."""
    uncovered, most, questions = _count_load(T, S)
    S.out[STACKED] = most >= T.policy[1] or uncovered >= T.policy[2]
    S.out[LINE] = _wish(c, v, C, V, T)
    S.out[LINE + 1] = max(
        T.policy[7], T.policy[6] - uncovered * T.policy[8] - min(T.policy[10], questions * T.policy[9])
    )
    S.out[LINE + 2] = _ability(c, v, C, V, T)
    S.out[LINE + 3] = _travel(S.out[MINUTES], C.travel_limit[c], T)
    S.out[LINE + 4] = _growth(c, v, stated, C, V, T)
    S.out[LINE + 5] = V.lasting[v]
    S.out[LINE + 6] = C.waiting[c]
    total = 0
    for k in range(N_LINES):
        total += S.out[LINE + k]
    return total


@njit(nogil=True, cache=True)
def _ability(c: int, v: int, C: ClientColumns, V: VacancyColumns, T: Tables) -> int:
    start, end = V.requirement_start[v], V.requirement_start[v + 1]
    if start == end:
        return T.policy[11]
    halves = 0
    for k in range(start, end):
        halves += C.halves[c, V.requirement[k]]
    return T.policy[11] * halves // (2 * (end - start))


@njit(nogil=True, cache=True)
def _travel(minutes: int, limit: int, T: Tables) -> int:
    free = T.policy[13]
    if minutes < 0:
        return T.policy[14]
    if minutes <= free:
        return T.policy[12]
    return T.policy[12] * max(0, limit - minutes) // (limit - free) if limit > free else 0


@njit(nogil=True, cache=True)
def _growth(c: int, v: int, stated: int, C: ClientColumns, V: VacancyColumns, T: Tables) -> int:
    if stated < 0:
        return T.policy[15] // 2 + T.policy[16] // 2
    goal = stated
    for k in range(C.path_start[c], C.path_start[c + 1]):
        goal = max(goal, C.path_minutes[k])
    most = V.week_max[v]
    return T.policy[15] * min(stated, most) // stated + T.policy[16] * min(goal, most) // goal


@njit(nogil=True, cache=True)
def _choose(v: int, n: int, strategy: int, V: VacancyColumns, T: Tables, S: Scratch) -> tuple[int, int]:
    """Pick a closer for each gap; give the instruments and the aids, or −1 where a gap stays open."""
    mask, aids, left = 0, 0, 0
    for g in range(n):
        found = _first(v, S.yes[g], left | S.tasks[g], strategy, V, T)
        if found < 0:
            found = _first(v, S.perhaps[g], left | S.tasks[g], strategy, V, T)
        if found < 0:
            if S.is_offer[g]:
                continue
            return -1, 0
        if found == LEAVE_OUT:
            left |= S.tasks[g]
        if found == 2 and S.aid[g] >= 0:
            aids |= 1 << S.aid[g]
        mask |= 1 << found
    return mask, aids


@njit(nogil=True, cache=True)
def _first(v: int, closers: int, tasks: int, strategy: int, V: VacancyColumns, T: Tables) -> int:
    if closers == 0:
        return -1
    for k in range(T.order.shape[1]):
        m = T.order[strategy, k]
        if closers >> m & 1 and (m != LEAVE_OUT or _may_leave(v, tasks, V, T) > 0):
            return m
    return -1


@njit(nogil=True, cache=True)
def _with_claims(c: int, v: int, mask: int, C: ClientColumns, V: VacancyColumns) -> int:
    """Keep the heaviest jobcoach regime only, and add what the doelgroep loonkostensubsidie has a claim to."""
    for m in range(COACH_LAST, COACH_FIRST, -1):
        if mask >> m & 1:
            mask &= ~((1 << m) - (1 << COACH_FIRST))
    if not C.is_claim[c]:
        return mask
    if C.status[c, WAGE_SUBSIDY] == YES:
        mask |= 1 << WAGE_SUBSIDY
    if mask & ((1 << COACH_LAST + 1) - (1 << WORK_BUDDY)) == 0:
        if V.answer[v, WORK_BUDDY] == 2 and C.status[c, WORK_BUDDY] == YES:
            mask |= 1 << WORK_BUDDY
        elif V.answer[v, COACH_FIRST] > 0 and C.status[c, COACH_FIRST] == YES:
            mask |= 1 << COACH_FIRST
    return mask


@njit(nogil=True, cache=True)
def _packages(
    c: int, v: int, n: int, planned: int, total: int, C: ClientColumns, V: VacancyColumns, T: Tables, S: Scratch
) -> None:
    """Write up to three packages with their points, in the order of the strategies."""
    made = 0
    for strategy in range(T.order.shape[0]):
        mask, aids = _choose(v, n, strategy, V, T, S)
        if mask < 0:
            continue
        mask = _with_claims(c, v, mask, C, V)
        is_new = True
        for k in range(made):
            is_new &= S.out[PACKAGE + k * PACKAGE_FIELDS] != mask
        if not is_new:
            continue
        at = PACKAGE + made * PACKAGE_FIELDS
        S.out[at], S.out[at + 1], S.out[at + 2], S.out[at + 3] = mask, 0, 0, 0
        for m in range(N_INSTRUMENTS):
            if mask >> m & 1:
                S.out[at + 3] += T.effort[m]
                if COACH_FIRST <= m <= COACH_LAST:
                    S.out[at + 1] += (planned * T.coach_share[m - COACH_FIRST] + 9_999) // 10_000
        for k in range(len(T.aid_cents)):
            if aids >> k & 1:
                S.out[at + 2] += T.aid_cents[k]
        made += 1
    S.out[COUNT] = made
    least = S.out[PACKAGE + 3]
    for k in range(made):
        least = min(least, S.out[PACKAGE + k * PACKAGE_FIELDS + 3])
    for k in range(made):
        at = PACKAGE + k * PACKAGE_FIELDS
        S.out[at + 4] = -min(T.policy[17], S.out[at + 3] - least)
        S.out[at + 5] = total + S.out[at + 4]


@njit(nogil=True, cache=True)
def _gates(c: int, v: int, is_full: bool, C: ClientColumns, V: VacancyColumns, T: Tables, S: Scratch) -> int:
    """Write the verdict of each gate and give the first that is shut, or −1; without ``is_full`` it stops there."""
    S.out[GATE] = 3 if V.is_shut[v] else 0
    S.out[GATE + 1] = 3 if C.shut[c] & 1 else 2 if C.asks_available[c] else 0
    if not is_full and (S.out[GATE] == 3 or S.out[GATE + 1] == 3):
        return 0 if S.out[GATE] == 3 else 1
    S.out[GATE + 2] = 3 if _objects(c, v, C, V) else 0
    if not is_full and S.out[GATE + 2] == 3:
        return 2
    planned, _, _, hours = _hours(c, v, C, V)
    S.out[GATE + 3] = hours
    S.out[GATE + 4] = _times(c, v, C, V)
    S.out[PLANNED] = planned
    S.out[MINUTES] = _minutes(c, v, C, V, T)
    far = S.out[MINUTES] > C.travel_limit[c]
    S.out[GATE + 5] = 3 if far else 2 if S.out[MINUTES] < 0 or C.asks_travel[c] else 0
    S.out[GATE + 6] = _certificate(c, v, C, V)
    S.out[GATE + 7] = 3 if planned > _room(c, C, T) * V.days[v] else 0
    for gate in range(N_GATES):
        if S.out[GATE + gate] == 3:
            return gate
    return -1


@njit(nogil=True, cache=True)
def judge(c: int, v: int, is_full: bool, C: ClientColumns, V: VacancyColumns, T: Tables, S: Scratch) -> None:
    """Weigh one pair into ``S``; with ``is_full`` also what lies behind a shut gate."""
    for k in range(OUT):
        S.out[k] = 0
    S.masks[:] = ZERO
    S.out[REASON] = -1
    shut = _gates(c, v, is_full, C, V, T, S)
    if shut >= 0:
        S.out[VERDICT], S.out[REASON] = 3, shut
        if not is_full:
            return
    planned, stated, needs_path, _ = _hours(c, v, C, V)
    unknown = ~C.known[c] & T.weighed[0] & ~T.day_mask[0]
    S.masks[QUESTION] = unknown & (V.depends[v] | V.silent[v])
    S.masks[BOTH] = unknown & V.silent[v] & ~V.depends[v]
    S.masks[LET_OP] = C.known[c] & ~C.limited[c] & V.above[v]
    S.masks[AT_NORM] = S.masks[LET_OP]
    n = _weigh_limited(c, v, 0, C, V, T, S)
    n = _weigh_days(c, v, planned, n, C, V, T, S)
    written = C.text[c] & (V.depends[v] | V.silent[v] | S.masks[DUPLICATE])
    S.masks[DUPLICATE] = ZERO
    n, read = _apply_readings(c, v, n, C, V, S)
    past = ~(S.masks[LET_OP] | S.masks[QUESTION] | S.masks[IMPOSSIBLE])
    S.masks[QUESTION] |= written & past & ~read
    _mark_couples(c, v, C, V, T, S)
    _finish(c, v, n, planned, stated, needs_path, is_full, C, V, T, S)


@njit(nogil=True, cache=True)
def _finish(
    c: int, v: int, n: int, planned: int, stated: int, needs_path: bool, is_full: bool,
    C: ClientColumns, V: VacancyColumns, T: Tables, S: Scratch,
) -> None:  # fmt: skip
    """Write the verdict of the pair, its points and its packages."""
    worst = S.out[VERDICT]
    for gate in range(N_GATES):
        worst = max(worst, S.out[GATE + gate])
    if S.masks[IMPOSSIBLE] != ZERO:
        worst = 3
        if S.out[REASON] < 0:
            S.out[REASON] = REASON_ITEM + _low(S.masks[IMPOSSIBLE])
    elif S.masks[QUESTION] != ZERO:
        worst = max(worst, 2)
    elif S.masks[LET_OP] != ZERO:
        worst = max(worst, 1)
    S.out[VERDICT] = worst
    if worst == 3 and not is_full:
        return
    total = _lines(c, v, planned, stated, C, V, T, S)
    if worst == 3:
        return
    if needs_path:
        n = _add_gap(n, 63, 1 << HOURS_PATH, 0, -1, 0, 0, S)
    _sort_gaps(n, S)
    _packages(c, v, n, planned, total, C, V, T, S)
    if S.out[STACKED]:
        S.out[REASON] = REASON_STACKED
    elif S.out[COUNT] == 0:
        S.out[REASON] = REASON_NO_PACKAGE


@njit(nogil=True, cache=True)
def _mix(value: np.uint64) -> np.uint64:
    """Scramble 64 bits (finaliser of splitmix64), as `matcher.tie.mix`."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@njit(nogil=True, cache=True)
def _insert(k: int, v: int, total: int, tie: np.uint64, vacancy: I32, totals: I32, ties: U64, n: int) -> int:
    """Keep the best ``k`` pairs of a person, highest total first, then lowest tie key; give how many there are."""
    if n == k:
        if total < totals[k - 1] or (total == totals[k - 1] and tie > ties[k - 1]):
            return n
        n -= 1
    at = n
    while at > 0 and (totals[at - 1] < total or (totals[at - 1] == total and ties[at - 1] > tie)):
        vacancy[at], totals[at], ties[at] = vacancy[at - 1], totals[at - 1], ties[at - 1]
        at -= 1
    vacancy[at], totals[at], ties[at] = v, total, tie
    return n + 1


@njit(nogil=True, cache=True)
def _rank(
    low: int, high: int, k: int, C: ClientColumns, V: VacancyColumns, T: Tables, S: Scratch,
    vacancy: I32, totals: I32, found: I32, reasons: I32, verdicts: I64,
) -> None:  # fmt: skip
    ties = np.zeros(k, np.uint64)
    for c in range(low, high):
        n = 0
        for v in range(len(V.week_min)):
            judge(c, v, False, C, V, T, S)
            verdicts[S.out[VERDICT]] += 1
            if S.out[REASON] >= 0:
                reasons[c, S.out[REASON]] += 1
                continue
            best = S.out[PACKAGE + 5]
            for p in range(1, S.out[COUNT]):
                best = max(best, S.out[PACKAGE + p * PACKAGE_FIELDS + 5])
            n = _insert(k, v, best, _mix(C.tie[c] ^ V.tie[v]), vacancy[c], totals[c], ties, n)
        found[c] = n


@njit(nogil=True, cache=True)
def _judge_each(
    low: int, high: int, is_full: bool, client: I32, vacancy: I32, C: ClientColumns, V: VacancyColumns, T: Tables,
    S: Scratch, out: I64, masks: U64,
) -> None:  # fmt: skip
    for k in range(low, high):
        judge(client[k], vacancy[k], is_full, C, V, T, S)
        out[k] = S.out
        masks[k] = S.masks


class Ranked(NamedTuple):
    """The best pairs of every person, and why the others dropped.

    Attributes
    ----------
    vacancy, total, found
        Row of the vacancy and points of its best package, best first, [n, k]; how many there are, [n].
    reasons
        Pairs dropped per reason: the gates, the items, too much together, no package, [n, N_REASONS].
    verdicts
        Pairs per verdict over all pairs, [4].
    """

    vacancy: I32
    total: I32
    found: I32
    reasons: I32
    verdicts: I64


def rank(caseload: Caseload, k: int, threads: int = 2) -> Ranked:
    """Look at all pairs and give each person the best ``k`` that can be proposed.

    Parameters
    ----------
    k
        Pairs kept a person.
    threads
        Work is cut into fixed stretches of people, so the number of threads changes nothing but the time.
    """
    n = len(caseload.client_keys)
    vacancy, total = np.full((n, k), -1, np.int32), np.zeros((n, k), np.int32)
    found, reasons = np.zeros(n, np.int32), np.zeros((n, N_REASONS), np.int32)
    columns = caseload.clients, caseload.vacancies, caseload.tables

    def work(low: int) -> I64:
        verdicts = np.zeros(4, np.int64)
        _rank(low, min(low + TILE, n), k, *columns, scratch(), vacancy, total, found, reasons, verdicts)
        return verdicts

    verdicts = np.zeros(4, np.int64)
    with ThreadPoolExecutor(threads) as pool:
        for part in pool.map(work, range(0, n, TILE)):
            verdicts += part
    return Ranked(vacancy, total, found, reasons, verdicts)


class Judged(NamedTuple):
    """Some pairs in full: ``out`` [n, OUT] and ``masks`` [n, MASKS], with the fields named in this module."""

    out: I64
    masks: U64


def judge_each(caseload: Caseload, client: I32, vacancy: I32, *, is_full: bool = False, threads: int = 2) -> Judged:
    """Weigh the given pairs (rows of clients and of vacancies)."""
    n = len(client)
    out, masks = np.zeros((n, OUT), np.int64), np.zeros((n, MASKS), np.uint64)
    columns = caseload.clients, caseload.vacancies, caseload.tables

    def work(low: int) -> None:
        high = min(low + 4_096, n)
        _judge_each(low, high, is_full, client, vacancy, *columns, scratch(), out, masks)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(0, n, 4_096)))
    return Judged(out, masks)
