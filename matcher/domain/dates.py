"""Whole months between two days, the only date arithmetic the core needs."""

from datetime import date


def months_between(earlier: date, later: date) -> int:
    """Give the whole months from one day to a later one; 0 where the order is the other way round."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    if later.day < earlier.day:
        months -= 1
    return max(0, months)
