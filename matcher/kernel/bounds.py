"""The most points a pair can come to, before any item is weighed: who cannot reach a list needs no weighing.

Every line but *belasting* is known once the gates are through.  Of that line only the questions are counted that
weighing finds in any case, and support can only take points off; so no pair has more than this.
"""

import numpy as np

from matcher.kernel.bits import count_bits
from matcher.kernel.fields import ONE, ZERO
from matcher.kernel.grid import N_BUCKETS, Room
from matcher.kernel.hot import hot, inline
from matcher.kernel.packed import (
    J_DEPENDS,
    J_LASTING,
    LOAD_FLOOR,
    LOAD_FULL,
    LOAD_QUESTION,
    LOAD_QUESTIONS_MOST,
    P_KNOWN,
    P_READING,
    P_TEXT,
    PER_DAY,
    WEIGHED,
    Desk,
    Jobs,
    People,
)
from matcher.kernel.points import ability_points, wish_points


@inline
def sure_questions(c: int, C: People, T: Desk) -> np.uint64:
    """Give the items that are a question wherever the work depends on them: unknown, or a text that nobody read.

    Left out are items counted per day, halves of couples (of two questions one may count), and all where a reading may
    answer.
    """
    if C.start[c, P_READING] < C.start[c + 1, P_READING]:
        return ZERO
    found: np.uint64 = (~C.mask[c, P_KNOWN] | C.mask[c, P_TEXT]) & T.mask[WEIGHED] & ~T.mask[PER_DAY]
    for k in range(T.couple.shape[0]):
        found &= ~(ONE << np.uint64(T.couple[k, 0]) | ONE << np.uint64(T.couple[k, 2]))
    return found


@inline
def most_points(c: int, v: int, before: int, sure: np.uint64, C: People, V: Jobs, T: Desk) -> int:
    """Give the most points of a pair; ``before`` are those that place, hours and the person decide."""
    questions = count_bits(sure & V.mask[v, J_DEPENDS])
    asked = min(T.policy[LOAD_QUESTIONS_MOST], questions * T.policy[LOAD_QUESTION])
    load = max(T.policy[LOAD_FLOOR], T.policy[LOAD_FULL] - asked)
    known = wish_points(c, v, C, V, T) + ability_points(c, v, C, V, T) + V.number[v, J_LASTING]
    return int(before + load + known)


@hot
def put_highest_first(n: int, R: Room) -> None:
    """Order the listed vacancies by the most points they can come to; above the last bucket the order is free."""
    for bucket in range(N_BUCKETS + 1):
        R.bucket[bucket] = 0
    for k in range(n):
        R.most[k] = min(R.most[k], N_BUCKETS - 1)
        R.bucket[N_BUCKETS - R.most[k]] += 1
    for bucket in range(N_BUCKETS):
        R.bucket[bucket + 1] += R.bucket[bucket]
    for k in range(n):
        bucket = N_BUCKETS - 1 - R.most[k]
        R.order[R.bucket[bucket]] = k
        R.bucket[bucket] += 1


@inline
def may_reach(most: int, least: int) -> bool:
    """Whether a pair of at most so many points can come to at least so many; the last bucket has no bound."""
    return bool(most >= least or most >= N_BUCKETS - 1)
