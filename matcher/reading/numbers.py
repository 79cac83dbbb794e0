"""Numbers and days from cell text, exactly: no float is made on the way, and nothing is guessed.

A point or comma is a decimal sign, never a thousands sign; a whole number has neither.
"""

import re
from datetime import date
from fractions import Fraction

from matcher.domain.client import MAX_WEEK_MINUTES
from matcher.reading.rows import Fault, Reason, RefusedCell

QUARTER = 15
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,15}([.,][0-9]{1,15})?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DUTCH = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{4})")
_YEARS = range(1900, 2201)


def refuse(column: str, value: str, reason: Reason, **facts: str) -> RefusedCell:
    """Make the refusal of one cell."""
    return RefusedCell(Fault(column=column, value=value, reason=reason, facts=tuple(sorted(facts.items()))))


def whole(column: str, text: str, minimum: int, maximum: int) -> int:
    """Give a whole number within bounds; a number below zero where none can be has a reason of its own."""
    if not _WHOLE.fullmatch(text):
        raise refuse(column, text, Reason.NOT_WHOLE if _DECIMAL.fullmatch(text) else Reason.NOT_A_NUMBER)
    number = int(text)
    if number < 0 <= minimum:
        raise refuse(column, text, Reason.BELOW_ZERO, minimum=str(minimum), maximum=str(maximum))
    if not minimum <= number <= maximum:
        raise refuse(column, text, Reason.OUT_OF_RANGE, minimum=str(minimum), maximum=str(maximum))
    return number


def week_minutes(column: str, text: str) -> int:
    """Give minutes a week from hours in quarters, such as 16, 16.25 or 16,5; more than 0 and at most 60 hours."""
    hours = _fraction(column, text)
    if not 0 < hours * 60 <= MAX_WEEK_MINUTES:
        raise refuse(column, text, Reason.HOURS_OUT_OF_RANGE, maximum=str(MAX_WEEK_MINUTES // 60))
    minutes = hours * 60
    if minutes.denominator != 1 or minutes.numerator % QUARTER:
        raise refuse(column, text, Reason.NOT_QUARTERS)
    return minutes.numerator


def hours_text(minutes: int) -> str:
    """Give minutes a week as canonical hours: 16, 16.25, 16.5."""
    hours, rest = divmod(minutes, 60)
    return str(hours) + {0: "", 15: ".25", 30: ".5", 45: ".75"}[rest]


def degrees(column: str, text: str) -> str:
    """Give degrees as canonical decimal text."""
    _fraction(column, text)
    number = text.replace(",", ".").removeprefix("+")
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return number


def day(column: str, text: str) -> date:
    """Give a day from 2026-11-02 or 02-11-2026."""
    if match := _ISO.fullmatch(text):
        year, month, number = (int(part) for part in match.groups())
    elif match := _DUTCH.fullmatch(text):
        number, month, year = (int(part) for part in match.groups())
    else:
        raise refuse(column, text, Reason.NOT_A_DATE)
    try:
        found = date(year, month, number)
    except ValueError:
        raise refuse(column, text, Reason.NOT_A_DATE) from None
    if year not in _YEARS:
        raise refuse(column, text, Reason.NOT_A_DATE)
    return found


def _fraction(column: str, text: str) -> Fraction:
    if not _DECIMAL.fullmatch(text):
        raise refuse(column, text, Reason.NOT_A_NUMBER)
    return Fraction(text.replace(",", "."))
