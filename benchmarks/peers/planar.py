"""Peer (b): gates and items as bit planes; ``bitwise_count`` of two planes picks the pairs with anything to weigh.

A block of people meets all vacancies as one byte a pair for the gates and one 64-bit word a pair for the items.  What
survives the gates is a flat list; what is limited *and* asked becomes a flat list of hits, weighed all at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

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
from benchmarks.peers.arrays import Flags, Ints
from benchmarks.peers.couples import hits, together
from benchmarks.peers.gates import Classes, Gates, stretches
from benchmarks.peers.items import Item, clashes, condition, limit, ordered, per_day, place_of_bit, readings, turns
from benchmarks.peers.load import Planes, ask_unread, mark_couples
from benchmarks.peers.lookups import Lookups
from benchmarks.peers.packages import Basket, close_gap
from matcher.domain.caseload import U64
from matcher.kernel import BIN, ORD, SET

PAIRS_PER_BLOCK = 1 << 16
N_CONDITIONS = 16


class Gaps(NamedTuple):
    """Gaps of many pairs, one entry each."""

    pair: Ints
    item: Ints
    yes: Ints
    perhaps: Ints
    tasks: Ints
    is_offer: Flags
    has_aid: Flags

    @classmethod
    def of(cls, pair: Ints, item: Ints, found: Item, *, is_offer: bool = False) -> Gaps:
        """Keep the entries that something can close."""
        at = np.flatnonzero(found.yes | found.perhaps)
        return cls(
            pair[at],
            item[at],
            found.yes[at],
            found.perhaps[at],
            found.tasks[at],
            np.full(len(at), is_offer),
            np.ones(len(at), bool),
        )

    def joined(self, *others: Gaps) -> Gaps:
        """Give these and others, in the order of pair and item, earlier ones first."""
        columns = Gaps._make(np.concatenate(parts) for parts in zip(self, *others, strict=True))
        order = np.argsort(columns.pair << 6 | columns.item, kind="stable")
        return Gaps._make(column[order] for column in columns)


def weigh(look: Lookups, classes: Classes, people: Ints) -> Iterator[Answer]:
    """Weigh these people against all vacancies."""
    size = max(1, PAIRS_PER_BLOCK // max(1, len(look.caseload.vacancies.week_min)))
    for low in range(0, len(people), size):
        yield _block(look, classes, people[low : low + size])


def _block(look: Lookups, classes: Classes, people: Ints) -> Answer:
    gates = Gates.of(look.caseload, classes, people)
    reason = gate_reasons(gates)
    row, v = np.divmod(np.flatnonzero(gates.shut == 0), gates.shut.shape[1])
    c = people[row]
    verdicts = gate_verdicts(look, classes, gates, row, c, v)
    planned = gates.planned[row, classes.hours_of[v]]
    planes, gaps = _items(look, people, row, c, v, planned)
    verdict = verdict_of(verdicts, planes)
    is_dropped = verdict == IMPOSSIBLE
    reason[row[is_dropped], v[is_dropped]] = item_reason(planes)[is_dropped]
    kept = np.flatnonzero(~is_dropped)
    basket = _close(look, gaps, kept, (c, v, planned))
    row, c, v = row[kept], c[kept], v[kept]
    verdicts = tuple(gate[kept] for gate in verdicts)
    numbers = numbers_of(look, classes, gates, row, c, v, verdicts, verdict[kept], planes.pick(kept), basket)
    reason[row, v] = late_reason(numbers)
    return Answer(people, reason, row, v, numbers)


def _items(look: Lookups, people: Ints, row: Ints, c: Ints, v: Ints, planned: Ints) -> tuple[Planes, Gaps]:
    caseload, planes = look.caseload, Planes.of(look, c, v)
    left = caseload.clients.limited[c] & (caseload.vacancies.depends[v] | caseload.vacancies.silent[v])
    busy = np.flatnonzero(np.bitwise_count(left))
    bits = np.unpackbits(left[busy, None].view(np.uint8), axis=1, bitorder="little")
    hit = np.flatnonzero(bits)
    pair, item = busy[hit >> 6], hit & 63
    kind = caseload.tables.kind[item]
    gaps = [
        _ordered(look, planes, pair[kind == ORD], item[kind == ORD], c, v, planned),
        _conditions(look, planes, pair[kind == SET], item[kind == SET], c, v, planned),
        _limits(look, planes, pair[kind == BIN], item[kind == BIN], c, v, planned),
    ]
    gaps += [_day(look, planes, k, c, v, planned) for k in range(len(caseload.tables.day_items))]
    found = _couples(look, planes, gaps[0].joined(*gaps[1:]), c, v, planned)
    found, read = _readings(look, planes, people, row, c, v, found)
    ask_unread(look, planes, c, v, read)
    mark_couples(look, planes, c, v)
    return planes, found


def _mark(look: Lookups, planes: Planes, pair: Ints, item: Ints, verdict: Ints, is_covered: Flags, v: Ints) -> None:
    """Write verdicts of items into the planes; where some task is silent, all below a question becomes one."""
    bit = place_of_bit(item)
    is_silent = (look.caseload.vacancies.silent[v[pair]] & bit != 0) & (verdict < 2)
    verdict = np.where(is_silent, 2, verdict)
    _write(planes, pair, bit, verdict, is_covered & ~is_silent)


def _write(planes: Planes, pair: Ints, bit: U64, verdict: Ints, is_covered: Flags) -> None:
    for plane, has in (
        (planes.let_op, verdict == 1),
        (planes.covered, (verdict == 1) & is_covered),
        (planes.question, verdict == 2),
        (planes.impossible, verdict == IMPOSSIBLE),
    ):
        np.bitwise_or.at(plane, pair[has], bit[has])


def _ordered(look: Lookups, planes: Planes, pair: Ints, item: Ints, c: Ints, v: Ints, planned: Ints) -> Gaps:
    found = ordered(look, item, c[pair], v[pair], planned[pair])
    _mark(look, planes, pair, item, found.verdict, found.is_covered, v)
    return Gaps.of(pair, item, found)


def _conditions(look: Lookups, planes: Planes, pair: Ints, item: Ints, c: Ints, v: Ints, planned: Ints) -> Gaps:
    clash = clashes(look, item, c[pair], v[pair])
    bits = np.unpackbits(clash[:, None].view(np.uint8), axis=1, bitorder="little", count=N_CONDITIONS)
    hit, number = np.divmod(np.flatnonzero(bits), N_CONDITIONS)
    found = condition(look, item[hit], c[pair[hit]], v[pair[hit]], planned[pair[hit]], clash[hit], number)
    verdict = np.zeros(len(pair), np.uint8)
    np.maximum.at(verdict, hit, found.verdict)
    _mark(look, planes, pair, item, verdict, verdict == 1, v)
    return Gaps.of(pair[hit], item[hit], found)


def _limits(look: Lookups, planes: Planes, pair: Ints, item: Ints, c: Ints, v: Ints, planned: Ints) -> Gaps:
    found = limit(look, item, c[pair], v[pair], planned[pair])
    _mark(look, planes, pair, item, found.verdict, found.is_covered, v)
    return Gaps.of(pair, item, found, is_offer=True)


def _day(look: Lookups, planes: Planes, k: int, c: Ints, v: Ints, planned: Ints) -> Gaps:
    """Weigh an item counted per day; a person at the norm without a text needs no look at it."""
    i = int(look.caseload.tables.day_items[k])
    bit = place_of_bit(np.asarray(i))
    people = look.caseload.clients
    matters = (people.level[:, i] != 0) | ((people.text | people.failed) & bit != 0)
    pair = np.flatnonzero(matters[c])
    found, depends, is_unsaid = per_day(look, k, c[pair], v[pair], planned[pair])
    is_known = people.level[c[pair], i] >= 0
    bits = np.broadcast_to(bit, pair.shape)
    _write(planes, pair, bits, found.verdict, found.is_covered)
    planes.day_depends[pair] |= np.where(is_known & depends, bit, np.uint64(0))
    planes.both[pair] |= np.where(is_unsaid, bit, np.uint64(0))
    return Gaps.of(pair, np.full(len(pair), i), found)


def _couples(look: Lookups, planes: Planes, gaps: Gaps, c: Ints, v: Ints, planned: Ints) -> Gaps:
    """Settle each couple of which both halves are firmly too heavy as one."""
    for couple in look.caseload.tables.couple:
        pair = np.flatnonzero(hits(look, planes, couple, c))
        if not len(pair):
            continue
        joint = together(look, couple, c[pair], v[pair], planned[pair])
        pair = pair[joint.holds]
        for i, half in ((int(couple[0]), joint.first), (int(couple[2]), joint.second)):
            found = Item._make(column[joint.holds] for column in half)
            item = np.full(len(pair), i)
            _rewrite(planes, pair, place_of_bit(item), found.verdict, found.is_covered)
            gaps = _without(gaps, pair, item).joined(Gaps.of(pair, item, found))
    return gaps


def _without(gaps: Gaps, pair: Ints, item: Ints) -> Gaps:
    """Take away the gaps of these items of these pairs."""
    removed = np.isin(gaps.pair << 6 | gaps.item, pair << 6 | item)
    return Gaps._make(column[~removed] for column in gaps)


def _readings(
    look: Lookups, planes: Planes, people: Ints, row: Ints, c: Ints, v: Ints, gaps: Gaps
) -> tuple[Gaps, U64]:  # fmt: skip
    """Let readings answer what they were read for, turn after turn."""
    read = np.zeros(len(c), np.uint64)
    place, entry = stretches(look.caseload.clients.reading_start, people)
    n_vacancies = len(look.caseload.vacancies.week_min)
    keys, wanted = row * n_vacancies + v, place * n_vacancies + look.caseload.clients.reading_vacancy[entry]
    at = np.minimum(np.searchsorted(keys, wanted), max(0, len(keys) - 1))
    is_there = keys[at] == wanted if len(keys) else np.zeros(len(wanted), bool)
    pair, entry = at[is_there], entry[is_there]
    item = look.caseload.clients.reading_item[entry].astype(np.int64)
    turn = turns(pair << 6 | item)
    for now in range(int(turn.max(initial=-1)) + 1):
        mine = turn == now
        gaps = _read(look, planes, read, gaps, pair[mine], item[mine], entry[mine], c, v)
    return gaps, read


def _read(
    look: Lookups, planes: Planes, read: U64, gaps: Gaps, pair: Ints, item: Ints, entry: Ints, c: Ints, v: Ints
) -> Gaps:
    bit = place_of_bit(item)
    found = readings(look, entry, c[pair], v[pair], planes.verdict_of(pair, bit))
    np.bitwise_or.at(read, pair[found.held], bit[found.held])
    _rewrite(planes, pair, bit, found.verdict, found.verdict == 1)
    kept = _without(gaps, pair[found.removes_gaps], item[found.removes_gaps])
    plain = Item(found.verdict, found.verdict == 1, found.yes, found.perhaps, np.zeros(len(pair), np.int64))
    added = Gaps.of(pair, item, plain)
    return kept.joined(added._replace(has_aid=np.zeros(len(added.pair), bool)))


def _rewrite(planes: Planes, pair: Ints, bit: U64, verdict: Ints, is_covered: Flags) -> None:
    """Write verdicts over what stood there; 255 leaves it."""
    stands = verdict != 255
    pair, bit = pair[stands], bit[stands]
    for plane in (planes.let_op, planes.covered, planes.at_norm, planes.question, planes.impossible):
        np.bitwise_and.at(plane, pair, ~bit)
    _write(planes, pair, bit, verdict[stands], is_covered[stands])


def _close(look: Lookups, gaps: Gaps, kept: Ints, about: tuple[Ints, Ints, Ints]) -> Basket:
    """Close the first gap of every pair, then every second, and so on."""
    place = np.full(len(about[0]), -1)
    place[kept] = np.arange(len(kept))
    alive = np.flatnonzero(place[gaps.pair] >= 0)
    gaps = Gaps._make(column[alive] for column in gaps)
    basket = Basket.empty(kept.shape)
    new = np.flatnonzero(np.diff(gaps.pair, prepend=-1))
    rank = np.arange(len(gaps.pair)) - np.repeat(new, np.diff(new, append=len(gaps.pair)))
    for turn in range(int(rank.max(initial=-1)) + 1):
        at = np.flatnonzero(rank == turn)
        pair = gaps.pair[at]
        gap = gaps.yes[at], gaps.perhaps[at], gaps.tasks[at]
        own = about[0][pair], about[1][pair], about[2][pair]
        close_gap(look, basket, place[pair], gaps.item[at], own, gap, gaps.is_offer[at], gaps.has_aid[at])
    return basket


PLANAR = Peer("bit planes with bitwise_count", weigh, Classes.shared)
