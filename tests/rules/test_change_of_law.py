"""A change of law is a value and three cases: texts go in, no code changes, and what is worked out follows."""

from datetime import date
from fractions import Fraction

import pytest

from matcher.domain.client import LegalGroup, LksGroup
from matcher.errors import RuleError
from matcher.rules import PersonFacts, Rulebook, Standing, SubsidyCase, loonkostensubsidie, may_have
from matcher.rules.outlook import runs_out
from tests.rules.books import book, installed
from tests.rules.case_files import cases_of

LATER = "known_until = 2027-06-30"
WAGE = """
[[values]]
from = 2027-01-01
amount = "{month}"
confidence = "verified"
[values.basis]
law = "Wet minimumloon en minimumvakantiebijslag"
bwb_id = "BWBR0002638"
article = "8"
lid = "1"
url = "https://wetten.overheid.nl/BWBR0002638/2027-01-01#Artikel8"
checked_on = 2026-11-21
"""
CHARGES = """
[[values]]
from = 2026-09-01
amount = "24"
confidence = "verified"
[values.basis]
law = "Regeling loonkostensubsidie Participatiewet 2021"
bwb_id = "BWBR0044901"
article = "1"
url = "https://wetten.overheid.nl/BWBR0044901#Artikel1"
checked_on = 2026-11-21
"""
CASES = """
[[changes]]
value = "werkgeverslasten"
from = 2026-09-01
until = 2026-12-31
before = "23.5"
holds = "24"
confidence = "verified"
origin = "hand"
why = "made up: 23.5% becomes 24%"
"""
ENDED = """
[[grants]]
from = 2026-09-01
groups = ["nug"]
ended = true
"""


def changed(file: str, value: str, horizon: str = "known_until = 2026-12-31") -> Rulebook:
    return book(law={file: installed("law")[file] + value}, horizon=horizon)


def test_a_value_and_its_three_cases_are_enough() -> None:
    found = changed("werkgeverslasten.toml", CHARGES)
    cases = tuple(cases_of(CASES))
    assert [str(case["day"]) for case in cases] == ["2026-08-31", "2026-09-01", "2026-12-31"]
    for case in cases:
        number = found.number(case["name"], case["day"])
        assert number is not None
        assert number.amount == Fraction(case["expected"]) / 100
    assert number.confidence == case["confidence"]


def test_the_new_value_reaches_the_subsidy_from_its_day() -> None:
    """2,337.00 x 1.08 x 40% = 1,009.584; x 1.235 = 1,246.83624 and x 1.24 = 1,251.88416."""
    found = changed("werkgeverslasten.toml", CHARGES)
    case = SubsidyCase(hours=Fraction(36), loonwaarde=60)
    days = (date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2))
    assert [loonkostensubsidie(case, found.on(day)).cents_per_month for day in days] == [124684, 125188, 125188]
    assert loonkostensubsidie(case, found.on(days[0])).assumed == ("werkgeverslasten",)
    assert loonkostensubsidie(case, found.on(days[1])).assumed == ()


def test_a_new_minimum_wage_lets_the_horizon_move_to_the_next() -> None:
    both = {
        "minimumloon_maand.toml": installed("law")["minimumloon_maand.toml"] + WAGE.format(month="2400.00"),
        "minimumloon_uur.toml": installed("law")["minimumloon_uur.toml"] + WAGE.format(month="15.39"),
    }
    found = book(law=both, horizon=LATER)
    assert [found.on(day).minimum_wage.month.whole for day in (date(2026, 12, 31), date(2027, 1, 1))] == [
        233700,
        240000,
    ]
    assert [each.last_day for each in runs_out(found, date(2026, 12, 1))] == [date(2027, 6, 30)] * 3
    with pytest.raises(RuleError, match=r"minimumloon_uur in law/minimumloon_uur\.toml is known to 2026-12-31 only"):
        book(law={"minimumloon_maand.toml": both["minimumloon_maand.toml"]}, horizon=LATER)


def test_a_right_that_is_taken_away_ends_on_its_day_for_that_group_only() -> None:
    text = installed("rights")["jobcoach.toml"]
    claim = text.index("\n[claim]")
    found = book(rights={"jobcoach.toml": text[:claim] + ENDED + text[claim:]})
    person = PersonFacts(legal_group=LegalGroup.NUG, lks_group=LksGroup.NOT)
    other = PersonFacts(legal_group=LegalGroup.ANW, lks_group=LksGroup.NOT)
    for day, standing in ((date(2026, 8, 31), Standing.YES), (date(2026, 9, 1), Standing.NO)):
        rules = found.on(day)
        assert may_have(person, "jobcoach_licht", rules).standing is standing
        assert may_have(other, "jobcoach_licht", rules).standing is Standing.YES


def test_who_has_it_on_two_articles_has_it_on_the_newest() -> None:
    text = installed("rights")["hulpmiddel.toml"]
    start = text.index("\n[[grants]]")
    newer = text[start : text.index("\n[[grants]]", start + 1)]
    newer = newer.replace("2023-07-01", "2026-09-01").replace('article = "8a"', 'article = "8z"')
    found = book(rights={"hulpmiddel.toml": text + newer})
    articles = []
    for day in (date(2026, 8, 31), date(2026, 9, 1)):
        basis = found.on(day).may_have.row("hulpmiddel").basis(LegalGroup.ANW, is_lks_group=False)
        articles.append(basis.article if basis else None)
    assert articles == ["art. 8a lid 2 onder f sub 3", "art. 8z lid 2 onder f sub 3"]
