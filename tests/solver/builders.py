"""Small made problems and the answer to them by trying every plan."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

import numpy as np

from solver import PRICE_SCALE, Priced, Prices, Problem, Rows
from solver.problem import take_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The arguments of ``Problem.build`` as lists, easy to vary with ``replace``."""

    client: list[int]
    vacancy: list[int]
    value: list[int]
    positions: list[int]
    n_clients: int
    uses: list[tuple[int, int, int]] = field(default_factory=list)
    budgets: list[int] = field(default_factory=list)
    overflow_price: list[int] = field(default_factory=list)
    group: list[int] | None = None
    floor_amount: list[int] | None = None
    floors: list[int] = field(default_factory=list)
    floor_penalty: int = 1000
    pinned: list[int] = field(default_factory=list)
    forbidden: list[int] = field(default_factory=list)
    tie: list[int] | None = None

    def build(self) -> Problem:
        """Build the problem."""
        return Problem.build(
            client=self.client,
            vacancy=self.vacancy,
            value=self.value,
            positions=self.positions,
            n_clients=self.n_clients,
            use_row=[use[0] for use in self.uses],
            use_budget=[use[1] for use in self.uses],
            use_amount=[use[2] for use in self.uses],
            budgets=self.budgets,
            overflow_price=self.overflow_price or [-1] * len(self.budgets),
            group=self.group,
            floor_amount=self.floor_amount,
            floors=self.floors,
            floor_penalty=self.floor_penalty,
            pinned=self.pinned,
            forbidden=self.forbidden,
            tie=self.tie,
        )

    def shuffled(self, seed: int) -> World:
        """Give the same world with its rows and uses listed in another order."""
        order = np.random.default_rng(seed).permutation(len(self.client)).tolist()
        place = {old: new for new, old in enumerate(order)}
        uses = [(place[row], budget, amount) for row, budget, amount in self.uses]
        return replace(
            self,
            client=[self.client[old] for old in order],
            vacancy=[self.vacancy[old] for old in order],
            value=[self.value[old] for old in order],
            floor_amount=None if self.floor_amount is None else [self.floor_amount[old] for old in order],
            tie=None if self.tie is None else [self.tie[old] for old in order],
            uses=[uses[k] for k in np.random.default_rng(seed + 1).permutation(len(uses))],
            pinned=[place[row] for row in self.pinned],
            forbidden=[place[row] for row in self.forbidden],
        )


def random_world(seed: int, *, with_pins: bool = True) -> World:
    """Draw a world of up to five clients with packages, hard and elastic budgets, floors, pins and forbids."""
    random = np.random.default_rng(seed)
    n_clients, n_vacancies = int(random.integers(1, 6)), int(random.integers(1, 5))
    rows = [
        (i, j)
        for i in range(n_clients)
        for j in range(n_vacancies)
        for _ in range(int(random.choice([0, 1, 1, 2])))
        if random.random() < 0.8
    ][:18]
    n_budgets = int(random.integers(0, 4))
    uses = [
        (row, budget, int(random.integers(0, 6)))
        for row in range(len(rows))
        for budget in range(n_budgets)
        if random.random() < 0.6
    ]
    n_groups = int(random.integers(0, 3))
    pinned: list[int] = []
    forbidden: list[int] = []
    if with_pins and rows and random.random() < 0.5:
        pinned = [int(random.integers(len(rows)))]
        forbidden = [row for row in range(len(rows)) if row not in pinned and random.random() < 0.15]
    return World(
        client=[i for i, _ in rows],
        vacancy=[j for _, j in rows],
        value=random.integers(0, 30, len(rows)).tolist(),
        positions=random.integers(0, 3, n_vacancies).tolist(),
        n_clients=n_clients,
        uses=uses,
        budgets=random.integers(0, 12, n_budgets).tolist(),
        overflow_price=random.choice([-1, -1, 0, 2, 7], n_budgets).tolist(),
        group=random.integers(-1, n_groups, n_clients).tolist(),
        floor_amount=random.integers(0, 6, len(rows)).tolist(),
        floors=random.integers(0, 12, n_groups).tolist(),
        floor_penalty=int(random.choice([0, 1, 3, 10])),
        pinned=pinned,
        forbidden=forbidden,
        tie=random.integers(0, 4, len(rows)).tolist() if random.random() < 0.5 else None,
    )


def objective_of(world: World, rows: tuple[int, ...]) -> int | None:
    """Value a plan from the world's own lists, or None where it breaks a rule; written apart from the product."""
    if len({world.client[row] for row in rows}) < len(rows):
        return None
    if any(sum(world.vacancy[row] == j for row in rows) > n for j, n in enumerate(world.positions)):
        return None
    total = sum(world.value[row] for row in rows)
    for budget, size in enumerate(world.budgets):
        over = sum(amount for row, r, amount in world.uses if r == budget and row in rows) - size
        if over > 0 and world.overflow_price[budget] < 0:
            return None
        total -= max(0, over) * max(0, world.overflow_price[budget])
    for g, floor in enumerate(world.floors):
        assert world.group is not None
        assert world.floor_amount is not None
        points = sum(world.floor_amount[row] for row in rows if world.group[world.client[row]] == g)
        total -= world.floor_penalty * max(0, floor - points)
    return total


def best_objective(world: World) -> int | None:
    """Give the highest objective over every plan with the pins in and the forbids out; None where pins allow none."""
    pins = set(world.pinned)
    options: list[list[Any]] = []
    for i in range(world.n_clients):
        own = [row for row in range(len(world.client)) if world.client[row] == i and row not in world.forbidden]
        held = [row for row in own if row in pins]
        options.append(held or [None, *own])
    found = (objective_of(world, tuple(row for row in plan if row is not None)) for plan in product(*options))
    return max((objective for objective in found if objective is not None), default=None)


TWO_FOR_ONE = World(client=[0, 1], vacancy=[0, 0], value=[70, 90], positions=[1], n_clients=2)
"""Two clients want the one place: the second is worth more there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllPairs:
    """A pricing pass that looks at every row of a full problem; ``tells_best`` says whether it claims to."""

    full: Problem
    tells_best: bool = True

    def __call__(self, prices: Prices, threshold: int) -> Priced:
        full = self.full
        reduced = full.value * PRICE_SCALE - prices.place[full.vacancy]
        np.subtract.at(reduced, full.use_row(), full.use_amount * prices.budget[full.use_budget])
        counted = np.flatnonzero(full.group[full.client] >= 0)
        reduced[counted] += prices.floor[full.group[full.client[counted]]] * full.floor_amount[counted]
        best = np.zeros(full.n_clients, np.int64)
        np.maximum.at(best, full.client, reduced)
        near = take_rows(full, np.flatnonzero(best[full.client] - reduced <= threshold))
        rows = Rows(
            client=near.client,
            vacancy=near.vacancy,
            value=near.value,
            floor_amount=near.floor_amount,
            tie=near.tie,
            use_row=near.use_row(),
            use_budget=near.use_budget,
            use_amount=near.use_amount,
        )
        return Priced(rows=rows, best=best if self.tells_best else None)


def best_rows(full: Problem, k: int) -> Problem:
    """Give the problem with only the k most valued rows of each client."""
    order = np.lexsort((-full.value, full.client))
    rank = np.arange(full.n_rows) - np.searchsorted(full.client[order], full.client[order])
    return take_rows(full, np.sort(order[rank < k]))
