"""One change in words: what it is now and what it would be, in the units of the item itself."""

from collections.abc import Mapping, Sequence

from matcher.catalogue.items import load_catalogue
from matcher.domain.nearmiss import Step, StepKind, StepName
from web.language.cells import minutes_of
from web.language.gates import certificate_name
from web.language.items import item_name
from web.language.pages import counted, has, say
from web.language.said import hour_words, minute_words
from web.language.sides import can_level, condition_text


def step_words(step: Step, language: str, tasks: Mapping[str, str] | None = None) -> str:
    """Say what changes, from what to what.

    Parameters
    ----------
    tasks
        Words for the tasks of the vacancy, by key; a task without words is named by its key.
    """
    code = f"w_steps.{step.kind}"
    if step.kind is StepKind.ITEM:
        item = load_catalogue().by_code(step.code)
        before, after = (can_level(item, level, language) for level in (step.before, step.after))
        return say(code, language, name=item_name(step.code, language), before=before, after=after)
    if step.kind is StepKind.HOURS:
        return say(code, language, before=hour_words(step.before, language), after=hour_words(step.after, language))
    if step.kind is StepKind.TRAVEL:
        return say(code, language, before=minute_words(step.before, language), after=minute_words(step.after, language))
    return name_words(StepName.of(step), language, tasks)


def name_words(name: StepName, language: str, tasks: Mapping[str, str] | None = None) -> str:
    """Say what changes, whoever takes the step."""
    code = f"w_steps.{name.kind}"
    if name.kind is StepKind.CONDITION:
        item = load_catalogue().by_code(name.code)
        condition = condition_text(item, name.condition, language)
        return say(code, language, name=item_name(name.code, language), condition=condition)
    if name.kind is StepKind.CERTIFICATE:
        return say(code, language, certificate=certificate_name(name.code, language))
    if name.kind is StepKind.EMPLOYER:
        return say(f"{code}.{name.code}", language)
    if name.kind is StepKind.TASK:
        return say(code, language, task=(tasks or {}).get(name.code, name.code))
    known = item_name(name.code, language) if name.kind is StepKind.ITEM else ""
    return say(f"w_steps.name.{name.kind}", language, name=known)


def group_name(kind: StepKind, language: str) -> str:
    """Give what kind of change it is, in a word or two."""
    return say(f"w_steps.group.{kind}", language)


def how_words(kind: StepKind, language: str) -> str:
    """Say what somebody can do to bring a change about."""
    return say(f"w_steps.how.{kind}", language)


def cost_words(step: Step, language: str) -> str:
    """Say what a step costs as far as that is known beforehand; what nobody knows yet is never told as nothing."""
    return _told("cost", step, language)


def time_words(step: Step, path: Sequence[tuple[str, str]], language: str) -> str:
    """Say how long a step takes as far as that is known beforehand.

    Parameters
    ----------
    path
        Month and hours of the growth that was agreed with the person.
    """
    if step.kind is StepKind.HOURS:
        reached = (int(month) for month, hours in path if month.isdecimal() and (minutes_of(hours) or 0) >= step.after)
        if (month := min(reached, default=None)) is not None:
            return counted("w_steps.time.path", month, language)
    return _told("time", step, language)


def _told(what: str, step: Step, language: str) -> str:
    own = f"w_steps.{what}.{step.kind}"
    part = f"{own}.{step.code}"
    return say(part if has(part) else own, language)
