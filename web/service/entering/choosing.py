"""Where what was typed and what the source says now differ: a person chooses, and the choice is kept."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from web.service.clock import Clock
from web.service.delivery.stored import digest_of, key_of
from web.service.entering.saving import Typing, note
from web.service.entering.typed import PERSON_SHEETS, VACANCY, VACANCY_SHEETS, as_typed, rows_in, waiting
from web.service.night.given import client_id, named_vacancies, vacancy_id
from web.store.database import Database
from web.store.journal import Subject
from web.store.store import Store
from web.store.typed import Typed

KEPT, TAKEN = "ingevoerd_gehouden", "bron_overgenomen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One row, or one vacancy, that waits for a choice.

    Attributes
    ----------
    columns
        (column, what was typed, what the source says now) where the two differ.
    """

    sheet: str
    key: tuple[str, ...]
    owner: str
    columns: tuple[tuple[str, str, str], ...]
    actor: str
    at: datetime


def differences_of(typed: Sequence[Typed]) -> list[Difference]:
    """Give what waits for a choice, each with the columns in which the two differ."""
    return [
        Difference(sheet=one.sheet, key=one.key, owner=one.owner, columns=_columns(one), actor=one.actor, at=one.at)
        for one in waiting(typed)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """Something that waits for a choice, with who or what it is about; `id` stands in a URL."""

    difference: Difference
    id: str
    name: str

    @property
    def is_work(self) -> bool:
        """Whether it is about a vacancy."""
        return self.difference.sheet == VACANCY


def differing(database: Database) -> tuple[Differing, ...]:
    """Give everything that waits for a choice: people by name, then vacancies by title."""
    with database.read() as store:
        found = [one for one in differences_of(store.typed()) if one.sheet in (*PERSON_SHEETS, VACANCY)]
        people = sorted({one.owner for one in found if one.sheet != VACANCY})
        names = {row["client"]: row["name"] for row in store.rows_in("persoon", "client", people)}
        work = named_vacancies(store, (one.owner for one in found if one.sheet == VACANCY))

        def told(one: Difference) -> Differing:
            if one.sheet == VACANCY:
                words = work[one.owner].words if one.owner in work else one.owner
                return Differing(difference=one, id=vacancy_id(store, one.owner), name=words)
            return Differing(difference=one, id=client_id(store, one.owner), name=names.get(one.owner) or one.owner)

        made = [told(one) for one in found]
    return tuple(sorted(made, key=lambda one: (one.is_work, one.name, one.difference.sheet, one.difference.key)))


def choose(
    database: Database, clock: Clock, sheet: str, key: tuple[str, ...], typing: Typing, *, is_source: bool
) -> bool:
    """Keep what was typed, or take over what the source says; give whether there was anything to choose."""
    with database.begin() as store:
        if store.entry_of_form(typing.idempotency_key):
            return True
        one = next((one for one in store.typed() if (one.sheet, one.key) == (sheet, key)), None)
        if one is None or one.says is None:
            return False
        if is_source:
            _take_over(store, one, clock)
            store.drop_typed(sheet, key)
        else:
            store.put_typed(as_typed(one))
        subject = Subject.VACANCY if sheet == VACANCY else Subject.CLIENT
        kind = TAKEN if is_source else KEPT
        note(store, kind, subject, one.owner, typing, clock.now(), typed=one.content, says=one.says)
    return True


def _take_over(store: Store, one: Typed, clock: Clock) -> None:
    day, says = clock.today(), one.says or "{}"
    if one.sheet != VACANCY:
        column = "employer" if one.sheet == "employers" else "client"
        now = next(row for row in store.rows_of(one.sheet, column, one.owner) if key_of(one.sheet, row) == one.key)
        row = {**now, **json.loads(says)}
        store.apply(one.sheet, [(one.key, row, digest_of(row))], [], day)
        return
    delivered = rows_in(says)
    for name in VACANCY_SHEETS:
        rows = {key_of(name, row): row for row in delivered[name]}
        gone = {key_of(name, row) for row in store.rows_of(name, "vacancy", one.owner)} - rows.keys()
        store.apply(name, [(key, row, digest_of(row)) for key, row in sorted(rows.items())], sorted(gone), day)


def _columns(one: Typed) -> tuple[tuple[str, str, str], ...]:
    if one.sheet == VACANCY:
        return _work_columns(rows_in(one.content), rows_in(one.says or "{}"))
    typed, says = json.loads(one.content), json.loads(one.says or "{}")
    return tuple((name, typed[name], says.get(name, "")) for name in typed if typed[name] != says.get(name, ""))


def _work_columns(
    typed: dict[str, list[dict[str, str]]], says: dict[str, list[dict[str, str]]]
) -> tuple[tuple[str, str, str], ...]:
    """Give the columns of the vacancy itself, and how many tasks and demands differ."""
    own, theirs = (rows[VACANCY][0] if rows.get(VACANCY) else {} for rows in (typed, says))
    found = [(name, own[name], theirs.get(name, "")) for name in own if own[name] != theirs.get(name, "")]
    for name in VACANCY_SHEETS[1:]:
        mine = {key_of(name, row): row for row in typed.get(name, [])}
        other = {key_of(name, row): row for row in says.get(name, [])}
        n_differ = sum(mine.get(key) != other.get(key) for key in mine.keys() | other.keys())
        if n_differ:
            found.append((name, str(len(mine)), str(len(other))))
    return tuple(found)
