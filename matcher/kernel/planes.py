"""What firmly clashes, as bits: one AND over four words says whether a pair fits without support.

Not part of weighing: it leaves out support, readings and what is counted per day.  It is the plain sweep that looking
at a pair is measured against, and the quickest answer to who fits somewhere as he is.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from matcher.domain.caseload import I64, MAX_CONDITIONS, N_LEVELS, U64, Caseload
from matcher.kernel.bits import count_bits
from matcher.kernel.fields import ORD, SET, ZERO, Scratch
from matcher.kernel.grid import Grid, Room, lay_out, rooms
from matcher.kernel.hot import hot, inline
from matcher.kernel.packed import P_TRAVEL_LIMIT, Desk, People, pack
from matcher.kernel.reach import forget, reach

WORDS, PEOPLE, JOBS = 4, 256, 1_024


class Planes(NamedTuple):
    """Levels and conditions as bits: what each person has, [n, 4], and what each vacancy cannot bear, [4, m]."""

    people: U64
    jobs: U64


def planes_of(caseload: Caseload) -> Planes:
    """Write a bit per level of an ordered item, and per condition."""
    c, v, tables = caseload.clients, caseload.vacancies, caseload.tables
    has, bears_not = [], []
    for item in np.flatnonzero(tables.kind == ORD):
        for level in range(1, N_LEVELS):
            if level <= tables.top[item]:
                has.append(c.level[:, item] == level)
                bears_not.append(v.ord_cell[:, tables.slot[item], level] >> 3 & 7 > 0)
    for item in np.flatnonzero(tables.kind == SET):
        for number in range(1, MAX_CONDITIONS):
            has.append(c.conditions[:, item] >> number & 1 > 0)
            bears_not.append(v.set_firm[:, tables.slot[item]] >> number & 1 > 0)
    if len(has) > 64 * WORDS:
        raise AssertionError(f"{len(has)} levels and conditions do not fit in {WORDS} words of 64 bits")
    return Planes(_words(has, len(c.tie)), np.ascontiguousarray(_words(bears_not, len(v.tie)).T))


def _words(columns: list[np.ndarray[tuple[int], np.dtype[np.bool_]]], n: int) -> U64:
    words = np.zeros((n, WORDS), np.uint64)
    for place, column in enumerate(columns):
        words[:, place // 64] |= column.astype(np.uint64) << np.uint64(place % 64)
    return words


@hot
def count_tile(low: int, high: int, people: U64, jobs: U64, found: I64) -> None:
    """Count for each person the vacancies that firmly clash nowhere, tile after tile of vacancies."""
    for first in range(0, jobs.shape[1], JOBS):
        last = min(first + JOBS, jobs.shape[1])
        for c in range(low, high):
            one, two, three, four = people[c, 0], people[c, 1], people[c, 2], people[c, 3]
            n = ZERO
            # A number that cannot be negative needs no look whether it counts from the end: eight pairs go at once.
            for v in range(np.uint64(first), np.uint64(last)):
                clash = one & jobs[0, v] | two & jobs[1, v] | three & jobs[2, v] | four & jobs[3, v]
                n += np.uint64(clash == ZERO)
            found[c] += np.int64(n)


def count_fitting(caseload: Caseload, threads: int = 1) -> I64:
    """Give for each person how many vacancies ask nothing firmly that he cannot, support left out, [n]."""
    planes = planes_of(caseload)
    return count_in(planes, threads)


def count_in(planes: Planes, threads: int = 1) -> I64:
    """Count as `count_fitting` does, in planes that are there already."""
    n = len(planes.people)
    found = np.zeros(n, np.int64)
    with ThreadPoolExecutor(threads) as pool:
        starts = range(0, n, PEOPLE)
        list(pool.map(lambda low: count_tile(low, min(low + PEOPLE, n), *planes, found), starts))
    return found


@hot
def sweep_near(
    low: int, high: int, C: People, T: Desk, G: Grid, S: Scratch, R: Room, people: U64, jobs: U64, found: I64
) -> None:
    """Add up bits that clash over every vacancy within each person's reach; ``jobs`` lie as in the grid."""
    for place in range(low, high):
        c = G.people[place]
        one, two, three, four = people[c, 0], people[c, 1], people[c, 2], people[c, 3]
        reach(c, C.number[c, P_TRAVEL_LIMIT], C, T, G, S, R)
        n = ZERO
        for k in range(R.near[-1]):
            first, last = G.place_start[R.near[k]], G.place_start[R.near[k] + 1]
            found[0] += last - first
            for at in range(np.uint64(first), np.uint64(last)):
                n += clashes_in(one, two, three, four, at, jobs)
        found[1] += np.int64(n)
        forget(S, R)


@inline
def clashes_in(one: np.uint64, two: np.uint64, three: np.uint64, four: np.uint64, at: int, jobs: U64) -> np.uint64:
    return np.uint64(
        count_bits(one & jobs[0, at])
        + count_bits(two & jobs[1, at])
        + count_bits(three & jobs[2, at])
        + count_bits(four & jobs[3, at])
    )


def sweep(caseload: Caseload, threads: int = 2) -> tuple[int, int]:
    """Look at every pair within reach with AND and popcount alone; give the pairs looked at, and the bits found."""
    planes, columns, grid = planes_of(caseload), pack(caseload), lay_out(caseload)
    jobs, n = np.ascontiguousarray(planes.jobs[:, grid.job]), len(planes.people)

    def work(low: int) -> I64:
        found = np.zeros(2, np.int64)
        high = min(low + PEOPLE, n)
        sweep_near(low, high, columns.people, columns.desk, grid, *rooms(columns, grid), planes.people, jobs, found)
        return found

    with ThreadPoolExecutor(threads) as pool:
        looked, bits = sum(pool.map(work, range(0, n, PEOPLE)), np.zeros(2, np.int64)).tolist()
    return looked, bits
