"""A solved night, indexed once, so that what one change does is read off what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.errors import ProblemError
from solver.certificate import gains, upper_bound
from solver.core import floor_points, reduce_problem, usage
from solver.market import open_market
from solver.problem import PRICE_SCALE, Ints, Problem
from solver.result import Prices, Result

_NEAR = 0.03
"""Rows within this share of the highest value of their client's best can be taken when something changes."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RowsBy:
    """Rows by what they name: those of k are ``rows[start[k]:start[k + 1]]``, in canonical order."""

    start: Ints
    rows: Ints

    @classmethod
    def of(cls, index: Ints, size: int, kept: npt.NDArray[np.bool_] | None = None) -> RowsBy:
        """Index the rows of a column, all or those kept."""
        rows = np.arange(len(index), dtype=np.int64) if kept is None else np.flatnonzero(kept).astype(np.int64)
        named = index[rows]
        start = np.concatenate([[0], np.cumsum(np.bincount(named, minlength=size))]).astype(np.int64)
        return cls(start=start, rows=rows[np.argsort(named, kind="stable")])

    def __getitem__(self, number: int) -> Ints:
        return self.rows[self.start[number] : self.start[number + 1]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Standing:
    """A night's plan with its certificate, indexed.

    Attributes
    ----------
    result
        The night; its problem may hold pins, its plan and its prices are there.
    prices, plan, objective
        Of the night.
    gain
        q_e of each row at the prices, in price units, [n_rows].
    best
        m_i of each client over all that is known of him (all pairs where the night looked at them), [n_clients]; 0 for
        who is pinned.
    bound
        What the prices prove, in price units.
    own
        Each client's row in the plan, −1 none, [n_clients].
    is_near
        Rows worth looking at when something changes, [n_rows].
    of_client, near_of_client, near_of_vacancy
        All rows by client, and the near ones by client and by vacancy.
    held, used, reached
        Places, budgets and floor points that the plan takes or gives, [n_vacancies], [n_budgets], [n_groups].
    """

    result: Result
    prices: Prices
    plan: Ints
    objective: int
    gain: Ints
    best: Ints
    bound: int
    own: Ints
    is_near: npt.NDArray[np.bool_]
    of_client: RowsBy
    near_of_client: RowsBy
    near_of_vacancy: RowsBy
    held: Ints
    used: Ints
    reached: Ints

    @property
    def problem(self) -> Problem:
        """The problem that row numbers belong to."""
        return self.result.problem


def stand(result: Result) -> Standing:
    """Index a night.

    Raises
    ------
    ProblemError
        Where the night has no plan, or no prices prove anything about it.
    """
    problem = result.problem
    if result.chosen is None or result.objective is None:
        raise ProblemError("this night has no plan: there is nothing a change could be held against")
    if result.prices is None:
        raise ProblemError("this night proved no bound from prices: solve it again, then ask")
    core = reduce_problem(problem)
    core_gain, best = gains(core.problem, open_market(core.problem), result.prices)
    gain = np.full(problem.n_rows, np.iinfo(np.int64).min // 2, np.int64)
    gain[core.rows] = core_gain
    if result.best is not None:
        best = np.maximum(best, result.best)
    best[problem.client[problem.pinned]] = 0
    own = np.full(problem.n_clients, -1, np.int64)
    own[problem.client[result.chosen]] = result.chosen
    is_near = best[problem.client] - gain <= int(_NEAR * int(problem.value.max(initial=0)) * PRICE_SCALE)
    is_near[result.chosen] = True
    return Standing(
        result=result,
        prices=result.prices,
        plan=result.chosen,
        objective=result.objective,
        gain=gain,
        best=best,
        bound=PRICE_SCALE * core.constant + upper_bound(core.problem, result.prices, best),
        own=own,
        is_near=is_near,
        of_client=RowsBy.of(problem.client, problem.n_clients),
        near_of_client=RowsBy.of(problem.client, problem.n_clients, is_near),
        near_of_vacancy=RowsBy.of(problem.vacancy, problem.n_vacancies, is_near),
        held=np.bincount(problem.vacancy[result.chosen], minlength=problem.n_vacancies).astype(np.int64),
        used=usage(problem, result.chosen),
        reached=floor_points(problem, result.chosen),
    )
