"""Questions in words: to the person, the employer and the caseworker, and to the arbeidsdeskundige."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.domain.question import AdQuestion, Heard, Question, QuestionKind
from web.language.gates import certificate_name
from web.language.items import item_name, item_title
from web.language.names import occupation_name
from web.language.numbers import day
from web.language.pages import counted, has, say
from web.language.said import joined
from web.language.values import source_words, value_words

MOST_ITEMS = 5
PART = "vacancy.adapt"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWords:
    """One question in words.

    Attributes
    ----------
    who
        The role that can answer.
    opens, settles, together
        What the best answer opens, what it settles, and what must be answered with it; each empty where it is nothing.
    """

    who: str
    text: str
    opens: str
    settles: str
    together: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardWords:
    """What one of two sources said, and when; `day` is empty where that is not known."""

    who: str
    day: str
    value: str


def question_words(found: Question, language: str) -> QuestionWords:
    """Put a question into words."""
    opens = "opens_people" if found.vacancy else "opens"
    together = found.together_with
    other = question_name(together, found.together_code, language) if together else ""
    return QuestionWords(
        who=addressee_name(found.addressee.value, language),
        text=question_name(found.kind, found.code, language, found.codes),
        opens=counted(f"w_next.asked.{opens}", found.opens, language) if found.opens else "",
        settles=counted("w_next.asked.settles", found.settles, language) if found.settles else "",
        together=say("w_next.asked.together", language, other=other) if other else "",
    )


def question_name(kind: QuestionKind, code: str, language: str, codes: tuple[str, ...] = ()) -> str:
    """Give the question of a kind.

    Parameters
    ----------
    code
        Item, certificate or part of the employer's answers it is about.
    codes
        Items that are asked in one go; the first few are named.
    """
    if kind is QuestionKind.CERTIFICATE:
        name = certificate_name(code, language)
    elif kind is QuestionKind.EMPLOYER:
        name = say(f"{PART}.{code}", language) if has(f"{PART}.{code}") else code
    elif codes:
        named = [item_name(one, language) for one in codes[:MOST_ITEMS]]
        left = len(codes) - len(named)
        name = joined([*named, *([counted("w_items.and_more_items", left, language)] if left else [])], "and", language)
    else:
        name = item_title(code, language) if code else ""
    return say(f"w_next.ask.{kind}", language, name=name)


def addressee_name(code: str, language: str) -> str:
    """Give the name of a role that takes a step."""
    return say(f"w_next.to.{code}", language)


def ad_words(found: AdQuestion, language: str) -> str:
    """Put a question to the arbeidsdeskundige into words."""
    code, about = f"w_next.ad.{found.kind}", f"w_next.ad_item.{found.kind}"
    if not found.code:
        return say(code, language, name="")
    return say(about if has(about) else code, language, name=item_title(found.code, language))


def ad_name(kind: str, language: str) -> str:
    """Give why the arbeidsdeskundige is asked, in a few words."""
    return say(f"w_next.ad_name.{kind}", language)


def heard_words(found: Heard, item: str, vacancies: Mapping[str, str], language: str) -> HeardWords:
    """Say what one source said of an item.

    Parameters
    ----------
    item
        FML item the question is about; empty for a cause without one.
    vacancies
        Words for vacancies, by key.
    """
    if found.what in ("werk", "beroep"):
        is_work = found.what == "werk"
        name = vacancies.get(found.words, found.words) if is_work else occupation_name(found.words, language)
        return HeardWords(who=say(f"w_next.heard.{found.what}", language, value=name), day="", value="")
    value = value_words(item, found.level, found.conditions, language) if item else ""
    quoted = say("frame.quote", language, words=found.words) if found.words else ""
    own = f"w_next.choice.{found.what}"
    return HeardWords(
        who=say(own, language) if has(own) else source_words(found.what, language),
        day=day(found.recorded_on, language) if found.recorded_on else "",
        value=" ".join(part for part in (value, quoted) if part),
    )
