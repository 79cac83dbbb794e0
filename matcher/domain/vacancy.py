"""A vacancy: tasks with what they ask, the hours and the place, and what the employer can adapt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

from matcher.domain.client import DayPart
from matcher.domain.profile import Answer, Demand
from matcher.domain.task_kind import TaskKind
from matcher.errors import ReadError

VacancyKey = NewType("VacancyKey", str)
MAX_TASKS = 8


def _first_by_item(demands: Iterable[Demand]) -> Mapping[str, Demand]:
    """Index demands by item; of two on one item the first speaks (intake refuses the second)."""
    found: dict[str, Demand] = {}
    for demand in demands:
        found.setdefault(demand.item, demand)
    return found


class Risk(StrEnum):
    """A task in which a lapse endangers somebody."""

    TRAFFIC = "verkeer"
    MACHINE = "machine"
    HEIGHT = "hoogte"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A hoofdtaak with its share of the working time and what it asks.

    Attributes
    ----------
    share
        Percent of the working time, 1-100.
    kind
        What is done, for a loonwaarde over kinds of task; None where nobody said.
    can_leave_out
        Whether the employer can give this task to somebody else (functiecreatie).
    demands
        What this task asks; for an item that is not there the vacancy's own demands hold.
    """

    key: str
    description: str
    share: int
    kind: TaskKind | None = None
    can_leave_out: Answer = Answer.UNKNOWN
    risks: tuple[Risk, ...] = ()
    demands: tuple[Demand, ...] = ()
    _own: Mapping[str, Demand] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_own", _first_by_item(self.demands))
        if not 1 <= self.share <= 100:
            raise ReadError(f"Task {self.key}: share {self.share}% is outside 1-100.")

    def own_demand(self, item: str) -> Demand | None:
        """Give what this task itself asks of an item; None where it says nothing."""
        return self._own.get(item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A certificate (gate), or a competence with mastery (VUM code, lower is more), skill or occupation (points)."""

    kind: str
    code: str
    mastery: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Adaptations:
    """What the employer said he can do: yes, no or not asked yet, per part."""

    organisation: Answer = Answer.UNKNOWN
    aid: Answer = Answer.UNKNOWN
    work_buddy: Answer = Answer.UNKNOWN
    jobcoach: Answer = Answer.UNKNOWN
    slower_pace: Answer = Answer.UNKNOWN
    seated: Answer = Answer.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """One vacancy with one or more equal places.

    Attributes
    ----------
    week_minutes_min, week_minutes_max
        Contract minutes a week the employer accepts.
    days_per_week
        Days the week is spread over: makes a day out of a week.
    ramp_months
        By this month after the start the minimum must be reached; 0 is from the first day.
    demands
        What every task asks where the task itself says nothing.
    contract_months
        Length of the contract; None where unknown.
    """

    key: VacancyKey
    employer: str
    title: str
    occupation: str = ""
    sector: str = ""
    place: str | None = None
    positions: int = 1
    week_minutes_min: int
    week_minutes_max: int
    days_per_week: int = 5
    ramp_months: int = 0
    opens_on: date | None = None
    closes_on: date | None = None
    times: tuple[DayPart, ...] | None = None
    every_evening: bool = False
    contract_months: int | None = None
    can_grow: Answer = Answer.UNKNOWN
    adaptations: Adaptations = Adaptations()
    requirements: tuple[Requirement, ...] = ()
    tasks: tuple[Task, ...]
    demands: tuple[Demand, ...] = ()
    max_supported: int | None = None
    _own: Mapping[str, Demand] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_own", _first_by_item(self.demands))
        if not self.tasks:
            raise ReadError(f"Vacancy {self.key} has no tasks; without tasks there is nothing to weigh.")
        if len(self.tasks) > MAX_TASKS:
            raise ReadError(f"Vacancy {self.key} has {len(self.tasks)} tasks; join them to at most {MAX_TASKS}.")
        if not 0 < self.week_minutes_min <= self.week_minutes_max <= 60 * 60:
            raise ReadError(
                f"Vacancy {self.key}: {self.week_minutes_min}-{self.week_minutes_max} minutes a week is impossible."
            )
        if not 1 <= self.days_per_week <= 7:
            raise ReadError(f"Vacancy {self.key}: {self.days_per_week} days a week; expected 1 to 7.")
        if self.positions < 1:
            raise ReadError(f"Vacancy {self.key}: {self.positions} places; expected 1 or more.")
        if sum(task.share for task in self.tasks) > 100:
            raise ReadError(f"Vacancy {self.key}: the tasks together take more than 100% of the time.")

    def demand(self, task: Task, item: str) -> Demand | None:
        """Give what a task asks of an item: its own words, else the vacancy's; None where nobody said."""
        demand = task.own_demand(item) or self.own_demand(item)
        return demand if demand is not None and demand.is_known else None

    def own_demand(self, item: str) -> Demand | None:
        """Give what the vacancy as a whole asks of an item; None where it says nothing."""
        return self._own.get(item)
