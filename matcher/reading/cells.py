"""One cell: from what somebody typed to the one canonical text of it, or a refusal.

Reading a canonical text again gives the same text, so what is stored can be read as if it were delivered.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches

from matcher.catalogue.items import Catalogue
from matcher.domain.profile import Answer, BinDemand
from matcher.reading import numbers, texts
from matcher.reading.columns import Column, Kind
from matcher.reading.numbers import refuse
from matcher.reading.rows import Reason

SEPARATOR = "|"
NONE = "geen"
UNKNOWN = Answer.UNKNOWN.value
BIN_DEMANDS: Mapping[str, BinDemand] = {"geen": BinDemand.NONE, "norm": BinDemand.NORM, "boven": BinDemand.ABOVE}
MAX_MONTH = 60
MASTERY = (1, 5)
_TOLERATED = (-99, 99)
_CONDITION = (1, 99)
_SPACES = re.compile(r"[\s_\-]+")


class CellReader:
    """Reads cells on one day with one catalogue; the same text in the same column is worked out once."""

    def __init__(self, day: date, catalogue: Catalogue) -> None:
        self._day = day
        self._item_by_folded = {item.code.casefold(): item.code for item in catalogue.items}
        self._known: dict[Column, dict[str, str]] = {}

    def read(self, column: Column, text: str) -> str:
        """Give the canonical text of a cell; empty stays empty, a refusal is raised as `RefusedCell`."""
        if column.kind is Kind.TEXT:
            return self._read(column, text)
        known = self._known.setdefault(column, {})
        if text not in known:
            known[text] = self._read(column, text)
        return known[text]

    def _read(self, column: Column, text: str) -> str:
        texts.check_characters(column.name, text, has_lines=column.kind is Kind.TEXT)
        stripped = text.strip()
        if not stripped:
            if column.is_required:
                raise refuse(column.name, text, Reason.MISSING_VALUE)
            return ""
        if column.kind is Kind.OBSERVED:
            return self._observed(column, stripped)
        if column.kind is Kind.ITEM:
            return self._item(column, stripped)
        return _READERS[column.kind](column, stripped)

    def _observed(self, column: Column, text: str) -> str:
        found = numbers.day(column.name, text)
        if found > self._day:
            raise refuse(column.name, text, Reason.IN_THE_FUTURE, day=self._day.isoformat())
        return found.isoformat()

    def _item(self, column: Column, text: str) -> str:
        code = self._item_by_folded.get(text.casefold())
        if code is None:
            near = get_close_matches(text.upper(), self._item_by_folded.values(), n=1)
            raise refuse(column.name, text, Reason.UNKNOWN_ITEM, nearest="".join(near))
        return code


def _key(column: Column, text: str) -> str:
    texts.check_key(column.name, text)
    if column.name == "client":
        texts.check_no_bsn(column.name, text)
    return text


def _text(column: Column, text: str) -> str:
    texts.check_no_bsn(column.name, text)
    return text


def _code(column: Column, text: str) -> str:
    wanted = _fold(text)
    for code in column.codes:
        if _fold(code) == wanted:
            return str(code)
    raise refuse(column.name, text, Reason.UNKNOWN_CODE, allowed=", ".join(column.codes))


def _codes(column: Column, text: str) -> str:
    order = {str(code): place for place, code in enumerate(column.codes)}
    found = [_code(column, part) for part in _parts(column, text)]
    _refuse_repeats(column, text, found)
    return SEPARATOR.join(sorted(found, key=lambda code: order[code]))


def _words(column: Column, text: str) -> str:
    found = _parts(column, text)
    _refuse_repeats(column, text, found)
    for word in found:
        texts.check_key(column.name, word)
    texts.check_no_bsn(column.name, text)
    return SEPARATOR.join(sorted(found))


def _date(column: Column, text: str) -> str:
    return numbers.day(column.name, text).isoformat()


def _hours(column: Column, text: str) -> str:
    return numbers.hours_text(numbers.week_minutes(column.name, text))


def _whole(column: Column, text: str) -> str:
    return str(numbers.whole(column.name, text, column.minimum, column.maximum))


def _degrees(column: Column, text: str) -> str:
    return numbers.degrees(column.name, text)


def _conditions(column: Column, text: str) -> str:
    if text.casefold() == NONE:
        return NONE
    found = [numbers.whole(column.name, part, *_CONDITION) for part in _parts(column, text)]
    _refuse_repeats(column, text, [str(number) for number in found])
    return SEPARATOR.join(str(number) for number in sorted(found))


def _path(column: Column, text: str) -> str:
    steps: dict[int, int] = {}
    for left, right in _pairs(column, text):
        month = numbers.whole(column.name, left, 0, MAX_MONTH)
        if month in steps:
            raise refuse(column.name, text, Reason.REPEATED, repeated=left)
        steps[month] = numbers.week_minutes(column.name, right)
    return SEPARATOR.join(f"{month}:{numbers.hours_text(steps[month])}" for month in sorted(steps))


def _masteries(column: Column, text: str) -> str:
    found = {left: numbers.whole(column.name, right, *MASTERY) for left, right in _pairs(column, text)}
    _refuse_repeats(column, text, [left for left, _ in _pairs(column, text)])
    return SEPARATOR.join(f"{code}:{found[code]}" for code in sorted(found))


def _tolerated(column: Column, text: str) -> str:
    if text.casefold() == UNKNOWN:
        return UNKNOWN
    return str(numbers.whole(column.name, text, *_TOLERATED))


def _asks(column: Column, text: str) -> str:
    if text.casefold() in (UNKNOWN, *BIN_DEMANDS):
        return text.casefold()
    if not text[0].isdigit():
        raise refuse(column.name, text, Reason.UNKNOWN_CODE, allowed=", ".join((*BIN_DEMANDS, UNKNOWN, "1|3")))
    return _conditions(column, text)


def _parts(column: Column, text: str) -> list[str]:
    parts = [part.strip() for part in text.split(SEPARATOR)]
    if not all(parts):
        raise refuse(column.name, text, Reason.WRONG_FORM, example=f"1{SEPARATOR}3")
    return parts


def _pairs(column: Column, text: str) -> list[tuple[str, str]]:
    pairs = []
    for part in _parts(column, text):
        left, sign, right = (piece.strip() for piece in part.partition(":"))
        if not (left and sign and right):
            raise refuse(column.name, text, Reason.WRONG_FORM, example=f"3:16{SEPARATOR}6:24")
        pairs.append((left, right))
    return pairs


def _refuse_repeats(column: Column, text: str, found: list[str]) -> None:
    for value in found:
        if found.count(value) > 1:
            raise refuse(column.name, text, Reason.REPEATED, repeated=value)


def _fold(text: str) -> str:
    return _SPACES.sub("_", text.strip()).casefold()


_READERS: Mapping[Kind, Callable[[Column, str], str]] = {
    Kind.KEY: _key,
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.WORDS: _words,
    Kind.DATE: _date,
    Kind.HOURS: _hours,
    Kind.WHOLE: _whole,
    Kind.DEGREES: _degrees,
    Kind.CONDITIONS: _conditions,
    Kind.PATH: _path,
    Kind.MASTERIES: _masteries,
    Kind.TOLERATED: _tolerated,
    Kind.ASKS: _asks,
}
