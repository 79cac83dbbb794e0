"""From the text of a law file to a table of dated values; nothing is repaired and nothing unknown passes.

    description = "..."                 unit = "eurocent"        or    [units]  key = "procent" ...
    [[values]]  from = 2026-01-01   amount = "2294.40"   or   ended = true   or   amounts = { key = "15" }
                confidence = "secondary"   confidence_by_key = { key = "assumed" }   (optional)
                [values.basis]  law, bwb_id, article, url, checked_on, and where they exist lid, note

Amounts are decimal text, never a TOML number: a float cannot hold cents. "geen" means that the law sets no limit.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias, cast

from matcher.errors import RuleError
from matcher.rules.legal import Citation, Confidence, DatedValue, LawNumber, LawTable, Unit

TomlTable: TypeAlias = Mapping[str, object]

_DECIMAL = re.compile(r"\d+(\.\d+)?")
_LAW_ID = re.compile(r"BWBR\d{7}|CVDR\d+")
_NO_LIMIT = "geen"
_FILE_KEYS = frozenset({"description", "unit", "units", "values"})
_VALUE_KEYS = frozenset({"from", "amount", "amounts", "ended", "confidence", "confidence_by_key", "basis"})
_BASIS_KEYS = frozenset({"law", "bwb_id", "article", "lid", "url", "checked_on", "note"})


def read_toml(text: str, file: str) -> TomlTable:
    """Give the tables of a TOML text; a key that stands twice is refused with its line."""
    try:
        return cast(TomlTable, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{file} is no valid TOML ({error}): correct that line, a key may stand only once") from None


def parse_table(table: TomlTable, *, name: str, file: str) -> LawTable:
    """Give one law file, or one section of a gemeente file, as dated values, earliest first.

    Raises
    ------
    RuleError
        With the file, the place in it and the remedy: unknown or missing keys, amounts that are no decimal text,
        dates that are not in order, an unknown unit or confidence.
    """
    _check_keys(table, allowed=_FILE_KEYS, required=frozenset({"description", "values"}), where=file)
    units = _units(table, file)
    rows = table["values"]
    if not isinstance(rows, list) or not rows:
        raise RuleError(f"{file} has no [[values]]: a value of the law needs at least one date from which it holds")
    values = tuple(_dated_value(_as_table(row, f"{file} values"), units, name, file) for row in rows)
    for earlier, later in pairwise(values):
        if later.valid_from <= earlier.valid_from:
            raise RuleError(
                f"{file} has {later.valid_from} after {earlier.valid_from}: put the dates in order, each once"
            )
    return LawTable(name=name, file=file, description=_text(table, "description", file), values=values)


def _units(table: TomlTable, file: str) -> dict[str, Unit]:
    if ("unit" in table) == ("units" in table):
        raise RuleError(f"{file} needs either 'unit' (one amount) or [units] (an amount per key)")
    if "unit" in table:
        return {"": _unit(_text(table, "unit", file), file)}
    keyed = _as_table(table["units"], f"{file} units")
    return {key: _unit(_text(keyed, key, f"{file} units"), file) for key in keyed}


def _unit(text: str, file: str) -> Unit:
    if text not in set(Unit):
        raise RuleError(f"{file} has the unknown unit '{text}': use one of {', '.join(Unit)}")
    return Unit(text)


def _dated_value(row: TomlTable, units: Mapping[str, Unit], name: str, file: str) -> DatedValue:
    _check_keys(row, allowed=_VALUE_KEYS, required=frozenset({"from", "basis", "confidence"}), where=file)
    valid_from = _day(row, "from", file)
    where = f"{file} from {valid_from}"
    citation = _citation(_as_table(row["basis"], where), where)
    if "ended" in row:
        if row["ended"] is not True or "amount" in row or "amounts" in row:
            raise RuleError(f"{where} mixes 'ended' with an amount: a value that ended has only ended = true")
        _confidence(_text(row, "confidence", where), where)
        return DatedValue(valid_from=valid_from, ended=True, numbers=())
    texts = _amount_texts(row, units, where)
    confidences = _confidences(row, units, where)
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
    return DatedValue(valid_from=valid_from, ended=False, numbers=numbers)


def _amount_texts(row: TomlTable, units: Mapping[str, Unit], where: str) -> dict[str, str]:
    single = "" in units
    if ("amount" in row) != single or ("amounts" in row) == single:
        wanted = "'amount'" if single else "'amounts'"
        raise RuleError(f"{where} needs {wanted} or ended = true, as the unit of the file says")
    amounts: TomlTable = {"": row["amount"]} if single else _as_table(row["amounts"], where)
    _check_keys(amounts, allowed=frozenset(units), required=frozenset(units), where=f"{where} amounts")
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


def _confidences(row: TomlTable, units: Mapping[str, Unit], where: str) -> dict[str, Confidence]:
    general = _confidence(_text(row, "confidence", where), where)
    by_key = _as_table(row.get("confidence_by_key", {}), where)
    _check_keys(by_key, allowed=frozenset(units), required=frozenset(), where=f"{where} confidence_by_key")
    own = {key: _confidence(_text(by_key, key, where), where) for key in by_key}
    return {key: own.get(key, general) for key in units}


def _confidence(text: str, where: str) -> Confidence:
    if text not in set(Confidence):
        raise RuleError(f"{where} has the unknown confidence '{text}': use one of {', '.join(Confidence)}")
    return Confidence(text)


def _citation(basis: TomlTable, where: str) -> Citation:
    where = f"{where} basis"
    _check_keys(basis, allowed=_BASIS_KEYS, required=_BASIS_KEYS - {"lid", "note"}, where=where)
    bwb_id = _text(basis, "bwb_id", where)
    if not _LAW_ID.fullmatch(bwb_id):
        raise RuleError(f"{where} has bwb_id '{bwb_id}': write BWBR and seven digits, or CVDR and digits")
    url = _text(basis, "url", where)
    if not url.startswith("https://"):
        raise RuleError(f"{where} has url '{url}': give the https address where a reader can check the value")
    return Citation(
        law=_text(basis, "law", where),
        bwb_id=bwb_id,
        article=_text(basis, "article", where),
        lid=_text(basis, "lid", where) if "lid" in basis else None,
        url=url,
        checked_on=_day(basis, "checked_on", where),
        note=_text(basis, "note", where) if "note" in basis else None,
    )


def _check_keys(table: TomlTable, *, allowed: frozenset[str], required: frozenset[str], where: str) -> None:
    unknown = sorted(set(table) - allowed)
    if unknown:
        raise RuleError(f"{where} has the unknown key '{unknown[0]}': use {', '.join(sorted(allowed))}")
    missing = sorted(required - set(table))
    if missing:
        raise RuleError(f"{where} lacks '{missing[0]}': without it the value cannot be used or checked")


def _as_table(value: object, where: str) -> TomlTable:
    if not isinstance(value, dict):
        raise RuleError(f"{where} holds {value!r} where a table belongs")
    return value


def _text(table: TomlTable, key: str, where: str) -> str:
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        raise RuleError(f"{where} has {key} = {value!r}: write a text that is not empty")
    return value


def _day(table: TomlTable, key: str, where: str) -> date:
    value = table[key]
    if not isinstance(value, date) or isinstance(value, datetime):
        raise RuleError(f"{where} has {key} = {value!r}: write a day without quotes, for example 2026-01-01")
    return value
