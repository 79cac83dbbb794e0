"""The forecast of a pair on a terminal: every figure, source and condition its page has."""

import pytest

from tests.web.service.test_amounts import CLIENT, SEEN, amount
from web.commands.forecast_lines import forecast_lines
from web.language.law import Language
from web.store.records import Amount


def lines(of: Amount, language: Language = "nl") -> str:
    return " ".join(" ".join(forecast_lines(of, {"t1": "Dozen vullen"}, 1440, language)).split())


def test_the_range_its_sources_and_the_gemeente_are_printed() -> None:
    said = lines(amount(SEEN))
    assert said.startswith("€ 831,22 per maand (raming). Berekend met de loonwaarde in dit werk.")
    assert "Laagste 50% € 1.039,03" in said
    assert "Geschat op 60%. Het kan tussen 50% en 70% liggen." in said
    assert "Dozen vullen (inpakken en sorteren), 75%: 60% 60% × 100% × 100% = 60% (jobcoach, 1 september 2026)" in said
    assert "t2 (schoonmaken en opruimen), 25%" in said
    assert "Voor de gemeente Dit zegt niets over de cliënt." in said


@pytest.mark.parametrize(("language", "words"), [("nl", "is onbekend"), ("en", "is unknown")])
def test_an_unknown_loonwaarde_prints_no_figure(language: Language, words: str) -> None:
    said = lines(amount(CLIENT), language)
    assert words in said
    assert not {"Laagste", "Lowest", "Geschat", "Estimated"} & set(said.split())


def test_who_has_no_claim_gets_one_sentence() -> None:
    assert lines(Amount(basis="geen")) == "Voor deze cliënt is vastgesteld dat er geen loonkostensubsidie is."
