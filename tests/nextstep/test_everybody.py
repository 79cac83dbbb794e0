"""Everybody has exactly one next step, in any order of delivery, and whatever it cites is really there."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest

from fixtures.caseload import region as drawn_region
from fixtures.days import DAY
from fixtures.tiny import ASSESSED_ON, demand, job, limit, person
from fixtures.worlds import WORLDS
from matcher.catalogue.occupations import load_occupations
from matcher.domain.argument import OUTCOMES, Argument, ArgumentCode, FactKind, OutcomeKind
from matcher.domain.nearmiss import StepKind
from matcher.domain.profile import Answer, Source
from matcher.domain.question import AdKind, QuestionKind
from matcher.domain.region import Budget, Region
from matcher.domain.road import (
    Motivation,
    OwnChoice,
    PutForward,
    Road,
    RoadArgument,
    ShelteredFact,
    ShelteredQuestion,
)
from matcher.errors import ReadError
from matcher.policy import MatchPolicy, StepPolicy
from solver.plan import make_plan
from solver.planned import Plan
from tests.builders import CATALOGUE
from tests.nextstep.people import RULES, argument, night, outcome_of, said_by, step_of
from tests.nextstep.test_outcomes import limited_person
from tests.protected_traits import trait_in

CODES = {
    *(item.code for item in CATALOGUE.items),
    *(occupation.code for occupation in load_occupations()),
    *(str(kind) for kind in (*QuestionKind, *StepKind, *AdKind, *Source)),
    *("once_cents", "discretionary_coach_minutes", "supported_people", "stapeling", "geen_steun", "posture"),
}


def leaves(value: object) -> Iterator[str]:
    """Give every text, day and number that stands somewhere in a value."""
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from leaves(inner)
    elif isinstance(value, date):
        yield value.isoformat()
    elif value is not None:
        yield str(value)


def check(plan: Plan, region: Region) -> None:
    assert [step.client for step in plan.next_steps] == sorted(str(client.key) for client in region.clients)
    proposed = {proposal.fit.client for proposal in plan.proposals}
    jobs = {str(vacancy.key) for vacancy in region.vacancies}
    people = {str(client.key): client for client in region.clients}
    for step in plan.next_steps:
        assert list(step.also) == sorted(set(step.also), key=OUTCOMES.index)
        assert (step.client in proposed) is (OutcomeKind.PROPOSAL in (step.outcome, *step.also))
        assert any(one.is_for and one.outcome is step.outcome for one in step.arguments)
        roads = tuple(road for road in region.roads if road.client == step.client)
        placements = tuple(one for one in region.placements if one.client == step.client)
        there = {*leaves(people[step.client]), *leaves(roads), *leaves(placements), *jobs, *CODES}
        for one in step.arguments:
            for fact in one.facts:
                said = fact.value.split("|") if fact.name.value.endswith("stand") else [fact.value]
                assert fact.kind is FactKind.NUMBER or set(said) <= there or fact.name.value == "poort", (step, fact)


@pytest.mark.parametrize("name", WORLDS)
def test_everybody_of_a_tiny_world_has_one_step_that_cites_what_is_there(name: str) -> None:
    world = WORLDS[name]()
    check(make_plan(world.region, day=world.day, rules=RULES, threads=1), world.region)


@pytest.fixture(scope="module")
def drawn() -> Region:
    return drawn_region(120, 40, 5)


def test_everybody_of_a_drawn_world_has_one_step_that_cites_what_is_there(drawn: Region) -> None:
    check(make_plan(drawn, day=DAY, rules=RULES), drawn)


def test_the_order_of_delivery_and_the_threads_change_no_step(drawn: Region) -> None:
    first = make_plan(drawn, day=DAY, rules=RULES, threads=2)
    turned = replace(
        drawn,
        roads=tuple(reversed(drawn.roads)),
        placements=tuple(reversed(drawn.placements)),
        budgets=tuple(reversed(drawn.budgets)),
    )
    again = make_plan(turned, day=DAY, rules=RULES, threads=1)
    for name in ("next_steps", "questions", "ad_queue", "acquisition", "quality"):
        assert getattr(first, name) == getattr(again, name), name


def chose(choice: Motivation) -> Road:
    return Road(client="K1", choice=OwnChoice(choice=choice, words="Dat wil ik", recorded_on=ASSESSED_ON))


def test_few_limits_and_little_motivation_still_give_a_step_to_work() -> None:
    road = chose(Motivation.NOT_NOW)
    offered = night([person()], [job()], roads=[road])
    assert outcome_of(offered) is OutcomeKind.PROPOSAL
    assert not argument(step_of(offered), ArgumentCode.OWN_CHOICE).is_for
    assert outcome_of(night([person()], [], roads=[road])) is OutcomeKind.WAITS_FOR_VACANCY


def test_the_persons_choice_changes_no_outcome() -> None:
    for clients, jobs in (([person()], [job()]), ([person()], []), ([limited_person()], [])):
        plans = [night(clients, jobs, roads=[chose(choice)]) for choice in Motivation]
        assert len({outcome_of(plan) for plan in plans}) == 1


def test_who_wants_to_work_is_never_sent_to_participation_without_a_step_or_a_question() -> None:
    plan = night([limited_person()], [], roads=[chose(Motivation.WORK_NOW)])
    assert outcome_of(plan) is OutcomeKind.PARTICIPATION
    assert step_of(plan).work_step or [question.kind for question in plan.ad_queue] == [AdKind.NO_STEP]


def test_the_queue_of_the_expert_goes_by_what_an_answer_opens_within_the_week() -> None:
    two = (limit("II-8", 2), said_by(Source.JOBCOACH, "II-8", 1))
    people = [person("K1", *two), replace(person("K2", *two), travel_limit=90), replace(person("K3", *two))]
    jobs = [job(demand("II-8", 1)), replace(job(demand("II-8", 1), key="V2"), place="daar")]
    policy = MatchPolicy(next_step=StepPolicy(expert_questions_a_week=1))
    queue = night(people, jobs, policy=policy).ad_queue
    assert (queue[0].client, queue[0].opens) == ("K2", 2)
    assert [(one.rank, one.week) for one in queue] == [(1, 0), (2, 1), (3, 2)]


def test_a_gemeente_that_named_its_number_of_questions_is_held_to_it() -> None:
    two = (limit("II-8", 2), said_by(Source.JOBCOACH, "II-8", 1))
    region = Region(
        clients=tuple(person(key, *two) for key in ("K1", "K2")),
        vacancies=(job(demand("II-8", 1)),),
        budgets=(Budget(gemeente="Testdam", expert_questions=1),),
    )
    assert [one.week for one in make_plan(region, day=DAY, rules=RULES).ad_queue] == [0, 1]


def test_what_may_not_count_is_no_argument() -> None:
    assert [code for code in (*ArgumentCode, *RoadArgument) if trait_in(code.value)] == []
    for code in ("leeftijd", "zwangerschap", "uitkeringsduur", "werkgever_wil_niet", "niet_gemotiveerd"):
        with pytest.raises(ValueError, match=code):
            ArgumentCode(code)
    assert {code.value for code in RoadArgument} <= {code.value for code in ArgumentCode}


def test_an_argument_without_a_value_cannot_be_made() -> None:
    with pytest.raises(ReadError, match="cites nothing"):
        Argument(code=ArgumentCode.GOAL, outcome=OutcomeKind.PARTICIPATION, is_for=True, facts=())
    with pytest.raises(ReadError, match="names no fact"):
        PutForward(code=RoadArgument.GROWTH, is_for=True, words=" ", source=Source.JOBCOACH, recorded_on=ASSESSED_ON)


def test_only_an_expert_or_uwv_answers_a_question_about_sheltered_work() -> None:
    with pytest.raises(ReadError, match="Beschut werk"):
        ShelteredFact(
            question=ShelteredQuestion.ADAPTATION,
            answer=Answer.YES,
            source=Source.CASEWORKER,
            recorded_on=ASSESSED_ON,
        )


def test_who_never_had_a_concrete_step_is_overdue_and_counted() -> None:
    never, fresh = replace(person(), last_step_on=None), replace(person("K2"), last_step_on=DAY)
    plan = night([never, fresh], [])
    assert (step_of(plan).is_overdue, step_of(plan).first_step_by) == (True, DAY)
    assert not step_of(plan, "K2").is_overdue
    assert plan.quality is not None
    assert (plan.quality.late, plan.quality.never) == (("K1",), ("K1",))


def test_quality_counts_what_is_known_and_what_it_hides() -> None:
    unasked = replace(person(without="V"), travel_limit=None)
    far = replace(job(demand("V-3", None)), place="daar")
    quality = night([unasked], [far]).quality
    assert quality is not None
    (client,), (vacancy,) = quality.clients, quality.vacancies
    assert (client.items - client.items_known, client.facts - client.facts_known) == (10, 2)
    assert (vacancy.items - vacancy.items_known, quality.vacancies_with_unknown) == (1, 1)
    assert (quality.people, quality.people_if_known) == (0, 1)
