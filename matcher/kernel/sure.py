"""Pairs of which it is sure, once the gates are open, that they can be proposed or never can, without weighing them.

In most pairs the work asks nothing that the person's limits stand against, and in most others something closes each
limit by itself, or nothing closes one.  An AND of four words finds the limits that are met at all.  What is not sure is
weighed; what is, weighing would say too.
"""

from typing import NamedTuple

import numpy as np

from matcher.domain.caseload import I16, MAX_CONDITIONS, N_LEVELS, U64, Caseload
from matcher.kernel.bits import lowest
from matcher.kernel.days import cell_of_day
from matcher.kernel.fields import FULL_DAY, LEAVE_OUT, ONE, ORD, SET, ZERO, Scratch
from matcher.kernel.gates import hours
from matcher.kernel.hot import hot, inline, placed
from matcher.kernel.packed import J_DAYS, KIND, P_LIMITED, P_PATH, P_READING, PER_DAY, SLOT, Desk, Jobs, People
from matcher.kernel.points import is_stacked
from matcher.kernel.support import let_by_vacancy, too_many

WORDS = 4
SURE, UNSURE, NEVER = 1, -1, -2


class Bits(NamedTuple):
    """Levels and conditions as bits.

    Attributes
    ----------
    number
        The bit of each level of an ordered item and of each condition, −1 for one there is not, [64, 10].
    of
        Item and level (or condition) of each bit, [256, 2].
    jobs
        The levels and conditions each vacancy asks more of than they can, however little, [m, 4].
    """

    number: I16
    of: I16
    jobs: U64


def bits_of(caseload: Caseload) -> Bits:
    """Write for each vacancy which levels and conditions weighing would find something at."""
    tables, v = caseload.tables, caseload.vacancies
    number, of = np.full((64, MAX_CONDITIONS), -1, np.int16), np.zeros((64 * WORDS, 2), np.int16)
    words = np.zeros((len(v.tie), WORDS), np.uint64)
    n = 0
    for item in np.flatnonzero((tables.kind == ORD) | (tables.kind == SET)):
        is_ordered, slot = tables.kind[item] == ORD, tables.slot[item]
        for at in range(1, min(N_LEVELS, tables.top[item] + 1) if is_ordered else MAX_CONDITIONS):
            if n == 64 * WORDS:
                raise AssertionError(f"levels and conditions do not fit in {WORDS} words of 64 bits")
            is_met = v.ord_cell[:, slot, at] & 7 > 0 if is_ordered else v.set_asks[:, slot] >> at & 1 > 0
            number[item, at], of[n] = n, (item, at)
            words[:, n // 64] |= is_met.astype(np.uint64) << np.uint64(n % 64)
            n += 1
    return Bits(number, of, words)


@hot
def write_words(c: int, C: People, T: Desk, B: Bits, words: U64) -> None:
    """Write which levels and conditions a person has."""
    for word in range(WORDS):
        words[word] = ZERO
    left = C.mask[c, P_LIMITED]
    while left != ZERO:
        i = lowest(left)
        left &= left - ONE
        if T.item[i, KIND] == ORD:
            add_bit(B.number[i, C.level[c, i]], words)
        elif T.item[i, KIND] == SET:
            for condition in range(1, B.number.shape[1]):
                if C.conditions[c, i] >> condition & 1:
                    add_bit(B.number[i, condition], words)


@inline
def add_bit(number: int, words: U64) -> None:
    if number >= 0:
        words[number >> 6] |= ONE << np.uint64(number & 63)


@placed
def foretell(c: int, v: int, words: U64, C: People, V: Jobs, T: Desk, B: Bits, S: Scratch) -> int:
    """Say of a pair whose gates are open whether it can be proposed, by the closers in the scratch: `SURE`, `NEVER`.

    `UNSURE` leaves it to weighing: readings may say anything, halves of a couple close together, hours that have to
    grow need something that lets them, and so many *let op* may stay open that they are too much together.
    """
    if C.start[c, P_READING] < C.start[c + 1, P_READING]:
        return UNSURE
    n_open, firm = 0, ZERO
    for word in range(WORDS):
        left = words[word] & B.jobs[v, word]
        while left != ZERO:
            at = 64 * word + lowest(left)
            left &= left - ONE
            i = int(B.of[at, 0])
            found = limit_left(c, v, i, int(B.of[at, 1]), C, V, T, S)
            if found < 0:
                return found
            n_open += found
            if is_firm(v, i, int(B.of[at, 1]), V, T):
                firm |= ONE << np.uint64(i)
    is_timed = C.mask[c, P_LIMITED] & T.mask[PER_DAY] != ZERO
    may_grow = C.start[c, P_PATH] < C.start[c + 1, P_PATH]
    if not (is_timed or may_grow):
        return UNSURE if is_stacked(n_open, n_open, T) or has_couple(firm, T) else SURE
    planned, _, needs_path, _ = hours(c, v, C, V)
    for k in range(len(T.day)):
        i = T.day[k, 0]
        level, minutes = C.level[c, i], V.day[v, k, 0]
        # Ceilings fall with the level, so what this level bears no worse one has to be looked at for.
        if level <= 0 or minutes * planned <= T.day[k, level] * FULL_DAY * V.number[v, J_DAYS]:
            continue
        cell = cell_of_day(v, k, level, planned, V, T)
        if cell:
            found = cell_left(v, i, cell, V, T, S)
            if found < 0:
                return found
            n_open += found
            if cell >> 3 & 7:
                firm |= ONE << np.uint64(i)
    if is_stacked(n_open, n_open, T) or has_couple(firm, T) or needs_path:
        return UNSURE
    return SURE


@inline
def limit_left(c: int, v: int, i: int, at: int, C: People, V: Jobs, T: Desk, S: Scratch) -> int:
    """Say what a level or a condition that is met leaves: as `cell_left`."""
    slot = T.item[i, SLOT]
    if T.item[i, KIND] == ORD:
        return cell_left(v, i, int(V.ord_cell[v, slot, at]), V, T, S)
    clash = int(C.conditions[c, i] & V.set_asked[v, slot, 0])
    mask = let_by_vacancy(v, i, at, V.set_asked[v, slot, 2] >> at & 1, V, T) & ~too_many(i, at, clash, T)
    closers = (S.yes[i, at] | S.perhaps[i, at]) & mask
    if closers & ~(1 << LEAVE_OUT):
        return 0
    if closers:
        return UNSURE
    return NEVER if V.set_asked[v, slot, 1] >> at & 1 else 0


@inline
def is_firm(v: int, i: int, at: int, V: Jobs, T: Desk) -> bool:
    """Whether a vacancy firmly asks more than a level, or a condition, can."""
    slot = T.item[i, SLOT]
    if T.item[i, KIND] == ORD:
        return bool(V.ord_cell[v, slot, at] >> 3 & 7)
    return bool(V.set_asked[v, slot, 1] >> at & 1)


@inline
def cell_left(v: int, i: int, cell: int, V: Jobs, T: Desk, S: Scratch) -> int:
    """Say how many *let op* an ordered item leaves uncovered, 0 or 1, or else `NEVER` or `UNSURE`.

    A colleague can take only so many tasks, so what functiecreatie alone closes is never sure.
    """
    over, firm, rest = cell & 7, cell >> 3 & 7, cell >> 6 & 3
    mask = let_by_vacancy(v, i, over, cell >> 8 & 1, V, T)
    yes, perhaps = S.yes[i, over] & mask, S.perhaps[i, over] & mask
    if yes & ~(1 << LEAVE_OUT):
        return 0
    if perhaps & ~(1 << LEAVE_OUT) and not (firm and rest):
        return 0
    if yes | perhaps:
        return UNSURE
    if firm:
        core = (S.yes[i, firm] | S.perhaps[i, firm]) & let_by_vacancy(v, i, firm, cell >> 9 & 1, V, T)
        return UNSURE if core else NEVER
    return 1 if rest == 1 else 0


@inline
def has_couple(firm: np.uint64, T: Desk) -> bool:
    """Whether both halves of a couple are firmly too heavy."""
    if firm & (firm - ONE) == ZERO:
        return False
    for k in range(T.couple.shape[0]):
        both = ONE << np.uint64(T.couple[k, 0]) | ONE << np.uint64(T.couple[k, 2])
        if firm & both == both:
            return True
    return False
