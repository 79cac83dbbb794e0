"""Loonkostensubsidie per month, with the steps that lead to it (Participatiewet art. 10d).

    subsidy = min( (WML + VB) x (1 - LW), 70% of (WML + VB) ) x (1 + charges) x min(contract, full time) / 36

The surcharge for employer charges comes after the cap: Regeling loonkostensubsidie art. 1 reads as a percentage of
the wage costs over which subsidy is given. Each amount is exact until it is printed; each printed amount is rounded
from its own exact value.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from matcher.domain.dates import months_between
from matcher.rules.legal import LawNumber
from matcher.rules.minimum_wage import month_wage
from matcher.rules.refusal import Refusal, RefusalCode
from matcher.rules.rounding import decimal_text, round_half_up
from matcher.rules.values import Rules, WageGroup

LEAST_HOURS, MOST_HOURS = 1, 60


class StepCode(StrEnum):
    """The steps of the calculation, in the order in which they are taken."""

    MINIMUM_WAGE = "minimumloon"
    YOUTH_WAGE = "minimumjeugdloon"
    HOLIDAY_ALLOWANCE = "vakantiebijslag"
    BASE = "grondslag"
    BASE_GIVEN = "grondslag_opgegeven"
    WAGE_GAP = "loonverlies"
    CAP = "plafond"
    FORFAIT = "forfait"
    SUBSIDISED = "subsidie_voor_lasten"
    EMPLOYER_CHARGES = "werkgeverslasten"
    HOURS = "naar_uren"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyCase:
    """One contract for which a subsidy is worked out.

    Attributes
    ----------
    hours
        Contract hours a week, 1 to 60.
    loonwaarde
        Whole percentage, 0 to 100; None for the forfait, which does without.
    fulltime_hours
        Usual full-time week of the sector, 1 to 60; None where nobody stated it.
    base_cents
        Wage and holiday allowance together, cents per month, in place of the minimum wage: for published examples.
    has_employer_charges
        False only for published examples that leave the charges out.
    """

    hours: Fraction
    loonwaarde: int | None
    group: WageGroup = WageGroup.ADULT
    fulltime_hours: Fraction | None = None
    base_cents: int | None = None
    has_employer_charges: bool = True

    def __post_init__(self) -> None:
        if not LEAST_HOURS <= self.hours <= MOST_HOURS:
            raise Refusal(RefusalCode.HOURS_OUTSIDE, given=decimal_text(self.hours))
        if self.fulltime_hours is not None and not LEAST_HOURS <= self.fulltime_hours <= MOST_HOURS:
            raise Refusal(RefusalCode.FULLTIME_OUTSIDE, given=decimal_text(self.fulltime_hours))
        if self.loonwaarde is not None and not 0 <= self.loonwaarde <= 100:
            raise Refusal(RefusalCode.LOONWAARDE_OUTSIDE, given=self.loonwaarde)
        if self.base_cents is not None and self.base_cents <= 0:
            raise Refusal(RefusalCode.BASE_NEGATIVE, given=self.base_cents)
        if self.base_cents is not None and self.group is not WageGroup.ADULT:
            raise Refusal(RefusalCode.BASE_AND_GROUP)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyStep:
    """One step: what it gives, and on what ground.

    Attributes
    ----------
    exact_cents
        Cents per month, exact; `cents` is the same rounded half up, once.
    rate
        The share or factor this step applies; None where it applies none.
    number
        The value of the law behind it; None for a base that was given.
    """

    code: StepCode
    exact_cents: Fraction
    rate: Fraction | None
    number: LawNumber | None

    @property
    def cents(self) -> int:
        """The printed amount."""
        return round_half_up(self.exact_cents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsidy:
    """The subsidy of one contract.

    Attributes
    ----------
    exact_cents
        Per month, before the one rounding.
    steps
        In the order of the calculation; the last one is the result.
    remainder_exact_cents
        What the cap leaves to the employer per month, without charges; 0 where the cap does not bite.
    assumed
        Names of the values nobody confirmed, in the order of their use.
    """

    exact_cents: Fraction
    steps: tuple[SubsidyStep, ...]
    remainder_exact_cents: Fraction
    assumed: tuple[str, ...]

    @property
    def cents_per_month(self) -> int:
        """The subsidy per month, rounded half up to the cent."""
        return round_half_up(self.exact_cents)

    @property
    def remainder_cents_per_month(self) -> int:
        """The employer's own part because of the cap, rounded half up to the cent."""
        return round_half_up(self.remainder_exact_cents)


def rule_day(start: date, day: date) -> date:
    """Give the day whose law an amount follows (Participatiewet art. 10d lid 7).

    A case is new, and takes the law of its start, on every day before the first 1 January after that start: no
    indexation in between. From that 1 January on it is a running case and takes the law of 1 January of the year
    of `day`.

    Raises
    ------
    Refusal
        Where `day` lies before `start`.
    """
    if day < start:
        raise Refusal(RefusalCode.BEFORE_START, day=day, start=start)
    return start if day.year == start.year else date(day.year, 1, 1)


def check_forfait_period(start: date, day: date, rules: Rules) -> None:
    """Refuse a forfait after its months have passed since the start (art. 10d lid 5)."""
    months = rules.subsidy.forfait_months.whole
    if months_between(start, day) >= months:
        raise Refusal(RefusalCode.FORFAIT_OVER, day=day, start=start, months=months)


def loonkostensubsidie(case: SubsidyCase, rules: Rules) -> Subsidy:
    """Give the subsidy of a case under the law of one day, with every step.

    References
    ----------
    Participatiewet art. 10d lid 4 (loonwaarde) and lid 5 (forfait); Regeling loonkostensubsidie 2021 art. 1.
    """
    steps = list(_base_steps(case, rules))
    base = steps[-1].exact_cents
    remainder = Fraction(0)
    if case.loonwaarde is None:
        share = rules.subsidy.forfait_share
        steps.append(_step(StepCode.FORFAIT, base * share.amount, share.amount, share))
    else:
        capped = _capped_steps(base, case.loonwaarde, rules)
        steps.extend(capped)
        remainder = capped[0].exact_cents - capped[-1].exact_cents
    if case.has_employer_charges:
        charges = rules.subsidy.employer_charges
        with_charges = steps[-1].exact_cents * (1 + charges.amount)
        steps.append(_step(StepCode.EMPLOYER_CHARGES, with_charges, charges.amount, charges))
    factor, fulltime = _hours_factor(case, rules)
    steps.append(_step(StepCode.HOURS, steps[-1].exact_cents * factor, factor, rules.subsidy.reference_hours))
    used = [step.number for step in steps if step.number] + ([fulltime] if fulltime else [])
    return Subsidy(
        exact_cents=steps[-1].exact_cents,
        steps=tuple(steps),
        remainder_exact_cents=remainder * factor,
        assumed=tuple(dict.fromkeys(number.name for number in used if number.is_assumed)),
    )


def _base_steps(case: SubsidyCase, rules: Rules) -> tuple[SubsidyStep, ...]:
    """Wage and holiday allowance per month; the month amount itself, never the hour times a number of hours."""
    if case.base_cents is not None:
        return (_step(StepCode.BASE_GIVEN, Fraction(case.base_cents), None, None),)
    adult, allowance = rules.minimum_wage.month, rules.holiday_allowance
    wage = month_wage(rules.minimum_wage, case.group)
    steps = [_step(StepCode.MINIMUM_WAGE, adult.amount, None, adult)]
    if case.group is not WageGroup.ADULT:
        share = rules.minimum_wage.share_by_group[case.group]
        steps.append(_step(StepCode.YOUTH_WAGE, wage, share.amount, share))
    steps.append(_step(StepCode.HOLIDAY_ALLOWANCE, wage * allowance.amount, allowance.amount, allowance))
    steps.append(_step(StepCode.BASE, wage * (1 + allowance.amount), None, rules.subsidy.cap))
    return tuple(steps)


def _capped_steps(base: Fraction, loonwaarde: int, rules: Rules) -> tuple[SubsidyStep, ...]:
    cap = rules.subsidy.cap
    lost_share = 1 - Fraction(loonwaarde, 100)
    gap, highest = base * lost_share, base * cap.amount
    return (
        _step(StepCode.WAGE_GAP, gap, lost_share, cap),
        _step(StepCode.CAP, highest, cap.amount, cap),
        _step(StepCode.SUBSIDISED, min(gap, highest), None, cap),
    )


def _hours_factor(case: SubsidyCase, rules: Rules) -> tuple[Fraction, LawNumber | None]:
    """Give the part of the reference week, and the full-time week where it had to be assumed and mattered."""
    assumed = rules.subsidy.sector_fulltime_hours if case.fulltime_hours is None else None
    fulltime = assumed.amount if assumed else case.fulltime_hours
    paid = case.hours if fulltime is None else min(case.hours, fulltime)
    return paid / rules.subsidy.reference_hours.amount, assumed if paid < case.hours else None


def _step(code: StepCode, exact: Fraction, rate: Fraction | None, number: LawNumber | None) -> SubsidyStep:
    return SubsidyStep(code=code, exact_cents=exact, rate=rate, number=number)
