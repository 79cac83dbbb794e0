"""What a peer works out once a night: the closes table opened for each vacancy and each person, and small tables.

A row of the closes table becomes one bit (at most eight rows an item), so that *what closes this gap* is the AND of a
byte of the person and a byte of the vacancy.  A set of instruments becomes an index of 15 bits into tables.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.peers.arrays import Flags, Ints
from matcher.domain.caseload import U64, Caseload
from matcher.kernel import (
    BIN,
    COACH_FIRST,
    COACH_LAST,
    LEAVE_OUT,
    N_INSTRUMENTS,
    ORD,
    PERHAPS,
    READ_TEXT,
    READ_TEXT_WITH,
    SET,
    YES,
)

MOST_ROWS = 8
N_SETS = 1 << N_INSTRUMENTS
N_TASK_SETS = 256
N_CLASHES = 1 << 10
N_EXCESSES = 6
AID = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lookups:
    """Tables a peer indexes by person, vacancy, item or set of instruments.

    Attributes
    ----------
    sure, perhaps
        Closes rows of each item that surely, or perhaps, are for this person, [n_clients, 64].
    whole_open, firm_open
        Closes rows that this vacancy lets through for an ordered item at each level, over all tasks and over those
        firmly too heavy, [n_vacancies, n_ord, 5].
    day_open, day_joint_open, day_firm_open, set_open, bin_open
        The same by excess, over the tasks of all minutes, of both, and of the firm ones, [n_vacancies, 5, 6]; by
        condition, [n_vacancies, n_set, 10]; and [n_vacancies, n_bin].
    allowed
        Closes rows that close a condition when these conditions clash together, [64, 1024].
    instruments
        Instruments of a set of closes rows, [64, 256].
    may_leave
        Whether a set of tasks can go to a colleague (asked or yes), [n_vacancies, 256].
    first, kinds
        The instrument a strategy takes first from a set, as a set, and those of its kind, [3, 32768].
    answered
        Pairs and items whose readings answer more than a text, ascending: (client × vacancies + vacancy) × 64 + item.
    one_regime, effort, share
        Of a set of instruments: without the lighter jobcoach regimes; its effort; its coach time in basis points.
    aid_bit, aid_cents
        The aid that closes an item and its price, [64]; 0 where there is none.
    """

    caseload: Caseload
    sure: Ints
    perhaps: Ints
    whole_open: Ints
    firm_open: Ints
    day_open: Ints
    day_joint_open: Ints
    day_firm_open: Ints
    set_open: Ints
    bin_open: Ints
    allowed: Ints
    instruments: Ints
    may_leave: Ints
    first: Ints
    kinds: Ints
    answered: Ints
    one_regime: Ints
    effort: Ints
    share: Ints
    aid_bit: Ints
    aid_cents: Ints

    @classmethod
    def of(cls, caseload: Caseload) -> Lookups:
        """Open the tables of one night."""
        rows = caseload.tables.rows
        if np.diff(rows.start).max() > MOST_ROWS:
            raise ValueError("an item has more than eight closes rows: widen the bytes of the peers to 16 bits")
        may_leave = _may_leave(caseload)
        sure, perhaps = _for_people(caseload)
        one_regime = _one_regime()
        aid_bit, aid_cents = _aids(caseload)
        return cls(
            caseload=caseload,
            sure=sure,
            perhaps=perhaps,
            **_for_vacancies(caseload, may_leave),
            allowed=_allowed(caseload),
            instruments=_instruments(caseload),
            may_leave=may_leave,
            first=_first(caseload),
            kinds=_kinds(caseload),
            answered=_answered(caseload),
            one_regime=one_regime,
            effort=_per_set(caseload.tables.effort),
            share=_per_set(np.pad(caseload.tables.coach_share, (COACH_FIRST, N_INSTRUMENTS - COACH_LAST - 1))),
            aid_bit=aid_bit,
            aid_cents=aid_cents,
        )


def _sets() -> Ints:
    return np.arange(N_SETS, dtype=np.int64)


def _per_set(amounts: Ints) -> Ints:
    """Add up an amount per instrument over each set."""
    return sum((_sets() >> m & 1) * int(amount) for m, amount in enumerate(amounts))  # type: ignore[return-value]


def _one_regime() -> Ints:
    sets = _sets()
    for heavy in range(COACH_LAST, COACH_FIRST, -1):
        lighter = (1 << heavy) - (1 << COACH_FIRST)
        sets = np.where(sets >> heavy & 1, sets & ~lighter, sets)
    return sets.astype(np.uint16)


def _first(caseload: Caseload) -> Ints:
    order, sets = caseload.tables.order, _sets()
    first = np.zeros((len(order), N_SETS), np.uint16)
    for strategy, steps in enumerate(order):
        for m in steps[::-1]:
            first[strategy, (sets >> int(m) & 1).astype(bool)] = 1 << int(m)
    return first


def _kinds(caseload: Caseload) -> Ints:
    """Give the instruments of the kind that a strategy looks at first in each set."""
    tables, sets = caseload.tables, _sets()
    kinds = np.zeros((len(tables.order), N_SETS), np.uint16)
    for strategy, steps in enumerate(tables.order):
        for m in steps[::-1]:
            kinds[strategy, (sets >> int(m) & 1).astype(bool)] = tables.kind_of[strategy, m]
    return kinds


def _answered(caseload: Caseload) -> Ints:
    people, n = caseload.clients, len(caseload.vacancies.week_min)
    client = np.repeat(np.arange(len(people.known)), np.diff(people.reading_start))
    keys = (client * n + people.reading_vacancy) << 6 | people.reading_item.astype(np.int64)
    return np.unique(keys[~np.isin(people.reading_code, (READ_TEXT, READ_TEXT_WITH))])


def _may_leave(caseload: Caseload) -> Ints:
    """Say for each set of tasks whether it is within the share of policy, not all of it, and not refused."""
    jobs, most = caseload.vacancies, caseload.tables.policy[0]
    sets = np.arange(N_TASK_SETS)
    has = (sets[:, None] >> np.arange(jobs.task_share.shape[1]) & 1).astype(np.int32)
    share = jobs.task_share @ has.T
    exists = np.arange(has.shape[1]) < jobs.n_tasks[:, None]
    refused = (exists & (jobs.task_leave == 0)).astype(np.int32) @ has.T
    is_all = exists.astype(np.int32) @ has.T == jobs.n_tasks[:, None]
    may: Flags = (share <= most) & ~is_all & (refused == 0)
    return may.astype(np.uint8)


def _for_people(caseload: Caseload) -> tuple[Ints, Ints]:
    people, rows = caseload.clients, caseload.tables.rows
    sure = np.zeros_like(people.level, np.uint8)
    perhaps = np.zeros_like(sure)
    eyes = int(caseload.tables.sight_item[0])
    sees = people.level[:, eyes]
    is_unseen = (sees < 0) | ((sees == 0) & (people.text >> np.uint64(eyes) & np.uint64(1) > 0))
    for i, r, bit in _each_row(caseload):
        status = people.status[:, rows.instrument[r]].copy()
        is_open = (rows.needs[r] & (~people.known | people.text)) != 0
        if rows.sight[r]:
            is_open |= is_unseen
            status[~is_unseen & ((sees > 0) != (rows.sight[r] == 1))] = 0
        status[is_open] = np.minimum(status[is_open], PERHAPS)
        status[(rows.needs[r] & people.limited) != 0] = 0
        sure[:, i] |= np.where(status == YES, bit, 0).astype(np.uint8)
        perhaps[:, i] |= np.where(status == PERHAPS, bit, 0).astype(np.uint8)
    return sure, perhaps


def _each_row(caseload: Caseload) -> list[tuple[int, int, int]]:
    """Give (item, row, bit of the row within its item) of the closes table."""
    start = caseload.tables.rows.start
    return [(i, r, 1 << r - int(start[i])) for i in range(64) for r in range(int(start[i]), int(start[i + 1]))]


def _for_vacancies(caseload: Caseload, may_leave: Ints) -> dict[str, Ints]:
    jobs, tables = caseload.vacancies, caseload.tables
    rows, n = tables.rows, len(jobs.week_min)
    opened: dict[str, Ints] = {
        "whole_open": np.zeros(jobs.ord_cell.shape, np.uint8),
        "firm_open": np.zeros(jobs.ord_cell.shape, np.uint8),
        "day_open": np.zeros((n, len(tables.day_items), N_EXCESSES), np.uint8),
        "day_joint_open": np.zeros((n, len(tables.day_items), N_EXCESSES), np.uint8),
        "day_firm_open": np.zeros((n, len(tables.day_items), N_EXCESSES), np.uint8),
        "set_open": np.zeros(jobs.set_tasks.shape, np.uint8),
        "bin_open": np.zeros(jobs.bin_tasks.shape, np.uint8),
    }
    everyone = np.arange(n)
    for i, r, bit in _each_row(caseload):
        slot, kind, m = tables.slot[i], tables.kind[i], rows.instrument[r]
        fits = (jobs.n_tasks >= rows.tasks[r]) & ((jobs.seated > 0) | (rows.seated[r] == 0))

        def let_through(tasks: Ints, risk: Ints, m: int = m, r: int = r, fits: Flags = fits) -> Flags:
            by = (slice(None), *[None] * (tasks.ndim - 1))
            agreed = may_leave[everyone[by], tasks] > 0 if m == LEAVE_OUT else (jobs.answer[:, m] > 0)[by]
            through: Flags = fits[by] & agreed & ~((risk > 0) & (rows.not_in_risk[r] > 0))
            return through

        if kind == ORD:
            cell = jobs.ord_cell[:, slot].astype(np.int64)
            whole = let_through(cell >> 10 & 255, cell >> 8 & 1) & (rows.levels[r] >= (cell & 7))
            firm = let_through(cell >> 18 & 255, cell >> 9 & 1) & (rows.levels[r] >= (cell >> 3 & 7))
            opened["whole_open"][:, slot] |= whole * np.uint8(bit)
            opened["firm_open"][:, slot] |= firm * np.uint8(bit)
        elif kind == SET:
            number = np.arange(jobs.set_tasks.shape[2])
            risk = jobs.set_risk[:, slot, None] >> number & 1
            found = let_through(jobs.set_tasks[:, slot].astype(np.int64), risk) & (rows.conditions[r] >> number & 1)
            opened["set_open"][:, slot] |= found.astype(np.uint8) * np.uint8(bit)
        elif kind == BIN:
            found = let_through(jobs.bin_tasks[:, slot].astype(np.int64), jobs.bin_risk[:, slot])
            opened["bin_open"][:, slot] |= found * np.uint8(bit)
        elif i in tables.day_items:
            cell = jobs.day_cell[:, slot].astype(np.int64)
            whole, firm = cell >> 10 & 255, cell >> 18 & 255
            for name, tasks in (("day_open", whole), ("day_joint_open", whole | firm), ("day_firm_open", firm)):
                found = let_through(tasks, cell >> 3 & 1)[:, None] & (rows.levels[r] >= np.arange(N_EXCESSES))
                opened[name][:, slot] |= found * np.uint8(bit)
    return opened


def _allowed(caseload: Caseload) -> Ints:
    rows = caseload.tables.rows
    clashes = np.arange(N_CLASHES, dtype=np.uint16)
    allowed = np.zeros((64, N_CLASHES), np.uint8)
    for i, r, bit in _each_row(caseload):
        allowed[i] |= (np.bitwise_count(clashes & rows.conditions[r]) <= rows.at_most[r]) * np.uint8(bit)
    return allowed


def _instruments(caseload: Caseload) -> Ints:
    sets = np.arange(1 << MOST_ROWS)
    found = np.zeros((64, len(sets)), np.uint16)
    for i, r, bit in _each_row(caseload):
        found[i] |= np.where(sets & bit, 1 << int(caseload.tables.rows.instrument[r]), 0).astype(np.uint16)
    return found


def _aids(caseload: Caseload) -> tuple[Ints, Ints]:
    rows = caseload.tables.rows
    bits, cents = np.zeros(64, np.int64), np.zeros(64, np.int64)
    for i, r, _ in _each_row(caseload):
        if rows.instrument[r] == AID and rows.aid[r] >= 0:
            if bits[i]:
                raise ValueError("two aids close one item: the peers hold one aid an item")
            bits[i], cents[i] = 1 << int(rows.aid[r]), caseload.tables.aid_cents[rows.aid[r]]
    return bits, cents


def lowest(mask: U64) -> Ints:
    """Give the place of the lowest bit that is set, 64 where none is."""
    return np.bitwise_count((mask & (~mask + np.uint64(1))) - np.uint64(1))
