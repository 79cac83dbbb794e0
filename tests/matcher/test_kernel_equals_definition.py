"""The kernel gives the integers of the definition, on pairs among which every rule decides some.

A pair is *decided* by an item or a gate where its verdict is worse than that of everything else together: without
it the pair has another verdict.  By an instrument where it is the only closer of a gap, a claim, or the path of hours:
without it the pair has another package.  By a line of points where a neighbour that differs in nothing else has other
points there and the same on every other line; by *steun* where two packages of the pair differ by it.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pytest

from matcher.domain.candidate import LINES, Fit, Line, Verdict
from matcher.domain.caseload import Caseload
from matcher.domain.support import INSTRUMENTS, Instrument
from matcher.fit import fit
from matcher.kernel import GATE, MASKS, OUT, REASON, VERDICT, Judged, judge_each
from matcher.policy import MatchPolicy
from tests.builders import CATALOGUE, NO_SEPARATE_GATE
from tests.matcher.drawing.gates import GATES_DRAWN
from tests.matcher.drawn import Drawn, draw_all
from tests.matcher.equality import as_numbers

PAIRS, PER_VERDICT, DECIDED = 10_000, 1_000, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The drawn pairs, weighed once by each of the two; of the definition only what is not *past* is kept."""

    drawn: Drawn
    caseload: Caseload
    judged: Judged
    fits: list[Fit]
    differences: list[str]


@pytest.fixture(scope="module")
def weighed() -> Weighed:
    drawn, scales = draw_all(
        per_item=55, mixed=1_600, together=160, per_gate=55, per_instrument=25, per_line=30, natural=4_000
    )
    caseload = drawn.caseload(scales)
    judged = judge_each(caseload, *drawn.rows(), is_whole=True)
    fits, differences = [], []
    for place, (client, vacancy) in enumerate(drawn.pairs):
        found = fit(drawn.clients[client], drawn.vacancies[vacancy], scales)
        out, masks = as_numbers(found, CATALOGUE)
        if not (np.array_equal(out, judged.out[place]) and np.array_equal(masks, judged.masks[place])):
            differences.append(_difference(place, out, masks, judged))
        fits.append(replace(found, items=tuple(item for item in found.items if item.verdict > Verdict.PAST)))
    return Weighed(drawn=drawn, caseload=caseload, judged=judged, fits=fits, differences=differences)


def test_every_number_of_every_pair_is_equal(weighed: Weighed) -> None:
    n_pairs, differences = len(weighed.fits), weighed.differences[:5]
    assert differences == []
    assert n_pairs >= PAIRS


def test_each_verdict_is_there_a_thousand_times(weighed: Weighed) -> None:
    counts = Counter(found.verdict for found in weighed.fits)
    assert {verdict.name: counts[verdict] for verdict in Verdict if counts[verdict] < PER_VERDICT} == {}


def test_each_item_decides_pairs(weighed: Weighed) -> None:
    counts = Counter(item for found in weighed.fits for item in _deciding_items(found))
    assert {item.code: counts[item.code] for item in NO_SEPARATE_GATE if counts[item.code] < DECIDED} == {}


def test_each_gate_decides_pairs(weighed: Weighed) -> None:
    counts = Counter(gate for found in weighed.fits for gate in _deciding_gates(found))
    assert {gate: counts[gate] for gate in GATES_DRAWN if counts[gate] < DECIDED} == {}


def test_each_instrument_decides_pairs(weighed: Weighed) -> None:
    counts = Counter(instrument for found in weighed.fits for instrument in _deciding_instruments(found))
    assert {one: counts[one] for one in INSTRUMENTS if counts[one] < DECIDED} == {}


def test_each_line_of_points_decides_pairs(weighed: Weighed) -> None:
    counts = Counter(
        line
        for line, before, after in weighed.drawn.twins
        if _decides_line(line, weighed.fits[before], weighed.fits[after])
    )
    assert {line: counts[line] for line in LINES if counts[line] < DECIDED} == {}


def test_stacking_and_a_lack_of_packages_decide_pairs(weighed: Weighed) -> None:
    open_ones = [found for found in weighed.fits if found.verdict < Verdict.KAN_NIET]
    assert sum(found.is_stacked for found in open_ones) >= DECIDED
    assert sum(not found.packages for found in open_ones) >= DECIDED
    assert sum(len(found.packages) == 3 for found in open_ones) >= DECIDED


def test_the_short_form_gives_the_same_where_a_pair_can_be_proposed_and_the_same_reason_where_not(
    weighed: Weighed,
) -> None:
    short = judge_each(weighed.caseload, *weighed.drawn.rows())
    assert np.array_equal(short.out[:, [VERDICT, REASON]], weighed.judged.out[:, [VERDICT, REASON]])
    is_open = short.out[:, VERDICT] < 3
    assert np.array_equal(short.out[is_open], weighed.judged.out[is_open])
    assert np.array_equal(short.masks[is_open], weighed.judged.masks[is_open])


def test_neither_the_number_of_threads_nor_the_order_of_pairs_changes_a_number(weighed: Weighed) -> None:
    clients, vacancies = weighed.drawn.rows()
    order = np.random.default_rng(3).permutation(len(clients))
    for threads in (1, 3):
        again = judge_each(weighed.caseload, clients[order], vacancies[order], is_whole=True, threads=threads)
        assert np.array_equal(again.out, weighed.judged.out[order])
        assert np.array_equal(again.masks, weighed.judged.masks[order])


OTHER_POLICIES = {
    "small": MatchPolicy(
        unknown_travel_minutes=20,
        detour_tenths=11,
        start_lead_days=3,
        leave_out_percent=20,
        stack_in_rubriek=2,
        stack_in_all=3,
        wish_full=100,
        wish_sector=60,
        wish_unknown=10,
        load_full=130,
        load_let_op=11,
        load_question=3,
        load_questions_most=7,
        ability_full=33,
        travel_full=50,
        travel_free_minutes=5,
        travel_unknown=9,
        hours_now=31,
        hours_growth=7,
        lasting_year=9,
        waiting_months=7,
        support_most=3,
        effort=tuple(range(15, 0, -1)),
    ),
    "nothing counts": MatchPolicy(
        leave_out_percent=0,
        stack_in_rubriek=1,
        load_let_op=60,
        load_floor=90,
        load_question=20,
        travel_free_minutes=30,
        support_most=0,
        effort=(0,) * len(INSTRUMENTS),
    ),
}


@pytest.mark.parametrize("name", OTHER_POLICIES)
def test_another_policy_on_another_day_is_followed_to_the_same_integers(name: str) -> None:
    drawn, scales = draw_all(
        per_item=1, mixed=120, together=25, per_gate=8, per_instrument=2, per_line=2, natural=0, seed=3,
        policy=OTHER_POLICIES[name], day=date(2026, 12, 14),
    )  # fmt: skip
    judged = judge_each(drawn.caseload(scales), *drawn.rows(), is_whole=True)
    for place, (client, vacancy) in enumerate(drawn.pairs):
        out, masks = as_numbers(fit(drawn.clients[client], drawn.vacancies[vacancy], scales), CATALOGUE)
        assert np.array_equal(out, judged.out[place])
        assert np.array_equal(masks, judged.masks[place])


def test_the_fields_that_are_compared_are_those_the_kernel_fills(weighed: Weighed) -> None:
    """A field that is zero everywhere would be compared in vain."""
    out, masks = weighed.judged
    assert np.nonzero(~out.any(axis=0))[0].tolist() == []
    assert np.nonzero(~masks.any(axis=0))[0].tolist() == []
    assert (out[:, GATE : GATE + len(GATES_DRAWN)] == Verdict.KAN_NIET).any(axis=0).all()


def _deciding_items(found: Fit) -> list[str]:
    others = [result.verdict for result in found.gates]
    if found.verdict is Verdict.PAST or found.verdict in others:
        return []
    worst = [item.item for item in found.items if item.verdict is found.verdict]
    return worst if len(worst) == 1 else []


def _deciding_gates(found: Fit) -> list[str]:
    if found.verdict is Verdict.PAST or any(item.verdict is found.verdict for item in found.items):
        return []
    worst = [result.gate for result in found.gates if result.verdict is found.verdict]
    return worst if len(worst) == 1 else []


def _deciding_instruments(found: Fit) -> set[Instrument]:
    """Give the instruments without which the packages would be others."""
    only = {item.closers[0] for item in found.items if len(item.closers) == 1}
    parts = {part for one in found.packages for part in one.package.parts}
    kept = {part.instrument for part in parts}
    extra = {part.instrument for part in parts if not part.closes or part.instrument is Instrument.HOURS_PATH}
    return (only & kept) | extra


def _decides_line(line: Line, before: Fit, after: Fit) -> bool:
    if line is Line.SUPPORT:
        return len({one.support_points for one in after.packages}) > 1
    changed = {
        one.line
        for one, other in zip(before.contributions, after.contributions, strict=True)
        if one.points != other.points
    }
    return changed == {line}


def _difference(place: int, out, masks, judged: Judged) -> str:  # type: ignore[no-untyped-def]
    numbers = [f"out[{k}] {out[k]} != {judged.out[place, k]}" for k in range(OUT) if out[k] != judged.out[place, k]]
    items = [
        f"mask {k} differs on {item.code}"
        for k in range(MASKS)
        for item in CATALOGUE.items
        if (int(masks[k]) ^ int(judged.masks[place, k])) >> item.index & 1
    ]
    return f"pair {place} (definition != kernel): {'; '.join([*numbers, *items])}"
