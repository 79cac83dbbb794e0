"""Minimum wage of a group of workers, from the adult wage (WML art. 8)."""

from fractions import Fraction

from matcher.rules.rounding import round_half_up, round_up
from matcher.rules.values import MinimumWage, WageGroup


def month_wage(wage: MinimumWage, group: WageGroup) -> Fraction:
    """Give the month amount of a group in cents, exact (art. 8 lid 1b, 3 and 4)."""
    if group is WageGroup.ADULT:
        return wage.month.amount
    return wage.month.amount * wage.share_by_group[group].amount


def hour_wage_cents(wage: MinimumWage, group: WageGroup) -> int:
    """Give the hour amount of a group: the share of the adult hour, rounded half up to the cent as published."""
    if group is WageGroup.ADULT:
        return wage.hour.whole
    return round_half_up(wage.hour.amount * wage.share_by_group[group].amount)


def hour_from_month_cents(wage: MinimumWage) -> int:
    """Give the adult hour that follows from the month amount, rounded up (art. 14 lid 10): it checks what is stored."""
    return round_up(wage.month.amount / wage.hours_per_month.amount)
