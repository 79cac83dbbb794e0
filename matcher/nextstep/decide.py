"""One outcome for one person: the first that holds, what else holds, by whom, by when and why."""

from datetime import date, timedelta

from matcher.domain.argument import Argument, OutcomeKind
from matcher.domain.nearmiss import Opening, StepKind
from matcher.domain.outcome import NextStep
from matcher.domain.question import Addressee
from matcher.errors import ProblemError
from matcher.nextstep.case import Case
from matcher.nextstep.experts import FIRST
from matcher.nextstep.holds import HOLDS, starts_later, stop_of
from matcher.nextstep.speak import spoken
from matcher.scales import Scales

SHOWN = 10
ADVICE_DAYS = 56
"""UWV advises on beschut werk within eight weeks (Besluit advisering beschut werk, art. 2)."""
_ADDRESSEES = {
    OutcomeKind.BASICS_FIRST: Addressee.CASEWORKER,
    OutcomeKind.ASK_EXPERT_FIRST: Addressee.EXPERT,
    OutcomeKind.PROPOSAL: Addressee.CASEWORKER,
    OutcomeKind.ASK_EXPERT: Addressee.EXPERT,
    OutcomeKind.SHELTERED_ADVICE: Addressee.UWV,
    OutcomeKind.WAITS_FOR_VACANCY: Addressee.EMPLOYERS_DESK,
}
_OWN_STEPS = (StepKind.HOURS, StepKind.TRAVEL)


def decide(case: Case, scales: Scales) -> NextStep:
    """Give the next step of one person.

    Raises
    ------
    ProblemError
        If nothing holds: the case was put together without the work that is nearest to him.
    """
    found = [(kind, arguments) for kind, holds in HOLDS if (arguments := holds(case, scales))]
    if not found:
        raise ProblemError(
            f"Client {case.client.key} has no outcome: nothing was weighed for him. Report this with the run's files."
        )
    outcome, arguments = found[0]
    first_step_by, is_overdue = first_step(case, scales)
    keys = _vacancies(case, outcome)
    return NextStep(
        client=str(case.client.key),
        outcome=outcome,
        also=tuple(kind for kind, _ in found[1:]),
        arguments=(*_all(found), *spoken(case, outcome, scales)),
        addressee=_addressee(case, outcome),
        opens=_opens(case, outcome, arguments),
        vacancies=keys[:SHOWN],
        until=_until(case, outcome, scales),
        review_on=_review_on(outcome, scales),
        first_step_by=first_step_by,
        is_overdue=is_overdue,
        questions=case.questions,
        opening=case.steps[0] if case.steps else None,
        occupations=case.occupations,
        work_step=_work_step(case),
        goals=case.road.goals,
        own_step=case.road.own_step,
        own_choice=case.road.choice,
    )


def first_step(case: Case, scales: Scales) -> tuple[date, bool]:
    """Give the day by which a concrete step is due and whether it has passed; at once where there never was one.

    Who is at work has had his step.
    """
    if case.client.is_placed and case.placement is not None:
        return case.placement.started_on, False
    stepped_on = case.client.last_step_on
    if stepped_on is None:
        return scales.day, True
    due_on = stepped_on + timedelta(days=scales.policy.next_step.first_step_days)
    return due_on, due_on < scales.day


def _all(found: list[tuple[OutcomeKind, tuple[Argument, ...]]]) -> tuple[Argument, ...]:
    """Give the arguments of the outcome, and behind them those of what else holds."""
    return tuple(argument for _, arguments in found for argument in arguments)


def _addressee(case: Case, outcome: OutcomeKind) -> Addressee:
    if outcome is OutcomeKind.NOT_AVAILABLE:
        return Addressee.PERSON if stop_of(case.client) else Addressee.CASEWORKER
    if outcome is OutcomeKind.WAITS_FOR_PLACE:
        lost = case.standing.elsewhere
        return Addressee.CASEWORKER if lost and lost.budget else Addressee.EMPLOYERS_DESK
    if outcome is OutcomeKind.ASK and case.questions:
        return case.questions[0].addressee
    if outcome is OutcomeKind.DEVELOP:
        return (
            Addressee.PERSON if all(step.kind in _OWN_STEPS for step in case.steps[0].steps) else Addressee.CASEWORKER
        )
    if outcome is OutcomeKind.PARTICIPATION:
        is_asked = bool(case.expert)
        return Addressee.EXPERT if is_asked else Addressee.PERSON
    return _ADDRESSEES[outcome]


def _vacancies(case: Case, outcome: OutcomeKind) -> tuple[str, ...]:
    if outcome is OutcomeKind.PROPOSAL:
        return (case.standing.proposed or case.standing.in_discussion,)
    if outcome in (OutcomeKind.ASK_EXPERT_FIRST, OutcomeKind.ASK_EXPERT):
        asked = [one for one in case.expert if (one.kind in FIRST) is (outcome is OutcomeKind.ASK_EXPERT_FIRST)]
        return tuple(sorted({key for question in asked for key in question.vacancies}))
    if outcome is OutcomeKind.ASK:
        return case.answers[0].vacancies
    if outcome is OutcomeKind.DEVELOP:
        return case.steps[0].vacancies
    lost = case.standing.elsewhere
    return (lost.vacancy,) if outcome is OutcomeKind.WAITS_FOR_PLACE and lost else ()


def _opens(case: Case, outcome: OutcomeKind, arguments: tuple[Argument, ...]) -> int:
    """Give what the step itself opens, exactly: of several questions or steps the one that is named first."""
    if outcome in (OutcomeKind.ASK_EXPERT_FIRST, OutcomeKind.ASK_EXPERT):
        asked = [one for one in case.expert if (one.kind in FIRST) is (outcome is OutcomeKind.ASK_EXPERT_FIRST)]
        return max(question.opens for question in asked)
    if outcome is OutcomeKind.ASK:
        return len(case.answers[0].vacancies)
    return case.steps[0].opens if outcome is OutcomeKind.DEVELOP else 0


def _until(case: Case, outcome: OutcomeKind, scales: Scales) -> date | None:
    client = case.client
    if outcome is OutcomeKind.NOT_AVAILABLE:
        ends = (client.education_first_until, starts_later(client, scales), _placed_until(case))
        return max((end for end in ends if end is not None and end > scales.day), default=None)
    if outcome is OutcomeKind.BASICS_FIRST:
        return client.basics_first_until
    if outcome in (OutcomeKind.ASK_EXPERT_FIRST, OutcomeKind.ASK_EXPERT):
        return scales.day + timedelta(days=7 * (1 + min(question.week for question in case.expert)))
    if outcome is OutcomeKind.SHELTERED_ADVICE:
        return scales.day + timedelta(days=ADVICE_DAYS)
    if outcome is OutcomeKind.WAITS_FOR_VACANCY:
        return scales.day + timedelta(days=scales.policy.next_step.acquisition_days)
    return None


def _placed_until(case: Case) -> date | None:
    return case.placement.ended_on if case.placement else None


def _review_on(outcome: OutcomeKind, scales: Scales) -> date | None:
    looked_at = (OutcomeKind.NOT_AVAILABLE, OutcomeKind.BASICS_FIRST, OutcomeKind.WAITS_FOR_PLACE,
                 OutcomeKind.DEVELOP, OutcomeKind.PARTICIPATION)  # fmt: skip
    return scales.day + timedelta(days=scales.policy.next_step.review_days) if outcome in looked_at else None


def _work_step(case: Case) -> Opening | None:
    if case.steps:
        return case.steps[0]
    return case.nearest.opening if case.nearest else None
