"""What a change costs: at least from prices, exactly by proof, and with the fewest people moved."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

import solver
from matcher.errors import ProblemError
from solver import Result, Rows
from solver.change import Change
from solver.replan import Place, replan
from solver.standing import stand
from solver.whatif import Answer, Meaning, costs_at_least, what_if
from tests.solver.builders import TWO_FOR_ONE, World, best_objective, objective_of, random_world

SEEDS = range(0, 120, 6)


def solved(seed: int) -> tuple[World, Result]:
    """Solve a drawn world without pins."""
    world = random_world(seed, with_pins=False)
    return world, solver.solve(world.build())


def best(world: World) -> int:
    """Give the highest objective; a world without pins always has one."""
    found = best_objective(world)
    assert found is not None
    return found


def number_in(world: World, result: Result, given: int) -> int:
    """Give the row of the result's problem that a listed row became."""
    return int(np.flatnonzero(result.problem.given == given)[0])


def changes_of(world: World, result: Result) -> list[tuple[Change, World]]:
    """Give changes of a world, each with the world it makes."""
    found: list[tuple[Change, World]] = []
    for given in range(0, len(world.client), 3):
        row = number_in(world, result, given)
        found.append((Change(forbidden=(row,)), replace(world, forbidden=[given])))
        found.append((Change(pinned=(row,)), replace(world, pinned=[given])))
    for budget, size in enumerate(world.budgets):
        for delta in (-3, 2):
            sizes = [max(0, size + delta) if other == budget else old for other, old in enumerate(world.budgets)]
            found.append((Change(budgets=((budget, delta),)), replace(world, budgets=sizes)))
    positions = [world.positions[0] + 1, *world.positions[1:]]
    found.append((Change(places=((0, 1),)), replace(world, positions=positions)))
    return found


def fewest(world: World, value: int, plan: dict[int, int]) -> int:
    """Give the fewest clients whose row differs from a plan, over all plans worth at least a value, by trying all."""
    options = [
        [None, *(row for row, client in enumerate(world.client) if client == i and row not in world.forbidden)]
        for i in range(world.n_clients)
    ]
    counts = []
    for chosen in product(*options):
        rows = tuple(row for row in chosen if row is not None)
        if not set(world.pinned) <= set(rows):
            continue
        worth = objective_of(world, rows)
        if worth is not None and worth >= value:
            counts.append(sum(chosen[i] != plan.get(i) for i in range(world.n_clients)))
    return min(counts)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_loss_is_what_trying_every_plan_gives_and_never_below_the_first_answer(seed: int) -> None:
    world, result = solved(seed)
    for change, changed in changes_of(world, result):
        after = best_objective(changed)
        if after is None:
            continue
        answer = what_if(stand(result), change)
        assert answer.meaning is Meaning.PROVEN
        assert (answer.loss, answer.low, answer.high) == (best(world) - after,) * 3
        assert costs_at_least(stand(result), change) == answer.at_least <= answer.loss


@pytest.mark.parametrize("seed", range(0, 120, 20))
@pytest.mark.parametrize("slack", [0, 5])
def test_nobody_moves_who_need_not(seed: int, slack: int) -> None:
    world, result = solved(seed)
    assert result.chosen is not None
    plan = {int(result.problem.client[row]): int(result.problem.given[row]) for row in result.chosen}
    for change, changed in changes_of(world, result):
        after = best_objective(changed)
        if after is None:
            continue
        answer = what_if(stand(result), change, slack=slack)
        assert answer.is_fewest
        assert len(answer.moved) <= fewest(changed, after, plan)
        if slack == 0:
            assert len(answer.moved) == fewest(changed, after, plan)
        assert answer.loss == best(world) - after
        assert 0 <= answer.given_up <= slack


def test_forbidding_the_winner_gives_the_place_to_the_other() -> None:
    result = solver.solve(TWO_FOR_ONE.build())
    row = number_in(TWO_FOR_ONE, result, 1)
    answer = what_if(stand(result), Change(forbidden=(row,)))
    assert (answer.loss, answer.people) == (20, 0)
    assert [(moved.client, moved.had, moved.gets) for moved in answer.moved] == [
        (0, None, Place(vacancy=0, value=70, points=1)),
        (1, Place(vacancy=0, value=90, points=1), None),
    ]


def test_one_more_place_is_worth_the_other_client() -> None:
    answer = what_if(stand(solver.solve(TWO_FOR_ONE.build())), Change(places=((0, 1),)))
    assert (answer.loss, answer.people) == (-70, 1)
    assert answer.at_least <= -70


def rows_of(client: int, vacancies: list[int], values: list[int]) -> Rows:
    """Give rows of one client that use no budget."""
    empty = np.zeros(0, np.int64)
    return Rows(
        client=np.full(len(vacancies), client, np.int64),
        vacancy=np.array(vacancies, np.int64),
        value=np.array(values, np.int64),
        floor_amount=np.ones(len(vacancies), np.int64),
        tie=np.arange(len(vacancies), dtype=np.uint64),
        use_row=empty,
        use_budget=empty,
        use_amount=empty,
    )


def test_another_answer_of_one_client_gives_him_other_rows() -> None:
    result = solver.solve(TWO_FOR_ONE.build())
    answer = what_if(stand(result), Change(client=0, rows=rows_of(0, [0], [100])))
    assert (answer.loss, answer.people) == (-10, 0)
    assert [moved.client for moved in answer.moved] == [0, 1]


def test_the_client_who_changes_does_not_count_as_moved_where_his_vacancy_stays() -> None:
    result = solver.solve(TWO_FOR_ONE.build())
    answer = what_if(stand(result), Change(client=1, rows=rows_of(1, [0], [95])))
    assert (answer.loss, answer.moved) == (-5, ())


def test_a_change_without_rows_for_its_client_is_refused() -> None:
    with pytest.raises(ProblemError, match="all rows from now on"):
        Change(client=1)


def test_a_row_that_is_pinned_and_forbidden_is_refused() -> None:
    result = solver.solve(TWO_FOR_ONE.build())
    with pytest.raises(ProblemError):
        what_if(stand(result), Change(forbidden=(0,), pinned=(0,)))


@pytest.mark.parametrize("seed", range(0, 120, 15))
def test_around_a_change_the_loss_is_between_what_prices_and_plans_allow(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("solver.whatif.MOST_PROVEN_CLIENTS", 0)
    world, result = solved(seed)
    for change, changed in changes_of(world, result):
        after = best_objective(changed)
        if after is None:
            continue
        answer = what_if(stand(result), change)
        true = best(world) - after
        assert answer.low <= true <= answer.high
        assert true <= answer.loss, "a plan around the change is a plan: it cannot be worth more than the best"
        assert answer.meaning is not Meaning.PROVEN


def test_everybody_far_from_a_change_stays_where_he_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two markets that share nothing: a change in one moves nobody in the other."""
    monkeypatch.setattr("solver.whatif.MOST_PROVEN_CLIENTS", 0)
    world = World(
        client=[0, 1, 2, 3, 2], vacancy=[0, 0, 1, 1, 2], value=[70, 90, 50, 60, 40], positions=[1, 1, 1], n_clients=4
    )
    result = solver.solve(world.build())
    answer: Answer = what_if(stand(result), Change(forbidden=(number_in(world, result, 1),)))
    assert answer.meaning is Meaning.NEIGHBOURHOOD
    assert (answer.loss, [moved.client for moved in answer.moved]) == (20, [0, 1])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_new_plan_after_one_decision_lies_between_what_it_had_and_what_is_proven(seed: int) -> None:
    world, result = solved(seed)
    standing = stand(result)
    for change, changed in changes_of(world, result):
        after = best_objective(changed)
        if after is None:
            continue
        again = replan(standing, change)
        assert again.objective <= after <= again.bound
        rows = again.around.result.problem.given[again.around.plan].tolist()
        assert set(standing.problem.given[list(change.forbidden)].tolist()).isdisjoint(rows)


def without(world: World, vacancy: int) -> World:
    """Give a world without the places of a vacancy."""
    return replace(world, positions=[0 if at == vacancy else n for at, n in enumerate(world.positions)])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_vacancy_that_goes_leaves_a_plan_of_the_others(seed: int) -> None:
    world, result = solved(seed)
    for vacancy, places in enumerate(world.positions):
        change = Change(vacancy=vacancy, rows=rows_of(0, [], []), places=((vacancy, -places),))
        again = replan(stand(result), change)
        after = best(without(world, vacancy))
        assert again.objective <= after <= again.bound
        answer = what_if(stand(result), change)
        assert answer.loss == best(world) - after


def test_a_new_vacancy_takes_who_it_is_worth_most_for() -> None:
    standing = stand(solver.solve(TWO_FOR_ONE.build()))
    again = replan(standing, Change(vacancy=1, rows=rows_of(0, [1], [55]), places=((1, 1),)))
    assert (again.objective, again.bound) == (90 + 55, 90 + 55)
