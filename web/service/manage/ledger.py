"""Who was erased, kept outside the database so that a restored copy can be told: a mark each, and no reference.

A mark is made with a key that stands beside the ledger. It tells whether a reference that somebody still has was
erased, and gives no reference back.
"""

import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from matcher.errors import WaagError

LINES, KEY = "wissingen.jsonl", "wissingen.sleutel"


class BrokenLedger(WaagError):
    """The ledger of erasures cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The ledger in a folder."""

    folder: Path

    @property
    def files(self) -> tuple[Path, ...]:
        """The files it consists of, as far as they are there."""
        return tuple(path for path in (self.folder / LINES, self.folder / KEY) if path.exists())

    def add(self, client: str, at: datetime) -> None:
        """Note that somebody is erased; on disk before this returns."""
        mark = self._mark(client, self._key(is_made=True))
        if mark in self._marks():
            return
        with (self.folder / LINES).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"at": at.isoformat(), "mark": mark}) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def take_over(self, files: Mapping[str, bytes]) -> None:
        """Add what the ledger of a copy knows and this one does not; without one here, that of the copy stays.

        Raises
        ------
        BrokenLedger
            Where the copy's was made with another key: nobody could tell then whom its marks stand for.
        """
        if LINES not in files:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        key, lines = self.folder / KEY, self.folder / LINES
        if not key.exists() and not lines.exists():
            key.touch(mode=0o600)
            key.write_bytes(files[KEY])
        if self._key(is_made=False) != bytes.fromhex(files[KEY].decode("ascii").strip()):
            raise BrokenLedger(
                f"The ledger of erasures in {self.folder} has another key than the one in the backup. Move one of them "
                "aside, restore, and erase by hand whoever the other one is about."
            )
        known = set(lines.read_text("utf-8").splitlines()) if lines.exists() else set()
        added = [one for one in files[LINES].decode("utf-8").splitlines() if one not in known]
        with lines.open("a", encoding="utf-8") as file:
            file.writelines(f"{one}\n" for one in added)
            file.flush()
            os.fsync(file.fileno())

    def holds(self, client: str) -> bool:
        """Whether somebody was erased."""
        marks = self._marks()
        return bool(marks) and self._mark(client, self._key(is_made=False)) in marks

    def _marks(self) -> set[str]:
        path = self.folder / LINES
        if not path.exists():
            return set()
        try:
            return {str(json.loads(line)["mark"]) for line in path.read_text("utf-8").splitlines() if line}
        except (ValueError, KeyError) as problem:
            raise BrokenLedger(
                f"A line of {path} cannot be read ({problem}), so nobody can tell who was erased. Bring the file back "
                "from its own copy before anything is restored."
            ) from problem

    def _key(self, *, is_made: bool) -> bytes:
        path = self.folder / KEY
        if path.exists():
            return bytes.fromhex(path.read_text("ascii").strip())
        if not is_made or (self.folder / LINES).exists():
            raise BrokenLedger(
                f"The key {path} of the ledger of erasures is gone, so nobody can tell who was erased. Bring it back "
                "from its own copy before anything is erased or restored."
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        key = secrets.token_bytes(32)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key.hex())
        return key

    def _mark(self, client: str, key: bytes) -> str:
        return hmac.new(key, client.encode(), sha256).hexdigest()
