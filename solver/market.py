"""The rows by client, in the form that passes over all rows read: columns and shares, cut into fixed tiles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solver.checks import price_ceilings
from solver.problem import Ints, Problem

Floats = npt.NDArray[np.float64]

_ROWS_PER_TILE = 50_000
_MAX_TILES = 8
_STEP_SUM = 3.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Market:
    """The rows by client, amounts and floor points as shares of the largest of their budget or group.

    Attributes
    ----------
    rows
        The problem's row per market row, [n_rows]; a client's rows stand together, in canonical order.
    start, group
        First market row and floor group per client that has rows, [n_live + 1] and [n_live].
    vacancy, value, floor_share
        Per market row.
    use_start, use_row, use_budget, use_share
        Sparse use per market row, and the market row of each use.
    places, sizes, floors
        Capacity per vacancy, per budget and per group in shares.
    place_ceiling, budget_ceiling, floor_ceiling
        Highest price per unit of these capacities, in value units.
    budget_unit, floor_unit
        What one share is in the problem's own unit.
    budget_mean
        Mean share of the rows that use a budget.
    tiles
        Limits in clients of the parts that threads work on; they depend on the rows alone, [n_tiles + 1].
    """

    rows: Ints
    start: Ints
    group: Ints
    vacancy: Ints
    value: Floats
    floor_share: Floats
    use_start: Ints
    use_row: Ints
    use_budget: Ints
    use_share: Floats
    places: Floats
    sizes: Floats
    floors: Floats
    place_ceiling: Floats
    budget_ceiling: Floats
    floor_ceiling: Floats
    budget_unit: Floats
    floor_unit: Floats
    budget_mean: Floats
    tiles: Ints

    @property
    def step(self) -> float:
        """How far one pass moves a price: 1 solves one scarce thing alone, and all that bind one row share 3."""
        most_uses = int(np.diff(self.use_start).max(initial=0))
        return min(1.0, _STEP_SUM / (1 + most_uses))

    @property
    def top(self) -> float:
        """The highest value of a row; temperatures are shares of it."""
        return float(self.value.max(initial=1.0))


def open_market(problem: Problem) -> Market:
    """Put the rows of a problem without pins in the form the passes read."""
    rows = np.argsort(problem.client, kind="stable").astype(np.int64)
    client = problem.client[rows]
    first = np.flatnonzero(np.diff(client, prepend=-1)).astype(np.int64)
    start = np.append(first, len(rows)).astype(np.int64)
    counts = np.diff(problem.use_start)[rows]
    use_start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    entries = np.arange(use_start[-1]) - np.repeat(use_start[:-1], counts) + np.repeat(problem.use_start[rows], counts)
    use_budget = problem.use_budget[entries]
    budget_unit = _largest(use_budget, problem.use_amount[entries], problem.n_budgets)
    use_share = problem.use_amount[entries] / budget_unit[use_budget]
    group = problem.group[client[first]] if len(first) else np.zeros(0, np.int64)
    row_group = problem.group[client]
    counted = row_group >= 0
    floor_unit = _largest(row_group[counted], problem.floor_amount[rows][counted], len(problem.floors))
    floor_share = np.zeros(len(rows))
    floor_share[counted] = problem.floor_amount[rows][counted] / floor_unit[row_group[counted]]
    place, budget, floor = price_ceilings(problem)
    n_uses = np.bincount(problem.use_budget, minlength=problem.n_budgets)
    # An integer sum is the same in any order of clients; a sum of shares would not be.
    demand = np.zeros(problem.n_budgets, np.int64)
    np.add.at(demand, problem.use_budget, problem.use_amount)
    return Market(
        rows=rows,
        start=start,
        group=group,
        vacancy=problem.vacancy[rows],
        value=problem.value[rows].astype(np.float64),
        floor_share=floor_share,
        use_start=use_start,
        use_row=np.repeat(np.arange(len(rows), dtype=np.int64), counts),
        use_budget=use_budget,
        use_share=use_share,
        places=problem.positions.astype(np.float64),
        sizes=problem.budgets / budget_unit,
        floors=problem.floors / floor_unit,
        place_ceiling=place.astype(np.float64),
        budget_ceiling=budget * budget_unit,
        floor_ceiling=floor * floor_unit,
        budget_unit=budget_unit,
        floor_unit=floor_unit,
        budget_mean=demand / budget_unit / np.maximum(n_uses, 1),
        tiles=tiles_of(start),
    )


def tiles_of(start: Ints) -> Ints:
    """Cut clients with these first rows, [n_live + 1], into parts of about as many rows; the same on every machine."""
    n_rows = int(start[-1])
    n_tiles = min(_MAX_TILES, 1 + n_rows // _ROWS_PER_TILE)
    marks = np.searchsorted(start, np.linspace(0, n_rows, n_tiles + 1).astype(np.int64))
    marks[-1] = len(start) - 1
    return np.minimum(marks, len(start) - 1).astype(np.int64)


def _largest(index: Ints, amount: Ints, size: int) -> Floats:
    largest = np.ones(size, np.int64)
    np.maximum.at(largest, index, amount)
    return largest.astype(np.float64)
