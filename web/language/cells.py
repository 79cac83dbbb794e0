"""Cells of delivered sheets the way people read them: hours, days, lists of codes; an empty cell is unknown."""

from datetime import date
from decimal import Decimal, InvalidOperation

from babel.numbers import format_decimal

from matcher.catalogue.item import Item, ItemType
from matcher.catalogue.items import load_catalogue
from web.language.items import condition_text, level_text
from web.language.numbers import LOCALES, day
from web.language.pages import has, say

SEPARATOR = "|"
NOTHING_ASKED = "geen"


def number(cell: str, language: str) -> str:
    """Give a number of a cell with the decimal sign of the language; what is no number is shown as it is."""
    try:
        return format_decimal(Decimal(cell.replace(",", ".")), locale=LOCALES[language])
    except InvalidOperation:
        return cell


def minutes_of(cell: str) -> int | None:
    """Give hours of a cell in minutes; None where it holds no number."""
    try:
        return int(Decimal(cell.replace(",", ".")) * 60)
    except InvalidOperation:
        return None


def as_day(cell: str) -> date | None:
    """Give the day of a cell; None where it holds none."""
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


def cell_day(cell: str, language: str) -> str:
    """Give a day of a cell in full; what is no day is shown as it is."""
    found = as_day(cell)
    return day(found, language) if found else cell


def code_words(kind: str, cell: str, language: str) -> str:
    """Give the words for a code of a kind; an empty cell is unknown, a code nobody named is shown as it is."""
    if not cell:
        return say("words.unknown", language)
    code = f"words.{kind}.{cell}"
    return say(code, language) if has(code) else cell.replace("_", " ")


def code_list(kind: str, cell: str, language: str) -> str:
    """Give the words for each code of a list."""
    if not cell:
        return say("words.unknown", language)
    return ", ".join(code_words(kind, code, language) for code in cell.split(SEPARATOR))


def path_steps(cell: str) -> list[tuple[str, str]]:
    """Give (month, hours) of each step of an hours path such as ``3:24|6:28``."""
    return [(month, hours) for month, _, hours in (step.partition(":") for step in cell.split(SEPARATOR) if step)]


def capacity_words(code: str, level: str, conditions: str, language: str) -> str:
    """Give in words what one value of one item says a person can."""
    item = load_catalogue().by_code(code)
    if item.type is ItemType.SET and conditions:
        return _conditions(item, conditions, language)
    if item.type is ItemType.ORD and level.isdecimal() and int(level) <= item.k:
        return level_text(item, int(level), language)
    if item.type is ItemType.BIN and level:
        return say(f"words.limited.{level}", language) if has(f"words.limited.{level}") else level
    return say("words.see_text", language)


def demand_words(code: str, tolerated: str, asks: str, minutes: str, language: str) -> str:
    """Give in words what one row says the work asks of an item."""
    item = load_catalogue().by_code(code)
    if minutes:
        return say("words.minutes_a_day", language, minutes=number(minutes, language))
    if item.type is ItemType.ORD and tolerated:
        level = int(tolerated)
        if level in (-1, item.k):
            return say("words.above_norm" if level < 0 else "words.asks_nothing", language)
        return level_text(item, level, language)
    if asks == NOTHING_ASKED:
        return say("words.asks_nothing", language)
    if item.type is ItemType.SET and asks:
        return say("words.not_offered", language, conditions=_conditions(item, asks, language))
    return code_words("asks", asks, language)


def _conditions(item: Item, cell: str, language: str) -> str:
    numbers = [int(part) for part in cell.split(SEPARATOR) if part.isdecimal()]
    return "; ".join(condition_text(item, number, language) for number in numbers if number in item.condition_numbers)
