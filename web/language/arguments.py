"""Arguments for and against a next step in words, each with the values it cites."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matcher.catalogue.items import ItemType, load_catalogue
from matcher.domain.argument import Argument, Fact, FactKind, FactName
from matcher.domain.nearmiss import Step, StepKind
from matcher.domain.question import QuestionKind
from web.language.asked import question_name
from web.language.gates import certificate_name, gate_name
from web.language.items import item_name
from web.language.names import occupation_name, sector_name
from web.language.numbers import day, hours, money, whole
from web.language.pages import counted, has, say
from web.language.said import hour_words
from web.language.steps import step_words
from web.language.values import source_words, value_words

COUNTED = (FactName.PROPOSABLE, FactName.PLACES, FactName.FITTING, FactName.WAITING_MONTHS, FactName.TIMES)
AMOUNTS = (FactName.AVAILABLE, FactName.ASKED_MINUTES)
STEP_FACTS = (FactName.STEP, FactName.BEFORE, FactName.AFTER)
LEVELS = (FactName.LEVEL, FactName.OTHER_LEVEL)
NOT_SAID = "-1"
ONCE, PEOPLE = "once_cents", "supported_people"
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentWords:
    """One argument: what it says, and the cited values as a line beside it."""

    text: str
    cited: str
    is_for: bool


def argument_words(found: Argument, vacancies: Names, language: str) -> ArgumentWords:
    """Put one argument into words.

    Parameters
    ----------
    vacancies
        Words for vacancies, by key.
    """
    cited = [*_steps(found.facts, language), *_questions(found.facts, language), *_said(found.facts, language)]
    cited += [_fact(fact, found.facts, vacancies, language) for fact in found.facts if fact.name not in _APART]
    return ArgumentWords(
        text=say(f"w_next.argument.{found.code}", language),
        cited=", ".join(part for part in cited if part),
        is_for=found.is_for,
    )


def _steps(facts: Sequence[Fact], language: str) -> Iterator[str]:
    """Give each step that is cited: its kind, what it is about, from and to."""
    for own in _groups(facts, FactName.STEP):
        value = {fact.name: fact.value for fact in own}
        code = _about(own)
        yield step_words(
            Step(
                kind=StepKind(value[FactName.STEP]),
                code=code,
                before=int(value[FactName.BEFORE]),
                after=int(value[FactName.AFTER]),
            ),
            language,
        )


def _questions(facts: Sequence[Fact], language: str) -> Iterator[str]:
    for own in _groups(facts, FactName.QUESTION):
        value = {fact.name: fact.value for fact in own}
        code = _about(own)
        yield question_name(QuestionKind(value[FactName.QUESTION]), code, language)


def _about(facts: Sequence[Fact]) -> str:
    """Give the item or the certificate that a step or a question is about; empty where it is about neither."""
    return next((fact.value for fact in facts if fact.name in (FactName.ITEM, FactName.CERTIFICATE)), "")


def _groups(facts: Sequence[Fact], start: FactName) -> Iterator[list[Fact]]:
    """Cut facts into groups that each begin with one name."""
    own: list[Fact] = []
    for fact in facts:
        if fact.name is start and own:
            yield own
            own = []
        if fact.name is start or own:
            own.append(fact)
    if own:
        yield own


def _said(facts: Sequence[Fact], language: str) -> Iterator[str]:
    """Give what two sources said of one item: the item, then each with its value."""
    value = {fact.name: fact.value for fact in facts}
    if FactName.LEVEL in value:
        yield item_name(value[FactName.ITEM], language)
    for source, level in ((FactName.SOURCE, FactName.LEVEL), (FactName.OTHER_SOURCE, FactName.OTHER_LEVEL)):
        if level in value and source in value:
            words = _level(value[FactName.ITEM], value[level], language)
            yield say("w_next.fact.says", language, source=source_words(value[source], language), value=words)


def _level(item: str, text: str, language: str) -> str:
    if load_catalogue().by_code(item).type is ItemType.SET:
        numbers = [int(part) for part in text.split("|")] if text not in (NOT_SAID, "0") else []
        return value_words(item, 0, numbers, language)
    return value_words(item, int(text), (), language)


_APART = (*STEP_FACTS, FactName.QUESTION, *LEVELS)


def _fact(fact: Fact, facts: Sequence[Fact], vacancies: Names, language: str) -> str:
    names = {one.name for one in facts}
    if fact.name in (FactName.ITEM, FactName.CERTIFICATE) and names & {FactName.STEP, FactName.QUESTION}:
        return ""
    if fact.name in (FactName.ITEM, FactName.SOURCE, FactName.OTHER_SOURCE) and FactName.LEVEL in names:
        return ""
    if fact.name is FactName.OPENS:
        return counted("w_next.fact.opent_werk", int(fact.value), language)
    if fact.name in COUNTED:
        return counted(f"w_next.fact.{fact.name}", int(fact.value), language)
    words = _words(fact, facts, vacancies, language)
    own = f"w_next.fact.{fact.name}"
    return say(own, language, value=words) if has(own) else words


def _words(fact: Fact, facts: Sequence[Fact], vacancies: Names, language: str) -> str:
    if fact.kind is FactKind.DAY:
        return day(date.fromisoformat(fact.value), language)
    if fact.kind is FactKind.WEEK_MINUTES:
        return hour_words(int(fact.value), language)
    if fact.kind is FactKind.ITEM:
        return item_name(fact.value, language)
    if fact.kind is FactKind.VACANCY:
        return vacancies.get(fact.value, fact.value)
    if fact.kind is FactKind.OCCUPATION:
        return occupation_name(fact.value, language)
    if fact.kind is FactKind.SOURCE:
        return source_words(fact.value, language)
    if fact.kind is FactKind.WORDS:
        return say("frame.quote", language, words=fact.value)
    if fact.name in AMOUNTS:
        budget = next((one.value for one in facts if one.name is FactName.BUDGET), "")
        return amount_words(budget, int(fact.value), language)
    if fact.kind is FactKind.NUMBER:
        return whole(int(fact.value), language)
    return _code(fact, language)


def _code(fact: Fact, language: str) -> str:
    if fact.name is FactName.CHOICE:
        return say(f"w_next.choice.{fact.value}", language)
    if fact.name is FactName.WISH:
        return wish_name(fact.value, language)
    if fact.name is FactName.BUDGET:
        return budget_name(fact.value, language)
    if fact.name is FactName.SHELTERED:
        return say(f"w_next.sheltered.{fact.value}", language)
    if fact.name is FactName.GOAL:
        return say(f"w_next.goal.{fact.value}", language)
    if fact.name is FactName.CERTIFICATE:
        return certificate_name(fact.value, language)
    if fact.name is FactName.GATE:
        return gate_name(fact.value, language)
    return fact.value.replace("_", " ")


def wish_name(code: str, language: str) -> str:
    """Give the words for what a wish is about, where its kind is not said with it."""
    known = f"words.sector.{code}"
    return sector_name(code, language) if has(known) else occupation_name(code, language)


def budget_name(kind: str, language: str) -> str:
    """Give the name of a budget."""
    known = f"w_outcomes.budget.{kind}"
    return say(known if has(known) else f"w_next.budget.{kind}", language)


def amount_words(kind: str, value: int, language: str) -> str:
    """Give an amount of a budget: money, people, or hours a week."""
    if kind == ONCE:
        return money(value, language)
    if kind == PEOPLE:
        return whole(value, language)
    return say("w_outcomes.budget.hours", language, hours=hours(value, language))
