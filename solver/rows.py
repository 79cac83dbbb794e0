"""From candidates to the assignment problem: the one place where points become values and budgets become rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from matcher.domain.caseload import I32, I64
from matcher.domain.client import Client
from matcher.domain.region import Budget, Held, Region
from matcher.shortlist import CandidateGraph, Candidates
from solver.floors import Grouped
from solver.planned import BudgetUse
from solver.policy import SolverPolicy
from solver.problem import HARD, Problem
from solver.supply import Supply, problem_of, uses_of

COACH, DISCRETIONARY, ONCE, SUPPORTED = "coach_minutes", "discretionary_coach_minutes", "once_cents", "supported_people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One budget: what was granted, and what running placements and held proposals take of it.

    Attributes
    ----------
    owner
        A gemeente; for ``supported_people`` an employer.
    taken
        What running placements and held proposals use of it; it may be more than was granted.
    overflow_price
        Value units per unit above what is available; `HARD` where nothing may go above it.
    """

    owner: str
    kind: str
    granted: int
    taken: int
    overflow_price: int

    @property
    def available(self) -> int:
        """What this night may use: what was granted less what is taken, 0 at least."""
        return max(0, self.granted - self.taken)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Posed:
    """The problem of one night, with the budgets its rows draw on.

    Attributes
    ----------
    shelves
        Its budgets, in the order of their numbers.
    supply
        The same as columns, with who draws on which.
    """

    problem: Problem
    shelves: tuple[Shelf, ...]
    supply: Supply


def pose(graph: CandidateGraph, region: Region, policy: SolverPolicy, day: date, grouped: Grouped) -> Posed:
    """Write the candidates of a region on a day as an assignment problem.

    Guidance of the doelgroep loonkostensubsidie is a claim (Participatiewet art. 10da): its budget may run over at a
    price, and every shortage is shown.  So is guidance of those of whom it is not known whether they belong to it: an
    unknown is a question and may not ration him.  Discretionary coach time, once-only money and what an employer can
    carry are hard.  The floors of the groups are still 0: `solver.floors` sets them.
    """
    shelves = _shelves(region, policy, day)
    supply = _supply(region, policy, shelves, grouped)
    return Posed(problem=problem_of(graph, supply, policy), shelves=shelves, supply=supply)


def _supply(region: Region, policy: SolverPolicy, shelves: tuple[Shelf, ...], grouped: Grouped) -> Supply:
    number = {(shelf.owner, shelf.kind): k for k, shelf in enumerate(shelves)}
    coach = [number.get((client.gemeente, coach_kind(client)), -1) for client in region.clients]
    once = [number.get((client.gemeente, ONCE), -1) for client in region.clients]
    supported = [number.get((vacancy.employer, SUPPORTED), -1) for vacancy in region.vacancies]
    return Supply(
        positions=_positions(region, policy),
        available=np.array([shelf.available for shelf in shelves], np.int64),
        overflow_price=np.array([shelf.overflow_price for shelf in shelves], np.int64),
        coach=np.array(coach, np.int64),
        once=np.array(once, np.int64),
        supported=np.array(supported, np.int64),
        yesterday=_yesterday(region),
        group=grouped.group,
        n_groups=len(grouped.groups),
    )


def coach_kind(client: Client) -> str:
    """Give the budget that somebody's guidance draws on: that of the claims, or the discretionary one."""
    return COACH if client.may_claim_guidance else DISCRETIONARY


def _positions(region: Region, policy: SolverPolicy) -> I64:
    held = Counter(pair.vacancy for pair in region.held)
    return np.array(
        [
            max(0, vacancy.positions * policy.candidates_per_place - held[str(vacancy.key)])
            for vacancy in region.vacancies
        ],
        np.int64,
    )


def _shelves(region: Region, policy: SolverPolicy, day: date) -> tuple[Shelf, ...]:
    found: list[Shelf] = []
    for budget in region.budgets:
        taken = _taken(region, budget.gemeente, day)
        prices = {COACH: policy.coach_overflow_price, DISCRETIONARY: HARD, ONCE: HARD}
        for kind, granted in _granted(budget):
            if granted is not None:
                found.append(
                    Shelf(
                        owner=budget.gemeente,
                        kind=kind,
                        granted=granted,
                        taken=taken[kind],
                        overflow_price=prices[kind],
                    )
                )
    return (*found, *_employer_shelves(region, day))


def _granted(budget: Budget) -> Sequence[tuple[str, int | None]]:
    return (
        (COACH, budget.coach_minutes),
        (DISCRETIONARY, budget.discretionary_coach_minutes),
        (ONCE, budget.once_cents),
    )


def _taken(region: Region, gemeente: str, day: date) -> dict[str, int]:
    """Add up what running placements and held proposals of a gemeente use on a day.

    Coach time counts while a placement runs.  Once-only money is of the year it was spent in, whether or not the
    placement has ended since.  Of somebody the region does not know guidance counts as a claim.
    """
    claims = {str(client.key): client.may_claim_guidance for client in region.clients}
    claims |= {pair.client: pair.is_claim for pair in region.held}
    taken = {COACH: 0, DISCRETIONARY: 0, ONCE: 0}
    for placement in region.placements:
        if placement.gemeente != gemeente:
            continue
        if placement.runs_on(day):
            taken[COACH if claims.get(placement.client, True) else DISCRETIONARY] += placement.coach_minutes
        if placement.started_on <= day and placement.started_on.year == day.year:
            taken[ONCE] += placement.once_cents
    for pair in _not_begun(region, day):
        if pair.gemeente == gemeente:
            taken[COACH if pair.is_claim else DISCRETIONARY] += pair.coach_minutes
            taken[ONCE] += pair.once_cents
    return taken


def _not_begun(region: Region, day: date) -> tuple[Held, ...]:
    """Give the held proposals that are not at work yet; a running placement of the same pair counts by itself."""
    begun = {(placement.client, placement.vacancy) for placement in region.placements if placement.runs_on(day)}
    return tuple(pair for pair in region.held if (pair.client, pair.vacancy) not in begun)


def _employer_shelves(region: Region, day: date) -> tuple[Shelf, ...]:
    """Give what employers said they can carry; everybody at work there or in discussion counts as supported."""
    most = {
        vacancy.employer: vacancy.max_supported
        for vacancy in region.vacancies
        if vacancy.employer and vacancy.max_supported is not None
    }
    running = Counter(placement.employer for placement in region.placements if placement.runs_on(day))
    employer_by_vacancy = {str(vacancy.key): vacancy.employer for vacancy in region.vacancies}
    running.update(employer_by_vacancy.get(pair.vacancy, "") for pair in _not_begun(region, day))
    return tuple(
        Shelf(
            owner=employer,
            kind=SUPPORTED,
            granted=most[employer],
            taken=running[employer],
            overflow_price=HARD,
        )
        for employer in sorted(most)
    )


def _yesterday(region: Region) -> I32:
    """Give the vacancy each person was proposed the night before, −1 none."""
    found = np.full(len(region.clients), -1, np.int32)
    for client, vacancy in yesterday_rows(region):
        found[client] = vacancy
    return found


def yesterday_rows(region: Region) -> tuple[tuple[int, int], ...]:
    """Give yesterday's undecided proposals as rows of clients and vacancies that are still there."""
    clients = {str(client.key): row for row, client in enumerate(region.clients)}
    vacancies = {str(vacancy.key): row for row, vacancy in enumerate(region.vacancies)}
    return tuple(
        (clients[client], vacancies[vacancy])
        for client, vacancy in sorted(region.yesterday)
        if client in clients and vacancy in vacancies
    )


def budget_uses(posed: Posed, candidates: Candidates, chosen: I64) -> tuple[BudgetUse, ...]:
    """Add up what the chosen rows take from each shelf; a shortage of what already runs is a shortage too."""
    use_row, use_shelf, use_amount = uses_of(candidates, posed.supply)
    is_chosen = np.isin(use_row, chosen)
    used = np.zeros(len(posed.shelves), np.int64)
    people = np.zeros(len(posed.shelves), np.int64)
    np.add.at(used, use_shelf[is_chosen], use_amount[is_chosen])
    np.add.at(people, use_shelf[is_chosen], 1)
    return tuple(
        BudgetUse(
            gemeente=shelf.owner,
            kind=shelf.kind,
            granted=shelf.granted,
            available=shelf.available,
            used=int(used[k]),
            short=max(0, shelf.taken + int(used[k]) - shelf.granted),
            people=int(people[k]),
        )
        for k, shelf in enumerate(posed.shelves)
    )
