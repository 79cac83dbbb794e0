"""What holds for an item on a day, out of what several sources said at several times."""

from datetime import date

import pytest

from matcher.domain.dates import months_between
from matcher.domain.profile import (
    Capacity,
    CapacityProfile,
    CapacityValue,
    Coverage,
    Demand,
    DemandSource,
    Reading,
    ReadingOutcome,
    Source,
)
from matcher.domain.support import Instrument
from matcher.errors import ReadError

DAY = date(2026, 11, 2)
RECENT = date(2026, 9, 1)


def value(
    level: int, source: Source = Source.UWV, on: date = RECENT, *conditions: int, text: str = ""
) -> CapacityValue:
    return CapacityValue(item="IV-13", level=level, conditions=conditions, text=text, source=source, recorded_on=on)


def cover(source: Source = Source.UWV, on: date = RECENT, rubriek: str = "IV") -> Coverage:
    return Coverage(rubriek=rubriek, source=source, recorded_on=on)


def held(*known: CapacityValue | Coverage) -> Capacity | None:
    values = tuple(one for one in known if isinstance(one, CapacityValue))
    coverage = tuple(one for one in known if isinstance(one, Coverage))
    return CapacityProfile(values=values, coverage=coverage).on("IV-13", "IV", DAY)


def level(*known: CapacityValue | Coverage) -> int | None:
    found = held(*known)
    return None if found is None else found.level


def test_outside_what_a_source_covered_nothing_is_known() -> None:
    assert held() is None
    assert held(cover(rubriek="V")) is None


def test_inside_what_a_source_covered_an_unlisted_item_is_the_norm_of_that_source() -> None:
    found = held(cover(Source.LABOUR_EXPERT, RECENT))
    assert found is not None
    assert (found.level, found.conditions, found.is_limited) == (0, (), False)
    assert (found.source, found.recorded_on) == (Source.LABOUR_EXPERT, RECENT)


def test_a_listed_value_goes_before_the_norm_of_any_coverage() -> None:
    assert level(value(2), cover()) == 2
    assert level(value(2, Source.SELF), cover(Source.LABOUR_EXPERT)) == 2


def test_of_two_recent_sources_the_stricter_decides_whoever_said_it() -> None:
    for first, second in ((Source.UWV, Source.SELF), (Source.SELF, Source.UWV), (Source.JOBCOACH, Source.CASEWORKER)):
        assert level(value(1, first), value(3, second)) == 3
        assert level(value(3, first), value(1, second)) == 3


def test_conditions_of_all_sources_hold_together_and_one_text_is_enough() -> None:
    found = held(value(0, Source.UWV, RECENT, 1, 4), value(0, Source.SELF, RECENT, 2, text="let op"))
    assert found is not None
    assert (found.conditions, found.has_text) == ((1, 2, 4), True)
    plain = held(value(1, text="  "))
    assert plain is not None
    assert not plain.has_text


@pytest.mark.parametrize(
    ("on", "is_stale", "needs_check"),
    [
        (date(2025, 11, 2), False, False),  # 12 months to the day
        (date(2025, 11, 1), False, True),  # a day more
        (date(2024, 11, 2), False, True),  # 24 months to the day
        (date(2024, 11, 1), True, True),  # a day more
    ],
)
def test_a_value_is_checked_after_a_year_and_asked_again_after_two(on: date, is_stale: bool, needs_check: bool) -> None:
    for known in (value(1, on=on), cover(on=on)):
        found = held(known)
        assert found is not None
        assert (found.is_stale, found.needs_check) == (is_stale, needs_check)


def test_what_is_recent_goes_before_what_is_too_old() -> None:
    old = date(2023, 1, 1)
    assert level(value(3, on=old), value(1)) == 1
    assert level(value(3, on=old), cover()) == 0
    found = held(value(3, on=old), value(1, Source.JOBCOACH, old))
    assert found is not None
    assert (found.level, found.is_stale) == (3, True)


BEFORE = date(2025, 12, 1)


def test_a_new_look_of_the_same_source_replaces_its_own_old_one() -> None:
    assert level(value(3, on=BEFORE), cover()) == 0
    assert level(value(3, on=BEFORE), value(1)) == 1
    assert level(value(1, on=BEFORE), value(3)) == 3
    assert level(value(3, on=RECENT), cover(on=RECENT)) == 3
    assert level(value(3), cover(on=BEFORE)) == 3
    assert level(value(3, on=BEFORE), cover(rubriek="V")) == 3
    read = held(value(3, on=BEFORE, text="met links"), value(1))
    assert read is not None
    assert not read.has_text


@pytest.mark.parametrize("other", [value(1, Source.JOBCOACH), cover(Source.LABOUR_EXPERT)], ids=["value", "coverage"])
def test_a_new_look_of_another_source_does_not(other: CapacityValue | Coverage) -> None:
    assert level(value(3, on=BEFORE), other) == 3


def test_what_is_looked_at_after_the_day_replaces_nothing_yet() -> None:
    assert level(value(3, on=BEFORE), cover(on=date(2026, 11, 3))) == 3
    assert level(value(3, on=BEFORE), value(1, on=date(2026, 11, 3))) == 3


@pytest.mark.parametrize("own_word", [value(0, Source.SELF), cover(Source.SELF)], ids=["value", "coverage"])
@pytest.mark.parametrize("source", [Source.LABOUR_EXPERT, Source.UWV, Source.EMPLOYER_AFTER])
def test_what_the_person_says_never_loosens_an_old_professional_value(
    source: Source, own_word: CapacityValue | Coverage
) -> None:
    found = held(value(2, source, date(2023, 1, 1)), own_word)
    assert found is not None
    assert found.is_stale or found.level == 2


def test_what_is_said_after_the_day_does_not_count_yet() -> None:
    assert held(value(1, on=date(2026, 11, 3))) is None
    assert level(value(1, on=DAY)) == 1
    assert held(cover(on=date(2026, 11, 3))) is None


def test_the_order_in_which_values_came_changes_nothing() -> None:
    known = (value(2, Source.UWV), value(2, Source.SELF, date(2026, 5, 1)), value(1, Source.JOBCOACH))
    assert held(*known) == held(*reversed(known))
    norms = (cover(Source.UWV), cover(Source.JOBCOACH), cover(Source.SELF, date(2026, 5, 1)))
    assert held(*norms) == held(*reversed(norms))


def test_many_items_at_once_hold_what_each_holds_alone() -> None:
    old, later = date(2023, 9, 1), date(2026, 11, 3)
    profile = CapacityProfile(
        values=(value(2), value(1, Source.SELF)),
        coverage=(cover(), cover(Source.SELF, old, "V"), cover(rubriek="III", on=later), cover(Source.SELF, old)),
    )
    items = [
        ("IV-12", "IV"),
        ("IV-13", "IV"),
        ("IV-14", "IV"),
        ("V-1", "V"),
        ("V-2", "V"),
        ("III-1", "III"),
        ("I-1", "I"),
    ]
    alone = [profile.on(item, rubriek, DAY) for item, rubriek in items]
    assert profile.on_each(items, DAY) == alone
    assert [None if one is None else (one.level, one.is_stale) for one in alone] == [
        (0, False),
        (2, False),
        (0, False),
        (0, True),
        (0, True),
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 28), date(2026, 2, 28), 1),
        (date(2025, 11, 2), date(2026, 11, 2), 12),
        (date(2025, 11, 3), date(2026, 11, 2), 11),
        (date(2026, 11, 3), date(2026, 11, 2), 0),
        (date(2027, 5, 1), date(2026, 11, 2), 0),
    ],
)
def test_months_are_whole_months(earlier: date, later: date, months: int) -> None:
    assert months_between(earlier, later) == months


def test_values_that_mean_nothing_are_refused() -> None:
    with pytest.raises(ReadError, match="below 0"):
        value(-1)
    for conditions in ((2, 1), (1, 1)):
        with pytest.raises(ReadError, match="ascending"):
            value(0, Source.UWV, RECENT, *conditions)


def test_a_reading_names_support_exactly_where_it_works_with_it() -> None:
    for outcome in ReadingOutcome:
        for instrument in (None, Instrument.AID):
            fits = (outcome is ReadingOutcome.WORKS_WITH) == (instrument is not None)
            if fits:
                assert _reading(outcome, instrument).outcome is outcome
            else:
                with pytest.raises(ReadError, match="lukt_met"):
                    _reading(outcome, instrument)


def test_a_demand_speaks_one_language_or_is_unknown() -> None:
    assert not _demand().is_known
    assert _demand(tolerated=0).is_known
    assert _demand(asks=()).is_known
    for wrong in ({"tolerated": 1, "minutes_per_day": 2}, {"tolerated": -2}, {"minutes_per_day": 1441}):
        with pytest.raises(ReadError):
            _demand(**wrong)


def _reading(outcome: ReadingOutcome, instrument: Instrument | None) -> Reading:
    return Reading(
        item="II-11", vacancy="V1", outcome=outcome, instrument=instrument, source=Source.UWV, recorded_on=RECENT
    )


def _demand(**known: object) -> Demand:
    return Demand(item="IV-13", source=DemandSource.EMPLOYER, recorded_on=RECENT, **known)  # type: ignore[arg-type]
