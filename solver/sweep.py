"""One night under other choices: other policy values, budgets or promises over the same people and vacancies.

A trial is a whole night from columns to a verified plan, so it can run anywhere; it depends on the region, the day, the
law and the trial, and on nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from fractions import Fraction
from hashlib import sha256

import numpy as np

from matcher.domain.region import Budget, Region
from matcher.errors import PolicyError
from matcher.policy import MatchPolicy
from matcher.rules import Rules
from matcher.shortlist import Candidates
from solver.fairness import per_group
from solver.floors import floors_at
from solver.plan import checked
from solver.planned import BudgetUse
from solver.policy import Effort, SolverPolicy
from solver.prepared import Prepared, prepare
from solver.problem import Ints, Problem
from solver.result import Result
from solver.rows import COACH, DISCRETIONARY, ONCE, budget_uses
from solver.solve import solve
from solver.verify import measure

KINDS = (COACH, DISCRETIONARY, ONCE)
EVERYBODY = ""
MOST_PERCENT = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherBudget:
    """One change of what a gemeente grants.

    Attributes
    ----------
    gemeente
        Whose; `EVERYBODY` for all.
    kind
        One of `KINDS`.
    percent, amount
        Either a share of what was granted, rounded down (a budget without a limit stays so), or a new amount in the
        budget's own unit.
    """

    gemeente: str
    kind: str
    percent: int | None = None
    amount: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise PolicyError(f"kind = {self.kind!r} is no budget; choose one of {', '.join(KINDS)}.")
        if (self.percent is None) == (self.amount is None):
            raise PolicyError(f"{self.kind}: give either percent or amount, and not both.")
        if self.percent is not None and not 0 <= self.percent <= MOST_PERCENT:
            raise PolicyError(f"{self.kind}: percent = {self.percent}; choose a whole number from 0 to {MOST_PERCENT}.")
        if self.amount is not None and self.amount < 0:
            raise PolicyError(f"{self.kind}: amount = {self.amount}; choose a whole number of 0 or more.")

    def of(self, budget: Budget) -> Budget:
        """Give a budget with this change."""
        granted: dict[str, int | None] = {kind: getattr(budget, kind) for kind in KINDS}
        before = granted[self.kind]
        if self.percent is None:
            granted[self.kind] = self.amount
        elif before is not None:
            granted[self.kind] = before * self.percent // 100
        return replace(
            budget,
            coach_minutes=granted[COACH],
            discretionary_coach_minutes=granted[DISCRETIONARY],
            once_cents=granted[ONCE],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """The choices of one night of a sweep.

    Attributes
    ----------
    floors_percent
        Share θ promised to every group instead of what its verordening promises, 0 to 200; None keeps that.
    budgets
        Changes of budgets, in the order in which they are made.
    """

    match_policy: MatchPolicy = field(default_factory=MatchPolicy)
    solver_policy: SolverPolicy = field(default_factory=SolverPolicy)
    effort: Effort = Effort.NIGHTLY
    floors_percent: int | None = None
    budgets: tuple[OtherBudget, ...] = ()

    def __post_init__(self) -> None:
        if self.floors_percent is not None and not 0 <= self.floors_percent <= 200:
            raise PolicyError(f"floors_percent = {self.floors_percent}; choose a whole number from 0 to 200.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What one trial gives.

    Attributes
    ----------
    status, objective, bound, gap_ppm
        As in `solver.planned.SolveReport`; value units, the gap rounded up.
    points, people, supported
        Of all proposals; supported are those with support.
    floors, floors_short, points_short
        How many groups have a floor, how many are short, and the points missing together.
    budgets
        Use of every budget of a gemeente.
    plan_sha256
        Of the pairs and packages of the plan, in order.
    """

    status: str
    objective: int | None
    bound: int | None
    gap_ppm: int | None
    points: int
    people: int
    supported: int
    floors: int
    floors_short: int
    points_short: int
    budgets: tuple[BudgetUse, ...]
    plan_sha256: str


def try_out(region: Region, day: date, rules: Rules, trial: Trial, threads: int = 1) -> Tried:
    """Make the plan of one trial.

    Raises
    ------
    PolicyError
        Where the trial names a gemeente without a budget.
    ProblemError
        Where the plan does not pass the independent check.
    """
    night = prepare(
        _with_budgets(region, trial.budgets),
        day=day,
        rules=rules,
        match_policy=trial.match_policy,
        solver_policy=trial.solver_policy,
        threads=threads,
    )
    problem = _with_floors(night, trial.floors_percent)
    pairs = night.all_pairs()
    result = solve(problem, trial.effort, pairs)
    return _told(night, checked(result), pairs.candidates())


def _with_budgets(region: Region, changes: Sequence[OtherBudget]) -> Region:
    known = {budget.gemeente for budget in region.budgets}
    budgets = region.budgets
    for change in changes:
        if change.gemeente != EVERYBODY and change.gemeente not in known:
            there = ", ".join(sorted(known)) or "none"
            raise PolicyError(
                f"A budget of gemeente {change.gemeente!r} is changed, and this night has none of it: the trial would "
                f"be the night itself. Gemeenten with a budget: {there}. Correct the name."
            )
        budgets = tuple(
            change.of(budget) if change.gemeente in (EVERYBODY, budget.gemeente) else budget for budget in budgets
        )
    return replace(region, budgets=budgets)


def _with_floors(night: Prepared, percent: int | None) -> Problem:
    problem = night.posed.problem
    if percent is None:
        return problem
    return replace(problem, floors=floors_at(night.reference, Fraction(percent, 100)))


def _told(night: Prepared, result: Result, candidates: Candidates) -> Tried:
    problem = result.problem
    chosen = np.asarray(() if result.chosen is None else result.chosen, np.int64)
    points, people, supported = per_group(problem, chosen, candidates)
    short = measure(problem, chosen).shortfall
    given = np.sort(problem.given[chosen])
    uses = budget_uses(night.posed, candidates, given)
    gap = result.gap
    return Tried(
        status=str(result.status),
        objective=result.objective,
        bound=result.bound,
        gap_ppm=None if gap is None else -(-gap.numerator * 1_000_000 // gap.denominator),
        points=int(points.sum()),
        people=int(people.sum()),
        supported=int(supported.sum()),
        floors=len(problem.floors),
        floors_short=sum(missing > 0 for missing in short),
        points_short=sum(short),
        budgets=tuple(use for use in uses if use.kind in KINDS),
        plan_sha256=_digest(night, candidates, given),
    )


def _digest(night: Prepared, candidates: Candidates, given: Ints) -> str:
    """Give the SHA-256 of who goes where with which package, by key."""
    digest = sha256()
    region = night.region
    rows = (
        f"{region.clients[client].key}\x1f{region.vacancies[vacancy].key}\x1f{package}\n"
        for client, vacancy, package in zip(
            candidates.client[given].tolist(),
            candidates.vacancy[given].tolist(),
            candidates.package[given].tolist(),
            strict=True,
        )
    )
    for row in sorted(rows):
        digest.update(row.encode())
    return digest.hexdigest()


def names_of(policy: type[MatchPolicy] | type[SolverPolicy]) -> tuple[str, ...]:
    """Give the values a trial may choose of a policy: its whole numbers."""
    return tuple(one.name for one in fields(policy) if one.type in ("int", int))
