"""What closes a gap between a person and a job, and on what ground."""

from dataclasses import dataclass
from enum import StrEnum


class Instrument(StrEnum):
    """Kinds of support, in the order in which a gap is closed: organisation, technique, guidance, money."""

    ORGANISATION = "organisatorisch"
    LEAVE_OUT = "functiecreatie"
    AID = "hulpmiddel"
    INTERMEDIATE = "intermediaire_activiteit"
    TRANSPORT = "vervoersvoorziening"
    TRAVEL_TRAINING = "reistraining"
    INTERPRETER = "tolk"
    VISUAL_AID = "visuele_voorziening"
    WORK_BUDDY = "werkbegeleider"
    JOBCOACH_VERY_LIGHT = "jobcoach_zeer_licht"
    JOBCOACH_LIGHT = "jobcoach_licht"
    JOBCOACH_MEDIUM = "jobcoach_midden"
    JOBCOACH_INTENSIVE = "jobcoach_intensief"
    WAGE_SUBSIDY = "loonkostensubsidie"
    HOURS_PATH = "urenopbouw"


INSTRUMENTS: tuple[Instrument, ...] = tuple(Instrument)
JOBCOACH: tuple[Instrument, ...] = (
    Instrument.JOBCOACH_VERY_LIGHT,
    Instrument.JOBCOACH_LIGHT,
    Instrument.JOBCOACH_MEDIUM,
    Instrument.JOBCOACH_INTENSIVE,
)


class Strategy(StrEnum):
    """Where a package looks first for what closes a gap."""

    ORGANISATION_FIRST = "organisatorisch"
    TECHNIQUE_FIRST = "technisch"
    GUIDANCE_FIRST = "begeleiding"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """The article that a kind of support rests on."""

    law: str
    article: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedTask:
    """A task that goes to a colleague: functiecreatie is load on somebody else, in minutes a week."""

    task: str
    week_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePart:
    """One instrument of a package and the items it closes.

    Attributes
    ----------
    closes
        FML codes this part closes, in catalogue order; empty for guidance given as a claim alone.
    moved
        Functiecreatie: the tasks a colleague gets, in the order of the vacancy.
    asks_employer
        The employer has not said whether this part is possible: a question to him.
    asks_status
        It is not known whether the person may have it: a question to who decides.
    """

    instrument: Instrument
    closes: tuple[str, ...]
    moved: tuple[MovedTask, ...] = ()
    asks_employer: bool = False
    asks_status: bool = False
    legal_basis: LegalBasis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportPackage:
    """Support that closes every gap of one pair on its own.

    Attributes
    ----------
    coach_minutes
        Minutes of jobcoach per week in the first year, rounded up.
    once_cents
        Once-only money in cents (aids).
    is_claim
        Guidance is a claim (doelgroep loonkostensubsidie), else it is discretionary.
    effort
        Effort units of policy; only differences within one pair count.
    """

    parts: tuple[PackagePart, ...]
    coach_minutes: int
    once_cents: int
    is_claim: bool
    effort: int

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """The kinds of support in it, in the fixed order."""
        return tuple(part.instrument for part in self.parts)
