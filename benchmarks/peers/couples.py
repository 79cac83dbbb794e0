"""Couples of which both halves are firmly too heavy, for many pairs: only what closes both halves closes either."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from benchmarks.peers.arrays import Flags, Ints
from benchmarks.peers.carve import without_long_days
from benchmarks.peers.items import (
    IMPOSSIBLE,
    LET_OP,
    QUESTION,
    Item,
    Strain,
    clashes,
    condition,
    day_strain,
    ordered_strain,
    place_of_bit,
)
from benchmarks.peers.load import Planes
from benchmarks.peers.lookups import Lookups
from matcher.kernel import LEAVE_OUT, ORD, SET


class Joint(NamedTuple):
    """Where a couple is settled as one, and its two halves there."""

    holds: Flags
    first: Item
    second: Item


def hits(look: Lookups, planes: Planes, couple: Ints, c: Ints) -> Flags:
    """Say for which pairs both halves weigh something."""
    both = np.uint64((1 << int(couple[0])) | (1 << int(couple[2])))
    found = (planes.let_op | planes.question | planes.impossible) & look.caseload.clients.limited[c]
    is_hit: Flags = (found & both) == both
    return is_hit


def together(look: Lookups, couple: Ints, c: Ints, v: Ints, planned: Ints) -> Joint:
    """Settle the couple of each of these pairs."""
    i, j = int(couple[0]), int(couple[2])
    one, is_one_firm = _half(look, i, int(couple[1]), c, v, planned)
    other, is_other_firm = _half(look, j, int(couple[3]), c, v, planned)
    holds = is_one_firm & is_other_firm & ~_answered(look, i, c, v) & ~_answered(look, j, c, v)
    whole = one.cell >> 10 & 255 | other.cell >> 10 & 255
    core = one.cell >> 18 & 255 | other.cell >> 18 & 255
    sure, maybe = _both(look, (one.yes, one.perhaps), (other.yes, other.perhaps), c, v, planned, whole)
    firm_sure, firm_maybe = _both(
        look, (one.core_yes, one.core_perhaps), (other.core_yes, other.core_perhaps), c, v, planned, core
    )
    takes_core = (sure == 0) & ((firm_sure > 0) | (maybe == 0))
    yes, perhaps = np.where(takes_core, firm_sure, sure), np.where(takes_core, firm_maybe, maybe)
    tasks = np.where(takes_core, core, whole)
    halves = []
    for item, strain in ((i, one), (j, other)):
        rest = np.where(takes_core, strain.cell >> 6 & 3, 0)
        verdict = np.where(yes > 0, np.where(rest > 0, rest, LET_OP), np.where(perhaps > 0, QUESTION, IMPOSSIBLE))
        is_silent = _silent(look, item, v) & (verdict < QUESTION)
        is_covered = (yes > 0) & (rest == 0) & ~is_silent
        verdict = np.where(is_silent, QUESTION, verdict).astype(np.uint8)
        halves.append(Item(verdict, is_covered, yes.astype(np.uint16), perhaps.astype(np.uint16), tasks))
    return Joint(holds, halves[0], halves[1])


def _half(look: Lookups, i: int, number: int, c: Ints, v: Ints, planned: Ints) -> tuple[Strain, Flags]:
    tables, item = look.caseload.tables, np.asarray(i)
    if tables.kind[i] == SET:
        clash = clashes(look, item, c, v)
        found = condition(look, item, c, v, planned, clash, np.asarray(number))
        is_firm = look.caseload.vacancies.set_firm[v, tables.slot[i]] >> np.uint16(number) & 1
        cell = found.tasks << 10 | found.tasks << 18
        alone = Strain(cell, found.yes, found.perhaps, found.yes, found.perhaps)
        return alone, (clash >> np.uint16(number) & 1 > 0) & (is_firm > 0)
    if tables.kind[i] == ORD:
        strain = ordered_strain(look, item, c, v, planned)
    else:
        strain = day_strain(look, int(tables.slot[i]), c, v, planned)
    return strain, (strain.cell >> 3 & 7) > 0


def _both(
    look: Lookups, one: tuple[Ints, Ints], other: tuple[Ints, Ints], c: Ints, v: Ints, planned: Ints, tasks: Ints
) -> tuple[Ints, Ints]:
    """Give what closes both halves, surely and perhaps."""
    both: Ints = (one[0] | one[1]) & (other[0] | other[1])
    both = np.where(look.may_leave[v, tasks] > 0, both, both & ~np.uint16(1 << LEAVE_OUT)).astype(np.uint16)
    both, _ = without_long_days(look, (both, both), c, v, planned, tasks)
    sure = both & one[0] & other[0]
    return sure, both & ~sure


def _silent(look: Lookups, i: int, v: Ints) -> Flags:
    tables, jobs = look.caseload.tables, look.caseload.vacancies
    if i in tables.day_items:
        says = jobs.day_cell[v, tables.slot[i]] >> 2 & 1
        return np.asarray(says > 0)
    return np.asarray(jobs.silent[v] & place_of_bit(np.asarray(i)) != 0)


def _answered(look: Lookups, i: int, c: Ints, v: Ints) -> Flags:
    """Whether readings answer more than the text of an item."""
    n_vacancies = len(look.caseload.vacancies.week_min)
    is_read: Flags = np.isin((c.astype(np.int64) * n_vacancies + v) << 6 | i, look.answered)
    return is_read
