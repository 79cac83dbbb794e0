"""Small nights: people whose one gap a jobcoach closes, jobs where he may come, and what the plan uses of a budget."""

from collections.abc import Iterable
from dataclasses import replace

from fixtures.days import DAY
from fixtures.tiny import FAR, HOME, UNWILLING, demand, job, limit, person
from matcher.domain.client import Client, LksGroup
from matcher.domain.profile import Answer
from matcher.domain.region import Budget, Held, Placement, Region
from matcher.domain.vacancy import Vacancy
from matcher.rules import Rulebook
from solver.plan import make_plan
from solver.planned import BudgetUse, Plan

MINUTES = 144
"""Jobcoach time a week each of these people needs: the lightest regime that closes his gap, over 24 hours."""


def coached(key: str, group: LksGroup = LksGroup.NOT) -> Client:
    """Give a person who works with a jobcoach only."""
    return replace(person(key, limit("II-7", 0, 1)), lks_group=group)


def coached_job(key: str, max_supported: int | None = None) -> Vacancy:
    """Give a job that asks what `coached` people lack, at an employer who lets a jobcoach in and nothing else."""
    can = replace(UNWILLING, jobcoach=Answer.YES)
    return replace(job(demand("II-7", (1,)), key=key, can=can), max_supported=max_supported)


def held(client: str, vacancy: str, coach_minutes: int = MINUTES, once_cents: int = 0, *, is_claim: bool) -> Held:
    """Give a proposal somebody is discussing with a person of the gemeente of `fixtures.tiny`."""
    return Held(
        client=client,
        vacancy=vacancy,
        gemeente="Testdam",
        coach_minutes=coach_minutes,
        once_cents=once_cents,
        is_claim=is_claim,
    )


def granted(coach: int | None = None, discretionary: int | None = None, once_cents: int | None = None) -> Budget:
    """Give what the gemeente of `fixtures.tiny` granted."""
    return Budget(
        gemeente="Testdam", coach_minutes=coach, discretionary_coach_minutes=discretionary, once_cents=once_cents
    )


def night(
    clients: Iterable[Client],
    vacancies: Iterable[Vacancy],
    *budgets: Budget,
    held: Iterable[Held] = (),
    placements: Iterable[Placement] = (),
) -> Plan:
    """Give the plan of one night over a tiny region."""
    region = Region(
        clients=tuple(clients),
        vacancies=tuple(vacancies),
        places=(HOME, FAR),
        budgets=budgets,
        held=tuple(held),
        placements=tuple(placements),
    )
    return make_plan(region, day=DAY, rules=Rulebook.load().on(DAY), effort="quick", threads=1)


def proposed(plan: Plan) -> list[tuple[str, str]]:
    """Give who is proposed for what."""
    return [(proposal.fit.client, proposal.fit.vacancy) for proposal in plan.proposals]


def use_of(plan: Plan, kind: str) -> BudgetUse:
    """Give what the plan says of the one budget of a kind."""
    (found,) = (use for use in plan.budgets if use.kind == kind)
    return found
