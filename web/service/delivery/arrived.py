"""Has a delivery arrived, or is somebody still writing it? A night reads whole files only."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from web.service.delivery.file_faults import FileCode, refused
from web.service.delivery.folder import READY, files_in

STILL_SECONDS = 30
"""A file that nobody touched for so long is taken to be whole, where no ``*.ready`` says so."""
WAIT_SECONDS = 600
BETWEEN_SECONDS = 5
_HALF = (".part", ".partial", ".filepart", ".tmp", ".crdownload")

Sizes = dict[str, tuple[int, int]]


def wait_for(source: Path, now: Callable[[], datetime], pause: Callable[[float], object]) -> None:
    """Wait until a folder holds a whole delivery: one that is marked so, or that stands still.

    Parameters
    ----------
    now
        Tells the time; files carry the time of the same machine.
    pause
        Waits for so many seconds.

    Raises
    ------
    RefusedDelivery
        Where it is still being written after ten minutes, or nothing is there.
    """
    waited = 0
    before: Sizes = {}
    while busy := still_written(source, now(), before):
        if waited >= WAIT_SECONDS:
            raise refused(FileCode.STILL_WRITTEN, busy)
        before = _sizes(source)
        pause(BETWEEN_SECONDS)
        waited += BETWEEN_SECONDS


def still_written(source: Path, now: datetime, before: Sizes) -> str:
    """Give the name of a file that may not be whole yet; empty where the delivery has arrived."""
    found = files_in(source)
    half = next((path.name for path in found if path.name.casefold().endswith(_HALF)), "")
    if half:
        return half
    if _is_marked(source, found):
        return ""
    for path in found:
        seen = path.stat()
        is_young = now.timestamp() - seen.st_mtime < STILL_SECONDS
        has_grown = before.get(path.name, (seen.st_size, seen.st_mtime_ns)) != (seen.st_size, seen.st_mtime_ns)
        if is_young or has_grown:
            return path.name
    return ""


def _is_marked(source: Path, found: list[Path]) -> bool:
    """Whether a ``*.ready`` says that it is whole; one that is older than a file is of an earlier delivery."""
    marks = [path.stat().st_mtime_ns for path in source.iterdir() if path.name.endswith(READY) and path.is_file()]
    return bool(marks) and max(marks) >= max(path.stat().st_mtime_ns for path in found)


def _sizes(source: Path) -> Sizes:
    return {path.name: (path.stat().st_size, path.stat().st_mtime_ns) for path in files_in(source)}
