"""The few words every part of the weighing shares: verdicts, who is asked, hours and minutes, and lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.domain.candidate import Verdict
from web.language.numbers import hours, whole
from web.language.pages import counted, say
from web.language.terminal import label

CLIENT, CASEWORKER, EMPLOYER, EXPERT = "client", "klantmanager", "werkgever", "arbeidsdeskundige"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something to be asked.

    Attributes
    ----------
    to, who
        Code of the role that can answer, and its words.
    """

    to: str
    who: str
    text: str


def question(to: str, text: str, language: str) -> Question:
    """Give a question to a role."""
    return Question(to=to, who=say(f"w_weighing.who.{to}", language), text=text)


def verdict_code(verdict: Verdict) -> str:
    """Give the code of a verdict as lists and marks use it."""
    return verdict.name.lower()


def verdict_word(verdict: Verdict, language: str) -> str:
    """Give the word for a verdict."""
    return label(f"verdict.{verdict_code(verdict)}", language)


def hour_words(minutes: int, language: str) -> str:
    """Give minutes as hours in prose: ``16 uur``; a part of an hour keeps its decimals."""
    if minutes % 60 == 0:
        return counted("w_weighing.hours", minutes // 60, language)
    return say("w_weighing.hours.more", language, count=hours(minutes, language))


def minute_words(minutes: int, language: str) -> str:
    """Give minutes in prose: ``35 minuten``."""
    return counted("w_weighing.minutes", minutes, language)


def joined(words: Sequence[str], link: str, language: str) -> str:
    """Give words as a list in prose, the last one after *and* or *or*."""
    *first, last = words or [""]
    return f"{', '.join(first)} {say(f'w_weighing.{link}', language)} {last}" if first else last


def signed(value: int, language: str) -> str:
    """Give a whole number with its sign: ``+25``, ``−6``, ``0``."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{whole(abs(value), language)}"
