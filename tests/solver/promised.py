"""Worlds in which a plan that goes by worth alone passes people by: near people who want the work, and far people."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from fixtures.days import DAY
from fixtures.tiny import ASSESSED_ON, HOME, job, person
from matcher.domain.choice import Choice, ChoiceRule
from matcher.domain.client import Client, Stance, Wish, WishKind
from matcher.domain.region import Region
from matcher.rules import Rulebook, Rules, with_choices
from solver import Problem
from solver.problem import Ints

NEAR, FAR = "nabij", "ver"
STRATA = 4
A_POINTS, STEP = 90, 12
COACH_STEP = 60


def rules_with(*shares: tuple[str, str, int]) -> Rules:
    """Give the law with floors: gemeente, stratum and percent of each."""
    chosen = (
        Choice(
            gemeente=gemeente,
            rule=ChoiceRule.STRATUM,
            name=stratum,
            valid_from=date(2026, 1, 1),
            value=percent,
            cvdr="CVDR900001",
            article="4",
            checked_on=date(2026, 1, 15),
        )
        for gemeente, stratum, percent in shares
    )
    return with_choices(Rulebook.load().on(DAY), chosen)


def of_stratum(stratum: str, count: int, *, is_glad: bool = False) -> tuple[Client, ...]:
    """Give people of a stratum; who is glad of the work is worth more there."""
    wish = Wish(kind=WishKind.OCCUPATION, code="test", stance=Stance.GLADLY, recorded_on=ASSESSED_ON)
    return tuple(
        replace(person(f"{stratum}{number:03}"), stratum=stratum, wishes=(wish,) if is_glad else ())
        for number in range(count)
    )


def near_and_far(n_near: int = 24, n_far: int = 24, places: int = 12) -> Region:
    """Give a region where everybody could do the work, near people want it, and places are few."""
    return Region(
        clients=(*of_stratum(NEAR, n_near, is_glad=True), *of_stratum(FAR, n_far)),
        vacancies=(replace(job(), positions=places),),
        places=(HOME,),
    )


def creaming_problem(seed: int, people: int = 30, vacancies: int = 24) -> tuple[Problem, np.ndarray]:  # type: ignore[type-arg]
    """Draw four groups from near to far: less worth and more jobcoach each, with few places and few hours.

    Returns
    -------
    tuple
        The problem, floors still 0, and how many of each group could travel to each vacancy.
    """
    random = np.random.default_rng(seed)
    n = STRATA * people
    group = np.repeat(np.arange(STRATA), people)
    client, vacancy = (part.ravel() for part in np.nonzero(random.random((n, vacancies)) < 0.5))
    points = A_POINTS - STEP * group[client] + random.integers(-8, 9, len(client))
    coach = COACH_STEP * group[client]
    rows = np.flatnonzero(coach)
    reached = np.zeros((STRATA + 1, vacancies), np.int32)
    np.add.at(reached, (group[client], vacancy), 1)
    problem = Problem.build(
        client=client,
        vacancy=vacancy,
        value=points * 100,
        positions=np.full(vacancies, 2),
        n_clients=n,
        use_row=rows,
        use_budget=np.zeros(len(rows), np.int64),
        use_amount=coach[rows],
        budgets=[COACH_STEP * people],
        group=group,
        floor_amount=points,
        floors=np.zeros(STRATA, np.int64),
    )
    return problem, reached


def per_group(problem: Problem, chosen: Sequence[int] | Ints) -> list[int]:
    """Add the points of chosen rows up per group."""
    points = np.zeros(len(problem.floors), np.int64)
    rows = np.asarray(chosen, np.int64)
    np.add.at(points, problem.group[problem.client[rows]], problem.floor_amount[rows])
    return [int(one) for one in points]
