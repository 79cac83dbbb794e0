"""What a peer gives of a block of people: why each pair dropped, and the numbers of those that did not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from benchmarks.peers.arrays import Flags, Ints
from benchmarks.peers.gates import N_GATES, Classes, Gates
from benchmarks.peers.load import Planes, count_load, wish_points
from benchmarks.peers.lookups import Lookups, lowest
from benchmarks.peers.packages import Basket, Packages, finish
from matcher.kernel import (
    COUNT,
    GATE,
    LINE,
    MINUTES,
    OUT,
    PACKAGE,
    PACKAGE_FIELDS,
    PLANNED,
    REASON,
    REASON_ITEM,
    REASON_NO_PACKAGE,
    REASON_STACKED,
    STACKED,
    VERDICT,
)

IMPOSSIBLE = 3
N_ITEMS = 64
FIRST_GATE = np.array([-1, *((bits & -bits).bit_length() - 1 for bits in range(1, 1 << N_GATES))], np.int8)


class Numbers(NamedTuple):
    """The numbers of pairs that can be proposed, stacked too much, or have no package; each of the pairs' shape."""

    verdict: Ints
    is_stacked: Flags
    planned: Ints
    minutes: Ints
    gates: tuple[Ints, ...]
    lines: tuple[Ints, ...]
    packages: Packages


class Answer(NamedTuple):
    """A block of people against all vacancies.

    Attributes
    ----------
    people
        Rows of clients.
    reason
        Gate, item, too much together or no package, −1 where the pair can be proposed, [n_people, n_vacancies].
    row, vacancy
        Of each pair whose verdict is not *kan niet*: place in ``people``, and row of the vacancy.
    numbers
        Of those pairs.
    """

    people: Ints
    reason: Ints
    row: Ints
    vacancy: Ints
    numbers: Numbers


class Peer(NamedTuple):
    """One NumPy form of the whole definition.

    Attributes
    ----------
    name
        How it is called in the tables.
    weigh
        Gives the answers of people block after block; the size of a block is the peer's own choice.
    """

    name: str
    weigh: Callable[[Lookups, Classes, Ints], Iterator[Answer]]
    classes: Callable[..., Classes]


def gate_verdicts(look: Lookups, classes: Classes, gates: Gates, row: Ints, c: Ints, v: Ints) -> tuple[Ints, ...]:
    """Give the verdict of each gate for pairs that no gate stops."""
    zero = np.zeros(np.broadcast_shapes(np.shape(row), np.shape(v)), np.int8)
    available = np.where(look.caseload.clients.asks_available[c] > 0, 2, 0).astype(np.int8) + zero
    return (
        zero,
        available,
        zero,
        gates.hours[row, classes.hours_of[v]],
        gates.times[row, classes.times_of[v]],
        gates.travel[row, classes.place_of[v]],
        gates.certificate[row, classes.gate_of[v]],
        zero,
    )


def verdict_of(gates: tuple[Ints, ...], planes: Planes) -> Ints:
    """Give the worst of gates and items."""
    worst = np.where(planes.question > 0, 2, np.where(planes.let_op > 0, 1, 0)).astype(np.int8)
    for gate in gates:
        worst = np.maximum(worst, gate)
    return np.where(planes.impossible > 0, IMPOSSIBLE, worst).astype(np.uint8)


def numbers_of(
    look: Lookups, classes: Classes, gates: Gates, row: Ints, c: Ints, v: Ints, verdicts: tuple[Ints, ...],
    verdict: Ints, planes: Planes, basket: Basket,
) -> Numbers:  # fmt: skip
    """Give points and packages once items are weighed and gaps closed."""
    hours, shape = classes.hours_of[v], verdict.shape
    planned = gates.planned[row, hours]
    is_stacked, load = count_load(look, planes)
    lines = (
        wish_points(look, gates.wish[row, v], c),
        load,
        gates.ability[row, classes.needed_of[v]],
        gates.travel_points[row, classes.place_of[v]],
        gates.growth[row, hours],
        np.broadcast_to(look.caseload.vacancies.lasting[v], shape),
        np.broadcast_to(look.caseload.clients.waiting[c], shape),
    )
    total = sum(lines, start=np.zeros(shape, np.int64))
    packages = finish(look, basket, c, v, planned, gates.needs_path[row, hours], total)
    minutes = gates.minutes[row, classes.place_of[v]]
    return Numbers(verdict, is_stacked, planned, minutes, verdicts, lines, packages)


def gate_reasons(gates: Gates) -> Ints:
    """Give the first gate that is shut for each pair, −1 where none is."""
    return FIRST_GATE[gates.shut]


def item_reason(planes: Planes) -> Ints:
    """Give the first item that is impossible."""
    return (REASON_ITEM + lowest(planes.impossible)).astype(np.int8)


def late_reason(numbers: Numbers) -> Ints:
    """Give what stops a pair that passed gates and items: too much together, no package, or nothing."""
    none = np.where(numbers.packages.n_made == 0, REASON_NO_PACKAGE, -1)
    return np.where(numbers.is_stacked, REASON_STACKED, none).astype(np.int8)


def written_out(answer: Answer) -> Ints:
    """Write the numbers of the pairs of an answer in the order of the kernel's columns, [pairs, OUT]."""
    numbers, packages = answer.numbers, answer.numbers.packages
    out = np.zeros((len(answer.row), OUT), np.int64)
    out[:, VERDICT], out[:, STACKED] = numbers.verdict, numbers.is_stacked
    out[:, PLANNED], out[:, MINUTES] = numbers.planned, numbers.minutes
    out[:, GATE : GATE + N_GATES] = np.stack(numbers.gates, axis=1)
    out[:, LINE : LINE + len(numbers.lines)] = np.stack(numbers.lines, axis=1)
    out[:, COUNT] = packages.n_made
    for field, column in enumerate(packages[1:]):
        for place in range(len(column)):
            is_there = packages.n_made > place
            out[:, PACKAGE + place * PACKAGE_FIELDS + field] = np.where(is_there, column[place], 0)
    out[:, REASON] = late_reason(numbers)
    return out
