"""All pairs at given prices: what each person gains most, and every row that comes near it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, Protocol

import numpy as np
from numba import njit

from matcher.domain.caseload import I8, I32, I64, U64, Caseload
from matcher.kernel.affordable import cheapest_first, list_affordable
from matcher.kernel.asking import Asking, fits, gain_of, know, most_gain
from matcher.kernel.fields import COUNT, MASKS, OUT, PACKAGE, PACKAGE_FIELDS, REASON, VERDICT, Scratch
from matcher.kernel.grid import Grid, Room, lay_out, rooms
from matcher.kernel.judge import in_part, judge_more
from matcher.kernel.packed import J_LASTING, Desk, Jobs, People, pack
from matcher.kernel.rank import FEW, TILE
from matcher.kernel.reach import forget
from matcher.kernel.support import prepare_closers
from matcher.kernel.sure import NEVER, WORDS, Bits, bits_of, foretell, write_words

R_CLIENT, R_VACANCY, R_PACKAGE, R_VERDICT, R_TOTAL, R_COACH, R_CENTS, R_INSTRUMENTS, R_GAIN, ROW_FIELDS = range(10)


@njit(nogil=True, cache=True)
def _price(
    low: int, high: int, threshold: int, lasting: int, C: People, V: Jobs, T: Desk, G: Grid, A: Asking, B: Bits,
    S: Scratch, R: Room, best: I64,
) -> I64:  # fmt: skip
    rows, kept = np.zeros((1_024, ROW_FIELDS), np.int64), 0
    out, masks = np.zeros((FEW, OUT), np.int64), np.zeros((FEW, MASKS), np.uint64)
    batch, words = np.zeros(FEW, np.int32), np.zeros(WORDS, np.uint64)
    for place in range(low, high):
        c, start, at = int(np.int64(G.people[place])), kept, 0
        n_open = list_affordable(c, best[c] - threshold, lasting, C, V, T, G, A, S, R)
        if n_open:
            prepare_closers(c, C, T, S)
            write_words(c, C, T, B, words)
        while at < n_open:
            at, n_batch = _next_batch(c, at, n_open, best[c] - threshold, words, C, V, T, A, B, S, R, batch)
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
def _next_batch(
    c: int, at: int, n_open: int, least: int, words: U64, C: People, V: Jobs, T: Desk, A: Asking, B: Bits, S: Scratch,
    R: Room, batch: I32,
) -> tuple[int, int]:  # fmt: skip
    """List the next vacancies that may gain so much and can be proposed; give how far it came, and how many."""
    n = 0
    while at < n_open and n < len(batch):
        v = R.jobs[at]
        if most_gain(c, v, R.most[at], A) >= least and foretell(c, v, words, C, V, T, B, S) != NEVER:
            batch[n] = v
            n += 1
        at += 1
    return at, n


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


class Known(Protocol):
    """Columns of rows as `matcher.shortlist.Candidates` has them."""

    @property
    def client(self) -> I32: ...
    @property
    def vacancy(self) -> I32: ...
    @property
    def total(self) -> I64: ...
    @property
    def coach_minutes(self) -> I64: ...
    @property
    def once_cents(self) -> I64: ...
    @property
    def instruments(self) -> I32: ...


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


def price(
    caseload: Caseload, asking: Asking, threshold: int, threads: int = 2, known: Sequence[Known] = ()
) -> Near:  # fmt: skip
    """Look at all pairs at given prices.

    Parameters
    ----------
    asking
        The prices, and how a row's value is made.
    threshold
        How far below a person's best gain a row may lie, in price units.
    threads
        Changes the time, never the answer.
    known
        Rows that were found before.  What they gain says of most pairs that they are not near, without a look; they
        change the time, never the answer.
    """
    n = len(caseload.client_keys)
    columns, bits = pack(caseload), bits_of(caseload)
    lasting = int(columns.jobs.number[:, J_LASTING].max(initial=0))
    grid = cheapest_first(lay_out(caseload), asking)
    best = np.zeros(n, np.int64)
    for some in known:
        know(_as_rows(some), some.vacancy, columns.people, columns.jobs, asking, best)

    def work(low: int) -> I64:
        found: I64 = _price(
            low, min(low + TILE, n), threshold, lasting, *columns, grid, asking, bits, *rooms(columns, grid), best
        )
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


def _as_rows(known: Known) -> I64:
    """Give client, instruments, coach minutes, cents and points of rows side by side."""
    columns = (known.client, known.instruments, known.coach_minutes, known.once_cents, known.total)
    return np.ascontiguousarray(np.stack(columns, axis=1), np.int64)


def mixed(keys: U64) -> U64:
    """Scramble tie keys as `matcher.tie.mix` does."""
    with np.errstate(over="ignore"):
        keys = (keys ^ (keys >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        keys = (keys ^ (keys >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return keys ^ (keys >> np.uint64(31))
