"""What is known of the loonwaarde of one pair: measured, estimated within a range, or unknown; with all it rests on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from matcher.domain.client import TaskValue
from matcher.domain.task_kind import TaskKind
from matcher.errors import ReadError

WHOLE_PERCENT = 100


class EstimateKind(StrEnum):
    """What the figure is: before a placement it is never the official loonwaarde."""

    MEASURED = "gemeten"
    ESTIMATED = "geschat"
    UNKNOWN = "onbekend"


class EstimateReason(StrEnum):
    """What a reader has to know beside the figures, or why there are none."""

    NO_SOURCE = "geen_bron"
    TOO_LITTLE_KNOWN = "te_weinig_bekend"
    TOO_FRAGMENTED = "te_veel_losse_taken"
    PART_UNKNOWN = "deel_onbekend"
    SOURCES_DIFFER = "bronnen_verschillen"
    TO_CHECK = "controleren"
    STALE = "verouderd"


class TaskState(StrEnum):
    """What became of one task of the vacancy."""

    COUNTED = "meegeteld"
    KIND_UNKNOWN = "soort_onbekend"
    VALUE_UNKNOWN = "waarde_onbekend"
    VALUE_STALE = "waarde_verouderd"
    UNNAMED = "tijd_zonder_taak"
    TOO_SMALL = "te_klein"
    BEYOND_MOST = "buiten_de_hoofdtaken"
    LEFT_OUT = "weggelaten"


class SourceState(StrEnum):
    """Whether something that was seen of a person counts here, and if not why."""

    USED = "gebruikt"
    REPLACED = "vervangen"
    STALE = "verouderd"
    NOT_MEASURED = "niet_gemeten"
    OTHER_FUNCTION = "andere_functie"
    OVERLAP_UNKNOWN = "overlap_onbekend"


class Composition(StrEnum):
    """Where the tasks of a measured function come from."""

    REPORT = "meting"
    PROFILE = "beroepsprofiel"
    NONE = "onbekend"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSource:
    """Tempo, kwaliteit and netto werktijd of one kind of task, from one source, and whether they count."""

    value: TaskValue
    state: SourceState

    @property
    def performance(self) -> Fraction:
        """T x K x N, 0 to 1, exact."""
        return Fraction(self.value.pace * self.value.quality * self.value.net_time, WHOLE_PERCENT**3)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEstimate:
    """One task of the vacancy with what is known of the person in it.

    Attributes
    ----------
    task
        Key of the task; empty for working time that no task names.
    share
        Percent of the working time, as the employer said.
    time_share
        BT: its part of the time of the hoofdtaken, exact (``13/20``); empty where it is no hoofdtaak.
    sources
        By source, newest first; those that count and those that do not.
    """

    task: str
    kind: TaskKind | None
    share: int
    time_share: str
    state: TaskState
    sources: tuple[TaskSource, ...] = ()

    @property
    def time_part(self) -> Fraction:
        """BT as a fraction; 0 where it is no hoofdtaak."""
        return Fraction(self.time_share) if self.time_share else Fraction(0)

    @property
    def used(self) -> tuple[TaskSource, ...]:
        """The sources that count."""
        return tuple(source for source in self.sources if source.state is SourceState.USED)


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionValue:
    """A percentage that was given for a whole function, and whether it counts for this vacancy.

    Attributes
    ----------
    overlap
        Percent of the time of the hoofdtaken in which that function and this vacancy agree, rounded down; None where
        nobody knows the tasks of that function.
    """

    occupation: str
    percent: int
    is_measured: bool
    source: str
    recorded_on: date
    overlap: int | None
    composition: Composition
    state: SourceState


@dataclass(frozen=True, slots=True, kw_only=True)
class LoonwaardeEstimate:
    """The loonwaarde of one person in one vacancy, before placement.

    Attributes
    ----------
    low, expected, high
        Whole percent, 0-100, low to high at least ten points on either side of the middle except at 0 and 100. All
        None where the loonwaarde is unknown; `expected` alone is None where a part of the work is unknown, because a
        middle would have to be made up.
    exact
        The middle before rounding, exact; empty where there is none.
    tasks
        Every task of the vacancy, in its order, then time that no task names.
    functions
        Every percentage of a whole function that is known of the person, newest first.
    """

    kind: EstimateKind
    low: int | None = None
    expected: int | None = None
    high: int | None = None
    exact: str = ""
    tasks: tuple[TaskEstimate, ...]
    functions: tuple[FunctionValue, ...] = ()
    reasons: tuple[EstimateReason, ...] = ()

    def __post_init__(self) -> None:
        if (self.low is None, self.high is None) != (self.kind is EstimateKind.UNKNOWN,) * 2:
            raise ReadError(f"A loonwaarde that is {self.kind} has a range of {self.low}-{self.high}; expected both.")
        middle = self.low if self.expected is None else self.expected
        if self.low is not None and self.high is not None and middle is not None:
            in_order = 0 <= self.low <= middle <= self.high <= WHOLE_PERCENT
            if not in_order:
                raise ReadError(f"Loonwaarde {self.low}-{self.expected}-{self.high}% is no range within 0-100.")

    @property
    def is_known(self) -> bool:
        """Whether there are figures."""
        return self.kind is not EstimateKind.UNKNOWN

    @property
    def percents(self) -> tuple[int, ...]:
        """The figures there are, from low to high."""
        return tuple(percent for percent in (self.low, self.expected, self.high) if percent is not None)
