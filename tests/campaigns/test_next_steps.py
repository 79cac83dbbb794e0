"""Nobody without a next step, each rests on what is there, and a stated step does what was stated."""

from collections import Counter

import pytest

from matcher.domain.argument import OutcomeKind
from tests.campaigns.outcomes import CLIENTS, VACANCIES, wrongs
from tests.campaigns.regions import demo_night, night_of
from tests.campaigns.steps import campaign

WORLDS = 4
AT_LEAST = 5


@pytest.mark.parametrize("seed", range(WORLDS))
def test_everybody_of_a_drawn_region_has_one_outcome_that_rests_on_what_is_there(seed: int) -> None:
    assert list(wrongs(night_of(CLIENTS, VACANCIES, seed))) == []


def test_everybody_of_the_demo_world_has_one_outcome_that_rests_on_what_is_there() -> None:
    assert list(wrongs(demo_night()))[:5] == []


def test_each_outcome_occurs_in_the_demo_world() -> None:
    counts = Counter(step.outcome for step in demo_night().plan.next_steps)
    assert {kind: counts[kind] for kind in OutcomeKind if counts[kind] < AT_LEAST} == {}


def test_who_is_proposed_is_told_so_and_nobody_else() -> None:
    night = demo_night()
    proposed = {proposal.fit.client for proposal in night.plan.proposals} | {pair.client for pair in night.region.held}
    told = {step.client for step in night.plan.next_steps if step.outcome is OutcomeKind.PROPOSAL}
    first = {
        step.client
        for step in night.plan.next_steps
        if step.outcome in (OutcomeKind.NOT_AVAILABLE, OutcomeKind.BASICS_FIRST, OutcomeKind.ASK_EXPERT_FIRST)
    }
    assert told <= proposed
    assert proposed - told <= first


def test_a_stated_step_taken_opens_what_was_stated() -> None:
    taken = list(campaign(20))
    assert [one for one in taken if not one.is_right] == []
    assert sum(one.stated.opens for one in taken) >= len(taken) == 20
