"""What a run keeps so that anybody can recompute its plan and its bound: plain columns of integers, and names.

Rows stand by client, vacancy and package, so that the columns deflate to a few bytes a row.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.problem import HARD, Ints, Problem
from solver.result import Prices, Result, Status

__all__ = ["COLUMNS", "HARD", "Figures", "Names", "StoredProof", "result_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the numbers in the columns stand for.

    Attributes
    ----------
    clients, vacancies
        Keys, by number.
    budgets
        (owner, kind) of each budget.
    groups
        (gemeente, stratum) of each group with a floor.
    """

    clients: tuple[str, ...]
    vacancies: tuple[str, ...]
    budgets: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The single numbers of a run, in value units unless said otherwise.

    Attributes
    ----------
    status
        What is known about the plan (`solver.result.Status`).
    objective, bound, placed_value
        Of the plan; bound None while nothing is proven.
    proven
        The bound that the prices prove, in price units, before it is rounded down; None without prices.
    near
        Every row within this of its client's best is among the rows, in price units.
    floor_penalty
        Price of a missing floor point.
    is_over_all_pairs
        Whether ``best`` was found over all pairs.
    """

    status: str
    objective: int
    bound: int | None
    placed_value: int
    proven: int | None
    near: int
    floor_penalty: int
    is_over_all_pairs: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StoredProof:
    """The certificate of a run; symbols are those of ``MODEL.md``.

    Attributes
    ----------
    positions
        ``n_j``, [n_vacancies].
    budgets, overflow_price
        ``B_r`` and ``κ_r``, `HARD` where hard, [n_budgets].
    group
        Group of each client, −1 none, [n_clients].
    floors
        ``F_g``, [n_groups].
    client, vacancy, package
        Of each candidate row; the package is its number within the pair, [n_rows].
    value, floor_amount
        ``w_e`` and ``f_e``, [n_rows].
    use_count, use_budget, use_amount
        How many budgets each row draws on, [n_rows]; which, and ``a_er``, row after row.
    chosen
        Row numbers of the plan, sorted.
    overflow, shortfall
        ``o_r`` and ``s_g`` of the plan.
    place_price, budget_price, floor_price
        ``p_j``, ``λ_r`` and ``φ_g``; empty where nothing is proven.
    best
        ``m_i`` over all pairs, [n_clients]; empty where no pass looked at all pairs.
    """

    names: Names
    figures: Figures
    positions: Ints
    budgets: Ints
    overflow_price: Ints
    group: Ints
    floors: Ints
    client: Ints
    vacancy: Ints
    package: Ints
    value: Ints
    floor_amount: Ints
    use_count: Ints
    use_budget: Ints
    use_amount: Ints
    chosen: Ints
    overflow: Ints
    shortfall: Ints
    place_price: Ints
    budget_price: Ints
    floor_price: Ints
    best: Ints

    @property
    def prices(self) -> Prices | None:
        """The prices behind the bound; None where nothing is proven."""
        if self.figures.proven is None:
            return None
        return Prices(place=self.place_price, budget=self.budget_price, floor=self.floor_price)

    def use_rows(self) -> Ints:
        """Give the row of every use."""
        return np.repeat(np.arange(len(self.client), dtype=np.int64), self.use_count)


COLUMNS = tuple(name for name in StoredProof.__slots__ if name not in ("names", "figures"))
"""The columns by name, in their order."""


def result_of(stored: StoredProof) -> Result:
    """Give the answer with its problem, rows in the stored order.

    Raises
    ------
    ProblemError
        Where the numbers cannot be a problem: one of them was changed.
    """
    figures = stored.figures
    problem = Problem.build(
        client=stored.client,
        vacancy=stored.vacancy,
        value=stored.value,
        positions=stored.positions,
        n_clients=len(stored.names.clients),
        use_row=stored.use_rows(),
        use_budget=stored.use_budget,
        use_amount=stored.use_amount,
        budgets=stored.budgets,
        overflow_price=stored.overflow_price,
        group=stored.group,
        floor_amount=stored.floor_amount,
        floors=stored.floors,
        floor_penalty=figures.floor_penalty,
        tie=np.arange(len(stored.client), dtype=np.uint64),
    )
    return Result(
        problem=problem,
        status=Status(figures.status),
        chosen=stored.chosen,
        objective=figures.objective,
        bound=figures.bound,
        placed_value=figures.placed_value,
        prices=stored.prices,
        best=stored.best if figures.is_over_all_pairs else None,
        near=figures.near,
    )
