"""Small made-up results of a night: next steps, what opens work, questions and data quality."""

from datetime import date, timedelta

from matcher.domain.argument import Argument, ArgumentCode, Fact, FactName, OutcomeKind
from matcher.domain.nearmiss import Investment, KeptOut, Opening, Reach, Step, StepKind, StepName, Stopped
from matcher.domain.outcome import NextStep
from matcher.domain.profile import Source
from matcher.domain.quality import ClientQuality, Quality, VacancyQuality
from matcher.domain.question import Acquisition, Addressee, AdKind, AdQuestion, Heard, Question, QuestionKind
from solver.planned import Opened
from tests.web.made import DAY

TILLEN = Step(kind=StepKind.ITEM, code="IV-13", before=2, after=1)
MEER_UREN = Step(kind=StepKind.HOURS, before=480, after=720)
LANGER_REIZEN = Step(kind=StepKind.TRAVEL, before=30, after=45)
MANY = tuple(f"V{number:03}" for number in range(1, 15))


def argument(outcome: OutcomeKind, *facts: Fact, code: ArgumentCode, is_for: bool = True) -> Argument:
    """Give an argument that cites a number where no fact is given."""
    cited = facts or (Fact.of(FactName.OPENS, 3),)
    return Argument(code=code, outcome=outcome, is_for=is_for, facts=cited)


def next_step(
    client: str = "K1",
    outcome: OutcomeKind = OutcomeKind.DEVELOP,
    *arguments: Argument,
    also: tuple[OutcomeKind, ...] = (),
    questions: tuple[Question, ...] = (),
    opening: Opening | None = None,
    is_overdue: bool = False,
    day: date = DAY,
) -> NextStep:
    """Give what one person gets."""
    return NextStep(
        client=client,
        outcome=outcome,
        also=also,
        arguments=arguments or (argument(outcome, code=ArgumentCode.STEP_OPENS),),
        addressee=Addressee.CASEWORKER,
        opens=opening.opens if opening else 0,
        review_on=day + timedelta(days=42),
        first_step_by=day + timedelta(days=-5 if is_overdue else 20),
        is_overdue=is_overdue,
        questions=questions,
        opening=opening,
    )


def opened(client: str = "K1") -> Opened:
    """Give what opens work for one person: a step with many vacancies, and two that only together open one."""
    return Opened(
        client=client,
        openings=(
            Opening(steps=(TILLEN,), opens=len(MANY), vacancies=MANY),
            Opening(steps=(MEER_UREN, LANGER_REIZEN), opens=1, vacancies=("V001",)),
        ),
    )


def kept_out(vacancy: str = "V1") -> KeptOut:
    """Give what keeps people out of one vacancy."""
    item = StepName(kind=StepKind.ITEM, code="IV-13")
    return KeptOut(
        vacancy=vacancy,
        stopped=(Stopped(code="reis", people=12), Stopped(code="IV-13", people=4)),
        one_step=(Reach(name=item, people=3),),
        answers=(Reach(name=StepName(kind=StepKind.EMPLOYER, code="aid"), people=2),),
        carved=(Reach(name=StepName(kind=StepKind.TASK, code="t1"), people=5),),
    )


def question(client: str = "K1", vacancy: str = "", kind: QuestionKind = QuestionKind.HOURS) -> Question:
    """Give a question."""
    to = Addressee.EMPLOYER if vacancy else Addressee.PERSON
    return Question(client=client, vacancy=vacancy, kind=kind, addressee=to, opens=4, settles=2)


def ad_question(client: str = "K1", gemeente: str = "Leiden", rank: int = 1, week: int = 0) -> AdQuestion:
    """Give a question to the arbeidsdeskundige about two sources that differ on lifting."""
    return AdQuestion(
        client=client,
        gemeente=gemeente,
        kind=AdKind.CONTRADICTION,
        code="IV-13",
        heard=(
            Heard(what=Source.UWV.value, recorded_on=date(2026, 6, 12), level=1),
            Heard(what=Source.CASEWORKER.value, recorded_on=date(2026, 9, 1), level=0),
        ),
        opens=3,
        vacancies=("V1", "V2"),
        rank=rank,
        week=week,
    )


def acquisition() -> Acquisition:
    """Give an order to the employers' desk."""
    return Acquisition(
        occupation="tuin",
        area="Leiden",
        people=2,
        clients=("K1", "K4"),
        week_minutes_from=960,
        week_minutes_to=1440,
        due_on=DAY + timedelta(weeks=8),
    )


def investment() -> Investment:
    """Give what one kind of step would do over everybody."""
    return Investment(name=StepName(kind=StepKind.TRAVEL), people=7, first=2, pairs=31)


def quality(*clients: str) -> Quality:
    """Give how good the data of some people and one vacancy are."""
    return Quality(
        clients=tuple(
            ClientQuality(client=client, items_known=40, items=61, facts_known=7, facts=9, contradictions=1)
            for client in clients
        ),
        vacancies=(VacancyQuality(vacancy="V1", items_known=50, items=61, items_derived=10, answers_open=2),),
        people=3,
        people_if_known=4,
        pairs=9,
        pairs_if_known=12,
        sure=5,
        sure_if_known=12,
        late=clients[:1],
    )
