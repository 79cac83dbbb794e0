"""What stops people first, per vacancy, without a look at far pairs: by class of vacancy, made whole at the end.

Nobody is looked at against every vacancy.  Hours and times are counted per class and taken back where a person objects
to a sector or a vacancy; what is weighed or shut later is counted where it is met; who is left over was too far.
"""

from typing import NamedTuple

import numpy as np

from matcher.domain.caseload import I32, I64, VacancyColumns
from matcher.kernel.fields import N_REASONS
from matcher.kernel.grid import HOURS_CLASS, TIMES_CLASS, Grid, Room
from matcher.kernel.hot import hot, inline
from matcher.kernel.packed import P_SHUT, P_WISH, WISH_CODE, Desk, Jobs, People
from matcher.kernel.reach import (
    AVAILABLE,
    HOURS,
    OBJECTION,
    OPEN,
    TIMES,
    TRAVEL,
    list_objections,
    objects_to_sector,
    objects_to_some,
    write_classes,
)

BY_HOURS, BY_TIMES = 0, 1


class Tally(NamedTuple):
    """Counts of one thread.

    Attributes
    ----------
    shut
        People whom hours, or else times, shut out of a class of vacancies: of everybody, then of those who object to
        each sector, [1 + n_sectors, n_hours, n_times, 2].
    out
        People who are not available, or object to everything, by gate, [3].
    objected
        People who object to each sector, [n_sectors].
    stopped
        People per vacancy by what was met vacancy by vacancy, [m, N_REASONS].
    n_open
        People per vacancy who can be proposed, [m].
    """

    shut: I64
    out: I64
    objected: I64
    stopped: I32
    n_open: I32


def tally_of(grid: Grid) -> Tally:
    """Give fresh counts."""
    n_jobs = len(grid.row)
    return Tally(
        shut=np.zeros((*grid.n_open.shape, 2), np.int64),
        out=np.zeros(3, np.int64),
        objected=np.zeros(len(grid.n_open) - 1, np.int64),
        stopped=np.zeros((n_jobs, N_REASONS), np.int32),
        n_open=np.zeros(n_jobs, np.int32),
    )


@hot
def count_person(c: int, C: People, V: Jobs, T: Desk, G: Grid, R: Room, A: Tally) -> bool:
    """Count one person at the gates before travel; say whether those gates can let him through anywhere."""
    if C.number[c, P_SHUT]:
        A.out[AVAILABLE if C.number[c, P_SHUT] & 1 else OBJECTION] += 1
        return False
    write_classes(c, C, V, T, G, R)
    add_shut(0, R, A)
    if not objects_to_some(c, C):
        return True
    for k in range(C.start[c, P_WISH], C.start[c + 1, P_WISH]):
        if objects_to_sector(c, k, C, G):
            A.objected[C.wish[k, WISH_CODE]] += 1
            add_shut(C.wish[k, WISH_CODE] + 1, R, A)
    for k in range(list_objections(c, C, V, G, R)):
        at = R.objected[k]
        v = G.job[at]
        A.stopped[v, OBJECTION] += 1
        if R.hours[G.kind[at, HOURS_CLASS]] == HOURS:
            A.stopped[v, HOURS] -= 1
        elif R.times[G.kind[at, TIMES_CLASS]]:
            A.stopped[v, TIMES] -= 1
    return True


@inline
def add_shut(row: int, R: Room, A: Tally) -> None:
    for k in range(A.shut.shape[1]):
        for m in range(A.shut.shape[2]):
            if R.hours[k] == HOURS:
                A.shut[row, k, m, BY_HOURS] += 1
            elif R.times[m]:
                A.shut[row, k, m, BY_TIMES] += 1


def stopped_in_all(tallies: list[Tally], grid: Grid, vacancies: VacancyColumns, n_people: int) -> I32:
    """Put the counts of all threads together: people per vacancy by what stops them first, [m, N_REASONS]."""
    shut, out, objected, stopped, n_open = (sum(parts[1:], parts[0].copy()) for parts in zip(*tallies, strict=True))
    job, sector = grid.job, vacancies.sector[grid.job]
    where = grid.kind[:, HOURS_CLASS], grid.kind[:, TIMES_CLASS]
    kept = shut[0][where]
    has_sector = sector >= 0
    kept[has_sector] -= shut[1:][(sector[has_sector], *(of[has_sector] for of in where))]
    stopped[job, HOURS] += kept[:, BY_HOURS]
    stopped[job, TIMES] += kept[:, BY_TIMES]
    stopped[job, AVAILABLE] += out[AVAILABLE]
    stopped[job, OBJECTION] += out[OBJECTION]
    stopped[job[has_sector], OBJECTION] += objected[sector[has_sector]]
    stopped[job, TRAVEL] += n_people - n_open[job] - stopped[job].sum(axis=1)
    stopped[vacancies.is_shut > 0, OPEN] = n_people
    found: I32 = stopped.astype(np.int32, copy=False)
    return found
