"""What each gate says before any item is weighed: both figures in words, and what is still to be asked."""

from dataclasses import dataclass
from datetime import date

from matcher.domain.candidate import Gate, GateResult, Verdict
from web.language import numbers
from web.language.pages import has, say, texts
from web.language.said import (
    CASEWORKER,
    CLIENT,
    Question,
    hour_words,
    minute_words,
    question,
    verdict_code,
    verdict_word,
)

UNKNOWN = -1
_ASKED_OF = {
    Gate.AVAILABLE: CLIENT,
    Gate.HOURS: CLIENT,
    Gate.TIMES: CASEWORKER,
    Gate.TRAVEL: CLIENT,
    Gate.CERTIFICATE: CLIENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GateWords:
    """One gate in words.

    Attributes
    ----------
    code, word
        Verdict for a mark, and as a word.
    question
        What to ask, and of whom; only at *vraag na*.
    """

    gate: str
    name: str
    code: str
    word: str
    sentence: str
    question: Question | None


def gate_words(found: GateResult, language: str, *, day: date | None = None) -> GateWords:
    """Put one gate into words.

    Parameters
    ----------
    day
        From when, or until when, where the gate is about a day and the page knows it.
    """
    facts = gate_facts(found, language)
    return GateWords(
        gate=found.gate.value,
        name=gate_name(found.gate.value, language),
        code=verdict_code(found.verdict),
        word=verdict_word(found.verdict, language),
        sentence=_sentence(found, facts, day, language),
        question=gate_question(found, language),
    )


def gate_name(code: str, language: str) -> str:
    """Give the name of a gate."""
    return say(f"w_gates.name.{code}", language)


def gate_question(found: GateResult, language: str) -> Question | None:
    """Give what is to be asked about a gate, and of whom; None where it asks nothing."""
    if found.verdict is not Verdict.VRAAG_NA:
        return None
    text = say(f"w_gates.ask.{found.gate}", language, **gate_facts(found, language))
    return question(_ASKED_OF[found.gate], text, language)


def known_certificates() -> tuple[str, ...]:
    """Give the codes of the certificates that have a name, in the order of their list."""
    begin = "w_gates.certificate."
    return tuple(code.removeprefix(begin) for code in texts() if code.startswith(begin))


def certificate_name(code: str, language: str) -> str:
    """Give the name of a certificate; one we do not know is shown by its code."""
    known = f"w_gates.certificate.{code}"
    return say(known, language) if has(known) else code.replace("_", " ").replace("-", " ")


def gate_facts(found: GateResult, language: str) -> dict[str, str]:
    """Give what the sentences of a gate have places for: both figures, and the certificate."""
    words = minute_words if found.gate is Gate.TRAVEL else hour_words
    return {
        "has": words(max(found.has, 0), language),
        "asks": words(max(found.asks, 0), language),
        "certificate": certificate_name(found.code, language),
    }


def _sentence(found: GateResult, facts: dict[str, str], day: date | None, language: str) -> str:
    code = verdict_code(found.verdict)
    if found.gate is Gate.TRAVEL and found.asks == UNKNOWN:
        code = "minutes_unknown"
    elif found.code and found.gate is not Gate.CERTIFICATE:
        code = found.code
    if day is None or found.gate is not Gate.AVAILABLE:
        return say(f"w_gates.{found.gate}.{code}", language, **facts)
    spoken = numbers.day(day, language)
    if code == "later":
        return say(f"w_gates.{found.gate}.later_on", language, day=spoken)
    sentence = say(f"w_gates.{found.gate}.{code}", language)
    if code not in ("basis", "onderwijs"):
        return sentence
    return f"{sentence} {say(f'w_gates.{found.gate}.until', language, day=spoken)}"
