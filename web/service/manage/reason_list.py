"""Which reasons the forms offer: one is retired and brought back, never deleted, so that every old decision reads."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from web.service.clock import Clock
from web.service.entering.saving import Typing, note
from web.service.review.reasons import ClientReason, EmployerReason, RejectReason, ReturnReason
from web.store.database import Database
from web.store.events import EventKind
from web.store.journal import Entry, Subject
from web.store.store import Store

RETIRED, BACK = "reden_uit_gebruik", "reden_terug"
LISTS: Mapping[str, type[StrEnum]] = {
    "niet_doen": RejectReason,
    "client": ClientReason,
    "werkgever": EmployerReason,
    "terugkeer": ReturnReason,
}
USED_IN: Mapping[str, EventKind] = {
    "niet_doen": EventKind.REJECT,
    "client": EventKind.CLIENT,
    "werkgever": EventKind.EMPLOYER,
    "terugkeer": EventKind.RETURN,
}
ALWAYS = "anders"
SIGN = ":"


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
        retired = _retired(store)
        used = {name: _used(store, kind) for name, kind in USED_IN.items()}
    return {
        name: [
            ListedReason(
                list=name,
                code=reason.value,
                n_used=used[name][reason.value],
                retired_by=last.actor if (last := retired.get((name, reason.value))) else None,
                retired_at=last.at if last else None,
            )
            for reason in codes
        ]
        for name, codes in LISTS.items()
    }


def offered_in(store: Store) -> dict[str, tuple[str, ...]]:
    """Give the codes each form offers today, by list."""
    retired = _retired(store)
    return {
        name: tuple(one.value for one in codes if (name, one.value) not in retired) for name, codes in LISTS.items()
    }


def set_reason(database: Database, clock: Clock, name: str, code: str, typing: Typing, *, is_offered: bool) -> bool:
    """Take a reason out of use or bring it back; give whether there is such a reason that can be."""
    if code == ALWAYS or name not in LISTS or code not in {one.value for one in LISTS[name]}:
        return False
    with database.begin() as store:
        note(store, BACK if is_offered else RETIRED, Subject.REASON, f"{name}{SIGN}{code}", typing, clock.now())
    return True


def _used(store: Store, kind: EventKind) -> Counter[str]:
    found = store.events_between(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC), (kind,))
    return Counter(code for event in found for code in event.reasons)


def _retired(store: Store) -> dict[tuple[str, str], Entry]:
    last: dict[tuple[str, str], Entry] = {}
    for entry in store.entries_of(Subject.REASON):
        name, _, code = entry.key.partition(SIGN)
        last[name, code] = entry
    return {key: entry for key, entry in last.items() if entry.kind == RETIRED}
