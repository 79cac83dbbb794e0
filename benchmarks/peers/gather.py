"""Peer (c): person after person; the vacancies no gate stops are gathered and the rest is vectorised over them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks.peers.answer import (
    IMPOSSIBLE,
    Answer,
    Peer,
    gate_reasons,
    gate_verdicts,
    item_reason,
    late_reason,
    numbers_of,
    verdict_of,
)
from benchmarks.peers.arrays import Ints
from benchmarks.peers.dense import Gap, close_gaps, readings_of, weigh_items
from benchmarks.peers.gates import Classes, Gates
from benchmarks.peers.items import Item
from benchmarks.peers.lookups import Lookups

PAIRS_PER_BLOCK = 1 << 16


def weigh(look: Lookups, classes: Classes, people: Ints) -> Iterator[Answer]:
    """Weigh these people against all vacancies; the gates of a block of people are worked out together."""
    size = max(1, PAIRS_PER_BLOCK // max(1, len(look.caseload.vacancies.week_min)))
    for low in range(0, len(people), size):
        block = people[low : low + size]
        gates = Gates.of(look.caseload, classes, block)
        reasons = gate_reasons(gates)
        for row in range(len(block)):
            yield _person(look, classes, gates, reasons[row], row, block[row : row + 1])


def _person(look: Lookups, classes: Classes, gates: Gates, reason: Ints, row: int, people: Ints) -> Answer:
    v = np.flatnonzero(gates.shut[row] == 0)
    c, at = people.astype(np.int64), np.array([row])
    verdicts = gate_verdicts(look, classes, gates, at, c, v)
    planned = gates.planned[row, classes.hours_of[v]]
    entry, pair = _told(look, int(people[0]), v)
    told = readings_of(look.caseload, entry, (pair,), np.repeat(c, len(entry)))
    planes, gaps = weigh_items(look, people, c, v, planned, told)
    verdict = verdict_of(verdicts, planes)
    kept = np.flatnonzero(verdict != IMPOSSIBLE)
    if len(kept) < len(v):
        reason[v] = np.where(verdict == IMPOSSIBLE, item_reason(planes), -1)
        v, verdict, planes = v[kept], verdict[kept], planes.pick(kept)
        planned = planned[kept]
        verdicts, gaps = tuple(gate[kept] for gate in verdicts), [_picked(gap, kept) for gap in gaps]
    basket = close_gaps(look, gaps, (c, v, planned), verdict.shape)
    numbers = numbers_of(look, classes, gates, at, c, v, verdicts, verdict, planes, basket)
    reason[v] = late_reason(numbers)
    return Answer(people, reason[None, :], np.zeros(len(v), np.int64), v, numbers)


def _told(look: Lookups, person: int, v: Ints) -> tuple[Ints, Ints]:
    """Give the readings of a person that speak of one of these vacancies, and which one."""
    people = look.caseload.clients
    entry = np.arange(people.reading_start[person], people.reading_start[person + 1])
    wanted = people.reading_vacancy[entry]
    pair = np.searchsorted(v, wanted)
    is_there = np.isin(wanted, v)
    return entry[is_there], pair[is_there]


def _picked(gap: Gap, kept: Ints) -> Gap:
    found = Item._make(column[kept] for column in gap.found)
    return gap._replace(found=found, is_offer=gap.is_offer[kept])


GATHER = Peer("gather per person", weigh, Classes.shared)
