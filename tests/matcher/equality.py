"""What the definition says of a pair, written as the kernel writes it, so that the two can be held equal."""

import numpy as np

from matcher.catalogue.items import Catalogue
from matcher.domain.candidate import GATES, Fit, ItemVerdict, Verdict
from matcher.domain.caseload import I64, U64
from matcher.domain.support import INSTRUMENTS
from matcher.kernel import (
    AT_NORM,
    BOTH,
    COUNT,
    COVERED,
    DUPLICATE,
    GATE,
    IMPOSSIBLE,
    LET_OP,
    LINE,
    MASKS,
    MINUTES,
    OUT,
    PACKAGE,
    PACKAGE_FIELDS,
    PLANNED,
    QUESTION,
    REASON,
    REASON_ITEM,
    REASON_NO_PACKAGE,
    REASON_STACKED,
    STACKED,
    VERDICT,
)


def as_numbers(found: Fit, catalogue: Catalogue) -> tuple[I64, U64]:
    """Give the numbers and the masks of a pair as the definition has it."""
    out, masks = np.zeros(OUT, np.int64), [0] * MASKS
    out[VERDICT], out[STACKED] = found.verdict, found.is_stacked
    out[PLANNED], out[MINUTES] = found.planned_week_minutes, found.travel_minutes
    for place, result in enumerate(found.gates):
        out[GATE + place] = result.verdict
    for place, line in enumerate(found.contributions):
        out[LINE + place] = line.points
    out[COUNT] = len(found.packages)
    for place, one in enumerate(found.packages):
        package = one.package
        at = PACKAGE + place * PACKAGE_FIELDS
        instruments = sum(1 << INSTRUMENTS.index(instrument) for instrument in package.instruments)
        out[at : at + PACKAGE_FIELDS] = (
            instruments,
            package.coach_minutes,
            package.once_cents,
            package.effort,
            one.support_points,
            one.total,
        )
    for item in found.items:
        for mask in _masks_of(item):
            masks[mask] |= 1 << catalogue.by_code(item.item).index
    out[REASON] = _reason(found, catalogue)
    return out, np.array(masks, np.uint64)


def _masks_of(item: ItemVerdict) -> list[int]:
    by_verdict = {Verdict.LET_OP: LET_OP, Verdict.VRAAG_NA: QUESTION, Verdict.KAN_NIET: IMPOSSIBLE}
    marks = (
        (item.is_covered, COVERED),
        (item.is_at_norm, AT_NORM),
        (item.is_unknown_both, BOTH),
        (item.is_duplicate, DUPLICATE),
    )
    own = [by_verdict[item.verdict]] if item.verdict is not Verdict.PAST else []
    return [*own, *(mask for holds, mask in marks if holds)]


def _reason(found: Fit, catalogue: Catalogue) -> int:
    shut = [place for place in range(len(GATES)) if found.gates[place].verdict is Verdict.KAN_NIET]
    if shut:
        return shut[0]
    impossible = [catalogue.by_code(item.item).index for item in found.items if item.verdict is Verdict.KAN_NIET]
    if impossible:
        return REASON_ITEM + impossible[0]
    if found.is_stacked:
        return REASON_STACKED
    return -1 if found.packages else REASON_NO_PACKAGE
