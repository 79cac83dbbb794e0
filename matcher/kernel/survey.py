"""The verbs of near misses: everybody against every vacancy, and people who are thought up."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue
from typing import NamedTuple

import numpy as np
from numba import njit

from matcher.domain.caseload import I32, I64, MAX_TASKS, U8, Caseload, ClientColumns, StepColumns
from matcher.kernel.again import weigh_again
from matcher.kernel.fields import MASKS, N_REASONS, Scratch
from matcher.kernel.grid import Grid, Room, lay_out, rooms
from matcher.kernel.judge import find_reasons
from matcher.kernel.near import list_near, prepare_person, scan, weigh_batch
from matcher.kernel.packed import Desk, Jobs, People, pack, pack_people
from matcher.kernel.rank import BATCH, TILE
from matcher.kernel.reach import forget, open_jobs
from matcher.kernel.support import prepare_closers
from matcher.kernel.sure import SURE, UNSURE, WORDS, Bits, bits_of, foretell, write_words
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
    low: int, high: int, clients: I64, C: People, V: Jobs, T: Desk, G: Grid, B: Bits, S: Scratch, R: Room, N: Ways,
    W: Work, A: Tally, n_open: I32,
) -> None:  # fmt: skip
    for place in range(low, high):
        c = int(np.int64(clients[place]))
        if not count_person(c, C, V, T, G, R, A):
            continue
        prepare_person(c, C, T, B, S, N, W)
        n = list_near(c, C, V, T, G, S, R, N, W)
        for at in range(0, n, BATCH):
            is_last = at + BATCH >= n
            n_open[place] += scan(c, at, min(at + BATCH, n), C, V, T, B, S, R, N, W, A)
            if W.n_batch[0] >= BATCH or is_last:
                n_open[place] += weigh_batch(c, C, V, T, S, N, W, A)
            for change in range(N.start[c + 1] - N.start[c] + N_PARTS + MAX_TASKS):
                if W.waiting[change] >= BATCH or (W.waiting[change] and is_last):
                    weigh_again(c, change, C, V, T, B, S, N, W)
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
    columns, n, grid, bits = pack(caseload), len(caseload.client_keys), lay_out(caseload), bits_of(caseload)
    asked = np.arange(n) if clients is None else clients.astype(np.int64)
    # People of one neighbourhood look at the same vacancies: one after the other these are still at hand.
    order = np.argsort(_turns(grid)[asked], kind="stable")
    rows = asked[order]
    sizes = np.zeros(len(steps.step), np.int32) if opens is None else opens
    at = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
    found = np.zeros(len(steps.step), np.int32), np.zeros((n, N_PARTS + 1), np.int32), at, np.zeros(at[-1], np.int32)
    ways, n_open = ways_of(caseload, steps), np.zeros(len(rows), np.int32)
    own = [(room(columns, steps, found), tally_of(grid)) for _ in range(threads)]
    free: SimpleQueue[tuple[Work, Tally]] = SimpleQueue()
    for one in own:
        free.put(one)

    def work(low: int) -> None:
        with _taken(free) as (write, tally):
            high = min(low + TILE, len(rows))
            _survey(low, high, rows, *columns, grid, bits, *rooms(columns, grid), ways, write, tally, n_open)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(0, len(rows), TILE)))
    return Surveyed(
        n_open=_put_back(n_open, order),
        opens=found[0],
        answers=found[1],
        reach=sum((write.reach for write, _ in own[1:]), own[0][0].reach),
        stopped=stopped_in_all([tally for _, tally in own], grid, caseload.vacancies, len(rows)),
        vacancy=_ascending(found[3], at),
    )


def _turns(grid: Grid) -> I64:
    """Give for each person his turn when those who live in one square come one after the other, [n]."""
    turns = np.zeros(len(grid.people), np.int64)
    turns[grid.people] = np.arange(len(grid.people))
    return turns


def _put_back(found: I32, order: I64) -> I32:
    """Put what was found in the order in which it was asked."""
    asked = np.zeros_like(found)
    asked[order] = found
    return asked


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
    low: int, high: int, rows: I64, C: People, V: Jobs, T: Desk, G: Grid, B: Bits, S: Scratch, R: Room, found: U8
) -> None:
    """Say for some people of every vacancy whether it can be proposed to them."""
    gates, words = np.zeros(N_REASONS, np.int32), np.zeros(WORDS, np.uint64)
    reasons, masks = np.zeros(len(G.job), np.int32), np.zeros((len(G.job), MASKS), np.uint64)
    for place in range(low, high):
        c, n_rest = int(np.int64(rows[place])), 0
        n = open_jobs(c, C, V, T, G, S, R, gates)
        write_words(c, C, T, B, words)
        prepare_closers(c, C, T, S)
        for at in range(n):
            told = foretell(c, R.jobs[at], words, C, V, T, B, S)
            found[place, R.jobs[at]] = told == SURE
            if told == UNSURE:
                R.jobs[n_rest] = R.jobs[at]
                n_rest += 1
        find_reasons(c, R.jobs, n_rest, C, V, T, S, reasons, masks)
        for at in range(n_rest):
            found[place, R.jobs[at]] = reasons[at] < 0
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
    bits = bits_of(caseload)
    whom = np.arange(len(clients.tie)) if rows is None else rows.astype(np.int64)
    found = np.zeros((len(whom), len(caseload.vacancy_keys)), np.uint8)

    def work(low: int) -> None:
        _weigh_all(low, min(low + TILE, len(whom)), whom, *columns, grid, bits, *rooms(columns, grid), found)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(0, len(whom), TILE)))
    return found
