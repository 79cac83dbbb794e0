"""The day is the Dutch day, whatever the clock does at night."""

from datetime import UTC, date, datetime

import pytest

from web.service.clock import SystemClock, dutch_day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_both_nights_of_the_clock_and_the_turn_of_the_year(moment: datetime, day: date) -> None:
    assert dutch_day(moment) == day


def test_a_fixed_day_is_always_today() -> None:
    assert SystemClock(fixed_day=date(2026, 11, 2)).today() == date(2026, 11, 2)


def test_moments_are_in_utc() -> None:
    assert SystemClock().now().tzinfo is UTC
