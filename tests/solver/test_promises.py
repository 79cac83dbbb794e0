"""What a group is owed: its reference from its own share of everything, and the part of it that is promised."""

from dataclasses import replace
from fractions import Fraction

import numpy as np

from fixtures.tiny import person
from solver import Problem, solve
from solver.floors import (
    LEAST_PEOPLE,
    REGION,
    Group,
    floor_uses,
    group_clients,
    least_shortfall,
    nobody,
    references,
    with_floors,
)
from tests.solver.promised import rules_with


def _people(gemeente: str, stratum: str, count: int) -> list:  # type: ignore[type-arg]
    return [replace(person(f"{gemeente}{k:03}"), gemeente=gemeente, stratum=stratum) for k in range(count)]


def test_a_group_is_a_stratum_of_ones_own_gemeente_and_few_people_join_those_of_the_region() -> None:
    rules = rules_with(("A", "ver", 80), ("B", "ver", 60), ("B", "nabij", 50))
    clients = (*_people("A", "ver", LEAST_PEOPLE), *_people("B", "ver", 3), *_people("B", "nabij", 1))
    clients = (*clients, *_people("A", "onbekend", 2), *_people("C", "ver", 2))
    is_available = np.ones(len(clients), bool)
    is_available[LEAST_PEOPLE] = False
    found = group_clients(clients, is_available, rules)
    assert found.groups == (
        Group(gemeente=REGION, stratum="nabij", people=1, share=Fraction(1, 2)),
        Group(gemeente=REGION, stratum="ver", people=2, share=Fraction(3, 5)),
        Group(gemeente="A", stratum="ver", people=LEAST_PEOPLE, share=Fraction(4, 5)),
    )
    assert found.group.tolist() == [2] * LEAST_PEOPLE + [-1, 1, 1, 0] + [-1] * 4


def test_small_groups_together_are_promised_the_mean_by_people() -> None:
    rules = rules_with(("A", "ver", 80), ("B", "ver", 60))
    clients = (*_people("A", "ver", 3), *_people("B", "ver", 1))
    (group,) = group_clients(clients, np.ones(4, bool), rules).groups
    assert (group.gemeente, group.people, group.share) == (REGION, 4, Fraction(3, 4))


def _shared(groups: tuple[int, ...], positions: int, budget: int = 0, points: int = 60) -> Problem:
    """Give a problem where everybody has one row at one vacancy, worth the same."""
    n = len(groups)
    uses = range(n) if budget else ()
    return Problem.build(
        client=range(n),
        vacancy=[0] * n,
        value=[100 * points] * n,
        positions=[positions],
        n_clients=n,
        use_row=uses,
        use_budget=[0] * len(uses),
        use_amount=[10] * len(uses),
        budgets=[budget] if budget else (),
        group=groups,
        floor_amount=[points] * n,
        floors=[0] * (max(groups) + 1),
    )


def test_a_reference_is_the_best_of_the_groups_own_share_of_a_place() -> None:
    """Three of the four who can travel there: three quarters of two places are one and a half, at 60 points."""
    problem = _shared((0, 0, 0, 1), positions=2)
    assert references(problem, np.array([[3], [1], [0]], np.int32)).tolist() == [90, 30]


def test_people_without_a_group_take_their_share_too() -> None:
    """Of four who can travel there two are in no group: half of two places is left, one of 60 points."""
    problem = _shared((0, 0, -1, -1), positions=2)
    assert references(problem, np.array([[2], [2]], np.int32)).tolist() == [60]


def test_a_reference_is_held_back_by_the_groups_share_of_a_budget() -> None:
    """Places for all, but coach time for two of four: half of it each, one person each."""
    problem = _shared((0, 0, 1, 1), positions=4, budget=20)
    assert references(problem, np.array([[2], [2], [0]], np.int32)).tolist() == [60, 60]


def test_a_floor_is_the_promised_share_of_the_reference_rounded_down() -> None:
    groups = (
        Group(gemeente="A", stratum="ver", people=3, share=Fraction(7, 10)),
        Group(gemeente="A", stratum="nabij", people=1, share=Fraction(9, 10)),
    )
    reached = np.array([[3], [1], [0]], np.int32)
    problem, reference = with_floors(_shared((0, 0, 0, 1), positions=2), groups, reached)
    assert (reference.tolist(), problem.floors.tolist()) == ([90, 30], [63, 27])


def test_a_floor_gives_the_far_group_a_place_that_value_alone_would_not() -> None:
    """Two near people of 90 points and one far of 50 want two places; promised are 80% of two thirds of a place."""
    rows = {"client": [0, 1, 2], "vacancy": [0, 0, 0], "value": [9_000, 9_000, 5_000], "positions": [2]}
    problem = Problem.build(**rows, n_clients=3, group=[0, 0, 1], floor_amount=[90, 90, 50], floors=[0, 0])
    alone = solve(problem, "quick")
    assert sorted(alone.problem.client[alone.chosen].tolist()) == [0, 1]
    groups = tuple(
        Group(gemeente="A", stratum=name, people=n, share=Fraction(4, 5)) for name, n in (("nabij", 2), ("ver", 1))
    )
    floored, reference = with_floors(problem, groups, np.array([[2], [1], [0]], np.int32))
    assert (reference.tolist(), floored.floors.tolist()) == ([120, 33], [96, 26])
    found = solve(floored, "quick")
    uses = floor_uses(found, groups, reference)
    # One near and one far: the near group misses 6 points of 96, at 10 a point, against 26 the far would miss.
    assert [(one.points, one.short, one.proposals) for one in uses] == [(90, 6, 1), (50, 0, 1)]


def test_what_no_plan_can_give_is_proven_unavoidable() -> None:
    """One place and a promise of 60 points to each of two groups: whoever gets it, 60 points are missed."""
    problem = replace(_shared((0, 1), positions=1), floors=np.array([60, 60], np.int64))
    assert least_shortfall(problem) == 60
    assert least_shortfall(replace(problem, floors=np.array([60, 0], np.int64))) == 0


def test_without_groups_nothing_is_promised() -> None:
    found = nobody(3)
    assert (found.group.tolist(), found.groups) == ([-1, -1, -1], ())
