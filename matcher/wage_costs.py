"""What a loonkostensubsidie would come to over the range of a loonwaarde: per month, per year and per contract.

Worked out beside a plan and never part of it: a claim is not rationed, and no cent of it decides who is proposed where.
Each printed amount is rounded once, from its own exact value, under the law of one day; later indexation is unknown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from matcher.domain.loonwaarde import EstimateKind, LoonwaardeEstimate
from matcher.rules import Rules, Subsidy, SubsidyCase, WageGroup, loonkostensubsidie, round_half_up

MONTHS_A_YEAR = 12


class FigureKind(StrEnum):
    """Which point of the range an amount belongs to, or that it goes without a loonwaarde."""

    LOW = "laag"
    MIDDLE = "midden"
    HIGH = "hoog"
    FORFAIT = "forfait"


class CostCondition(StrEnum):
    """What has to be so for the figures to hold, and why there is no forfait."""

    ADULT_WAGE = "volwassen_loon"
    TODAYS_AMOUNTS = "bedragen_van_nu"
    LENGTH_UNKNOWN = "duur_onbekend"
    EMPLOYER_AGREES = "akkoord_werkgever"
    FIRST_MONTHS = "eerste_maanden"
    NOT_BESIDE_TRIAL = "niet_naast_proefplaatsing"
    IN_A_TRIAL = "in_proefplaatsing"
    ALREADY_EMPLOYED = "al_in_dienst"
    NO_CONTRACT = "geen_contract"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """The work for which a subsidy is worked out.

    Attributes
    ----------
    hours
        A week, 1 to 60.
    months
        Length of the contract; None where unknown.
    group
        Which minimum wage holds; None where the age is unknown.
    is_employed
        The person already works for this employer: then lid 2 holds, and never a forfait.
    has_trial
        The work begins as a proefplaatsing.
    """

    hours: Fraction
    months: int | None = None
    group: WageGroup | None = None
    is_employed: bool = False
    has_trial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyFigure:
    """The subsidy at one loonwaarde, in cents.

    Attributes
    ----------
    loonwaarde
        Whole percent; None for the forfait.
    per_year
        Twelve months at the amounts of today; None for the forfait, which ends before.
    per_contract
        Over the whole contract, of a forfait over its own months; None where its length is unknown.
    months
        The months `per_contract` counts.
    remainder
        What the cap leaves to the employer a month, without charges.
    """

    kind: FigureKind
    loonwaarde: int | None
    per_month: int
    per_year: int | None
    per_contract: int | None
    months: int | None
    remainder: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyOutlook:
    """The subsidy over a range, with the calculation behind its main figure.

    Attributes
    ----------
    figures
        From the lowest loonwaarde (the highest subsidy) to the highest, then the forfait where the law allows one.
    main
        The calculation at the middle; at the lowest loonwaarde where there is no middle, of the forfait where there is
        no loonwaarde; None where there is no figure at all.
    """

    figures: tuple[SubsidyFigure, ...]
    main: Subsidy | None
    conditions: tuple[CostCondition, ...]

    @property
    def cents_per_month(self) -> int | None:
        """The amount of the middle, else of the forfait; None where there is neither."""
        by_kind = {figure.kind: figure for figure in self.figures}
        if FigureKind.LOW in by_kind and FigureKind.MIDDLE not in by_kind:
            return None
        found = by_kind.get(FigureKind.MIDDLE) or by_kind.get(FigureKind.FORFAIT)
        return None if found is None else found.per_month


def subsidy_outlook(estimate: LoonwaardeEstimate, contract: Contract, rules: Rules) -> SubsidyOutlook:
    """Give the subsidy for a new case that starts on the day of the rules.

    A forfait stands beside an estimate and alone where the loonwaarde is unknown, never beside a measurement.

    Raises
    ------
    Refusal
        Where the hours are no contract.

    References
    ----------
    Participatiewet art. 10d: lid 4 with a loonwaarde, lid 1 onder b and 5 (forfait) without one.
    """
    figures, by_kind = [], {}
    for kind, percent in _points(estimate):
        by_kind[kind] = _subsidy(percent, contract, rules)
        figures.append(_figure(kind, percent, by_kind[kind], contract.months))
    if _may_have_forfait(estimate, contract):
        by_kind[FigureKind.FORFAIT] = _subsidy(None, contract, rules)
        figures.append(_forfait(by_kind[FigureKind.FORFAIT], contract.months, rules))
    return SubsidyOutlook(
        figures=tuple(figures), main=_main(by_kind), conditions=tuple(_conditions(figures, estimate, contract))
    )


def _points(estimate: LoonwaardeEstimate) -> Iterator[tuple[FigureKind, int]]:
    kinds = (FigureKind.LOW, FigureKind.MIDDLE, FigureKind.HIGH)
    for kind, percent in zip(kinds, (estimate.low, estimate.expected, estimate.high), strict=True):
        if percent is not None:
            yield kind, percent


def _subsidy(loonwaarde: int | None, contract: Contract, rules: Rules) -> Subsidy:
    group = contract.group or WageGroup.ADULT
    return loonkostensubsidie(SubsidyCase(hours=contract.hours, loonwaarde=loonwaarde, group=group), rules)


def _figure(kind: FigureKind, loonwaarde: int, subsidy: Subsidy, months: int | None) -> SubsidyFigure:
    return SubsidyFigure(
        kind=kind,
        loonwaarde=loonwaarde,
        per_month=subsidy.cents_per_month,
        per_year=over_months(subsidy, MONTHS_A_YEAR),
        per_contract=None if months is None else over_months(subsidy, months),
        months=months,
        remainder=subsidy.remainder_cents_per_month,
    )


def _forfait(subsidy: Subsidy, months: int | None, rules: Rules) -> SubsidyFigure:
    longest = rules.subsidy.forfait_months.whole
    paid = longest if months is None else min(longest, months)
    return SubsidyFigure(
        kind=FigureKind.FORFAIT,
        loonwaarde=None,
        per_month=subsidy.cents_per_month,
        per_year=None,
        per_contract=over_months(subsidy, paid),
        months=paid,
        remainder=0,
    )


def over_months(subsidy: Subsidy, months: int) -> int:
    """Give the cents over some months: the exact month as often, rounded half up once."""
    return round_half_up(subsidy.exact_cents * months)


def _may_have_forfait(estimate: LoonwaardeEstimate, contract: Contract) -> bool:
    return estimate.kind is not EstimateKind.MEASURED and not contract.is_employed and not contract.has_trial


def _main(by_kind: Mapping[FigureKind, Subsidy]) -> Subsidy | None:
    order = (FigureKind.MIDDLE, FigureKind.LOW, FigureKind.FORFAIT)
    return next((by_kind[kind] for kind in order if kind in by_kind), None)


def _conditions(
    figures: Sequence[SubsidyFigure], estimate: LoonwaardeEstimate, contract: Contract
) -> Iterator[CostCondition]:
    if figures and contract.group is None:
        yield CostCondition.ADULT_WAGE
    if estimate.is_known:
        yield CostCondition.TODAYS_AMOUNTS
        if contract.months is None:
            yield CostCondition.LENGTH_UNKNOWN
    if any(figure.kind is FigureKind.FORFAIT for figure in figures):
        yield CostCondition.EMPLOYER_AGREES
        yield CostCondition.FIRST_MONTHS
        yield CostCondition.NOT_BESIDE_TRIAL
    elif estimate.kind is not EstimateKind.MEASURED:
        yield CostCondition.ALREADY_EMPLOYED if contract.is_employed else CostCondition.IN_A_TRIAL
