"""Is everything in place: code, database, law and the folder for compiled code."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from matcher.errors import RuleError
from matcher.rules import Rulebook
from web.config import Settings
from web.service.night.versions import package_versions
from web.store.database import Database, expected_version
from web.store.errors import StoreError

WARN_DAYS = 60
PACKAGES = ("matcher", "solver", "web")


class Health(StrEnum):
    """How one thing stands."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at.

    Attributes
    ----------
    subject
        Code of what was looked at.
    shown
        What stands there.
    remedy, facts
        Code of what to do and the figures in it.
    """

    subject: str
    shown: str
    health: Health = Health.OK
    remedy: str = "none"
    facts: tuple[tuple[str, str], ...] = ()


def examine(settings: Settings, today: date) -> Iterator[Finding]:
    """Look at everything a night and a page need."""
    yield Finding(subject="python", shown=f"{sys.version.split()[0]} ({sys.executable})")
    yield from _packages()
    yield from _database(settings)
    yield _law(today)
    yield _compile_folder(settings)


def _packages() -> Iterator[Finding]:
    own = Path(__file__).resolve().parents[3]
    for name in PACKAGES:
        spec = find_spec(name)
        place = Path(spec.origin).parent if spec and spec.origin else None
        is_ours = place is not None and place.resolve().parent == own
        health, remedy = (Health.OK, "none") if is_ours else (Health.FAIL, "package")
        yield Finding(subject="package", shown=f"{name}: {place or '-'}", health=health, remedy=remedy)
    for name, version in package_versions()[1:]:
        yield Finding(subject="package", shown=f"{name} {version}")


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        database = Database(settings.database_url)
    except StoreError as problem:
        yield Finding(subject="database", shown=str(problem), health=Health.FAIL)
        return
    try:
        yield from _open_database(database)
    except StoreError as problem:
        yield Finding(subject="database", shown=str(problem), health=Health.FAIL)
    finally:
        database.close()


def _open_database(database: Database) -> Iterator[Finding]:
    file = database.file
    if file is not None and not file.exists():
        yield Finding(subject="database", shown=database.shown_url, health=Health.WARN, remedy="no_store")
        return
    version, expected = database.schema_version(), expected_version()
    yield Finding(subject="database", shown=database.shown_url)
    if version != expected:
        facts = (("expected", expected),)
        yield Finding(subject="schema", shown=version or "-", health=Health.FAIL, remedy="schema", facts=facts)
        return
    yield Finding(subject="schema", shown=version)
    if database.is_sqlite:
        mode = database.journal_mode()
        health, remedy = (Health.OK, "none") if mode == "wal" else (Health.FAIL, "journal")
        yield Finding(subject="journal", shown=mode, health=health, remedy=remedy)
    with database.read() as store:
        run = store.current_run()
    if run is None:
        yield Finding(subject="run", shown="-", health=Health.WARN, remedy="no_run")
    else:
        yield Finding(subject="run", shown=f"{run.key.day} {run.state} ({run.id})")


def _law(today: date) -> Finding:
    try:
        known_until = Rulebook.load().known_until
    except RuleError as problem:
        return Finding(subject="law", shown=str(problem), health=Health.FAIL)
    days = (known_until - today).days
    shown = known_until.isoformat()
    if days < 0:
        return Finding(subject="law", shown=shown, health=Health.FAIL, remedy="law_ended")
    if days <= WARN_DAYS:
        facts = (("days", str(days)),)
        return Finding(subject="law", shown=shown, health=Health.WARN, remedy="law_ends", facts=facts)
    return Finding(subject="law", shown=shown)


def _compile_folder(settings: Settings) -> Finding:
    folder = settings.compile_folder or Path(__file__).resolve().parents[3] / "matcher" / "kernel" / "__pycache__"
    nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    is_writable = os.access(nearest, os.W_OK)
    health, remedy = (Health.OK, "none") if is_writable else (Health.WARN, "compile")
    return Finding(subject="compile", shown=str(folder), health=health, remedy=remedy)
