"""A question to the arbeidsdeskundige is answered until somebody else says something new."""

from datetime import date

import pytest

from matcher.domain.question import AdKind, AdQuestion, Heard
from web.service.dossier.delivered import Cells
from web.service.review.answered import answer_to

TODAY = date(2026, 11, 2)
ANSWER_DAY = "2026-10-01"


def asked(*heard: Heard, kind: AdKind = AdKind.CONTRADICTION) -> AdQuestion:
    first, second = heard
    return AdQuestion(client="K1", gemeente="Leiden", kind=kind, code="IV-13", heard=(first, second))


def said(source: str, day: str) -> Heard:
    return Heard(what=source, recorded_on=date.fromisoformat(day), level=1)


def value(source: str, level: str, day: str) -> Cells:
    return {"client": "K1", "item": "IV-13", "reading": "", "source": source, "level": level, "date": day}


def test_the_night_that_asks_again_with_the_answer_among_what_it_heard_is_not_asking() -> None:
    question = asked(said("uwv", "2026-06-12"), said("arbeidsdeskundige", ANSWER_DAY))
    rows = [value("uwv", "2", "2026-06-12"), value("arbeidsdeskundige", "1", ANSWER_DAY)]
    found = answer_to(question, rows, TODAY)
    assert found is not None
    assert (found.on, found.is_stricter_elsewhere) == (date(2026, 10, 1), True)


def test_something_new_of_another_source_asks_again() -> None:
    question = asked(said("uwv", "2026-10-20"), said("arbeidsdeskundige", ANSWER_DAY))
    assert answer_to(question, [value("arbeidsdeskundige", "1", ANSWER_DAY)], TODAY) is None


def test_an_answer_of_more_than_a_year_ago_is_asked_again() -> None:
    question = asked(said("uwv", "2024-06-12"), said("arbeidsdeskundige", "2025-06-12"))
    assert answer_to(question, [value("arbeidsdeskundige", "1", "2025-06-12")], TODAY) is None


@pytest.mark.parametrize(("day", "is_answered"), [(ANSWER_DAY, False), ("2026-10-02", True)])
def test_a_text_of_the_expert_himself_waits_for_a_value_after_it(day: str, is_answered: bool) -> None:
    question = asked(said("arbeidsdeskundige", ANSWER_DAY), Heard(what="taak"), kind=AdKind.TEXT_UNREAD)
    assert (answer_to(question, [value("arbeidsdeskundige", "1", day)], TODAY) is not None) is is_answered


def test_the_value_of_somebody_else_is_no_answer() -> None:
    question = asked(said("uwv", "2026-06-12"), said("klantmanager", "2026-06-12"))
    assert answer_to(question, [value("uwv", "1", ANSWER_DAY)], TODAY) is None
