"""One night at a time: a lock of the kernel or of the server, which a killed process always gives back."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from time import sleep

from web.config import Settings
from web.store.database import Database
from web.store.errors import AlreadyRunning
from web.store.lock import ServerLock

BUSY = "Another night is running on this store; wait until it has ended."
# Who only looks whether a night runs holds the file for a moment, and a server keeps the lock of a killed process until
# it sees that its session ended. A night outlasts both.
FILE_PAUSES, SERVER_PAUSES = (0.02, 0.05), (0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0)
NUMBER = int.from_bytes(blake2b(b"waag: the lock of the night", digest_size=8).digest(), signed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """The lock, held.

    Attributes
    ----------
    server
        The lock on the server of the database; None for the lock on a file, which cannot be lost.
    """

    server: ServerLock | None = None

    def keep(self) -> None:
        """Make sure of it, and take it anew where the server was lost for a while.

        Raises
        ------
        AlreadyRunning
            Where another night took it meanwhile.
        StoreLost
            Where the server does not answer.
        """
        if self.server is not None and not self.server.is_alive() and not self.server.take():
            raise AlreadyRunning(BUSY)


def lock_file(database: Database, settings: Settings) -> Path:
    """Give the lock's file: beside the SQLite file, else in the data folder."""
    return _beside(database.file) if database.file else settings.data_folder / "waag.lock"


def _beside(file: Path) -> Path:
    return file.parent / f"{file.name}.lock"


def is_held(database: Database) -> bool:
    """Whether a night runs on a store, without standing in the way of one that begins.

    Where that cannot be told, one is said to run: nobody starts a second one for a wrong answer.
    """
    server = database.server_lock(NUMBER)
    if server is not None:
        return server.is_taken()
    if database.file is None:
        return True
    try:
        handle = os.open(_beside(database.file), os.O_RDONLY)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


@contextmanager
def night_lock(database: Database, settings: Settings) -> Iterator[Hold]:
    """Hold the lock of the night.

    Raises
    ------
    AlreadyRunning
        Where another process holds it.
    """
    server = database.server_lock(NUMBER)
    if server is None:
        with _file_lock(lock_file(database, settings)):
            yield Hold()
        return
    _take(server.take, SERVER_PAUSES)
    try:
        yield Hold(server=server)
    finally:
        server.give_back()


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(lambda: _flock(handle), FILE_PAUSES)
        yield
    finally:
        os.close(handle)


def _flock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _take(attempt: Callable[[], bool], pauses: tuple[float, ...]) -> None:
    """Attempt it, and again after each pause; who has it longer runs a night."""
    for pause in pauses:
        if attempt():
            return
        sleep(pause)
    if not attempt():
        raise AlreadyRunning(BUSY)
