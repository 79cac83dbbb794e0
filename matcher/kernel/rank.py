"""All pairs of a night, on threads: the best of every person, or given pairs in full."""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numba import njit

from matcher.domain.caseload import I32, I64, U64, Caseload
from matcher.kernel.bits import mix
from matcher.kernel.bounds import may_reach
from matcher.kernel.fields import (
    COUNT,
    MASKS,
    N_REASONS,
    OUT,
    PACKAGE,
    PACKAGE_FIELDS,
    REASON,
    VERDICT,
    Scratch,
    scratch,
)
from matcher.kernel.grid import Grid, Room, lay_out, rooms
from matcher.kernel.judge import in_part, judge_more, judge_row
from matcher.kernel.packed import J_TIE, P_TIE, Desk, Jobs, People, pack
from matcher.kernel.reach import forget, open_jobs
from matcher.kernel.support import prepare_closers

TILE = 64
CHUNK = 4_096
BATCH = 64
FEW = 16


@njit(nogil=True, cache=True)
def insert(k: int, v: int, total: int, tie: np.uint64, vacancy: I32, totals: I32, ties: U64, n: int) -> int:
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
    low: int, high: int, k: int, is_whole: bool, C: People, V: Jobs, T: Desk, G: Grid, S: Scratch, R: Room,
    vacancy: I32, totals: I32, found: I32, unweighed: I32, reasons: I32, verdicts: I64,
) -> None:  # fmt: skip
    ties = np.zeros(k, np.uint64)
    out, masks = np.zeros((FEW, OUT), np.int64), np.zeros((FEW, MASKS), np.uint64)
    batch = np.zeros(FEW, np.int32)
    for place in range(low, high):
        c = int(np.int64(G.people[place]))
        n_open, n, at = open_jobs(c, C, V, T, G, S, R, reasons[c]), 0, 0
        verdicts[3] += len(V.number) - n_open
        if n_open:
            prepare_closers(c, C, T, S)
        while at < n_open and (is_whole or n < k or may_reach(R.most[R.order[at]], totals[c, k - 1])):
            n_batch = min(n_open - at, FEW)
            for pair in range(n_batch):
                batch[pair] = R.jobs[R.order[at + pair]]
            judge_more(c, batch, n_batch, in_part(n_batch), C, V, T, S, out, masks)
            n = _take(c, k, n, batch, n_batch, out, C, V, vacancy[c], totals[c], ties, reasons, verdicts)
            at += n_batch
        found[c], unweighed[c] = n, n_open - at
        forget(S, R)


@njit(nogil=True, cache=True)
def _take(
    c: int, k: int, n: int, batch: I32, n_pairs: int, out: I64, C: People, V: Jobs,
    vacancy: I32, totals: I32, ties: U64, reasons: I32, verdicts: I64,
) -> int:  # fmt: skip
    """Count the verdicts of some pairs of a person and keep the best; give how many are kept."""
    for pair in range(n_pairs):
        verdicts[out[pair, VERDICT]] += 1
        if out[pair, REASON] >= 0:
            reasons[c, out[pair, REASON]] += 1
            continue
        best = out[pair, PACKAGE + 5]
        for package in range(1, out[pair, COUNT]):
            best = max(best, out[pair, PACKAGE + package * PACKAGE_FIELDS + 5])
        tie = mix(C.mask[c, P_TIE] ^ V.mask[batch[pair], J_TIE])
        n = insert(k, batch[pair], best, tie, vacancy, totals, ties, n)
    return n


@njit(nogil=True, cache=True)
def _judge_each(
    low: int, high: int, is_whole: bool, client: I32, vacancy: I32, C: People, V: Jobs, T: Desk,
    S: Scratch, out: I64, masks: U64,
) -> None:  # fmt: skip
    at = low
    while at < high:
        end = at
        while end < high and client[end] == client[at]:
            end += 1
        # In 64 bits like everywhere: for another type all rules would be compiled again.
        judge_row(
            int(np.int64(client[at])), vacancy[at:end], end - at, is_whole, C, V, T, S, out[at:end], masks[at:end]
        )
        at = end


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
    unweighed
        Pairs no gate shut that were not weighed, because they could not come among the best; in no count, [n].
    """

    vacancy: I32
    total: I32
    found: I32
    reasons: I32
    verdicts: I64
    unweighed: I32


def rank(caseload: Caseload, k: int, threads: int = 2, *, is_whole: bool = True) -> Ranked:
    """Look at all pairs and give each person the best ``k`` that can be proposed.

    Parameters
    ----------
    k
        Pairs kept a person.
    threads
        Work is cut into fixed stretches of people, so the number of threads changes nothing but the time.
    is_whole
        Whether every pair that no gate shuts is weighed, and so counted by its verdict and reason.  Without it the best
        are the same, and a pair that cannot come among them is left unweighed.
    """
    n = len(caseload.client_keys)
    vacancy, total = np.full((n, k), -1, np.int32), np.zeros((n, k), np.int32)
    found, unweighed, reasons = np.zeros(n, np.int32), np.zeros(n, np.int32), np.zeros((n, N_REASONS), np.int32)
    columns, grid = pack(caseload), lay_out(caseload)

    def work(low: int) -> I64:
        verdicts = np.zeros(4, np.int64)
        _rank(
            low,
            min(low + TILE, n),
            k,
            is_whole,
            *columns,
            grid,
            *rooms(columns, grid),
            vacancy,
            total,
            found,
            unweighed,
            reasons,
            verdicts,
        )
        return verdicts

    verdicts = np.zeros(4, np.int64)
    with ThreadPoolExecutor(threads) as pool:
        for part in pool.map(work, range(0, n, TILE)):
            verdicts += part
    return Ranked(vacancy, total, found, reasons, verdicts, unweighed)


class Judged(NamedTuple):
    """Some pairs in full: ``out`` [n, OUT] and ``masks`` [n, MASKS], with the fields of `matcher.kernel.fields`."""

    out: I64
    masks: U64


def judge_each(caseload: Caseload, client: I32, vacancy: I32, *, is_whole: bool = False, threads: int = 2) -> Judged:
    """Weigh the given pairs (rows of clients and of vacancies).

    With ``is_whole`` also the points of pairs that cannot be proposed; pairs of one person side by side go fastest.
    """
    n = len(client)
    out, masks = np.zeros((n, OUT), np.int64), np.zeros((n, MASKS), np.uint64)
    columns = pack(caseload)

    def work(low: int) -> None:
        high = min(low + CHUNK, n)
        _judge_each(low, high, is_whole, client, vacancy, *columns, scratch(len(columns.desk.place)), out, masks)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(0, n, CHUNK)))
    return Judged(out, masks)
