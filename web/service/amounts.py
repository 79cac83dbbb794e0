"""The subsidy forecast of a proposal, worked out after the plan and kept apart from it.

A claim is not rationed: what it costs is shown with its steps, and never steers who is proposed where.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from matcher.domain.client import Client, LksGroup, LoonwaardeValue
from matcher.domain.dates import months_between
from matcher.domain.profile import STALE_AFTER_MONTHS
from matcher.domain.vacancy import Vacancy
from matcher.rules import Refusal, Rules, Subsidy, SubsidyCase, SubsidyStep, WageGroup, loonkostensubsidie
from solver.planned import Proposal
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
        Minimum wage group by client reference; who is not in it earns the adult wage.
    """

    day: date
    rules: Rules
    wage_groups: Mapping[str, str]

    def of(self, proposal: Proposal, client: Client, vacancy: Vacancy) -> Amount:
        """Give the forecast per month for a start on the day of the night.

        References
        ----------
        Participatiewet art. 10d: lid 4 with a loonwaarde for this function, lid 5 (forfait) without one.
        """
        if client.lks_group is LksGroup.NOT:
            return Amount(basis=NO_CLAIM)
        if client.lks_group is not LksGroup.ESTABLISHED:
            return Amount(basis=UNKNOWN)
        value = loonwaarde_for(client, vacancy.occupation, self.day)
        try:
            case = SubsidyCase(
                hours=Fraction(proposal.fit.planned_week_minutes, 60),
                loonwaarde=value.percent if value else None,
                group=self._group(client.key),
            )
            subsidy = loonkostensubsidie(case, self.rules)
        except Refusal:
            return Amount(basis=UNKNOWN)
        return Amount(
            basis=LOONWAARDE if value else FORFAIT, cents_per_month=subsidy.cents_per_month, steps=_steps(subsidy)
        )

    def _group(self, client: str) -> WageGroup:
        group = self.wage_groups.get(client)
        return WageGroup(group) if group else WageGroup.ADULT


def loonwaarde_for(client: Client, occupation: str, day: date) -> LoonwaardeValue | None:
    """Give the loonwaarde that counts for a function: measured before estimated, newest first, never a stale one."""
    usable = [
        value
        for value in client.loonwaarde
        if occupation
        and value.occupation == occupation
        and value.recorded_on <= day
        and months_between(value.recorded_on, day) <= STALE_AFTER_MONTHS
    ]
    return max(usable, key=lambda value: (value.is_measured, value.recorded_on, value.source), default=None)


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
