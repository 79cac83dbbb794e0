"""Every code of the rules has a Dutch and an English text, and no text is left over."""

import re
from datetime import date
from fractions import Fraction

import pytest

from matcher.rules import Confidence, RefusalCode, StepCode
from web.language import law
from web.service.law import WrongUse
from web.service.law_tasks import TasksFileCode


def test_every_code_has_its_text_and_every_text_its_code() -> None:
    codes = law.known_codes()
    assert codes["step"] == set(StepCode)
    assert codes["confidence"] == set(Confidence)
    assert codes["refusal"] == {*RefusalCode, *WrongUse, *TasksFileCode}


@pytest.mark.parametrize("code", sorted(law.known_codes()["refusal"]))
def test_both_languages_of_a_refusal_use_the_same_facts(code: str) -> None:
    class Facts(dict[str, str]):
        def __missing__(self, key: str) -> str:
            return f"<{key}>"

    facts = Facts()
    dutch, english = (law.refusal_sentence(code, facts, language) for language in ("nl", "en"))
    assert set(re.findall(r"<\w+>", dutch)) == set(re.findall(r"<\w+>", english))
    assert dutch != english
    assert dutch.endswith(".")
    assert english.endswith(".")


@pytest.mark.parametrize(
    ("cents", "dutch", "english"),
    [(0, "€ 0,00", "€ 0.00"), (5, "€ 0,05", "€ 0.05"), (110830, "€ 1.108,30", "€ 1,108.30")],
)
def test_euros(cents: int, dutch: str, english: str) -> None:
    assert (law.euros(cents, "nl"), law.euros(cents, "en")) == (dutch, english)


def test_percentages_and_days() -> None:
    assert (law.percentage(Fraction(47, 200), "nl"), law.percentage(Fraction(47, 200), "en")) == ("23,5%", "23.5%")
    assert law.percentage(Fraction(1), "nl") == "100%"
    assert law.long_day(date(2026, 8, 1), "nl") == "1 augustus 2026"
    assert law.long_day(date(2026, 8, 1), "en") == "1 August 2026"
