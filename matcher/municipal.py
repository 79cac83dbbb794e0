"""What a placement costs and saves the gemeente: its own interest, which never counts for or against a person.

The subsidy is a forecast over the range of the loonwaarde. What falls away of a benefit can only be bounded here: no
more than the norm, and at the minimum wage no more than that wage. Who somebody lives with is not known to the
matcher, so the bound is given for a person alone and for a couple.
"""

from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.client import LegalGroup
from matcher.rules import LawNumber, Rules, WageGroup, month_wage, round_half_up
from matcher.wage_costs import Contract, SubsidyOutlook


class SavingReason(StrEnum):
    """Why a saving is bounded, or cannot be said."""

    AT_MOST = "hoogstens"
    NO_BENEFIT = "geen_uitkering"
    OTHER_BENEFIT = "andere_uitkering"
    YOUNGER = "jonger_dan_21"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalEffect:
    """Cents per month for the gemeente.

    Attributes
    ----------
    least_cost, most_cost
        Loonkostensubsidie over the range; None where there is no figure.
    saved_alone, saved_couple
        The most that can fall away of a benefit at the minimum wage, for a person alone and for a couple; None where it
        cannot be said.
    is_assumed
        Nobody confirmed the norm behind it.
    """

    least_cost: int | None
    most_cost: int | None
    reason: SavingReason
    saved_alone: int | None = None
    saved_couple: int | None = None
    is_assumed: bool = False


def municipal_effect(
    outlook: SubsidyOutlook, contract: Contract, legal_group: LegalGroup, rules: Rules
) -> MunicipalEffect:
    """Give what a placement costs and saves the gemeente, each at the law of the day.

    References
    ----------
    Participatiewet art. 21 (norm) and 10d (subsidy).
    """
    costs = [figure.per_month for figure in outlook.figures]
    least, most = (min(costs), max(costs)) if costs else (None, None)
    reason = _reason(legal_group, contract.group)
    if reason is not SavingReason.AT_MOST:
        return MunicipalEffect(least_cost=least, most_cost=most, reason=reason)
    alone, couple = rules.benefit.alone, rules.benefit.couple
    return MunicipalEffect(
        least_cost=least,
        most_cost=most,
        reason=reason,
        saved_alone=_saved(alone, contract, rules),
        saved_couple=_saved(couple, contract, rules),
        is_assumed=alone.is_assumed or couple.is_assumed,
    )


def _reason(legal_group: LegalGroup, group: WageGroup | None) -> SavingReason:
    if legal_group is LegalGroup.NUG:
        return SavingReason.NO_BENEFIT
    if legal_group is LegalGroup.UNKNOWN or group is None:
        return SavingReason.UNKNOWN
    if legal_group is not LegalGroup.BIJSTAND:
        return SavingReason.OTHER_BENEFIT
    return SavingReason.AT_MOST if group is WageGroup.ADULT else SavingReason.YOUNGER


def _saved(norm: LawNumber, contract: Contract, rules: Rules) -> int:
    """Give the lower of norm and gross minimum wage with holiday allowance: no more net wage than gross is set off."""
    week = contract.hours / rules.subsidy.reference_hours.amount
    gross = month_wage(rules.minimum_wage, WageGroup.ADULT) * (1 + rules.holiday_allowance.amount) * week
    return round_half_up(min(norm.amount, gross))
