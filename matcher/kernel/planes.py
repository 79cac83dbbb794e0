"""What firmly clashes, as bits, two ways round: who fits without support, and the plain sweep over pairs within reach.

Not part of weighing: it leaves out support, readings and what is counted per day.  Per vacancy the bits of what it
cannot bear stand in four words, so one AND looks at a pair: what looking at pairs is measured against.  Per level and
condition the bits of the vacancies that cannot bear it stand side by side: a person has few, and one OR looks at
64 vacancies, the quickest answer to who fits somewhere as he is.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from matcher.domain.caseload import I32, I64, MAX_CONDITIONS, N_LEVELS, U64, Caseload
from matcher.kernel.bits import count_bits
from matcher.kernel.fields import ORD, SET, ZERO, Scratch
from matcher.kernel.grid import Grid, Room, lay_out, rooms
from matcher.kernel.hot import hot, inline
from matcher.kernel.packed import P_TRAVEL_LIMIT, Desk, People, pack
from matcher.kernel.reach import forget, reach

WORDS, PEOPLE = 4, 256
Bits: TypeAlias = npt.NDArray[np.bool_]


class Planes(NamedTuple):
    """Levels and conditions as bits: what each person has, [n, 4], and what each vacancy cannot bear, [4, m]."""

    people: U64
    jobs: U64


class Limits(NamedTuple):
    """Levels and conditions of people, and the vacancies that cannot bear each.

    Attributes
    ----------
    start, column
        Which levels and conditions a person has: ``column[start[c]]`` up to ``column[start[c + 1]]``.
    jobs
        A bit per vacancy for each level and condition, [n_columns, m / 64 rounded up].
    n_jobs
        How many vacancies there are, m.
    """

    start: I64
    column: I32
    jobs: U64
    n_jobs: int


def planes_of(caseload: Caseload) -> Planes:
    """Write a bit per level of an ordered item, and per condition."""
    columns = list(_columns(caseload))
    if len(columns) > 64 * WORDS:
        raise AssertionError(f"{len(columns)} levels and conditions do not fit in {WORDS} words of 64 bits")
    has, bears_not = ([pair[side] for pair in columns] for side in range(2))
    n, m = len(caseload.clients.tie), len(caseload.vacancies.tie)
    return Planes(_words(has, n), np.ascontiguousarray(_words(bears_not, m).T))


def limits_of(caseload: Caseload, people: I32 | None = None) -> Limits:
    """Write the vacancies each level and condition rules out; of all people, or of those given."""
    n = len(caseload.clients.tie) if people is None else len(people)
    m = len(caseload.vacancies.tie)
    jobs, whose, which = [], [], []
    for column, (has, bears_not) in enumerate(_columns(caseload)):
        rows = np.flatnonzero(has if people is None else has[people])
        whose.append(rows)
        which.append(np.full(len(rows), column, np.int32))
        jobs.append(_packed(bears_not))
    order = np.argsort(np.concatenate(whose), kind="stable")
    counts = np.bincount(np.concatenate(whose), minlength=n)
    start = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Limits(start, np.concatenate(which)[order], np.stack(jobs), m)


def _packed(bits: Bits) -> U64:
    """Put bits side by side in words of 64, the first lowest."""
    whole = np.zeros(-(-len(bits) // 64) * 64, bool)
    whole[: len(bits)] = bits
    packed: U64 = np.packbits(whole, bitorder="little").view(np.uint64)
    return packed


def _columns(caseload: Caseload) -> Iterator[tuple[Bits, Bits]]:
    """Give for each level of an ordered item, and each condition, who has it and which vacancy cannot bear it."""
    c, v, tables = caseload.clients, caseload.vacancies, caseload.tables
    for item in np.flatnonzero(tables.kind == ORD):
        for level in range(1, N_LEVELS):
            if level <= tables.top[item]:
                yield c.level[:, item] == level, v.ord_cell[:, tables.slot[item], level] >> 3 & 7 > 0
    for item in np.flatnonzero(tables.kind == SET):
        for number in range(1, MAX_CONDITIONS):
            yield c.conditions[:, item] >> number & 1 > 0, v.set_firm[:, tables.slot[item]] >> number & 1 > 0


def _words(columns: list[Bits], n: int) -> U64:
    words = np.zeros((n, WORDS), np.uint64)
    for place, column in enumerate(columns):
        words[:, place // 64] |= column.astype(np.uint64) << np.uint64(place % 64)
    return words


@hot
def count_clashing(low: int, high: int, start: I64, column: I32, jobs: U64, room: U64, found: I64) -> None:
    """Count for each person the vacancies that firmly clash with any of his limits."""
    # A number that cannot be negative needs no look whether it counts from the end: words go side by side.
    n_words = np.uint64(len(room))
    for c in range(low, high):
        for word in range(n_words):
            room[word] = ZERO
        for k in range(start[c], start[c + 1]):
            row = np.uint64(column[k])
            for word in range(n_words):
                room[word] |= jobs[row, word]
        n = ZERO
        for word in range(n_words):
            n += np.uint64(count_bits(room[word]))
        found[c] = np.int64(n)


def count_fitting(caseload: Caseload, threads: int = 1) -> I64:
    """Give for each person how many vacancies ask nothing firmly that he cannot, support left out, [n]."""
    return count_in(limits_of(caseload), threads)


def count_in(limits: Limits, threads: int = 1) -> I64:
    """Count as `count_fitting` does, in bits that are there already."""
    n = len(limits.start) - 1
    found = np.zeros(n, np.int64)

    def work(low: int) -> None:
        room = np.zeros(limits.jobs.shape[1], np.uint64)
        count_clashing(low, min(low + PEOPLE, n), limits.start, limits.column, limits.jobs, room, found)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(0, n, PEOPLE)))
    return limits.n_jobs - found


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
