"""Item after item over a whole array of pairs: the core of the two forms that keep the shape of their pairs.

People and vacancies come as index arrays that broadcast: [n, 1] against [1, m], or one person against [m].
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from benchmarks.peers.arrays import Flags, Ints
from benchmarks.peers.items import Item, clashes, condition, limit, ordered, per_day, place_of_bit, readings
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
            gaps += _item(look, planes, i, int(kind), c, v)
    for k in range(len(look.caseload.tables.day_items)):
        gaps.append(_day(look, planes, k, c, v, planned))
    gaps.sort(key=lambda gap: gap.item)
    read, gaps = _readings(look, planes, gaps, told)
    ask_unread(look, planes, c, v, read)
    mark_couples(look, planes, c, v)
    return planes, gaps


def close_gaps(look: Lookups, gaps: list[Gap], v: Ints, shape: tuple[int, ...]) -> Basket:
    """Close the gaps in the order of the items."""
    basket = Basket.empty(shape)
    for gap in gaps:
        found = gap.found
        has_aid = np.asarray(gap.has_aid)
        closers = found.yes, found.perhaps, found.tasks
        close_gap(look, basket, slice(None), np.asarray(gap.item), v, closers, gap.is_offer, has_aid)
    return basket


def _item(look: Lookups, planes: Planes, i: int, kind: int, c: Ints, v: Ints) -> list[Gap]:
    people, jobs = look.caseload.clients, look.caseload.vacancies
    bit, item = place_of_bit(np.asarray(i)), np.asarray(i)
    is_silent = jobs.silent[v] & bit != 0
    hits = (people.limited[c] & bit != 0) & (is_silent | (jobs.depends[v] & bit != 0))
    if not hits.any():
        return []
    if kind == SET:
        verdict, gaps = _conditions(look, i, c, v, hits)
        is_covered = verdict == 1
    else:
        found = ordered(look, item, c, v) if kind == ORD else limit(look, item, c, v)
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


def _conditions(look: Lookups, i: int, c: Ints, v: Ints, hits: Flags) -> tuple[Ints, list[Gap]]:
    clash = np.where(hits, clashes(look, np.asarray(i), c, v), 0).astype(np.uint16)
    verdict, gaps = np.zeros(hits.shape, np.uint8), []
    found_any = int(np.bitwise_or.reduce(clash, axis=None))
    for number in range(1, N_CONDITIONS):
        if found_any >> number & 1:
            found = condition(look, np.asarray(i), c, v, clash, np.asarray(number))
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


def _readings(look: Lookups, planes: Planes, gaps: list[Gap], told: Told) -> tuple[U64, list[Gap]]:
    """Let readings answer what they were read for, item by item (one reading a pair and item)."""
    read = np.zeros_like(planes.let_op)
    items = look.caseload.clients.reading_item[told.row]
    for i in np.unique(items).tolist():
        mine = np.flatnonzero(items == i)
        at = tuple(index[mine] for index in told.at)
        bit = place_of_bit(np.asarray(i))
        found = readings(look, told.row[mine], told.c[mine], told.v[mine], planes.verdict_of(at, bit))
        read[at] |= np.where(found.held, bit, np.uint64(0))
        for plane in (planes.let_op, planes.covered, planes.at_norm, planes.question, planes.impossible):
            plane[at] &= np.where(found.verdict != 255, ~bit, ~np.uint64(0))
        for plane, verdict in ((planes.let_op, 1), (planes.covered, 1), (planes.question, 2), (planes.impossible, 3)):
            plane[at] |= np.where(found.verdict == verdict, bit, np.uint64(0))
        removed = tuple(index[found.removes_gaps] for index in at)
        for gap in gaps:
            if gap.item == i:
                gap.found.yes[removed], gap.found.perhaps[removed], gap.is_offer[removed] = 0, 0, True
        gaps = sorted([*gaps, _told_gap(i, at, found.yes, found.perhaps, read.shape)], key=lambda gap: gap.item)
    return read, gaps


def _told_gap(i: int, at: tuple[Ints, ...], yes: Ints, perhaps: Ints, shape: tuple[int, ...]) -> Gap:
    closers = np.zeros(shape, np.uint16), np.zeros(shape, np.uint16)
    closers[0][at], closers[1][at] = yes, perhaps
    nothing = np.zeros(shape, np.uint8)
    found = Item(nothing, nothing > 0, closers[0], closers[1], np.zeros(shape, np.int64))
    return Gap(i, found, (closers[0] | closers[1]) == 0, has_aid=False)


def readings_of(caseload: Caseload, entries: Ints, at: tuple[Ints, ...], c: Ints) -> Told:
    """Put the readings of some pairs together."""
    return Told(entries, at, c, caseload.clients.reading_vacancy[entries].astype(np.int64))
