"""Cells of a law file, read strictly: a key that nobody reads, a missing one or a value of another kind is refused."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeAlias, cast

from matcher.errors import RuleError
from matcher.rules.legal import Citation, Confidence

TomlTable: TypeAlias = Mapping[str, object]

_LAW_ID = re.compile(r"BWBR\d{7}|CVDR\d+")
_BASIS_KEYS = frozenset({"law", "bwb_id", "article", "lid", "url", "checked_on", "note"})


def read_toml(text: str, file: str) -> TomlTable:
    """Give the tables of a TOML text; a key that stands twice is refused with its line."""
    try:
        return cast(TomlTable, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{file} is no valid TOML ({error}): correct that line, a key may stand only once") from None


def confidence_of(text: str, where: str) -> Confidence:
    """Give how sure a value is, from its word."""
    if text not in set(Confidence):
        raise RuleError(f"{where} has the unknown confidence '{text}': use one of {', '.join(Confidence)}")
    return Confidence(text)


def citation_of(basis: TomlTable, where: str) -> Citation:
    """Give where a value stands, from its table `basis`."""
    where = f"{where} basis"
    check_keys(basis, allowed=_BASIS_KEYS, required=_BASIS_KEYS - {"lid", "note"}, where=where)
    bwb_id = text_of(basis, "bwb_id", where)
    if not _LAW_ID.fullmatch(bwb_id):
        raise RuleError(f"{where} has bwb_id '{bwb_id}': write BWBR and seven digits, or CVDR and digits")
    return Citation(
        law=text_of(basis, "law", where),
        bwb_id=bwb_id,
        article=text_of(basis, "article", where),
        lid=text_of(basis, "lid", where) if "lid" in basis else None,
        url=url_of(basis, where),
        checked_on=day_of(basis, "checked_on", where),
        note=text_of(basis, "note", where) if "note" in basis else None,
    )


def url_of(table: TomlTable, where: str) -> str:
    """Give the address where a reader can check a value."""
    url = text_of(table, "url", where)
    if not url.startswith("https://"):
        raise RuleError(f"{where} has url '{url}': give the https address where a reader can check the value")
    return url


def check_keys(table: TomlTable, *, allowed: frozenset[str], required: frozenset[str], where: str) -> None:
    """Refuse a key that is unknown or missing."""
    unknown = sorted(set(table) - allowed)
    if unknown:
        raise RuleError(f"{where} has the unknown key '{unknown[0]}': use {', '.join(sorted(allowed))}")
    missing = sorted(required - set(table))
    if missing:
        raise RuleError(f"{where} lacks '{missing[0]}': without it the value cannot be used or checked")


def as_table(value: object, where: str) -> TomlTable:
    """Give a table, or say what stands there instead."""
    if not isinstance(value, dict):
        raise RuleError(f"{where} holds {value!r} where a table belongs")
    return value


def text_of(table: TomlTable, key: str, where: str) -> str:
    """Give a text that is not empty."""
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        raise RuleError(f"{where} has {key} = {value!r}: write a text that is not empty")
    return value


def day_of(table: TomlTable, key: str, where: str) -> date:
    """Give a day written without quotes and without a time."""
    value = table[key]
    if not isinstance(value, date) or isinstance(value, datetime):
        raise RuleError(f"{where} has {key} = {value!r}: write a day without quotes, for example 2026-01-01")
    return value
