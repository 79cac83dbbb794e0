"""The two roundings of the law, each under its name; nothing else in the rules rounds."""

from decimal import Decimal
from fractions import Fraction


def round_half_up(value: Fraction) -> int:
    """Give the nearest whole number, a half going up: cents of a printed amount, whole percents of loonwaarde.

    Parameters
    ----------
    value
        An exact amount, 0 or more, in the unit that the result has.
    """
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def round_up(value: Fraction) -> int:
    """Give the smallest whole number that is not less: coach minutes, and the minimum wage per hour."""
    return -(-value.numerator // value.denominator)


def decimal_text(value: Fraction) -> str:
    """Write a fraction that came from decimal text as digits with a point, for a message; never for arithmetic."""
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"
