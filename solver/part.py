"""What is left to decide around a change once everybody else stays where he is: a small problem of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from matcher.errors import ProblemError
from solver.change import Change, changed_places, with_deltas
from solver.checks import price_ceilings
from solver.core import floor_points, usage
from solver.problem import HARD, PRICE_SCALE, Ints, Problem, take_rows
from solver.result import Prices
from solver.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """A problem over some clients, with what the others leave.

    Attributes
    ----------
    problem
        Rows of the free clients; places, budgets and floors less what the others take and give.
    prices
        The night's prices of what these rows draw on.
    plan
        Its rows that are in the night's plan.
    constant
        What the others are worth, less what they cost, in value units: part of every plan.
    clients, vacancies
        The night's number of each client and vacancy of the part.
    """

    problem: Problem
    prices: Prices
    plan: Ints
    constant: int
    clients: Ints
    vacancies: Ints


def part_of(standing: Standing, change: Change, prices: Prices, free: Ints, *, has_change: bool) -> Part:
    """Give what the free clients can still decide, with or without a change, over the same rows.

    Parameters
    ----------
    standing
        The night.
    change
        What would be different; its pinned rows are among the rows either way.
    prices
        Prices after the change (`solver.follow`).
    free
        Clients who may move; everybody else keeps his row.
    has_change
        Whether the change is made, or only its rows are taken along.

    Raises
    ------
    ProblemError
        Where who stays already takes more than the change leaves.
    """
    made = change if has_change else Change()
    others = _Others.of(standing, made, free)
    near = [standing.near_of_client[client] for client in free.tolist()]
    rows = np.unique(np.concatenate([*near, np.array(change.pinned, np.int64), np.zeros(0, np.int64)]).astype(np.int64))
    rows = rows[np.isin(standing.problem.client[rows], free)]
    small = replace(
        take_rows(standing.problem, rows), positions=others.places, budgets=others.budgets, floors=others.floors
    )
    small = _changed(small, rows, made, free)
    plan = np.flatnonzero(np.isin(small.given, standing.problem.given[standing.plan])).astype(np.int64)
    return _renumbered(small, prices, plan, others.constant)


def _changed(small: Problem, rows: Ints, change: Change, free: Ints) -> Problem:
    small = replace(
        small,
        pinned=np.union1d(small.pinned, _among(rows, change.pinned)).astype(np.int64),
        forbidden=np.union1d(small.forbidden, _among(rows, change.forbidden)).astype(np.int64),
    )
    if change.rows is None:
        return small
    replaced = small.client == change.client if change.vacancy is None else small.vacancy == change.vacancy
    joined = take_rows(small, np.flatnonzero(~replaced).astype(np.int64)).with_rows(change.rows)
    return take_rows(joined, np.flatnonzero(np.isin(joined.client, free)).astype(np.int64))


def _among(rows: Ints, wanted: tuple[int, ...]) -> Ints:
    return np.flatnonzero(np.isin(rows, wanted)).astype(np.int64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Others:
    """What those who stay leave, and what they are worth."""

    places: Ints
    budgets: Ints
    floors: Ints
    constant: int

    @classmethod
    def of(cls, standing: Standing, change: Change, free: Ints) -> _Others:
        problem = standing.problem
        own = standing.own[free]
        own = own[own >= 0]
        held = standing.held - np.bincount(problem.vacancy[own], minlength=problem.n_vacancies)
        places = changed_places(problem.positions, change)
        places[: len(held)] -= held
        used = standing.used - usage(problem, own)
        left = with_deltas(problem.budgets, change.budgets) - used
        is_hard = problem.overflow_price == HARD
        is_over = bool((places < 0).any() or (left[is_hard] < 0).any())
        if is_over and not len(problem.pinned):
            raise ProblemError("who stays takes more than this change leaves; ask for a smaller change")
        missing = problem.floors - (standing.reached - floor_points(problem, own))
        counts = np.zeros(len(problem.floors), np.bool_)
        group = problem.group[free]
        counts[group[group >= 0]] = True
        value = int(problem.value[standing.plan].sum()) - int(problem.value[own].sum())
        over = np.maximum(-left, 0)[~is_hard] * problem.overflow_price[~is_hard]
        # A group nobody of whom may move misses what it misses, whatever is decided here.
        lost = problem.floor_penalty * int(np.maximum(missing, 0)[~counts].sum())
        return cls(
            places=np.maximum(places, 0),
            budgets=np.maximum(left, 0),
            floors=np.where(counts, np.maximum(missing, 0), 0),
            constant=value - int(over.sum()) - lost,
        )


def _renumbered(small: Problem, prices: Prices, plan: Ints, constant: int) -> Part:
    """Number the clients, vacancies and budgets of the rows from 0, so that nothing counts the rest of the country."""
    clients, client = np.unique(small.client, return_inverse=True)
    vacancies, vacancy = np.unique(small.vacancy, return_inverse=True)
    budgets, use_budget = np.unique(small.use_budget, return_inverse=True)
    problem = replace(
        small,
        n_clients=len(clients),
        positions=small.positions[vacancies],
        client=client.reshape(-1).astype(np.int64),
        vacancy=vacancy.reshape(-1).astype(np.int64),
        use_budget=use_budget.reshape(-1).astype(np.int64),
        budgets=small.budgets[budgets],
        overflow_price=small.overflow_price[budgets],
        group=small.group[clients],
    )
    place, budget, floor = (ceiling * PRICE_SCALE for ceiling in price_ceilings(problem))
    return Part(
        problem=problem,
        prices=Prices(
            place=np.minimum(prices.place[vacancies], place),
            budget=np.minimum(prices.budget[budgets], budget),
            floor=np.minimum(prices.floor, floor),
        ),
        plan=plan,
        constant=constant,
        clients=clients,
        vacancies=vacancies,
    )
