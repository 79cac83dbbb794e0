"""Both sides of one item in words and figures: what the work asks and what the person can.

A level is said with its figure where the FML names one, else in the catalogue's own words.
"""

from collections.abc import Sequence

from matcher.asked import FULL_DAY_MINUTES
from matcher.catalogue.items import Item, ItemType
from matcher.domain.candidate import Fit, Gate, ItemVerdict, Reason
from matcher.domain.profile import BinDemand
from web.language.numbers import whole
from web.language.pages import counted, say

MOST_CONDITIONS = 3
LESS_THAN = ("minder dan ", "less than ")


def level_text(item: Item, level: int, language: str) -> str:
    """Give the catalogue's own words for a level."""
    found = item.levels[level]
    return found.nl if language == "nl" else found.en


def condition_text(item: Item, number: int, language: str) -> str:
    """Give the catalogue's own words for a condition."""
    found = next(condition for condition in item.conditions if condition.number == number)
    return found.nl if language == "nl" else found.en


def short_unit(item: Item, language: str) -> str:
    """Give the unit of an item as a picture has room for; empty where it has none."""
    return say(f"w_items.unit.{item.unit_nl}", language) if item.unit_nl else ""


def minutes_on_planned_day(found: ItemVerdict, fit: Fit) -> int | None:
    """Give the minutes the work asks on a day of the planned length, rounded up; None where unknown.

    The verdict counts a full day's minutes for the part of the day that this person works: never a different side of a
    ceiling than these minutes.
    """
    if found.minutes_per_day is None:
        return None
    planned = fit.planned_week_minutes
    per_day = {gate.gate: gate.asks for gate in fit.gates}[Gate.POSTURE]
    days = next(days for days in range(1, 8) if planned // days == per_day)
    return -(-found.minutes_per_day * planned // (FULL_DAY_MINUTES * days))


def sides(found: ItemVerdict, item: Item, fit: Fit, language: str) -> tuple[str, str, str]:
    """Give what the work asks, what the person can, and both in whole sentences."""
    if item.type is ItemType.ORD:
        return _level_sides(found, item, fit, language)
    return (_condition_sides if item.type is ItemType.SET else _limit_sides)(found, item, language)


def _level_sides(found: ItemVerdict, item: Item, fit: Fit, language: str) -> tuple[str, str, str]:
    asks, capacity = _asks_level(found, item, fit, language), found.capacity
    can = can_level(item, capacity.level, language) if capacity else say("w_items.not_known", language)
    if found.tolerated == item.k and found.reason is not Reason.UNKNOWN_DEMAND:
        return asks, can, say("w_items.not_asked", language)
    if capacity is None and found.tolerated is None:
        return asks, can, say("w_items.neither", language)
    if item.unit_nl:
        codes = {"both": "asks_and_can", "asks": "asks_only", "can": "can_only", "then": "could"}
    else:
        codes = {"both": "enough_and_now", "asks": "enough_only", "can": "now_only", "then": "enough_then"}
    if found.tolerated is None:
        code = codes["can"]
    elif capacity is None:
        code = codes["asks"]
    else:
        code = codes["then"] if capacity.is_stale else codes["both"]
    sentence = say(f"w_items.{code}", language, asks=asks, can=can)
    if found.reason is Reason.UNKNOWN_DEMAND and found.tolerated is not None:
        sentence = f"{sentence} {say('w_items.partly', language)}"
    return asks, can, sentence


def _asks_level(found: ItemVerdict, item: Item, fit: Fit, language: str) -> str:
    """Say what the work asks: as much as the most limited level that can still do it."""
    if found.tolerated is None:
        return say("w_items.not_known", language)
    if found.tolerated == item.k:
        return say("w_items.asks_nothing", language)
    minutes = minutes_on_planned_day(found, fit) if item.per_day else None
    if minutes is not None:
        return _figure(minutes, item, language)
    if found.tolerated >= 0:
        threshold = item.levels[found.tolerated].threshold
        return level_text(item, found.tolerated, language) if threshold is None else _figure(threshold, item, language)
    norm = item.levels[0].threshold
    if norm is None:
        return say("w_items.above_text", language)
    return say("w_items.above_norm", language, norm=_figure(norm, item, language))


def can_level(item: Item, level: int, language: str) -> str:
    """Say what a person at a level can; a level the FML calls *less than* a figure is not given that figure."""
    text, threshold = level_text(item, level, language), item.levels[level].threshold
    if threshold is None or text.startswith(LESS_THAN):
        return text
    figure = _figure(threshold, item, language)
    return say("w_items.at_norm", language, figure=figure) if level == 0 else figure


def _figure(number: int, item: Item, language: str) -> str:
    unit = item.unit_nl if language == "nl" else item.unit_en
    if number == 1:
        unit = unit.replace("minuten", "minuut").replace("minutes", "minute")
    return say("w_items.figure", language, number=whole(number, language), unit=unit)


def _condition_sides(found: ItemVerdict, item: Item, language: str) -> tuple[str, str, str]:
    capacity = found.capacity if found.capacity is not None and not found.capacity.is_stale else None
    needs = capacity.conditions if capacity else ()
    clash = [number for number in needs if number in (found.asks or ())]
    texts = [condition_text(item, number, language) for number in (clash if capacity else found.asks or ())]
    can = "; ".join(condition_text(item, number, language) for number in needs)
    if capacity is None:
        can = say("w_items.not_known", language)
    elif not needs:
        can = say("w_items.no_conditions", language)
    if found.asks is None:
        asks = say("w_items.not_known", language)
    elif texts:
        asks = counted("w_items.clashes" if capacity else "w_items.may_clash", len(texts), language)
    else:
        asks = say("w_items.no_clashes", language)
    return asks, can, _condition_sentence(found, bool(capacity), bool(needs), texts, language)


def _condition_sentence(
    found: ItemVerdict, is_known: bool, has_needs: bool, texts: Sequence[str], language: str
) -> str:
    if not is_known and found.asks is None:
        return say("w_items.neither", language)
    if found.asks is None:
        asked = say("w_items.set_asks_unknown", language)
        return asked if has_needs else f"{say('w_items.nothing_needed', language)} {asked}"
    if not is_known:
        if not texts:
            return say("w_items.not_asked", language)
        return f"{say('w_items.set_can_unknown', language)} {_listed('would_clash', texts, language)}"
    if not texts:
        return say("w_items.no_clash" if has_needs else "w_items.nothing_needed", language)
    return _listed("clash", texts, language)


def _listed(code: str, texts: Sequence[str], language: str) -> str:
    """Give a sentence per condition, and a count of what stays unnamed."""
    first, *others = texts
    said = [say(f"w_items.{code}", language, condition=first)]
    said += [say("w_items.clash_more", language, condition=text) for text in others[: MOST_CONDITIONS - 1]]
    left = len(others) - (MOST_CONDITIONS - 1)
    return " ".join([*said, counted("w_items.and_more", left, language)] if left > 0 else said)


def _limit_sides(found: ItemVerdict, item: Item, language: str) -> tuple[str, str, str]:
    capacity = found.capacity if found.capacity is not None and not found.capacity.is_stale else None
    side = "unknown" if capacity is None else "limit" if capacity.is_limited else "free"
    need = "unknown" if found.tolerated is None else BinDemand(found.tolerated).name.lower()
    can = {"unknown": "not_known", "limit": "limited", "free": "not_limited"}[side]
    asks = {"unknown": "not_known", "none": "asks_nothing", "norm": "as_daily_life", "above": "above_daily_life"}[need]
    pair = {("unknown", "none"): "not_asked", ("unknown", "unknown"): "neither"}.get((side, need), f"{side}_and_{need}")
    return say(f"w_items.{asks}", language), say(f"w_items.{can}", language), say(f"w_items.{pair}", language)
