"""Questions to a small night: what would be different, what it costs, and why somebody is not proposed."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from fixtures.days import DAY
from fixtures.tiny import FAR, HOME, job, person
from matcher.domain.client import Client
from matcher.domain.question import QuestionKind
from matcher.domain.region import Budget, Held, Region
from matcher.domain.vacancy import Vacancy
from matcher.errors import ProblemError
from matcher.rules import Rulebook
from solver.asked import ask
from solver.prepared import prepare
from solver.question import Question, SolvedNight
from solver.rows import DISCRETIONARY, ONCE
from solver.whatif import Answer, Meaning
from solver.whynot import CostKind, Why, why_not
from tests.solver.nights import MINUTES, coached, coached_job, granted, held


def solved(
    clients: Iterable[Client], vacancies: Iterable[Vacancy], *budgets: Budget, held: Iterable[Held] = ()
) -> SolvedNight:
    """Solve a tiny night."""
    region = Region(
        clients=tuple(clients), vacancies=tuple(vacancies), places=(HOME, FAR), budgets=budgets, held=tuple(held)
    )
    return SolvedNight.of(prepare(region, day=DAY, rules=Rulebook.load().on(DAY), threads=1), "quick")


def answered(night: SolvedNight, question: Question) -> Answer:
    """Answer a question; what prices say at once is never above it."""
    asked = ask(night, question)
    answer = asked.answer()
    assert asked.at_least() <= answer.loss
    assert answer.meaning is Meaning.PROVEN
    return answer


TWO_JOBS = (person("K1"), person("K2")), (job(key="V1"), job(key="V2"))
ONE_JOB = (person("K1"), person("K2")), (job(key="V1"),)


def winner(night: SolvedNight, key: str = "V1") -> str:
    """Give who is proposed for a vacancy."""
    problem, standing = night.standing.problem, night.standing
    at = night.number_of_vacancy(key)
    (row,) = (row for row in standing.plan.tolist() if problem.vacancy[row] == at)
    return str(night.night.region.clients[int(problem.client[row])].key)


def test_a_forbidden_pair_gives_the_place_to_the_other() -> None:
    night = solved(*ONE_JOB)
    first = winner(night)
    answer = answered(night, Question(forbid=((first, "V1"),)))
    assert (answer.people, len(answer.moved)) == (0, 2)
    assert answer.loss >= 0


def test_a_pair_that_is_pinned_moves_the_one_who_had_the_place() -> None:
    night = solved(*ONE_JOB)
    other = {"K1": "K2", "K2": "K1"}[winner(night)]
    answer = answered(night, Question(pin=(other, "V1")))
    gets = [night.night.region.clients[one.client].key for one in answer.moved if one.gets is not None]
    assert gets == [other]


def test_a_place_more_is_worth_one_person() -> None:
    answer = answered(solved(*ONE_JOB), Question(places=(("V1", 1),)))
    assert answer.people == 1
    assert answer.points > 0
    assert answer.loss < 0


def test_a_place_where_none_was_counts_people_the_night_never_looked_at() -> None:
    both = (person("K1"), person("K2"))
    night = solved(both, (job(key="V1"),), held=[held("K1", "V1", 0, is_claim=False)])
    assert len(night.standing.plan) == 0
    answer = answered(night, Question(places=(("V1", 1),)))
    assert answer.people == 1


def test_money_lets_in_who_was_too_dear() -> None:
    people, jobs = (coached("K1"), coached("K2")), (coached_job("V1"), coached_job("V2"))
    night = solved(people, jobs, granted(discretionary=MINUTES))
    answer = answered(night, Question(budgets=(("Testdam", DISCRETIONARY, MINUTES),)))
    assert answer.people == 1
    less = answered(night, Question(budgets=(("Testdam", DISCRETIONARY, -1),)))
    assert less.people == -1


def test_money_that_what_runs_has_spent_already_lets_nobody_in() -> None:
    people, jobs = (coached("K1"), coached("K2")), (coached_job("V1"), coached_job("V2"))
    spent = held("K1", "V1", 3 * MINUTES, is_claim=False)
    night = solved(people, jobs, granted(discretionary=MINUTES), held=[spent])
    assert answered(night, Question(budgets=(("Testdam", DISCRETIONARY, MINUTES),))).people == 0
    assert answered(night, Question(budgets=(("Testdam", DISCRETIONARY, 3 * MINUTES),))).people == 1


def test_other_hours_are_weighed_again() -> None:
    people, jobs = TWO_JOBS
    night = solved(people, jobs)
    shorter = replace(people[0], week_minutes=4 * 60)
    answer = answered(night, Question(client=shorter))
    assert answer.people == -1
    assert answer.loss > 0


def test_another_answer_of_an_employer_is_weighed_again() -> None:
    night = solved((coached("K1"),), (job(key="V1"), coached_job("V2")))
    closed = replace(coached_job("V2"), week_minutes_min=38 * 60, week_minutes_max=38 * 60)
    assert answered(night, Question(vacancy=closed)).people <= 0


def test_who_is_discussing_a_proposal_cannot_be_asked_about() -> None:
    night = solved(*TWO_JOBS, held=[held("K1", "V1", 0, is_claim=False)])
    with pytest.raises(ProblemError, match="being discussed"):
        ask(night, Question(forbid=(("K1", "V2"),)))
    assert why_not(night, ("K1", "V2")).why is Why.HELD


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (Question(pin=("K9", "V1")), "Client K9"),
        (Question(forbid=(("K1", "V9"),)), "Vacancy V9"),
        (Question(budgets=(("Testdam", ONCE, 1),)), "named no limit"),
        (Question(pin=("K1", "V1"), forbid=(("K1", "V1"),)), "pinned and forbidden"),
        (Question(client=person("K1"), vacancy=job(key="V1")), "one at a time"),
    ],
)
def test_what_is_not_in_the_night_or_contradicts_itself_is_refused(question: Question, says: str) -> None:
    with pytest.raises(ProblemError, match=says):
        ask(solved(*TWO_JOBS), question)


def test_a_pair_that_cannot_be_proposed_cannot_be_pinned() -> None:
    night = solved((person("K1"),), (replace(job(key="V1"), place=FAR.key),))
    with pytest.raises(ProblemError, match="waag whynot"):
        ask(night, Question(pin=("K1", "V1")))
    found = why_not(night, ("K1", "V1"))
    assert (found.why, found.answer) == (Why.NOT_PROPOSABLE, None)
    assert found.fit is not None
    assert not found.fit.is_proposable


def test_an_unknown_that_keeps_a_vacancy_shut_is_named() -> None:
    far = replace(person("K1"), travel_limit=None)
    far = replace(far, place=HOME.key)
    night = solved((far,), (replace(job(key="V1"), place=FAR.key),))
    found = why_not(night, ("K1", "V1"))
    assert found.fit is not None
    if found.fit.is_proposable:
        pytest.fail("the stand-in for an unknown journey reaches this vacancy: the world no longer tests anything")
    assert (found.why, [one.kind for one in found.unknowns]) == (Why.UNKNOWN, [QuestionKind.TRAVEL_LIMIT])


def test_who_has_it_is_told_so_and_who_is_as_good_hears_that_it_is_equal() -> None:
    night = solved(*ONE_JOB)
    first = winner(night)
    other = {"K1": "K2", "K2": "K1"}[first]
    assert why_not(night, (first, "V1")).why is Why.PROPOSED
    assert why_not(night, (other, "V1")).why is Why.EQUAL


def test_where_the_plan_loses_the_reasons_are_named() -> None:
    """K2 travels further to V1, so it is worth less for him: it costs the place that K1 has."""
    further = replace(person("K2"), place=FAR.key, travel_limit=120)
    night = solved((person("K1"), further), (job(key="V1"),))
    assert winner(night) == "K1"
    found = why_not(night, ("K2", "V1"))
    assert found.why is Why.COSTS
    assert found.answer is not None
    assert found.at_least is not None
    assert 0 < found.at_least <= found.answer.loss
    assert found.answer.points < 0
    assert [cost.kind for cost in found.costs] == [CostKind.PLACE]


def test_a_better_place_of_his_own_is_a_reason() -> None:
    able = replace(person("K1"), travel_limit=120)
    night = solved((able,), (job(key="V1"), replace(job(key="V2"), place=FAR.key)))
    found = why_not(night, ("K1", "V2"))
    assert found.why is Why.COSTS
    assert [cost.kind for cost in found.costs] == [CostKind.OWN_PLACE]


def test_a_budget_that_is_too_small_for_one_person_is_named() -> None:
    night = solved((coached("K1"),), (coached_job("V1"),), granted(discretionary=MINUTES - 1))
    found = why_not(night, ("K1", "V1"))
    assert found.why is Why.NO_ROOM
    assert [(cost.kind, cost.owner, cost.kind_of_budget) for cost in found.costs] == [
        (CostKind.BUDGET, "Testdam", DISCRETIONARY)
    ]
