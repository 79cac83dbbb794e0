"""The calculation of a subsidy forecast as it is kept with a proposal: each step with its article and its amount."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

from web.language.law import Language, decimal_number, percentage
from web.language.numbers import day, hours, money
from web.language.pages import say

HOURS_STEP = "naar_uren"


class Step(Protocol):
    """A step as it is kept."""

    @property
    def code(self) -> str: ...
    @property
    def cents(self) -> int: ...
    @property
    def rate(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def is_assumed(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyLine:
    """One step in words; `article` is empty for a figure that was given."""

    label: str
    amount: str
    article: str
    url: str
    valid_from: str
    is_assumed: bool


def subsidy_lines(steps: Iterable[Step], week_minutes: int, language: Language) -> tuple[SubsidyLine, ...]:
    """Put the steps of a calculation into words.

    Parameters
    ----------
    week_minutes
        Working time the forecast was made for; the last step is in proportion to it.
    """
    return tuple(
        SubsidyLine(
            label=_label(step, week_minutes, language),
            amount=money(step.cents, language),
            article=step.source,
            url=step.url,
            valid_from=day(step.valid_from, language) if step.valid_from else "",
            is_assumed=step.is_assumed,
        )
        for step in steps
    )


def _label(step: Step, week_minutes: int, language: Language) -> str:
    code = f"subsidy.{step.code}"
    if not step.rate:
        return say(code, language)
    rate = Fraction(step.rate)
    if step.code == HOURS_STEP:
        full = decimal_number(Fraction(week_minutes, 60) / rate, language)
        return say(code, language, hours=hours(week_minutes, language), week=full)
    return say(code, language, rate=percentage(rate, language))
