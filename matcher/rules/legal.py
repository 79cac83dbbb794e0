"""A number of the law: its exact amount, from when it holds, where it stands and how sure that is."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from matcher.domain.support import LegalBasis
from matcher.errors import RuleError


class Confidence(StrEnum):
    """How a value is known, from the text of the law itself down to a default nobody confirmed.

    What a gemeente chose is `STATED`: it says so itself, and nobody else can know better.
    """

    VERIFIED = "verified"
    STATED = "stated"
    SECONDARY = "secondary"
    DERIVED = "derived"
    ASSUMED = "assumed"


class Unit(StrEnum):
    """What an amount counts; money is written in euros and kept in cents, a percentage is kept as a share."""

    CENTS = "eurocent"
    SHARE = "procent"
    HOURS = "uren"
    MINUTES = "minuten"
    WEEKS = "weken"
    MONTHS = "maanden"
    COUNT = "aantal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a value stands.

    Attributes
    ----------
    law
        Name of the law or regulation.
    bwb_id
        Its number at wetten.overheid.nl (BWBR...) or, for a local rule, at CVDR.
    article, lid
        The place in it; `lid` is None where the article has none or the whole article is meant.
    url
        Where a reader checks it.
    checked_on
        The day on which the value was last held against its source.
    note
        What the source does not say by itself.
    """

    law: str
    bwb_id: str
    article: str
    lid: str | None
    url: str
    checked_on: date
    note: str | None = None

    def __str__(self) -> str:
        return f"{self.law} art. {self.place}"

    @property
    def place(self) -> str:
        """Article and lid: `10d lid 4`."""
        return self.article + (f" lid {self.lid}" if self.lid else "")

    def short(self, confidence: Confidence) -> LegalBasis:
        """Give the short form that a support package carries."""
        return LegalBasis(law=self.law, article=f"art. {self.place}", confidence=confidence.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawNumber:
    """One value of the law on one day.

    Attributes
    ----------
    name
        The file, and after a point the key in it: `jobcoach_licht.jaar_1`.
    amount
        Exact, 0 or more: cents for money, a share (0.235) for a percentage, else the count.
    valid_from
        The first day from which the rulebook vouches for it.
    """

    name: str
    amount: Fraction
    unit: Unit
    valid_from: date
    confidence: Confidence
    citation: Citation

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise RuleError(f"{self.name} is {self.amount}: an amount of the law is 0 or more")

    @property
    def whole(self) -> int:
        """The amount as a whole number of its unit; refused for a share."""
        if self.unit is Unit.SHARE or self.amount.denominator != 1:
            raise RuleError(f"{self.name} is no whole number of {self.unit}: use its exact amount")
        return self.amount.numerator

    @property
    def is_assumed(self) -> bool:
        """Nobody has confirmed this value: every output that used it says so."""
        return self.confidence is Confidence.ASSUMED

    @property
    def legal_basis(self) -> LegalBasis:
        """The short form that a support package carries."""
        return self.citation.short(self.confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """What one law file says from one day on.

    Attributes
    ----------
    numbers
        The value by key (the empty key where the file holds a single amount); None where the law sets no limit.
    ended
        From this day on the law has no such value.
    citation, confidence
        Where all of it stands, and how sure it is where a number does not say otherwise.
    """

    valid_from: date
    ended: bool
    citation: Citation
    confidence: Confidence
    numbers: tuple[tuple[str, LawNumber | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A change of law that is announced for a day and whose value is not known yet."""

    on: date
    note: str
    url: str
    checked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LawTable:
    """One law file: an instrument or a value through time, earliest first.

    Attributes
    ----------
    renews
        Days of the year, (month, day), on which the law brings a new value by itself; empty where it holds until it is
        changed.
    announced
        Changes that are coming and have no value yet, in the order of the file.
    """

    name: str
    file: str
    description: str
    values: tuple[DatedValue, ...]
    renews: tuple[tuple[int, int], ...] = ()
    announced: tuple[Announcement, ...] = ()

    @property
    def known_from(self) -> date:
        """The first day this file knows."""
        return self.values[0].valid_from

    @property
    def known_until(self) -> date | None:
        """The last day before the law brings a new value by itself; None where no such day comes."""
        latest = self.values[-1]
        if latest.ended or not self.renews:
            return None
        start = latest.valid_from
        days = (date(year, month, day) for year in (start.year, start.year + 1) for month, day in self.renews)
        return min(day for day in days if day > start) - timedelta(days=1)

    def awaits(self, announcement: Announcement) -> bool:
        """Say whether an announced change still has no value from its day on."""
        return self.values[-1].valid_from < announcement.on

    def on(self, day: date) -> DatedValue | None:
        """Give what the file says on a day, or None where the day lies before all it knows."""
        held = [value for value in self.values if value.valid_from <= day]
        return held[-1] if held else None
