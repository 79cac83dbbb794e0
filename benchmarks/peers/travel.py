"""Travel minutes between all places at once: what the peers look up, where the kernel works them out from the map."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from benchmarks.peers.arrays import Flags, Ints
from matcher.domain.caseload import I64, Caseload

LONGEST = 255


@lru_cache(maxsize=1)
def travel_minutes(caseload: Caseload) -> tuple[Ints, Flags]:
    """Give minutes by mode between all places, [4, n, n], and whether a time is known at all.

    The estimate is worked out for all places at once, then known times go over it.
    """
    tables = caseload.tables
    x, y, has = tables.place.T
    metres = exact_roots((x[:, None] - x) ** 2 + (y[:, None] - y) ** 2)
    shape = (len(tables.speed), *metres.shape)
    minutes, is_known = np.zeros(shape, np.uint8), np.zeros(shape, bool)
    for mode, (speed, fixed, detour) in enumerate(tables.speed):
        minutes[mode] = np.minimum(-(-(metres * detour) // speed) + fixed, LONGEST).astype(np.uint8)
        is_known[mode] = (has[:, None] > 0) & (has > 0)
    start = np.repeat(np.arange(len(x)), np.diff(tables.known_start))
    end, mode_of, known = tables.known.T
    minutes[mode_of, start, end] = known
    is_known[mode_of, start, end] = True
    return minutes, is_known


def exact_roots(squares: I64) -> I64:
    """Give the whole root of each square: the float root is off by one at most, and that is put right in integers."""
    roots = np.sqrt(squares.astype(np.float64)).astype(np.int64)
    roots -= roots * roots > squares
    roots += (roots + 1) * (roots + 1) <= squares
    return roots
