"""Pictures of a weighing as plain geometry: where each mark stands, in whole pixels; macros draw them as SVG.

More capacity is always further to the right.  An FML level runs the other way: a higher level is less capacity, so the
most limited level stands at the left end and the norm at the right.  Every picture repeats words of its own row.
"""

from dataclasses import dataclass

from matcher.catalogue.items import Item, ItemType, load_catalogue
from matcher.domain.candidate import Fit, ItemVerdict, Reason, Verdict
from matcher.domain.profile import BinDemand
from web.language.numbers import whole
from web.language.pages import say
from web.language.sides import minutes_on_planned_day, short_unit

WIDTH, HEIGHT = 240, 52
AXIS = 24
LABEL = 47
MOST_LIMITED, NORM, ABOVE = 16, 160, 192
UNIT = 180
UNKNOWN_DEMAND, UNKNOWN_CAPACITY = 208, 229
MARK, MARK_INSIDE = 8, 5
BAR = 10
HATCH = 5
APART = 2 * MARK + 6
CELL, CELL_TOP, CELL_HEIGHT = 22, 3, 46
UPPER_LANE, LOWER_LANE = 14, 38
LIMITED, FREE = 1, 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A level of the scale; its label hangs on `label_x` by its middle, or by its start at the end of the scale."""

    x: int
    label: str
    is_norm: bool
    is_end: bool = False

    @property
    def label_x(self) -> int:
        """Place of the label."""
        return self.x - MARK if self.is_end else self.x


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From one mark to the next; `hatch` is the path of its slanted lines, empty where it has none."""

    x1: int
    x2: int
    hatch: str = ""

    @property
    def width(self) -> int:
        """Pixels between the marks."""
        return self.x2 - self.x1


@dataclass(frozen=True, slots=True, kw_only=True)
class Dumbbell:
    """One item on its own scale: a diamond for what the work asks, a ring for what the person can.

    Attributes
    ----------
    demand, capacity
        Place of the mark on the scale; None where it is not known: then a question mark stands beside the scale.
    is_stale
        The ring stands where it was long ago, with a question mark.
    shortage
        The work asks more than the person can: thick and hatched.
    room
        The person can more than the work asks: a thin line.
    open
        The work asks more, and somebody read, or still has to read, whether that matters: a dashed line.
    support
        Arrow from the ring to what the work asks; `is_support_sure` says whether it is certain.
    """

    ticks: tuple[Tick, ...]
    unit: str
    demand: int | None
    capacity: int | None
    is_stale: bool = False
    shortage: Span | None = None
    room: Span | None = None
    open: Span | None = None
    support: Span | None = None
    is_support_sure: bool = False
    kind: str = "dumbbell"

    @property
    def demand_size(self) -> int:
        """Half the diamond: small where it stands inside the ring, so that both are seen."""
        if self.demand is None or self.capacity is None:
            return MARK
        return MARK_INSIDE if abs(self.demand - self.capacity) < MARK else MARK

    @property
    def arrow(self) -> str:
        """Path of the arrow over the scale, from the ring down to the diamond."""
        if self.support is None:
            return ""
        start, end, top = self.support.x1, self.support.x2, 5
        return f"M{start} 13V{top + 5}Q{start} {top} {start + 5} {top}H{end - 5}Q{end} {top} {end} {top + 5}"

    @property
    def arrow_head(self) -> str:
        """Path of the arrow's head; empty where there is no arrow."""
        return "" if self.support is None else f"M{self.support.x2 - 4} 8h8l-4 6z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One condition: whether the work cannot offer it, whether the person needs it, and so whether they clash."""

    x: int
    is_asked: bool
    is_needed: bool
    hatch: str = ""

    @property
    def is_clash(self) -> bool:
        """Whether the person needs what the work cannot offer."""
        return self.is_asked and self.is_needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Chips:
    """The conditions of an item, each a box of its own: they have names, no order.

    Attributes
    ----------
    is_asked_known, is_needed_known
        Whether each side is known; else a question mark stands beside the boxes.
    is_covered
        Support closes every clash.
    """

    chips: tuple[Chip, ...]
    is_asked_known: bool
    is_needed_known: bool
    is_covered: bool
    kind: str = "chips"


def item_picture(found: ItemVerdict, fit: Fit, language: str) -> Dumbbell | Chips:
    """Draw one weighed item.

    Parameters
    ----------
    found
        The item, one of `fit.items`.
    fit
        The whole weighing: minutes a day stand on the scale at the planned length of a day.
    """
    item = load_catalogue().by_code(found.item)
    if item.type is ItemType.SET:
        return _chips(found, item)
    is_limit = item.type is ItemType.BIN
    n_steps = LIMITED if is_limit else item.k
    demand = _place_of_need(found.tolerated) if is_limit else _place_of_level(found.tolerated, n_steps)
    if item.per_day and found.tolerated != item.k:
        demand = _place_of_minutes(item, minutes_on_planned_day(found, fit), demand)
    capacity = None
    if found.capacity is not None:
        level = (LIMITED if found.capacity.is_limited else FREE) if is_limit else found.capacity.level
        capacity = _place_of_level(level, n_steps)
    return _joined(
        found,
        demand,
        capacity,
        ticks=_limit_ticks(language) if is_limit else _level_ticks(item, language),
        unit=short_unit(item, language),
    )


def _place_of_level(level: int | None, k: int) -> int | None:
    """Give the place of a level: the norm (0) at the right, the most limited (k) at the left, −1 beyond the norm."""
    if level is None:
        return None
    return ABOVE if level < 0 else NORM - level * (NORM - MOST_LIMITED) // k


def _place_of_need(need: int | None) -> int | None:
    """Give the place of what a task asks where there is a limit or none; what asks nothing stands at the limit."""
    if need is None:
        return None
    return {BinDemand.NONE: MOST_LIMITED, BinDemand.NORM: NORM, BinDemand.ABOVE: ABOVE}[BinDemand(need)]


def _place_of_minutes(item: Item, minutes: int | None, at_level: int | None) -> int | None:
    """Give the place of minutes a day between the levels whose ceilings they lie between.

    On a ceiling they stand on that level; above it so far to its right that a shortage is seen.
    """
    if minutes is None:
        return at_level
    level = next((level for level in range(item.k, 0, -1) if minutes <= item.day_ceilings[level - 1]), 0)
    right = _place_of_level(level, item.k)
    if level in (0, item.k) or right is None:
        return right
    left = right - (NORM - MOST_LIMITED) // item.k + APART
    low, high = item.day_ceilings[level], item.day_ceilings[level - 1]
    return left + (minutes - low) * (right - left) // (high - low)


def _joined(
    found: ItemVerdict, demand: int | None, capacity: int | None, *, ticks: tuple[Tick, ...], unit: str
) -> Dumbbell:
    is_stale = found.capacity is not None and found.capacity.is_stale
    has_support = bool(found.closers) and found.verdict is not Verdict.KAN_NIET
    shortage = room = opened = support = None
    if demand is not None and capacity is not None and not is_stale:
        if demand > capacity:
            is_read = found.verdict is Verdict.PAST or found.reason is Reason.TEXT_UNREAD
            if is_read:
                opened = _between(capacity, demand)
            else:
                shortage = _between(capacity, demand, is_hatched=True)
            support = Span(x1=capacity, x2=demand) if has_support else None
        elif capacity > demand:
            room = _between(demand, capacity)
    return Dumbbell(
        ticks=ticks,
        unit=unit,
        demand=demand,
        capacity=capacity,
        is_stale=is_stale,
        shortage=shortage,
        room=room,
        open=opened,
        support=support,
        is_support_sure=found.is_covered,
    )


def _between(left: int, right: int, *, is_hatched: bool = False) -> Span:
    """Give the span between two marks; marks close together leave nothing between them but stay in order."""
    x1 = left + MARK
    x2 = max(x1, right - MARK)
    return Span(x1=x1, x2=x2, hatch=hatch(x1, AXIS - BAR // 2, x2, AXIS + BAR // 2) if is_hatched else "")


def hatch(left: int, top: int, right: int, bottom: int) -> str:
    """Give the path of slanted lines that fill a box and stay inside it."""
    lines = []
    for start in range(left - (bottom - top) + HATCH, right, HATCH):
        x1, x2 = max(start, left), min(start + bottom - top, right)
        lines.append(f"M{x1} {bottom - (x1 - start)}L{x2} {bottom - (x2 - start)}")
    return "".join(lines)


def _level_ticks(item: Item, language: str) -> tuple[Tick, ...]:
    return tuple(_level_tick(item, level, language) for level in range(item.k, -1, -1))


def _level_tick(item: Item, level: int, language: str) -> Tick:
    threshold, x = item.levels[level].threshold, _place_of_level(level, item.k) or 0
    if threshold is not None:
        return Tick(x=x, label=whole(threshold, language), is_norm=level == 0)
    if level == 0:
        return Tick(x=x, label=say("w_picture.norm", language), is_norm=True)
    if level == item.k and not item.unit_nl:
        return Tick(x=x, label=say("w_picture.less", language), is_norm=False, is_end=True)
    return Tick(x=x, label="", is_norm=False)


def _limit_ticks(language: str) -> tuple[Tick, ...]:
    return (
        Tick(x=MOST_LIMITED, label=say("w_picture.limited", language), is_norm=False, is_end=True),
        Tick(x=NORM, label=say("w_picture.norm", language), is_norm=True),
    )


def _chips(found: ItemVerdict, item: Item) -> Chips:
    is_known = found.capacity is not None and not found.capacity.is_stale
    needed = found.capacity.conditions if found.capacity is not None and is_known else ()
    chips = []
    for place, number in enumerate(item.condition_numbers):
        x = MOST_LIMITED - MARK + place * CELL
        is_asked, is_needed = number in (found.asks or ()), number in needed
        filling = hatch(x, CELL_TOP, x + CELL - 4, CELL_TOP + CELL_HEIGHT) if is_asked and is_needed else ""
        chips.append(Chip(x=x, is_asked=is_asked, is_needed=is_needed, hatch=filling))
    return Chips(
        chips=tuple(chips),
        is_asked_known=found.asks is not None,
        is_needed_known=is_known,
        is_covered=found.is_covered,
    )
