"""Every code of the rules has a Dutch and an English text, and no text is left over."""

import re
from fractions import Fraction

import pytest

from matcher.rules import Confidence, RefusalCode, StepCode
from web.language import law
from web.service.law.questions import WrongUse
from web.service.law.tasks import TasksFileCode


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


def test_percentages_are_written_in_full() -> None:
    assert (law.percentage(Fraction(47, 200), "nl"), law.percentage(Fraction(47, 200), "en")) == ("23,5%", "23.5%")
    assert law.percentage(Fraction(1), "nl") == "100%"
    assert law.decimal_number(Fraction("63.72"), "en") == "63.72"
