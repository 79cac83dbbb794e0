"""What is asked for what a row takes, and what is left of its worth: exactly, or at most before anything is weighed."""

from typing import NamedTuple

import numpy as np
from numba import njit

from matcher.domain.caseload import I32, I64, U8
from matcher.kernel.bits import mix
from matcher.kernel.fields import PACKAGE_FIELDS
from matcher.kernel.hot import inline
from matcher.kernel.packed import J_TIE, P_TIE, Jobs, People


class Asking(NamedTuple):
    """What is asked for what a row takes, and what a row is worth; prices in ``scale`` per unit of value.

    Attributes
    ----------
    place, supported
        Price of a place, and of one supported person at the employer, per vacancy, [m].
    coach, once
        Price of a coach minute a week, and of a cent of once-only money, per person, [n].
    is_open, may_support
        Whether a vacancy has a place at all, and its employer room for one more supported person, [m].
    coach_most, once_most
        What a hard budget leaves for one person; a row that takes more is in no plan and in no bound, [n].
    floor
        Price of a point that counts towards the floor of the person's group, [n]; 0 without a group.
    yesterday
        Vacancy proposed the night before, −1 none, [n].
    value
        Value of a point, number of tie digits, bonus for yesterday's proposal, scale, and the instruments (as bits)
        that make a supported person, [5].
    """

    place: I64
    supported: I64
    coach: I64
    once: I64
    is_open: U8
    may_support: U8
    coach_most: I64
    once_most: I64
    floor: I64
    yesterday: I32
    value: I64


@njit(nogil=True, cache=True)
def gain_of(c: int, v: int, at: int, out: I64, C: People, V: Jobs, A: Asking) -> int:
    """Give what is left of a row's value after the prices: ``q_e`` of the model."""
    tie = mix(C.mask[c, P_TIE] ^ V.mask[v, J_TIE])
    worth = out[at + 5] * A.value[0] + np.int64(tie % np.uint64(A.value[1] + 1))
    if A.yesterday[c] == v:
        worth += A.value[2]
    worth_in_all = worth * A.value[3] + A.floor[c] * out[at + 5]
    gain = worth_in_all - A.place[v] - A.coach[c] * out[at + 1] - A.once[c] * out[at + 2]
    return int(gain - A.supported[v]) if out[at] & A.value[4] else int(gain)


@njit(nogil=True, cache=True)
def fits(c: int, v: int, at: int, out: I64, A: Asking) -> bool:
    """Whether hard budgets leave enough for this package on its own."""
    if out[at + 1] > A.coach_most[c] or out[at + 2] > A.once_most[c]:
        return False
    return bool(A.may_support[v] or not out[at] & A.value[4])


@njit(nogil=True, cache=True)
def most_gain(c: int, v: int, most: int, A: Asking) -> int:
    """Give the most a pair of at most so many points can gain: no price is below zero."""
    bonus = A.value[2] if A.yesterday[c] == v else 0
    return int((most * A.value[0] + A.value[1] + bonus) * A.value[3] + A.floor[c] * most - A.place[v])


@inline
def most_worth(c: int, most: int, A: Asking) -> int:
    """Give the most a pair of at most so many points can gain where its place is free, whichever vacancy it is."""
    bonus = A.value[2] if A.yesterday[c] >= 0 else 0
    return int((most * A.value[0] + A.value[1] + bonus) * A.value[3] + A.floor[c] * most)


@njit(nogil=True, cache=True)
def know(rows: I64, vacancy: I32, C: People, V: Jobs, A: Asking, best: I64) -> None:
    """Raise each person's best to what rows that are known already gain at these prices."""
    one = np.zeros(PACKAGE_FIELDS, np.int64)
    for row in range(len(rows)):
        c, v = int(rows[row, 0]), vacancy[row]
        one[0], one[1], one[2], one[5] = rows[row, 1], rows[row, 2], rows[row, 3], rows[row, 4]
        if A.is_open[v] and fits(c, v, 0, one, A):
            best[c] = max(best[c], gain_of(c, v, 0, one, C, V, A))
