"""One night at a time: a lock of the kernel, which a killed process always gives back."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from web.config import Settings
from web.store.database import Database
from web.store.errors import AlreadyRunning


def lock_file(database: Database, settings: Settings) -> Path:
    """Give the lock's file: beside the SQLite file, else in the data folder."""
    beside = database.file
    return (beside.parent / f"{beside.name}.lock") if beside else settings.data_folder / "waag.lock"


@contextmanager
def night_lock(database: Database, settings: Settings) -> Iterator[None]:
    """Hold the lock of the night.

    Raises
    ------
    AlreadyRunning
        Where another process holds it.
    """
    path = lock_file(database, settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as problem:
        os.close(handle)
        raise AlreadyRunning("Another night is running on this store; wait until it has ended.") from problem
    try:
        yield
    finally:
        os.close(handle)
