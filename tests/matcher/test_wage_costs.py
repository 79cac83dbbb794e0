"""The subsidy over the range of a loonwaarde, by hand under the law of 2 November 2026.

WML a month 2,337.00, with 8% holiday allowance 2,523.96; 24 of 36 hours; 23.5% employer charges:
at 60% 2,523.96 x 0.40 x 1.235 x 24/36 = 831.22416 a month.
"""

from dataclasses import replace
from fractions import Fraction

import pytest

from fixtures.days import DAY
from matcher.domain.loonwaarde import EstimateKind, LoonwaardeEstimate
from matcher.rules import Refusal, Rulebook, WageGroup
from matcher.wage_costs import Contract, CostCondition, FigureKind, SubsidyOutlook, subsidy_outlook

RULES = Rulebook.load().on(DAY)
CONTRACT = Contract(hours=Fraction(24), months=7, group=WageGroup.ADULT)
ESTIMATED = LoonwaardeEstimate(kind=EstimateKind.ESTIMATED, low=20, expected=60, high=80, tasks=())
PARTLY = replace(ESTIMATED, expected=None)
MEASURED = replace(ESTIMATED, kind=EstimateKind.MEASURED)
UNKNOWN = LoonwaardeEstimate(kind=EstimateKind.UNKNOWN, tasks=())


def outlook(estimate: LoonwaardeEstimate, contract: Contract = CONTRACT) -> SubsidyOutlook:
    return subsidy_outlook(estimate, contract, RULES)


def kinds(found: SubsidyOutlook) -> list[FigureKind]:
    return [figure.kind for figure in found.figures]


def test_the_amounts_over_the_range_by_hand() -> None:
    """At 80% half of 831.22416 = 415.61208; at 20% the cap: 2,523.96 x 0.70 x 1.235 x 24/36 = 1,454.64228.

    Twelve and seven times: 9,974.68992 and 5,818.56912; 4,987.34496 and 2,909.28456; 17,455.70736 and 10,182.49596.
    The cap leaves the employer 2,523.96 x (0.80 - 0.70) x 24/36 = 168.264.
    """
    low, middle, high, _ = outlook(ESTIMATED).figures
    assert (middle.loonwaarde, middle.per_month, middle.per_year, middle.per_contract) == (60, 83122, 997469, 581857)
    assert (high.loonwaarde, high.per_month, high.per_year, high.per_contract) == (80, 41561, 498734, 290928)
    assert (low.loonwaarde, low.per_month, low.per_year, low.per_contract) == (20, 145464, 1745571, 1018250)
    assert (low.remainder, middle.remainder, high.remainder) == (16826, 0, 0)
    assert {figure.months for figure in (low, middle, high)} == {7}


def test_a_year_is_rounded_once_and_not_month_by_month() -> None:
    """83,122 cents twelve times would be 997,464."""
    assert outlook(ESTIMATED).figures[1].per_year == 997469


def test_the_calculation_shown_is_that_of_the_middle() -> None:
    found = outlook(ESTIMATED)
    assert found.main is not None
    assert (found.main.cents_per_month, found.cents_per_month) == (83122, 83122)


def test_without_a_middle_there_is_a_range_and_no_single_amount() -> None:
    found = outlook(PARTLY)
    assert kinds(found) == [FigureKind.LOW, FigureKind.HIGH, FigureKind.FORFAIT]
    assert found.cents_per_month is None
    assert found.main is not None
    assert found.main.cents_per_month == 145464


def test_an_unknown_loonwaarde_leaves_the_forfait_of_six_months() -> None:
    """2,523.96 x 0.50 x 1.235 x 24/36 = 1,039.0302 a month; six months 6,234.1812."""
    found = outlook(UNKNOWN)
    (forfait,) = found.figures
    assert (forfait.kind, forfait.loonwaarde, forfait.remainder) == (FigureKind.FORFAIT, None, 0)
    assert (forfait.per_month, forfait.per_year, forfait.per_contract, forfait.months) == (103903, None, 623418, 6)
    assert found.conditions == (
        CostCondition.EMPLOYER_AGREES,
        CostCondition.FIRST_MONTHS,
        CostCondition.NOT_BESIDE_TRIAL,
    )


@pytest.mark.parametrize(("months", "paid", "cents"), [(None, 6, 623418), (4, 4, 415612), (24, 6, 623418)])
def test_a_forfait_lasts_no_longer_than_the_contract(months: int | None, paid: int, cents: int) -> None:
    (forfait,) = outlook(UNKNOWN, replace(CONTRACT, months=months)).figures
    assert (forfait.months, forfait.per_contract) == (paid, cents)


def test_a_measurement_leaves_no_forfait() -> None:
    assert FigureKind.FORFAIT not in kinds(outlook(MEASURED))


@pytest.mark.parametrize(
    ("change", "why"),
    [("is_employed", CostCondition.ALREADY_EMPLOYED), ("has_trial", CostCondition.IN_A_TRIAL)],
)
def test_no_forfait_for_who_is_employed_there_nor_beside_a_trial(change: str, why: CostCondition) -> None:
    found = outlook(UNKNOWN, replace(CONTRACT, **{change: True}))
    assert (found.figures, found.main, found.cents_per_month, found.conditions) == ((), None, None, (why,))
    assert kinds(outlook(ESTIMATED, replace(CONTRACT, **{change: True}))) == [
        FigureKind.LOW,
        FigureKind.MIDDLE,
        FigureKind.HIGH,
    ]


def test_an_unknown_age_and_an_unknown_length_are_said() -> None:
    found = outlook(ESTIMATED, Contract(hours=Fraction(24)))
    assert found.conditions[:3] == (
        CostCondition.ADULT_WAGE,
        CostCondition.TODAYS_AMOUNTS,
        CostCondition.LENGTH_UNKNOWN,
    )
    assert [figure.per_contract for figure in found.figures[:3]] == [None] * 3
    assert found.figures[1].per_month == 83122


def test_the_youth_wage_is_the_base_of_who_is_young() -> None:
    """At 18 half of the adult wage: 831.22416 / 2 = 415.61208."""
    assert outlook(ESTIMATED, replace(CONTRACT, group=WageGroup.AGE_18)).figures[1].per_month == 41561


def test_hours_that_are_no_contract_are_refused() -> None:
    with pytest.raises(Refusal):
        outlook(ESTIMATED, replace(CONTRACT, hours=Fraction(1, 2)))
