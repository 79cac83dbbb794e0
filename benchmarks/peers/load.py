"""Items of many pairs as bit planes: couples, unread texts, accumulation, and the points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.peers.arrays import Flags, Ints
from benchmarks.peers.gates import OBJECTED, RATHER_NOT, SECTOR_WISHED, UNSAID, WISHED
from benchmarks.peers.items import clashes, place_of_bit
from benchmarks.peers.lookups import Lookups
from matcher.domain.caseload import U64

PLANES = ("let_op", "covered", "at_norm", "question", "both", "impossible", "duplicate", "day_depends")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Planes:
    """One 64-bit word a pair for each thing that can be said of an item."""

    let_op: U64
    covered: U64
    at_norm: U64
    question: U64
    both: U64
    impossible: U64
    duplicate: U64
    day_depends: U64

    @classmethod
    def of(cls, look: Lookups, c: Ints, v: Ints) -> Planes:
        """Start with what the masks alone say: who is unknown where, and work above everybody's norm."""
        people, jobs, tables = look.caseload.clients, look.caseload.vacancies, look.caseload.tables
        unknown = ~people.known[c] & (tables.weighed[0] & ~tables.day_mask[0])
        depends, silent = jobs.depends[v], jobs.silent[v]
        let_op = people.known[c] & ~people.limited[c] & jobs.above[v]
        zero = np.zeros_like(let_op)
        return cls(
            let_op=let_op,
            covered=zero.copy(),
            at_norm=let_op.copy(),
            question=unknown & (depends | silent),
            both=unknown & silent & ~depends,
            impossible=zero.copy(),
            duplicate=zero.copy(),
            day_depends=zero.copy(),
        )

    def pick(self, pairs: Ints) -> Planes:
        """Keep some pairs."""
        return Planes(**{name: getattr(self, name)[pairs] for name in PLANES})

    def verdict_of(self, at: Ints | tuple[Ints, ...], bit: U64) -> Ints:
        """Give the verdict on an item of some pairs."""
        verdict = np.where(self.let_op[at] & bit, 1, 0)
        verdict = np.where(self.question[at] & bit, 2, verdict)
        return np.where(self.impossible[at] & bit, 3, verdict).astype(np.uint8)


def ask_unread(look: Lookups, planes: Planes, c: Ints, v: Ints, read: U64) -> None:
    """Make each text that nobody read against this work a question, and what a placement failed on a *let op*."""
    people, jobs = look.caseload.clients, look.caseload.vacancies
    relevant = jobs.depends[v] | jobs.silent[v] | planes.day_depends
    written = people.text[c] & relevant
    unread = written & ~(planes.question | planes.impossible) & ~read
    planes.question[...] |= unread
    for plane in (planes.let_op, planes.covered, planes.at_norm):
        plane[...] &= ~unread
    failed = people.failed[c] & relevant & ~(planes.let_op | planes.question | planes.impossible)
    planes.let_op[...] |= failed
    planes.at_norm[...] |= failed


def mark_couples(look: Lookups, planes: Planes, c: Ints, v: Ints) -> None:
    """Mark the lighter half of each couple; most pairs have none."""
    any_word = planes.let_op | planes.question | planes.impossible
    for first, first_condition, second, second_condition in look.caseload.tables.couple:
        both = np.uint64((1 << int(first)) | (1 << int(second)))
        at = np.nonzero((any_word & both) == both)
        if not len(at[0]):
            continue
        person, job = np.broadcast_to(c, any_word.shape)[at], np.broadcast_to(v, any_word.shape)[at]
        is_hit = _alone(look, first, first_condition, person, job) & _alone(look, second, second_condition, person, job)
        one, two = place_of_bit(first), place_of_bit(second)
        lighter = np.where(_severity(planes, at, one) < _severity(planes, at, two), one, two)
        planes.duplicate[at] |= np.where(is_hit, lighter, np.uint64(0))


def _alone(look: Lookups, i: int, number: int, c: Ints, v: Ints) -> Flags:
    if number == 0:
        return np.ones(len(c), bool)
    is_alone: Flags = clashes(look, np.asarray(i), c, v) == 1 << int(number)
    return is_alone


def _severity(planes: Planes, at: tuple[Ints, ...], bit: U64) -> Ints:
    weight = np.where(planes.let_op[at] & bit, 3, 0)
    weight = np.where((planes.let_op[at] & bit) & (planes.covered[at] | planes.at_norm[at]), 1, weight)
    weight = np.where(planes.question[at] & bit, 2, weight)
    return np.where(planes.impossible[at] & bit, 4, weight).astype(np.uint8)


def count_load(look: Lookups, planes: Planes) -> tuple[Flags, Ints]:
    """Say whether too much comes together, and give the points of the line *belasting*."""
    policy = look.caseload.tables.policy
    uncovered = planes.let_op & ~(planes.covered | planes.at_norm | planes.duplicate)
    asked = planes.question & ~planes.duplicate
    silent = asked & planes.both
    most = np.zeros(uncovered.shape, np.uint8)
    questions = np.bitwise_count(asked & ~silent).astype(np.int32)
    for rubriek in look.caseload.tables.rubriek:
        most = np.maximum(most, np.bitwise_count(uncovered & rubriek))
        questions += (silent & rubriek) != 0
    count = np.bitwise_count(uncovered).astype(np.int32)
    is_stacked = (most >= policy[1]) | (count >= policy[2])
    points = policy[6] - count * policy[8] - np.minimum(policy[10], questions * policy[9])
    return is_stacked, np.maximum(policy[7], points).astype(np.int32)


def wish_points(look: Lookups, wish: Ints, c: Ints) -> Ints:
    """Give the points of the line *wens* for the bits that `gates` marked."""
    policy = look.caseload.tables.policy
    table = np.zeros((2, OBJECTED), np.int32)
    bits = np.arange(OBJECTED)
    table[0] = policy[5]
    table[1, (bits & UNSAID) > 0] = policy[5]
    for row in table:
        row[(bits & SECTOR_WISHED) > 0] = policy[4]
        row[(bits & WISHED) > 0] = policy[3]
        row[(bits & RATHER_NOT) > 0] = 0
    points: Ints = table[look.caseload.clients.has_glad[c], wish & (OBJECTED - 1)]
    return points
