"""The verbs of near misses: everybody against every vacancy, and people who are thought up."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue
from typing import NamedTuple

import numpy as np
from numba import njit

from matcher.domain.caseload import I32, I64, MAX_TASKS, U8, Caseload, ClientColumns, StepColumns
from matcher.kernel.fields import MASKS, N_REASONS, OUT, REASON, Scratch
from matcher.kernel.grid import Grid, Room, lay_out, rooms
from matcher.kernel.judge import in_part, judge_row
from matcher.kernel.near import file_weighed, list_near, prepare_person, scan, weigh_again
from matcher.kernel.packed import Desk, Jobs, People, pack, pack_people
from matcher.kernel.rank import BATCH, TILE
from matcher.kernel.reach import forget, open_jobs
from matcher.kernel.tally import Tally, count_person, stopped_in_all, tally_of
from matcher.kernel.ways import N_PARTS, Ways, Work, room, ways_of


class Surveyed(NamedTuple):
    """What each change would open.

    Attributes
    ----------
    n_open
        Vacancies that can be proposed today, per person asked for, [n].
    opens
        Vacancies that each step opens, [n_steps].
    answers
        Per person: vacancies that open where the employer says yes to each part of his answers, or to leaving out one
        task, [n, 6].
    reach
        People per vacancy for whom a step of each name opens it, the employer's parts and his tasks last, [m, n_names].
    stopped
        People per vacancy and what stops them first: the gates, the items, too much together, no package,
        [m, N_REASONS].
    vacancy
        Where asked for: rows of the vacancies each step opens, ascending, behind one another in the order of the steps.
    """

    n_open: I32
    opens: I32
    answers: I32
    reach: I32
    stopped: I32
    vacancy: I32


@njit(nogil=True, cache=True)
def _survey(
    low: int, high: int, clients: I64, C: People, V: Jobs, T: Desk, G: Grid, S: Scratch, R: Room, N: Ways, W: Work,
    A: Tally, n_open: I32,
) -> None:  # fmt: skip
    for place in range(low, high):
        c, n_batch = int(np.int64(clients[place])), 0
        if not count_person(c, C, V, T, G, R, A):
            continue
        prepare_person(c, C, T, S, N, W)
        n = list_near(c, C, V, T, G, S, R, N, W)
        for at in range(0, n, BATCH):
            is_last = at + BATCH >= n
            n_batch = scan(c, at, min(at + BATCH, n), n_batch, C, V, R, N, W, A)
            if n_batch >= BATCH or (n_batch and is_last):
                judge_row(c, W.batch, n_batch, in_part(n_batch), C, V, T, S, W.out, W.masks)
                n_open[place] += file_weighed(c, n_batch, C, V, N, W, A)
                n_batch = 0
            for change in range(N.start[c + 1] - N.start[c] + N_PARTS + MAX_TASKS):
                if W.waiting[change] >= BATCH or (W.waiting[change] and is_last):
                    weigh_again(c, change, C, V, T, S, N, W)
        forget(S, R)


def survey(
    caseload: Caseload, steps: StepColumns, clients: I32 | None = None, threads: int = 2, opens: I32 | None = None
) -> Surveyed:
    """Count over all pairs what every single change would open.

    Parameters
    ----------
    steps
        Everybody's steps, of `matcher.encode.steps`.
    clients
        Rows of the people to look at; by default everybody.
    threads
        Changes the time, never the answer.
    opens
        What an earlier survey of the same people counted: now the vacancies are written down too.
    """
    columns, n = pack(caseload), len(caseload.client_keys)
    rows = np.arange(n) if clients is None else clients.astype(np.int64)
    sizes = np.zeros(len(steps.step), np.int32) if opens is None else opens
    at = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
    found = np.zeros(len(steps.step), np.int32), np.zeros((n, N_PARTS + 1), np.int32), at, np.zeros(at[-1], np.int32)
    ways, n_open, grid = ways_of(caseload, steps), np.zeros(len(rows), np.int32), lay_out(caseload)
    own = [(room(columns, steps, found), tally_of(grid)) for _ in range(threads)]
    free: SimpleQueue[tuple[Work, Tally]] = SimpleQueue()
    for one in own:
        free.put(one)

    def work(low: int) -> None:
        with _taken(free) as (write, tally):
            high = min(low + TILE, len(rows))
            _survey(low, high, rows, *columns, grid, *rooms(columns, grid), ways, write, tally, n_open)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(0, len(rows), TILE)))
    return Surveyed(
        n_open=n_open,
        opens=found[0],
        answers=found[1],
        reach=sum((write.reach for write, _ in own[1:]), own[0][0].reach),
        stopped=stopped_in_all([tally for _, tally in own], grid, caseload.vacancies, len(rows)),
        vacancy=_ascending(found[3], at),
    )


@contextmanager
def _taken(free: "SimpleQueue[tuple[Work, Tally]]") -> Iterator[tuple[Work, Tally]]:
    own = free.get()
    try:
        yield own
    finally:
        free.put(own)


def _ascending(vacancy: I32, at: I64) -> I32:
    """Put the vacancies of each step in ascending order."""
    if not len(vacancy):
        return vacancy
    step = np.repeat(np.arange(len(at) - 1), np.diff(at))
    return vacancy[np.lexsort((vacancy, step))]


@njit(nogil=True, cache=True)
def _weigh_all(
    low: int, high: int, rows: I64, C: People, V: Jobs, T: Desk, G: Grid, S: Scratch, R: Room, found: U8
) -> None:
    """Say for some people of every vacancy whether it can be proposed to them."""
    reasons, batch = np.zeros(N_REASONS, np.int32), np.zeros(BATCH, np.int32)
    out, masks = np.zeros((BATCH, OUT), np.int64), np.zeros((BATCH, MASKS), np.uint64)
    for place in range(low, high):
        c = int(np.int64(rows[place]))
        n = open_jobs(c, C, V, T, G, S, R, reasons)
        for at in range(0, n, BATCH):
            n_batch = min(n - at, BATCH)
            for pair in range(n_batch):
                batch[pair] = R.jobs[at + pair]
            judge_row(c, batch, n_batch, in_part(n_batch), C, V, T, S, out, masks)
            for pair in range(n_batch):
                found[place, batch[pair]] = out[pair, REASON] < 0
        forget(S, R)


def proposable(caseload: Caseload, clients: ClientColumns, threads: int = 2, rows: I32 | None = None) -> U8:
    """Say for given people, who need not be of the caseload, which of its vacancies can be proposed to them.

    Parameters
    ----------
    clients
        Columns made with the codes of this caseload's vacancies.
    threads
        Changes the time, never the answer.
    rows
        Which of these people, n; by default all of them.

    Returns
    -------
    U8
        1 where the pair can be proposed, [n, m].
    """
    columns, grid = pack(caseload)._replace(people=pack_people(clients)), lay_out(caseload)
    whom = np.arange(len(clients.tie)) if rows is None else rows.astype(np.int64)
    found = np.zeros((len(whom), len(caseload.vacancy_keys)), np.uint8)

    def work(low: int) -> None:
        _weigh_all(low, min(low + TILE, len(whom)), whom, *columns, grid, *rooms(columns, grid), found)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(0, len(whom), TILE)))
    return found
