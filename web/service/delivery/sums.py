"""Checksums a sender may put beside his files: with them not one byte goes missing unnoticed."""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from web.service.delivery.file_faults import FileCode, refused

SUMS = "SHA256SUMS"
"""What each file must be, as `sha256sum` writes it."""
_LINE = re.compile(r"(?P<sum>[0-9a-fA-F]{64}) [ *](?P<name>[^/\\]+)")
_MOST_BYTES = 100_000


def sums_beside(source: Path) -> Mapping[str, str]:
    """Give checksum by file name of a folder; nothing where none were sent.

    Raises
    ------
    RefusedDelivery
        Where a line is no checksum: then nobody knows what was promised.
    """
    path = source / SUMS
    if not source.is_dir() or not path.is_file():
        return {}
    sums = {}
    lines = path.read_bytes()[:_MOST_BYTES].decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines, start=1):
        found = _LINE.fullmatch(line)
        if found is None:
            raise refused(FileCode.WRONG_SUMS, SUMS, number)
        sums[found["name"]] = found["sum"].lower()
    return sums


def check_sum(sums: Mapping[str, str], name: str, content: bytes) -> None:
    """Refuse a file that is not what was promised.

    Raises
    ------
    RefusedDelivery
        Another checksum, or none where the other files have one.
    """
    if sums and sums.get(name) != sha256(content).hexdigest():
        raise refused(FileCode.WRONG_SUM, name)
