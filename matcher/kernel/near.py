"""Near misses over all pairs: what every single step would open; twin of `matcher.nearmiss`."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numba import njit

from matcher.domain.caseload import U8, Caseload, ClientColumns
from matcher.kernel.fields import MASKS, OUT, REASON, Scratch, scratch
from matcher.kernel.gates import prepare_travel, shut_gates
from matcher.kernel.judge import judge_row
from matcher.kernel.packed import Desk, Jobs, People, pack, pack_people
from matcher.kernel.rank import BATCH, TILE


@njit(nogil=True, cache=True)
def _weigh_all(low: int, high: int, C: People, V: Jobs, T: Desk, S: Scratch, found: U8) -> None:
    """Say for some people of every vacancy whether it can be proposed to them."""
    shut, batch = np.zeros(len(V.number), np.int8), np.zeros(BATCH, np.int32)
    out, masks = np.zeros((BATCH, OUT), np.int64), np.zeros((BATCH, MASKS), np.uint64)
    for c in range(low, high):
        prepare_travel(c, C, T, S)
        shut_gates(c, C, V, T, S, shut)
        waiting = 0
        for v in range(len(shut)):
            if shut[v] < 0:
                batch[waiting] = v
                waiting += 1
            if waiting == BATCH or (waiting and v == len(shut) - 1):
                judge_row(c, batch, waiting, False, C, V, T, S, out, masks)
                for pair in range(waiting):
                    found[c, batch[pair]] = out[pair, REASON] < 0
                waiting = 0


def proposable(caseload: Caseload, clients: ClientColumns, threads: int = 2) -> U8:
    """Say for given people, who need not be of the caseload, which of its vacancies can be proposed to them.

    Parameters
    ----------
    clients
        Columns made with the codes of this caseload's vacancies, n people.
    threads
        Changes the time, never the answer.

    Returns
    -------
    U8
        1 where the pair can be proposed, [n, m].
    """
    columns = pack(caseload)._replace(people=pack_people(clients))
    n = len(clients.tie)
    found = np.zeros((n, len(caseload.vacancy_keys)), np.uint8)

    def work(low: int) -> None:
        _weigh_all(low, min(low + TILE, n), *columns, scratch(len(columns.desk.place)), found)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(0, n, TILE)))
    return found
