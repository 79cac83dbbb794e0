"""An occupation as a demand profile: what its work asks of each FML item, with source and reason of each answer."""

import re
from dataclasses import dataclass
from enum import StrEnum

from matcher.catalogue.occupations.asked import Asked
from matcher.domain.profile import DemandSource, Frequency
from matcher.domain.task_kind import TaskKind
from matcher.domain.vacancy import Risk
from matcher.errors import CatalogueError

WORKING_DAY_MINUTES = 480
# Kneeling, lying and getting in and out are neither sitting, standing nor walking: at most 5% of a day.
LEAST_POSTURE_MINUTES = 456
FEWEST_TASKS, MOST_TASKS = 2, 5
WHOLE_PERCENT = 100
POSTURE_ITEMS = ("V-2", "V-4", "IV-17")
CODE_PATTERN = re.compile(r"[a-z]+(-[a-z]+)*")
SOC_PATTERN = re.compile(r"\d{2}-\d{4}\.\d{2}")


class Sector(StrEnum):
    """The branch in which the occupation is mostly found."""

    TRADE = "handel"
    BUSINESS_SERVICES = "zakelijke_diensten"
    CARE = "zorg"
    INDUSTRY = "industrie"
    LOGISTICS = "logistiek"
    HOSPITALITY = "horeca"
    GREEN = "groen"
    CONSTRUCTION = "bouw"
    OTHER = "overig"


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationDemand:
    """What an occupation or one of its tasks asks of one item.

    Attributes
    ----------
    item
        FML code, such as ``IV-13``.
    asked
        Level, conditions or need, for every item but those counted per day.
    minutes_per_day
        Items counted per day: minutes in a full working day of 480; for a task its own part. Then `asked` is None.
    frequency
        ORD: how often; None for other types and for minutes.
    source
        *Afgeleid* (from rated abilities through the crosswalk) or *geschat* (the project's own estimate).
    reason
        Why, in one or two sentences.
    """

    item: str
    asked: Asked | None = None
    minutes_per_day: int | None = None
    frequency: Frequency | None = None
    source: DemandSource
    reason: str

    def __post_init__(self) -> None:
        if (self.asked is None) == (self.minutes_per_day is None):
            raise CatalogueError(f"Demand on {self.item}: either minutes per day or a level, conditions or need.")
        if (self.frequency is None) != (self.asked is None or self.asked.tolerated is None):
            raise CatalogueError(f"Demand on {self.item}: a level, and nothing else, says how often it is asked.")
        if self.source not in (DemandSource.DERIVED, DemandSource.ESTIMATED):
            raise CatalogueError(f"Demand on {self.item}: no occupation profile is {self.source}; nobody was there.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationTask:
    """A hoofdtaak of an occupation.

    Attributes
    ----------
    name_nl
        In plain Dutch.
    kind
        What is done, for a loonwaarde over kinds of task.
    share
        Percent of the working time.
    can_leave_out
        Whether employers can often give this task to somebody else.
    can_be_seated
        Whether the task can be done sitting as well as standing.
    risks
        Where a lapse endangers somebody.
    demands
        What this task asks where tasks differ, and its own minutes per day, in FML order. For every other item the
        demands of the occupation hold.
    """

    name_nl: str
    kind: TaskKind
    share: int
    can_leave_out: bool
    can_be_seated: bool
    risks: tuple[Risk, ...]
    demands: tuple[OccupationDemand, ...]

    @property
    def minutes(self) -> int:
        """Minutes of a full working day that go to this task, rounded down."""
        return self.share * WORKING_DAY_MINUTES // WHOLE_PERCENT

    def minutes_of(self, item: str) -> int:
        """Minutes per day this task takes on an item that is counted per day; 0 where it takes none."""
        return sum(demand.minutes_per_day or 0 for demand in self.demands if demand.item == item)

    def __post_init__(self) -> None:
        posture = sum(self.minutes_of(item) for item in POSTURE_ITEMS)
        if posture > self.minutes:
            raise CatalogueError(
                f"Task '{self.name_nl}': {posture} minutes sitting, standing and walking in {self.minutes} minutes "
                "of work. Nobody is in two postures at once. Lower them or raise the share."
            )
        longest = max((demand.minutes_per_day or 0 for demand in self.demands), default=0)
        if longest > self.minutes:
            raise CatalogueError(f"Task '{self.name_nl}': {longest} minutes on one item in {self.minutes} of work.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """An occupation with what it asks and the tasks that ask it.

    Attributes
    ----------
    code
        The project's own name for it, such as ``keukenhulp``.
    onet_soc_code
        The occupation in the O*NET database whose ratings were used.
    competences
        VUM behaviour competences (24100-24126) the work typically asks.
    certificates
        What is typically required; mostly none.
    demands
        One per known item, in FML order; for an item that tasks ask differently the strictest of them, for an item
        counted per day the sum.
    """

    code: str
    onet_soc_code: str
    name_nl: str
    name_en: str
    sector: Sector
    group: str
    competences: tuple[int, ...]
    certificates: tuple[str, ...]
    demands: tuple[OccupationDemand, ...]
    tasks: tuple[OccupationTask, ...]

    def demand(self, item: str, task: OccupationTask | None = None) -> OccupationDemand | None:
        """Give what a task asks of an item, or without a task what the whole occupation asks; None where unknown."""
        own = task.demands if task else ()
        return next((demand for demand in (*own, *self.demands) if demand.item == item), None)

    def __post_init__(self) -> None:
        if not CODE_PATTERN.fullmatch(self.code) or not SOC_PATTERN.fullmatch(self.onet_soc_code):
            raise CatalogueError(f"Occupation {self.code} ({self.onet_soc_code}): expected kebab-case and 00-0000.00.")
        if not FEWEST_TASKS <= len(self.tasks) <= MOST_TASKS:
            raise CatalogueError(f"Occupation {self.code} has {len(self.tasks)} tasks; expected 2 to 5.")
        total = sum(task.share for task in self.tasks)
        if total != WHOLE_PERCENT:
            raise CatalogueError(f"Occupation {self.code}: its tasks take {total}% of the time; expected 100.")
        posture = sum(task.minutes_of(item) for task in self.tasks for item in POSTURE_ITEMS)
        if posture < LEAST_POSTURE_MINUTES:
            raise CatalogueError(
                f"Occupation {self.code}: sitting, standing and walking fill {posture} of 480 minutes; a day must be "
                f"filled for at least {LEAST_POSTURE_MINUTES}, or nobody knows what the rest asks. Write the minutes."
            )
