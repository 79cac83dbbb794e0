"""Pictures of points, hours and travel as plain geometry in whole pixels; macros draw them as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from web.language.pages import say
from web.language.points import PointsWords
from web.language.said import hour_words
from web.pages.proposal.picture import HATCH, hatch

WIDTH, MARGIN = 240, 6
BAR_TOP, BAR_BOTTOM = 6, 20
LEAST_BAR = 2
PATH_TOP, PATH_BOTTOM, PATH_LEFT, PATH_RIGHT = 22, 82, 8, 232
TRAVEL_WIDTH, TRAVEL_TOP, TRAVEL_BAR = 160, 6, 8
LEAST_SCALE = 60
UNKNOWN = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One line of points, from where the lines before it came to where this one brings the sum.

    Attributes
    ----------
    x, width
        The bar; a line of no points has none, only its place.
    zero, end
        Where the sum is nothing, and where it stands after this line.
    hatch
        Path of the slanted lines of points that go off; empty for points that come on.
    """

    x: int
    width: int
    zero: int
    end: int
    hatch: str = ""
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """A bar for each line of points, in their order, and one for the total."""

    bars: tuple[Bar, ...]
    total: Bar


def waterfall(words: PointsWords) -> Waterfall:
    """Draw lines of points that add up: each starts where the one before it ended."""
    ends = [0]
    for line in words.lines:
        ends.append(ends[-1] + line.points)
    low, high = min(ends), max(ends)
    places = [_scaled(end, low, high) for end in ends]
    zero = _scaled(0, low, high)
    bars = tuple(_bar(start, end, zero) for start, end in pairwise(places))
    total = _bar(zero, _scaled(words.total, low, high), zero)
    return Waterfall(
        bars=bars, total=Bar(x=total.x, width=total.width, zero=zero, end=total.end, hatch=total.hatch, is_total=True)
    )


def _scaled(value: int, low: int, high: int) -> int:
    return MARGIN + (value - low) * (WIDTH - 2 * MARGIN) // max(high - low, 1)


def _bar(start: int, end: int, zero: int) -> Bar:
    left, right = min(start, end), max(start, end)
    filling = hatch(left, BAR_TOP, right, BAR_BOTTOM) if end < start else ""
    return Bar(x=left, width=right - left, zero=zero, end=end, hatch=filling)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From a month on, so many hours a week: where its tread stands, and its two labels."""

    x: int
    y: int
    hours: str
    month: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursPath:
    """Working time as steps over months, with the least the work asks.

    Attributes
    ----------
    line
        Path of the steps.
    least_y, least_x
        Height of the vacancy's minimum, and from which month on it has to be reached.
    """

    steps: tuple[Step, ...]
    line: str
    least_y: int
    least_x: int
    least: str


def hours_path(steps: Sequence[tuple[int, int]], *, minimum: int, ramp_months: int, language: str) -> HoursPath:
    """Draw working time that grows.

    Parameters
    ----------
    steps
        (month, minutes a week), ascending, the first at month 0.
    minimum, ramp_months
        Minutes a week the vacancy asks, and by which month.
    """
    last = max([month for month, _ in steps] + [ramp_months]) + 2
    most = max([minutes for _, minutes in steps] + [minimum])
    made = tuple(
        Step(
            x=_month_x(month, last),
            y=_hours_y(minutes, most),
            hours=hour_words(minutes, language),
            month=say("w_picture.month_short", language, count=month) if month else say("w_picture.start", language),
        )
        for month, minutes in steps
    )
    line = f"M{made[0].x} {made[0].y}" + "".join(f"H{step.x}V{step.y}" for step in made[1:]) + f"H{PATH_RIGHT}"
    return HoursPath(
        steps=made,
        line=line,
        least_y=_hours_y(minimum, most),
        least_x=_month_x(ramp_months, last),
        least=say("w_picture.least", language, hours=hour_words(minimum, language)),
    )


def _month_x(month: int, last: int) -> int:
    return PATH_LEFT + month * (PATH_RIGHT - PATH_LEFT) // last


def _hours_y(minutes: int, most: int) -> int:
    return PATH_BOTTOM - minutes * (PATH_BOTTOM - PATH_TOP) // most


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelBar:
    """Minutes of travel as a bar, with the person's own limit as a line.

    Attributes
    ----------
    end
        Where the journey ends; None where it is not known.
    limit
        Where the limit stands; None where it is not known.
    hatch
        Path of what goes beyond the limit; empty where nothing does.
    """

    end: int | None
    limit: int | None
    hatch: str = ""

    @property
    def inside(self) -> int:
        """Width of the bar up to the limit."""
        return 0 if self.end is None else self.end if self.limit is None else min(self.end, self.limit)

    @property
    def beyond(self) -> int:
        """Width of the bar after the limit."""
        return 0 if self.end is None else self.end - self.inside


def travel_bar(minutes: int, limit: int) -> TravelBar:
    """Draw a journey against a limit, both in minutes one way; −1 is not known and draws nothing."""
    scale = max(minutes, limit, LEAST_SCALE) + HATCH
    end = None if minutes == UNKNOWN else max(minutes * TRAVEL_WIDTH // scale, LEAST_BAR)
    line = None if limit == UNKNOWN else limit * TRAVEL_WIDTH // scale
    if end is None or line is None or minutes <= limit:
        return TravelBar(end=end, limit=line)
    # One minute too many is seen, however small the scale.
    end = max(end, line + LEAST_BAR)
    return TravelBar(end=end, limit=line, hatch=hatch(line, TRAVEL_TOP, end, TRAVEL_TOP + TRAVEL_BAR))
