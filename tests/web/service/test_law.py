"""Which day a question is about when it does not say so."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.rules import Refusal
from web.service.law.questions import SubsidyQuestion, answer_subsidy, subsidy_record

TODAY = date(2026, 11, 2)


def question(*, start: str | None = None, day: str | None = None) -> SubsidyQuestion:
    return SubsidyQuestion(
        loonwaarde="60",
        tasks_file=None,
        is_forfait=False,
        hours="36",
        fulltime_hours=None,
        start=start,
        day=day,
        wml_group=None,
        base_cents=None,
        has_employer_charges=True,
    )


@pytest.mark.parametrize(
    ("start", "day", "expected"),
    [
        (None, None, (TODAY, TODAY, TODAY)),
        ("2026-03-01", None, (date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 1))),
        (None, "2026-08-01", (date(2026, 8, 1), date(2026, 8, 1), date(2026, 8, 1))),
        ("2025-03-01", "2026-08-01", (date(2025, 3, 1), date(2026, 8, 1), date(2026, 1, 1))),
        ("2026-03-01", "2026-08-01", (date(2026, 3, 1), date(2026, 8, 1), date(2026, 3, 1))),
    ],
)
def test_the_day_of_a_question(start: str | None, day: str | None, expected: tuple[date, date, date]) -> None:
    answer = answer_subsidy(question(start=start, day=day), today=TODAY)
    assert (answer.start, answer.day, answer.law_day) == expected


def test_today_outside_the_law_is_refused() -> None:
    with pytest.raises(Refusal):
        answer_subsidy(question(), today=date(2027, 1, 1))


def test_a_given_day_makes_today_irrelevant() -> None:
    answers = {answer_subsidy(question(start="2026-03-01"), today=today) for today in (TODAY, date(2031, 1, 1))}
    assert len(answers) == 1


def test_the_record_of_a_given_base_has_no_article_for_it() -> None:
    asked = replace(question(start="2026-03-01"), base_cents="215500")
    record = subsidy_record(answer_subsidy(asked, today=TODAY))
    assert isinstance(record["steps"], list)
    given = record["steps"][0]
    assert (given["code"], given["cents"]) == ("grondslag_opgegeven", 215500)
    assert (given["article"], given["valid_from"], given["confidence"]) == (None, None, None)
