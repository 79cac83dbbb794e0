"""What is known of a person, corrected one fact or one item at a time, with who said it and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from matcher.catalogue.items import load_catalogue
from web.service.clock import Clock
from web.service.delivery.stored import key_of
from web.service.entering.effect import Effect, person_effect
from web.service.entering.saving import Typing, note, put_row, read_typed, refuse_stale, version_of
from web.service.entering.typed import PERSON_SHEETS, waiting
from web.service.public_keys import key_of as reference_of
from web.store.database import Database
from web.store.journal import Subject
from web.store.sheets import BATCH_SHEETS
from web.store.store import Store
from web.store.typed import Typed

Cells = Mapping[str, str]
FACTS = ("hours", "path", "travel_limit", "modes", "times", "available_from")
"""Columns of a person that a conversation can change; who pays and on what ground stays with the source."""
ITEM_COLUMNS = ("level", "conditions", "text", "source", "date")
WISH_COLUMNS = ("kind", "code", "stance", "words", "date")
PROFILE_CHANGED = "profiel_bijgewerkt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What can be corrected of one person.

    Attributes
    ----------
    cells
        His row of the sheet clients.
    values
        Values by item, one for each source; readings against one task are not among them.
    wishes
        His rows of the sheet wishes.
    version
        Of all of it; see `version_of`.
    waiting
        What was typed here and the source now says otherwise: somebody has to choose.
    """

    id: str
    key: str
    name: str
    cells: Cells
    values: Mapping[str, tuple[Cells, ...]]
    wishes: tuple[Cells, ...]
    version: str
    waiting: tuple[Typed, ...]


def profile_of(database: Database, client_id: str) -> Profile | None:
    """Give what can be corrected of a person; None where nobody open has this id."""
    with database.read() as store:
        key = reference_of(store, "clients", client_id)
        found = store.rows_of("clients", "client", key) if key else []
        if not key or not found:
            return None
        capacities = _values(store, key)
        return Profile(
            id=client_id,
            key=key,
            name=store.name_of(key),
            cells=found[0],
            values={
                code: tuple(row for row in capacities if row["item"] == code)
                for code in sorted({row["item"] for row in capacities})
            },
            wishes=tuple(store.rows_of("wishes", "client", key)),
            version=_version(store, key),
            waiting=tuple(waiting(store.typed_of(PERSON_SHEETS, key))),
        )


def facts_effect(database: Database, clock: Clock, profile: Profile, typed: Cells) -> Effect:
    """Give what other facts would do; nothing is kept.

    Raises
    ------
    WrongEntry
        Where a fact cannot be read.
    """
    after = _facts_after(profile.cells, typed, clock.today())
    return person_effect(database, clock, profile.key, {"clients": [after]})


def change_facts(database: Database, clock: Clock, profile: Profile, typed: Cells, typing: Typing) -> None:
    """Keep other facts of a person.

    Raises
    ------
    WrongEntry, ChangedMeanwhile
        As in `read_typed` and `refuse_stale`.
    """
    after = _facts_after(profile.cells, typed, clock.today())
    with database.begin() as store:
        if store.entry_of_form(typing.idempotency_key):
            return
        _refuse_stale(store, profile.key, typing)
        _keep(store, clock, profile.key, "clients", dict(profile.cells), after, typing)


def item_effect(database: Database, clock: Clock, profile: Profile, item: str, typed: Cells) -> Effect:
    """Give what another value of one item would do; nothing is kept.

    Raises
    ------
    WrongEntry
        Where the value cannot be read.
    """
    after = _value_after(profile.key, item, typed, clock.today())
    with database.read() as store:
        rows = store.rows_of("capacities", "client", profile.key)
    others = [row for row in rows if key_of("capacities", row) != key_of("capacities", after)]
    return person_effect(database, clock, profile.key, {"capacities": [*others, after]})


def change_item(database: Database, clock: Clock, profile: Profile, item: str, typed: Cells, typing: Typing) -> None:
    """Keep another value of one item; what other sources said of it stays beside it.

    Raises
    ------
    WrongEntry, ChangedMeanwhile
        As in `read_typed` and `refuse_stale`.
    """
    after = _value_after(profile.key, item, typed, clock.today())
    before = next((row for row in profile.values.get(item, ()) if row["source"] == after["source"]), None)
    with database.begin() as store:
        if store.entry_of_form(typing.idempotency_key):
            return
        _refuse_stale(store, profile.key, typing)
        _keep(store, clock, profile.key, "capacities", before, after, typing)


def wish_effect(database: Database, clock: Clock, profile: Profile, typed: Cells) -> Effect:
    """Give what a wish would do; nothing is kept.

    Raises
    ------
    WrongEntry
        Where the wish cannot be read.
    """
    after = _wish_after(profile.key, typed, clock.today())
    others = [row for row in profile.wishes if key_of("wishes", row) != key_of("wishes", after)]
    return person_effect(database, clock, profile.key, {"wishes": [*others, after]})


def keep_wish(database: Database, clock: Clock, profile: Profile, typed: Cells, typing: Typing) -> None:
    """Keep a wish of a person; another wish about the same thing makes way, all others stay.

    Raises
    ------
    WrongEntry, ChangedMeanwhile
        As in `read_typed` and `refuse_stale`.
    """
    after = _wish_after(profile.key, typed, clock.today())
    before = next((row for row in profile.wishes if key_of("wishes", row) == key_of("wishes", after)), None)
    with database.begin() as store:
        if store.entry_of_form(typing.idempotency_key):
            return
        _refuse_stale(store, profile.key, typing)
        _keep(store, clock, profile.key, "wishes", before, after, typing)


def can_be_corrected(item: str) -> bool:
    """Whether an item of the FML has a value that somebody can type."""
    return any(one.code == item for one in load_catalogue().items)


def _keep(
    store: Store, clock: Clock, client: str, sheet: str, before: Cells | None, after: Cells, typing: Typing
) -> None:
    at = clock.now()
    put_row(store, sheet, before, after, client, typing, at, clock.today())
    note(store, PROFILE_CHANGED, Subject.CLIENT, client, typing, at, sheet=sheet, before=before, after=after)


def _facts_after(cells: Cells, typed: Cells, day: date) -> Cells:
    row = {**cells, **{name: typed.get(name, "") for name in FACTS}}
    return _of_store("clients", read_typed({"clients": [row]}, day)["clients"][0])


def _value_after(client: str, item: str, typed: Cells, day: date) -> Cells:
    row = {"client": client, "item": item, **{name: typed.get(name, "") for name in ITEM_COLUMNS}}
    known = {"clients": frozenset({client})}
    return _of_store("capacities", read_typed({"capacities": [row]}, day, known)["capacities"][0])


def _wish_after(client: str, typed: Cells, day: date) -> Cells:
    row = {"client": client, **{name: typed.get(name, "") for name in WISH_COLUMNS}}
    known = {"clients": frozenset({client})}
    return _of_store("wishes", read_typed({"wishes": [row]}, day, known)["wishes"][0])


def _of_store(sheet: str, row: Cells) -> Cells:
    return {name: row.get(name, "") for name in BATCH_SHEETS[sheet]}


def _values(store: Store, client: str) -> list[dict[str, str]]:
    return [row for row in store.rows_of("capacities", "client", client) if not row["reading"]]


def _rows(store: Store, client: str) -> dict[str, list[dict[str, str]]]:
    return {
        "clients": store.rows_of("clients", "client", client),
        "capacities": _values(store, client),
        "wishes": store.rows_of("wishes", "client", client),
    }


def _version(store: Store, client: str) -> str:
    return version_of(_rows(store, client))


def _refuse_stale(store: Store, client: str, typing: Typing) -> None:
    refuse_stale(store, _rows(store, client), Subject.CLIENT, client, typing)
