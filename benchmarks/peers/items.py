"""The verdict on one item, for arrays of people, vacancies and items that broadcast against each other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from benchmarks.peers.arrays import Flags, Ints
from benchmarks.peers.carve import without_long_days
from benchmarks.peers.lookups import Lookups
from matcher.domain.caseload import U64
from matcher.kernel import FULL_DAY, PERHAPS, READ_FAILS, READ_TEXT, READ_TEXT_WITH, READ_WHOLE, YES

PAST, LET_OP, QUESTION, IMPOSSIBLE = range(4)


class Item(NamedTuple):
    """A verdict, whether support closes it, and the gap a package has to close (instruments; none where no gap)."""

    verdict: Ints
    is_covered: Flags
    yes: Ints
    perhaps: Ints
    tasks: Ints


def place_of_bit(index: Ints) -> U64:
    """Give the mask of an item."""
    return np.left_shift(np.uint64(1), np.asarray(index).astype(np.uint64))


class Strain(NamedTuple):
    """Work that is too heavy: its cell, and what closes all of it and what is firmly too heavy, surely or perhaps."""

    cell: Ints
    yes: Ints
    perhaps: Ints
    core_yes: Ints
    core_perhaps: Ints


def ordered(look: Lookups, i: Ints, c: Ints, v: Ints, planned: Ints) -> Item:
    """Weigh ordered items on which the person is limited."""
    return _settle(ordered_strain(look, i, c, v, planned))


def ordered_strain(look: Lookups, i: Ints, c: Ints, v: Ints, planned: Ints) -> Strain:
    """Give what is too heavy on ordered items, and what closes it."""
    slot = look.caseload.tables.slot[i]
    level = look.caseload.clients.level[c, i]
    cell = look.caseload.vacancies.ord_cell[v, slot, level]
    opened = look.whole_open[v, slot, level], look.firm_open[v, slot, level]
    return _strain(look, i, c, v, planned, cell, *opened)


class Day(NamedTuple):
    """An item counted per day, whether the work depends on it, and whether neither side says anything of it."""

    found: Item
    depends: Flags
    is_unsaid: Flags


def per_day(look: Lookups, k: int, c: Ints, v: Ints, planned: Ints) -> Day:
    """Weigh an item counted per day, on the planned day."""
    tables, jobs = look.caseload.tables, look.caseload.vacancies
    i = int(tables.day_items[k])
    level = look.caseload.clients.level[c, i]
    tolerated = _tolerated(look, k, jobs.day_minutes[v, k], v, planned)
    is_silent = (jobs.day_cell[v, k] >> 2 & 1) > 0
    depends = is_silent | (tolerated < tables.top[i])
    found = _settle(day_strain(look, k, c, v, planned))
    is_asked = np.where(level < 0, depends, is_silent & (level > 0) & (found.verdict < QUESTION))
    found = found._replace(verdict=np.where(is_asked, QUESTION, found.verdict).astype(np.uint8))
    return Day(found, depends, is_silent & (level < 0) & (tolerated == tables.top[i]))


def day_strain(look: Lookups, k: int, c: Ints, v: Ints, planned: Ints) -> Strain:
    """Give what is too heavy on an item counted per day, and what closes it."""
    tables, jobs = look.caseload.tables, look.caseload.vacancies
    i = int(tables.day_items[k])
    level = look.caseload.clients.level[c, i]
    minutes, firm_minutes = jobs.day_minutes[v, k], jobs.day_firm[v, k]
    asked = jobs.day_cell[v, k].astype(np.int64)
    excess = np.maximum(level - _tolerated(look, k, minutes, v, planned), 0)
    firm_excess = np.where(excess > 0, np.maximum(level - _tolerated(look, k, firm_minutes, v, planned), 0), 0)
    rest = np.where((excess > 0) & (firm_minutes != minutes), _if_open(excess, asked, 2), 0)
    rest_of_firm = _if_open(firm_excess, asked >> 4, 0)
    rest = np.maximum(rest, rest_of_firm)
    firm = np.where(rest_of_firm == 0, firm_excess, 0)
    tasks = (asked >> 10 & 255) | np.where(firm_excess > 0, asked >> 18 & 255, 0)
    cell = excess | firm << 3 | rest << 6 | tasks << 10 | (asked >> 18 & 255) << 18
    whole_open = np.where(firm_excess > 0, look.day_joint_open[v, k, excess], look.day_open[v, k, excess])
    return _strain(look, np.asarray(i), c, v, planned, cell, whole_open, look.day_firm_open[v, k, firm])


def _tolerated(look: Lookups, k: int, minutes: Ints, v: Ints, planned: Ints) -> Ints:
    """Give the highest level that bears these minutes of a full day; the top where nobody spoke."""
    tables, load = look.caseload.tables, minutes.astype(np.int64) * planned
    top, full = int(tables.top[tables.day_items[k]]), FULL_DAY * look.caseload.vacancies.days[v]
    tolerated = np.zeros_like(load)
    for step in range(1, top + 1):
        tolerated = np.where(load <= tables.day_ceiling[k, step] * full, step, tolerated)
    return np.where(minutes <= 0, top, tolerated)


def _if_open(excess: Ints, how: Ints, otherwise: int) -> Ints:
    """Give what minutes that are too many come to where nothing closes them."""
    by_one = np.where((how & 1) > 0, LET_OP, np.where((how & 2) > 0, QUESTION, otherwise))
    return np.where(excess == 1, by_one, otherwise)


def _strain(
    look: Lookups, i: Ints, c: Ints, v: Ints, planned: Ints, cell: Ints, whole_open: Ints, firm_open: Ints
) -> Strain:  # fmt: skip
    cell = cell.astype(np.int64)
    sure, maybe = look.sure[c, i], look.perhaps[c, i]
    whole_open = np.where(cell & 7, whole_open, 0)
    firm_open = np.where(cell >> 3 & 7, firm_open, 0)
    whole = look.instruments[i, sure & whole_open], look.instruments[i, maybe & whole_open]
    core = look.instruments[i, sure & firm_open], look.instruments[i, maybe & firm_open]
    yes, perhaps = without_long_days(look, whole, c, v, planned, cell >> 10 & 255)
    core_yes, core_perhaps = without_long_days(look, core, c, v, planned, cell >> 18 & 255)
    return Strain(cell, yes, perhaps, core_yes, core_perhaps)


def _settle(strain: Strain) -> Item:
    """Close all that is too heavy, else what is firmly too heavy."""
    cell, yes, perhaps, core_yes, core_perhaps = strain
    firm, rest = cell >> 3 & 7, cell >> 6 & 3
    is_closed = yes > 0
    is_core_closed = ~is_closed & (firm > 0) & (rest > 0) & (core_yes > 0)
    is_whole_open = ~is_closed & ~is_core_closed & (perhaps > 0)
    is_core_open = ~is_closed & ~is_core_closed & ~is_whole_open & (core_perhaps > 0)
    uses_core = is_core_closed | is_core_open
    is_gap = is_closed | is_core_closed | is_whole_open | is_core_open
    verdict = np.where(is_whole_open | is_core_open, QUESTION, np.where(firm > 0, IMPOSSIBLE, rest))
    verdict = np.where(is_closed, LET_OP, np.where(is_core_closed, rest, verdict))
    return Item(
        verdict=verdict.astype(np.uint8),
        is_covered=is_closed,
        yes=np.where(is_gap, np.where(uses_core, core_yes, yes), 0).astype(np.uint16),
        perhaps=np.where(is_gap, np.where(uses_core, core_perhaps, perhaps), 0).astype(np.uint16),
        tasks=np.where(uses_core, cell >> 18 & 255, cell >> 10 & 255).astype(np.int64),
    )


def clashes(look: Lookups, i: Ints, c: Ints, v: Ints) -> Ints:
    """Give the conditions the person needs that the work cannot offer, as bits."""
    slot = look.caseload.tables.slot[i]
    return look.caseload.clients.conditions[c, i] & look.caseload.vacancies.set_asks[v, slot]


def condition(look: Lookups, i: Ints, c: Ints, v: Ints, planned: Ints, clash: Ints, number: Ints) -> Item:
    """Weigh one condition that clashes."""
    slot, jobs = look.caseload.tables.slot[i], look.caseload.vacancies
    opened = look.set_open[v, slot, number] & look.allowed[i, clash]
    yes = look.instruments[i, look.sure[c, i] & opened]
    perhaps = look.instruments[i, look.perhaps[c, i] & opened]
    tasks = jobs.set_tasks[v, slot, number].astype(np.int64)
    yes, perhaps = without_long_days(look, (yes, perhaps), c, v, planned, tasks)
    is_firm = jobs.set_firm[v, slot] >> np.asarray(number).astype(np.uint16) & 1
    verdict = np.where(yes > 0, LET_OP, np.where((perhaps > 0) | (is_firm == 0), QUESTION, IMPOSSIBLE))
    return Item(verdict.astype(np.uint8), yes > 0, yes, perhaps, tasks)


def limit(look: Lookups, i: Ints, c: Ints, v: Ints, planned: Ints) -> Item:
    """Weigh a limit nobody has read against the task yet: support is what the question offers."""
    slot = look.caseload.tables.slot[i]
    opened = look.bin_open[v, slot]
    yes = look.instruments[i, look.sure[c, i] & opened]
    perhaps = look.instruments[i, look.perhaps[c, i] & opened]
    tasks = look.caseload.vacancies.bin_tasks[v, slot].astype(np.int64)
    yes, perhaps = without_long_days(look, (yes, perhaps), c, v, planned, tasks)
    return Item(np.full(yes.shape, QUESTION, np.uint8), np.zeros(yes.shape, bool), yes, perhaps, tasks)


class Read(NamedTuple):
    """Readings of limits against tasks, one entry each; what one item needs besides comes in a later turn.

    Attributes
    ----------
    held
        Whether it counts: the person's value on the item is known, or it says that the work is not possible.
    verdict
        The verdict the reading gives; 255 where it leaves the item as it is.
    removes_gaps
        What was found for the item needs no closing any more.
    yes, perhaps
        The instrument of the reading, where it may be had.
    """

    held: Flags
    verdict: Ints
    removes_gaps: Flags
    yes: Ints
    perhaps: Ints


def readings(look: Lookups, row: Ints, c: Ints, v: Ints, before: Ints) -> Read:
    """Give what each reading does; ``before`` is the verdict that stood."""
    people, jobs = look.caseload.clients, look.caseload.vacancies
    bit, code = place_of_bit(people.reading_item[row]), people.reading_code[row]
    m = np.maximum(people.reading_instrument[row], 0)
    fails = code == READ_FAILS
    held = (people.known[c] & bit != 0) | fails
    has_instrument = ~fails & (code != READ_WHOLE) & (jobs.answer[v, m] > 0)
    instrument = np.left_shift(1, m.astype(np.int64)).astype(np.uint16)
    yes = np.where(has_instrument & (people.status[c, m] == YES), instrument, 0).astype(np.uint16)
    perhaps = np.where(has_instrument & (people.status[c, m] == PERHAPS), instrument, 0).astype(np.uint16)
    verdict = np.where(yes > 0, LET_OP, np.where(perhaps > 0, QUESTION, IMPOSSIBLE))
    verdict = np.where(fails, IMPOSSIBLE, np.where(code == READ_WHOLE, PAST, verdict))
    stands = fails | (held & ((people.limited[c] | people.text[c]) & bit != 0) & (code != READ_TEXT))
    is_lighter = (code == READ_TEXT_WITH) & (before > verdict)
    return Read(
        held=held,
        verdict=np.where(stands & ~is_lighter, verdict, 255).astype(np.uint8),
        removes_gaps=stands & (code != READ_TEXT_WITH),
        yes=np.where(stands, yes, 0).astype(np.uint16),
        perhaps=np.where(stands, perhaps, 0).astype(np.uint16),
    )


def turns(keys: Ints) -> Ints:
    """Give for each entry how many before it are about the same pair and item; equal keys stand side by side."""
    is_first = np.diff(keys, prepend=-1) != 0
    place = np.arange(len(keys))
    return place - np.maximum.accumulate(np.where(is_first, place, 0))
