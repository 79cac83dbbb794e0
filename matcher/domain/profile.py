"""What a person can and what a task asks, item by item of the FML.

On every item a *higher* level is *less* capacity.  A value that is not there is unknown, never the norm.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum, StrEnum

from matcher.domain.answer import Answer as Answer
from matcher.domain.dates import is_older
from matcher.domain.support import Instrument
from matcher.errors import ReadError

STALE_AFTER_MONTHS = 24
CHECK_AFTER_MONTHS = 12


class Source(StrEnum):
    """Who said what a person can."""

    SELF = "zelf_gezegd"
    CASEWORKER = "klantmanager"
    JOBCOACH = "jobcoach"
    REINTEGRATION = "re_integratiebedrijf"
    DISTRICT_TEAM = "wijkteam"
    LABOUR_EXPERT = "arbeidsdeskundige"
    UWV = "uwv"
    EMPLOYER_AFTER = "werkgever_na_plaatsing"


class DemandSource(StrEnum):
    """How it is known what a task asks."""

    MEASURED = "gemeten"
    EMPLOYER = "werkgever"
    ESTIMATED = "geschat"
    DERIVED = "afgeleid"


class Frequency(StrEnum):
    """How often a task asks its level (in Dutch: *hoe*)."""

    INCIDENTAL = "incidenteel"
    MARGINAL = "marginaal"
    STRUCTURAL = "structureel"
    UNKNOWN = "onbekend"


NEVER_LOOSENED = (Source.LABOUR_EXPERT, Source.UWV, Source.EMPLOYER_AFTER)
"""What the person says himself never loosens these, however old they are."""


class BinDemand(IntEnum):
    """What a task asks of an item that is only limited or not."""

    NONE = 0
    NORM = 1
    ABOVE = 2


class ReadingOutcome(StrEnum):
    """What a person found who read a limit against one task."""

    WORKS = "lukt"
    WORKS_WITH = "lukt_met"
    FAILS = "lukt_niet"


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityValue:
    """One value of one item from one source.

    Attributes
    ----------
    item
        FML code, such as ``IV-13``.
    level
        ORD: 0 (norm) to k; BIN: 0 or 1 (limited); SET: always 0, the conditions speak.
    conditions
        SET: numbers of the conditions the person needs, ascending.
    text
        The *namelijk* text; a value with text cannot be *past* before somebody has read it against the task.
    recorded_on
        Day the source said so.
    """

    item: str
    level: int = 0
    conditions: tuple[int, ...] = ()
    text: str = ""
    source: Source
    recorded_on: date

    def __post_init__(self) -> None:
        if self.level < 0:
            raise ReadError(f"Level {self.level} on {self.item} is below 0; an FML level starts at 0, the norm.")
        if list(self.conditions) != sorted(set(self.conditions)):
            raise ReadError(f"Conditions {self.conditions} on {self.item} must be ascending and without repeats.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A source looked at a whole rubriek: what it did not list there is the norm."""

    rubriek: str
    source: Source
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A limit read against one task, or maatwerk of an arbeidsdeskundige.

    Attributes
    ----------
    item, vacancy, task
        What was read against what; an empty ``task`` holds for every task of the vacancy.
    task_text
        The text of the task that was read: the reading ends when the task says something else; empty: not written down.
    outcome, instrument
        ``instrument`` is given exactly when the outcome is *lukt met*.
    source
        The arbeidsdeskundige may set aside a level (maatwerk); anybody else answers the text only.
    until
        Last day it holds; None where the source named none.
    """

    item: str
    vacancy: str
    task: str = ""
    task_text: str = ""
    outcome: ReadingOutcome
    instrument: Instrument | None = None
    source: Source
    recorded_on: date
    until: date | None = None

    def __post_init__(self) -> None:
        if (self.outcome is ReadingOutcome.WORKS_WITH) != (self.instrument is not None):
            raise ReadError(f"Reading of {self.item}: 'lukt_met' needs an instrument, the other outcomes take none.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """What holds for one item on one day, after weighing the sources.

    Attributes
    ----------
    level, conditions
        As in `CapacityValue`; the stricter of sources at most 24 months old.
    has_text
        Some source that counts wrote a text beside it.
    is_stale
        All that is known is older than 24 months: the verdict treats it as a question.
    needs_check
        Older than 12 months: a note, nothing more.
    """

    level: int
    conditions: tuple[int, ...]
    has_text: bool
    is_stale: bool
    needs_check: bool
    source: Source
    recorded_on: date

    @property
    def is_limited(self) -> bool:
        """Whether this is a deviation from the norm."""
        return self.level > 0 or bool(self.conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityProfile:
    """All that sources said about one person.

    Attributes
    ----------
    fml_version
        Edition of the FML the values belong to; levels of different editions are never compared.
    """

    values: tuple[CapacityValue, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    readings: tuple[Reading, ...] = ()
    fml_version: str = "2023-referentiewaarden"
    _by_item: Mapping[str, Sequence[CapacityValue]] = field(init=False, repr=False, compare=False)
    _by_rubriek: Mapping[str, Sequence[Coverage]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_item: dict[str, list[CapacityValue]] = {}
        for value in self.values:
            by_item.setdefault(value.item, []).append(value)
        by_rubriek: dict[str, list[Coverage]] = {}
        for cover in self.coverage:
            by_rubriek.setdefault(cover.rubriek, []).append(cover)
        object.__setattr__(self, "_by_item", by_item)
        object.__setattr__(self, "_by_rubriek", by_rubriek)

    def on(self, item: str, rubriek: str, day: date) -> Capacity | None:
        """Give what holds for an item on a day; None where nobody looked.

        The stricter of the recent sources decides, so a source that says more never loosens another.
        A rubriek that was covered gives the norm for what was not listed by that source.
        """
        norms = [cover for cover in self._by_rubriek.get(rubriek, ()) if cover.recorded_on <= day]
        if item not in self._by_item:
            return _norm(norms, day)
        stated = _not_replaced([value for value in self._by_item[item] if value.recorded_on <= day], norms)
        recent = [value for value in stated if not is_older(value.recorded_on, day, STALE_AFTER_MONTHS)]
        recent_norms = [cover for cover in norms if not is_older(cover.recorded_on, day, STALE_AFTER_MONTHS)]
        if recent or recent_norms:
            found = _strictest(recent, recent_norms, day, is_stale=False)
            sources = {value.source for value in recent} | {cover.source for cover in recent_norms}
            guarded = [value for value in stated if value.source in NEVER_LOOSENED] if sources == {Source.SELF} else []
            if not guarded:
                return found
            earlier = _strictest((*recent, *guarded), recent_norms, day, is_stale=True)
            return found if _same(earlier, found) else earlier
        if stated or norms:
            return _strictest(stated, norms, day, is_stale=True)
        return None

    def on_each(self, items: Iterable[tuple[str, str]], day: date) -> list[Capacity | None]:
        """Give what holds for each of many items (code, rubriek) on a day; the norm of a rubriek is sought once."""
        norms: dict[str, Capacity | None] = {}
        found = []
        for item, rubriek in items:
            if item in self._by_item:
                found.append(self.on(item, rubriek, day))
                continue
            if rubriek not in norms:
                norms[rubriek] = self.on(item, rubriek, day)
            found.append(norms[rubriek])
        return found

    def looser(self, item: str, rubriek: str, day: date) -> CapacityValue | None:
        """Give what the least strict of the recent sources says, where they differ; None where they agree.

        What the person says himself is no contradiction of an arbeidsdeskundige, UWV or the employer after placement:
        it never loosens them.
        """
        decided = self.on(item, rubriek, day)
        if decided is None or decided.is_stale:
            return None
        said = _by_source(*self._recent(item, rubriek, day), item)
        if any(value.source in NEVER_LOOSENED for value in said):
            said = [value for value in said if value.source is not Source.SELF]
        least = min(said, key=lambda value: (value.level, len(value.conditions), value.conditions, value.source))
        if (least.level, least.conditions) == (decided.level, decided.conditions):
            return None
        return max(
            (value for value in said if (value.level, value.conditions) == (least.level, least.conditions)),
            key=lambda value: (value.recorded_on, value.source),
        )

    def settled(self, value: CapacityValue) -> "CapacityProfile":
        """Give the profile as it would be if this value alone held for its item."""
        others = tuple(one for one in self.values if one.item != value.item)
        return replace(self, values=(*others, value))

    def _recent(self, item: str, rubriek: str, day: date) -> tuple[list[CapacityValue], list[Coverage]]:
        norms = [cover for cover in self._by_rubriek.get(rubriek, ()) if cover.recorded_on <= day]
        stated = _not_replaced([value for value in self._by_item.get(item, ()) if value.recorded_on <= day], norms)
        return (
            [value for value in stated if not is_older(value.recorded_on, day, STALE_AFTER_MONTHS)],
            [cover for cover in norms if not is_older(cover.recorded_on, day, STALE_AFTER_MONTHS)],
        )


def _by_source(values: Sequence[CapacityValue], norms: Sequence[Coverage], item: str) -> list[CapacityValue]:
    """Give what each source says of an item: the strictest of its values, or the norm where it covered the rubriek."""
    found: dict[Source, CapacityValue] = {}
    for value in sorted(values, key=lambda one: (one.level, len(one.conditions), one.recorded_on)):
        found[value.source] = value
    for cover in sorted(norms, key=lambda one: one.recorded_on):
        if cover.source not in {value.source for value in values}:
            found[cover.source] = CapacityValue(item=item, source=cover.source, recorded_on=cover.recorded_on)
    return [found[source] for source in Source if source in found]


def _not_replaced(values: Sequence[CapacityValue], norms: Sequence[Coverage]) -> list[CapacityValue]:
    """Leave out what the same source looked at again later: a new look replaces the old one of that source only."""
    looks = [(value.source, value.recorded_on) for value in values] + [
        (cover.source, cover.recorded_on) for cover in norms
    ]
    return [
        value
        for value in values
        if not any(source is value.source and looked_on > value.recorded_on for source, looked_on in looks)
    ]


def _same(one: Capacity | None, other: Capacity | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.level, one.conditions) == (other.level, other.conditions)


def _strictest(
    values: Iterable[CapacityValue], norms: Iterable[Coverage], day: date, *, is_stale: bool
) -> Capacity | None:
    ordered = sorted(values, key=lambda value: (-value.level, -len(value.conditions), value.recorded_on, value.source))
    if ordered:
        lead = ordered[0]
        conditions = tuple(sorted({number for value in ordered for number in value.conditions}))
        return Capacity(
            level=lead.level,
            conditions=conditions,
            has_text=any(value.text.strip() for value in ordered),
            is_stale=is_stale,
            needs_check=is_older(lead.recorded_on, day, CHECK_AFTER_MONTHS),
            source=lead.source,
            recorded_on=lead.recorded_on,
        )
    return _newest(norms, day, is_stale=is_stale)


def _norm(norms: Sequence[Coverage], day: date) -> Capacity | None:
    """Give the norm of who looked at a rubriek and listed nothing; None where nobody looked."""
    if not norms:
        return None
    return _newest(norms, day, is_stale=all(is_older(one.recorded_on, day, STALE_AFTER_MONTHS) for one in norms))


def _newest(norms: Iterable[Coverage], day: date, *, is_stale: bool) -> Capacity:
    newest = max(norms, key=lambda cover: (cover.recorded_on, cover.source))
    return Capacity(
        level=0,
        conditions=(),
        has_text=False,
        is_stale=is_stale,
        needs_check=is_older(newest.recorded_on, day, CHECK_AFTER_MONTHS),
        source=newest.source,
        recorded_on=newest.recorded_on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What one task asks of one item; exactly one of the four fields speaks, none of them means unknown.

    Attributes
    ----------
    tolerated
        ORD: highest limitation level that can still do it, −1 (asks more than the norm) to k (asks nothing).
    asks
        SET: condition numbers the task cannot offer (clash with what a person needs); empty asks nothing.
    needs
        BIN: does not depend on it, as daily life does, or more than that.
    minutes_per_day
        Items counted per day: minutes in one full working day of the vacancy, this task's part.
    frequency
        ORD: how often; decides whether an excess of one level can be borne.
    """

    item: str
    tolerated: int | None = None
    asks: tuple[int, ...] | None = None
    needs: BinDemand | None = None
    minutes_per_day: int | None = None
    frequency: Frequency = Frequency.UNKNOWN
    source: DemandSource
    recorded_on: date

    def __post_init__(self) -> None:
        spoken = [value for value in (self.tolerated, self.asks, self.needs, self.minutes_per_day) if value is not None]
        if len(spoken) > 1:
            raise ReadError(f"Demand on {self.item}: give one of tolerated, asks, needs and minutes, not more.")
        if self.tolerated is not None and self.tolerated < -1:
            raise ReadError(f"Demand on {self.item}: tolerated {self.tolerated} is below -1.")
        if self.minutes_per_day is not None and not 0 <= self.minutes_per_day <= 24 * 60:
            raise ReadError(f"Demand on {self.item}: {self.minutes_per_day} minutes do not fit in a day.")

    @property
    def is_known(self) -> bool:
        """Whether anybody said what the task asks here."""
        return any(value is not None for value in (self.tolerated, self.asks, self.needs, self.minutes_per_day))
