"""What a package carries besides what it closes: the employer's answer part by part, questions, a follow-up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fixtures.days import DAY
from fixtures.tiny import UNWILLING, WILLING, demand, job, limit, person
from matcher.domain.client import LksGroup
from matcher.domain.profile import Answer
from matcher.domain.support import INSTRUMENTS, Instrument, PackagePart, PackageQuestion, SupportPackage
from matcher.domain.vacancy import Adaptations
from matcher.errors import PolicyError
from matcher.policy import MatchPolicy
from tests.builders import refusing, scales, scales_of, task, weighed
from tests.matcher.closings import EMPLOYER_SAYS, alone

LIGHT = Instrument.JOBCOACH_LIGHT
NEEDS_EMPLOYER = (*EMPLOYER_SAYS, Instrument.LEAVE_OUT)


def _part(package: SupportPackage, instrument: Instrument) -> PackagePart:
    return next(part for part in package.parts if part.instrument is instrument)


@pytest.mark.parametrize("instrument", [one for one in EMPLOYER_SAYS if alone(one)])
@pytest.mark.parametrize("answer", [Answer.YES, Answer.UNKNOWN])
def test_every_part_that_needs_the_employer_carries_his_answer(instrument: Instrument, answer: Answer) -> None:
    pair = alone(instrument)[0]
    can = replace(pair.vacancy.adaptations, **{EMPLOYER_SAYS[instrument]: answer})
    package = weighed(pair.client, replace(pair.vacancy, adaptations=can)).packages[0].package
    part = _part(package, instrument)
    assert (part.employer, part.asks_employer) == (answer, answer is Answer.UNKNOWN)
    assert (PackageQuestion.EMPLOYER in package.questions) == (answer is Answer.UNKNOWN)


@pytest.mark.parametrize("instrument", [one for one in INSTRUMENTS if one not in NEEDS_EMPLOYER and alone(one)])
def test_a_part_that_asks_nothing_of_him_carries_none(instrument: Instrument) -> None:
    pair = alone(instrument)[0]
    assert _part(weighed(pair.client, pair.vacancy).packages[0].package, instrument).employer is None


def test_leaving_out_carries_the_answer_for_its_tasks_and_the_weaker_of_two() -> None:
    tasks = (
        task("t1", 20, demand("II-8", 0), leave=Answer.YES),
        task("t2", 20, demand("I-8", (6,)), leave=Answer.UNKNOWN),
        task("t3", 60),
    )
    client = person("K1", limit("II-8", 2), limit("I-8", 0, 6))
    part = _part(weighed(client, job(tasks=tasks)).packages[0].package, Instrument.LEAVE_OUT)
    assert (part.employer, part.asks_employer) == (Answer.UNKNOWN, True)
    one_yes = _part(weighed(person("K1", limit("II-8", 2)), job(tasks=tasks)).packages[0].package, Instrument.LEAVE_OUT)
    assert (one_yes.employer, one_yes.asks_employer) == (Answer.YES, False)


def test_a_claim_says_what_the_employer_said_even_a_no() -> None:
    member = replace(person(), lks_group=LksGroup.ESTABLISHED)
    refused: Adaptations = UNWILLING
    package = weighed(member, job(can=refused)).packages[0].package
    assert {part.employer for part in package.parts} == {Answer.NO}
    assert PackageQuestion.EMPLOYER in package.questions


def test_whose_group_is_unknown_draws_on_the_claims_and_it_is_said_what_to_establish() -> None:
    limited = person("K1", limit("I-3", 1))
    vacancy = job(demand("I-3", 0), can=WILLING)
    for group, asks in ((LksGroup.UNKNOWN, True), (LksGroup.NOT, False), (LksGroup.ESTABLISHED, False)):
        client = replace(limited, lks_group=group)
        guided = weighed(client, vacancy).packages[-1].package
        assert guided.asks_group is asks
        assert (PackageQuestion.GROUP in guided.questions) is asks
        assert guided.is_claim is (group is LksGroup.ESTABLISHED)
        assert client.may_claim_guidance is (group is not LksGroup.NOT)
    unguided = weighed(replace(person(), lks_group=LksGroup.UNKNOWN), job()).packages[0].package
    assert (unguided.asks_group, unguided.questions) == (False, ())


def test_each_package_is_looked_at_again_within_three_months() -> None:
    assert weighed(person(), job()).packages[0].package.follow_up_on == DAY + timedelta(days=84)
    soon = scales_of((), day=date(2026, 12, 31), policy=MatchPolicy(follow_up_days=30))
    client = replace(person(), place=None)
    assert weighed(client, replace(job(), place=None), soon).packages[0].package.follow_up_on == date(2027, 1, 30)
    assert scales().policy.follow_up_days <= 89
    with pytest.raises(PolicyError, match="follow_up_days"):
        MatchPolicy(follow_up_days=90)


def test_a_part_that_closes_two_gaps_asks_what_one_of_them_asks_and_nothing_else() -> None:
    """A kneeler and a lifting aid are sure; of ear protection it is not known whether this person can bear it."""
    can = replace(UNWILLING, aid=Answer.YES)
    lifting, kneeling, noise = ((code, demand(code, 0), limit(code, 1)) for code in ("IV-13", "V-5", "I-1"))
    for gaps, asks in (((lifting, kneeling), False), ((noise, lifting), True), ((noise, lifting, kneeling), True)):
        client = person("K1", *(value for _, _, value in gaps), without="III")
        (one,) = weighed(client, job(*(asked for _, asked, _ in gaps), can=can)).packages
        (part,) = one.package.parts
        assert part.closes == tuple(code for code, _, _ in gaps)
        assert (part.asks_status, part.asks_employer) == (asks, False)


@pytest.mark.parametrize("group", list(LksGroup))
def test_only_of_whom_it_is_established_the_article_of_the_claim_stands_beside_the_ground(group: LksGroup) -> None:
    client = replace(person("K1", limit("I-3", 1)), lks_group=group)
    can = replace(UNWILLING, jobcoach=Answer.YES)
    basis = _part(weighed(client, job(demand("I-3", 0), can=can)).packages[0].package, LIGHT).legal_basis
    assert basis is not None
    assert ("art. 10da" in basis.article) == (group is LksGroup.ESTABLISHED)


def test_who_wants_no_buddy_has_a_coach_asked_of_an_employer_who_said_no_to_coaches() -> None:
    member = refusing(replace(person(), lks_group=LksGroup.ESTABLISHED), Instrument.WORK_BUDDY)
    package = weighed(member, job(can=replace(UNWILLING, work_buddy=Answer.UNKNOWN))).packages[0].package
    coach = _part(package, Instrument.JOBCOACH_VERY_LIGHT)
    assert (coach.employer, coach.asks_employer) == (Answer.NO, True)
