"""What a person says of his own road to work, and facts that only open a road: none of it is ever weighed.

It stands beside `Client` and not on it, so that what weighs a pair cannot read it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.domain.profile import Answer, Source
from matcher.errors import ReadError


class GoalArea(StrEnum):
    """The six areas of the Participatiewiel."""

    SELF_RELIANCE = "zelfstandig_functioneren"
    CONTACTS = "sociale_contacten"
    TAKE_PART = "maatschappelijk_deelnemen"
    CONTRIBUTE = "maatschappelijk_bijdragen"
    SKILLS = "vaardigheden_opdoen"
    PAID_WORK = "betaald_werk"


class Motivation(StrEnum):
    """What the person chose himself; nobody else can give it, and it is no grade."""

    WORK_NOW = "wil_werken"
    WORK_LATER = "wil_later_werken"
    LEARN = "wil_leren"
    UNSURE = "weet_nog_niet"
    NOT_NOW = "nu_niet"


WANTS_WORK = (Motivation.WORK_NOW, Motivation.WORK_LATER, Motivation.LEARN)
"""Choices for work: who made one is never sent only to participation."""


class ShelteredQuestion(StrEnum):
    """The two questions of the Besluit advisering beschut werk, art. 3."""

    ADAPTATION = "aanpassing"
    SUPERVISION = "toezicht"


SHELTERED_SOURCES = (Source.LABOUR_EXPERT, Source.UWV)
"""Only these can answer a question of art. 3."""


class StepStatus(StrEnum):
    """How far a step or a goal is."""

    WANTED = "wil"
    BUSY = "bezig"
    DONE = "klaar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One goal on the Participatiewiel in the person's own words."""

    area: GoalArea
    words: str
    status: StepStatus = StepStatus.WANTED
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStep:
    """The next step the person himself names."""

    words: str
    status: StepStatus = StepStatus.WANTED
    by: date | None = None
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChoice:
    """What the person chose when he was asked about work, with his own words."""

    choice: Motivation
    words: str = ""
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelteredFact:
    """An answer of an arbeidsdeskundige or of UWV to one question of art. 3, and whether the person agrees to ask."""

    question: ShelteredQuestion
    answer: Answer
    source: Source
    agrees: Answer = Answer.UNKNOWN
    recorded_on: date

    def __post_init__(self) -> None:
        if self.source not in SHELTERED_SOURCES:
            raise ReadError(
                f"Beschut werk, {self.question}: source {self.source} cannot answer a question of art. 3. Only an "
                "arbeidsdeskundige or UWV can; leave the row out until one of them did."
            )


class RoadArgument(StrEnum):
    """What a professional may put forward; whatever is not here cannot be entered."""

    OWN_WISH = "eigen_wens"
    EXPERIENCE = "ervaring_in_dit_werk"
    SUPPORT_WORKED = "begeleiding_werkte"
    GROWTH = "groei_te_zien"
    HOURS_CAN_GROW = "uren_kunnen_groeien"
    TOO_HEAVY_NOW = "belasting_nu_te_hoog"
    TRAVEL_IS_HARD = "reis_is_zwaar"
    CARE_ALONGSIDE = "begeleiding_ernaast_nodig"
    DATA_DOUBTED = "gegevens_kloppen_niet"


@dataclass(frozen=True, slots=True, kw_only=True)
class PutForward:
    """An argument of a professional, with the fact it rests on in words, its source and its day."""

    code: RoadArgument
    is_for: bool
    words: str
    source: Source
    recorded_on: date

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise ReadError(f"Argument {self.code}: it names no fact; say in words what it rests on.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """What one person says of his own road, and what opens one; every tuple in canonical order."""

    client: str
    goals: tuple[Goal, ...] = ()
    own_step: OwnStep | None = None
    choice: OwnChoice | None = None
    sheltered: tuple[ShelteredFact, ...] = ()
    put_forward: tuple[PutForward, ...] = ()
