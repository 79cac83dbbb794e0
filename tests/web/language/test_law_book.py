"""Every value, kind and unit of the rulebook has a Dutch and an English name, and no name is left over."""

from datetime import date

import pytest

from matcher.domain.support import INSTRUMENTS
from matcher.rules import KINDS, Rulebook, Unit
from matcher.rules.outlook import EndReason, runs_out
from web.language.law import Language
from web.language.law_book import amount_words, end_sentence, group_names, kind_name, known_words, value_name

BOOK = Rulebook.load()
TABLES = {**BOOK.tables, **BOOK.local["standaard"]}


def test_every_name_of_the_rulebook_has_words_and_every_word_its_name() -> None:
    words = known_words()
    assert words["value"] == set(TABLES)
    assert words["key"] == {key for table in TABLES.values() for value in table.values for key, _ in value.numbers}
    assert words["provision"] == set(KINDS) - set(INSTRUMENTS)
    assert words["unit"] == set(Unit) - {Unit.CENTS, Unit.SHARE}
    assert words["end"] == set(EndReason)


@pytest.mark.parametrize(
    ("name", "day", "nl", "en"),
    [
        ("minimumloon_maand", date(2026, 7, 1), "€ 2.337,00", "€2,337.00"),
        ("werkgeverslasten", date(2026, 7, 1), "23,5%", "23.5%"),
        ("beschut_werk.advies_weken", date(2026, 7, 1), "8 weken", "8 weeks"),
        ("hoofdtaken.hoogstens", date(2026, 7, 1), "5", "5"),
        ("no_risk_duur.maanden", date(2026, 7, 1), "60 maanden", "60 months"),
        ("reistijdplicht", date(2026, 7, 1), "180 minuten", "180 minutes"),
        ("loonkostensubsidie_referentieweek", date(2026, 7, 1), "36 uur", "36 hours"),
    ],
)
def test_an_amount_is_written_in_its_unit(name: str, day: date, nl: str, en: str) -> None:
    number = BOOK.number(name, day)
    assert number is not None
    assert amount_words(number, "nl").replace("\xa0", " ") == nl
    assert amount_words(number, "en") == en


def test_a_name_has_its_key_where_there_is_one() -> None:
    assert value_name("no_risk.jaar_1", "nl") == "No-riskpolis, deel van het dagloon, jaar 1"
    assert value_name("werkgeverslasten", "en") == "Surcharge for employer charges"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_support_has_a_name(kind: str) -> None:
    assert kind_name(kind, "nl")
    assert kind_name(kind, "en")


def test_a_ground_without_groups_is_a_claim() -> None:
    assert group_names((), "en") == "doelgroep loonkostensubsidie (claim)"
    assert group_names(("bijstand", "nug"), "nl") == "bijstand, zonder uitkering"


@pytest.mark.parametrize(("language", "word"), [("nl", "bekend tot en met"), ("en", "is known to")])
def test_each_end_is_a_sentence(language: Language, word: str) -> None:
    said = [end_sentence(each, language) for each in runs_out(BOOK, date(2027, 12, 1))]
    assert all(sentence.endswith(".") for sentence in said)
    assert word in said[0]
    assert "28" in said[-1]
