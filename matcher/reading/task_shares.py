"""Shares of the tasks of one vacancy, as whole percents that never add up to more than the tasks do."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from matcher.reading.numbers import week_minutes

WHOLE_WEEK = 100


def exact_share(values: Mapping[str, str], hours_max: str) -> Fraction:
    """Give the percentage of the week at the vacancy's most hours that one task takes."""
    if values["share"]:
        return Fraction(values["share"])
    return Fraction(int(values["minutes"]) * WHOLE_WEEK, week_minutes("hours_max", hours_max))


def whole_shares(exact: Sequence[Fraction]) -> tuple[int, ...]:
    """Round percentages to whole ones by largest remainder; an earlier task goes first where remainders are equal.

    The sum is the whole part of the exact sum, so rounding never makes a week longer than it is.
    """
    floors = [share.numerator // share.denominator for share in exact]
    total = sum(exact, Fraction(0))
    left = total.numerator // total.denominator - sum(floors)
    by_remainder = sorted(range(len(exact)), key=lambda place: (floors[place] - exact[place], place))
    raised = set(by_remainder[:left])
    return tuple(floor + (place in raised) for place, floor in enumerate(floors))
