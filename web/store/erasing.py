"""Taking a person out of the store: rows about him go, rows that name him name nobody any more.

Decisions, the log and the journal stay, under a pseudonym: who decided what, and when, has to be accounted for. Their
words about the person go. Lines of the log that change here are sealed again by the line that says so; see `log.py`.
"""

import json
import secrets
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from web.store.certificates import part_digest
from web.store.chain import ChainStore
from web.store.codec import from_json, to_json
from web.store.log import ERASED, LogKind, NewLine
from web.store.person import Marks, PersonStore, cell_text, tables, text_columns
from web.store.records import Manifest
from web.store.schema import certificates, drafts, events, journal, log_lines, runs, upload_files, views

KEPT = (events, log_lines, journal)
# What people typed for themselves, and files that wait: where they name somebody, all of it goes.
PASSING = (views, drafts, upload_files)
NO_WORDS = {"note": "", "motivations": "[]", "arguments": "", "item": "", "snapshot": None}
ZIPPED = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What an erasure did.

    Attributes
    ----------
    pseudonym
        Stands where the reference stood.
    rows
        Rows that are gone; `kept` of decisions, log and journal stay under the pseudonym; `renamed` named the person.
    """

    pseudonym: str
    rows: int
    kept: int
    renamed: int


class ErasingStore(PersonStore, ChainStore):
    """What one transaction can do to forget a person."""

    def erase_person(self, client: str, actor: str, at: datetime) -> Erased:
        """Take a person out of every table."""
        if self.connection.dialect.name == "sqlite":
            self.connection.exec_driver_sql("PRAGMA secure_delete=ON")
        marks = Marks(client, self._name(client))
        pseudonym = f"{ERASED}{secrets.token_hex(6)}"
        with changeable(self.connection):
            kept = self._under_pseudonym(client, pseudonym)
        rows = sum(self._without(table, client) for table in _children_first())
        rows += sum(self._without_mention(table, marks) for table in PASSING)
        renamed = sum(self._renamed(table, marks, pseudonym) for table in tables() if table not in (*KEPT, *PASSING))
        self._note_certificates()
        self.seal(pseudonym, actor, at)
        return Erased(pseudonym=pseudonym, rows=rows, kept=kept, renamed=renamed)

    def _name(self, client: str) -> str:
        found = [row.cells["name"] for row in self.own_rows(client) if row.table == "persoon"]
        return found[0] if found else ""

    def _under_pseudonym(self, client: str, pseudonym: str) -> int:
        changes = (
            events.update().where(events.c.client == client).values(client=pseudonym, **NO_WORDS),
            log_lines.update().where(log_lines.c.client == client).values(client=pseudonym),
            journal.update().where(self.is_own(journal, client)).values(key=pseudonym, content="{}"),
        )
        return sum(self.connection.execute(change).rowcount for change in changes)

    def _without(self, table: sa.Table, client: str) -> int:
        if table in KEPT:
            return 0
        return self.connection.execute(table.delete().where(self.is_own(table, client))).rowcount

    def _without_mention(self, table: sa.Table, marks: Marks) -> int:
        """Drop rows that name the person, and zipped files, which nobody can look through."""
        key, columns = list(table.primary_key.columns), text_columns(table)
        gone = [
            row[: len(key)]
            for row in self.connection.execute(sa.select(*key, *columns))
            if any(marks.are_in(cell_text(cell)) or _is_zipped(cell) for cell in row[len(key) :])
        ]
        for values in gone:
            where = [column == value for column, value in zip(key, values, strict=True)]
            self.connection.execute(table.delete().where(*where))
        return len(gone)

    def _renamed(self, table: sa.Table, marks: Marks, pseudonym: str) -> int:
        """Put the pseudonym where a row about somebody else names the person."""
        key, columns = list(table.primary_key.columns), text_columns(table)
        changed = 0
        for row in self.connection.execute(sa.select(*key, *columns)).all() if columns else ():
            named = {
                column.name: _with(cell, marks, pseudonym, is_packed=isinstance(column.type, sa.LargeBinary))
                for column, cell in zip(columns, row[len(key) :], strict=True)
                if marks.quoted in cell_text(cell) or cell == marks.reference
            }
            if named:
                where = [column == value for column, value in zip(key, row[: len(key)], strict=True)]
                self.connection.execute(table.update().where(*where).values(named))
                changed += 1
        return changed

    def _note_certificates(self) -> None:
        """Let each run note the parts of its certificate as they are now."""
        for run_id, text in self.connection.execute(sa.select(runs.c.id, runs.c.manifest)).all():
            query = sa.select(certificates.c.part, certificates.c.content).where(certificates.c.run_id == run_id)
            now = {part: part_digest(content) for part, content in self.connection.execute(query)}
            noted = from_json(Manifest, text).certificate if text else ()
            if any(now.get(part, digest) != digest for part, digest in noted):
                own = json.loads(text) | {"certificate": [[part, now.get(part, digest)] for part, digest in noted]}
                self.connection.execute(runs.update().where(runs.c.id == run_id).values(manifest=to_json(own)))

    def seal(self, pseudonym: str, actor: str, at: datetime) -> None:
        """Add the line that seals the lines of somebody who was erased, as they are now."""
        self.add_line(
            NewLine(
                at=at,
                actor=actor,
                role="",
                kind=LogKind.ERASED,
                what="wissing",
                client=pseudonym,
                detail=self.erased_digest(pseudonym),
            )
        )


def _with(cell: object, marks: Marks, pseudonym: str, *, is_packed: bool) -> object:
    if cell == marks.reference:
        return pseudonym
    said = cell_text(cell).replace(marks.quoted, json.dumps(pseudonym))
    return zlib.compress(said.encode()) if is_packed else said


def _is_zipped(cell: object) -> bool:
    return isinstance(cell, bytes) and cell.startswith(ZIPPED)


def _children_first() -> list[sa.Table]:
    order = {table: number for number, table in enumerate(reversed(events.metadata.sorted_tables))}
    return sorted(tables(), key=lambda table: order[table])


@contextmanager
def changeable(connection: sa.Connection) -> Iterator[None]:
    """Let decisions and log lines be changed for the length of the block; the owner of the tables alone can."""
    guarded = (events.name, log_lines.name)
    if connection.dialect.name != "sqlite":
        for name in guarded:
            connection.exec_driver_sql(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        yield
        for name in guarded:
            connection.exec_driver_sql(f"ALTER TABLE {name} ENABLE TRIGGER USER")
        return
    query = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN :guarded")
    query = query.bindparams(sa.bindparam("guarded", guarded, expanding=True))
    kept = [(str(name), str(made)) for name, made in connection.execute(query)]
    for name, _ in kept:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _, made in kept:
        connection.exec_driver_sql(made)
