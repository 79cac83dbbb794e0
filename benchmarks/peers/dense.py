"""Item after item over a whole array of pairs: the core of the two forms that keep the shape of their pairs.

People and vacancies come as index arrays that broadcast: [n, 1] against [1, m], or one person against [m].
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from benchmarks.peers.arrays import Flags, Ints
from benchmarks.peers.couples import hits, together
from benchmarks.peers.items import Item, clashes, condition, limit, ordered, per_day, place_of_bit, readings, turns
from benchmarks.peers.load import Planes, ask_unread, mark_couples
from benchmarks.peers.lookups import Lookups
from benchmarks.peers.packages import Basket, close_gap
from matcher.domain.caseload import U64, Caseload
from matcher.kernel import BIN, ORD, SET

IMPOSSIBLE = 3
N_CONDITIONS = 10


class Gap(NamedTuple):
    """A gap of one item for all pairs of the array; pairs without it have no closers and are an offer."""

    item: int
    found: Item
    is_offer: Flags
    has_aid: bool = True


class Told(NamedTuple):
    """Readings of limits: the row of each reading, and its pair as an index of the array."""

    row: Ints
    at: tuple[Ints, ...]
    c: Ints
    v: Ints


def weigh_items(look: Lookups, people: Ints, c: Ints, v: Ints, planned: Ints, told: Told) -> tuple[Planes, list[Gap]]:
    """Weigh every item on which one of these people is limited."""
    planes = Planes.of(look, c, v)
    if np.shape(planned) != planes.let_op.shape:
        raise ValueError("the planned minutes have another shape than the pairs")
    gaps: list[Gap] = []
    limited = int(np.bitwise_or.reduce(look.caseload.clients.limited[people], initial=0))
    for i in range(64):
        kind = look.caseload.tables.kind[i]
        if limited >> i & 1 and kind in (ORD, SET, BIN):
            gaps += _item(look, planes, i, int(kind), c, v, planned)
    for k in range(len(look.caseload.tables.day_items)):
        gaps.append(_day(look, planes, k, c, v, planned))
    for couple in look.caseload.tables.couple:
        gaps += _couple(look, planes, gaps, couple, c, v, planned)
    gaps.sort(key=lambda gap: gap.item)
    read, gaps = _readings(look, planes, gaps, told)
    ask_unread(look, planes, c, v, read)
    mark_couples(look, planes, c, v)
    return planes, gaps


def close_gaps(look: Lookups, gaps: list[Gap], about: tuple[Ints, Ints, Ints], shape: tuple[int, ...]) -> Basket:
    """Close the gaps in the order of the items."""
    basket = Basket.empty(shape)
    for gap in gaps:
        found = gap.found
        has_aid = np.asarray(gap.has_aid)
        closers = found.yes, found.perhaps, found.tasks
        close_gap(look, basket, slice(None), np.asarray(gap.item), about, closers, gap.is_offer, has_aid)
    return basket


def _item(look: Lookups, planes: Planes, i: int, kind: int, c: Ints, v: Ints, planned: Ints) -> list[Gap]:
    people, jobs = look.caseload.clients, look.caseload.vacancies
    bit, item = place_of_bit(np.asarray(i)), np.asarray(i)
    is_silent = jobs.silent[v] & bit != 0
    hits = (people.limited[c] & bit != 0) & (is_silent | (jobs.depends[v] & bit != 0))
    if not hits.any():
        return []
    if kind == SET:
        verdict, gaps = _conditions(look, i, c, v, planned, hits)
        is_covered = verdict == 1
    else:
        found = (ordered if kind == ORD else limit)(look, item, c, v, planned)
        found = _only(found, hits)
        verdict, is_covered, gaps = found.verdict, found.is_covered, [_gap(i, found, is_offer=kind == BIN)]
    quiet = hits & is_silent & (verdict < 2)
    _write(planes, bit, np.where(quiet, 2, verdict), is_covered & ~quiet)
    return gaps


def _only(found: Item, hits: Flags) -> Item:
    """Keep what was found for these pairs, nothing for the others."""
    return Item(*(np.where(hits, column, np.zeros((), column.dtype)) for column in found))


def _gap(i: int, found: Item, *, is_offer: bool = False) -> Gap:
    return Gap(i, found, np.asarray((found.yes | found.perhaps) == 0) | is_offer)


def _conditions(look: Lookups, i: int, c: Ints, v: Ints, planned: Ints, hits: Flags) -> tuple[Ints, list[Gap]]:
    clash = np.where(hits, clashes(look, np.asarray(i), c, v), 0).astype(np.uint16)
    verdict, gaps = np.zeros(hits.shape, np.uint8), []
    found_any = int(np.bitwise_or.reduce(clash, axis=None))
    for number in range(1, N_CONDITIONS):
        if found_any >> number & 1:
            found = condition(look, np.asarray(i), c, v, planned, clash, np.asarray(number))
            found = _only(found, (clash >> np.uint16(number) & 1) > 0)
            verdict = np.maximum(verdict, found.verdict)
            gaps.append(_gap(i, found))
    return verdict, gaps


def _day(look: Lookups, planes: Planes, k: int, c: Ints, v: Ints, planned: Ints) -> Gap:
    i = int(look.caseload.tables.day_items[k])
    bit = place_of_bit(np.asarray(i))
    found, depends, is_unsaid = per_day(look, k, c, v, planned.astype(np.int64))
    level = look.caseload.clients.level[c, i]
    _write(planes, bit, found.verdict, found.is_covered)
    planes.day_depends[...] |= np.where((level >= 0) & depends, bit, np.uint64(0))
    planes.both[...] |= np.where(is_unsaid, bit, np.uint64(0))
    return _gap(i, found)


def _write(planes: Planes, bit: U64, verdict: Ints, is_covered: Flags) -> None:
    zero = np.uint64(0)
    planes.let_op[...] |= np.where(verdict == 1, bit, zero)
    planes.covered[...] |= np.where((verdict == 1) & is_covered, bit, zero)
    planes.question[...] |= np.where(verdict == 2, bit, zero)
    planes.impossible[...] |= np.where(verdict == IMPOSSIBLE, bit, zero)


def _couple(look: Lookups, planes: Planes, gaps: list[Gap], couple: Ints, c: Ints, v: Ints, planned: Ints) -> list[Gap]:
    """Settle a couple of which both halves are firmly too heavy as one."""
    at = np.nonzero(hits(look, planes, couple, c))
    if not len(at[0]):
        return []
    about = [np.broadcast_to(column, planes.let_op.shape)[at] for column in (c, v, planned)]
    joint = together(look, couple, *about)
    at, about = tuple(index[joint.holds] for index in at), [column[joint.holds] for column in about]
    added = []
    for place, half in ((0, joint.first), (2, joint.second)):
        i, number = int(couple[place]), int(couple[place + 1])
        found = Item._make(column[joint.holds] for column in half)
        _drop_gaps(gaps, i, at)
        verdict, beside = _beside(look, i, number, *about)
        is_covered = found.is_covered & (verdict < 2)
        _rewrite(planes, at, place_of_bit(np.asarray(i)), np.maximum(found.verdict, verdict), is_covered)
        added += [_gap_at(i, at, one, planes.let_op.shape) for one in (found, *beside)]
    return added


def _beside(look: Lookups, i: int, number: int, c: Ints, v: Ints, planned: Ints) -> tuple[Ints, list[Item]]:
    """Weigh the other conditions of a half of a couple; a half without conditions has none."""
    verdict: Ints = np.zeros(len(c), np.uint8)
    if look.caseload.tables.kind[i] != SET:
        return verdict, []
    clash = clashes(look, np.asarray(i), c, v).astype(np.uint16)
    found = []
    for other in range(1, N_CONDITIONS):
        has = (clash >> np.uint16(other) & 1) > 0
        if other != number and has.any():
            found.append(_only(condition(look, np.asarray(i), c, v, planned, clash, np.asarray(other)), has))
            verdict = np.maximum(verdict, found[-1].verdict)
    return verdict, found


def _drop_gaps(gaps: list[Gap], i: int, at: tuple[Ints, ...]) -> None:
    for gap in gaps:
        if gap.item == i:
            gap.found.yes[at], gap.found.perhaps[at], gap.is_offer[at] = 0, 0, True


def _rewrite(planes: Planes, at: tuple[Ints, ...], bit: U64, verdict: Ints, is_covered: Flags) -> None:
    """Write verdicts over what stood there; 255 leaves it."""
    for plane in (planes.let_op, planes.covered, planes.at_norm, planes.question, planes.impossible):
        plane[at] &= np.where(verdict != 255, ~bit, ~np.uint64(0))
    covered = (verdict == 1) & is_covered
    for plane, has in (
        (planes.let_op, verdict == 1),
        (planes.covered, covered),
        (planes.question, verdict == 2),
        (planes.impossible, verdict == IMPOSSIBLE),
    ):
        plane[at] |= np.where(has, bit, np.uint64(0))


def _gap_at(i: int, at: tuple[Ints, ...], found: Item, shape: tuple[int, ...], *, has_aid: bool = True) -> Gap:
    """Give a gap that only some pairs have."""
    yes, perhaps, tasks = np.zeros(shape, np.uint16), np.zeros(shape, np.uint16), np.zeros(shape, np.int64)
    yes[at], perhaps[at], tasks[at] = found.yes, found.perhaps, found.tasks
    nothing = np.zeros(shape, np.uint8)
    return Gap(i, Item(nothing, nothing > 0, yes, perhaps, tasks), (yes | perhaps) == 0, has_aid=has_aid)


def _readings(look: Lookups, planes: Planes, gaps: list[Gap], told: Told) -> tuple[U64, list[Gap]]:
    """Let readings answer what they were read for: turn after turn, item by item."""
    read = np.zeros_like(planes.let_op)
    people, n_vacancies = look.caseload.clients, len(look.caseload.vacancies.week_min)
    items = people.reading_item[told.row].astype(np.int64)
    turn = turns((told.c * n_vacancies + told.v) << 6 | items)
    for now, i in np.unique(np.stack((turn, items)), axis=1).T.tolist():
        mine = np.flatnonzero((items == i) & (turn == now))
        at = tuple(index[mine] for index in told.at)
        bit = place_of_bit(np.asarray(i))
        found = readings(look, told.row[mine], told.c[mine], told.v[mine], planes.verdict_of(at, bit))
        read[at] |= np.where(found.held, bit, np.uint64(0))
        _rewrite(planes, at, bit, found.verdict, found.verdict == 1)
        _drop_gaps(gaps, i, tuple(index[found.removes_gaps] for index in at))
        needed = Item(found.verdict, found.held, found.yes, found.perhaps, np.zeros(len(mine), np.int64))
        added = _gap_at(i, at, needed, read.shape, has_aid=False)
        gaps = sorted([*gaps, added], key=lambda gap: gap.item)
    return read, gaps


def readings_of(caseload: Caseload, entries: Ints, at: tuple[Ints, ...], c: Ints) -> Told:
    """Put the readings of some pairs together."""
    return Told(entries, at, c, caseload.clients.reading_vacancy[entries].astype(np.int64))
