"""What floors cost: the plan of a night beside the plan without promises, both in points alone.

The plan of a night also counts a bonus for yesterday's proposals and a digit of the lottery.  Neither is worth anything
to a person, so what a promise costs is told without them: points, less what guidance budgets run over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher.shortlist import Candidates
from solver.all_pairs import AllPairs
from solver.certificate import gains, upper_bound
from solver.core import reduce_problem
from solver.floors import floor_uses
from solver.market import open_market
from solver.planned import FloorsPrice, FloorUse
from solver.prepared import Prepared
from solver.problem import PRICE_SCALE, Ints, Problem
from solver.result import Result
from solver.solve import solve
from solver.verify import measure

MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Given:
    """What one plan gives, in points alone.

    Attributes
    ----------
    result
        The plan with what is proven about it.
    points, people, supported
        Points, proposals and proposals with support per group, who is in no group last, [n_groups + 1].
    missing
        Points missing on the floors it was made with.
    low, high
        What the plan is worth, and the most any plan could be worth that misses no more on those floors: points as
        value units, less what budgets run over.
    """

    result: Result
    points: Ints
    people: Ints
    supported: Ints
    missing: int
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class InPoints:
    """A night in which a row is worth its points and nothing else.

    Attributes
    ----------
    night
        The night.
    problem
        The rows known so far, with the promises of the verordening.
    candidates
        Every row ever given to the solver, in the order of their numbers.
    """

    night: Prepared
    problem: Problem
    candidates: Candidates

    @classmethod
    def of(cls, night: Prepared, problem: Problem, candidates: Candidates) -> InPoints:
        """Take the rows of a problem of the night at their points."""
        value = problem.floor_amount * night.policy.value_units_per_point
        return cls(night=night, problem=replace(problem, value=value), candidates=candidates)

    def solved(self, floors: Ints, effort: str, penalty: int | None = None) -> tuple[Given, InPoints]:
        """Give the plan with other floors, in points per group, and the night with the rows that were found for it."""
        posed = replace(
            self.problem, floors=floors, floor_penalty=self.problem.floor_penalty if penalty is None else penalty
        )
        pairs = self.pairs()
        result = solve(posed, effort, pairs)
        found = pairs.candidates()
        grown = replace(result.problem, floors=self.problem.floors, floor_penalty=self.problem.floor_penalty)
        return self.given(result, found), replace(self, problem=grown, candidates=found)

    def pairs(self) -> AllPairs:
        """Give a pricing pass over all pairs at their points."""
        night = self.night
        policy = replace(night.policy, stability_bonus=0, tie_digits=0)
        return AllPairs(night.caseload, self.candidates, night.posed.supply, policy, night.threads)

    def given(self, result: Result, candidates: Candidates) -> Given:
        """Tell a plan of this night, whose bound is one in points."""
        problem = result.problem
        chosen = np.asarray(() if result.chosen is None else result.chosen, np.int64)
        figures = measure(problem, chosen)
        forgiven = problem.floor_penalty * sum(figures.shortfall)
        worth = figures.objective + forgiven
        points, people, supported = per_group(problem, chosen, candidates)
        return Given(
            result=result,
            points=points,
            people=people,
            supported=supported,
            missing=sum(figures.shortfall),
            low=worth,
            # A plan that misses no more is worth at most the bound and what these missing points cost.
            high=_most(problem) if result.bound is None else result.bound + forgiven,
        )


def floors_of(night: Prepared, result: Result, pairs: AllPairs) -> tuple[tuple[FloorUse, ...], FloorsPrice | None]:
    """Give what each group was promised and got, with and without the promises, and what they cost.

    Parameters
    ----------
    night, result, pairs
        A night, its plan, and the pricing pass the plan was made with.
    """
    groups = night.grouped.groups
    if not groups:
        return (), None
    own = InPoints.of(night, result.problem, pairs.candidates())
    uses = floor_uses(result, groups, night.reference, pairs.best_for_floors)
    with_floors = own.given(_in_points(own, result), own.candidates)
    without, _ = own.solved(np.zeros(len(groups), np.int64), "quick")
    told = tuple(
        replace(
            use,
            supported=int(with_floors.supported[number]),
            points_without=int(without.points[number]),
            proposals_without=int(without.people[number]),
        )
        for number, use in enumerate(uses)
    )
    return told, price_of(with_floors, without, night.policy.value_units_per_point)


def price_of(kept: Given, free: Given, units_per_point: int) -> FloorsPrice:
    """Give what keeping floors costs beside a plan that was free of them.

    A plan that keeps floors is also a plan without them, so the price is never below zero.
    """
    free_low, free_high = max(free.low, kept.low), max(free.high, kept.low)
    kept_high = min(kept.high, free_high)
    low, high = max(0, free_low - kept_high), free_high - kept.low
    return FloorsPrice(
        low_ppm=low * MILLION // free_low if free_low else 0,
        high_ppm=-(-high * MILLION // free_high) if free_high else 0,
        low_points=low // units_per_point,
        high_points=-(-high // units_per_point),
        points=int(free.points.sum()),
        people=int(free.people.sum()),
        supported=int(free.supported.sum()),
    )


def _in_points(own: InPoints, result: Result) -> Result:
    """Give the plan of a night as an answer in points, with the bound that its own prices prove over all pairs."""
    bound = result.bound
    if result.prices is not None:
        pairs = own.pairs()
        core = reduce_problem(own.problem).problem
        best = np.maximum(gains(core, open_market(core), result.prices)[1], pairs.best(result.prices))
        in_points = upper_bound(core, result.prices, best) // PRICE_SCALE
        # A row is worth its points at least, so the bound of the night holds for points too.
        bound = in_points if bound is None else min(bound, in_points)
    return replace(result, problem=own.problem, bound=bound)


def _most(problem: Problem) -> int:
    """Give what everybody's best row is worth together: no plan is worth more."""
    best = np.zeros(problem.n_clients, np.int64)
    np.maximum.at(best, problem.client, problem.value)
    return int(best.sum())


def per_group(problem: Problem, chosen: Ints, candidates: Candidates) -> tuple[Ints, Ints, Ints]:
    """Count points, people and people with support of a plan per group, who is in no group last."""
    n_groups = len(problem.floors)
    group = problem.group[problem.client[chosen]]
    has_support: npt.NDArray[np.bool_] = candidates.instruments[problem.given[chosen]] != 0
    counted = []
    for amount in (problem.floor_amount[chosen], np.ones(len(chosen), np.int64), has_support.astype(np.int64)):
        per_group = np.zeros(n_groups + 1, np.int64)
        np.add.at(per_group, np.where(group < 0, n_groups, group), amount)
        counted.append(per_group)
    return counted[0], counted[1], counted[2]
