"""One tiny world per outcome, worked by hand, and the order in which the eleven are tried."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fixtures.days import DAY
from fixtures.tiny import ASSESSED_ON, demand, job, limit, person
from matcher.domain.argument import OUTCOMES, ArgumentCode, OutcomeKind
from matcher.domain.client import Client, DropOut
from matcher.domain.nearmiss import Step, StepKind
from matcher.domain.profile import Answer, Frequency, Source
from matcher.domain.question import Addressee, AdKind, QuestionKind
from matcher.domain.region import Held
from matcher.domain.road import Road, ShelteredFact, ShelteredQuestion
from tests.nextstep.people import (
    FARTHER,
    LATER,
    argument,
    cited,
    far_job,
    night,
    no_searching,
    outcome_of,
    said_by,
    step_of,
)

TOO_HEAVY = job(demand("II-8", 0))
"""Two levels more than who cannot deal with conflicts at all (2)."""


def twice(cause: str = "te veel prikkels", *, item: str = "", months: tuple[int, int] = (8, 2)) -> tuple[DropOut, ...]:
    days = [date(2026 - (11 - month <= 0), (11 - month - 1) % 12 + 1, 1) for month in months]
    return tuple(DropOut(ended_on=day, week_minutes=1200, cause=cause, item=item) for day in days)


def yes_of_uwv(agrees: Answer = Answer.YES) -> Road:
    fact = ShelteredFact(
        question=ShelteredQuestion.SUPERVISION,
        answer=Answer.YES,
        source=Source.UWV,
        agrees=agrees,
        recorded_on=ASSESSED_ON,
    )
    return Road(client="K1", sheltered=(fact,))


def test_who_does_not_want_to_be_searched_for_is_not_available_in_his_own_words() -> None:
    step = step_of(night([replace(person(), wishes=(no_searching(),))], [job()]))
    assert step.outcome is OutcomeKind.NOT_AVAILABLE
    assert cited(argument(step, ArgumentCode.OWN_STOP)) == ["2026-09-01", "Nu even niet"]
    assert step.addressee is Addressee.PERSON


def test_who_is_free_later_is_not_available_until_that_day() -> None:
    step = step_of(night([replace(person(), available_from=LATER)], [job()]))
    assert (step.outcome, step.until) == (OutcomeKind.NOT_AVAILABLE, LATER)


def test_who_is_at_work_is_not_available() -> None:
    step = step_of(night([replace(person(), is_placed=True)], [job()]))
    assert step.outcome is OutcomeKind.NOT_AVAILABLE
    assert argument(step, ArgumentCode.AT_WORK).is_for


def test_education_goes_first_until_its_day() -> None:
    step = step_of(night([replace(person(), education_first_until=LATER)], [job()]))
    assert (step.outcome, step.until) == (OutcomeKind.NOT_AVAILABLE, LATER)


def test_the_basics_first_has_its_day_and_no_content() -> None:
    step = step_of(night([replace(person(), basics_first_until=LATER)], [job()]))
    assert (step.outcome, step.until) == (OutcomeKind.BASICS_FIRST, LATER)
    assert [fact.value for one in step.arguments for fact in one.facts if one.code is ArgumentCode.BASICS_FIRST] == [
        "2027-03-01"
    ]


def test_two_drop_outs_with_one_cause_go_to_the_expert_before_a_proposal() -> None:
    plan = night([replace(person(), drop_outs=twice())], [job()])
    step, (question,) = step_of(plan), plan.ad_queue
    assert step.outcome is OutcomeKind.ASK_EXPERT_FIRST
    assert question.kind is AdKind.DROP_OUTS
    assert [heard.recorded_on for heard in question.heard] == [date(2026, 3, 1), date(2026, 9, 1)]
    assert (question.opens, question.vacancies) == (1, ("V1",))


@pytest.mark.parametrize(
    "drop_outs",
    [
        twice()[:1],
        (twice()[0], *twice("pijn bij tillen")[1:]),
        (DropOut(ended_on=date(2023, 10, 1), week_minutes=1200, cause="te veel prikkels"), twice()[1]),
    ],
    ids=["one", "two causes", "one longer than 36 months ago"],
)
def test_other_drop_outs_are_no_question_before_a_proposal(drop_outs: tuple[DropOut, ...]) -> None:
    assert outcome_of(night([replace(person(), drop_outs=drop_outs)], [job()])) is OutcomeKind.PROPOSAL


def test_what_the_expert_said_after_the_last_drop_out_is_the_answer() -> None:
    client = replace(person("K1", said_by(Source.LABOUR_EXPERT, "I-3", 1)), drop_outs=twice())
    answered = replace(client, drop_outs=twice(months=(8, 3)))
    assert outcome_of(night([client], [job()])) is OutcomeKind.ASK_EXPERT_FIRST
    assert outcome_of(night([answered], [job()])) is OutcomeKind.PROPOSAL


def test_overestimation_with_values_of_the_person_alone_goes_to_the_expert_first() -> None:
    own = person("K1", said_by(Source.CASEWORKER, "I-4", 0, 1), said_by(Source.SELF, "IV-13", 1))
    own = replace(own, profile=replace(own.profile, coverage=()))
    plan = night([own], [job()])
    assert outcome_of(plan) is OutcomeKind.ASK_EXPERT_FIRST
    assert [heard.what for heard in plan.ad_queue[0].heard] == ["klantmanager", "zelf_gezegd"]
    others = person("K1", said_by(Source.CASEWORKER, "I-4", 0, 1), said_by(Source.UWV, "IV-13", 1))
    others = replace(others, profile=replace(others.profile, coverage=()))
    assert outcome_of(night([others], [job()])) is OutcomeKind.PROPOSAL


def test_who_is_proposed_hears_which_vacancy_and_how_many_points() -> None:
    plan = night([person()], [job()])
    step = step_of(plan)
    assert step.outcome is OutcomeKind.PROPOSAL
    assert cited(argument(step, ArgumentCode.PROPOSED)) == ["V1", str(plan.proposals[0].total)]


def test_who_is_in_discussion_keeps_that_proposal_as_his_step() -> None:
    pair = Held(client="K1", vacancy="V1", gemeente="Testdam", coach_minutes=0, once_cents=0, is_claim=False)
    step = step_of(night([person(), person("K2")], [job()], held=[pair]))
    assert step.outcome is OutcomeKind.PROPOSAL
    assert cited(argument(step, ArgumentCode.IN_DISCUSSION)) == ["V1"]


def test_who_could_be_proposed_while_the_place_went_elsewhere_hears_which_and_never_to_whom() -> None:
    plan = night([person(key) for key in ("K1", "K2")], [job()])
    (proposal,) = plan.proposals
    other = "K2" if proposal.fit.client == "K1" else "K1"
    step = step_of(plan, other)
    assert step.outcome is OutcomeKind.WAITS_FOR_PLACE
    assert cited(argument(step, ArgumentCode.PLACE_ELSEWHERE))[0] == "V1"
    assert cited(argument(step, ArgumentCode.WOULD_CHANGE_PLACE)) == ["V1", "2"]
    assert proposal.fit.client not in repr(step.arguments)


def test_sources_that_differ_where_the_looser_opens_work_are_a_question_to_the_expert() -> None:
    plan = night([person("K1", limit("II-8", 2), said_by(Source.JOBCOACH, "II-8", 1))], [job(demand("II-8", 1))])
    (question,) = plan.ad_queue
    assert outcome_of(plan) is OutcomeKind.ASK_EXPERT
    assert (question.kind, question.code, question.opens) == (AdKind.CONTRADICTION, "II-8", 1)
    assert [(heard.what, heard.level) for heard in question.heard] == [("uwv", 2), ("jobcoach", 1)]


def test_sources_that_differ_where_the_looser_opens_nothing_are_no_question() -> None:
    plan = night([person("K1", limit("II-8", 2), said_by(Source.JOBCOACH, "II-8", 1))], [TOO_HEAVY])
    assert plan.ad_queue == ()


def test_a_text_that_shuts_the_only_work_is_for_the_expert_to_read() -> None:
    plan = night([person("K1", limit("II-8", 2, text="met publiek in de avond"))], [TOO_HEAVY])
    (question,) = plan.ad_queue
    assert outcome_of(plan) is OutcomeKind.ASK_EXPERT
    assert (question.kind, question.opens, question.heard[1].words) == (AdKind.TEXT_UNREAD, 1, "V1")


def test_only_too_much_together_is_a_question_to_the_expert() -> None:
    items = ("IV-7", "IV-18", "IV-20")
    work = job(*(demand(item, 0, Frequency.INCIDENTAL) for item in items))
    plan = night([person("K1", *(limit(item, 1) for item in items))], [work])
    (question,) = plan.ad_queue
    assert outcome_of(plan) is OutcomeKind.ASK_EXPERT
    assert (question.kind, question.opens, question.vacancies) == (AdKind.ACCUMULATION, 1, ("V1",))


def test_an_answer_that_opens_work_is_asked_of_whom_it_concerns() -> None:
    plan = night([replace(person(), travel_limit=None)], [far_job()])
    step = step_of(plan)
    assert (step.outcome, step.addressee, step.opens) == (OutcomeKind.ASK, Addressee.PERSON, 1)
    assert (step.questions[0].kind, step.questions[0].opens) == (QuestionKind.TRAVEL_LIMIT, 1)


def test_two_answers_are_asked_where_no_single_one_opens_work() -> None:
    plan = night([replace(person(), travel_limit=None, modes=None)], [replace(job(), place=FARTHER.key)])
    (question, *_) = step_of(plan).questions
    assert outcome_of(plan) is OutcomeKind.ASK
    assert {question.kind, question.together_with} == {QuestionKind.TRAVEL_LIMIT, QuestionKind.MODES}


def test_one_change_that_opens_work_is_the_next_step_with_what_it_opens() -> None:
    step = step_of(night([person("K1", limit("II-8", 2))], [job(demand("II-8", 1)), far_job("V2")]))
    assert step.outcome is OutcomeKind.DEVELOP
    assert step.opening is not None
    assert step.opening.steps == (Step(kind=StepKind.ITEM, code="II-8", before=2, after=1),)
    assert (step.opens, step.vacancies) == (1, ("V1",))


def test_two_changes_together_are_the_step_where_one_is_not_enough() -> None:
    step = step_of(
        night([person("K1", limit("II-8", 2), limit("II-9", 2))], [job(demand("II-8", 1), demand("II-9", 1))])
    )
    assert step.outcome is OutcomeKind.DEVELOP
    assert step.opening is not None
    assert [one.code for one in step.opening.steps] == ["II-8", "II-9"]


def test_advice_on_sheltered_work_is_asked_on_a_fact_of_uwv_and_with_the_persons_agreement() -> None:
    step = step_of(night([limited_person()], [], roads=[yes_of_uwv()]))
    assert (step.outcome, step.addressee) == (OutcomeKind.SHELTERED_ADVICE, Addressee.UWV)
    assert step.until == DAY + timedelta(days=56)
    for agrees in (Answer.NO, Answer.UNKNOWN):
        assert outcome_of(night([limited_person()], [], roads=[yes_of_uwv(agrees)])) is not OutcomeKind.SHELTERED_ADVICE


def test_sheltered_work_is_never_what_remains() -> None:
    assert outcome_of(night([limited_person()], [])) is OutcomeKind.PARTICIPATION


def test_work_that_fits_and_nobody_offers_is_an_order_to_the_employers_desk() -> None:
    plan = night([person()], [])
    step = step_of(plan)
    assert (step.outcome, step.addressee) == (OutcomeKind.WAITS_FOR_VACANCY, Addressee.EMPLOYERS_DESK)
    assert step.until == DAY + timedelta(days=56)
    assert [order.occupation for order in plan.acquisition] == sorted(step.occupations)
    assert all((order.people, order.clients) == (1, ("K1",)) for order in plan.acquisition)


def test_where_nothing_else_holds_the_work_that_is_nearest_is_named() -> None:
    step = step_of(night([limited_person()], []))
    assert step.outcome is OutcomeKind.PARTICIPATION
    assert argument(step, ArgumentCode.NO_OCCUPATION_FITS).facts
    assert step.review_on == DAY + timedelta(days=91)


def test_the_outcomes_are_tried_in_their_order() -> None:
    everything = replace(
        person("K1", limit("II-8", 2), said_by(Source.JOBCOACH, "II-8", 1)),
        wishes=(no_searching(),),
        basics_first_until=LATER,
        drop_outs=twice(),
    )
    seen = []
    for less in ({"wishes": ()}, {"basics_first_until": None}, {"drop_outs": ()}):
        step = step_of(night([everything], [job(demand("II-8", 1))], roads=[yes_of_uwv()]))
        assert list(step.also) == sorted(step.also, key=OUTCOMES.index)
        seen.append(step.outcome)
        everything = replace(everything, **less)
    seen.append(outcome_of(night([everything], [job(demand("II-8", 1))], roads=[yes_of_uwv()])))
    assert seen == [
        OutcomeKind.NOT_AVAILABLE,
        OutcomeKind.BASICS_FIRST,
        OutcomeKind.ASK_EXPERT_FIRST,
        OutcomeKind.ASK_EXPERT,
    ]


def limited_person() -> Client:
    """Give somebody limited in so much that no occupation of the catalogue fits."""
    return person(
        "K1",
        *(limit(item, 2) for item in ("I-1", "I-9", "II-8", "II-9")),
        *(limit(item, 3) for item in ("IV-13", "IV-14", "IV-16", "IV-17", "V-1", "V-3", "V-4")),
        limit("I-6", 0, 1, 2, 3, 4, 5, 6, 7, 8),
        limit("II-12", 0, 1, 2, 3, 4),
    )
