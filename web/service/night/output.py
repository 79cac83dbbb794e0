"""From a plan to what is kept: rows for lists, amounts beside the plan, and the manifest of the run."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.domain.candidate import Fit, Verdict
from matcher.domain.client import Client
from matcher.domain.dates import months_between
from matcher.domain.support import INSTRUMENTS
from matcher.domain.vacancy import Vacancy
from matcher.tie import tie_key
from solver.planned import Plan, Proposal
from web.service.dossier.amounts import NO_CLAIM, Forecast
from web.service.night.input import NightInput, Rows
from web.service.night.results import outcome_counts, totals_of
from web.store.records import Amount, Manifest, ProposalRow, RunKey, public_id

Written = tuple[ProposalRow, Proposal, Amount]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the rows of one run need beside the plan."""

    run_id: str
    key: RunKey
    salt: str
    night: NightInput
    rows: Rows
    forecast: Forecast

    def write(self, plan: Plan) -> list[Written]:
        """Give every proposal with its list row and its amount, best for everybody first."""
        clients, vacancies = self.night.client_by_key, self.night.vacancy_by_key
        employers = {row["employer"]: row["name"] for row in self.rows.sheets.get("employers", [])}
        made = []
        for rank, proposal in enumerate(in_rank(plan)):
            client, vacancy = clients[proposal.fit.client], vacancies[proposal.fit.vacancy]
            employer_name = employers.get(vacancy.employer, vacancy.employer)
            row = self._row(proposal, rank, client, vacancy, employer_name)
            made.append((row, proposal, self.forecast.of(proposal.fit, client, vacancy, proposal.package)))
        return made

    def _row(self, proposal: Proposal, rank: int, client: Client, vacancy: Vacancy, employer_name: str) -> ProposalRow:
        fit = proposal.fit
        package = fit.packages[proposal.package].package
        stepped_on = client.last_step_on
        return ProposalRow(
            id=public_id(self.salt, self.key, client.key, vacancy.key),
            run_id=self.run_id,
            rank=rank,
            client=client.key,
            vacancy=vacancy.key,
            employer=vacancy.employer,
            employer_name=employer_name,
            title=vacancy.title,
            occupation=vacancy.occupation,
            sector=vacancy.sector,
            gemeente=client.gemeente,
            verdict=fit.verdict.name.lower(),
            n_let_op=count_verdict(fit, Verdict.LET_OP),
            n_vraag_na=count_verdict(fit, Verdict.VRAAG_NA),
            instruments="|".join(package.instruments),
            total=proposal.total,
            week_minutes=fit.planned_week_minutes,
            travel_minutes=fit.travel_minutes if fit.travel_minutes >= 0 else None,
            travel_limit=client.travel_limit,
            waiting_months=months_between(stepped_on, self.key.day) if stepped_on else None,
            coach_minutes=package.coach_minutes,
            once_cents=package.once_cents,
            is_claim=package.is_claim,
            was_proposed_before=(client.key, vacancy.key) in self.rows.yesterday,
        )


def in_rank(plan: Plan) -> list[Proposal]:
    """Give the proposals by points, the lottery of the day deciding between equals."""

    def place(proposal: Proposal) -> tuple[int, int, str, str]:
        client, vacancy = proposal.fit.client, proposal.fit.vacancy
        return -proposal.total, tie_key(plan.day, client, vacancy), client, vacancy

    return sorted(plan.proposals, key=place)


def count_verdict(fit: Fit, verdict: Verdict) -> int:
    """Give the number of items and gates with a verdict, a couple counted once."""
    items = sum(item.verdict is verdict and not item.is_duplicate for item in fit.items)
    return items + sum(gate.verdict is verdict for gate in fit.gates)


def outcome_of(plan: Plan, made: Sequence[Written], rows: Rows, night: NightInput) -> Manifest:
    """Give what came out of a night in numbers; stages, versions and policies are added by the night itself."""
    verdicts = Counter(row.verdict for row, _, _ in made)
    instruments = Counter(part for row, _, _ in made for part in row.instruments.split("|") if part)
    amounts = [amount for _, _, amount in made]
    return Manifest(
        rows_read=rows.rows_read,
        rows_rejected=rows.rows_rejected,
        rows_unread=night.n_unread,
        seen=rows.seen,
        delivered_on=rows.delivered_on,
        clients=len(night.region.clients),
        withheld=night.n_withheld,
        vacancies=len(night.region.vacancies),
        pairs=plan.pairs,
        candidates=plan.candidates,
        proposals=len(made),
        held=len(night.region.held),
        verdicts=plan.verdicts,
        proposal_verdicts=tuple((word.name.lower(), verdicts[word.name.lower()]) for word in Verdict),
        instruments=plan.instruments,
        proposal_instruments=tuple((kind.value, instruments[kind.value]) for kind in INSTRUMENTS),
        dropped=plan.dropped,
        budgets=plan.budgets,
        floors=plan.floors,
        floors_price=plan.floors_price,
        creaming=plan.creaming,
        solve=plan.solve,
        forecast_cents=sum(amount.cents_per_month or 0 for amount in amounts),
        n_forecast_unknown=sum(amount.basis != NO_CLAIM and amount.cents_per_month is None for amount in amounts),
        law_is_assumed=any(step.is_assumed for amount in amounts for step in amount.steps),
        next_steps=outcome_counts(plan),
        quality=totals_of(plan.quality),
        n_questions=len(plan.questions),
        n_ad_questions=len(plan.ad_queue),
        n_ad_now=sum(question.week == 0 for question in plan.ad_queue),
        n_acquisitions=len(plan.acquisition),
    )
