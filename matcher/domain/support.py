"""What closes a gap between a person and a job, and on what ground."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.domain.answer import Answer


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


class PackageQuestion(StrEnum):
    """What is still to be asked before a package is real."""

    GROUP = "stel_de_doelgroep_vast"
    STATUS = "stel_het_recht_vast"
    EMPLOYER = "vraag_de_werkgever"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePart:
    """One instrument of a package and the items it closes.

    Attributes
    ----------
    closes
        FML codes this part closes, in catalogue order; empty for guidance given as a claim alone.
    moved
        Functiecreatie: the tasks a colleague gets, in the order of the vacancy.
    employer
        What the employer said about it, yes, no or unknown; None where it asks nothing of him.
    asks_employer
        The employer has not said whether this part is possible: a question to him.
    asks_status
        It is not known whether the person may have it: a question to who decides.
    """

    instrument: Instrument
    closes: tuple[str, ...]
    moved: tuple[MovedTask, ...] = ()
    employer: Answer | None = None
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
    asks_group
        It is not known whether the person belongs to the doelgroep loonkostensubsidie: its guidance then draws on the
        elastic budget of the claims, and somebody has to establish it.
    follow_up_on
        Day to look together whether the support does what it should.
    """

    parts: tuple[PackagePart, ...]
    coach_minutes: int
    once_cents: int
    is_claim: bool
    effort: int
    asks_group: bool = False
    follow_up_on: date | None = None

    @property
    def questions(self) -> tuple[PackageQuestion, ...]:
        """What is still to be asked, each once."""
        holds = {
            PackageQuestion.GROUP: self.asks_group,
            PackageQuestion.STATUS: any(part.asks_status for part in self.parts),
            PackageQuestion.EMPLOYER: any(part.asks_employer for part in self.parts),
        }
        return tuple(question for question in PackageQuestion if holds[question])

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """The kinds of support in it, in the fixed order."""
        return tuple(part.instrument for part in self.parts)
