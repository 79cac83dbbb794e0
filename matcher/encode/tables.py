"""Catalogue, closes table, policy and travel as arrays: the same for every pair of one night."""

from collections.abc import Sequence

import numpy as np

from matcher.catalogue.closes import Closing
from matcher.domain.caseload import DAY_ITEMS, I32, I64, ClosesRows, Tables
from matcher.domain.nearmiss import EMPLOYER_PARTS
from matcher.domain.support import INSTRUMENTS, Instrument, Strategy
from matcher.encode.codes import UNWEIGHED, Codes, bits, starts
from matcher.gates import DAY_CEILINGS, WEEK_CEILINGS
from matcher.policy import MatchPolicy
from matcher.scales import EMPLOYER_PART, Scales
from matcher.support import KINDS
from matcher.travel import LONGEST_MINUTES, MODES

POLICY = (
    "leave_out_percent", "stack_in_rubriek", "stack_in_all", "wish_full", "wish_sector", "wish_unknown", "load_full",
    "load_floor", "load_let_op", "load_question", "load_questions_most", "ability_full", "travel_full",
    "travel_free_minutes", "travel_unknown", "hours_now", "hours_growth", "support_most",
)  # fmt: skip
"""Names of the policy numbers the kernel reads, in the order in which it reads them."""


def table_columns(scales: Scales, codes: Codes) -> Tables:
    """Write the tables of one night."""
    items = scales.catalogue.items
    rubrieken = [
        [item.index for item in items if item.rubriek == rubriek.code] for rubriek in scales.catalogue.rubrieken
    ]
    day_items = [scales.catalogue.by_code(code) for code in DAY_ITEMS]
    known_start, known = _known(scales, codes)
    prices = {row.aid: row.once_cents for row in scales.closes.rows if row.aid and row.once_cents}
    aids = sorted(prices)
    return Tables(
        kind=np.array(codes.kinds, np.int8),
        slot=np.array(codes.slots, np.int8),
        top=np.array([item.k for item in items], np.int8),
        strict=np.array([item.no_tolerance for item in items], np.uint8),
        strict_in_risk=np.array([item.risk_no_tolerance for item in items], np.uint8),
        weighed=np.array([bits(index for index, kind in enumerate(codes.kinds) if kind != UNWEIGHED)], np.uint64),
        day_mask=np.array([bits(item.index for item in day_items)], np.uint64),
        sight_item=np.array([scales.catalogue.by_code("II-1").index], np.int8),
        day_items=np.array([item.index for item in day_items], np.int8),
        day_ceiling=np.array([(0, *item.day_ceilings) for item in day_items], np.int32),
        rubriek=np.array([bits(indices) for indices in rubrieken], np.uint64),
        couple=_couples(scales),
        rows=_rows(scales, aids),
        aid_cents=np.array([prices[aid] for aid in aids], np.int64),
        order=np.array([[INSTRUMENTS.index(step) for step in _order(strategy)] for strategy in Strategy], np.int8),
        kind_of=np.array([_kinds(strategy) for strategy in Strategy], np.int32),
        effort=np.array(scales.policy.effort, np.int32),
        coach_share=np.array(scales.coach_shares, np.int32),
        place=_places(scales, codes),
        known_start=known_start,
        known=known,
        speed=_speed(scales.policy),
        certificate=_certificates(codes),
        ceilings=np.array(
            [
                (scales.catalogue.by_code(code).index, *ceilings)
                for code, ceilings in (("VI-2", DAY_CEILINGS), ("VI-3", WEEK_CEILINGS))
            ],
            np.int32,
        ),
        parts=np.array([_asking(part) for part in EMPLOYER_PARTS], np.int32),
        policy=np.array([getattr(scales.policy, name) for name in POLICY], np.int32),
    )


def _order(strategy: Strategy) -> list[Instrument]:
    return [instrument for kind in KINDS[strategy] for instrument in kind]


def _kinds(strategy: Strategy) -> list[int]:
    """Give for each instrument the instruments of its kind, as bits."""
    by_instrument = {one: bits(map(INSTRUMENTS.index, kind)) for kind in KINDS[strategy] for one in kind}
    return [by_instrument[instrument] for instrument in INSTRUMENTS]


def _certificates(codes: Codes) -> I32:
    asked = [one.code if one.kind == "certificaat" else "" for one in codes.requirements]
    numbers = {code: number for number, code in enumerate(sorted({code for code in asked if code}))}
    return np.array([numbers.get(code, -1) for code in asked], np.int32)


def _asking(part: str) -> int:
    return bits(place for place, instrument in enumerate(INSTRUMENTS) if EMPLOYER_PART.get(instrument) == part)


def _couples(scales: Scales) -> I32:
    by_code = scales.catalogue.by_code
    rows = [
        (
            by_code(couple.first).index,
            couple.first_condition or 0,
            by_code(couple.second).index,
            couple.second_condition or 0,
        )
        for couple in scales.catalogue.couples
    ]
    return np.array(rows, np.int32)


def _rows(scales: Scales, aids: Sequence[str]) -> ClosesRows:
    rows = scales.closes.rows
    per_item = [sum(row.item_index == index for row in rows) for index in range(len(scales.catalogue.items))]
    return ClosesRows(
        start=starts(per_item),
        instrument=np.array([INSTRUMENTS.index(row.instrument) for row in rows], np.int8),
        levels=np.array([row.levels for row in rows], np.int8),
        conditions=np.array([bits(row.conditions) for row in rows], np.uint16),
        at_most=np.array([row.at_most for row in rows], np.int8),
        needs=np.array([_needs(row, scales) for row in rows], np.uint64),
        not_in_risk=np.array([row.not_in_risk_task for row in rows], np.uint8),
        seated=np.array([row.needs_seated_task for row in rows], np.uint8),
        tasks=np.array([row.needs_tasks for row in rows], np.int8),
        sight=np.array([{None: 0, True: 1, False: 2}[row.visual_limitation] for row in rows], np.int8),
        aid=np.array([aids.index(row.aid) if row.aid in aids else -1 for row in rows], np.int8),
    )


def _needs(row: Closing, scales: Scales) -> int:
    return bits(scales.catalogue.by_code(code).index for code in row.needs_norm)


def _places(scales: Scales, codes: Codes) -> I64:
    found = [scales.travel.places.get(key) for key in sorted(codes.place)]
    rows = [(0, 0, 0) if place is None else (place.x, place.y, 1) for place in found]
    return np.array(rows, np.int64).reshape(len(rows), 3)


def _known(scales: Scales, codes: Codes) -> tuple[I64, I32]:
    """Give the known times by the place they start from, and where each place's stretch begins."""
    rows = sorted(
        (codes.place[start], codes.place[end], MODES.index(mode), min(minutes, LONGEST_MINUTES))
        for (start, end, mode), minutes in scales.travel.known.items()
    )
    known = np.array(rows, np.int32).reshape(len(rows), 4)
    return starts(np.bincount(known[:, 0], minlength=len(codes.place)).tolist()), known[:, 1:].copy()


def _speed(policy: MatchPolicy) -> I64:
    rows = [
        (10 * metres, fixed, 60 * policy.detour_tenths)
        for metres, fixed in zip(policy.metres_per_hour, policy.fixed_minutes, strict=True)
    ]
    return np.array(rows, np.int64)
