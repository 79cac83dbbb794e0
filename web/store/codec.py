"""Frozen values to canonical JSON and back: sorted keys, no spaces, the defaults left out."""

import dataclasses
import json
import types
from collections.abc import Mapping
from dataclasses import MISSING
from datetime import date
from enum import Enum, IntEnum
from functools import cache
from typing import Any, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"
T = TypeVar("T")


def to_json(value: object) -> str:
    """Give the one canonical text of a value; equal values give equal texts."""
    return json.dumps(to_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def to_plain(value: object) -> Plain:
    """Give a value as plain JSON data; numbered words by their name, fields at their default left out."""
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, Enum):
        return cast(Plain, value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(inner) for inner in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if not _is_default(field, getattr(value, field.name))
        }
    raise TypeError(f"{type(value).__name__} has no canonical JSON form; store integers, texts and dates.")


def from_json(kind: type[T], text: str) -> T:
    """Give the value back that `to_json` wrote."""
    return cast(T, _build(kind, json.loads(text)))


def _is_default(field: "dataclasses.Field[Any]", value: object) -> bool:
    if field.default is not MISSING:
        return bool(field.default == value)
    return field.default_factory is not MISSING and bool(field.default_factory() == value)


@cache
def _hints(kind: type) -> Mapping[str, object]:
    return get_type_hints(kind)


def _build(kind: object, plain: Plain) -> object:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = [option for option in get_args(kind) if option is not type(None)]
        return None if plain is None else _build(inner[0], plain)
    if origin is tuple:
        return _build_tuple(get_args(kind), plain)
    if hasattr(kind, "__supertype__"):
        return _build(kind.__supertype__, plain)
    if not isinstance(kind, type):
        raise TypeError(f"Cannot read {kind} back from JSON.")
    if dataclasses.is_dataclass(kind) and isinstance(plain, dict):
        hints = _hints(kind)
        return kind(**{name: _build(hints[name], inner) for name, inner in plain.items()})
    if issubclass(kind, IntEnum):
        return kind[str(plain).upper()]
    if issubclass(kind, Enum):
        return kind(plain)
    return date.fromisoformat(str(plain)) if kind is date else plain


def _build_tuple(kinds: tuple[object, ...], plain: Plain) -> tuple[object, ...]:
    if not isinstance(plain, list):
        raise TypeError(f"Expected a list, found {type(plain).__name__}.")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_build(kinds[0], inner) for inner in plain)
    return tuple(_build(kind, inner) for kind, inner in zip(kinds, plain, strict=True))
