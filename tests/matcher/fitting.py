"""Who firmly clashes where, item by item, and who can reach what: brute force beside the planes."""

import numpy as np
import numpy.typing as npt

from matcher.domain.caseload import I64, Caseload
from matcher.domain.region import Region
from matcher.gates import travel_of
from matcher.kernel import ORD, SET
from matcher.scales import Scales


def clashing(caseload: Caseload) -> I64:
    """Count levels and conditions that firmly clash, [n, m]."""
    c, v, tables = caseload.clients, caseload.vacancies, caseload.tables
    found = np.zeros((len(c.tie), len(v.tie)), np.int64)
    for item, (kind, slot) in enumerate(zip(tables.kind, tables.slot, strict=True)):
        for row in range(len(c.tie)):
            if kind == ORD and c.level[row, item] > 0:
                found[row] += (v.ord_cell[:, slot, c.level[row, item]] >> 3 & 7) > 0
            elif kind == SET:
                found[row] += [int(mask).bit_count() for mask in c.conditions[row, item] & v.set_firm[:, slot]]
    return found


def within_reach(drawn: Region, scales: Scales) -> npt.NDArray[np.bool_]:
    """Say which open vacancies lie within a person's own limit, or at a distance nobody knows, [n, m]."""
    near = np.zeros((len(drawn.clients), len(drawn.vacancies)), bool)
    for row, client in enumerate(drawn.clients):
        for column, vacancy in enumerate(drawn.vacancies):
            minutes, limit, _ = travel_of(client, vacancy, scales)
            is_open = vacancy.opens_on is None or vacancy.opens_on <= scales.day
            is_open &= vacancy.closes_on is None or vacancy.closes_on >= scales.day
            near[row, column] = is_open and minutes <= limit
    return near
