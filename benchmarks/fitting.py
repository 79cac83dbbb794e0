"""Figure (a): who fits where without support, one core: the compiled bits against two NumPy forms.

A pair fits where no ordered item and no condition firmly clashes; support, readings and what is counted per day are
left out, in all three forms alike.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matcher.domain.caseload import I32, I64, Caseload
from matcher.kernel import ORD, SET
from matcher.kernel.planes import Limits, Planes, count_in

BLOCK_PAIRS = 1 << 20


def compiled(limits: Limits) -> I64:
    """Count with the compiled bits, on one core."""
    return count_in(limits, 1)


def broadcasting(caseload: Caseload, people: I32) -> I64:
    """Count item by item, people [n, 1] against vacancies [1, m], a block of people at a time."""
    return _in_blocks(people, len(caseload.vacancy_keys), lambda block: _clash_of_items(caseload, block))


def planar(planes: Planes, people: I32) -> I64:
    """Count with AND and `bitwise_count` over a word of bits per pair."""

    def clashes(block: I32) -> npt.NDArray[np.bool_]:
        bits = np.zeros((len(block), planes.jobs.shape[1]), np.uint8)
        for word in range(len(planes.jobs)):
            bits += np.bitwise_count(planes.people[block, word, None] & planes.jobs[word])
        return bits > 0

    return _in_blocks(people, planes.jobs.shape[1], clashes)


def _in_blocks(people: I32, n_vacancies: int, clashes) -> I64:  # type: ignore[no-untyped-def]
    size = max(1, BLOCK_PAIRS // max(1, n_vacancies))
    blocks = [people[low : low + size] for low in range(0, len(people), size)]
    counts = [n_vacancies - np.count_nonzero(clashes(block), axis=1) for block in blocks]
    return np.concatenate(counts) if counts else np.zeros(0, np.int64)


def _clash_of_items(caseload: Caseload, block: I32) -> npt.NDArray[np.bool_]:
    c, v, tables = caseload.clients, caseload.vacancies, caseload.tables
    clash = np.zeros((len(block), len(caseload.vacancy_keys)), bool)
    for item, (kind, slot) in enumerate(zip(tables.kind.tolist(), tables.slot.tolist(), strict=True)):
        if kind == ORD:
            firm = (v.ord_cell[:, slot, :] >> 3 & 7).T > 0
            clash |= firm[np.maximum(c.level[block, item], 0)]
        elif kind == SET:
            clash |= (c.conditions[block, item, None] & v.set_firm[:, slot]) > 0
    return clash
