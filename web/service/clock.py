"""What time it is: the one place that asks, so that a test or a demo can answer instead."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from web.store.database import Database

ZONE = ZoneInfo("Europe/Amsterdam")


class Clock(Protocol):
    """Moments for the log, and the calendar day on which people work."""

    def now(self) -> datetime:
        """Give the moment, in UTC."""

    def today(self) -> date:
        """Give the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemClock:
    """The clock of this machine; in a demo store it always is the day of the demo world."""

    fixed_day: date | None = None

    def now(self) -> datetime:
        """Give the moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Give the day in the Netherlands."""
        return self.fixed_day or dutch_day(self.now())


def dutch_day(moment: datetime) -> date:
    """Give the calendar day in the Netherlands at a moment, summer and winter."""
    return moment.astimezone(ZONE).date()


def clock_of(database: Database) -> SystemClock:
    """Give the clock a store lives by."""
    with database.read() as store:
        return SystemClock(fixed_day=store.demo_day)
