"""Forms that change what is stored: what was filled in, what is wrong with it, and whether its effect was seen."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2b

from flask import request
from werkzeug.datastructures import MultiDict

from matcher.read import RejectedRow
from web.language.intake import reason_sentence, remedy_sentence
from web.pages.decision.form import KEY, LONGEST_KEY, VERSION, ShownFault, read_day
from web.pages.frame import language, visitor
from web.service.entering.saving import Typing

STEP, SAVE, LOOKED = "stap", "bewaar", "bekeken"
OWN = frozenset({"csrf_token", VERSION, KEY, STEP, LOOKED})
LIST_SIGN = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form as it came in, or as its page shows it first.

    Attributes
    ----------
    values
        What was typed or ticked, by field.
    version
        Of what the page was made of.
    looked
        Digest of the values whose effect was shown; empty before that.
    """

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    version: str = ""
    looked: str = ""
    faults: tuple[ShownFault, ...] = ()
    key: str = field(default_factory=lambda: secrets.token_hex(16))

    def value(self, name: str) -> str:
        """Give what was typed in a field."""
        return next(iter(self.values.get(name, ())), "")

    def has(self, name: str, value: str) -> bool:
        """Whether a box is ticked."""
        return value in self.values.get(name, ())

    def fault(self, name: str) -> str:
        """Give what is wrong with a field; empty where nothing is."""
        return next((one.sentence for one in self.faults if one.target == name), "")

    @property
    def digest(self) -> str:
        """One short text of everything that was typed."""
        typed = "\x1f".join(f"{name}={LIST_SIGN.join(self.values[name])}" for name in sorted(self.values))
        return blake2b(typed.encode(), digest_size=8).hexdigest()

    def with_faults(self, *faults: ShownFault) -> "Filled":
        """Give the form with what is wrong with it; its effect has to be looked at again."""
        return replace(self, faults=faults, looked="")


def read_filled(form: MultiDict[str, str]) -> Filled:
    """Give a form as it was filled in."""
    values = {name: tuple(text.strip() for text in form.getlist(name)) for name in form if name not in OWN}
    key = form.get(KEY, "")
    filled = Filled(values=values, version=form.get(VERSION, ""), looked=form.get(LOOKED, ""))
    return replace(filled, key=key) if 0 < len(key) <= LONGEST_KEY else filled


def is_saving(filled: Filled) -> bool:
    """Whether the visitor wants to keep what he typed, and saw the effect of exactly that."""
    return request.form.get(STEP) == SAVE and filled.looked == filled.digest


def shown_again(filled: Filled) -> Filled:
    """Give the form as its page shows it beside the effect of what was typed."""
    return replace(filled, looked=filled.digest)


def typing_of(filled: Filled) -> Typing:
    """Give what the service needs of every form."""
    who = visitor()
    return Typing(actor=who.login if who else "", seen=filled.version, idempotency_key=filled.key)


def cell_faults(rejected: Sequence[RejectedRow], target: Mapping[str, str] | None = None) -> tuple[ShownFault, ...]:
    """Give each refused cell as a sentence with the field it is about."""
    spoken = language()
    made = []
    for one in rejected:
        why = reason_sentence(one.reason.value, one.value, dict(one.facts), spoken)
        name = (target or {}).get(one.column, one.column)
        made.append(ShownFault(target=name, sentence=f"{why} {remedy_sentence(one.remedy.value, spoken)}"))
    return tuple(made)


def day_cell(text: str) -> str:
    """Give a day as a delivery writes it; what is no day stays as it was typed, to be refused with its reason."""
    try:
        found: date | None = read_day(text)
    except ValueError:
        return text
    return found.isoformat() if found else ""
