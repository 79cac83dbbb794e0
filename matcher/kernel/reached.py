"""Whose journey reaches where: people per group and place, through the same grid as every look at pairs."""

import numpy as np
from numba import njit

from matcher.domain.caseload import I32, I64, Caseload
from matcher.kernel.fields import Scratch
from matcher.kernel.grid import Grid, Room, lay_out, rooms
from matcher.kernel.packed import P_TRAVEL_LIMIT, Desk, People, pack
from matcher.kernel.reach import forget, reach


@njit(nogil=True, cache=True)
def _count_reached(group: I64, C: People, T: Desk, G: Grid, S: Scratch, R: Room, found: I32) -> None:
    for c in range(len(group)):
        if group[c] < 0:
            continue
        reach(c, C.number[c, P_TRAVEL_LIMIT], C, T, G, S, R)
        for k in range(R.near[-1]):
            found[group[c], R.near[k]] += 1
        forget(S, R)


def reached(caseload: Caseload, group: I64, n_groups: int) -> I32:
    """Give how many people of each group can travel to each vacancy, or perhaps can.

    Parameters
    ----------
    group
        Group of each person, −1 none, [n].

    Returns
    -------
    I32
        People, [n_groups, m]; a vacancy that is closed is reached by nobody.
    """
    columns, grid = pack(caseload), lay_out(caseload)
    by_place = np.zeros((n_groups, len(columns.desk.place) + 1), np.int32)
    _count_reached(group, columns.people, columns.desk, grid, *rooms(columns, grid), by_place)
    place = caseload.vacancies.place
    found: I32 = by_place[:, np.where(place < 0, len(columns.desk.place), place)]
    found[:, caseload.vacancies.is_shut > 0] = 0
    return found
