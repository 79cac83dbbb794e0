"""A delivery of changes only, read beside what is open: old and new rows must make sense together."""

from collections.abc import Mapping
from datetime import date

from matcher.catalogue.items import Catalogue
from matcher.read import ReadResult, Row, read_sheets
from web.service.delivery.folder import Delivery
from web.service.delivery.private_sheets import ALL_SHEETS
from web.service.delivery.stored import DeliveryStore, Key, key_of

# Sorts after the names of files, so that a message names a delivered row where it can.
STORED = "~opgeslagen"


def read_changes(store: DeliveryStore, delivery: Delivery, day: date, catalogue: Catalogue) -> ReadResult:
    """Read changes beside what is open: tasks of one vacancy must fit in a week together, old and new."""
    known = {
        "clients": frozenset(key[0] for key in store.open_keys("clients")),
        "vacancies": frozenset(key[0] for key in store.open_keys("vacancies")),
    }
    alone = read_sheets(delivery.sheets, day, catalogue, known=_with_tasks(store, known), schemas=ALL_SHEETS)
    delivered = {name: _keys_in(alone, name) for name in ("vacancies", "tasks")}
    touched = {key[0] for keys in delivered.values() for key in keys}
    beside = {
        name: [*delivery.sheets.get(name, ()), *_stored(store, name, touched, delivered[name])]
        for name in ("vacancies", "tasks")
    }
    tasks_elsewhere = frozenset(key[0] for key in store.open_keys("tasks")) - touched
    known["tasks"] = tasks_elsewhere
    together = read_sheets({**delivery.sheets, **beside}, day, catalogue, known=known, schemas=ALL_SHEETS)
    return _without_stored(together, delivery)


def _with_tasks(store: DeliveryStore, known: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    return {**known, "tasks": frozenset(key[0] for key in store.open_keys("tasks"))}


def _keys_in(read: ReadResult, name: str) -> set[Key]:
    accepted = {key_of(name, row.values) for row in read.accepted.get(name, ())}
    return accepted | {row.key for row in read.rejected if row.sheet == name and row.key is not None}


def _stored(store: DeliveryStore, name: str, vacancies: set[str], delivered: set[Key]) -> list[Row]:
    return [
        Row(file=STORED, line=0, values=values)
        for values in store.open_rows(name)
        if values["vacancy"] in vacancies and key_of(name, values) not in delivered
    ]


def _without_stored(read: ReadResult, delivery: Delivery) -> ReadResult:
    accepted = {
        name: tuple(row for row in rows if row.file != STORED)
        for name, rows in read.accepted.items()
        if name in delivery.sheets
    }
    rejected = tuple(row for row in read.rejected if row.file != STORED)
    return ReadResult(region=read.region, accepted=accepted, rejected=rejected)
