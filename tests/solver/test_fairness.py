"""What floors cost and whom a plan serves: the plan beside the one without promises, and shares side by side."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

import solver
from fixtures.days import DAY
from matcher.domain.region import Held, Region
from matcher.rules import Rulebook, Rules
from solver.creaming import creaming_of
from solver.floors import floor_uses, least_shortfall, with_floors
from solver.plan import make_plan
from solver.planned import FloorUse, Plan
from tests.campaigns.creaming import GROUPS, shown
from tests.solver.promised import FAR, NEAR, STRATA, creaming_problem, near_and_far, rules_with

BOTH = rules_with(("Testdam", NEAR, 80), ("Testdam", FAR, 80))


def night(region: Region, rules: Rules = BOTH) -> Plan:
    return make_plan(region, day=DAY, rules=rules, effort="quick", threads=1)


def test_a_plan_by_worth_alone_serves_the_near_group_and_floors_share_the_places() -> None:
    plan = night(near_and_far())
    far, near = sorted(plan.floors, key=lambda one: one.stratum != FAR)
    assert (near.proposals_without, far.proposals_without) == (12, 0)
    assert (near.proposals, far.proposals) == (7, 5)
    assert (near.short, far.short) == (0, 0)
    assert (near.supported, far.supported) == (0, 0)


def test_the_price_of_the_floors_is_the_points_that_five_other_people_are_worth_less() -> None:
    plan = night(near_and_far())
    price = plan.floors_price
    assert price is not None
    near_points = next(one.points_without for one in plan.floors if one.stratum == NEAR)
    assert near_points is not None
    lost = near_points - plan.solve.points
    assert price.high_points == lost
    # What the lottery adds to the worth of twelve people, a third of a point each, is not known to be worth nothing.
    assert lost - 4 <= price.low_points <= lost
    assert price.high_ppm == -(-lost * 1_000_000 // near_points)
    assert (price.points, price.people, price.supported) == (near_points, 12, 0)


def test_floors_that_bind_nobody_cost_nothing() -> None:
    price = night(near_and_far(places=48)).floors_price
    assert price is not None
    assert (price.low_points, price.high_points, price.low_ppm, price.high_ppm) == (0, 0, 0, 0)


def test_without_floors_nothing_is_priced() -> None:
    plan = night(near_and_far(), Rulebook.load().on(DAY))
    assert (plan.floors, plan.floors_price) == ((), None)


@pytest.mark.parametrize("seed", range(3))
def test_on_the_creaming_world_two_groups_miss_their_floor_without_and_none_silently_with(seed: int) -> None:
    found = shown(seed)
    assert found.missed >= 2
    assert found.is_right
    # What is short is less than one person of each group is worth: a place cannot be cut in two.
    assert found.short < 100 * STRATA
    assert found.kept < found.free


def test_a_floor_above_what_is_possible_is_solved_and_its_shortage_named() -> None:
    drawn, reached = creaming_problem(1)
    problem, reference = with_floors(drawn, GROUPS, reached)
    most = solver.solve(replace(problem, floors=np.array([0, 0, 0, 10**6])))
    uses = floor_uses(replace(most, problem=most.problem), GROUPS, reference)
    assert uses[3].short == 10**6 - uses[3].points
    assert 0 < uses[3].unavoidable <= uses[3].short
    assert uses[3].unavoidable == least_shortfall(most.problem)
    assert uses[3].points > 2 * int(problem.floors[3])


def use(points: int, reference: int, people: int) -> FloorUse:
    return FloorUse(
        gemeente="T",
        stratum="s",
        people=people,
        promised_ppm=800_000,
        reference=reference,
        floor=0,
        points=points,
        proposals=1,
        price=0,
        unavoidable=0,
    )


def test_shares_count_everybody_and_what_is_in_discussion() -> None:
    region = near_and_far(3, 2, 1)
    far = region.clients[4]
    region = replace(
        region,
        clients=(*region.clients[:4], replace(far, last_step_on=None)),
        held=(Held(client=far.key, vacancy="V1", gemeente="Testdam", coach_minutes=90, once_cents=5, is_claim=False),),
    )
    found = creaming_of(region, night(near_and_far(3, 2, 1)).proposals, (), DAY)
    assert found is not None
    near, other = found.strata
    assert (near.stratum, near.people, near.proposals) == (NEAR, 3, 1)
    assert (other.stratum, other.people, other.proposals) == (FAR, 2, 1)
    assert (other.coach_minutes, other.once_cents, near.coach_minutes) == (90, 5, 0)
    days = (DAY - region.clients[0].last_step_on) // timedelta(days=1)
    assert (near.waiting_days, near.waiting_known) == (3 * days, 3)
    assert (other.waiting_days, other.waiting_known) == (days, 1)
    assert (found.least_ppm, found.gini_ppm) == (None, None)


def test_the_least_share_and_the_inequality_are_those_of_the_groups() -> None:
    """One group of ten has half of its reference, one of thirty all of it: 10 · 30 · ½ over 40 · 35 is 3/28."""
    region = near_and_far(1, 1, 1)
    found = creaming_of(region, (), (use(50, 100, 10), use(80, 80, 30), use(1, 0, 5)), DAY)
    assert found is not None
    assert (found.least_ppm, found.gini_ppm) == (500_000, 3_000_000 // 28)
    alike = creaming_of(region, (), (use(40, 80, 10), use(10, 20, 3)), DAY)
    assert alike is not None
    assert alike.gini_ppm == 0


def test_where_nobody_is_in_a_stratum_nothing_is_told() -> None:
    region = near_and_far(1, 1, 1)
    plain = replace(region, clients=tuple(replace(client, stratum="") for client in region.clients))
    assert creaming_of(plain, (), (), DAY) is None
