"""The certificate after one change follows exactly: the bound is the one that reading everything again proves."""

from dataclasses import replace

import numpy as np
import pytest

import solver
from matcher.errors import ProblemError
from solver import PRICE_SCALE, Priced, Result, Rows
from solver.change import Change, changed_problem
from solver.follow import Certificate, certificate_after, opens_anew
from solver.problem import Ints
from solver.standing import Standing, stand
from solver.verify import bound_from_prices
from tests.solver.builders import TWO_FOR_ONE, World, best_objective, random_world

SEEDS = range(0, 60, 3)


def night(seed: int) -> Standing:
    """Give a drawn night without pins, solved and indexed."""
    return stand(solver.solve(random_world(seed, with_pins=False).build()))


def rows_at(standing: Standing, rows: Ints, **columns: int) -> Rows:
    """Give rows that say what rows of the night say, with another client, vacancy or value."""
    problem = standing.problem
    uses = [
        (at, int(problem.use_budget[use]), int(problem.use_amount[use]))
        for at, row in enumerate(rows.tolist())
        for use in range(int(problem.use_start[row]), int(problem.use_start[row + 1]))
    ]
    said = {name: getattr(problem, name)[rows] for name in ("client", "vacancy", "value", "floor_amount")}
    said |= {name: np.full(len(rows), value, np.int64) for name, value in columns.items()}
    use_row, use_budget, use_amount = (np.array([use[k] for use in uses], np.int64) for k in range(3))
    return Rows(
        **said,
        tie=np.arange(len(rows), dtype=np.uint64),
        use_row=use_row,
        use_budget=use_budget,
        use_amount=use_amount,
    )


def proven(standing: Standing, change: Change, followed: Certificate) -> int:
    """Give what the prices prove after the change by reading all of it again; others keep what they were promised."""
    best = standing.best.copy()
    if change.client is not None:
        best[change.client] = 0
    return bound_from_prices(changed_problem(standing.problem, change), followed.prices, best)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_client_with_other_rows(seed: int) -> None:
    standing = night(seed)
    for client in range(standing.problem.n_clients):
        rows = standing.of_client[(client + 1) % standing.problem.n_clients]
        change = Change(client=client, rows=rows_at(standing, rows, client=client))
        followed = certificate_after(standing, change)
        assert followed.value == proven(standing, change, followed)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_vacancy_that_goes(seed: int) -> None:
    standing = night(seed)
    for vacancy, places in enumerate(standing.problem.positions.tolist()):
        change = Change(vacancy=vacancy, rows=rows_at(standing, np.zeros(0, np.int64)), places=((vacancy, -places),))
        followed = certificate_after(standing, change)
        price = int(standing.prices.place[vacancy])
        assert followed.bound == standing.bound - places * price
        assert followed.value == proven(standing, change, followed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("places", [1, 2, 50])
def test_a_new_vacancy(seed: int, places: int) -> None:
    standing = night(seed)
    new = standing.problem.n_vacancies
    rows = np.array([standing.of_client[i][0] for i in range(standing.problem.n_clients) if len(standing.of_client[i])])
    change = Change(vacancy=new, rows=rows_at(standing, rows.astype(np.int64), vacancy=new), places=((new, places),))
    followed = certificate_after(standing, change)
    assert followed.value == proven(standing, change, followed)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_other_price_of_a_new_vacancy_proves_more(seed: int) -> None:
    standing = night(seed)
    new = standing.problem.n_vacancies
    rows = np.array([standing.of_client[i][0] for i in range(standing.problem.n_clients) if len(standing.of_client[i])])
    change = Change(vacancy=new, rows=rows_at(standing, rows.astype(np.int64), vacancy=new), places=((new, 1),))
    followed = certificate_after(standing, change)
    for price in range(0, 4_000, 250):
        place = followed.prices.place.copy()
        place[new] = price * PRICE_SCALE
        other = replace(followed, prices=replace(followed.prices, place=place))
        assert followed.value <= proven(standing, change, other)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_pin_a_forbid_and_less_of_a_budget_stay_above_every_plan(seed: int) -> None:
    world = random_world(seed, with_pins=False)
    standing = stand(solver.solve(world.build()))
    for row in range(standing.problem.n_rows):
        given = int(standing.problem.given[row])
        for change, changed in (
            (Change(pinned=(row,)), replace(world, pinned=[given])),
            (Change(forbidden=(row,)), replace(world, forbidden=[given])),
        ):
            after = best_objective(changed)
            followed = certificate_after(standing, change)
            assert after is None or followed.value >= after
            assert followed.value >= proven_without_promises(standing, change, followed)


def proven_without_promises(standing: Standing, change: Change, followed: Certificate) -> int:
    """Give what the prices prove over the rows alone: what the change shuts for others is no longer promised them."""
    return bound_from_prices(changed_problem(standing.problem, change), followed.prices, None)


def test_more_of_what_was_shut_asks_for_a_look_at_all_pairs() -> None:
    """One client of two cannot pay for his place; with money the bound must count the pair the night never saw."""
    world = World(
        client=[0],
        vacancy=[0],
        value=[50],
        positions=[1, 1],
        n_clients=2,
        uses=[(0, 0, 5)],
        budgets=[5],
    )
    result = solver.solve(world.build())
    over_pairs = replace(result, best=np.array([50 * PRICE_SCALE, 0], np.int64))
    standing, change = stand(over_pairs), Change(budgets=((0, 5),))
    assert opens_anew(standing, change)
    with pytest.raises(ProblemError, match="never looked"):
        certificate_after(standing, change)

    def priced(_prices: object, _threshold: int) -> Priced:
        return Priced(rows=rows_at(standing, np.zeros(0, np.int64)), best=np.array([0, 70 * PRICE_SCALE], np.int64))

    assert certificate_after(standing, change, priced).value >= 50 + 70


def test_a_night_without_a_proof_or_a_plan_has_nothing_to_follow() -> None:
    result: Result = solver.solve(TWO_FOR_ONE.build())
    with pytest.raises(ProblemError, match="no bound"):
        stand(replace(result, prices=None))
    with pytest.raises(ProblemError, match="no plan"):
        stand(replace(result, chosen=None, objective=None))
