"""What one source said of one item, and who it is, in words."""

from collections.abc import Sequence

from matcher.catalogue.items import ItemType, load_catalogue
from web.language.items import item_title
from web.language.pages import has, say
from web.language.sides import can_level, condition_text


def value_words(item: str, level: int, conditions: Sequence[int], language: str) -> str:
    """Give what a source said of an item, in the catalogue's own words; empty where it gave no value."""
    found = load_catalogue().by_code(item)
    if found.type is ItemType.SET:
        return "; ".join(condition_text(found, number, language) for number in conditions) or _nothing(level, language)
    if level < 0:
        return ""
    if found.type is ItemType.BIN:
        return say("w_items.limited" if level else "w_items.not_limited", language)
    return can_level(found, level, language) if found.type is ItemType.ORD else ""


def source_words(code: str, language: str) -> str:
    """Give the words for who or what said something: a source, an earlier drop-out, an item."""
    known = f"w_items.source.{code}"
    if has(known):
        return say(known, language)
    if has(f"w_next.heard.{code}"):
        return say(f"w_next.heard.{code}", language)
    return item_title(code, language)


def _nothing(level: int, language: str) -> str:
    return "" if level < 0 else say("w_items.no_conditions", language)
