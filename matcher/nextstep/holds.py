"""The eleven outcomes: when each holds, said by the arguments for it; none where it does not hold."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from matcher.domain.argument import Argument, ArgumentCode, Fact, FactName, OutcomeKind
from matcher.domain.client import Client, Stance, Wish, WishKind
from matcher.domain.nearmiss import StepKind
from matcher.domain.profile import Answer
from matcher.domain.question import AdKind, AdQuestion, QuestionKind
from matcher.domain.road import ShelteredFact
from matcher.nextstep.case import Case
from matcher.nextstep.experts import FIRST
from matcher.scales import Scales

Holds = Callable[[Case, Scales], tuple[Argument, ...]]
Cited = tuple[FactName, "int | str | date"]
SHOWN = 3
_AD_ARGUMENT = {
    AdKind.DROP_OUTS: ArgumentCode.DROP_OUTS,
    AdKind.OVERESTIMATION: ArgumentCode.OVERESTIMATES,
    AdKind.CONTRADICTION: ArgumentCode.CONTRADICTION,
    AdKind.TEXT_UNREAD: ArgumentCode.TEXT_UNREAD,
    AdKind.ACCUMULATION: ArgumentCode.ACCUMULATION,
}


def argue(outcome: OutcomeKind, code: ArgumentCode, *cited: Cited, is_for: bool = True) -> Argument:
    """Give an argument with the values it cites; values that are empty texts are left out."""
    facts = tuple(Fact.of(name, value) for name, value in cited if value != "")
    return Argument(code=code, outcome=outcome, is_for=is_for, facts=facts)


def stop_of(client: Client) -> Wish | None:
    """Give the person's own objection to being searched for; None where he made none."""
    wishes = (wish for wish in client.wishes if wish.kind is WishKind.SEARCH and wish.stance is Stance.NOT)
    return next(wishes, None)


def starts_later(client: Client, scales: Scales) -> date | None:
    """Give the day on which a person is free, where that is further off than is planned ahead."""
    free_on = client.available_from
    horizon = scales.day + timedelta(days=scales.policy.start_lead_days)
    return free_on if free_on is not None and free_on > horizon else None


def is_free(client: Client, scales: Scales) -> bool:
    """Whether nothing of the person himself keeps him from any vacancy: not at work, not busy, not later, no stop."""
    untils = (client.basics_first_until, client.education_first_until)
    is_busy = client.is_placed or any(until is not None and until > scales.day for until in untils)
    return not is_busy and stop_of(client) is None and starts_later(client, scales) is None


def _not_available(case: Case, scales: Scales) -> tuple[Argument, ...]:
    client, kind = case.client, OutcomeKind.NOT_AVAILABLE
    found: list[Argument] = []
    stop, later, school = stop_of(client), starts_later(client, scales), client.education_first_until
    if stop is not None:
        said: tuple[Cited, ...] = ((FactName.RECORDED_ON, stop.recorded_on), (FactName.WORDS, stop.words))
        found.append(argue(kind, ArgumentCode.OWN_STOP, *said))
    if client.is_placed:
        found.append(argue(kind, ArgumentCode.AT_WORK, *_placement(case, scales)))
    if school is not None and school > scales.day:
        found.append(argue(kind, ArgumentCode.EDUCATION_FIRST, (FactName.UNTIL, school)))
    if later is not None:
        found.append(argue(kind, ArgumentCode.LATER, (FactName.UNTIL, later)))
    return tuple(found)


def _placement(case: Case, scales: Scales) -> tuple[Cited, ...]:
    placement = case.placement
    if placement is None:
        return ((FactName.TIMES, 1),)
    return (
        (FactName.VACANCY, placement.vacancy),
        (FactName.LAST_ON, placement.started_on),
        (FactName.UNTIL, placement.ended_on or ""),
    )


def _basics_first(case: Case, scales: Scales) -> tuple[Argument, ...]:
    until = case.client.basics_first_until
    if until is None or until <= scales.day:
        return ()
    return (argue(OutcomeKind.BASICS_FIRST, ArgumentCode.BASICS_FIRST, (FactName.UNTIL, until)),)


def _ask_expert_first(case: Case, _: Scales) -> tuple[Argument, ...]:
    asked = [question for question in case.expert if question.kind in FIRST]
    return tuple(_expert_argument(OutcomeKind.ASK_EXPERT_FIRST, question) for question in asked)


def _expert_argument(outcome: OutcomeKind, question: AdQuestion) -> Argument:
    first, second = question.heard
    is_source = question.kind in (AdKind.CONTRADICTION, AdKind.OVERESTIMATION)
    cited: list[Cited] = [
        (FactName.ITEM, question.code),
        (FactName.SOURCE, "" if question.kind is AdKind.DROP_OUTS else first.what),
        (FactName.OTHER_SOURCE, second.what if is_source else ""),
        (FactName.RECORDED_ON, first.recorded_on or ""),
        (FactName.LAST_ON, (second.recorded_on or "") if is_source or question.kind is AdKind.DROP_OUTS else ""),
    ]
    if question.kind is AdKind.CONTRADICTION:
        cited += [(FactName.LEVEL, _said(first.level, first.conditions))]
        cited += [(FactName.OTHER_LEVEL, _said(second.level, second.conditions))]
    if question.kind is AdKind.DROP_OUTS:
        cited += [(FactName.CAUSE, second.words or first.words), (FactName.TIMES, 2)]
    cited += [(FactName.OPENS, question.opens)]
    return argue(outcome, _AD_ARGUMENT[question.kind], *cited)


def _said(level: int, conditions: Sequence[int]) -> str:
    return "|".join(str(number) for number in conditions) if conditions else str(level)


def _proposal(case: Case, _: Scales) -> tuple[Argument, ...]:
    standing = case.standing
    if standing.in_discussion:
        cited = (FactName.VACANCY, standing.in_discussion)
        return (argue(OutcomeKind.PROPOSAL, ArgumentCode.IN_DISCUSSION, cited),)
    if not standing.proposed:
        return ()
    facts: tuple[Cited, ...] = ((FactName.VACANCY, standing.proposed), (FactName.POINTS, standing.points))
    return (argue(OutcomeKind.PROPOSAL, ArgumentCode.PROPOSED, *facts),)


def _waits_for_place(case: Case, _: Scales) -> tuple[Argument, ...]:
    """Holds for who could be proposed and is not; what would change it is one place more, or support to that amount."""
    kind, standing = OutcomeKind.WAITS_FOR_PLACE, case.standing
    if not case.proposable or standing.proposed or standing.in_discussion:
        return ()
    found = [argue(kind, ArgumentCode.PROPOSABLE, (FactName.PROPOSABLE, case.proposable))]
    lost = standing.elsewhere
    if lost is None:
        return tuple(found)
    best: tuple[Cited, ...] = ((FactName.VACANCY, lost.vacancy), (FactName.POINTS, lost.points))
    if lost.budget:
        room: tuple[Cited, ...] = ((FactName.BUDGET, lost.budget), (FactName.AVAILABLE, lost.available))
        found.append(argue(kind, ArgumentCode.SUPPORT_ELSEWHERE, *best, *room))
        found.append(
            argue(
                kind,
                ArgumentCode.WOULD_CHANGE_SUPPORT,
                (FactName.BUDGET, lost.budget),
                (FactName.ASKED_MINUTES, lost.asked),
            )
        )
        return tuple(found)
    filled: tuple[Cited, ...] = ((FactName.PLACES, lost.places), (FactName.FITTING, lost.fitting))
    found.append(argue(kind, ArgumentCode.PLACE_ELSEWHERE, *best, *filled))
    found.append(
        argue(
            kind, ArgumentCode.WOULD_CHANGE_PLACE, (FactName.VACANCY, lost.vacancy), (FactName.PLACES, lost.places + 1)
        )
    )
    return tuple(found)


def _ask_expert(case: Case, _: Scales) -> tuple[Argument, ...]:
    """Holds where nothing can be proposed and an answer of the arbeidsdeskundige would open something."""
    if case.proposable:
        return ()
    asked = [question for question in case.expert if question.kind not in FIRST and question.opens]
    return tuple(_expert_argument(OutcomeKind.ASK_EXPERT, question) for question in asked[:SHOWN])


def _ask(case: Case, _: Scales) -> tuple[Argument, ...]:
    found = []
    for answer in case.answers[:SHOWN]:
        cited: list[Cited] = []
        for unknown in answer.unknowns:
            name = FactName.CERTIFICATE if unknown.kind is QuestionKind.CERTIFICATE else FactName.ITEM
            cited += [(FactName.QUESTION, unknown.kind), (name, unknown.code)]
        found.append(argue(OutcomeKind.ASK, ArgumentCode.ANSWER_OPENS, *cited, (FactName.OPENS, len(answer.vacancies))))
    return tuple(found)


def _develop(case: Case, _: Scales) -> tuple[Argument, ...]:
    found = []
    for opening in case.steps[:SHOWN]:
        cited: list[Cited] = []
        for step in opening.steps:
            name = FactName.CERTIFICATE if step.kind is StepKind.CERTIFICATE else FactName.ITEM
            cited += [(FactName.STEP, step.kind), (name, step.code)]
            cited += [(FactName.BEFORE, step.before), (FactName.AFTER, step.after)]
        found.append(argue(OutcomeKind.DEVELOP, ArgumentCode.STEP_OPENS, *cited, (FactName.OPENS, opening.opens)))
    return tuple(found)


def _sheltered(case: Case, _: Scales) -> tuple[Argument, ...]:
    """Holds on a yes of an arbeidsdeskundige or of UWV and with the person's agreement; on nothing else, ever."""
    yes = [fact for fact in case.road.sheltered if fact.answer is Answer.YES and fact.agrees is Answer.YES]
    return tuple(_sheltered_argument(fact) for fact in yes)


def _sheltered_argument(fact: ShelteredFact) -> Argument:
    return argue(
        OutcomeKind.SHELTERED_ADVICE,
        ArgumentCode.SHELTERED_YES,
        (FactName.SHELTERED, fact.question),
        (FactName.SOURCE, fact.source),
        (FactName.RECORDED_ON, fact.recorded_on),
    )


def _waits_for_vacancy(case: Case, _: Scales) -> tuple[Argument, ...]:
    kind = OutcomeKind.WAITS_FOR_VACANCY
    return tuple(argue(kind, ArgumentCode.OCCUPATION_FITS, (FactName.OCCUPATION, code)) for code in case.occupations)


def _participation(case: Case, scales: Scales) -> tuple[Argument, ...]:
    """Holds where nothing else does, or where the person named goals of his own; a team never chooses it."""
    kind = OutcomeKind.PARTICIPATION
    found = [
        argue(
            kind,
            ArgumentCode.GOAL,
            (FactName.GOAL, goal.area),
            (FactName.WORDS, goal.words),
            (FactName.RECORDED_ON, goal.recorded_on),
        )
        for goal in case.road.goals
    ]
    if case.nearest is not None:
        cited: list[Cited] = [(FactName.OCCUPATION, case.nearest.occupation)]
        cited += [(FactName.ITEM if "-" in code else FactName.GATE, code) for code in case.nearest.stopped_by]
        found.insert(0, argue(kind, ArgumentCode.NO_OCCUPATION_FITS, *cited))
    return tuple(found)


HOLDS: tuple[tuple[OutcomeKind, Holds], ...] = (
    (OutcomeKind.NOT_AVAILABLE, _not_available),
    (OutcomeKind.BASICS_FIRST, _basics_first),
    (OutcomeKind.ASK_EXPERT_FIRST, _ask_expert_first),
    (OutcomeKind.PROPOSAL, _proposal),
    (OutcomeKind.WAITS_FOR_PLACE, _waits_for_place),
    (OutcomeKind.ASK_EXPERT, _ask_expert),
    (OutcomeKind.ASK, _ask),
    (OutcomeKind.DEVELOP, _develop),
    (OutcomeKind.SHELTERED_ADVICE, _sheltered),
    (OutcomeKind.WAITS_FOR_VACANCY, _waits_for_vacancy),
    (OutcomeKind.PARTICIPATION, _participation),
)
"""In the order in which they are tried; the first that has an argument is the outcome."""
