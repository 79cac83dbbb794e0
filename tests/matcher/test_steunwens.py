"""Steunwens: inside a kind of support the person's own wish comes first; a refusal removes."""

from dataclasses import replace

import pytest

from fixtures.tiny import UNWILLING, WILLING, demand, job, limit, person
from matcher.domain.client import Client, LksGroup, Stance
from matcher.domain.profile import Answer
from matcher.domain.support import JOBCOACH, Instrument
from matcher.domain.vacancy import Adaptations
from tests.builders import refusing, task, weighed, wishing

ORGANISATION, AID, BUDDY = Instrument.ORGANISATION, Instrument.AID, Instrument.WORK_BUDDY
LIGHT, VERY_LIGHT = Instrument.JOBCOACH_LIGHT, Instrument.JOBCOACH_VERY_LIGHT
GUIDED = replace(UNWILLING, work_buddy=Answer.YES, jobcoach=Answer.YES)


def _packages(client: Client, can: Adaptations = GUIDED, code: str = "I-3") -> list[tuple[Instrument, ...]]:
    found = weighed(client, job(demand(code, 0), can=can))
    return [one.package.instruments for one in found.packages]


def test_inside_guidance_what_the_person_wants_goes_first() -> None:
    client = person("K1", limit("I-3", 1))
    assert _packages(client) == [(BUDDY,)]
    assert _packages(wishing(client, Stance.GLADLY, LIGHT)) == [(LIGHT,)]
    assert _packages(wishing(client, Stance.RATHER_NOT, BUDDY)) == [(LIGHT,)]
    assert _packages(wishing(client, Stance.RATHER_NOT, BUDDY, LIGHT, *JOBCOACH[2:])) == [(BUDDY,)]
    both = wishing(wishing(client, Stance.RATHER_NOT, LIGHT), Stance.GLADLY, LIGHT)
    assert _packages(both) == [(LIGHT,)]


def test_a_wish_does_not_change_the_order_of_the_kinds() -> None:
    client = wishing(person("K1", limit("IV-20", 1)), Stance.GLADLY, AID)
    can = replace(UNWILLING, organisation=Answer.YES, aid=Answer.YES)
    assert _packages(client, can, "IV-20") == [(ORGANISATION,), (AID,)]


def test_inside_organisation_leaving_a_task_out_can_be_the_wish() -> None:
    client = person("K1", limit("I-8", 0, 5), limit("II-9", 1))
    tasks = (task("t1", 30, demand("II-9", 0), demand("I-8", (5,)), leave=Answer.YES), task("t2", 70))
    can = replace(UNWILLING, organisation=Answer.YES)
    found = weighed(wishing(client, Stance.GLADLY, Instrument.LEAVE_OUT), job(tasks=tasks, can=can))
    assert [one.package.instruments for one in found.packages] == [(ORGANISATION,)]
    lifting = person("K1", limit("IV-13", 1))
    tasks = (task("t1", 30, demand("IV-13", 0), leave=Answer.YES), task("t2", 70))
    aided = replace(UNWILLING, aid=Answer.YES)
    found = weighed(wishing(lifting, Stance.GLADLY, Instrument.INTERMEDIATE), job(tasks=tasks, can=aided))
    wanted = [one.package.instruments for one in found.packages]
    assert wanted == [(Instrument.LEAVE_OUT,), (Instrument.INTERMEDIATE,)]


def test_a_refusal_still_removes_what_is_wanted_elsewhere() -> None:
    client = refusing(wishing(person("K1", limit("I-3", 1)), Stance.GLADLY, LIGHT), LIGHT)
    assert _packages(client) == [(BUDDY,)]


@pytest.mark.parametrize(
    ("stance", "instrument", "can", "expected"),
    [
        (Stance.GLADLY, VERY_LIGHT, WILLING, VERY_LIGHT),
        (Stance.RATHER_NOT, BUDDY, WILLING, VERY_LIGHT),
        (Stance.GLADLY, BUDDY, WILLING, BUDDY),
        (Stance.GLADLY, VERY_LIGHT, replace(WILLING, jobcoach=Answer.NO), BUDDY),
        (Stance.RATHER_NOT, VERY_LIGHT, WILLING, BUDDY),
    ],
)
def test_the_guidance_of_the_claim_follows_the_wish(
    stance: Stance, instrument: Instrument, can: Adaptations, expected: Instrument
) -> None:
    client = wishing(replace(person(), lks_group=LksGroup.ESTABLISHED), stance, instrument)
    assert weighed(client, job(can=can)).packages[0].package.instruments == (expected, Instrument.WAGE_SUBSIDY)
