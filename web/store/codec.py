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
_AS_THEY_ARE = frozenset((bool, int, str))


def to_json(value: object) -> str:
    """Give the one canonical text of a value; equal values give equal texts."""
    return json.dumps(to_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def to_plain(value: object) -> Plain:
    """Give a value as plain JSON data; numbered words by their name, fields at their default left out."""
    kind = type(value)
    if value is None or kind in _AS_THEY_ARE:
        return cast(Plain, value)
    if isinstance(value, list | tuple):
        return [to_plain(inner) for inner in value]
    if dataclasses.is_dataclass(kind):
        return _fields(value, kind)
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, Enum):
        return cast(Plain, value.value)
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_plain(inner) for key, inner in value.items()}
    raise TypeError(f"{kind.__name__} has no canonical JSON form; store integers, texts and dates.")


def _fields(value: object, kind: type) -> dict[str, Plain]:
    found = {}
    for name, default, factory in _defaults(kind):
        inner = getattr(value, name)
        if default is not MISSING:
            if default == inner:
                continue
        elif factory is not MISSING and factory() == inner:
            continue
        found[name] = to_plain(inner)
    return found


def from_json(kind: type[T], text: str) -> T:
    """Give the value back that `to_json` wrote."""
    return from_plain(kind, json.loads(text))


def from_plain(kind: type[T], plain: Plain) -> T:
    """Give the value back that `to_plain` gave."""
    return cast(T, _build(kind, plain))


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any, Any], ...]:
    """Give name, default and maker of a default of each field of a dataclass, `MISSING` where there is none."""
    return tuple((field.name, field.default, field.default_factory) for field in dataclasses.fields(kind))


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
