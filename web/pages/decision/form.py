"""The decision forms: what was filled in, what is wrong with it in words, and how a day and hours are read."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from werkzeug.datastructures import MultiDict

from web.language.pages import say
from web.language.weighing import field_name
from web.service.review import Fault, Form
from web.service.review.arguments import Side, WeighedArgument

VERSION, KEY, NOTE, UNTIL, REASONS = "versie", "sleutel", "note", "until", "reasons"
DAY, HOURS, ANSWER, ITEM, ADDRESSEE = "day", "hours", "answer", "item", "addressee"
MOTIVATION, ARGUMENT, OWN = "motivation.", "argument.", "own."
MISSING_VERSION = -1
LONGEST_KEY = 64
UNREADABLE = "datum_onleesbaar"
HOURS_UNREADABLE = "uren_onleesbaar"
DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
HOURS_TEXT = re.compile(r"\d{1,2}([.,]\d{1,2})?")


class Unreadable(ValueError):
    """What somebody typed in a field cannot be read; `name` is the field and `code` its fault."""

    def __init__(self, name: str, code: str) -> None:
        self.name, self.code = name, code
        super().__init__(f"{name}: {code}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFault:
    """One thing that is wrong: the id of the input it is about, and the sentence."""

    target: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form as it came in, so that nothing typed is lost.

    Attributes
    ----------
    kind
        The step, such as ``bespreken`` or ``niet_doen``; empty for a page nobody filled in yet.
    arguments
        Ticked arguments of the model, each with its side.
    """

    kind: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    arguments: tuple[tuple[str, str], ...] = ()
    faults: tuple[ShownFault, ...] = ()
    key: str = field(default_factory=lambda: secrets.token_hex(16))

    def value(self, kind: str, name: str) -> str:
        """Give what was typed in a field of one of the forms."""
        return self.values.get(name, "") if kind == self.kind else ""

    def argument(self, kind: str, side: str, code: str) -> bool:
        """Whether an argument was ticked in one of the forms."""
        return kind == self.kind and (side, code) in self.arguments

    def fault(self, kind: str, name: str) -> str:
        """Give what is wrong with a field of one of the forms."""
        target = target_of(kind, name)
        return next((one.sentence for one in self.faults if one.target == target), "")


def read_form(kind: str, form: MultiDict[str, str]) -> Filled:
    """Give a form as it was filled in."""
    values = {name: form.get(name, "") for name in form}
    key = form.get(KEY, "")
    ticked = tuple((side.value, code) for side in Side for code in form.getlist(f"{ARGUMENT}{side.value}"))
    filled = Filled(kind=kind, values=values, reasons=tuple(form.getlist(REASONS)), arguments=ticked)
    return replace(filled, key=key) if 0 < len(key) <= LONGEST_KEY else filled


def seen_version(form: MultiDict[str, str]) -> int:
    """Give the version the page was made of; without one the decision counts as out of date."""
    text = form.get(VERSION, "")
    return int(text) if text.isdecimal() and len(text) < 9 else MISSING_VERSION


def form_of(filled: Filled, proposal_id: str, actor: str, version: int) -> Form:
    """Give what the service needs of every form."""
    return Form(proposal_id=proposal_id, actor=actor, seen_version=version, idempotency_key=filled.key)


def motivations(filled: Filled) -> dict[str, str]:
    """Give the motivation by item or gate."""
    return {name.removeprefix(MOTIVATION): text for name, text in filled.values.items() if name.startswith(MOTIVATION)}


def arguments(filled: Filled) -> tuple[WeighedArgument, ...]:
    """Give the arguments somebody ticked and those of his own."""
    ticked = [WeighedArgument(side=Side(side), code=code) for side, code in filled.arguments]
    typed = ((side, " ".join(filled.values.get(f"{OWN}{side.value}", "").split())) for side in Side)
    return (*ticked, *(WeighedArgument(side=side, text=text) for side, text in typed if text))


def day_in(filled: Filled, name: str) -> date | None:
    """Give the day somebody typed in a field, as ``2026-11-30`` or ``30-11-2026``; None where nothing was typed.

    Raises
    ------
    Unreadable
        Where it is no day.
    """
    try:
        return read_day(filled.values.get(name, ""))
    except ValueError as problem:
        raise Unreadable(name, UNREADABLE) from problem


def read_day(text: str) -> date | None:
    """Give the day somebody typed, as ``2026-11-30`` or ``30-11-2026``; None where nothing was typed.

    Raises
    ------
    ValueError
        Where it is no day.
    """
    typed = text.strip()
    if not typed:
        return None
    dutch = DUTCH_DATE.fullmatch(typed)
    if dutch:
        return date(int(dutch[3]), int(dutch[2]), int(dutch[1]))
    return date.fromisoformat(typed)


def week_minutes_in(filled: Filled) -> int | None:
    """Give the hours a week somebody typed, in minutes; None where nothing was typed.

    Raises
    ------
    Unreadable
        Where it is no number of hours.
    """
    typed = filled.values.get(HOURS, "").strip()
    if not typed:
        return None
    minutes = Fraction(typed.replace(",", ".")) * 60 if HOURS_TEXT.fullmatch(typed) else Fraction(1, 2)
    if minutes.denominator != 1:
        raise Unreadable(HOURS, HOURS_UNREADABLE)
    return int(minutes)


def in_words(kind: str, faults: tuple[Fault, ...], language: str) -> tuple[ShownFault, ...]:
    """Give each fault as a sentence with the input it is about."""
    return tuple(ShownFault(target=target_of(kind, one.field), sentence=_sentence(one, language)) for one in faults)


def unreadable(kind: str, problem: Unreadable, language: str) -> tuple[ShownFault, ...]:
    """Give the fault of a day or hours nobody can read."""
    return (ShownFault(target=target_of(kind, problem.name), sentence=say(f"decision.fault.{problem.code}", language)),)


def target_of(kind: str, name: str) -> str:
    """Give the id of an input; a fault of the proposal as a whole points at its form."""
    if name in ("proposal", "undo"):
        return kind
    return f"{kind}-{name}".replace(".", "-")


def _sentence(fault: Fault, language: str) -> str:
    facts = dict(fault.facts)
    if fault.field.startswith(MOTIVATION):
        facts["item"] = field_name(fault.field.removeprefix(MOTIVATION), language)
    elif "item" in facts:
        facts["item"] = field_name(facts["item"], language)
    if "status" in facts:
        facts["status"] = say(f"words.status.{facts['status']}", language)
    return say(f"decision.fault.{fault.code}", language, **facts)
