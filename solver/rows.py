"""From candidates to the assignment problem: the one place where points become values and budgets become rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from matcher.domain.caseload import I64
from matcher.domain.region import Budget, Held, Region
from matcher.domain.support import JOBCOACH, Instrument
from matcher.shortlist import CandidateGraph, Candidates
from solver.floors import Grouped
from solver.planned import BudgetUse
from solver.policy import SolverPolicy
from solver.problem import HARD, Problem

COACH, DISCRETIONARY, ONCE, SUPPORTED = "coach_minutes", "discretionary_coach_minutes", "once_cents", "supported_people"
SUPPORTING = (Instrument.WORK_BUDDY, *JOBCOACH, Instrument.WAGE_SUBSIDY)


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
    number
        Place of a shelf among the budgets of the problem, by owner and kind.
    """

    problem: Problem
    shelves: tuple[Shelf, ...]
    number: Mapping[tuple[str, str], int]


def pose(graph: CandidateGraph, region: Region, policy: SolverPolicy, day: date, grouped: Grouped) -> Posed:
    """Write the candidates of a region on a day as an assignment problem.

    Guidance of the doelgroep loonkostensubsidie is a claim (Participatiewet art. 10da): its budget may run over at a
    price, and every shortage is shown.  So is guidance of those of whom it is not known whether they belong to it.
    Discretionary coach time, once-only money and what an employer can carry are hard.  The floors of the groups are
    still 0: `solver.floors` sets them.
    """
    shelves = _shelves(region, policy, day)
    number = {(shelf.owner, shelf.kind): k for k, shelf in enumerate(shelves)}
    use_row, use_shelf, use_amount = uses_of(graph, region, number)
    yesterday = _is_yesterday(graph, region)
    problem = Problem.build(
        client=graph.client,
        vacancy=graph.vacancy,
        value=policy.values(graph.total, graph.tie, yesterday),
        positions=_positions(region, policy),
        n_clients=len(region.clients),
        use_row=use_row,
        use_budget=use_shelf,
        use_amount=use_amount,
        budgets=np.array([shelf.available for shelf in shelves], np.int64),
        overflow_price=np.array([shelf.overflow_price for shelf in shelves], np.int64),
        group=grouped.group,
        floor_amount=graph.total,
        floors=np.zeros(len(grouped.groups), np.int64),
        floor_penalty=policy.floor_penalty,
        tie=graph.tie,
    )
    return Posed(problem=problem, shelves=shelves, number=number)


def _positions(region: Region, policy: SolverPolicy) -> I64:
    held = [pair.vacancy for pair in region.held]
    return np.array(
        [
            max(0, vacancy.positions * policy.candidates_per_place - held.count(vacancy.key))
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
    running = [placement.employer for placement in region.placements if placement.runs_on(day)]
    employer_by_vacancy = {str(vacancy.key): vacancy.employer for vacancy in region.vacancies}
    running += [employer_by_vacancy.get(pair.vacancy, "") for pair in _not_begun(region, day)]
    return tuple(
        Shelf(
            owner=employer,
            kind=SUPPORTED,
            granted=most[employer],
            taken=running.count(employer),
            overflow_price=HARD,
        )
        for employer in sorted(most)
    )


def uses_of(candidates: Candidates, region: Region, number: Mapping[tuple[str, str], int]) -> tuple[I64, I64, I64]:
    """Give the sparse use of the shelves by rows: rows, shelves and amounts."""
    claims = is_claim(region)[candidates.client]
    supports = np.zeros(len(candidates.client), bool)
    for instrument in SUPPORTING:
        supports |= candidates.uses(instrument)
    everybody = np.ones_like(claims)
    rows, shelves, amounts = [], [], []
    for kind, amount, holds in (
        (COACH, candidates.coach_minutes, claims),
        (DISCRETIONARY, candidates.coach_minutes, ~claims),
        (ONCE, candidates.once_cents, everybody),
        (SUPPORTED, supports.astype(np.int64), everybody),
    ):
        at = candidates.vacancy if kind == SUPPORTED else candidates.client
        owner = owners(kind, region, number)[at]
        draws = holds & (amount > 0) & (owner >= 0)
        rows.append(np.flatnonzero(draws))
        shelves.append(owner[draws])
        amounts.append(amount[draws])
    return np.concatenate(rows), np.concatenate(shelves), np.concatenate(amounts)


def is_claim(region: Region) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say per person whether guidance draws on the budget of the claims.

    So it does for the doelgroep loonkostensubsidie (Participatiewet art. 10da) and for whom it is not known whether he
    belongs to it: an unknown is a question and may not ration him.
    """
    return np.array([client.may_claim_guidance for client in region.clients], bool)


def owners(kind: str, region: Region, number: Mapping[tuple[str, str], int]) -> I64:
    """Give the shelf of a kind per client, or per vacancy for what an employer can carry; −1 where there is none."""
    if kind == SUPPORTED:
        return np.array([number.get((vacancy.employer, kind), -1) for vacancy in region.vacancies], np.int64)
    return np.array([number.get((client.gemeente, kind), -1) for client in region.clients], np.int64)


def _is_yesterday(graph: CandidateGraph, region: Region) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    pairs = yesterday_rows(region)
    keys = graph.client.astype(np.int64) * len(region.vacancies) + graph.vacancy
    return np.isin(keys, [client * len(region.vacancies) + vacancy for client, vacancy in pairs])


def yesterday_rows(region: Region) -> tuple[tuple[int, int], ...]:
    """Give yesterday's undecided proposals as rows of clients and vacancies that are still there."""
    clients = {str(client.key): row for row, client in enumerate(region.clients)}
    vacancies = {str(vacancy.key): row for row, vacancy in enumerate(region.vacancies)}
    return tuple(
        (clients[client], vacancies[vacancy])
        for client, vacancy in sorted(region.yesterday)
        if client in clients and vacancy in vacancies
    )


def budget_uses(posed: Posed, candidates: Candidates, region: Region, chosen: I64) -> tuple[BudgetUse, ...]:
    """Add up what the chosen rows take from each shelf; a shortage of what already runs is a shortage too."""
    use_row, use_shelf, use_amount = uses_of(candidates, region, posed.number)
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
