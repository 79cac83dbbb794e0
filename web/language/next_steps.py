"""What one person gets this night, in words: the step, by whom, by when, why, and what else holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.domain.argument import OutcomeKind
from matcher.domain.nearmiss import Opening
from matcher.domain.outcome import NextStep
from matcher.domain.question import AdQuestion
from web.language.arguments import ArgumentWords, argument_words
from web.language.asked import HeardWords, QuestionWords, ad_words, addressee_name, heard_words, question_words
from web.language.names import occupation_name
from web.language.numbers import day
from web.language.pages import counted, say
from web.language.steps import cost_words, group_name, how_words, step_words, time_words


@dataclass(frozen=True, slots=True, kw_only=True)
class AlsoWords:
    """Another outcome that holds, with its arguments."""

    title: str
    arguments: tuple[ArgumentWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningWords:
    """What one step, or two together, would open.

    Attributes
    ----------
    steps, groups, how
        What changes, what kind of change it is, and what somebody can do about it.
    costs, times
        What it costs and how long it takes, as far as that is known beforehand.
    vacancies
        Keys of some of what it opens.
    """

    steps: tuple[str, ...]
    groups: tuple[str, ...]
    how: tuple[str, ...]
    costs: tuple[str, ...]
    times: tuple[str, ...]
    opens: int
    opens_words: str
    vacancies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """What the person says of his own road: a step or a goal in his words, and how far it is."""

    label: str
    words: str
    status: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStepWords:
    """A next step in words.

    Attributes
    ----------
    arguments_for, arguments_against
        Of the outcome itself.
    also
        What else holds, in order.
    until, review, first_step
        Dates in words; empty where there is none.
    choice
        What the person chose about work; empty where nobody asked.
    """

    code: str
    title: str
    what: str
    who: str
    opens: str
    until: str
    review: str
    first_step: str
    is_overdue: bool
    arguments_for: tuple[ArgumentWords, ...]
    arguments_against: tuple[ArgumentWords, ...]
    also: tuple[AlsoWords, ...]
    questions: tuple[QuestionWords, ...]
    work_step: OpeningWords | None
    occupations: tuple[str, ...]
    own: tuple[OwnWords, ...]
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdWords:
    """A question to the arbeidsdeskundige in words, with its two sources."""

    text: str
    heard: tuple[HeardWords, ...]
    opens: str


def next_step_words(found: NextStep, vacancies: Mapping[str, str], language: str) -> NextStepWords:
    """Put a next step into words.

    Parameters
    ----------
    vacancies
        Words for vacancies, by key.
    """
    own = [argument for argument in found.arguments if argument.outcome is found.outcome]
    said = [argument_words(argument, vacancies, language) for argument in own]
    return NextStepWords(
        code=found.outcome.value,
        title=outcome_title(found.outcome.value, language),
        what=say(f"w_next.what.{found.outcome}", language),
        who=addressee_name(found.addressee.value, language),
        opens=counted("w_next.opens", found.opens, language) if found.opens else "",
        until=say("w_next.until", language, day=day(found.until, language)) if found.until else "",
        review=say("w_next.review", language, day=day(found.review_on, language)) if found.review_on else "",
        first_step=_first_step(found, language),
        is_overdue=found.is_overdue,
        arguments_for=tuple(one for one in said if one.is_for),
        arguments_against=tuple(one for one in said if not one.is_for),
        also=tuple(_also(kind, found, vacancies, language) for kind in found.also),
        questions=tuple(question_words(question, language) for question in found.questions),
        work_step=opening_words(found.work_step, language) if found.work_step else None,
        occupations=tuple(occupation_name(code, language) for code in found.occupations),
        own=_own(found, language),
        choice=_choice(found, language),
    )


def outcome_title(code: str, language: str) -> str:
    """Give the title of an outcome."""
    return say(f"w_next.title.{code}", language)


def outcome_short(code: str, language: str) -> str:
    """Give an outcome in a few words, as a list counts it."""
    return say(f"w_next.name.{code}", language)


def opening_words(found: Opening, language: str, path: Sequence[tuple[str, str]] = ()) -> OpeningWords:
    """Put what a step opens into words.

    Parameters
    ----------
    path
        Month and hours of the growth that was agreed with the person.
    """
    kinds = tuple(dict.fromkeys(step.kind for step in found.steps))
    return OpeningWords(
        steps=tuple(step_words(step, language) for step in found.steps),
        groups=tuple(group_name(kind, language) for kind in kinds),
        how=tuple(dict.fromkeys(how_words(kind, language) for kind in kinds)),
        costs=tuple(dict.fromkeys(cost_words(step, language) for step in found.steps)),
        times=tuple(dict.fromkeys(time_words(step, path, language) for step in found.steps)),
        opens=found.opens,
        opens_words=counted("w_next.fact.opent_werk", found.opens, language),
        vacancies=found.vacancies,
    )


def ad_question_words(found: AdQuestion, vacancies: Mapping[str, str], language: str) -> AdWords:
    """Put a question to the arbeidsdeskundige into words; the same source twice is told once."""
    heard = dict.fromkeys(heard_words(one, found.code, vacancies, language) for one in found.heard)
    return AdWords(
        text=ad_words(found, language),
        heard=tuple(heard),
        opens=counted("w_next.fact.opent_werk", found.opens, language) if found.opens else "",
    )


def _also(kind: OutcomeKind, found: NextStep, vacancies: Mapping[str, str], language: str) -> AlsoWords:
    arguments = [argument for argument in found.arguments if argument.outcome is kind]
    return AlsoWords(
        title=outcome_title(kind.value, language),
        arguments=tuple(argument_words(argument, vacancies, language) for argument in arguments),
    )


def _first_step(found: NextStep, language: str) -> str:
    code = "overdue" if found.is_overdue else "due"
    return say(f"w_next.first_step.{code}", language, day=day(found.first_step_by, language))


def _own(found: NextStep, language: str) -> tuple[OwnWords, ...]:
    made = []
    if found.own_step is not None:
        step = found.own_step
        label = say("w_next.own_step", language)
        if step.by is not None:
            label = say("w_next.own_step_by", language, day=day(step.by, language))
        made.append(
            OwnWords(
                label=label,
                words=step.words,
                status=say(f"w_next.status.{step.status}", language),
                day=day(step.recorded_on, language),
            )
        )
    made += [
        OwnWords(
            label=say(f"w_next.goal.{goal.area}", language),
            words=goal.words,
            status=say(f"w_next.status.{goal.status}", language),
            day=day(goal.recorded_on, language),
        )
        for goal in found.goals
    ]
    return tuple(made)


def _choice(found: NextStep, language: str) -> str:
    choice = found.own_choice
    if choice is None:
        return ""
    return say(
        "w_next.chose",
        language,
        choice=say(f"w_next.choice.{choice.choice}", language),
        day=day(choice.recorded_on, language),
    )
