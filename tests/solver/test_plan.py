"""A night through and through: what is in discussion is spoken for, and what is not known sends nobody away."""

from dataclasses import replace

import pytest

from fixtures.tiny import WILLING, demand, job, limit, person
from matcher.domain.client import LksGroup
from matcher.domain.profile import Answer
from matcher.domain.support import JOBCOACH, Instrument
from solver.rows import COACH, DISCRETIONARY, ONCE, SUPPORTED
from tests.builders import all_but, refusing
from tests.solver.nights import MINUTES, coached, coached_job, granted, held, night, proposed, use_of

TWO = (coached("K1"), coached("K2"))
JOBS = (coached_job("V1"), coached_job("V2"))


def test_coach_time_of_a_held_proposal_is_not_given_twice() -> None:
    plan = night(TWO, JOBS, granted(discretionary=200), held=[held("K1", "V1", is_claim=False)])
    assert use_of(plan, DISCRETIONARY).available == 200 - MINUTES
    assert proposed(plan) == []


def test_beside_a_held_proposal_there_is_room_for_what_is_left() -> None:
    plan = night(TWO, JOBS, granted(discretionary=2 * MINUTES), held=[held("K1", "V1", is_claim=False)])
    assert proposed(plan) == [("K2", "V2")]
    assert use_of(plan, DISCRETIONARY).used == MINUTES


def test_a_held_claim_takes_coach_time_of_the_claims() -> None:
    plan = night(TWO, JOBS, granted(coach=200, discretionary=200), held=[held("K1", "V1", is_claim=True)])
    assert use_of(plan, COACH).available == 200 - MINUTES
    assert use_of(plan, DISCRETIONARY).available == 200


def test_a_held_proposal_of_another_gemeente_leaves_this_budget_alone() -> None:
    elsewhere = replace(held("K1", "V1", is_claim=False), gemeente="Elders")
    plan = night(TWO, JOBS, granted(discretionary=200), held=[elsewhere])
    assert use_of(plan, DISCRETIONARY).available == 200
    assert proposed(plan) == [("K2", "V2")]


def test_once_only_money_of_a_held_proposal_is_not_given_twice() -> None:
    people = tuple(refusing(person(key, limit("I-3", 1)), *all_but(Instrument.AID)) for key in ("K1", "K2"))
    jobs = tuple(job(demand("I-3", 0), key=key, can=WILLING) for key in ("V1", "V2"))
    free = night(people[1:], jobs, granted(once_cents=9_000))
    cents = use_of(free, ONCE).used
    assert cents == 5_000
    plan = night(people, jobs, granted(once_cents=9_000), held=[held("K1", "V1", 0, cents, is_claim=False)])
    assert use_of(plan, ONCE).available == 4_000
    assert proposed(plan) == []


def test_a_held_proposal_takes_the_employers_last_place_for_somebody_supported() -> None:
    jobs = [coached_job(key, max_supported=1) for key in ("V1", "V2")]
    assert len(proposed(night(TWO, jobs))) == 1
    plan = night(TWO, jobs, held=[held("K1", "V1", is_claim=False)])
    assert use_of(plan, SUPPORTED).available == 0
    assert proposed(plan) == []


@pytest.mark.parametrize("group", [LksGroup.ESTABLISHED, LksGroup.UNKNOWN])
def test_no_budget_sends_away_who_has_a_claim_or_may_have_one(group: LksGroup) -> None:
    plan = night([coached("K1", group)], JOBS[:1], granted(coach=0, discretionary=0))
    assert proposed(plan) == [("K1", "V1")]
    assert use_of(plan, COACH).short == MINUTES
    assert use_of(plan, DISCRETIONARY).used == 0


def test_who_has_no_claim_waits_for_discretionary_coach_time() -> None:
    plan = night([coached("K1")], JOBS[:1], granted(coach=1_000, discretionary=MINUTES - 1))
    assert proposed(plan) == []
    assert [(outcome.client, outcome.code) for outcome in plan.outcomes] == [("K1", "wacht_op_plek")]


@pytest.mark.parametrize("regime", JOBCOACH)
def test_who_refuses_a_regime_is_not_given_a_heavier_one(regime: Instrument) -> None:
    client = refusing(coached("K1"), regime)
    refused = JOBCOACH.index(regime)
    assert [client.refuses(one) for one in JOBCOACH] == [place >= refused for place in range(len(JOBCOACH))]
    plan = night([client], JOBS[:1])
    lightest = next(part.instrument for part in night(TWO[:1], JOBS[:1]).proposals[0].fit.packages[0].package.parts)
    assert proposed(plan) == ([] if refused <= JOBCOACH.index(lightest) else [("K1", "V1")])


def test_refusing_other_support_leaves_the_jobcoach() -> None:
    client = refusing(coached("K1"), Instrument.WORK_BUDDY, Instrument.AID)
    assert not any(client.refuses(one) for one in JOBCOACH)
    assert client.refuses(Instrument.AID)
    jobs = [replace(JOBS[0], adaptations=replace(WILLING, seated=Answer.NO))]
    assert proposed(night([client], jobs)) == [("K1", "V1")]
