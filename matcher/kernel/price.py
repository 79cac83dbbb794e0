"""All pairs at given prices: what each person gains most, and every row that comes near it."""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numba import njit

from matcher.domain.caseload import I8, I32, I64, U8, U64, Caseload
from matcher.kernel.bits import mix
from matcher.kernel.bounds import may_reach
from matcher.kernel.fields import COUNT, MASKS, N_REASONS, OUT, PACKAGE, PACKAGE_FIELDS, REASON, VERDICT, Scratch
from matcher.kernel.grid import N_BUCKETS, Grid, Room, lay_out, rooms
from matcher.kernel.judge import in_part, judge_more
from matcher.kernel.packed import J_TIE, P_TIE, Desk, Jobs, People, pack
from matcher.kernel.rank import FEW, TILE
from matcher.kernel.reach import forget, open_jobs
from matcher.kernel.support import prepare_closers

R_CLIENT, R_VACANCY, R_PACKAGE, R_VERDICT, R_TOTAL, R_COACH, R_CENTS, R_INSTRUMENTS, R_GAIN, ROW_FIELDS = range(10)


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
def _price(
    low: int, high: int, threshold: int, C: People, V: Jobs, T: Desk, G: Grid, A: Asking, S: Scratch, R: Room, best: I64
) -> I64:  # fmt: skip
    reasons = np.zeros(N_REASONS, np.int32)
    out, masks = np.zeros((FEW, OUT), np.int64), np.zeros((FEW, MASKS), np.uint64)
    rows, kept = np.zeros((1_024, ROW_FIELDS), np.int64), 0
    batch = np.zeros(FEW, np.int32)
    for place in range(low, high):
        c, start, at = int(np.int64(G.people[place])), kept, 0
        n_open = open_jobs(c, C, V, T, G, S, R, reasons)
        if n_open:
            prepare_closers(c, C, T, S)
        while at < n_open:
            at, n_batch = _next_batch(c, at, n_open, best[c] - threshold, V, A, R, batch)
            judge_more(c, batch, n_batch, in_part(n_batch), C, V, T, S, out, masks)
            if kept + 3 * FEW > len(rows):
                more = np.zeros((2 * len(rows), ROW_FIELDS), np.int64)
                more[:kept] = rows[:kept]
                rows = more
            kept, best[c] = _collect(c, batch, n_batch, kept, best[c], out, rows, C, V, A)
        kept = _keep_near(start, kept, best[c] - threshold, rows)
        forget(S, R)
    return rows[:kept]


@njit(nogil=True, cache=True)
def _next_batch(c: int, at: int, n_open: int, least: int, V: Jobs, A: Asking, R: Room, batch: I32) -> tuple[int, int]:
    """List the next vacancies with a place that could gain at least so much; give how far it came, and how many."""
    n = 0
    while at < n_open and n < len(batch):
        v, most = R.jobs[R.order[at]], R.most[R.order[at]]
        if A.is_open[v] and (most_gain(c, v, most, A) >= least or may_reach(most, N_BUCKETS)):
            batch[n] = v
            n += 1
        at += 1
    return at, n


@njit(nogil=True, cache=True)
def most_gain(c: int, v: int, most: int, A: Asking) -> int:
    """Give the most a pair of at most so many points can gain: no price is below zero."""
    worth = most * A.value[0] + A.value[1]
    if A.yesterday[c] == v:
        worth += A.value[2]
    return int(worth * A.value[3] + A.floor[c] * most - A.place[v])


@njit(nogil=True, cache=True)
def _collect(
    c: int, batch: I32, n_pairs: int, kept: int, best: int, out: I64, rows: I64, C: People, V: Jobs, A: Asking
) -> tuple[int, int]:
    """Write a row for every package of every pair that can be proposed; give how many there are, and the best gain."""
    for pair in range(n_pairs):
        if out[pair, REASON] >= 0:
            continue
        for package in range(out[pair, COUNT]):
            at = PACKAGE + package * PACKAGE_FIELDS
            if not fits(c, batch[pair], at, out[pair], A):
                continue
            rows[kept, R_CLIENT], rows[kept, R_VACANCY], rows[kept, R_PACKAGE] = c, batch[pair], package
            rows[kept, R_VERDICT], rows[kept, R_INSTRUMENTS] = out[pair, VERDICT], out[pair, at]
            rows[kept, R_COACH], rows[kept, R_CENTS] = out[pair, at + 1], out[pair, at + 2]
            rows[kept, R_TOTAL] = out[pair, at + 5]
            rows[kept, R_GAIN] = gain_of(c, batch[pair], at, out[pair], C, V, A)
            best = max(best, rows[kept, R_GAIN])
            kept += 1
    return kept, best


@njit(nogil=True, cache=True)
def _keep_near(start: int, end: int, least: int, rows: I64) -> int:
    """Keep of one person the rows that gain at least so much; give where the kept rows end."""
    kept = start
    for row in range(start, end):
        if rows[row, R_GAIN] >= least:
            rows[kept] = rows[row]
            kept += 1
    return kept


class Near(NamedTuple):
    """Rows of all pairs that come near the best of their person, and that best, [n].

    The columns are those of `matcher.shortlist.Candidates`.
    """

    client: I32
    vacancy: I32
    package: I8
    verdict: I8
    total: I64
    coach_minutes: I64
    once_cents: I64
    instruments: I32
    tie: U64
    best: I64


def price(caseload: Caseload, asking: Asking, threshold: int, threads: int = 2) -> Near:
    """Look at all pairs at given prices.

    Parameters
    ----------
    asking
        The prices, and how a row's value is made.
    threshold
        How far below a person's best gain a row may lie, in price units.
    threads
        Changes the time, never the answer.
    """
    n = len(caseload.client_keys)
    columns, grid = pack(caseload), lay_out(caseload)
    best = np.zeros(n, np.int64)

    def work(low: int) -> I64:
        found: I64 = _price(low, min(low + TILE, n), threshold, *columns, grid, asking, *rooms(columns, grid), best)
        return found

    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(work, range(0, n, TILE)))
    rows = np.concatenate(parts) if parts else np.zeros((0, ROW_FIELDS), np.int64)
    rows = rows[np.lexsort((rows[:, R_PACKAGE], rows[:, R_VACANCY], rows[:, R_CLIENT]))]
    client, vacancy = rows[:, R_CLIENT].astype(np.int32), rows[:, R_VACANCY].astype(np.int32)
    return Near(
        client=client,
        vacancy=vacancy,
        package=rows[:, R_PACKAGE].astype(np.int8),
        verdict=rows[:, R_VERDICT].astype(np.int8),
        total=rows[:, R_TOTAL],
        coach_minutes=rows[:, R_COACH],
        once_cents=rows[:, R_CENTS],
        instruments=rows[:, R_INSTRUMENTS].astype(np.int32),
        tie=mixed(caseload.clients.tie[client] ^ caseload.vacancies.tie[vacancy]),
        best=best,
    )


def mixed(keys: U64) -> U64:
    """Scramble tie keys as `matcher.tie.mix` does."""
    with np.errstate(over="ignore"):
        keys = (keys ^ (keys >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        keys = (keys ^ (keys >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return keys ^ (keys >> np.uint64(31))
