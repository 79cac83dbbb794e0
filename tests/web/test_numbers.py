"""Figures and days as people write them."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from web.language import numbers
from web.language.terminal import label, say

SPACE = "\xa0"


@pytest.mark.parametrize(
    ("made", "dutch", "english"),
    [
        (lambda language: numbers.whole(12345, language), "12.345", "12,345"),
        (lambda language: numbers.hours(1080, language), "18,0", "18.0"),
        (lambda language: numbers.hours(45, language), "0,75", "0.75"),
        (lambda language: numbers.money(165223, language), f"€{SPACE}1.652,23", "€1,652.23"),
        (lambda language: numbers.share(1, 3, language), "33%", "33%"),
        (lambda language: numbers.millionths(125, language), "0,0125%", "0.0125%"),
        (lambda language: numbers.seconds(2345, language), "2,3", "2.3"),
        (lambda language: numbers.megabytes(1_000_000, language), "1.024", "1,024"),
        (lambda language: numbers.day(date(2026, 11, 2), language), "2 november 2026", "2 November 2026"),
        (
            lambda language: numbers.moment(datetime(2026, 11, 2, 3, 12, tzinfo=UTC), language),
            "2 november 2026, 04.12 uur",
            "2 November 2026, 04:12",
        ),
    ],
)  # fmt: skip
def test_it_is_written_in_the_language(made: Callable[[str], str], dutch: str, english: str) -> None:
    assert (made("nl"), made("en")) == (dutch, english)


def test_a_share_of_nothing_is_empty() -> None:
    assert numbers.share(0, 0) == ""


def test_a_code_nobody_named_is_shown_readably() -> None:
    assert label("stage.iets_nieuws", "nl") == "iets nieuws"


def test_sentences_are_filled_in() -> None:
    assert say("error", "nl", problem="x") == "Fout: x"
    assert say("error", "en", problem="x") == "Error: x"
