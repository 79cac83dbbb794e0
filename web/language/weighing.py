"""The weighing of one pair as a whole in words: its open questions, its start, its journey and its summary."""

from matcher.domain.candidate import Contradiction, Fit, Verdict
from matcher.domain.profile import Capacity, CapacityValue
from matcher.domain.support import SupportPackage
from web.language.gates import gate_name, gate_question
from web.language.items import item_name, item_question
from web.language.numbers import day
from web.language.pages import counted, say
from web.language.said import EXPERT, Question, hour_words, minute_words, question, verdict_code, verdict_word
from web.language.support import package_questions
from web.language.values import value_words

__all__ = [
    "Question", "field_name", "never_counts", "questions", "start_hours", "start_hours_you", "summary", "travel_words",
    "verdict_code", "verdict_word",
]  # fmt: skip

GATE_PREFIX = "poort."
UNKNOWN = -1


def field_name(field: str, language: str) -> str:
    """Give the name of what a motivation is written for: an item's code, or a gate's after ``poort.``."""
    if field.startswith(GATE_PREFIX):
        return gate_name(field.removeprefix(GATE_PREFIX), language)
    return item_name(field, language)


def questions(fit: Fit, package: SupportPackage | None, language: str) -> tuple[Question, ...]:
    """Give all that is still to be asked about a pair: gates, items (a couple once), then its package."""
    gates = (gate_question(gate, language) for gate in fit.gates)
    items = (item_question(item, fit, language) for item in fit.items if not item.is_duplicate)
    parts = package_questions(package, language) if package else ()
    differ = (_differ(found, fit, language) for found in fit.contradictions)
    return tuple(dict.fromkeys(one for one in (*gates, *items, *differ, *parts) if one is not None))


def _differ(found: Contradiction, fit: Fit, language: str) -> Question:
    """Ask the arbeidsdeskundige which of two sources is right, and say what the other would make of the pair."""
    decided = next((item.capacity for item in fit.items if item.item == found.item), None)
    facts = {"name": item_name(found.item, language), "loose": _said(found.item, found.looser, language)}
    if decided is None:
        text = say("w_weighing.differ_one", language, **facts)
    else:
        text = say("w_weighing.differ", language, strict=_said(found.item, decided, language), **facts)
    word = verdict_word(found.verdict, language)
    return question(EXPERT, f"{text} {say('w_weighing.differ_then', language, word=word)}", language)


def _said(item: str, value: Capacity | CapacityValue, language: str) -> str:
    words = value_words(item, value.level, value.conditions, language)
    source = say(f"w_items.source.{value.source}", language)
    return f"{words} ({source}, {day(value.recorded_on, language)})"


def start_hours(fit: Fit, language: str) -> str:
    """Say to an adviser with how many hours a proposal starts."""
    return say("w_weighing.start", language, hours=hour_words(fit.planned_week_minutes, language))


def start_hours_you(fit: Fit, language: str) -> str:
    """Say to the person with how many hours a proposal starts."""
    return say("w_weighing.start_you", language, hours=hour_words(fit.planned_week_minutes, language))


def travel_words(minutes: int | None, limit: int | None, language: str) -> str:
    """Give the journey and the person's own limit; unknown is said, never taken for nothing."""
    has_minutes, has_limit = minutes is not None and minutes >= 0, limit is not None and limit >= 0
    code = {
        (True, True): "travel",
        (True, False): "travel_no_limit",
        (False, True): "travel_unknown",
        (False, False): "travel_nothing",
    }[has_minutes, has_limit]
    facts = {"minutes": minute_words(minutes or 0, language), "limit": minute_words(limit or 0, language)}
    return say(f"w_weighing.{code}", language, **facts)


def summary(fit: Fit, language: str) -> str:
    """Give the lead of a page: hours, journey, and how much there is to mind and to ask (a couple counts once)."""
    minutes = fit.travel_minutes
    if minutes == UNKNOWN:
        journey = say("w_weighing.lead_travel_unknown", language)
    elif not minutes:
        journey = say("w_weighing.lead_travel_same", language)
    else:
        journey = say("w_weighing.lead_travel", language, minutes=minute_words(minutes, language))
    verdicts = [gate.verdict for gate in fit.gates] + [item.verdict for item in fit.items if not item.is_duplicate]
    said = [start_hours(fit, language), journey]
    for verdict, code in ((Verdict.LET_OP, "lead_heavy"), (Verdict.VRAAG_NA, "lead_ask")):
        if count := verdicts.count(verdict):
            said.append(counted(f"w_weighing.{code}", count, language))
    if fit.verdict is Verdict.PAST:
        said.append(say("w_weighing.lead_fits", language))
    return " ".join(said)


def never_counts(language: str) -> str:
    """Say what has no place in any weighing."""
    return f"{say('w_weighing.never', language)} {say('w_weighing.never_employer', language)}"
