"""What was recorded about somebody beside his profile, one sentence a row: readings, the ladder, choices, decisions."""

from collections.abc import Mapping

from web.language.cells import cell_day, code_words
from web.language.pages import has, say
from web.language.support import instrument_name
from web.language.values import source_words

Cells = Mapping[str, str]


def reading_words(cells: Cells, language: str) -> str:
    """Say how a limit works out in a task, with what help, and until when that holds."""
    outcome = code_words("reading", cells["reading"], language)
    if cells["instrument"]:
        outcome = say("client.reading_with", language, support=instrument_name(cells["instrument"], language))
    if not cells["until"]:
        return outcome
    return say("client.reading_until", language, outcome=outcome, day=cell_day(cells["until"], language))


def ladder_words(cells: Cells, language: str) -> str:
    """Give a step on the Participatieladder."""
    name = code_words("ladder", cells["step"], language)
    return say("client.ladder_line", language, step=cells["step"], name=name, **_seen(cells, language))


def choice_words(cells: Cells, language: str) -> str:
    """Give what the person chose about work on a day."""
    choice = _said("w_next.choice", cells["choice"], language)
    return say("client.choice_line", language, choice=choice, day=cell_day(cells["date"], language))


def sheltered_words(cells: Cells, language: str) -> str:
    """Give the answer to a question about beschut werk, and whether the person wants advice to be asked."""
    return say(
        "client.sheltered_line",
        language,
        question=_said("w_next.sheltered", cells["question"], language),
        answer=code_words("answer", cells["answer"], language),
        agrees=code_words("answer", cells["agrees"], language),
        **_seen(cells, language),
    )


def noted_argument_words(cells: Cells, language: str) -> str:
    """Give what a colleague saw that speaks for or against a step to work."""
    argument = _said("w_next.argument", cells["code"], language)
    return say("client.argument_line", language, argument=argument, words=cells["words"], **_seen(cells, language))


def decision_words(cells: Cells, work: str, language: str) -> str:
    """Give a decision that was delivered with the data.

    Parameters
    ----------
    work
        Words for the vacancy.
    """
    decision = _said("timeline.kind", cells["decision"], language)
    line = say("client.decision_line", language, decision=decision, work=work, day=cell_day(cells["date"], language))
    parts = [line]
    if cells["reason"]:
        parts.append(say("client.decision_reason", language, reason=cells["reason"]))
    if cells["until"]:
        parts.append(say("client.decision_until", language, day=cell_day(cells["until"], language)))
    return "; ".join(parts)


def _seen(cells: Cells, language: str) -> dict[str, str]:
    return {"source": source_words(cells["source"], language), "day": cell_day(cells["date"], language)}


def _said(subject: str, code: str, language: str) -> str:
    known = f"{subject}.{code}"
    return say(known, language) if has(known) else code.replace("_", " ")
