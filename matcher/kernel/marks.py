"""The verdicts of a pair as masks of items, and what they cost."""

import numpy as np

from matcher.kernel.fields import (
    AT_NORM,
    COVERED,
    IMPOSSIBLE,
    LET_OP,
    ONE,
    QUESTION,
    ZERO,
    Scratch,
)
from matcher.kernel.hot import inline


@inline
def mark(i: int, verdict: int, is_covered: bool, S: Scratch) -> None:
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


@inline
def verdict_of(bit: np.uint64, S: Scratch) -> int:
    if S.masks[IMPOSSIBLE] & bit != ZERO:
        return 3
    if S.masks[QUESTION] & bit != ZERO:
        return 2
    return 1 if S.masks[LET_OP] & bit != ZERO else 0


@inline
def severity(bit: np.uint64, S: Scratch) -> int:
    """Rank the halves of a couple by what they cost: covered, question, uncovered, impossible."""
    if S.masks[IMPOSSIBLE] & bit != ZERO:
        return 4
    if S.masks[QUESTION] & bit != ZERO:
        return 2
    return 1 if (S.masks[COVERED] | S.masks[AT_NORM]) & bit != ZERO else 3
