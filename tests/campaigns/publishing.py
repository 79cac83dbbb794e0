"""A night published again and again, in a process of its own and as little in the way as the unit lets a night be.

Who starts it ends it by closing what it reads from; then it tells how many proposals each publish wrote, a line each.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Event, Thread

from tests.campaigns.load_store import publish_again
from web.store.database import Database

UNIT = Path(__file__).parents[2] / "deploy" / "systemd" / "waag-nightly.service"


def niceness() -> int:
    """Give how far a night lets others go first, as the unit says."""
    found = re.search(r"^Nice=(\d+)$", UNIT.read_text("utf-8"), re.MULTILINE)
    if found is None:
        raise LookupError(f"{UNIT.name} names no Nice=; a night would be in the way of the pages.")
    return int(found[1])


@contextmanager
def publishing(url: str) -> Iterator[list[int]]:
    """Publish the night of a store again and again beside what is done; afterwards the list holds what was written.

    Raises
    ------
    subprocess.CalledProcessError
        Where a publish broke off.
    """
    written: list[int] = []
    command = ["nice", "-n", str(niceness()), sys.executable, "-m", "tests.campaigns.publishing", url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield written
        finally:
            told, _ = process.communicate("")
    written += map(int, told.split())
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)


def main(url: str) -> None:
    """Publish, once at least, until there is nothing left to read."""
    is_over, database = Event(), Database(url)

    def listen() -> None:
        sys.stdin.read()
        is_over.set()

    Thread(target=listen, daemon=True).start()
    for number in count():
        sys.stdout.write(f"{publish_again(database, number)}\n")
        if is_over.is_set():
            break
    database.close()


if __name__ == "__main__":
    main(sys.argv[1])
