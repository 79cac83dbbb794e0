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
from web.config import Settings, SignOn
from web.service.clock import SystemClock
from web.service.door.provider import SignOnFailed, described
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
    if settings.sign_on is not None:
        yield _provider(settings.sign_on)
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
        yield from _open_database(database, has_provider=settings.sign_on is not None)
    except StoreError as problem:
        yield Finding(subject="database", shown=str(problem), health=Health.FAIL)
    finally:
        database.close()


def _open_database(database: Database, *, has_provider: bool) -> Iterator[Finding]:
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
    yield _journal(database)
    with database.read() as store:
        run, is_demo = store.current_run(), store.is_demo
    if not has_provider:
        yield _passwords(database, is_demo=is_demo)
    if run is None:
        yield Finding(subject="run", shown="-", health=Health.WARN, remedy="no_run")
    else:
        yield Finding(subject="run", shown=f"{run.key.day} {run.state} ({run.id})")


def _journal(database: Database) -> Finding:
    """Say whether what is said to be written is still there after a power cut."""
    mode = database.journal_mode()
    if database.is_sqlite:
        health, remedy = (Health.OK, "none") if mode == "wal" else (Health.FAIL, "journal")
        return Finding(subject="journal", shown=mode, health=health, remedy=remedy)
    if mode:
        return Finding(subject="journal", shown=mode, health=Health.FAIL, remedy="journal_late")
    return Finding(subject="journal", shown="fsync, synchronous_commit")


def _provider(sign_on: SignOn) -> Finding:
    """Ask the provider through which people get in for its description, as the first sign-on of a day does."""
    try:
        described(sign_on, SystemClock().now())
    except SignOnFailed as problem:
        facts = (("why", problem.detail or problem.fault.value),)
        return Finding(subject="sign_on", shown=sign_on.issuer, health=Health.FAIL, remedy="sign_on_away", facts=facts)
    return Finding(subject="sign_on", shown=sign_on.issuer)


def _passwords(database: Database, *, is_demo: bool) -> Finding:
    """Say whether passwords let anybody in: they do on SQLite and in a demo alone."""
    if database.is_sqlite or is_demo:
        return Finding(subject="sign_on", shown="argon2id")
    return Finding(subject="sign_on", shown="-", health=Health.FAIL, remedy="sign_on_missing")


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
