"""What the cells of one row must make together; each rule refuses with its own reason.

The cells are canonical here: a rule compares, it parses nothing again but numbers.
"""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from matcher.catalogue.items import Catalogue, Item, ItemType
from matcher.catalogue.never_a_group import load_never_a_group
from matcher.domain.choice import ChoiceRule
from matcher.domain.client import WishKind
from matcher.domain.profile import ReadingOutcome
from matcher.domain.support import Instrument
from matcher.grid import LATITUDES, LONGITUDES, is_in_the_netherlands
from matcher.reading.cells import BIN_DEMANDS, NONE, SEPARATOR, UNKNOWN
from matcher.reading.choice_sheets import BOUNDS, CVDR_EXAMPLE
from matcher.reading.numbers import refuse
from matcher.reading.rows import Reason

Values = Mapping[str, str]
Rule = Callable[[Values, Catalogue], None]

_READING_COLUMNS = ("vacancy", "task", "task_text", "instrument", "until")
_CVDR = re.compile(r"CVDR[0-9]{1,10}")
_TEMPO_COLUMNS = ("tempo", "quality", "net_time")


def check_capacity(values: Values, catalogue: Catalogue) -> None:
    """A row with a reading reads a limit against a task; any other row gives the value its item asks for."""
    item = catalogue.by_code(values["item"])
    if values["reading"]:
        _check_reading(values)
        return
    for name in _READING_COLUMNS:
        if values[name]:
            raise refuse(name, values[name], Reason.ONLY_WITH_READING)
    if item.type in (ItemType.SET, ItemType.META):
        _check_conditions(values, item)
    else:
        _check_level(values, item)


def _check_reading(values: Values) -> None:
    for name in ("level", "conditions"):
        if values[name]:
            raise refuse(name, values[name], Reason.READING_WITH_VALUE)
    if not values["vacancy"]:
        raise refuse("vacancy", "", Reason.MISSING_VALUE)
    if (values["reading"] == ReadingOutcome.WORKS_WITH) != bool(values["instrument"]):
        raise refuse("instrument", values["instrument"], Reason.INSTRUMENT_MISMATCH)


def _check_level(values: Values, item: Item) -> None:
    if values["conditions"]:
        raise refuse("conditions", values["conditions"], Reason.CONDITIONS_ON_LEVEL, item=item.code)
    if not values["level"]:
        raise refuse("level", "", Reason.MISSING_VALUE)
    highest = _highest(item)
    if not 0 <= int(values["level"]) <= highest:
        raise refuse("level", values["level"], Reason.LEVEL_OUTSIDE_SCALE, item=item.code, highest=str(highest))


def _check_conditions(values: Values, item: Item) -> None:
    if values["level"]:
        raise refuse("level", values["level"], Reason.LEVEL_ON_CONDITIONS, item=item.code)
    if not values["conditions"]:
        raise refuse("conditions", "", Reason.MISSING_VALUE)
    _check_numbers("conditions", values["conditions"], item)


def _check_numbers(column: str, text: str, item: Item) -> None:
    if text == NONE:
        return
    known = {str(each.number) for each in (*item.conditions, *item.sides)}
    for number in text.split(SEPARATOR):
        if number not in known:
            allowed = ", ".join(sorted(known, key=int))
            raise refuse(column, text, Reason.UNKNOWN_CONDITION, item=item.code, unknown=number, allowed=allowed)


def _highest(item: Item) -> int:
    return item.k if item.type is ItemType.ORD else 1


def check_demand(values: Values, catalogue: Catalogue) -> None:
    """At most one of tolerated, asks and minutes speaks, and it is the one that fits the type of the item."""
    item = catalogue.by_code(values["item"])
    if item.type is ItemType.META:
        raise refuse("item", values["item"], Reason.ITEM_WITHOUT_LIMIT)
    spoken = [name for name in ("tolerated", "asks", "minutes") if values[name] not in ("", UNKNOWN)]
    if len(spoken) > 1:
        raise refuse(spoken[1], values[spoken[1]], Reason.TWO_DEMANDS, other=spoken[0])
    for name in spoken:
        if name not in _demand_columns(item):
            allowed = ", ".join(_demand_columns(item))
            raise refuse(name, values[name], Reason.WRONG_DEMAND_COLUMN, item=item.code, allowed=allowed)
    if "tolerated" in spoken and not -1 <= int(values["tolerated"]) <= item.k:
        highest = str(item.k)
        raise refuse("tolerated", values["tolerated"], Reason.LEVEL_OUTSIDE_SCALE, item=item.code, highest=highest)
    if "asks" in spoken:
        _check_asks(values["asks"], item)


def _demand_columns(item: Item) -> tuple[str, ...]:
    if item.type is not ItemType.ORD:
        return ("asks",)
    return ("minutes",) if item.per_day else ("tolerated",)


def _check_asks(text: str, item: Item) -> None:
    if item.type is ItemType.SET and (text == NONE or text not in BIN_DEMANDS):
        _check_numbers("asks", text, item)
    elif item.type is ItemType.SET or text not in BIN_DEMANDS:
        numbers = f"{NONE}, {SEPARATOR.join(str(number) for number in item.condition_numbers)}"
        allowed = numbers if item.type is ItemType.SET else ", ".join((*BIN_DEMANDS, UNKNOWN))
        raise refuse("asks", text, Reason.UNKNOWN_CODE, allowed=allowed)


def check_wish(values: Values, _: Catalogue) -> None:
    """A wish names what it is about; support by the code of an instrument. Only searching itself needs no code."""
    if not values["code"] and values["kind"] != WishKind.SEARCH:
        raise refuse("code", "", Reason.MISSING_VALUE)
    if values["kind"] == WishKind.SUPPORT and values["code"] not in set(Instrument):
        raise refuse("code", values["code"], Reason.UNKNOWN_CODE, allowed=", ".join(Instrument))


def check_loonwaarde(values: Values, _: Catalogue) -> None:
    """A row gives the percentage of a whole function, or all three parts of it in one kind of task."""
    if values["percent"]:
        for name in (*_TEMPO_COLUMNS, "task_kind", "share"):
            if values[name]:
                raise refuse(name, values[name], Reason.ONLY_OF_ONE_TASK)
        if not values["occupation"]:
            raise refuse("occupation", "", Reason.MISSING_VALUE)
        return
    if not any(values[name] for name in (*_TEMPO_COLUMNS, "task_kind")):
        raise refuse("percent", "", Reason.MISSING_VALUE)
    for name in (*_TEMPO_COLUMNS, "task_kind"):
        if not values[name]:
            raise refuse(name, "", Reason.MISSING_VALUE)
    if values["share"] and not values["occupation"]:
        raise refuse("occupation", "", Reason.MISSING_VALUE)


def check_vacancy(values: Values, _: Catalogue) -> None:
    """The fewest hours are no more than the most; it closes no earlier than it opens."""
    if Fraction(values["hours_min"]) > Fraction(values["hours_max"]):
        raise refuse("hours_min", values["hours_min"], Reason.MIN_ABOVE_MAX, maximum=values["hours_max"])
    _check_order(values, "opens_on", "closes_on")


def check_task(values: Values, _: Catalogue) -> None:
    """A task has a share or minutes, exactly one."""
    if bool(values["share"]) == bool(values["minutes"]):
        raise refuse("share", values["share"], Reason.SHARE_OR_MINUTES)


def check_place(values: Values, _: Catalogue) -> None:
    """A place lies in the Netherlands, where the grid of metres holds."""
    latitude, longitude = Fraction(values["lat"]), Fraction(values["lon"])
    if not is_in_the_netherlands(latitude, longitude):
        column = "lon" if LATITUDES[0] <= latitude <= LATITUDES[1] else "lat"
        low, high = LONGITUDES if column == "lon" else LATITUDES
        raise refuse(column, values[column], Reason.OUTSIDE_THE_NETHERLANDS,
                     minimum=str(float(low)), maximum=str(float(high)))  # fmt: skip


def check_placement(values: Values, _: Catalogue) -> None:
    """A placement ends no earlier than it starts."""
    _check_order(values, "start_on", "end_on")


def check_decision(values: Values, _: Catalogue) -> None:
    """A decision holds until a day after it was taken."""
    _check_order(values, "date", "until")


def check_choice(values: Values, _: Catalogue) -> None:
    """A choice stays within its bounds and has a CVDR number; only a stratum has a name, never of who people are."""
    rule = ChoiceRule(values["rule"])
    if rule is ChoiceRule.STRATUM and not values["name"]:
        raise refuse("name", "", Reason.MISSING_VALUE)
    if rule is not ChoiceRule.STRATUM and values["name"]:
        raise refuse("name", values["name"], Reason.NAME_WITHOUT_STRATUM)
    word = load_never_a_group().word_in(values["name"]) if values["name"] else None
    if word is not None:
        raise refuse("name", values["name"], Reason.GROUP_OF_WHO_ONE_IS, word=word)
    low, high = BOUNDS[rule]
    if not low <= int(values["value"]) <= high:
        raise refuse("value", values["value"], Reason.OUT_OF_RANGE, minimum=str(low), maximum=str(high))
    if not _CVDR.fullmatch(values["cvdr"]):
        raise refuse("cvdr", values["cvdr"], Reason.WRONG_FORM, example=CVDR_EXAMPLE)


def _check_order(values: Values, first: str, last: str) -> None:
    if values[first] and values[last] and values[last] < values[first]:
        raise refuse(last, values[last], Reason.END_BEFORE_START, start=values[first])


RULE_BY_SHEET: Mapping[str, Rule] = MappingProxyType(
    {
        "capacities": check_capacity,
        "demands": check_demand,
        "wishes": check_wish,
        "loonwaarde": check_loonwaarde,
        "vacancies": check_vacancy,
        "tasks": check_task,
        "places": check_place,
        "placements": check_placement,
        "decisions": check_decision,
        "verordening": check_choice,
    }
)
