"""Months between days: the only date arithmetic the core needs."""

from datetime import date


def is_older(earlier: date, later: date, months: int) -> bool:
    """Whether more than so many months have passed: 24 months and a day is older than 24 months."""
    passed = (later.year - earlier.year) * 12 + later.month - earlier.month
    return passed > months or (passed == months and later.day > earlier.day)


def months_between(earlier: date, later: date) -> int:
    """Give the whole months from one day to a later one; 0 where the order is the other way round."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    if later.day < earlier.day:
        months -= 1
    return max(0, months)


def months_later(day: date, months: int) -> date:
    """Give the same day so many months later; the last of the month where that month has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    length = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - date(year, month + 1, 1)).days
    return date(year, month + 1, min(day.day, length))
