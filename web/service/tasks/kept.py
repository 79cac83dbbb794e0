"""Results on disk by what they are the result of: written whole or not at all, and never believed unread."""

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from matcher.errors import WaagError

DIGEST = 64


class SpoiltResult(WaagError):
    """A result on disk is not what was written there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A folder of results, each under the digest of everything it depends on."""

    folder: Path

    def read(self, key: str) -> bytes | None:
        """Give a result, or None where there is none.

        Raises
        ------
        SpoiltResult
            Where the file was changed since it was written.
        """
        path = self._path(key)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        digest, body = content[:DIGEST], content[DIGEST + 1 :]
        if digest != sha256(body).hexdigest().encode():
            raise SpoiltResult(
                f"{path} is not what was written there: its own digest differs, so nothing can be told from it. "
                "Delete that file and run again; only this result is made anew."
            )
        return body

    def write(self, key: str, body: bytes) -> None:
        """Keep a result; who reads meanwhile sees nothing or all of it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.folder, prefix=".half-", delete=False) as file:
            file.write(sha256(body).hexdigest().encode() + b"\n" + body)
            file.flush()
            os.fsync(file.fileno())
        os.replace(file.name, self._path(key))

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.result"
