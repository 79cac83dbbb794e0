"""The calculation of a subsidy forecast as it is kept with a proposal: each step with its article and its amount."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

from matcher.wage_costs import CostCondition
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


class Forecast(Protocol):
    """A forecast as it is kept: on what it rests, its one amount and the points of its range."""

    @property
    def basis(self) -> str: ...
    @property
    def cents_per_month(self) -> int | None: ...
    @property
    def conditions(self) -> Sequence[CostCondition]: ...


def basis_words(forecast: Forecast, language: str) -> str:
    """Say on what a forecast rests, or why it gives no single amount."""
    basis = forecast.basis
    if basis == "loonwaarde" and forecast.cents_per_month is None:
        basis = "ruimte"
    elif basis == "onbekend" and forecast.conditions:
        basis = "geen_bedrag"
    return say(f"proposal.basis.{basis}", language)


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
