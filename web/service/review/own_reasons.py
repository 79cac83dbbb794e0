"""Reasons a gemeente added to ours: in its own words, offered beside them, taken out of use and never deleted."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from web.service.review.reasons import ClientReason, EmployerReason, RejectReason, ReturnReason
from web.store.database import Database
from web.store.journal import Entry, Subject
from web.store.store import Store

ADDED = "reden_toegevoegd"
OWN, SIGN = "eigen_", ":"
NL, EN = "nl", "en"
LISTS: Mapping[str, type[StrEnum]] = MappingProxyType(
    {"niet_doen": RejectReason, "client": ClientReason, "werkgever": EmployerReason, "terugkeer": ReturnReason}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReason:
    """A reason in a gemeente's own words.

    Attributes
    ----------
    list
        Of `LISTS`.
    en
        In English; the Dutch words where nobody gave any.
    """

    list: str
    code: str
    nl: str
    en: str


def known_reasons(store: Store, name: str) -> tuple[str, ...]:
    """Give the codes of a list, ours in their order and then those that were added, also what is out of use."""
    own = (one.code for one in own_among(store.entries_of(Subject.REASON)) if one.list == name)
    return (*(one.value for one in LISTS[name]), *own)


def own_words(database: Database) -> dict[str, tuple[str, str]]:
    """Give the words of every reason that was added, in Dutch and in English, by code."""
    with database.read() as store:
        return {one.code: (one.nl, one.en) for one in own_among(store.entries_of(Subject.REASON))}


def own_among(entries: Iterable[Entry]) -> tuple[OwnReason, ...]:
    """Give the reasons that were added, oldest first."""
    return tuple(_read(entry) for entry in entries if entry.kind == ADDED)


def _read(entry: Entry) -> OwnReason:
    name, _, code = entry.key.partition(SIGN)
    said = json.loads(entry.content)
    return OwnReason(list=name, code=code, nl=said[NL], en=said[EN] or said[NL])
