"""What closes work that is too heavy, and what stays where only a part is closed: one item, and two halves."""

from dataclasses import replace

import pytest

from fixtures.tiny import ASSESSED_ON
from matcher.domain.candidate import ItemVerdict, Reason, Verdict
from matcher.domain.profile import Capacity, Source
from matcher.domain.support import Instrument
from matcher.scales import NO, PERHAPS, YES
from matcher.settle import (
    Rest,
    Strain,
    best,
    clashes_alone,
    instruments_of,
    mark_couples,
    settle,
    settle_together,
    severity,
)
from matcher.support import Closer, Gap
from tests.builders import CATALOGUE, ITEMS, NO_SEPARATE_GATE

AID, ORGANISATION, BUDDY = Instrument.AID, Instrument.ORGANISATION, Instrument.WORK_BUDDY
LIGHT_REST: Rest = (Verdict.LET_OP, Reason.TOLERATED)


def _gap(code: str = "IV-13", *closers: tuple[Instrument, int]) -> Gap:
    return Gap(item=ITEMS[code], closers=tuple(Closer(instrument=one, status=status) for one, status in closers))


def _item(code: str, verdict: Verdict = Verdict.PAST, **more: object) -> ItemVerdict:
    known: dict[str, object] = {"reason": Reason.WITHIN, "capacity": None, "tolerated": 0, "asks": None}
    return ItemVerdict(item=code, verdict=verdict, **(known | more))  # type: ignore[arg-type]


def _strain(whole: Gap, core: Gap | None, rest: Rest | None) -> Strain:
    return Strain(base=_item(whole.item.code, excess=1), whole=whole, core=core, rest=rest)


def _limited_on(code: str, *conditions: int, asks: tuple[int, ...] | None, is_stale: bool = False) -> ItemVerdict:
    capacity = Capacity(
        level=0,
        conditions=conditions,
        has_text=False,
        is_stale=is_stale,
        needs_check=is_stale,
        source=Source.UWV,
        recorded_on=ASSESSED_ON,
    )
    return _item(code, Verdict.KAN_NIET, capacity=capacity, asks=asks)


def test_what_closes_all_of_it_goes_before_what_closes_the_firm_part() -> None:
    whole, core = _gap("IV-13", (ORGANISATION, PERHAPS), (AID, YES)), _gap("IV-13", (BUDDY, YES))
    found = settle(_strain(whole, core, LIGHT_REST))
    assert (found.item.verdict, found.item.reason, found.item.is_covered) == (Verdict.LET_OP, Reason.CLOSED, True)
    assert (found.item.closers, found.gaps, found.item.excess) == ((ORGANISATION, AID), (whole,), 1)


def test_where_only_the_firm_part_is_closed_the_rest_is_the_verdict_and_no_support_covers_it() -> None:
    whole, core = _gap("IV-13", (ORGANISATION, PERHAPS)), _gap("IV-13", (AID, YES))
    found = settle(_strain(whole, core, LIGHT_REST))
    assert (found.item.verdict, found.item.reason) == LIGHT_REST
    assert (found.gaps, found.item.is_covered, found.item.closers) == ((core,), False, ())


@pytest.mark.parametrize(
    ("whole", "core", "asked"),
    [
        ((ORGANISATION, PERHAPS), (AID, PERHAPS), (ORGANISATION,)),
        ((ORGANISATION, NO), (AID, PERHAPS), (AID,)),
        ((ORGANISATION, PERHAPS), None, (ORGANISATION,)),
    ],
)
def test_support_that_may_be_had_is_asked_of_the_whole_first(
    whole: tuple[Instrument, int], core: tuple[Instrument, int] | None, asked: tuple[Instrument, ...]
) -> None:
    firm = None if core is None else _gap("IV-13", core)
    found = settle(_strain(_gap("IV-13", whole), firm, LIGHT_REST))
    assert (found.item.verdict, found.item.reason) == (Verdict.VRAAG_NA, Reason.STATUS_UNKNOWN)
    assert (found.item.closers, instruments_of(found.gaps), found.item.is_covered) == (asked, asked, False)


def test_without_a_firm_part_what_nothing_closes_is_the_rest_and_no_package_has_to_close_it() -> None:
    found = settle(_strain(_gap(), None, LIGHT_REST))
    assert ((found.item.verdict, found.item.reason), found.gaps) == (LIGHT_REST, ())


def test_a_firm_part_that_nothing_closes_cannot_be_whatever_the_rest() -> None:
    for rest in (None, LIGHT_REST):
        found = settle(_strain(_gap(), _gap(), rest))
        assert (found.item.verdict, found.item.reason, found.gaps) == (Verdict.KAN_NIET, Reason.EXCESS, ())


HALVES = ("IV-13", "IV-14")
OTHER_REST: Rest = (Verdict.VRAAG_NA, Reason.FREQUENCY_UNKNOWN)


def _couple(rests: tuple[Rest | None, Rest | None] = (None, None)) -> tuple[Strain, Strain]:
    one, other = (_strain(_gap(code), _gap(code), rest) for code, rest in zip(HALVES, rests, strict=True))
    return one, other


def _both(*closers: tuple[Instrument, int]) -> tuple[Gap, Gap]:
    return _gap(HALVES[0], *closers), _gap(HALVES[1], *closers)


def test_what_surely_closes_both_halves_covers_both_each_with_its_own_gap() -> None:
    wholes = _both((AID, YES))
    for rests in ((None, None), (LIGHT_REST, OTHER_REST)):
        found = settle_together(*_couple(rests), wholes, _both((BUDDY, YES)))
        assert [one.item.item for one in found] == list(HALVES)
        assert [one.gaps for one in found] == [(wholes[0],), (wholes[1],)]
        assert [(one.item.verdict, one.item.is_covered, one.item.closers) for one in found] == 2 * [
            (Verdict.LET_OP, True, (AID,))
        ]


def test_what_closes_the_firm_part_of_both_leaves_each_half_its_own_rest() -> None:
    """The half of which the firm part is all is closed by it; the other comes to what is left of it."""
    cores = _both((AID, YES))
    for rests in ((None, OTHER_REST), (LIGHT_REST, None), (LIGHT_REST, OTHER_REST)):
        found = settle_together(*_couple(rests), _both((BUDDY, PERHAPS)), cores)
        assert [one.gaps for one in found] == [(cores[0],), (cores[1],)]
        closed = (Verdict.LET_OP, Reason.CLOSED)
        assert [(one.item.verdict, one.item.reason) for one in found] == [rest or closed for rest in rests]
        assert [one.item.is_covered for one in found] == [rest is None for rest in rests]


@pytest.mark.parametrize(
    ("whole", "core", "asked"), [(PERHAPS, PERHAPS, BUDDY), (PERHAPS, NO, BUDDY), (NO, PERHAPS, AID)]
)
def test_what_may_close_both_halves_is_one_question_at_both(whole: int, core: int, asked: Instrument) -> None:
    wholes, cores = _both((BUDDY, whole)), _both((AID, core))
    found = settle_together(*_couple((LIGHT_REST, None)), wholes, cores)
    assert [one.item.item for one in found] == list(HALVES)
    assert [(one.item.verdict, one.item.reason, one.item.closers) for one in found] == 2 * [
        (Verdict.VRAAG_NA, Reason.STATUS_UNKNOWN, (asked,))
    ]
    assert [one.gaps for one in found] == [(one,) for one in (wholes if asked is BUDDY else cores)]


def test_where_nothing_closes_both_halves_neither_can_be() -> None:
    for rests in ((None, None), (LIGHT_REST, LIGHT_REST)):
        found = settle_together(*_couple(rests), _both(), _both((AID, NO)))
        assert [(one.item.item, one.item.verdict, one.item.reason, one.gaps) for one in found] == [
            (code, Verdict.KAN_NIET, Reason.NOT_TOGETHER, ()) for code in HALVES
        ]


def test_the_surest_closer_says_how_surely_a_gap_can_be_closed() -> None:
    assert best(_gap()) == NO
    assert best(_gap("IV-13", (AID, PERHAPS))) == PERHAPS
    assert best(_gap("IV-13", (AID, YES), (BUDDY, PERHAPS))) == YES


def test_instruments_of_more_gaps_are_named_once_in_the_fixed_order() -> None:
    gaps = _gap("IV-13", (BUDDY, YES), (AID, YES)), _gap("IV-14", (AID, NO), (ORGANISATION, YES))
    assert instruments_of(gaps) == (ORGANISATION, AID, BUDDY)
    assert instruments_of(()) == ()


def _doubles(*known: ItemVerdict) -> list[str]:
    said = {item.item: item for item in known}
    items = [said.get(item.code) or _item(item.code) for item in NO_SEPARATE_GATE]
    found = mark_couples(items, CATALOGUE)
    assert [item.item for item in found] == [item.item for item in items]
    return [item.item for item in found if item.is_duplicate]


LET_OP, ASKED, IMPOSSIBLE = Verdict.LET_OP, Verdict.VRAAG_NA, Verdict.KAN_NIET
BY_WEIGHT: tuple[dict[str, object], ...] = (
    {"verdict": LET_OP, "is_covered": True},
    {"verdict": ASKED},
    {"verdict": LET_OP},
    {"verdict": IMPOSSIBLE},
)


@pytest.mark.parametrize("first", range(4))
@pytest.mark.parametrize("second", range(4))
def test_the_lighter_half_is_the_double_and_of_equals_the_second(first: int, second: int) -> None:
    one, other = _item("IV-13"), _item("IV-14")
    halves = replace(one, **BY_WEIGHT[first]), replace(other, **BY_WEIGHT[second])  # type: ignore[arg-type]
    assert _doubles(*halves) == ["IV-13" if first < second else "IV-14"]


def test_a_half_at_the_norm_weighs_as_light_as_one_that_is_covered() -> None:
    at_norm = _item("IV-13", LET_OP, is_at_norm=True)
    assert severity(at_norm) == severity(replace(at_norm, is_at_norm=False, is_covered=True))
    assert severity(_item("IV-13")) < severity(at_norm) < severity(_item("IV-13", ASKED))


def test_a_half_that_fits_makes_the_other_no_double() -> None:
    assert _doubles() == []
    assert _doubles(_item("IV-13", IMPOSSIBLE)) == []
    assert _doubles(_item("IV-14", IMPOSSIBLE)) == []


def test_a_condition_belongs_to_its_couple_where_it_clashes_alone() -> None:
    pace = _item("I-7", IMPOSSIBLE)
    assert _doubles(pace, _limited_on("I-8", 4, 5, asks=(5, 6))) == ["I-8"]
    assert _doubles(pace, _limited_on("I-8", 4, 5, asks=(4, 5))) == []
    assert _doubles(pace, _limited_on("I-8", 4, 5, asks=(4,))) == []


def test_what_is_out_of_date_or_unknown_clashes_with_nothing() -> None:
    clashing = _limited_on("I-8", 5, asks=(5,))
    assert clashes_alone(clashing, 5)
    assert not clashes_alone(clashing, 4)
    assert not clashes_alone(_limited_on("I-8", 5, asks=(5,), is_stale=True), 5)
    assert not clashes_alone(_limited_on("I-8", 5, asks=None), 5)
    assert not clashes_alone(replace(clashing, capacity=None), 5)
    assert clashes_alone(replace(clashing, capacity=None), None)
