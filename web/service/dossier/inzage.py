"""Inzage: everything the store holds about one person, for that person, and nothing of anybody else."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from web.service.clock import Clock
from web.store.database import Database
from web.store.log import LogKind, NewLine
from web.store.person import Named, OwnRow
from web.store.scope import REGION
from web.store.store import Store

ANOTHER = "een andere cliënt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """What is known of a person.

    Attributes
    ----------
    tables
        Rows by table, each as text by column; other people are left out of them.
    named
        Where rows about others name the person.
    """

    client: str
    name: str
    at: datetime
    tables: Mapping[str, Sequence[Mapping[str, object]]]
    named: tuple[Named, ...]

    @property
    def rows(self) -> int:
        """How many rows there are about the person."""
        return sum(len(found) for found in self.tables.values())

    @property
    def as_json(self) -> str:
        """All of it, to be read by a machine."""
        named = [{"table": one.table, "column": one.column, "rows": one.rows} for one in self.named]
        made = {"client": self.client, "name": self.name, "at": self.at.isoformat(), "tables": self.tables}
        return json.dumps(made | {"named_in": named}, ensure_ascii=False, indent=1, sort_keys=True)


def everything(database: Database, clock: Clock, client: str, *, actor: str, role: str) -> Everything | None:
    """Give everything about a person, and write down that it was given; None where nothing is known of him."""
    with database.begin() as store:
        if not store.is_known(client):
            return None
        line = NewLine(
            at=clock.now(), actor=actor, role=role, kind=LogKind.EXPORT, what="inzage_persoon", client=client
        )
        store.add_line(line)
    # Others are left out wherever they live: also those whom the one who asks may not see himself.
    with database.within(REGION).read() as store:
        others = store.all_references - {client}
    with database.read() as store:
        return _gathered(store, client, others, clock.now())


def _gathered(store: Store, client: str, others: frozenset[str], at: datetime) -> Everything:
    found: dict[str, list[Mapping[str, object]]] = {}
    for row in store.own_rows(client):
        found.setdefault(row.table, []).append(_told(row, others))
    name = store.name_of(client)
    named = store.named_in(client, "" if name == client else name)
    return Everything(client=client, name=name, at=at, tables=found, named=tuple(named))


def _told(row: OwnRow, others: frozenset[str]) -> Mapping[str, object]:
    return {column: _without(_read(cell), others) for column, cell in row.cells.items() if cell}


def _read(cell: str) -> object:
    """Give what a cell holds: kept values as values, words as words."""
    if not cell.startswith(("{", "[")):
        return cell
    try:
        return json.loads(cell)
    except ValueError:
        return cell


def _without(value: object, others: frozenset[str]) -> object:
    """Leave other people out: who else was weighed for the same work is no business of this person."""
    if isinstance(value, dict):
        return {name: _without(inner, others) for name, inner in value.items()}
    if isinstance(value, list):
        return [_without(inner, others) for inner in value]
    return ANOTHER if isinstance(value, str) and value in others else value
