"""A new plan after one change, with its certificate: who is far from the change stays, the others are solved again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.again import solve_again
from solver.around import clients_around
from solver.change import Change
from solver.follow import certificate_after
from solver.part import part_of
from solver.policy import LIMITS, Effort, Limits
from solver.pricing import PriceAll
from solver.problem import Ints
from solver.result import Prices, Result
from solver.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place a client has or gets: the vacancy, what it is worth in value units, and its points."""

    vacancy: int
    value: int
    points: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solved:
    """One problem solved: who could move in it, the night's number of each of its clients and vacancies, and what
    everybody else is worth.
    """

    result: Result
    free: Ints
    clients: Ints
    vacancies: Ints
    constant: int = 0

    @classmethod
    def whole(cls, result: Result) -> Solved:
        """Give everybody, solved."""
        problem = result.problem
        return cls(
            result=result,
            free=np.arange(problem.n_clients, dtype=np.int64),
            clients=np.arange(problem.n_clients, dtype=np.int64),
            vacancies=np.arange(problem.n_vacancies, dtype=np.int64),
        )

    @property
    def objective(self) -> int:
        """What the whole plan is worth."""
        return self.constant + (self.result.objective or 0)

    @property
    def plan(self) -> Ints:
        """Its chosen rows."""
        return np.zeros(0, np.int64) if self.result.chosen is None else self.result.chosen

    def place(self, row: int) -> Place:
        """Give what a row gives its client."""
        problem = self.result.problem
        return Place(
            vacancy=int(self.vacancies[problem.vacancy[row]]),
            value=int(problem.value[row]),
            points=int(problem.floor_amount[row]),
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Replanned:
    """The plan after a change and what is proven about it.

    Attributes
    ----------
    objective, bound
        What the whole plan is worth, and what no plan after the change can exceed, in value units.
    around
        The clients who could move, solved; everybody else keeps his row.
    """

    objective: int
    bound: int
    around: Solved


def replan(
    standing: Standing, change: Change, *, effort: str = Effort.QUICK, price_after: PriceAll | None = None
) -> Replanned:
    """Give a new plan after one changed client, vacancy or decision, with the certificate that follows.

    Parameters
    ----------
    standing, change
        The night, and what is different.
    effort
        How much work the search around the change may do.
    price_after
        As in `solver.follow.certificate_after`.

    Raises
    ------
    ProblemError
        Where the change contradicts itself, or lets in pairs that were never looked at and no pass is given.
    """
    certificate = certificate_after(standing, change, price_after)
    free = clients_around(standing, change)
    limits = LIMITS[Effort(effort)]
    around = solved_around(standing, change, certificate.prices, free, limits, has_change=True)
    return Replanned(objective=around.objective, bound=certificate.value, around=around)


def solved_around(
    standing: Standing, change: Change, prices: Prices, free: Ints, limits: Limits, *, has_change: bool
) -> Solved:
    """Solve the clients who may move, with or without the change, over the same rows; everybody else is held."""
    part = part_of(standing, change, prices, free, has_change=has_change)
    return Solved(
        result=solve_again(part.problem, part.prices, part.plan, limits),
        free=free,
        clients=part.clients,
        vacancies=part.vacancies,
        constant=part.constant,
    )
