"""The subsidy forecast of a proposal, worked out after the plan and kept apart from it.

A claim is not rationed: what it costs is shown with its range, its sources and its steps, and never steers who is
proposed where.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from matcher.catalogue.normfuncties import load_normfuncties
from matcher.domain.candidate import Fit
from matcher.domain.client import Client, LksGroup
from matcher.domain.loonwaarde import LoonwaardeEstimate
from matcher.domain.region import Region
from matcher.domain.vacancy import Vacancy
from matcher.loonwaarde import Basis, estimate_loonwaarde
from matcher.municipal import municipal_effect
from matcher.rules import Refusal, Rules, Subsidy, SubsidyStep, WageGroup
from matcher.wage_costs import Contract, CostCondition, SubsidyOutlook, subsidy_outlook
from web.store.records import Amount, AmountStep

NO_CLAIM = "geen"
UNKNOWN = "onbekend"
FORFAIT = "forfait"
LOONWAARDE = "loonwaarde"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What is needed to say what a proposal would cost in loonkostensubsidie.

    Attributes
    ----------
    wage_groups
        Minimum wage group by client reference; who is not in it is taken for an adult, and the figures say so.
    employed
        Client and employer of every running placement: no forfait for who already works there.
    """

    day: date
    rules: Rules
    wage_groups: Mapping[str, str]
    employed: Collection[tuple[str, str]] = field(default=frozenset())

    def of(self, fit: Fit, client: Client, vacancy: Vacancy, package: int | None = None) -> Amount:
        """Give the forecast of a weighed pair for a start on the day of the night.

        Parameters
        ----------
        package
            Number of the package that is chosen: what it moves to a colleague is no work of this person.

        References
        ----------
        Participatiewet art. 10d: lid 4 with a loonwaarde for this function, lid 5 (forfait) without one.
        """
        if client.lks_group is LksGroup.NOT:
            return Amount(basis=NO_CLAIM)
        estimate = self.estimate(fit, client, vacancy, package)
        if client.lks_group is not LksGroup.ESTABLISHED:
            return Amount(basis=UNKNOWN, estimate=estimate)
        contract = self._contract(fit, client, vacancy)
        try:
            outlook = subsidy_outlook(estimate, contract, self.rules)
        except Refusal:
            return Amount(basis=UNKNOWN, estimate=estimate, conditions=(CostCondition.NO_CONTRACT,))
        return Amount(
            basis=_basis(estimate, outlook),
            cents_per_month=outlook.cents_per_month,
            steps=_steps(outlook.main) if outlook.main else (),
            estimate=estimate,
            figures=outlook.figures,
            conditions=outlook.conditions,
            municipal=municipal_effect(outlook, contract, client.legal_group, self.rules),
        )

    def estimate(self, fit: Fit, client: Client, vacancy: Vacancy, package: int | None) -> LoonwaardeEstimate:
        """Give what is known of the loonwaarde of a weighed pair."""
        basis = Basis(day=self.day, rules=self.rules, normfuncties=load_normfuncties())
        left_out = _left_out(fit, package)
        return estimate_loonwaarde(client, vacancy, basis, week_minutes=fit.planned_week_minutes, left_out=left_out)

    def _contract(self, fit: Fit, client: Client, vacancy: Vacancy) -> Contract:
        group = self.wage_groups.get(client.key)
        return Contract(
            hours=Fraction(fit.planned_week_minutes, 60),
            months=vacancy.contract_months,
            group=WageGroup(group) if group else None,
            is_employed=(client.key, vacancy.employer) in self.employed,
        )


def forecast_of(region: Region, rules: Rules, wage_groups: Mapping[str, str]) -> Forecast:
    """Give the forecast of one night, on the day of its rules."""
    running = (placement for placement in region.placements if placement.runs_on(rules.day))
    employed = frozenset((placement.client, placement.employer) for placement in running)
    return Forecast(day=rules.day, rules=rules, wage_groups=wage_groups, employed=employed)


def _left_out(fit: Fit, package: int | None) -> frozenset[str]:
    if package is None:
        return frozenset()
    return frozenset(task.task for part in fit.packages[package].package.parts for task in part.moved)


def _basis(estimate: LoonwaardeEstimate, outlook: SubsidyOutlook) -> str:
    if estimate.is_known:
        return LOONWAARDE
    return FORFAIT if outlook.figures else UNKNOWN


def _steps(subsidy: Subsidy) -> tuple[AmountStep, ...]:
    return tuple(_step(step) for step in subsidy.steps)


def _step(step: SubsidyStep) -> AmountStep:
    number = step.number
    return AmountStep(
        code=step.code.value,
        cents=step.cents,
        rate=str(step.rate) if step.rate is not None else "",
        source=str(number.citation) if number else "",
        url=number.citation.url if number else "",
        valid_from=number.valid_from if number else None,
        is_assumed=bool(number and number.is_assumed),
    )
