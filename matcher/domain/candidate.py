"""What weighing one person against one vacancy gives: verdicts, gates, packages and points, all integers."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from matcher.domain.profile import Capacity, CapacityValue, DemandSource, Frequency
from matcher.domain.support import Instrument, SupportPackage


class Verdict(IntEnum):
    """The four words, from best to worst; the verdict of a pair is the worst of its items and gates."""

    PAST = 0
    LET_OP = 1
    VRAAG_NA = 2
    KAN_NIET = 3


class Gate(StrEnum):
    """What is asked before any item is weighed, in this order; each is its own reason."""

    OPEN = "vacature_open"
    AVAILABLE = "beschikbaar"
    OBJECTION = "bezwaar"
    HOURS = "uren"
    TIMES = "tijden"
    TRAVEL = "reis"
    CERTIFICATE = "certificaat"
    POSTURE = "houding_uren"


GATES: tuple[Gate, ...] = tuple(Gate)


class Line(StrEnum):
    """The lines the points are made of, in the order a page shows them."""

    WISH = "wens"
    LOAD = "belasting"
    ABILITY = "kunnen"
    TRAVEL = "reis"
    HOURS = "uren_en_groei"
    LASTING = "duurzaam"
    WAITING = "wachttijd"
    SUPPORT = "steun"


LINES: tuple[Line, ...] = tuple(Line)


class Reason(StrEnum):
    """Why an item got its verdict."""

    NOT_ASKED = "niet_gevraagd"
    WITHIN = "binnen_vermogen"
    UNKNOWN_CAPACITY = "vermogen_onbekend"
    STALE_CAPACITY = "vermogen_verouderd"
    UNKNOWN_DEMAND = "vraag_onbekend"
    UNKNOWN_BOTH = "beide_onbekend"
    TEXT_UNREAD = "tekst_ongelezen"
    TEXT_READ = "tekst_gelezen"
    ABOVE_NORM = "vraagt_meer_dan_norm"
    TOLERATED = "tolerantie"
    FREQUENCY_UNKNOWN = "hoe_onbekend"
    CLOSED = "gesloten_met_steun"
    STATUS_UNKNOWN = "status_onbekend"
    DERIVED = "vraag_afgeleid"
    EXCESS = "te_zwaar"
    NOT_TOGETHER = "koppel_niet_samen"
    DROPPED_OUT = "eerdere_uitval"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    """One gate: open, a question, or shut, with the two figures that were compared (−1: unknown)."""

    gate: Gate
    verdict: Verdict
    has: int = -1
    asks: int = -1
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemVerdict:
    """The weighing of one item.

    Attributes
    ----------
    capacity
        What the person can; None where nobody looked.
    tolerated, asks
        Of the task that decides: ORD the highest level that can do it, SET what it cannot offer, BIN 0-2; None unknown.
    task
        The task that decides; empty where all tasks weigh the same or the vacancy as a whole asks it.
    excess
        ORD: levels too many; SET: number of clashing conditions; BIN: 1 where limited; 0 where nothing is wrong.
    is_covered
        A *let op* that support closes.
    is_at_norm
        A *let op* that costs nothing: the work asks more than the norm of a person who is at the norm, or an earlier
        placement failed on the item.
    is_unknown_both
        Neither side is known: counts once per rubriek.
    closers
        Instruments that can close this gap for this pair, in the fixed order.
    is_duplicate
        The other half of its couple already counts.
    """

    item: str
    verdict: Verdict
    reason: Reason
    capacity: Capacity | None
    tolerated: int | None
    asks: tuple[int, ...] | None
    task: str = ""
    minutes_per_day: int | None = None
    frequency: Frequency | None = None
    source: DemandSource | None = None
    excess: int = 0
    is_covered: bool = False
    is_at_norm: bool = False
    is_unknown_both: bool = False
    closers: tuple[Instrument, ...] = ()
    is_duplicate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Recent sources that differ on an item, where the looser one would change this pair: a question to the AD.

    Attributes
    ----------
    looser
        What the least strict source says; the stricter decides and stands at the item.
    verdict, is_proposable
        Of the pair, weighed again with the looser value.
    """

    item: str
    looser: CapacityValue
    verdict: Verdict
    is_proposable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One line of points with the figures it was read from."""

    line: Line
    points: int
    facts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagedPoints:
    """A package with the line *steun* and the total it gives."""

    package: SupportPackage
    support_points: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """One person weighed against one vacancy.

    Attributes
    ----------
    verdict
        The worst of gates and items.
    is_stacked
        Too many uncovered *let op* together: a question to the arbeidsdeskundige, no proposal.
    planned_week_minutes
        Hours a proposal would start with, in minutes a week.
    travel_minutes
        One way, by the best of the person's own modes; −1 where a place is unknown.
    contributions
        The lines without *steun*; their sum plus *steun* of a package is that package's total.
    packages
        Up to three, each closing every gap on its own; one empty package where nothing needs closing; none where the
        pair cannot be proposed.
    contradictions
        Items on which sources differ so that the looser value would change this pair, in the order of the FML.
    """

    client: str
    vacancy: str
    verdict: Verdict
    is_stacked: bool
    planned_week_minutes: int
    travel_minutes: int
    gates: tuple[GateResult, ...]
    items: tuple[ItemVerdict, ...]
    contributions: tuple[Contribution, ...]
    packages: tuple[PackagedPoints, ...]
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def is_proposable(self) -> bool:
        """Whether the pair may enter the plan."""
        return self.verdict < Verdict.KAN_NIET and not self.is_stacked and bool(self.packages)
