"""Frozen values to canonical JSON and back: sorted keys, no spaces, the defaults left out."""

import dataclasses
import json
import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING
from datetime import date
from enum import Enum, IntEnum
from functools import cache
from typing import Any, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"
Read: TypeAlias = Callable[[Plain], object]
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
    return cast(T, _reader(cast(Hashable, kind))(plain))


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any, Any], ...]:
    """Give name, default and maker of a default of each field of a dataclass, `MISSING` where there is none."""
    return tuple((field.name, field.default, field.default_factory) for field in dataclasses.fields(kind))


@cache
def _reader(kind: object) -> Read:
    """Give what reads a value of a kind back; a page reads thousands of values, and their kinds are looked at once.

    Raises
    ------
    TypeError
        Where values of this kind are never written.
    """
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        (first, *_) = (option for option in get_args(kind) if option is not type(None))
        inner = _reader(first)
        return lambda plain: None if plain is None else inner(plain)
    if origin is tuple:
        return _tuple_reader(get_args(kind))
    if hasattr(kind, "__supertype__"):
        return _reader(kind.__supertype__)
    if not isinstance(kind, type):
        raise TypeError(f"Cannot read {kind} back from JSON.")
    if dataclasses.is_dataclass(kind):
        return _fields_reader(kind)
    if issubclass(kind, IntEnum):
        return lambda plain: kind[str(plain).upper()]
    if issubclass(kind, Enum):
        return kind
    return (lambda plain: date.fromisoformat(str(plain))) if kind is date else _as_it_is


def _as_it_is(plain: Plain) -> object:
    return plain


def _fields_reader(kind: type) -> Read:
    def read(plain: Plain) -> object:
        if not isinstance(plain, dict):
            return plain
        readers = _readers(kind)
        return kind(**{name: readers[name](inner) for name, inner in plain.items()})

    return read


@cache
def _readers(kind: type) -> Mapping[str, Read]:
    """Give what reads each field; asked for when a value is read, as a kind can hold values of its own kind."""
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items()}


def _tuple_reader(kinds: tuple[object, ...]) -> Read:
    is_even = len(kinds) == 2 and kinds[1] is Ellipsis
    each = tuple(map(_reader, kinds[:1] if is_even else kinds))

    def read(plain: Plain) -> object:
        if not isinstance(plain, list):
            raise TypeError(f"Expected a list, found {type(plain).__name__}.")
        if is_even:
            return tuple(plain) if each[0] is _as_it_is else tuple(map(each[0], plain))
        return tuple(one(inner) for one, inner in zip(each, plain, strict=True))

    return read
