"""What a gemeente chose goes before the standard from its day on, within the law, and says who said so."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from matcher.domain.choice import Choice, ChoiceRule
from matcher.domain.client import LegalGroup
from matcher.domain.profile import Answer
from matcher.errors import ReadError
from matcher.reading.choice_sheets import BOUNDS
from matcher.rules import (
    Confidence,
    LocalRules,
    Rulebook,
    Rules,
    TrialAllowed,
    TrialCode,
    TrialFacts,
    TrialRefused,
    Unit,
    proefplaatsing,
    with_choices,
)

BOOK = Rulebook.load()
DAY = date(2026, 7, 1)
TARIFF = Choice(
    gemeente="Leiden",
    rule=ChoiceRule.JOBCOACH_TARIFF,
    valid_from=date(2026, 3, 1),
    value=10_500,
    cvdr="CVDR698123",
    article="12",
    checked_on=date(2026, 10, 1),
)


def chosen(rule: ChoiceRule, value: int, name: str = "", first: date = date(2026, 3, 1)) -> Choice:
    return replace(TARIFF, rule=rule, value=value, name=name, valid_from=first)


def leiden(*choices: Choice, day: date = DAY) -> LocalRules:
    return with_choices(BOOK.on(day), choices).local("Leiden")


@pytest.mark.parametrize(
    ("day", "cents"),
    [(date(2026, 2, 28), 9_750), (date(2026, 3, 1), 10_500), (date(2026, 6, 30), 10_500), (date(2026, 7, 1), 11_000)],
)
def test_the_newest_choice_on_or_before_the_day_counts(day: date, cents: int) -> None:
    newer = replace(TARIFF, value=11_000, valid_from=date(2026, 7, 1))
    assert leiden(newer, TARIFF, day=day).jobcoach_tariff.whole == cents


def test_a_choice_carries_its_own_source() -> None:
    number = leiden(TARIFF).jobcoach_tariff
    assert (number.name, number.confidence, number.valid_from) == (
        "jobcoach_tarief",
        Confidence.STATED,
        date(2026, 3, 1),
    )
    assert str(number.citation) == "Verordening Leiden art. 12"
    assert number.citation.url == "https://lokaleregelgeving.overheid.nl/CVDR698123"
    assert number.citation.checked_on == date(2026, 10, 1)
    assert number in leiden(TARIFF).numbers
    assert leiden(TARIFF).gemeente == "Leiden"


def test_nobody_else_is_touched_and_the_law_stays() -> None:
    before, after = BOOK.on(DAY), with_choices(BOOK.on(DAY), [TARIFF])
    assert after.local("Utrecht") == before.local("Utrecht")
    assert after.local("standaard") == before.local("standaard")
    assert after.numbers == before.numbers
    assert after.jobcoach == before.jobcoach
    assert with_choices(before, []) == before


@pytest.mark.parametrize(
    ("rule", "value", "read"),
    [
        (ChoiceRule.JOBCOACH_HOURS, 8, lambda local: local.jobcoach.least_hours_per_week.amount == 8),
        (ChoiceRule.JOBCOACH_CONTRACT, 3, lambda local: local.jobcoach.least_contract_months.amount == 3),
        (
            ChoiceRule.JOBCOACH_WAGE_SHARE,
            30,
            lambda local: local.jobcoach.least_wage_share.amount == Fraction(30, 100),
        ),
        (ChoiceRule.JOBCOACH_LENGTH, 24, lambda local: local.jobcoach.longest_months.amount == 24),
        (ChoiceRule.TRIAL_MONTHS, 1, lambda local: local.proefplaatsing_months.amount == 1),
        (ChoiceRule.TRIAL_EXTENSION, 0, lambda local: local.proefplaatsing_extension_months.amount == 0),
    ],
)
def test_every_choice_reaches_its_value(rule: ChoiceRule, value: int, read: object) -> None:
    assert callable(read)
    assert not read(leiden())
    assert read(leiden(chosen(rule, value)))


def test_every_choice_is_written_in_the_unit_of_the_standard() -> None:
    standard = {number.name: number.unit for number in leiden().numbers}
    chosen_names = set()
    for rule in ChoiceRule:
        if rule is ChoiceRule.STRATUM:
            continue
        numbers = leiden(chosen(rule, 1)).numbers
        chosen_names |= {number.name for number in numbers if number.citation.law == "Verordening Leiden"}
        assert {number.name: number.unit for number in numbers} == standard
    assert len(chosen_names) == len(ChoiceRule) - 1
    ((_, floor),) = leiden(chosen(ChoiceRule.STRATUM, 80, "zwaar")).strata
    assert (floor.name, floor.unit) == ("stratum", Unit.SHARE)


def test_the_shares_of_a_regime_stay_those_of_the_region() -> None:
    local = leiden(chosen(ChoiceRule.JOBCOACH_HOURS, 8))
    assert local.jobcoach.share_by_year == BOOK.on(DAY).jobcoach.share_by_year


def test_strata_have_a_name_and_a_floor() -> None:
    strata = leiden(chosen(ChoiceRule.STRATUM, 80, "zwaar"), chosen(ChoiceRule.STRATUM, 90, "licht")).strata
    assert [(name, number.amount) for name, number in strata] == [
        ("licht", Fraction(9, 10)),
        ("zwaar", Fraction(8, 10)),
    ]
    assert leiden(TARIFF).strata == ()


@pytest.mark.parametrize(("rule", "name"), [(ChoiceRule.STRATUM, ""), (ChoiceRule.TRIAL_MONTHS, "licht")])
def test_only_a_stratum_has_a_name(rule: ChoiceRule, name: str) -> None:
    with pytest.raises(ReadError, match="a name belongs to stratum and only there"):
        chosen(rule, 1, name)


def trial(rules: Rules, months: int | None) -> object:
    facts = TrialFacts(legal_group=LegalGroup.BIJSTAND, means_to_hire=Answer.YES, learns=("loonwaarde",), months=months)
    return proefplaatsing(facts, rules, "Leiden")


def test_a_shorter_trial_of_a_gemeente_is_the_longest_there() -> None:
    rules = with_choices(BOOK.on(DAY), [chosen(ChoiceRule.TRIAL_MONTHS, 1)])
    allowed, refused = trial(rules, 1), trial(rules, 2)
    assert isinstance(allowed, TrialAllowed)
    assert allowed.months.whole == 1
    assert allowed.basis.law == "Verordening Leiden"
    assert isinstance(refused, TrialRefused)
    assert refused.reasons == (TrialCode.TOO_LONG,)


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (ChoiceRule.TRIAL_MONTHS, "proefplaatsing.maanden"),
        (ChoiceRule.TRIAL_EXTENSION, "proefplaatsing.verlenging_maanden"),
    ],
)
def test_the_sheet_takes_no_longer_trial_than_the_law_on_any_day(rule: ChoiceRule, name: str) -> None:
    for day in (BOOK.known_from, DAY, BOOK.known_until):
        number = BOOK.number(name, day)
        assert number is not None
        assert BOUNDS[rule] == (0, number.whole)


def test_every_rule_has_bounds_that_let_the_standard_in() -> None:
    assert set(BOUNDS) == set(ChoiceRule)
    assert all(low <= high for low, high in BOUNDS.values())
