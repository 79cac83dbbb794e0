"""What would change if: one pair forbidden or pinned, more or less of a budget or of places, other rows for one client.

Two answers. At once, from the prices that prove the night's bound: what the change costs at least. Then exactly: the
plan with the change, moving as few other people as it can.

*Exact* has two meanings, and the answer says which. ``proven``: both plans are proven optimal. ``neighbourhood``: both
are optimal among the plans that move only clients around the change, with everybody else held; the difference is
between two solves over the same clients, for an unpaired one would show gains that only come from searching again.
``between``: one of the two searches ended at its limit; then only the interval is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from solver.again import solve_again
from solver.around import clients_around
from solver.change import Change, changed_problem
from solver.follow import Certificate, certificate_after
from solver.moves import fewest_moves
from solver.policy import LIMITS, Effort, Limits
from solver.pricing import PriceAll
from solver.problem import PRICE_SCALE, Ints, Problem
from solver.replan import Place, Solved, solved_around
from solver.result import Result, Status
from solver.standing import Standing
from solver.verify import measure

MOST_PROVEN_CLIENTS = 2_000
"""Up to so many clients a change is answered by proof; above it the gap of the night exceeds what one person costs."""


class Meaning(StrEnum):
    """What the difference of an answer means."""

    PROVEN = "proven"
    NEIGHBOURHOOD = "neighbourhood"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One client whose row differs: the place he had and gets; None without one."""

    client: int
    had: Place | None
    gets: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a change does to the plan; figures in value units unless they say otherwise.

    Attributes
    ----------
    at_least
        What the change costs at least, from prices alone: negative where it may also gain.
    loss
        What the best plan without the change is worth more than the best plan with it, as far as was searched.
    low, high
        Limits of the true loss over all plans; both equal ``loss`` where both plans are proven optimal.
    meaning
        What the difference means.
    gap
        What the night's own plan may be below the best, as far as is proven.
    given_up
        What the plan shown here gives up, within the slack, to move fewer people.
    points, people
        How many more (or fewer) points and people with a place there are with the change than without.
    moved
        Clients whose row differs from the night's plan, in the order of their number.
    is_fewest
        Whether it is proven that no plan as good (within the slack) moves fewer people.
    """

    at_least: int
    loss: int
    low: int
    high: int
    meaning: Meaning
    gap: int
    given_up: int
    points: int
    people: int
    moved: tuple[Moved, ...]
    is_fewest: bool

    @property
    def is_interval(self) -> bool:
        """Whether only the interval may be shown: a search ended at its limit, or the loss drowns in the gap."""
        if self.meaning is Meaning.PROVEN:
            return False
        return self.meaning is Meaning.BETWEEN or abs(self.loss) < self.gap


def costs_at_least(standing: Standing, change: Change, price_after: PriceAll | None = None) -> int:
    """Give what a change costs at least, from the night's prices alone; negative where it may also gain.

    A bound, not an estimate: no plan after the change is worth more than the prices allow, and the night's plan is
    worth what it is.
    """
    return standing.objective - certificate_after(standing, change, price_after).value


def prove(standing: Standing, price_all: PriceAll | None = None, effort: str = Effort.PROOF) -> Result:
    """Give the same night proven optimal, or as far as a search from its own plan and prices gets."""
    night = standing.result
    if night.status is Status.OPTIMAL:
        return night
    return solve_again(night.problem, standing.prices, standing.plan, LIMITS[Effort(effort)], price_all)


def what_if(
    standing: Standing,
    change: Change,
    *,
    effort: str = "proof",
    slack: int = 0,
    proven: Result | None = None,
    price_after: PriceAll | None = None,
) -> Answer:
    """Give what a change does to the night's plan, exactly, with the fewest other people moved.

    Parameters
    ----------
    standing
        The night.
    change
        What would be different.
    effort
        How much work each search may do.
    slack
        Value units that may be given up to move fewer people.
    proven
        The same night proven optimal (`prove`), where its own plan is not; without it only the clients around the
        change are searched.
    price_after
        A pricing pass over all pairs after the change: with it *proven* holds over all pairs, as far as it did for the
        night; without it over the rows of the problem.

    Raises
    ------
    ProblemError
        Where the change contradicts itself.
    """
    asked = _Asked(
        standing=standing,
        change=change,
        limits=LIMITS[Effort(effort)],
        slack=slack,
        certificate=certificate_after(standing, change, price_after),
    )
    near, best = asked.around(), standing.result if proven is None else proven
    if best.status is Status.OPTIMAL and standing.problem.n_clients <= MOST_PROVEN_CLIENTS:
        whole = asked.whole(near, best, price_after)
        if whole.is_optimal:
            return asked.answer(whole, near, Meaning.PROVEN)
    return asked.answer(near, near, Meaning.NEIGHBOURHOOD if near.is_optimal else Meaning.BETWEEN)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Twice:
    """The same clients searched without and with the change."""

    before: Solved
    after: Solved

    @property
    def is_optimal(self) -> bool:
        """Whether both searches ended by themselves."""
        return self.before.result.status is Status.OPTIMAL and self.after.result.status is Status.OPTIMAL


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Asked:
    """One question about one night."""

    standing: Standing
    change: Change
    limits: Limits
    slack: int
    certificate: Certificate

    def around(self) -> _Twice:
        """Search the clients around the change twice, everybody else held."""
        free = clients_around(self.standing, self.change)
        before, after = (
            solved_around(self.standing, self.change, self.certificate.prices, free, self.limits, has_change=has_change)
            for has_change in (False, True)
        )
        return _Twice(before=before, after=after)

    def whole(self, near: _Twice, proven: Result, price_after: PriceAll | None) -> _Twice:
        """Put the proven night beside everybody searched after the change, from the plan known around it."""
        changed = changed_problem(self.standing.problem, self.change)
        start = self._start(changed, near.after)
        after = solve_again(changed, self.certificate.prices, start, self.limits, price_after)
        return _Twice(before=Solved.whole(proven), after=Solved.whole(after))

    def _start(self, problem: Problem, near: Solved) -> Ints:
        """Give the plan around the change with everybody else's own row, as rows of a whole problem."""
        night, plan = self.standing.problem, self.standing.plan
        stays = plan[~np.isin(night.client[plan], near.free)]
        given = np.concatenate([night.given[stays], near.result.problem.given[near.plan]])
        return np.flatnonzero(np.isin(problem.given, given)).astype(np.int64)

    def answer(self, twice: _Twice, near: _Twice, meaning: Meaning) -> Answer:
        """Put both plans side by side."""
        before, was, _ = self._fewest(twice.before, near.before)
        after, plan, is_fewest = self._fewest(twice.after, near.after)
        loss, at_least = (
            twice.before.objective - twice.after.objective,
            self.standing.objective - self.certificate.value,
        )
        proven = self.standing.bound // PRICE_SCALE
        bound = proven if self.standing.result.bound is None else min(proven, self.standing.result.bound)
        points, people = (
            then - now for now, then in zip(self._totals(before, was), self._totals(after, plan), strict=True)
        )
        is_proven = meaning is Meaning.PROVEN
        return Answer(
            at_least=at_least,
            loss=loss,
            low=loss if is_proven else at_least,
            high=loss if is_proven else bound - twice.after.objective,
            meaning=meaning,
            gap=bound - self.standing.objective,
            given_up=twice.after.objective - after.constant - measure(after.result.problem, plan).objective,
            points=points,
            people=people,
            moved=self._moved(after, plan),
            is_fewest=is_fewest,
        )

    def _fewest(self, whole: Solved, near: Solved) -> tuple[Solved, Ints, bool]:
        """Give the plan as good as the one found that moves the fewest people of the night, and what it is a plan of.

        Where everybody would take too long, among the clients around the change: as good, but not proven the fewest.
        """
        if whole is not near and whole.result.problem.n_rows > self.limits.exact_rows:
            slack = self.slack - (whole.objective - near.objective)
            if slack >= 0:
                return near, self._moving_fewest(near, slack)[0], False
        return whole, *self._moving_fewest(whole, self.slack)

    def _moving_fewest(self, solved: Solved, slack: int) -> tuple[Ints, bool]:
        standing, problem = self.standing, solved.result.problem
        current = np.flatnonzero(np.isin(problem.given, standing.problem.given[standing.plan])).astype(np.int64)
        return fewest_moves(solved.result, current, slack, self.limits)

    def _totals(self, solved: Solved, plan: Ints) -> tuple[int, int]:
        """Give the points and the people of a plan, with those who stay where the night put them."""
        night, rows = self.standing.problem, self.standing.plan
        stays = rows[~np.isin(night.client[rows], solved.free)]
        points = night.floor_amount[stays].sum() + solved.result.problem.floor_amount[plan].sum()
        return int(points), len(stays) + len(plan)

    def _moved(self, after: Solved, plan: Ints) -> tuple[Moved, ...]:
        """Give who has another place than in the night's plan, or the same with other support; in order of number."""
        standing, problem = self.standing, after.result.problem
        night = Solved.whole(standing.result)
        gets = {int(after.clients[problem.client[row]]): int(row) for row in plan}
        found = []
        for client in after.free.tolist():
            old, new = int(standing.own[client]), gets.get(client, -1)
            if (old < 0 and new < 0) or (old >= 0 and new >= 0 and standing.problem.given[old] == problem.given[new]):
                continue
            one = Moved(
                client=client,
                had=night.place(old) if old >= 0 else None,
                gets=after.place(new) if new >= 0 else None,
            )
            if not self._keeps_his_place(one):
                found.append(one)
        return tuple(found)

    def _keeps_his_place(self, one: Moved) -> bool:
        """Whether somebody has other rows from now on and keeps his vacancy: then he is not moved."""
        if one.had is None or one.gets is None or one.had.vacancy != one.gets.vacancy:
            return False
        return self.change.rows is not None and (
            one.client == self.change.client or one.gets.vacancy == self.change.vacancy
        )
