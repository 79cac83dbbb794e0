"""What can be asked of a plan, as values: a what-if, a why-not, and what one more is worth."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from web.language.told import Effect, WhyTold, WorthTold


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A what-if as it was written: pairs ``C:V``, ``OWNER:KIND=±N``, ``KEY:WHAT=ANSWER`` and ``C=MINUTES``."""

    forbid: tuple[str, ...] = ()
    pin: str = ""
    budget: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    hours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Why this person is not proposed for this vacancy."""

    client: str
    vacancy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMore:
    """What one more of each budget of a gemeente, and of a place, is worth."""

    gemeente: str
    vacancies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What the prices of the night say at once of a what-if, in value units."""

    at_least: int
    units: int


class RefusalCode(StrEnum):
    """Why a question has no answer."""

    CHANGED = "nacht_veranderd"
    OTHER_PLAN = "ander_plan"
    WRONG = "vraag_kan_niet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A question without an answer: why in a code, and in the words of whoever refused it."""

    code: RefusalCode
    text: str


Asked: TypeAlias = Wanted | Pairing | OneMore
Told: TypeAlias = Effect | WhyTold | tuple[WorthTold, ...]
