"""Backup and restore: one file with every row and the sum of each table, and a restore that believes none of it unread.

A copy is made of one moment while people work on. It is brought back whole or not at all, into an empty database; then
the log is gone over, and whoever was erased since the copy was made is erased again.
"""

import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import TextIOWrapper
from pathlib import Path

from matcher.errors import WaagError
from web.config import Settings
from web.service.clock import Clock
from web.service.manage.erasing import BACKUP, erase_again, ledger_of
from web.service.oversight.audit import Anchor, Audit, audit
from web.store.database import Database
from web.store.log import LogKind, NewLine

FOLDER = "kopie"
CONTENTS = "inhoud.json"
FORMAT = 1


class SpoiltBackup(WaagError):
    """A backup is not what was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Rows of a table and the digest of their lines."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup holds."""

    path: Path
    at: datetime
    schema: str
    tables: Mapping[str, Sum]
    log: Anchor

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return sum(one.rows for one in self.tables.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """How a restore ended."""

    backup: Backup
    audit: Audit
    erased: int


def back_up(database: Database, settings: Settings, clock: Clock, actor: str, folder: Path | None = None) -> Backup:
    """Write a copy of one moment; it gets its name once it is whole."""
    now, schema = clock.now(), database.schema_version() or ""
    target = folder or settings.data_folder / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    path = target / f"waag-{now:%Y%m%dT%H%M%SZ}{BACKUP}"
    half = path.with_suffix(".half")
    with database.begin() as store:
        store.add_line(NewLine(at=now, actor=actor, role="", kind=LogKind.EXPORT, what="kopie", detail=path.name))
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, database.read() as store:
            sums = {name: _write(archive, name, store.lines_of(name)) for name in store.table_names()}
            for one in ledger_of(settings).files:
                archive.write(one, one.name)
            line, head = store.log_end()
            made = Backup(path=path, at=now, schema=schema, tables=sums, log=Anchor(line=line, digest=head))
            archive.writestr(CONTENTS, _contents(made))
        file.flush()
        os.fsync(file.fileno())
    os.replace(half, path)
    return made


def restore(database: Database, settings: Settings, clock: Clock, actor: str, path: Path) -> Restored:
    """Bring a copy back into an empty database.

    Raises
    ------
    SpoiltBackup
        Where a table of the copy is not what was written; nothing was brought back then.
    StoreError
        Where the database holds rows already.
    """
    backup = read_backup(path)
    if database.schema_version() is None:
        database.upgrade(backup.schema)
    with zipfile.ZipFile(path) as archive, database.begin() as store:
        store.refuse_when_filled()
        for name in store.table_names():
            if name in backup.tables:
                store.put_lines(name, _lines(archive, name))
        store.number_on()
        store.end_every_session(clock.now())
        ledger_of(settings).take_over({one: archive.read(one) for one in archive.namelist()})
    database.upgrade()
    erased = erase_again(database, settings, clock, actor)
    with database.begin() as store:
        now = clock.now()
        store.add_line(NewLine(at=now, actor=actor, role="", kind=LogKind.CHANGE, what="teruggezet", detail=path.name))
    return Restored(backup=backup, audit=audit(database, backup.log if backup.log.line else None), erased=erased)


def read_backup(path: Path) -> Backup:
    """Read a whole copy and hold every table against its sum.

    Raises
    ------
    SpoiltBackup
        Where anything of it differs, or cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            backup = _read(path, json.loads(archive.read(CONTENTS)))
            for name, noted in backup.tables.items():
                if _sum(_lines(archive, name)) != noted:
                    raise SpoiltBackup(_spoilt(path, f"the table {name} is not what was written"))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, EOFError) as problem:
        raise SpoiltBackup(_spoilt(path, f"{type(problem).__name__}: {problem}")) from problem
    return backup


def _write(archive: zipfile.ZipFile, name: str, lines: Iterator[str]) -> Sum:
    digest, rows = sha256(), 0
    with archive.open(_member(name), "w", force_zip64=True) as file:
        for line in lines:
            written = line.encode() + b"\n"
            digest.update(written)
            file.write(written)
            rows += 1
    return Sum(rows=rows, digest=digest.hexdigest())


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    with archive.open(_member(name)) as file, TextIOWrapper(file, "utf-8", newline="\n") as text:
        yield from text


def _sum(lines: Iterator[str]) -> Sum:
    digest, rows = sha256(), 0
    for line in lines:
        digest.update(line.encode())
        rows += 1
    return Sum(rows=rows, digest=digest.hexdigest())


def _member(table: str) -> str:
    return f"tabellen/{table}.jsonl"


def _contents(made: Backup) -> str:
    tables = {name: [one.rows, one.digest] for name, one in made.tables.items()}
    told = {"format": FORMAT, "at": made.at.isoformat(), "schema": made.schema, "tables": tables}
    return json.dumps(told | {"log": [made.log.line, made.log.digest]}, indent=1)


def _read(path: Path, told: Mapping[str, object]) -> Backup:
    tables, log = told["tables"], told["log"]
    if told["format"] != FORMAT or not isinstance(tables, dict) or not isinstance(log, list):
        raise ValueError("this version of Waag does not know its form")
    return Backup(
        path=path,
        at=datetime.fromisoformat(str(told["at"])),
        schema=str(told["schema"]),
        tables={str(name): Sum(rows=rows, digest=digest) for name, (rows, digest) in tables.items()},
        log=Anchor(line=int(log[0]), digest=str(log[1])),
    )


def _spoilt(path: Path, why: str) -> str:
    return f"The backup {path.name} cannot be used ({why}). Nothing was brought back; take an earlier one."
