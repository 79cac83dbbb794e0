"""Time of a jobcoach: a share of the contract, by regime and year."""

from matcher.rules.legal import LawNumber
from matcher.rules.refusal import Refusal, RefusalCode
from matcher.rules.rounding import round_up
from matcher.rules.values import JobcoachRegime, JobcoachRules

MOST_CONTRACT_MINUTES = 60 * 60
BASIS_POINTS = 10_000


def coach_share(rules: JobcoachRules, *, regime: JobcoachRegime, year: int) -> LawNumber:
    """Give the share of the worked hours in a year of guidance, counted from 1.

    After its last year a regime that has several keeps the lowest share; a regime with one year ends there.

    Raises
    ------
    Refusal
        Where the regime has no share for that year.
    """
    shares = rules.share_by_year[regime]
    if 1 <= year <= len(shares):
        return shares[year - 1]
    if year > len(shares) > 1:
        return min(shares, key=lambda share: share.amount)
    raise Refusal(RefusalCode.COACH_YEAR, regime=regime, year=year)


def coach_minutes_per_week(
    rules: JobcoachRules, *, regime: JobcoachRegime, year: int, contract_minutes_per_week: int
) -> int:
    """Give the minutes a week of a jobcoach, rounded up: a part of a minute is planned as a whole one.

    Raises
    ------
    Refusal
        Where the contract is no week of 1 to 3600 minutes, or the regime has no share for that year.
    """
    if not 1 <= contract_minutes_per_week <= MOST_CONTRACT_MINUTES:
        raise Refusal(RefusalCode.COACH_MINUTES, given=contract_minutes_per_week)
    return round_up(coach_share(rules, regime=regime, year=year).amount * contract_minutes_per_week)


def first_year_basis_points(rules: JobcoachRules) -> tuple[int, int, int, int]:
    """Give the first-year shares in basis points, from the lightest regime to the most intensive.

    For whoever weighs many pairs and wants integers; minutes a week from them, rounded up, are those of
    `coach_minutes_per_week`.
    """
    very_light, light, medium, intensive = (
        int(coach_share(rules, regime=regime, year=1).amount * BASIS_POINTS) for regime in JobcoachRegime
    )
    return very_light, light, medium, intensive
