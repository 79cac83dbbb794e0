"""What the steps, the assumed values and the reading of the law add to the amounts in `cases/`."""

from datetime import date
from fractions import Fraction

import pytest

from matcher.rules import (
    Confidence,
    Refusal,
    Rulebook,
    Rules,
    StepCode,
    SubsidyCase,
    WageGroup,
    loonkostensubsidie,
    round_half_up,
    rule_day,
)

RULEBOOK = Rulebook.load()


@pytest.fixture
def january() -> Rules:
    """The law of 1 January 2026: month 2,294.40, base 2,477.952, charges assumed."""
    return RULEBOOK.on(date(2026, 1, 1))


def test_steps_follow_the_article_in_order(january: Rules) -> None:
    subsidy = loonkostensubsidie(SubsidyCase(hours=Fraction(24), loonwaarde=60), january)
    assert [(step.code, step.cents) for step in subsidy.steps] == [
        (StepCode.MINIMUM_WAGE, 229440),
        (StepCode.HOLIDAY_ALLOWANCE, 18355),  # 183.552
        (StepCode.BASE, 247795),  # 2477.952
        (StepCode.WAGE_GAP, 99118),  # 991.1808
        (StepCode.CAP, 173457),  # 1734.5664
        (StepCode.SUBSIDISED, 99118),
        (StepCode.EMPLOYER_CHARGES, 122411),  # 1224.108288
        (StepCode.HOURS, 81607),  # 816.072192
    ]


def test_forfait_has_no_cap_and_no_loonwaarde(january: Rules) -> None:
    subsidy = loonkostensubsidie(SubsidyCase(hours=Fraction(36), loonwaarde=None), january)
    codes = [step.code for step in subsidy.steps]
    assert StepCode.FORFAIT in codes
    assert not {StepCode.CAP, StepCode.WAGE_GAP} & set(codes)
    assert subsidy.remainder_exact_cents == 0


def test_youth_share_is_a_step_of_its_own(january: Rules) -> None:
    case = SubsidyCase(hours=Fraction(36), loonwaarde=60, group=WageGroup.AGE_18)
    steps = loonkostensubsidie(case, january).steps
    assert [step.code for step in steps[:2]] == [StepCode.MINIMUM_WAGE, StepCode.YOUTH_WAGE]
    assert steps[1].cents == 114720


def test_every_step_but_a_given_base_cites_the_law(january: Rules) -> None:
    subsidy = loonkostensubsidie(SubsidyCase(hours=Fraction(24), loonwaarde=60), january)
    assert all(step.number and step.number.citation.article for step in subsidy.steps)
    given = loonkostensubsidie(SubsidyCase(hours=Fraction(24), loonwaarde=60, base_cents=215500), january)
    assert [step.code for step in given.steps if step.number is None] == [StepCode.BASE_GIVEN]


def test_a_printed_amount_is_rounded_from_its_exact_value_not_from_a_printed_one(january: Rules) -> None:
    """At 80% and 24 hours 612.05 x 24/36 would be 408.03; the exact 612.054144 x 24/36 = 408.036096 is 408.04."""
    subsidy = loonkostensubsidie(SubsidyCase(hours=Fraction(24), loonwaarde=80), january)
    assert subsidy.steps[-2].cents == 61205
    assert round_half_up(Fraction(61205 * 24, 36)) == 40803
    assert subsidy.cents_per_month == 40804


def test_charges_come_after_the_cap(january: Rules) -> None:
    subsidy = loonkostensubsidie(SubsidyCase(hours=Fraction(36), loonwaarde=60), january)
    assert subsidy.cents_per_month == 122411


def test_counter_model_with_charges_inside_the_cap_gives_less(january: Rules) -> None:
    """A public model of 2026 puts the charges in the base of the cap only; ours follows Regeling art. 1."""
    base = january.minimum_wage.month.amount * (1 + january.holiday_allowance.amount)
    charges = january.subsidy.employer_charges.amount
    counter = min(base * Fraction(40, 100), january.subsidy.cap.amount * base * (1 + charges))
    assert round_half_up(counter) == 99118
    ours = loonkostensubsidie(SubsidyCase(hours=Fraction(36), loonwaarde=60), january)
    assert ours.cents_per_month != round_half_up(counter)


@pytest.mark.parametrize(("loonwaarde", "remainder"), [(60, 0), (30, 0), (29, 2478), (20, 24780), (0, 74339)])
def test_the_cap_leaves_the_rest_below_thirty_percent_to_the_employer(
    january: Rules, loonwaarde: int, remainder: int
) -> None:
    """2477.952 x (30 - loonwaarde)%: 24.77952, 247.7952, 743.3856."""
    subsidy = loonkostensubsidie(SubsidyCase(hours=Fraction(36), loonwaarde=loonwaarde), january)
    assert subsidy.remainder_cents_per_month == remainder


def test_the_remainder_goes_by_hours_too(january: Rules) -> None:
    subsidy = loonkostensubsidie(SubsidyCase(hours=Fraction(24), loonwaarde=20), january)
    assert subsidy.remainder_cents_per_month == 16520  # 247.7952 x 24/36 = 165.1968


def test_charges_of_2026_are_reported_as_assumed(january: Rules) -> None:
    assert loonkostensubsidie(SubsidyCase(hours=Fraction(24), loonwaarde=60), january).assumed == ("werkgeverslasten",)


def test_without_charges_nothing_is_assumed(january: Rules) -> None:
    case = SubsidyCase(hours=Fraction(24), loonwaarde=60, has_employer_charges=False)
    assert loonkostensubsidie(case, january).assumed == ()


def test_charges_of_2025_are_not_assumed() -> None:
    rules = RULEBOOK.on(date(2025, 12, 31))
    assert loonkostensubsidie(SubsidyCase(hours=Fraction(24), loonwaarde=60), rules).assumed == ()


def test_a_full_time_week_is_reported_as_assumed_only_where_it_caps(january: Rules) -> None:
    over = SubsidyCase(hours=Fraction(40), loonwaarde=60)
    assert loonkostensubsidie(over, january).assumed == ("werkgeverslasten", "voltijdweek_sector")
    stated = SubsidyCase(hours=Fraction(40), loonwaarde=60, fulltime_hours=Fraction(38))
    assert loonkostensubsidie(stated, january).assumed == ("werkgeverslasten",)
    exactly = SubsidyCase(hours=Fraction(36), loonwaarde=60)
    assert loonkostensubsidie(exactly, january).assumed == ("werkgeverslasten",)


def test_every_step_carries_the_confidence_of_its_value(january: Rules) -> None:
    steps = {
        step.code: step for step in loonkostensubsidie(SubsidyCase(hours=Fraction(24), loonwaarde=60), january).steps
    }
    charges = steps[StepCode.EMPLOYER_CHARGES].number
    assert charges is not None
    assert charges.confidence is Confidence.ASSUMED
    assert charges.valid_from == date(2026, 1, 1)


def test_more_hours_never_give_less(january: Rules) -> None:
    amounts = [
        loonkostensubsidie(SubsidyCase(hours=Fraction(hours), loonwaarde=55), january).cents_per_month
        for hours in range(1, 61)
    ]
    assert amounts == sorted(amounts)


def test_a_higher_loonwaarde_never_gives_more(january: Rules) -> None:
    amounts = [
        loonkostensubsidie(SubsidyCase(hours=Fraction(36), loonwaarde=percent), january).cents_per_month
        for percent in range(101)
    ]
    assert amounts == sorted(amounts, reverse=True)


@pytest.mark.parametrize(
    ("start", "day", "law_day"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 1)),
        (date(2026, 3, 1), date(2026, 12, 31), date(2026, 3, 1)),
        (date(2025, 12, 31), date(2025, 12, 31), date(2025, 12, 31)),
        (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 1)),
        (date(2023, 5, 1), date(2026, 8, 1), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2026, 8, 1), date(2026, 1, 1)),
    ],
)
def test_a_case_is_new_until_the_first_of_january_after_its_start(start: date, day: date, law_day: date) -> None:
    assert rule_day(start, day) == law_day


def test_a_refusal_names_the_value_it_refuses() -> None:
    with pytest.raises(Refusal, match=r"61\.5 hours a week lies outside 1 to 60"):
        SubsidyCase(hours=Fraction("61.5"), loonwaarde=60)
