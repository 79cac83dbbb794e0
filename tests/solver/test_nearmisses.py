"""A plan says what opens work for whom, what keeps people out of a vacancy, and what would help most."""

from dataclasses import replace

from fixtures.tiny import UNWILLING, demand, job, limit, person
from matcher.domain.nearmiss import Investment, KeptOut, Opening, Reach, Step, StepKind, StepName, Stopped
from matcher.domain.profile import Answer
from solver.planned import Opened
from tests.builders import task
from tests.solver.nights import night

LIFTS = Step(kind=StepKind.ITEM, code="IV-13", before=2, after=1)
LETS_AID = Step(kind=StepKind.EMPLOYER, code="aid", before=0, after=1)
STRONG, WEAK = person("K1"), person("K2", limit("IV-13", 2))
HEAVY = replace(job(demand("IV-13", 1), key="V1", can=UNWILLING), positions=2)


def test_who_has_no_proposal_sees_which_vacancies_each_step_opens() -> None:
    plan = night((STRONG, WEAK), (HEAVY, replace(HEAVY, key="V2")))
    assert plan.opened == (
        Opened(
            client="K2",
            openings=(
                Opening(steps=(LIFTS,), opens=2, vacancies=("V1", "V2")),
                Opening(steps=(LETS_AID,), opens=2),
            ),
        ),
    )


def test_who_has_a_proposal_sees_how_many_more_a_step_opens() -> None:
    plan = night((WEAK,), (HEAVY, job(key="V2")))
    assert [(one.client, [opening.vacancies for opening in one.openings]) for one in plan.opened] == [("K2", [(), ()])]


def test_a_vacancy_says_what_stops_people_first_and_what_would_let_them_in() -> None:
    plan = night((STRONG, WEAK, replace(WEAK, key="K3")), (HEAVY,))
    assert plan.kept_out == (
        KeptOut(
            vacancy="V1",
            stopped=(Stopped(code="IV-13", people=2),),
            one_step=(Reach(name=StepName(kind=StepKind.ITEM, code="IV-13"), people=2),),
            answers=(Reach(name=StepName(kind=StepKind.EMPLOYER, code="aid"), people=2),),
        ),
    )


def test_an_investment_counts_whom_it_gives_a_first_vacancy() -> None:
    plan = night((WEAK, replace(WEAK, key="K3")), (HEAVY, replace(job(key="V2"), place=None)))
    lifting = next(one for one in plan.investments if one.name.kind is StepKind.ITEM)
    assert lifting == Investment(name=StepName(kind=StepKind.ITEM, code="IV-13"), people=2, first=0, pairs=2)
    alone = night((WEAK, replace(WEAK, key="K3")), (HEAVY,))
    assert alone.investments[0].first == 2


def test_only_a_vacancy_with_a_place_left_is_carved() -> None:
    tasks = (task("a", 30, demand("IV-18", 0), leave=Answer.NO), task("b", 70))
    work = job(tasks=tasks, can=UNWILLING)
    weak = person("K2", limit("IV-18", 2))
    reach = (Reach(name=StepName(kind=StepKind.TASK, code="a"), people=1),)
    assert [one.carved for one in night((weak,), (work,)).kept_out] == [reach]
    assert [one.carved for one in night((STRONG, weak), (work,)).kept_out] == [()]
