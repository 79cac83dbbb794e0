"""What points must never do: reward being less limited, punish an answer, choose between people by cost of support."""

from dataclasses import replace

import pytest

from fixtures.caseload import region
from fixtures.tiny import ASSESSED_ON, FAR, HOME, WILLING, demand, job, limit, person
from matcher.catalogue.items import ItemType
from matcher.domain.candidate import Fit, Verdict
from matcher.domain.profile import Answer, CapacityValue, Demand, Frequency, Source
from matcher.domain.support import Instrument
from matcher.domain.vacancy import Adaptations
from matcher.policy import MatchPolicy
from tests.builders import (
    CATALOGUE,
    NO_SEPARATE_GATE,
    item_of,
    minutes,
    region_scales,
    scales_of,
    unknown,
    weighed,
)


def test_being_less_limited_earns_nothing() -> None:
    """Two people alike but for needs that support closes wholly have the same points at the same work."""
    asks = (demand("IV-13", 0), demand("I-9", 0), demand("I-6", (1, 2)), minutes("V-8", 400))
    needs = (limit("IV-13", 1), limit("I-9", 1), limit("I-6", 0, 1, 2), limit("V-8", 1))
    vacancy = job(*asks, can=WILLING)
    free = weighed(person(), vacancy)
    for count in range(1, len(needs) + 1):
        limited = weighed(person("K1", *needs[:count]), vacancy)
        assert limited.verdict is Verdict.LET_OP
        assert limited.contributions == replace_facts(free, limited)
        assert max(one.total for one in limited.packages) == max(one.total for one in free.packages)


def replace_facts(free: Fit, limited: Fit) -> tuple[object, ...]:
    """Give the lines of the first with the figures of the second: only what the points are has to be alike."""
    return tuple(
        replace(one, facts=other.facts) for one, other in zip(free.contributions, limited.contributions, strict=True)
    )


def test_work_above_everybodys_norm_costs_nobody_points() -> None:
    ordinary, heavy = weighed(person(), job()), weighed(person(), job(demand("IV-12", -1), demand("II-4", 2)))
    assert heavy.verdict is Verdict.LET_OP
    assert [one.points for one in heavy.contributions] == [one.points for one in ordinary.contributions]


def test_support_chooses_between_packages_and_never_between_people() -> None:
    costly = Adaptations(
        organisation=Answer.NO, aid=Answer.NO, work_buddy=Answer.NO, jobcoach=Answer.YES, seated=Answer.NO
    )
    client, asked = person("K1", limit("I-6", 0, 1, 2, 4, 7)), demand("I-6", (1, 2, 4, 7))
    (only,) = weighed(client, job(asked, can=costly)).packages
    assert (only.package.instruments, only.support_points) == ((Instrument.JOBCOACH_INTENSIVE,), 0)


def test_no_package_loses_more_than_policy_lets_it() -> None:
    strict = scales_of((HOME, FAR), policy=MatchPolicy(support_most=2))
    found = weighed(person("K1", limit("I-9", 1)), job(demand("I-9", 0), can=WILLING), strict)
    assert [one.support_points for one in found.packages] == [0, -1, -2]


@pytest.mark.parametrize("code", [item.code for item in NO_SEPARATE_GATE])
@pytest.mark.parametrize("kind", ["asked", "heavy", "unknown"])
def test_filling_an_unknown_with_the_norm_never_lowers_and_is_worth_at_most_fifty(code: str, kind: str) -> None:
    """With others in the rubriek limited, unknown or at the norm around it."""
    vacancy = job(*(_asked(one.code, kind) for one in NO_SEPARATE_GATE), can=WILLING)
    for around in ((), ("I-9", "II-9", "IV-15", "V-6")):
        values = [limit(one, 1) for one in around if one != code]
        unknown_one = person("K1", *values, without=code.partition("-")[0])
        filled = replace(unknown_one, profile=replace(unknown_one.profile, values=(*values, _norm(code))))
        before, after = weighed(unknown_one, vacancy), weighed(filled, vacancy)
        assert item_of(after, code).verdict <= item_of(before, code).verdict
        assert after.verdict <= before.verdict
        gained = _points(after) - _points(before)
        assert 0 <= gained <= 50


def test_filling_unknowns_one_by_one_never_lowers_in_a_drawn_region() -> None:
    drawn = region(60, 20, 9)
    with_scales = region_scales(drawn)
    tried = 0
    for number, client in enumerate(drawn.clients):
        vacancy = drawn.vacancies[number % len(drawn.vacancies)]
        before = weighed(client, vacancy, with_scales)
        for one in before.items:
            if one.capacity is not None or one.verdict is Verdict.PAST:
                continue
            profile = replace(client.profile, values=(*client.profile.values, _norm(one.item)))
            after = weighed(replace(client, profile=profile), vacancy, with_scales)
            tried += 1
            assert after.verdict <= before.verdict
            assert 0 <= _points(after) - _points(before) <= 50
            if tried % 5 == 0:
                break
    assert tried > 50


def test_raising_a_capacity_never_worsens_a_verdict() -> None:
    drawn = region(80, 20, 21)
    with_scales = region_scales(drawn)
    tried = 0
    for number, client in enumerate(drawn.clients):
        vacancy = drawn.vacancies[number % len(drawn.vacancies)]
        before = weighed(client, vacancy, with_scales)
        # Working time is left out: who can work longer is weighed on a longer day.
        for value in [one for one in client.profile.values if not one.item.startswith("VI")][:3]:
            raised = _raised(value)
            values = tuple(raised if one is value else one for one in client.profile.values)
            better = replace(client, profile=replace(client.profile, values=values))
            after = weighed(better, vacancy, with_scales)
            tried += 1
            assert all(a.verdict <= b.verdict for a, b in zip(after.items, before.items, strict=True)), value
    assert tried > 60


def _asked(code: str, kind: str) -> Demand:
    item = CATALOGUE.by_code(code)
    if kind == "unknown":
        return unknown(code)
    if item.per_day:
        return minutes(code, item.day_ceilings[0] * 4 // 3 + 2 if kind == "heavy" else 60)
    if item.type is ItemType.ORD:
        return demand(code, 0 if kind == "heavy" else item.k - 1, Frequency.INCIDENTAL)
    return demand(code, item.condition_numbers if item.type is ItemType.SET else 1)


def _norm(code: str) -> CapacityValue:
    return CapacityValue(item=code, source=Source.UWV, recorded_on=ASSESSED_ON)


def _raised(value: CapacityValue) -> CapacityValue:
    if value.conditions:
        return replace(value, conditions=value.conditions[:-1])
    return replace(value, level=max(0, value.level - 1))


def _points(found: Fit) -> int:
    return sum(one.points for one in found.contributions)
