"""Tight hard budgets: the bound at prices of clients holds, and what it excludes is in no better plan."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

import solver
from benchmarks.literature import read_gap, read_known
from solver import PRICE_SCALE, Problem, Status
from solver.incumbent import Incumbent
from solver.knapsacks import Knapsacks, as_knapsacks, follow, losses, start_asking
from solver.policy import LIMITS, Effort
from solver.verify import measure
from solver.volume import search_by_volume
from tests.reference import reference_folder
from tests.solver.builders import World


def _world(seed: int, n_clients: int = 6, n_budgets: int = 3) -> World:
    """Give clients who all fit in any of a few budgets that hold a little more than half of them."""
    draw = np.random.default_rng(seed)
    pairs = list(product(range(n_clients), range(n_budgets)))
    amounts = draw.integers(1, 20, len(pairs)).tolist()
    return World(
        client=[client for client, _ in pairs],
        vacancy=[budget for _, budget in pairs],
        value=draw.integers(1, 60, len(pairs)).tolist(),
        positions=[n_clients] * n_budgets,
        n_clients=n_clients,
        uses=[(row, budget, amount) for row, ((_, budget), amount) in enumerate(zip(pairs, amounts, strict=True))],
        budgets=[sum(amounts) // len(pairs) * n_clients * 3 // (5 * n_budgets)] * n_budgets,
    )


def _plans(problem: Problem) -> dict[tuple[int, ...], int]:
    """Give every plan that breaks nothing with its value."""
    found = {}
    own = [np.flatnonzero(problem.client == client).tolist() for client in range(problem.n_clients)]
    for chosen in product(*([None, *rows] for rows in own)):
        rows = np.array(sorted(row for row in chosen if row is not None), np.int64)
        figures = measure(problem, rows)
        if not figures.violations:
            found[tuple(rows.tolist())] = figures.objective
    return found


def _sacks(problem: Problem) -> Knapsacks:
    sacks = as_knapsacks(problem)
    assert sacks is not None
    return sacks


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("passes", [0, 3, 60])
def test_no_plan_is_worth_more_than_the_bound_less_what_each_of_its_rows_loses(seed: int, passes: int) -> None:
    problem = _world(seed, n_clients=5).build()
    sacks = _sacks(problem)
    asked = start_asking(sacks)
    everybody = np.ones(sacks.n_clients, np.bool_)
    follow(sacks, asked, everybody, sacks.sizes, target=0, passes=passes, weight=0.1)
    lost = np.zeros(problem.n_rows, np.int64)
    lost[sacks.rows] = losses(sacks, asked.price)
    plans = _plans(problem)
    assert all(PRICE_SCALE * value <= asked.bound - lost[list(rows)].max(initial=0) for rows, value in plans.items())


def test_passes_lower_the_bound_until_it_nears_the_best_plan() -> None:
    problem = _world(1).build()
    sacks = _sacks(problem)
    asked = start_asking(sacks)
    before = asked.bound
    follow(sacks, asked, np.ones(sacks.n_clients, np.bool_), sacks.sizes, target=0, passes=400, weight=0.08)
    best = max(_plans(problem).values())
    assert PRICE_SCALE * best <= asked.bound < before
    assert asked.bound < PRICE_SCALE * best * 1.1


@pytest.mark.parametrize("seed", range(12))
def test_what_the_search_calls_optimal_is_what_trying_every_plan_finds(seed: int) -> None:
    problem = _world(seed).build()
    incumbent = Incumbent.start(problem, None)
    search_by_volume(incumbent, replace(LIMITS[Effort.QUICK], volume_dives=2))
    assert incumbent.is_exact
    assert incumbent.objective == max(_plans(problem).values())


SMALL = replace(_world(3), budgets=[30] * 3)
OTHERS = {
    "an elastic budget": replace(SMALL, overflow_price=[5, -1, -1]),
    "a floor": replace(SMALL, group=[0] * 6, floors=[10]),
    "fewer places than people": replace(SMALL, positions=[6, 5, 6]),
    "a row that uses nothing": replace(SMALL, uses=SMALL.uses[1:]),
    "a row that uses two budgets": replace(SMALL, uses=[*SMALL.uses, (0, 1, 2)]),
    "a budget too large for a table": replace(SMALL, budgets=[5_000_000] * 3),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_problems_are_left_alone(name: str) -> None:
    problem = OTHERS[name].build()
    assert as_knapsacks(problem) is None
    incumbent = Incumbent.start(problem, None)
    search_by_volume(incumbent, LIMITS[Effort.QUICK])
    assert [stage.name for stage in incumbent.stages] == ["canonical"]


def test_the_order_of_the_rows_changes_nothing() -> None:
    chosen = []
    for world in (_world(7, 30, 4), _world(7, 30, 4).shuffled(5)):
        incumbent = Incumbent.start(world.build(), None)
        search_by_volume(incumbent, LIMITS[Effort.QUICK])
        rows = incumbent.problem
        chosen.append([(int(rows.client[row]), int(rows.vacancy[row])) for row in incumbent.plan])
        assert [stage.name for stage in incumbent.stages] == ["canonical", "volume", "search"]
    assert chosen[0] == chosen[1]


def test_a_tight_published_instance_comes_within_a_thousandth_of_the_best_known() -> None:
    folder = reference_folder() / "assignment" / "gap"
    published = read_gap(folder / "d10100")
    incumbent = Incumbent.start(published.problem, None)
    search_by_volume(incumbent, replace(LIMITS[Effort.NIGHTLY], volume_dives=2, volume_units=1))
    best = read_known(folder)["d10100"]
    assert len(incumbent.plan) == published.n_jobs
    assert best <= published.cost(incumbent.objective) <= best * 1.001


def test_what_closing_leaves_open_the_volume_search_proves(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = _world(7, 30, 4).build()
    closed = solver.solve(problem, "quick")
    monkeypatch.setattr("solver.close.close", lambda *_: None)
    result = solver.solve(problem, "quick")
    assert [stage.name for stage in closed.stages][-1] == "close"
    assert [stage.name for stage in result.stages][-2:] == ["volume", "search"]
    assert result.status is Status.OPTIMAL
    assert result.bound == result.objective == closed.objective
    assert not solver.verify(result.problem, result).violations
