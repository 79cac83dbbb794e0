"""Rates of groups: with what chance can do, and silent about groups in which somebody could be recognised."""

import pytest

from web.service.oversight.equal_treatment import rate, treatment_of
from web.store.overview import GroupCount


def group(value: str, people: int, proposed: int = 0, overridden: int = 0) -> GroupCount:
    return GroupCount(
        trait="sex",
        value=value,
        people=people,
        proposed=proposed,
        discussed=0,
        started=0,
        decided=people,
        overridden=overridden,
    )


def test_a_rate_stands_with_its_interval() -> None:
    found = rate(50, 100)
    assert found is not None
    assert (found.share, found.low, found.high) == (500, 404, 596)


def test_a_rate_of_nobody_or_of_everybody_still_has_an_interval() -> None:
    none, all_ = rate(0, 20), rate(20, 20)
    assert none is not None
    assert all_ is not None
    assert (none.low, none.share, none.high) == (0, 0, 161)
    assert (all_.low, all_.share, all_.high) == (839, 1000, 1000)


@pytest.mark.parametrize(("people", "is_told"), [(9, False), (10, True)])
def test_fewer_than_ten_people_are_too_few(people: int, is_told: bool) -> None:
    assert (rate(5, people) is not None) is is_told


def test_a_small_group_is_hidden_and_its_size_cannot_be_worked_out() -> None:
    (trait,) = treatment_of([group("a", 50), group("b", 30), group("c", 4)])
    assert {one.value: one.people for one in trait.groups} == {"a": 50, "b": None, "c": None}
    hidden = [one for one in trait.groups if one.people is None]
    assert all(found is None for one in hidden for _, found in one.rates)


def test_two_small_groups_hide_each_other() -> None:
    (trait,) = treatment_of([group("a", 50), group("b", 3), group("c", 4)])
    assert [one.people for one in trait.groups] == [50, None, None]


def test_a_difference_that_chance_explains_is_no_difference() -> None:
    (close,) = treatment_of([group("m", 100, proposed=40), group("v", 100, proposed=45)])
    (far,) = treatment_of([group("m", 100, proposed=40), group("v", 100, proposed=75)])
    assert close.differs == ()
    assert far.differs == ("proposed",)
