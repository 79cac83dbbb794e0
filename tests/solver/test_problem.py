"""Building a problem: canonical order, and what is refused."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.errors import ProblemError
from solver import Problem, Rows
from tests.solver.builders import TWO_FOR_ONE, World, random_world

BUDGETED = replace(TWO_FOR_ONE, uses=[(0, 0, 3), (1, 0, 4)], budgets=[5])


def told(problem: Problem) -> list[bytes]:
    """Give everything a problem says, but for the caller's own row numbers."""
    columns = (
        problem.client,
        problem.vacancy,
        problem.value,
        problem.floor_amount,
        problem.tie,
        problem.use_start,
        problem.use_budget,
        problem.use_amount,
        problem.pinned,
        problem.forbidden,
    )
    return [column.tobytes() for column in columns]


NOBODY = World(client=[], vacancy=[], value=[], positions=[1], n_clients=1)


@pytest.mark.parametrize("seed", range(40))
def test_order_of_given_rows_is_irrelevant(seed: int) -> None:
    world = replace(random_world(seed), pinned=[], forbidden=[])
    assert told(world.build()) == told(world.shuffled(seed).build())


def test_given_numbers_lead_back_to_the_callers_rows() -> None:
    problem = BUDGETED.build()
    assert problem.value[np.argsort(problem.given)].tolist() == [70, 90]


def test_rows_stand_in_order_of_their_tie_key() -> None:
    problem = replace(TWO_FOR_ONE, tie=[9, 4]).build()
    assert problem.client.tolist() == [1, 0]


def test_uses_of_one_row_and_budget_add_up_and_zeros_vanish() -> None:
    problem = replace(TWO_FOR_ONE, uses=[(0, 0, 2), (0, 0, 3), (1, 0, 0)], budgets=[9], tie=[0, 1]).build()
    assert problem.use_start.tolist() == [0, 1, 1]
    assert problem.use_amount.tolist() == [5]


@pytest.mark.parametrize(
    ("world", "message"),
    [
        (replace(TWO_FOR_ONE, value=[70, -1]), r"value\[1\] = -1"),
        (replace(TWO_FOR_ONE, positions=[-1]), r"positions\[0\] = -1"),
        (replace(BUDGETED, budgets=[-5]), r"budgets\[0\] = -5"),
        (replace(BUDGETED, overflow_price=[-2]), r"overflow_price\[0\] = -2"),
        (replace(BUDGETED, uses=[(1, 0, -4)]), r"row 1 uses -4 of budget 0"),
        (replace(BUDGETED, uses=[(2, 0, 4)]), r"use_row\[0\] = 2 names no row"),
        (replace(BUDGETED, uses=[(1, 1, 4)]), r"use_budget\[0\] = 1 names no budget"),
        (replace(TWO_FOR_ONE, client=[0, 2]), r"client\[1\] = 2 names no client"),
        (replace(TWO_FOR_ONE, vacancy=[0, -1]), r"vacancy\[1\] = -1 names no vacancy"),
        (replace(TWO_FOR_ONE, value=[70]), r"value has 1 entries where 2"),
        (replace(TWO_FOR_ONE, n_clients=-1), r"n_clients = -1"),
        (replace(TWO_FOR_ONE, group=[0, 0]), r"names no group"),
        (replace(TWO_FOR_ONE, group=[-1]), r"group has 1 entries where 2"),
        (replace(TWO_FOR_ONE, floors=[-1]), r"floors\[0\] = -1"),
        (replace(TWO_FOR_ONE, floor_penalty=-1), r"floor_penalty = -1"),
        (replace(TWO_FOR_ONE, floor_amount=[1, -1]), r"floor_amount\[1\] = -1"),
        (replace(TWO_FOR_ONE, pinned=[1], forbidden=[1]), r"row 1 \(client 1, vacancy 0\) is pinned and forbidden"),
        (replace(TWO_FOR_ONE, client=[1, 1], pinned=[0, 1]), r"client 1 is pinned twice"),
        (replace(TWO_FOR_ONE, pinned=[2]), r"pinned\[0\] = 2 names no row"),
        (replace(TWO_FOR_ONE, tie=[1, -1]), r"tie\[1\] is negative"),
    ],
)
def test_nonsense_is_refused_with_its_place(world: World, message: str) -> None:
    with pytest.raises(ProblemError, match=message):
        world.build()


def test_decimals_are_refused_not_rounded() -> None:
    with pytest.raises(ProblemError, match="value holds float64"):
        Problem.build(client=[0], vacancy=[0], value=np.array([1.0]), positions=[1], n_clients=1)


def test_numbers_beyond_64_bits_are_refused() -> None:
    with pytest.raises(ProblemError, match="does not fit in 64 bits"):
        Problem.build(client=[0], vacancy=[0], value=np.array([2**63], np.uint64), positions=[1], n_clients=1)


@pytest.mark.parametrize(
    ("world", "message"),
    [
        (replace(TWO_FOR_ONE, value=[70, 2**40]), r"row 1 \(client 1, vacancy 0\) has value"),
        (replace(TWO_FOR_ONE, value=[70, 2**37], positions=[2**20]), r"row 1 \(client 1, vacancy 0\) is worth most"),
        (replace(BUDGETED, uses=[(0, 0, 2**39)]), r"row 0 \(client 0, vacancy 0\) has amount"),
        (
            replace(TWO_FOR_ONE, group=[0, 0], floors=[1], floor_amount=[1, 2**37]),
            r"row 1 \(client 1, vacancy 0\) counts",
        ),
        (
            replace(TWO_FOR_ONE, value=[2**30, 2**30], uses=[(0, 0, 2**30), (1, 0, 1)], budgets=[7]),
            r"row 0 \(client 0, vacancy 0\) reaches",
        ),
        (replace(BUDGETED, uses=[(0, 0, 2**62)] * 4), r"row 0 uses 4611686018427387904 of budget 0: with 4 entries"),
        (replace(BUDGETED, overflow_price=[2**62]), r"budget 0 at an overflow price of 4611686018427387904"),
        (replace(TWO_FOR_ONE, floor_penalty=2**70), r"floor_penalty = 1180591620717411303424"),
        (replace(TWO_FOR_ONE, n_clients=2**40), r"n_clients = 1099511627776"),
        (replace(TWO_FOR_ONE, group=[0, 0], floors=[2**40]), r"the sums of this problem reach"),
        (replace(NOBODY, group=[0], floors=[2**61]), r"the sums of this problem reach .* no row"),
    ],
)
def test_what_could_leave_64_bits_is_refused_with_its_row(world: World, message: str) -> None:
    with pytest.raises(ProblemError, match=message):
        world.build()


def test_a_budget_that_never_binds_may_be_as_large_as_it_likes() -> None:
    assert replace(BUDGETED, budgets=[2**50]).build().n_rows == 2


def rows(*, client: int, vacancy: int, value: int, tie: int, amount: int) -> Rows:
    """Give one more row that uses budget 0."""
    return Rows(
        client=np.array([client]),
        vacancy=np.array([vacancy]),
        value=np.array([value]),
        floor_amount=np.array([1]),
        tie=np.array([tie], np.uint64),
        use_row=np.array([0]),
        use_budget=np.array([0]),
        use_amount=np.array([amount]),
    )


def test_added_rows_continue_the_count_and_take_their_place_in_the_order() -> None:
    problem = replace(BUDGETED, tie=[10, 30]).build()
    more = problem.with_rows(rows(client=0, vacancy=0, value=80, tie=20, amount=2))
    assert more.value.tolist() == [70, 80, 90]
    assert more.given.tolist() == [0, 2, 1]
    assert more.use_amount.tolist() == [3, 2, 4]


def test_an_added_row_that_is_already_there_stays_out_so_a_forbid_stands() -> None:
    problem = replace(BUDGETED, tie=[10, 30], forbidden=[1]).build()
    more = problem.with_rows(rows(client=1, vacancy=0, value=90, tie=30, amount=4))
    assert more.n_rows == 2
    assert more.forbidden.tolist() == [1]
    assert more.n_given == 3
