"""Peer (a): every rule for every pair, people [n, 1] against vacancies [1, m], a block of people at a time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks.peers.answer import (
    IMPOSSIBLE,
    Answer,
    Numbers,
    Peer,
    gate_reasons,
    gate_verdicts,
    item_reason,
    late_reason,
    numbers_of,
    verdict_of,
)
from benchmarks.peers.arrays import Flags, Ints
from benchmarks.peers.dense import close_gaps, readings_of, weigh_items
from benchmarks.peers.gates import Classes, Gates, stretches
from benchmarks.peers.lookups import Lookups
from benchmarks.peers.packages import Packages

PAIRS_PER_BLOCK = 1 << 15


def weigh(look: Lookups, classes: Classes, people: Ints) -> Iterator[Answer]:
    """Weigh these people against all vacancies."""
    size = max(1, PAIRS_PER_BLOCK // max(1, len(look.caseload.vacancies.week_min)))
    for low in range(0, len(people), size):
        yield _block(look, classes, people[low : low + size])


def _block(look: Lookups, classes: Classes, people: Ints) -> Answer:
    gates = Gates.of(look.caseload, classes, people)
    row, c = np.arange(len(people))[:, None], people[:, None].astype(np.int64)
    v = np.arange(len(look.caseload.vacancies.week_min))[None, :]
    verdicts = gate_verdicts(look, classes, gates, row, c, v)
    place, entry = stretches(look.caseload.clients.reading_start, people)
    job = look.caseload.clients.reading_vacancy[entry].astype(np.int64)
    told = readings_of(look.caseload, entry, (place, job), people[place].astype(np.int64))
    planned = gates.planned[row, classes.hours_of[v]]
    planes, gaps = weigh_items(look, people, c, v, planned, told)
    verdict = verdict_of(verdicts, planes)
    basket = close_gaps(look, gaps, (c, v, planned), verdict.shape)
    numbers = numbers_of(look, classes, gates, row, c, v, verdicts, verdict, planes, basket)
    reason = gate_reasons(gates)
    late = np.where(verdict == IMPOSSIBLE, item_reason(planes), late_reason(numbers))
    kept = (reason < 0) & (verdict != IMPOSSIBLE)
    reason = np.where(reason < 0, late, reason)
    at = np.nonzero(kept)
    return Answer(people, reason, at[0], at[1], _picked(numbers, kept))


def _picked(numbers: Numbers, kept: Flags) -> Numbers:
    """Keep the numbers of some pairs."""
    packages = Packages(numbers.packages.n_made[kept], *(column[:, kept] for column in numbers.packages[1:]))
    return Numbers(
        numbers.verdict[kept],
        numbers.is_stacked[kept],
        numbers.planned[kept],
        numbers.minutes[kept],
        tuple(gate[kept] for gate in numbers.gates),
        tuple(line[kept] for line in numbers.lines),
        packages,
    )


BROADCASTING = Peer("broadcasting over blocks", weigh, Classes.apart)
