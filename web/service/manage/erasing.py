"""Wissing: a person out of the store, out of its files and out of every copy that is ever restored."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from matcher.errors import WaagError
from web.config import Settings
from web.service.clock import Clock
from web.service.manage.ledger import KEY, LINES, Ledger
from web.service.night.kept_stages import forget_stages
from web.store.database import Database
from web.store.erasing import Erased
from web.store.person import Marks

BACKUP = ".waagkopie"
# What is made of the data and can be made again: a night or a sweep does so where it needs it.
REMADE = (".result", ".npz", ".npy")
OWN_FILES = (LINES, KEY, "verwerkingen.toml")
OWN_ENDINGS = (".db", ".db-wal", ".db-shm", ".lock", ".css")


class NobodyKnown(WaagError):
    """Nothing is known of a reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiped:
    """What an erasure did.

    Attributes
    ----------
    files
        Files that named the person and are gone.
    copies
        Backups in the data folder that may still hold the person; restoring one erases him again.
    """

    erased: Erased
    files: int
    copies: int


def ledger_of(settings: Settings) -> Ledger:
    """Give the ledger of the settings."""
    return Ledger(folder=settings.data_folder)


def erase(database: Database, settings: Settings, clock: Clock, client: str, actor: str) -> Wiped:
    """Erase a person.

    The ledger is written first: where this is broken off, `erase_again` ends it.

    Raises
    ------
    NobodyKnown
        Where nothing is known of the reference.
    """
    with database.read() as store:
        if not store.is_known(client):
            raise NobodyKnown(f"Nothing is known of client {client}; nothing was erased. Look up the reference again.")
        name = store.name_of(client)
    ledger_of(settings).add(client, clock.now())
    with database.begin() as store:
        erased = store.erase_person(client, actor, clock.now())
    database.scrub()
    forget_stages(database, settings)
    files = _without(settings, Marks(client, "" if name == client else name))
    copies = sum(1 for _ in settings.data_folder.rglob(f"*{BACKUP}"))
    return Wiped(erased=erased, files=files, copies=copies)


def erase_again(database: Database, settings: Settings, clock: Clock, actor: str) -> int:
    """Erase everybody in the store whom the ledger knows: a copy of before, or an erasure that was broken off."""
    ledger = ledger_of(settings)
    if not ledger.files:
        return 0
    with database.read() as store:
        back = sorted(one for one in store.all_references if ledger.holds(one))
    for client in back:
        with database.begin() as store:
            store.erase_person(client, actor, clock.now())
    if back:
        database.scrub()
        forget_stages(database, settings)
    return len(back)


def _without(settings: Settings, marks: Marks) -> int:
    """Delete files in the data folder that name somebody, or that nobody can look through and can be made again."""
    gone = [path for path in _files(settings.data_folder) if _names(path, marks)]
    for path in gone:
        path.unlink()
    return len(gone)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        is_own = path.name in OWN_FILES or path.name.endswith((*OWN_ENDINGS, BACKUP))
        if path.is_file() and not path.is_symlink() and not is_own:
            yield path


def _names(path: Path, marks: Marks) -> bool:
    return path.suffix in REMADE or marks.are_in(path.read_bytes().decode("utf-8", "replace"))
