"""One malformed law file per message; the first line of each says what the reader refuses."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from matcher.errors import RuleError
from matcher.rules import Confidence, Refusal, RefusalCode, Rulebook
from matcher.rules.assemble import DayReader
from matcher.rules.fields import read_toml
from matcher.rules.parsing import parse_table
from tests.rules.books import HORIZON, book, installed

BAD = sorted((Path(__file__).parent / "bad").glob("*.toml"))
BASIS = """
[values.basis]
law = "Participatiewet"
bwb_id = "BWBR0015703"
article = "10d"
url = "https://wetten.overheid.nl/BWBR0015703"
checked_on = 2026-10-01
"""
KEYED = (
    """
description = "A benefit for a time"
[units]
cents = "eurocent"
months = "maanden"

[[values]]
from = 2025-01-01
amounts = { cents = "1.35", months = "36" }
confidence = "verified"
confidence_by_key = { months = "assumed" }
"""
    + BASIS
    + """
[[values]]
from = 2026-01-01
amounts = { cents = "1.36", months = "geen" }
confidence = "verified"
"""
    + BASIS
    + """
[[values]]
from = 2026-07-01
ended = true
confidence = "verified"
"""
    + BASIS
)


@pytest.mark.parametrize("file", BAD, ids=[file.stem for file in BAD])
def test_a_malformed_file_is_refused_with_its_place(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    message = text.splitlines()[0].removeprefix("# refused: ")
    with pytest.raises(RuleError) as refused:
        parse_table(read_toml(text, file.name), name=file.stem, file=file.name)
    assert message in str(refused.value)
    assert str(refused.value).startswith(file.name)


def test_there_is_a_malformed_file_for_every_refusal_of_the_reader() -> None:
    assert len(BAD) >= 30


def reader(day: date) -> DayReader:
    return DayReader(
        {"benefit": parse_table(read_toml(KEYED, "benefit.toml"), name="benefit", file="benefit.toml")}, day
    )


def test_amounts_are_exact_and_money_is_cents() -> None:
    number = reader(date(2025, 6, 1)).number("benefit", "cents")
    assert (number.amount, number.name) == (Fraction(135), "benefit.cents")


def test_a_key_may_be_less_sure_than_its_file() -> None:
    read = reader(date(2025, 6, 1))
    assert read.number("benefit", "months").confidence is Confidence.ASSUMED
    assert read.number("benefit", "cents").confidence is Confidence.VERIFIED


def test_geen_means_that_the_law_sets_no_limit() -> None:
    assert reader(date(2026, 1, 1)).limit("benefit", "months") is None
    with pytest.raises(RuleError, match="sets no limit where an amount is needed"):
        reader(date(2026, 1, 1)).number("benefit", "months")


def test_an_ended_value_is_refused_from_its_day() -> None:
    assert reader(date(2026, 6, 30)).exists("benefit")
    assert not reader(date(2026, 7, 1)).exists("benefit")
    with pytest.raises(Refusal) as refusal:
        reader(date(2026, 7, 1)).number("benefit", "cents")
    assert refusal.value.code is RefusalCode.VALUE_ENDED


def test_a_day_before_the_first_value_is_refused() -> None:
    assert not reader(date(2024, 12, 31)).exists("benefit")
    with pytest.raises(Refusal) as refusal:
        reader(date(2024, 12, 31)).number("benefit", "cents")
    assert refusal.value.code is RefusalCode.BEFORE_THE_LAW


def test_a_missing_file_or_key_is_named() -> None:
    with pytest.raises(RuleError, match=r"the law file other\.toml is missing"):
        reader(date(2025, 6, 1)).number("other")
    with pytest.raises(RuleError, match=r"benefit\.toml has no key 'hours'"):
        reader(date(2025, 6, 1)).number("benefit", "hours")


@pytest.mark.parametrize(
    ("horizon", "message"),
    [
        ('known_until = "2026-12-31"', "horizon.toml holds one key, known_until"),
        ("known_until = 2026-12-31T00:00:00", "horizon.toml holds one key, known_until"),
        ("known_till = 2026-12-31", "horizon.toml holds one key, known_until"),
        ("", "horizon.toml holds one key, known_until"),
    ],
)
def test_the_horizon_is_one_day(horizon: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        book(horizon=horizon)


def test_the_horizon_is_not_moved_past_the_next_minimum_wage() -> None:
    with pytest.raises(RuleError, match=r"carries the law to 2027-01-01, but minimumloon_maand .* to 2026-12-31 only"):
        book(horizon="known_until = 2027-01-01")


def test_a_rulebook_without_law_rights_or_defaults_is_refused() -> None:
    texts = {"law": installed("law"), "rights": installed("rights"), "local": installed("gemeente")}
    with pytest.raises(RuleError, match="no law files"):
        Rulebook.from_texts(**{**texts, "law": {}}, horizon=HORIZON)
    with pytest.raises(RuleError, match=r"standaard\.toml is missing"):
        Rulebook.from_texts(**{**texts, "local": {}}, horizon=HORIZON)
    with pytest.raises(RuleError, match="leave out: beschut_werk, functiecreatie"):
        Rulebook.from_texts(**{**texts, "rights": {}}, horizon=HORIZON)


def test_a_law_without_proefplaatsing_cannot_bound_a_gemeente() -> None:
    law = {name: text for name, text in installed("law").items() if name != "proefplaatsing.toml"}
    with pytest.raises(RuleError, match=r"proefplaatsing\.toml is missing"):
        Rulebook.from_texts(law=law, rights=installed("rights"), local=installed("gemeente"), horizon=HORIZON)


def own(section: str, amount: str, first: str = "2026-03-01") -> str:
    """Give the file of a gemeente that chose one value."""
    standard = installed("gemeente")["standaard.toml"] + "\n["
    start = standard.index(f"[{section}]")
    text = standard[start : standard.index("\n[", standard.index("checked_on", start))]
    text = re.sub(r"from = \S+", f"from = {first}", text)
    return re.sub(r'amount = "[^"]*"', f'amount = "{amount}"', text)


def with_gemeente(text: str) -> Rulebook:
    return book(local={"Utrecht.toml": text})


def test_a_gemeente_with_its_own_file_uses_it_from_its_day_and_the_standard_before() -> None:
    found = with_gemeente(own("jobcoach_tarief", "105.00"))
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 12, 31))
    assert [found.local_on("Utrecht", day).jobcoach_tariff.whole for day in days] == [9750, 10500, 10500]
    assert [found.on(day).local("Utrecht").jobcoach_tariff.whole for day in days] == [9750, 10500, 10500]
    assert found.local_on("Utrecht", days[1]).gemeente == "Utrecht"
    assert found.on(days[1]).local("Amersfoort").jobcoach_tariff.whole == 9750


def test_what_a_gemeente_leaves_out_is_the_standard() -> None:
    local = with_gemeente(own("jobcoach_tarief", "105.00")).local_on("Utrecht", date(2026, 3, 1))
    assert (local.proefplaatsing_months.whole, local.proefplaatsing_extension_months.whole) == (2, 4)


@pytest.mark.parametrize(
    ("section", "most"), [("proefplaatsing_maanden", "2"), ("proefplaatsing_verlenging_maanden", "4")]
)
def test_a_gemeente_may_not_give_a_longer_proefplaatsing_than_the_law(section: str, most: str) -> None:
    longer = str(int(most) + 1)
    with pytest.raises(RuleError, match=rf"Utrecht\.toml gives {section} more than {most} months"):
        with_gemeente(own(section, longer))
    assert with_gemeente(own(section, most))
    assert with_gemeente(own(section, "0"))


def test_a_gemeente_may_give_a_shorter_proefplaatsing() -> None:
    local = with_gemeente(own("proefplaatsing_verlenging_maanden", "1")).local_on("Utrecht", date(2026, 3, 1))
    assert local.proefplaatsing_extension_months.whole == 1


def test_a_gemeente_file_adds_nothing_and_plans_no_region() -> None:
    with pytest.raises(RuleError, match=r"gemeente/Utrecht\.toml has the unknown section 'parkeren'"):
        with_gemeente("[parkeren]\nx = 1\n")
    with pytest.raises(RuleError, match=r"Utrecht\.toml has the section \[voltijdweek_sector\], which is planned for"):
        with_gemeente(own("voltijdweek_sector", "38"))


def test_the_standard_lacks_nothing() -> None:
    standard = installed("gemeente")["standaard.toml"]
    with pytest.raises(RuleError, match=r"lacks the section \[voltijdweek_sector\]"):
        book(local={"standaard.toml": standard[: standard.index("[voltijdweek_sector]")]})
