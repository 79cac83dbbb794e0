"""Floors: what a plan owes each group that a gemeente's own verordening names, and how much of it the plan gives.

A group is the people of one stratum in one gemeente; a group of few joins those of the whole region.  Its reference is
the best the group could have from its own share of every scarce thing: of a vacancy the share of the people who can
travel there, of a budget its share of the people who would draw on it.  The floor is the share of that reference which
the verordening promises (Participatiewet art. 8a lid 2: an even distribution).  No trait of a person can be a group.

References
----------
Freund, Lykouris, Paulson, Sturt, Weng, *Group fairness in dynamic refugee assignment*, 2023.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from matcher.domain.caseload import I32
from matcher.domain.client import Client
from matcher.rules import Rules
from solver import checks
from solver.asking import free_prices, round_prices
from solver.certificate import gains, upper_bound
from solver.core import reduce_problem
from solver.market import Floats, open_market
from solver.planned import FloorUse
from solver.prices import anneal, cooling
from solver.problem import HARD, PRICE_SCALE, Ints, Problem
from solver.result import Prices, Result

LEAST_PEOPLE = 20
"""A group of fewer people joins the region's: one vacancy would decide over it."""

BestOverPairs = Callable[[Prices], Ints]
"""A pass over all pairs that gives each person's best where nothing but floor points counts, in price units."""

REGION = ""
_PASSES, _FEW_PASSES, _MANY_ROWS = 400, 120, 200_000
_HOT, _COLD = 0.4, 5e-5


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group with a promise.

    Attributes
    ----------
    gemeente
        Whose verordening it is; `REGION` for people of small groups of several gemeenten together.
    stratum
        Its name in the verordening.
    people
        Available people in it.
    share
        The promised share of the reference; of small groups together their mean by people.
    """

    gemeente: str
    stratum: str
    people: int
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grouped:
    """Everybody's group, −1 none, [n]; and the groups, in order of gemeente and stratum."""

    group: Ints
    groups: tuple[Group, ...]


def nobody(n_clients: int) -> Grouped:
    """Give people of whom nobody is in a group."""
    return Grouped(group=np.full(n_clients, -1, np.int64), groups=())


def group_clients(
    clients: tuple[Client, ...], is_available: np.ndarray[tuple[int], np.dtype[np.bool_]], rules: Rules
) -> Grouped:
    """Put available people in the groups of their own gemeente's verordening; who is in none has no floor."""
    promised: dict[tuple[str, str], Fraction] = {}
    members: dict[tuple[str, str], list[int]] = {}
    for row, client in enumerate(clients):
        shares = dict(rules.local(client.gemeente).strata)
        if not is_available[row] or client.stratum not in shares:
            continue
        key = client.gemeente, client.stratum
        promised[key] = shares[client.stratum].amount
        members.setdefault(key, []).append(row)
    joined: dict[tuple[str, str], list[tuple[Fraction, list[int]]]] = {}
    for key, rows in members.items():
        name = key if len(rows) >= LEAST_PEOPLE else (REGION, key[1])
        joined.setdefault(name, []).append((promised[key], rows))
    group = np.full(len(clients), -1, np.int64)
    found = []
    for number, (gemeente, stratum) in enumerate(sorted(joined)):
        parts = joined[gemeente, stratum]
        people = sum(len(rows) for _, rows in parts)
        share = sum((share * len(rows) for share, rows in parts), Fraction(0)) / people
        found.append(Group(gemeente=gemeente, stratum=stratum, people=people, share=share))
        for _, rows in parts:
            group[rows] = number
    return Grouped(group=group, groups=tuple(found))


def with_floors(problem: Problem, groups: tuple[Group, ...], reached: I32) -> tuple[Problem, Ints]:
    """Give the problem with a floor per group, and each group's reference in points.

    Parameters
    ----------
    problem
        Rows with their group and floor points; its own floors are replaced.
    reached
        People of each group who can travel to each vacancy, and last those of no group, [n_groups + 1, n_vacancies].

    Raises
    ------
    ProblemError
        Where the floors leave the range that 64-bit arithmetic carries.
    """
    reference = references(problem, reached)
    floors = [int(group.share * best) for group, best in zip(groups, reference.tolist(), strict=True)]
    posed = replace(problem, floors=np.array(floors, np.int64))
    checks.refuse_nonsense(posed)
    checks.refuse_overflow(posed)
    return posed, reference


def floors_at(reference: Ints, share: Fraction) -> Ints:
    """Give the floors that promise every group one share of its reference, rounded down, [n_groups]."""
    return np.array([int(best * share) for best in reference.tolist()], np.int64)


def references(problem: Problem, reached: I32) -> Ints:
    """Give per group the most points its people could have from the group's own share of everything, [n_groups].

    It is the bound that annealed prices prove over the problem's rows, so never below that best; capacities are
    fractions, for rounded per vacancy nearly every share would be nothing.
    """
    n_groups = len(reached) - 1
    own = _Shared.of(problem, reached)
    if not own.problem.n_rows:
        return np.zeros(n_groups, np.int64)
    market = open_market(own.problem)
    market = replace(market, places=own.places(), sizes=own.budgets() / market.budget_unit)
    asking = free_prices(market)
    # Over many rows fewer passes: the reference is a bound all the same, a little higher.
    passes = max(_FEW_PASSES, min(_PASSES, _PASSES * _MANY_ROWS // own.problem.n_rows))
    anneal(market, asking, cooling(passes, _HOT * market.top, _COLD * market.top))
    prices = round_prices(own.problem, market, asking)
    best = gains(own.problem, market, prices)[1]
    total = [0] * n_groups
    for client in np.flatnonzero(best).tolist():
        total[int(problem.group[client])] += int(best[client])
    for column, shares, owner in (
        (prices.place, own.place_shares, own.place_group),
        (prices.budget, own.budget_shares, own.budget_group),
    ):
        for price, share, group in zip(column.tolist(), shares, owner.tolist(), strict=True):
            total[group] += -(-price * share.numerator // share.denominator)
    return np.array([points // PRICE_SCALE for points in total], np.int64)


def floor_uses(
    result: Result, groups: tuple[Group, ...], reference: Ints, best_over_pairs: BestOverPairs | None = None
) -> tuple[FloorUse, ...]:
    """Give for every group its floor and what the plan gives it.

    With a pass over all pairs what is called unavoidable is so over all pairs; without it over the rows.
    """
    problem, chosen = result.problem, np.asarray(() if result.chosen is None else result.chosen, np.int64)
    points, people = np.zeros(len(groups) + 1, np.int64), np.zeros(len(groups) + 1, np.int64)
    group = problem.group[problem.client[chosen]]
    np.add.at(points, group, problem.floor_amount[chosen])
    np.add.at(people, group, 1)
    is_short = bool((points[:-1] < problem.floors).any())
    unavoidable = least_shortfall(problem, best_over_pairs) if is_short else 0
    price = np.zeros(len(groups), np.int64) if result.prices is None else result.prices.floor
    return tuple(
        FloorUse(
            gemeente=one.gemeente,
            stratum=one.stratum,
            people=one.people,
            promised_ppm=int(one.share * 1_000_000),
            reference=int(reference[number]),
            floor=int(problem.floors[number]),
            points=int(points[number]),
            proposals=int(people[number]),
            price=int(price[number]),
            unavoidable=unavoidable,
        )
        for number, one in enumerate(groups)
    )


def least_shortfall(problem: Problem, best_over_pairs: BestOverPairs | None = None) -> int:
    """Give the points that every plan misses on its floors together, as far as prices prove it.

    The bound of the same problem in which nothing but a missing point counts: no plan can miss less.  It holds over all
    pairs with a pass over them, else over the rows.
    """
    core, prices, best = shortfall_prices(problem, best_over_pairs)
    return max(0, -(upper_bound(core, prices, best) // PRICE_SCALE))


def shortfall_prices(problem: Problem, best_over_pairs: BestOverPairs | None = None) -> tuple[Problem, Prices, Ints]:
    """Give the problem in which nothing but a missing point counts, prices for it, and each person's best at these."""
    bare = replace(problem, value=np.zeros_like(problem.value), floor_penalty=1)
    bare = replace(bare, overflow_price=np.where(problem.overflow_price == HARD, HARD, 0))
    core = reduce_problem(bare).problem
    market = open_market(core)
    asking = free_prices(market)
    top = float(core.floor_amount.max(initial=1))
    anneal(market, asking, cooling(_PASSES, _HOT * top, _COLD * top))
    prices = round_prices(core, market, asking)
    best = gains(core, market, prices)[1]
    if best_over_pairs is not None:
        best = np.maximum(best, best_over_pairs(prices))
    return core, prices, best


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Shared:
    """The rows of all groups, with a place and a budget of its own for every group that draws on one."""

    problem: Problem
    place_group: Ints
    place_shares: tuple[Fraction, ...]
    budget_group: Ints
    budget_shares: tuple[Fraction, ...]

    @classmethod
    def of(cls, problem: Problem, reached: I32) -> _Shared:
        n_groups = len(reached) - 1
        kept = np.flatnonzero((problem.group[problem.client] >= 0) & (problem.positions[problem.vacancy] > 0))
        kept = np.setdiff1d(kept, problem.forbidden)
        group = problem.group[problem.client[kept]]
        places, vacancy = np.unique(group * problem.n_vacancies + problem.vacancy[kept], return_inverse=True)
        everybody = reached.sum(axis=0)
        place_group, at = places // problem.n_vacancies, places % problem.n_vacancies
        place_shares = tuple(
            Fraction(int(problem.positions[j]) * int(reached[g, j]), int(everybody[j]))
            for g, j in zip(place_group.tolist(), at.tolist(), strict=True)
        )
        drawing = _people_who_draw(problem, n_groups)
        entry = np.flatnonzero(np.isin(problem.use_row(), kept))
        row = np.searchsorted(kept, problem.use_row()[entry])
        shelves, shelf = np.unique(
            group[row] * max(1, problem.n_budgets) + problem.use_budget[entry], return_inverse=True
        )
        budget_group, of = shelves // max(1, problem.n_budgets), shelves % max(1, problem.n_budgets)
        budget_shares = tuple(
            Fraction(int(problem.budgets[r]) * int(drawing[g, r]), int(drawing[:, r].sum()))
            for g, r in zip(budget_group.tolist(), of.tolist(), strict=True)
        )
        points = Problem.build(
            client=problem.client[kept],
            vacancy=vacancy,
            value=problem.floor_amount[kept],
            positions=[-(-share.numerator // share.denominator) for share in place_shares],
            n_clients=problem.n_clients,
            use_row=row,
            use_budget=shelf,
            use_amount=problem.use_amount[entry],
            budgets=[-(-share.numerator // share.denominator) for share in budget_shares],
            tie=problem.tie[kept],
        )
        return cls(
            problem=points,
            place_group=place_group,
            place_shares=place_shares,
            budget_group=budget_group,
            budget_shares=budget_shares,
        )

    def places(self) -> Floats:
        """Give the fractional places."""
        return np.array([float(share) for share in self.place_shares])

    def budgets(self) -> Floats:
        """Give the fractional budgets."""
        return np.array([float(share) for share in self.budget_shares])


def _people_who_draw(problem: Problem, n_groups: int) -> Ints:
    """Count the people of each group, and last those of none, who have a row that draws on a budget."""
    client = problem.client[problem.use_row()]
    pairs = np.unique(client * max(1, problem.n_budgets) + problem.use_budget)
    group = problem.group[pairs // max(1, problem.n_budgets)]
    counts = np.zeros((n_groups + 1, problem.n_budgets), np.int64)
    np.add.at(counts, (np.where(group < 0, n_groups, group), pairs % max(1, problem.n_budgets)), 1)
    return counts
