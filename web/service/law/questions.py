"""Questions to the law from outside: texts as a person types them in, exact amounts with their steps out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from matcher.errors import ReadError
from matcher.rules import (
    Loonwaarde,
    Rulebook,
    Subsidy,
    SubsidyCase,
    SubsidyStep,
    WageGroup,
    check_forfait_period,
    loonkostensubsidie,
    loonwaarde_from_tasks,
    rule_day,
)
from web.service.law.tasks import read_tasks

_DECIMAL = re.compile(r"[+-]?[0-9]{1,9}([.,][0-9]{1,9})?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class WrongUse(StrEnum):
    """Each way in which a question cannot be read."""

    ONE_OF_THREE = "een_van_drie"
    NO_HOURS = "geen_uren"
    NO_NUMBER = "geen_getal"
    NO_WHOLE_NUMBER = "geen_geheel_getal"
    NO_DAY = "geen_datum"
    UNKNOWN_GROUP = "onbekende_groep"


class WrongQuestion(ReadError):
    """A question that cannot be read; `code` and `facts` make its sentence in any language."""

    def __init__(self, code: WrongUse, **facts: str) -> None:
        self.code = code
        self.facts: Mapping[str, str] = MappingProxyType(facts)
        super().__init__(f"{code}: {', '.join(facts.values())}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyQuestion:
    """What a person asks; every value is the text as it was typed, None where it was left out."""

    loonwaarde: str | None
    tasks_file: Path | None
    is_forfait: bool
    hours: str | None
    fulltime_hours: str | None
    start: str | None
    day: str | None
    wml_group: str | None
    base_cents: str | None
    has_employer_charges: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyAnswer:
    """What the law gives.

    Attributes
    ----------
    start, day
        The case and the day it is worked out for.
    law_day
        The day whose law the amount follows.
    from_tasks
        The loonwaarde where it came from tasks, else None.
    """

    start: date
    day: date
    law_day: date
    contract: SubsidyCase
    from_tasks: Loonwaarde | None
    subsidy: Subsidy


def answer_subsidy(question: SubsidyQuestion, *, today: date) -> SubsidyAnswer:
    """Work out a loonkostensubsidie per month.

    A question without a day is about the day the case starts, and one without either about `today`. A question with
    a day only is about a case that starts on it.

    Raises
    ------
    WrongQuestion, TasksFileError
        Where a text or the file with tasks cannot be read.
    Refusal
        Where the case lies outside the law.
    """
    if [question.loonwaarde is not None, question.tasks_file is not None, question.is_forfait].count(True) != 1:
        raise WrongQuestion(WrongUse.ONE_OF_THREE)
    if question.hours is None:
        raise WrongQuestion(WrongUse.NO_HOURS)
    stated_start, stated_day = _day("--start", question.start), _day("--date", question.day)
    day = stated_day or stated_start or today
    start = stated_start or day
    hours = _decimal("--hours", question.hours)
    fulltime = None if question.fulltime_hours is None else _decimal("--fulltime-hours", question.fulltime_hours)
    percent = None if question.loonwaarde is None else _whole("--loonwaarde", question.loonwaarde)
    base = None if question.base_cents is None else _whole("--base-cents", question.base_cents)
    group = _group(question.wml_group)
    law_day = rule_day(start, day)
    rules = Rulebook.load().on(law_day)
    from_tasks = None
    if question.tasks_file is not None:
        from_tasks = loonwaarde_from_tasks(read_tasks(question.tasks_file), rules)
        percent = from_tasks.percent
    if question.is_forfait:
        check_forfait_period(start, day, rules)
    contract = SubsidyCase(
        hours=hours,
        loonwaarde=percent,
        group=group,
        fulltime_hours=fulltime,
        base_cents=base,
        has_employer_charges=question.has_employer_charges,
    )
    return SubsidyAnswer(
        start=start,
        day=day,
        law_day=law_day,
        contract=contract,
        from_tasks=from_tasks,
        subsidy=loonkostensubsidie(contract, rules),
    )


def subsidy_record(answer: SubsidyAnswer) -> dict[str, object]:
    """Give an answer as plain values for JSON: codes and exact numbers, no sentences."""
    return {
        "cents_per_month": answer.subsidy.cents_per_month,
        "start": answer.start.isoformat(),
        "date": answer.day.isoformat(),
        "law_of": answer.law_day.isoformat(),
        "hours": str(answer.contract.hours),
        "wml_group": answer.contract.group.value,
        "loonwaarde": answer.contract.loonwaarde,
        "loonwaarde_exact": None if answer.from_tasks is None else str(answer.from_tasks.exact),
        "employer_remainder_cents_per_month": answer.subsidy.remainder_cents_per_month,
        "steps": [_step_record(step) for step in answer.subsidy.steps],
        "assumed": list(answer.subsidy.assumed),
    }


def _step_record(step: SubsidyStep) -> dict[str, object]:
    number = step.number
    return {
        "code": step.code.value,
        "cents": step.cents,
        "exact_cents": str(step.exact_cents),
        "rate": None if step.rate is None else str(step.rate),
        "value": None if number is None else number.name,
        "law": None if number is None else number.citation.law,
        "bwb_id": None if number is None else number.citation.bwb_id,
        "article": None if number is None else number.citation.article,
        "lid": None if number is None else number.citation.lid,
        "url": None if number is None else number.citation.url,
        "valid_from": None if number is None else number.valid_from.isoformat(),
        "confidence": None if number is None else number.confidence.value,
    }


def _decimal(option: str, text: str) -> Fraction:
    if not _DECIMAL.fullmatch(text):
        raise WrongQuestion(WrongUse.NO_NUMBER, option=option, given=text)
    return Fraction(text.replace(",", "."))


def _whole(option: str, text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise WrongQuestion(WrongUse.NO_WHOLE_NUMBER, option=option, given=text)
    return int(text)


def _day(option: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        # The library also reads week dates and dates without dashes, which nobody here means.
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise WrongQuestion(WrongUse.NO_DAY, option=option, given=text) from None


def _group(text: str | None) -> WageGroup:
    if text is None:
        return WageGroup.ADULT
    if text not in set(WageGroup):
        raise WrongQuestion(WrongUse.UNKNOWN_GROUP, given=text, known=", ".join(WageGroup))
    return WageGroup(text)
