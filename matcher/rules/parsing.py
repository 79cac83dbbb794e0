"""From the text of a law file to a table of dated values; nothing is repaired and nothing unknown passes.

    description = "..."                 unit = "eurocent"        or    [units]  key = "procent" ...
    [[values]]  from = 2026-01-01   amount = "2294.40"   or   ended = true   or   amounts = { key = "15" }
                confidence = "secondary"   confidence_by_key = { key = "assumed" }   (optional)
                [values.basis]  law, bwb_id, article, url, checked_on, and where they exist lid, note
    renews = ["01-01", "07-01"]         (optional) month and day on which the law brings a new value by itself
    [[announced]]  from, note, url, checked_on   (optional) a coming change whose value is not known yet

Amounts are decimal text, never a TOML number: a float cannot hold cents. "geen" means that the law sets no limit.
"""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise

from matcher.errors import RuleError
from matcher.rules.fields import TomlTable, as_table, check_keys, citation_of, confidence_of, day_of, text_of, url_of
from matcher.rules.legal import Announcement, Confidence, DatedValue, LawNumber, LawTable, Unit

_MONTH_DAY = re.compile(r"\d\d-\d\d")
_DECIMAL = re.compile(r"\d+(\.\d+)?")
_NO_LIMIT = "geen"
_FILE_KEYS = frozenset({"description", "unit", "units", "values", "renews", "announced"})
_VALUE_KEYS = frozenset({"from", "amount", "amounts", "ended", "confidence", "confidence_by_key", "basis"})
_ANNOUNCED_KEYS = frozenset({"from", "note", "url", "checked_on"})


def parse_table(table: TomlTable, *, name: str, file: str) -> LawTable:
    """Give one law file, or one section of a gemeente file, as dated values, earliest first.

    Raises
    ------
    RuleError
        With the file, the place in it and the remedy: unknown or missing keys, amounts that are no decimal text,
        dates that are not in order, an unknown unit or confidence.
    """
    check_keys(table, allowed=_FILE_KEYS, required=frozenset({"description", "values"}), where=file)
    units = _units(table, file)
    rows = table["values"]
    if not isinstance(rows, list) or not rows:
        raise RuleError(f"{file} has no [[values]]: a value of the law needs at least one date from which it holds")
    values = tuple(_dated_value(as_table(row, f"{file} values"), units, name, file) for row in rows)
    for earlier, later in pairwise(values):
        if later.valid_from <= earlier.valid_from:
            raise RuleError(
                f"{file} has {later.valid_from} after {earlier.valid_from}: put the dates in order, each once"
            )
    return LawTable(
        name=name,
        file=file,
        description=text_of(table, "description", file),
        values=values,
        renews=_renews(table, file),
        announced=_announced(table, file),
    )


def _renews(table: TomlTable, file: str) -> tuple[tuple[int, int], ...]:
    texts = table.get("renews", [])
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise RuleError(f'{file} has renews = {texts!r}: write a list of month and day, for example ["01-01", "07-01"]')
    return tuple(_month_and_day(text, file) for text in texts)


def _month_and_day(text: str, file: str) -> tuple[int, int]:
    try:
        # A year without 29 February: that day does not come every year.
        found = date.fromisoformat(f"2025-{text}" if _MONTH_DAY.fullmatch(text) else "")
    except ValueError:
        raise RuleError(f"{file} renews on '{text}': write month and day, for example \"07-01\"") from None
    return found.month, found.day


def _announced(table: TomlTable, file: str) -> tuple[Announcement, ...]:
    rows = table.get("announced", [])
    if not isinstance(rows, list):
        raise RuleError(f"{file} has announced = {rows!r}: write each coming change as [[announced]]")
    where = f"{file} announced"
    return tuple(_announcement(as_table(row, where), where) for row in rows)


def _announcement(row: TomlTable, where: str) -> Announcement:
    check_keys(row, allowed=_ANNOUNCED_KEYS, required=_ANNOUNCED_KEYS, where=where)
    return Announcement(
        on=day_of(row, "from", where),
        note=text_of(row, "note", where),
        url=url_of(row, where),
        checked_on=day_of(row, "checked_on", where),
    )


def _units(table: TomlTable, file: str) -> dict[str, Unit]:
    if ("unit" in table) == ("units" in table):
        raise RuleError(f"{file} needs either 'unit' (one amount) or [units] (an amount per key)")
    if "unit" in table:
        return {"": _unit(text_of(table, "unit", file), file)}
    keyed = as_table(table["units"], f"{file} units")
    return {key: _unit(text_of(keyed, key, f"{file} units"), file) for key in keyed}


def _unit(text: str, file: str) -> Unit:
    if text not in set(Unit):
        raise RuleError(f"{file} has the unknown unit '{text}': use one of {', '.join(Unit)}")
    return Unit(text)


def _dated_value(row: TomlTable, units: Mapping[str, Unit], name: str, file: str) -> DatedValue:
    check_keys(row, allowed=_VALUE_KEYS, required=frozenset({"from", "basis", "confidence"}), where=file)
    valid_from = day_of(row, "from", file)
    where = f"{file} from {valid_from}"
    citation = citation_of(as_table(row["basis"], where), where)
    confidence = confidence_of(text_of(row, "confidence", where), where)
    if "ended" in row:
        if row["ended"] is not True or "amount" in row or "amounts" in row:
            raise RuleError(f"{where} mixes 'ended' with an amount: a value that ended has only ended = true")
        return DatedValue(valid_from=valid_from, ended=True, numbers=(), citation=citation, confidence=confidence)
    texts = _amount_texts(row, units, where)
    confidences = _confidences(row, units, confidence, where)
    numbers = tuple(
        (
            key,
            None
            if texts[key] == _NO_LIMIT
            else LawNumber(
                name=f"{name}.{key}" if key else name,
                amount=_amount(texts[key], unit, f"{where} {key}".rstrip()),
                unit=unit,
                valid_from=valid_from,
                confidence=confidences[key],
                citation=citation,
            ),
        )
        for key, unit in units.items()
    )
    return DatedValue(valid_from=valid_from, ended=False, numbers=numbers, citation=citation, confidence=confidence)


def _amount_texts(row: TomlTable, units: Mapping[str, Unit], where: str) -> dict[str, str]:
    single = "" in units
    if ("amount" in row) != single or ("amounts" in row) == single:
        wanted = "'amount'" if single else "'amounts'"
        raise RuleError(f"{where} needs {wanted} or ended = true, as the unit of the file says")
    amounts: TomlTable = {"": row["amount"]} if single else as_table(row["amounts"], where)
    check_keys(amounts, allowed=frozenset(units), required=frozenset(units), where=f"{where} amounts")
    for value in amounts.values():
        if not isinstance(value, str):
            raise RuleError(
                f'{where} has the amount {value} as a number: write it as text ("{value}"), '
                "a float cannot hold cents exactly"
            )
    return {key: str(value) for key, value in amounts.items()}


def _amount(text: str, unit: Unit, where: str) -> Fraction:
    if not _DECIMAL.fullmatch(text):
        raise RuleError(f"{where} has the amount '{text}': write digits with a point, for example \"2294.40\"")
    number = Fraction(text)
    if unit is Unit.SHARE:
        return number / 100
    if unit is Unit.CENTS:
        number *= 100
    if number.denominator != 1:
        raise RuleError(f"{where} has the amount '{text}': {unit} has no smaller part than one")
    return number


def _confidences(row: TomlTable, units: Mapping[str, Unit], general: Confidence, where: str) -> dict[str, Confidence]:
    by_key = as_table(row.get("confidence_by_key", {}), where)
    check_keys(by_key, allowed=frozenset(units), required=frozenset(), where=f"{where} confidence_by_key")
    own = {key: confidence_of(text_of(by_key, key, where), where) for key in by_key}
    return {key: own.get(key, general) for key in units}
