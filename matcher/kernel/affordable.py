"""Vacancies that, at given prices, may come near a person's best: found without a look at those that are too dear."""

import numpy as np

from matcher.kernel.asking import Asking, most_gain, most_worth
from matcher.kernel.bounds import most_points, sure_questions
from matcher.kernel.fields import Scratch
from matcher.kernel.gates import objects
from matcher.kernel.grid import CERTIFICATE_CLASS, HOURS_CLASS, TIMES_CLASS, Grid, Room
from matcher.kernel.hot import hot, inline
from matcher.kernel.packed import (
    ABILITY_FULL,
    LOAD_FULL,
    P_SHUT,
    P_TRAVEL_LIMIT,
    P_WAITING,
    WISH_FULL,
    WISH_SECTOR,
    WISH_UNKNOWN,
    Desk,
    Jobs,
    People,
)
from matcher.kernel.points import travel_points
from matcher.kernel.reach import objects_to_some, reach, write_classes


def cheapest_first(grid: Grid, asking: Asking) -> Grid:
    """Put the vacancies of each place in the order of their prices."""
    place = np.repeat(np.arange(len(grid.place_start) - 1), np.diff(grid.place_start))
    order = np.lexsort((grid.job, asking.place[grid.job], place))
    return grid._replace(job=grid.job[order], kind=np.ascontiguousarray(grid.kind[order]))


@hot
def list_affordable(
    c: int, least: int, lasting: int, C: People, V: Jobs, T: Desk, G: Grid, A: Asking, S: Scratch, R: Room
) -> int:  # fmt: skip
    """List in ``R.jobs`` the vacancies no gate shuts that could gain at least ``least``, with the most in ``R.most``.

    At each place the cheapest stands first: behind the first that is too dear for the most points anybody there could
    have, none needs a look; ``lasting`` is the most a vacancy has for how long it lasts.  The minutes to the places
    within reach stand in the scratch until `forget`.
    """
    R.near[-1] = 0
    if C.number[c, P_SHUT]:
        return 0
    write_classes(c, C, V, T, G, R)
    is_choosy, sure = objects_to_some(c, C), sure_questions(c, C, T)
    n, limit, others = 0, C.number[c, P_TRAVEL_LIMIT], most_of_others(c, lasting, T, R)
    reach(c, limit, C, T, G, S, R)
    for k in range(R.near[-1]):
        time = S.minutes[R.near[k]] if R.near[k] < len(T.place) else -1
        before = C.number[c, P_WAITING] + travel_points(time, limit, T)
        purse = most_worth(c, before + others, A) - least
        for at in range(G.place_start[R.near[k]], G.place_start[R.near[k] + 1]):
            v = G.job[at]
            if A.place[v] > purse:
                break
            shut = R.hours[G.kind[at, HOURS_CLASS]]
            if (
                not A.is_open[v]
                or shut
                or R.times[G.kind[at, TIMES_CLASS]]
                or R.certificate[G.kind[at, CERTIFICATE_CLASS]]
            ):
                continue
            most = most_points(c, v, before + R.growth[G.kind[at, HOURS_CLASS]], sure, C, V, T)
            if most_gain(c, v, most, A) < least or (is_choosy and objects(c, v, C, V)):
                continue
            R.jobs[n], R.most[n] = v, most
            n += 1
    return n


@inline
def most_of_others(c: int, lasting: int, T: Desk, R: Room) -> int:
    """Give the most points of the lines that place and waiting do not decide."""
    growth = 0
    for k in range(len(R.growth)):
        growth = max(growth, R.growth[k])
    wish = max(T.policy[WISH_FULL], T.policy[WISH_SECTOR], T.policy[WISH_UNKNOWN])
    return int(growth + wish + T.policy[LOAD_FULL] + T.policy[ABILITY_FULL] + lasting)
