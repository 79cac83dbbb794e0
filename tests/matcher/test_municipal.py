"""What a placement costs and saves the gemeente, by hand under the law of 2 November 2026."""

from dataclasses import replace
from fractions import Fraction

import pytest

from matcher.domain.client import LegalGroup
from matcher.municipal import SavingReason, municipal_effect
from matcher.rules import WageGroup
from tests.matcher.test_wage_costs import CONTRACT, ESTIMATED, MEASURED, RULES, UNKNOWN, outlook

BIJSTAND = LegalGroup.BIJSTAND


def test_the_costs_are_the_ends_of_the_range() -> None:
    found = municipal_effect(outlook(MEASURED), CONTRACT, BIJSTAND, RULES)
    assert (found.least_cost, found.most_cost) == (41561, 145464)


def test_the_saving_is_at_most_the_norm() -> None:
    """24 hours bring 2,523.96 x 24/36 = 1,682.64: more than a norm of 1,369.06, less than 1,955.80 for a couple."""
    found = municipal_effect(outlook(ESTIMATED), CONTRACT, BIJSTAND, RULES)
    assert (found.saved_alone, found.saved_couple) == (136906, 168264)
    assert found.is_assumed


def test_the_saving_is_at_most_the_wage() -> None:
    """9 hours bring 2,523.96 x 9/36 = 630.99."""
    few = replace(CONTRACT, hours=Fraction(9))
    found = municipal_effect(outlook(UNKNOWN, few), few, BIJSTAND, RULES)
    assert (found.saved_alone, found.saved_couple) == (63099, 63099)


def test_more_than_the_reference_week_brings_more_than_a_month() -> None:
    """40 hours bring 2,523.96 x 40/36 = 2,804.40: for a couple the norm is the bound."""
    long = replace(CONTRACT, hours=Fraction(40))
    assert municipal_effect(outlook(ESTIMATED, long), long, BIJSTAND, RULES).saved_couple == 195580


@pytest.mark.parametrize(
    ("legal_group", "group", "reason"),
    [
        (LegalGroup.NUG, WageGroup.ADULT, SavingReason.NO_BENEFIT),
        (LegalGroup.NUG, None, SavingReason.NO_BENEFIT),
        (LegalGroup.IOAW, WageGroup.ADULT, SavingReason.OTHER_BENEFIT),
        (LegalGroup.UNKNOWN, WageGroup.ADULT, SavingReason.UNKNOWN),
        (BIJSTAND, None, SavingReason.UNKNOWN),
        (BIJSTAND, WageGroup.AGE_20, SavingReason.YOUNGER),
    ],
)
def test_where_nothing_can_be_said_of_a_benefit_nothing_is(
    legal_group: LegalGroup, group: WageGroup | None, reason: SavingReason
) -> None:
    contract = replace(CONTRACT, group=group)
    found = municipal_effect(outlook(ESTIMATED, contract), contract, legal_group, RULES)
    assert (found.reason, found.saved_alone, found.saved_couple, found.is_assumed) == (reason, None, None, False)


def test_without_a_figure_there_is_no_cost() -> None:
    employed = replace(CONTRACT, is_employed=True)
    found = municipal_effect(outlook(UNKNOWN, employed), employed, BIJSTAND, RULES)
    assert (found.least_cost, found.most_cost) == (None, None)
