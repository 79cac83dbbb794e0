"""A trial is the night under other choices: other floors, budgets or weights over the same people and vacancies."""

from dataclasses import replace

import pytest

from fixtures.days import DAY
from fixtures.tiny import HOME
from matcher.domain.region import Budget, Region
from matcher.errors import PolicyError
from matcher.policy import MatchPolicy
from matcher.rules import Rulebook
from solver.policy import Effort, SolverPolicy
from solver.rows import COACH, DISCRETIONARY, ONCE
from solver.sweep import OtherBudget, Trial, Tried, names_of, try_out
from tests.solver.nights import MINUTES, coached, coached_job, granted
from tests.solver.promised import FAR, NEAR, near_and_far, rules_with

QUICK = Trial(effort=Effort.QUICK)
COACHED = Region(
    clients=(coached("K1"), coached("K2")),
    vacancies=(coached_job("V1"), coached_job("V2")),
    places=(HOME,),
    budgets=(granted(discretionary=MINUTES),),
)


def coached_with(*changes: OtherBudget) -> Tried:
    return try_out(COACHED, DAY, Rulebook.load().on(DAY), replace(QUICK, budgets=changes))


def test_other_floors_give_other_people_a_place() -> None:
    rules = rules_with(("Testdam", NEAR, 80), ("Testdam", FAR, 80))
    tried = {
        share: try_out(near_and_far(), DAY, rules, replace(QUICK, floors_percent=share)) for share in (None, 0, 80, 100)
    }
    assert tried[None] == tried[80]
    assert tried[0].points > tried[80].points > tried[100].points
    assert {one.people for one in tried.values()} == {12}
    assert [tried[share].floors for share in (0, 100)] == [2, 2]
    assert tried[0].plan_sha256 != tried[80].plan_sha256
    short = try_out(near_and_far(), DAY, rules, replace(QUICK, floors_percent=200))
    assert (short.floors_short > 0, short.points_short > 0) == (True, True)


def test_more_of_a_budget_supports_more_people() -> None:
    before = coached_with()
    more = coached_with(OtherBudget(gemeente="", kind=DISCRETIONARY, percent=200))
    assert (before.people, before.supported, more.people, more.supported) == (1, 1, 2, 2)
    assert [use.used for use in more.budgets if use.kind == DISCRETIONARY] == [2 * MINUTES]
    assert coached_with(OtherBudget(gemeente="Testdam", kind=DISCRETIONARY, amount=2 * MINUTES)) == more


def test_a_budget_without_a_limit_stays_without_one() -> None:
    budget = Budget(gemeente="A", coach_minutes=None, once_cents=999)
    assert OtherBudget(gemeente="", kind=COACH, percent=50).of(budget) == budget
    assert OtherBudget(gemeente="", kind=COACH, amount=5).of(budget).coach_minutes == 5
    assert OtherBudget(gemeente="", kind=ONCE, percent=50).of(budget).once_cents == 499


def test_a_gemeente_without_a_budget_is_refused_with_those_there_are() -> None:
    with pytest.raises(PolicyError, match=r"'Elders'.*Gemeenten with a budget: Testdam"):
        coached_with(OtherBudget(gemeente="Elders", kind=COACH, percent=50))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "uren", "percent": 5}, "is no budget"),
        ({"kind": COACH}, "either percent or amount"),
        ({"kind": COACH, "percent": 5, "amount": 5}, "either percent or amount"),
        ({"kind": COACH, "percent": -1}, "from 0 to 1000"),
        ({"kind": COACH, "amount": -1}, "0 or more"),
    ],
)
def test_a_change_of_a_budget_that_says_nothing_is_refused(values: dict[str, int], words: str) -> None:
    with pytest.raises(PolicyError, match=words):
        OtherBudget(gemeente="", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("share", [-1, 201])
def test_a_share_outside_its_bounds_is_refused(share: int) -> None:
    with pytest.raises(PolicyError, match="floors_percent"):
        Trial(floors_percent=share)


def test_a_trial_may_choose_whole_numbers_only() -> None:
    assert "stability_bonus" in names_of(SolverPolicy)
    assert "wish_full" in names_of(MatchPolicy)
    assert not {"effort", "version", "next_step"} & set(names_of(MatchPolicy))
