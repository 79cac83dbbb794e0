"""What would change if: one row forbidden or pinned, more or less of a budget or of places, other rows for one client.

Two answers. At once, from the prices that prove the night's bound: what the change costs at least. Then exactly: the
plan with the change, moving as few other people as it can.

*Exact* has two meanings, and the answer says which. ``proven``: both plans are proven optimal. ``neighbourhood``: both
are optimal among the plans that move only clients around the change, with everybody else held; the difference is
between two solves over the same clients, for an unpaired one would show gains that only come from searching again.
``between``: one of the two searches ended at its limit; then only the interval is known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from matcher.errors import ProblemError
from solver.around import clients_around
from solver.certificate import gains, upper_bound
from solver.change import Change, changed_problem
from solver.core import reduce_problem
from solver.market import open_market
from solver.moves import fewest_moves
from solver.policy import LIMITS, Effort, Limits
from solver.problem import PRICE_SCALE, Ints, Problem, take_rows
from solver.result import Prices, Result, Status
from solver.solve import solve
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
    """One client whose row differs: the (vacancy, value) he had and gets; None without a place."""

    client: int
    had: tuple[int, int] | None
    gets: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a change does to the plan; all figures in value units.

    Attributes
    ----------
    at_least
        What the change costs at least, from prices alone: negative where it may also gain.
    loss
        What the two plans behind this answer differ: what was less what would be.
    low, high
        Limits of the true loss over all plans; both equal ``loss`` where both plans are proven optimal.
    meaning
        What the difference means.
    people
        How many more (or fewer) people have a place.
    moved
        Clients whose row differs, in the order of their number.
    is_fewest
        Whether it is proven that no plan as good (within the slack) moves fewer people.
    """

    at_least: int
    loss: int
    low: int
    high: int
    meaning: Meaning
    people: int
    moved: tuple[Moved, ...]
    is_fewest: bool


def costs_at_least(result: Result, change: Change) -> int:
    """Give what a change costs at least, from the night's prices alone; negative where it may also gain.

    A bound, not an estimate: no plan after the change is worth more than the prices allow, and the night's plan is
    worth what it is.

    Raises
    ------
    ProblemError
        Where the night has no plan or no prices, so nothing is proven.
    """
    return _stored_objective(result) - _bound_after(result, changed_problem(result.problem, change), change)


def _stored_objective(result: Result) -> int:
    if result.objective is None:
        raise ProblemError("this night has no plan: there is nothing a change could be held against")
    return result.objective


def _stored_prices(result: Result) -> Prices:
    if result.prices is None:
        raise ProblemError("this night proved no bound from prices: solve it again, then ask")
    return result.prices


def _bound_after(result: Result, changed: Problem, change: Change) -> int:
    """Follow the bound through a change at the same prices, in value units."""
    prices = _stored_prices(result)
    core = reduce_problem(changed)
    _, best = gains(core.problem, open_market(core.problem), prices)
    if result.best is not None:
        best = np.maximum(best, _promised(result, changed, change))
    return (PRICE_SCALE * core.constant + upper_bound(core.problem, prices, best)) // PRICE_SCALE


def _promised(result: Result, changed: Problem, change: Change) -> Ints:
    """Give what all pairs still promise each client beside the rows of the problem, in price units.

    Nothing for who is pinned or gets other rows.  For who may not have a row: a pair that nobody handed over lies more
    than ``near`` below the best he had.
    """
    promised = np.zeros(changed.n_clients, np.int64) if result.best is None else result.best.copy()
    barred = result.problem.client[np.array(change.forbidden, np.int64)]
    promised[barred] = np.maximum(0, promised[barred] - result.near - 1)
    promised[changed.client[changed.pinned]] = 0
    if change.client is not None:
        promised[change.client] = 0
    return promised


def what_if(result: Result, change: Change, *, effort: str = "proof", slack: int = 0) -> Answer:
    """Give what a change does to the night's plan, exactly, with the fewest other people moved.

    Parameters
    ----------
    result
        The night.
    change
        What would be different.
    effort
        How much work each search may do.
    slack
        Value units that may be given up to move fewer people.

    Raises
    ------
    ProblemError
        Where the night has no plan or no prices, or the change contradicts itself.
    """
    at_least = costs_at_least(result, change)
    limits, changed = LIMITS[Effort(effort)], changed_problem(result.problem, change)
    if result.problem.n_clients <= MOST_PROVEN_CLIENTS:
        twice = _solve_both(result, changed, Effort(effort))
        if twice.is_optimal:
            return _answer(result, twice, change, at_least, Meaning.PROVEN, slack, limits)
    free = clients_around(
        changed, _stored_prices(result), _standing(result, changed), _touched(result, changed, change)
    )
    twice = _solve_both(result, changed, Effort(effort), free)
    meaning = Meaning.NEIGHBOURHOOD if twice.is_optimal else Meaning.BETWEEN
    return _answer(result, twice, change, at_least, meaning, slack, limits)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Twice:
    """The same clients searched without and with the change."""

    before: Result
    after: Result

    @property
    def is_optimal(self) -> bool:
        """Whether both searches ended by themselves."""
        return self.before.status is Status.OPTIMAL and self.after.status is Status.OPTIMAL


def _solve_both(result: Result, changed: Problem, effort: Effort, free: Ints | None = None) -> Twice:
    if free is None:
        before = result if result.status is Status.OPTIMAL else solve(result.problem, effort)
        return Twice(before=before, after=solve(changed, effort))
    return Twice(
        before=solve(_held_beside(result.problem, result, free), effort),
        after=solve(_held_beside(changed, result, free), effort),
    )


def _held_beside(problem: Problem, result: Result, free: Ints) -> Problem:
    """Pin what the night gave everybody but the free clients, and leave their other rows away."""
    is_free = np.zeros(problem.n_clients, np.bool_)
    is_free[free] = True
    standing = _standing(result, problem)
    held = standing[~is_free[problem.client[standing]]]
    rows = np.union1d(held, np.flatnonzero(is_free[problem.client])).astype(np.int64)
    part = take_rows(problem, rows)
    return replace(part, pinned=np.union1d(part.pinned, np.searchsorted(rows, held)).astype(np.int64))


def _standing(result: Result, problem: Problem) -> Ints:
    """Give the rows of the night's plan that another form of its problem still has, sorted."""
    if result.chosen is None:
        return np.zeros(0, np.int64)
    return np.flatnonzero(np.isin(problem.given, result.problem.given[result.chosen])).astype(np.int64)


def _touched(result: Result, changed: Problem, change: Change) -> list[int]:
    """Give the clients a change touches itself, in canonical order: who it names, and who holds what it takes."""
    named = result.problem.client[np.array([*change.forbidden, *change.pinned], np.int64)].tolist()
    named += [] if change.client is None else [change.client]
    standing = _standing(result, changed)
    wanted = {int(result.problem.vacancy[row]) for row in change.pinned} | {vacancy for vacancy, _ in change.places}
    holders = changed.client[standing[np.isin(changed.vacancy[standing], sorted(wanted))]].tolist()
    drawn = np.isin(changed.use_budget, [budget for budget, _ in change.budgets])
    users = changed.client[np.intersect1d(changed.use_row()[drawn], standing)].tolist()
    return list(dict.fromkeys([*named, *holders, *users]))


def _answer(
    result: Result, twice: Twice, change: Change, at_least: int, meaning: Meaning, slack: int, limits: Limits
) -> Answer:
    before, after = twice.before, twice.after
    plan, is_fewest = fewest_moves(after, _standing(result, after.problem), slack, limits)
    loss = _stored_objective(before) - measure(after.problem, plan).objective
    is_proven = meaning is Meaning.PROVEN
    most = _stored_bound(result) - _stored_objective(after)
    return Answer(
        at_least=at_least,
        loss=loss,
        low=loss if is_proven else at_least,
        high=loss if is_proven else most,
        meaning=meaning,
        people=len(plan) - len(_standing(result, result.problem)),
        moved=_moved(result, after.problem, plan, change),
        is_fewest=is_fewest,
    )


def _stored_bound(result: Result) -> int:
    if result.bound is None:
        raise ProblemError("this night proved no bound: solve it again, then ask")
    return result.bound


def _moved(result: Result, problem: Problem, plan: Ints, change: Change) -> tuple[Moved, ...]:
    """Give who has another row than in the night's plan; of the client who changed, only another vacancy counts."""
    chosen = np.zeros(0, np.int64) if result.chosen is None else result.chosen
    had = {int(result.problem.client[row]): _row(result.problem, int(row)) for row in chosen}
    gets = {int(problem.client[row]): _row(problem, int(row)) for row in plan}
    found = []
    for client in sorted({*had, *gets}):
        old, new = had.get(client), gets.get(client)
        is_same_row = old is not None and new is not None and old[0] == new[0]
        is_same_place = client == change.client and old is not None and new is not None and old[1] == new[1]
        if not (is_same_row or is_same_place):
            found.append(
                Moved(
                    client=client,
                    had=None if old is None else (old[1], old[2]),
                    gets=None if new is None else (new[1], new[2]),
                )
            )
    return tuple(found)


def _row(problem: Problem, row: int) -> tuple[int, int, int]:
    return int(problem.given[row]), int(problem.vacancy[row]), int(problem.value[row])
