"""What the rulebook knows, how sure it is, and where it stops."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from matcher.errors import RuleError
from matcher.rules import Confidence, LkvKind, Refusal, RefusalCode, Rulebook, Unit, WageGroup, hour_wage_cents
from matcher.rules.minimum_wage import hour_from_month_cents

RULEBOOK = Rulebook.load()
FIRST_DAYS = sorted({value.valid_from for table in RULEBOOK.tables.values() for value in table.values})


def test_the_law_is_known_from_2025_to_2026() -> None:
    assert (RULEBOOK.known_from, RULEBOOK.known_until) == (date(2025, 1, 1), date(2026, 12, 31))


def test_the_last_day_is_answered_and_the_next_is_refused_by_value_and_file() -> None:
    assert RULEBOOK.on(date(2026, 12, 31)).day == date(2026, 12, 31)
    with pytest.raises(Refusal) as refusal:
        RULEBOOK.on(date(2027, 1, 1))
    assert refusal.value.code is RefusalCode.AFTER_THE_LAW
    message = str(refusal.value)
    assert all(part in message for part in ("2027-01-01", "2026-12-31", "law/minimumloon_maand.toml", "horizon.toml"))


def test_the_first_day_is_answered_and_the_day_before_is_refused_by_value_and_file() -> None:
    assert RULEBOOK.on(date(2025, 1, 1)).day == date(2025, 1, 1)
    with pytest.raises(Refusal) as refusal:
        RULEBOOK.on(date(2024, 12, 31))
    assert refusal.value.code is RefusalCode.BEFORE_THE_LAW
    assert refusal.value.facts["value"] in RULEBOOK.tables
    assert refusal.value.facts["file"] == f"law/{refusal.value.facts['value']}.toml"


def test_a_gemeente_is_refused_outside_the_same_days() -> None:
    for day in (date(2024, 12, 31), date(2027, 1, 1)):
        with pytest.raises(Refusal):
            RULEBOOK.local_on("Utrecht", day)


def test_every_change_of_law_is_answered_on_its_day() -> None:
    inside = [day for day in FIRST_DAYS if RULEBOOK.known_from <= day <= RULEBOOK.known_until]
    assert date(2026, 7, 1) in inside
    for day in inside:
        assert RULEBOOK.on(day).minimum_wage.month.valid_from <= day


def test_a_value_holds_until_the_day_before_the_next() -> None:
    change = date(2026, 7, 1)
    before, on = RULEBOOK.on(change - timedelta(days=1)), RULEBOOK.on(change)
    assert (before.minimum_wage.month.whole, on.minimum_wage.month.whole) == (229440, 233700)


@pytest.mark.parametrize("day", [date(2025, 7, 1), date(2026, 1, 1), date(2026, 7, 1)])
def test_the_stored_hour_is_the_month_divided_by_156_rounded_up(day: date) -> None:
    wage = RULEBOOK.on(day).minimum_wage
    assert hour_from_month_cents(wage) == hour_wage_cents(wage, WageGroup.ADULT) == wage.hour.whole


def test_the_published_hour_of_early_2025_is_a_cent_above_the_month_divided() -> None:
    """2191.80 / 156 = 14.05 exactly, while 14.06 was published: both are stored, the hour is not derived."""
    wage = RULEBOOK.on(date(2025, 1, 1)).minimum_wage
    assert (hour_from_month_cents(wage), wage.hour.whole) == (1405, 1406)


def test_the_month_amount_is_a_multiple_of_sixty_cents() -> None:
    for day in FIRST_DAYS:
        if RULEBOOK.known_from <= day <= RULEBOOK.known_until:
            assert RULEBOOK.on(day).minimum_wage.month.whole % 60 == 0


def test_every_group_but_adults_has_a_share_below_one() -> None:
    shares = RULEBOOK.on(date(2026, 1, 1)).minimum_wage.share_by_group
    assert set(shares) == set(WageGroup) - {WageGroup.ADULT}
    assert all(0 < number.amount < 1 for number in shares.values())


def test_what_nobody_confirmed_is_assumed() -> None:
    assumed = {number.name for number in RULEBOOK.on(date(2026, 1, 1)).numbers if number.is_assumed}
    assert assumed == {"werkgeverslasten", "bijstandsnorm.alleenstaande", "bijstandsnorm.gehuwden"}
    standard = {number.name for number in RULEBOOK.local_on("Utrecht", date(2026, 1, 1)).numbers if number.is_assumed}
    assert standard == {
        "jobcoach_tarief",
        "voltijdweek_sector",
        "jobcoach_licht.jaar_2",
        "jobcoach_licht.jaar_3",
        "jobcoach_midden.jaar_2",
        "jobcoach_midden.jaar_3",
    }


def test_the_minimum_wage_is_no_more_than_secondary() -> None:
    wage = RULEBOOK.on(date(2026, 7, 1)).minimum_wage
    assert wage.month.confidence is wage.hour.confidence is Confidence.SECONDARY


def test_loonkostenvoordelen_end_with_2025() -> None:
    assert set(RULEBOOK.on(date(2025, 12, 31)).lkv) == set(LkvKind)
    assert set(RULEBOOK.on(date(2026, 1, 1)).lkv) == {
        LkvKind.DISABLED_WORKER,
        LkvKind.REPLACED_DISABLED_WORKER,
        LkvKind.BANENAFSPRAAK,
    }
    assert RULEBOOK.on(date(2026, 1, 1)).lkv[LkvKind.BANENAFSPRAAK].months is None


def test_every_value_has_a_place_to_check_it_and_was_checked_before_it_was_used() -> None:
    for table in RULEBOOK.tables.values():
        for value in table.values:
            for _, number in value.numbers:
                if number is not None:
                    assert number.citation.checked_on >= date(2026, 1, 1)
                    assert number.valid_from == value.valid_from


def test_a_gemeente_without_a_file_has_the_documented_defaults() -> None:
    local = RULEBOOK.local_on("Nergenshuizen", date(2026, 1, 1))
    assert local.gemeente == "standaard"
    assert local.jobcoach_tariff.whole == 9750
    assert (local.proefplaatsing_months.whole, local.proefplaatsing_extension_months.whole) == (2, 4)


def test_a_share_is_no_whole_number() -> None:
    number = RULEBOOK.on(date(2026, 1, 1)).holiday_allowance
    assert (number.unit, number.amount) == (Unit.SHARE, Fraction(8, 100))
    with pytest.raises(RuleError, match="vakantiebijslag is no whole number"):
        _ = number.whole
    everything = RULEBOOK.on(date(2026, 1, 1)).no_risk.first_year
    assert everything.amount == 1
    with pytest.raises(RuleError, match=r"no_risk\.jaar_1 is no whole number"):
        _ = everything.whole


def test_the_short_legal_basis_names_law_article_and_confidence() -> None:
    basis = RULEBOOK.on(date(2026, 1, 1)).subsidy.cap.legal_basis
    assert (basis.law, basis.article, basis.confidence) == ("Participatiewet", "art. 10d lid 4", "verified")


def test_an_amount_of_the_law_is_never_below_zero() -> None:
    with pytest.raises(RuleError, match="vakantiebijslag is -1"):
        replace(RULEBOOK.on(date(2026, 1, 1)).holiday_allowance, amount=Fraction(-1))


def test_a_value_is_asked_for_by_name_also_before_the_rulebook_as_a_whole_begins() -> None:
    number = RULEBOOK.number("proefplaatsing.maanden", date(2023, 7, 1))
    assert number is not None
    assert number.whole == 2
    tariff = RULEBOOK.number("jobcoach_tarief", date(2025, 1, 1))
    assert tariff is not None
    assert tariff.whole == 9750
    assert RULEBOOK.number("lkv_banenafspraak.maanden", date(2026, 1, 1)) is None
    assert RULEBOOK.number("lkv_oudere_werknemer.per_uur", date(2026, 1, 1)) is None


def test_a_name_the_rulebook_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(RuleError, match="there is no value parkeertarief"):
        RULEBOOK.number("parkeertarief", date(2026, 1, 1))
    with pytest.raises(RuleError, match="has no key 'jaar_9': use one of jaar_1, jaar_2"):
        RULEBOOK.number("no_risk.jaar_9", date(2026, 1, 1))


def test_a_value_and_a_right_are_refused_past_the_horizon_and_not_on_it() -> None:
    last, after = date(2026, 12, 31), date(2027, 1, 1)
    assert RULEBOOK.number("vakantiebijslag", last)
    assert RULEBOOK.right("tolk", last).grants
    for ask in (lambda: RULEBOOK.number("vakantiebijslag", after), lambda: RULEBOOK.right("tolk", after)):
        with pytest.raises(Refusal) as refusal:
            ask()
        assert refusal.value.code is RefusalCode.AFTER_THE_LAW
        assert refusal.value.facts["value"] in {"vakantiebijslag", "tolk"}


def test_a_right_names_the_kind_that_was_asked_for() -> None:
    assert [RULEBOOK.right(kind, date(2026, 7, 1)).kind for kind in ("jobcoach_licht", "functiecreatie")] == [
        "jobcoach_licht",
        "functiecreatie",
    ]
