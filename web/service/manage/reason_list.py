"""Which reasons the forms offer: one is added, retired and brought back, never deleted: every old decision reads."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import blake2b

from matcher.errors import WaagError
from web.service.clock import Clock
from web.service.entering.saving import Typing, note
from web.service.review.own_reasons import ADDED, EN, LISTS, NL, OWN, SIGN, known_reasons, own_among
from web.store.database import Database
from web.store.events import EventKind
from web.store.journal import Entry, Subject
from web.store.store import Store

RETIRED, BACK = "reden_uit_gebruik", "reden_terug"
LEAST, MOST = 5, 80
USED_IN: Mapping[str, EventKind] = {
    "niet_doen": EventKind.REJECT,
    "client": EventKind.CLIENT,
    "werkgever": EventKind.EMPLOYER,
    "terugkeer": EventKind.RETURN,
}
ALWAYS = "anders"


class ReasonFault(StrEnum):
    """Why a reason cannot be added."""

    LIST = "lijst_onbekend"
    SHORT = "woorden_te_kort"
    LONG = "woorden_te_lang"
    TWICE = "woorden_dubbel"


class WrongReason(WaagError):
    """A reason cannot be added; `fault` says why."""

    def __init__(self, fault: ReasonFault) -> None:
        self.fault = fault
        super().__init__(f"The reason cannot be added: {fault}. Choose a list, and words it does not have yet.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedReason:
    """One reason of a list.

    Attributes
    ----------
    n_used
        Decisions that name it.
    retired_by, retired_at
        Who took it out of use and when; None while it is offered.
    """

    list: str
    code: str
    n_used: int
    retired_by: str | None
    retired_at: datetime | None

    @property
    def can_retire(self) -> bool:
        """Whether it can be taken out of use: *anders* is always needed."""
        return self.code != ALWAYS


def listed_reasons(database: Database) -> dict[str, list[ListedReason]]:
    """Give every reason by list, in the order of its form."""
    with database.read() as store:
        entries = store.entries_of(Subject.REASON)
        retired = _retired(entries)
        used = {name: _used(store, kind) for name, kind in USED_IN.items()}
    return {
        name: [
            ListedReason(
                list=name,
                code=code,
                n_used=used[name][code],
                retired_by=last.actor if (last := retired.get((name, code))) else None,
                retired_at=last.at if last else None,
            )
            for code in codes
        ]
        for name, codes in _codes(entries).items()
    }


def offered_in(store: Store) -> dict[str, tuple[str, ...]]:
    """Give the codes each form offers today, by list."""
    entries = store.entries_of(Subject.REASON)
    retired = _retired(entries)
    return {
        name: tuple(code for code in codes if (name, code) not in retired) for name, codes in _codes(entries).items()
    }


def add_reason(database: Database, clock: Clock, name: str, words: Mapping[str, str], typing: Typing) -> None:
    """Add a reason in own words to the end of a list.

    Parameters
    ----------
    words
        In Dutch and, where somebody gave them, in English.

    Raises
    ------
    WrongReason
        Where there is no such list, or the words say too little, too much or what the list has already.
    """
    nl, en = (" ".join(words.get(language, "").split()) for language in (NL, EN))
    code = OWN + blake2b(typing.idempotency_key.encode(), digest_size=5).hexdigest()
    with database.begin() as store:
        if store.entry_of_form(typing.idempotency_key):
            return
        if name not in LISTS:
            raise WrongReason(ReasonFault.LIST)
        there = {one.nl.casefold() for one in own_among(store.entries_of(Subject.REASON)) if one.list == name}
        _refuse(nl, en, there)
        note(store, ADDED, Subject.REASON, f"{name}{SIGN}{code}", typing, clock.now(), **{NL: nl, EN: en})


def _refuse(nl: str, en: str, there: Container[str]) -> None:
    if len(nl) < LEAST:
        raise WrongReason(ReasonFault.SHORT)
    if max(len(nl), len(en)) > MOST:
        raise WrongReason(ReasonFault.LONG)
    if nl.casefold() in there:
        raise WrongReason(ReasonFault.TWICE)


def set_reason(database: Database, clock: Clock, name: str, code: str, typing: Typing, *, is_offered: bool) -> bool:
    """Take a reason out of use or bring it back; give whether there is such a reason that can be."""
    if code == ALWAYS or name not in LISTS:
        return False
    with database.begin() as store:
        if code not in known_reasons(store, name):
            return False
        note(store, BACK if is_offered else RETIRED, Subject.REASON, f"{name}{SIGN}{code}", typing, clock.now())
    return True


def _used(store: Store, kind: EventKind) -> Counter[str]:
    found = store.events_between(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC), (kind,))
    return Counter(code for event in found for code in event.reasons)


def _codes(entries: Sequence[Entry]) -> dict[str, tuple[str, ...]]:
    """Give the codes of each list, ours first."""
    own = own_among(entries)
    return {
        name: (*(one.value for one in ours), *(one.code for one in own if one.list == name))
        for name, ours in LISTS.items()
    }


def _retired(entries: Iterable[Entry]) -> dict[tuple[str, str], Entry]:
    last: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        name, _, code = entry.key.partition(SIGN)
        last[name, code] = entry
    return {key: entry for key, entry in last.items() if entry.kind == RETIRED}
