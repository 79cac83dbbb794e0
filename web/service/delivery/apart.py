"""A delivery read by a process of its own, with a ceiling on memory and time: what a file says of itself may lie.

The child gets no environment and gives back plain JSON, so a reader that goes wrong takes nothing of Waag with it.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from matcher.read import Row
from web.service.delivery.file_faults import FileCode, FileFault, RefusedDelivery, refused
from web.service.delivery.folder import INBOX_BYTES, UPLOAD_BYTES, Delivery, files_in, read_delivery

OPEN_FILES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """What reading one delivery may cost.

    Attributes
    ----------
    memory_bytes
        Address space of the child.
    processor_seconds
        Time it may work.
    wall_seconds
        Time until it is ended: a reader that waits for something uses no processor time.
    """

    memory_bytes: int = 1 << 30
    processor_seconds: int = 30
    wall_seconds: float = 120


USUAL = Ceiling()


class Fault(TypedDict):
    """One fault on its way out of the child."""

    code: str
    file: str
    line: int
    column: str
    facts: list[list[str]]


class Reply(TypedDict, total=False):
    """What the child says: sheets and a digest, or faults."""

    sheets: dict[str, list[tuple[str, int, dict[str, str]]]]
    digest: str
    faults: list[Fault]


def read_guarded(source: Path, *, is_delta: bool, max_csv_bytes: int = INBOX_BYTES) -> Delivery:
    """Read a delivery, apart where a file of it could cost more than it weighs.

    A folder of CSV files of the operator's own is read here: it unpacks to nothing but itself, and may be larger than
    the ceiling of the child.

    Raises
    ------
    RefusedDelivery
        As `read_delivery`, and where a file cannot be read within the ceilings.
    """
    is_own_csv = max_csv_bytes > UPLOAD_BYTES and all(path.suffix.casefold() == ".csv" for path in files_in(source))
    if is_own_csv:
        return read_delivery(source, is_delta=is_delta, max_csv_bytes=max_csv_bytes)
    return read_apart(source, is_delta=is_delta, max_csv_bytes=max_csv_bytes)


def read_apart(
    source: Path, *, is_delta: bool, max_csv_bytes: int = UPLOAD_BYTES, ceiling: Ceiling = USUAL
) -> Delivery:
    """Read a delivery in a process of its own.

    Raises
    ------
    RefusedDelivery
        As `read_delivery`, and where the child ran out of memory or time.
    """
    kind = "delta" if is_delta else "whole"
    figures = map(str, (max_csv_bytes, ceiling.memory_bytes, ceiling.processor_seconds))
    command = [sys.executable, "-I", "-X", "utf8", "-m", __name__, str(source.absolute()), kind, *figures]
    try:
        done = subprocess.run(command, env={}, cwd="/", capture_output=True, timeout=ceiling.wall_seconds, check=False)
    except subprocess.TimeoutExpired:
        raise refused(FileCode.TOO_HEAVY, source.name) from None
    if done.returncode:
        raise refused(FileCode.TOO_HEAVY, source.name)
    said: Reply = json.loads(done.stdout)
    if "faults" in said:
        raise RefusedDelivery(*map(_fault, said["faults"]))
    return Delivery(sheets=_sheets(said), digest=said["digest"])


def _sheets(said: Reply) -> Mapping[str, list[Row]]:
    return {
        name: [Row(file=file, line=line, values=values) for file, line, values in rows]
        for name, rows in said["sheets"].items()
    }


def _fault(one: Fault) -> FileFault:
    facts = tuple((name, value) for name, value in one["facts"])
    return FileFault(code=FileCode(one["code"]), file=one["file"], line=one["line"], column=one["column"], facts=facts)


def _limit(memory_bytes: int, processor_seconds: int) -> None:
    """Set the ceilings of this process; from here on it can only fail, never take the machine with it."""
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, processor_seconds),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        ceiling = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (ceiling, ceiling))


def _say(source: Path, *, is_delta: bool, max_csv_bytes: int) -> Reply:
    try:
        found = read_delivery(source, is_delta=is_delta, max_csv_bytes=max_csv_bytes)
    except RefusedDelivery as problem:
        return {"faults": [_plain(one) for one in problem.faults]}
    sheets = {name: [(row.file, row.line, dict(row.values)) for row in rows] for name, rows in found.sheets.items()}
    return {"sheets": sheets, "digest": found.digest}


def _plain(one: FileFault) -> Fault:
    facts = [list(pair) for pair in one.facts]
    return {"code": one.code.value, "file": one.file, "line": one.line, "column": one.column, "facts": facts}


def main(arguments: list[str]) -> None:
    """Read as the parent asked, within the ceilings, and say what stood there."""
    source, kind, most, memory_bytes, processor_seconds = arguments
    _limit(int(memory_bytes), int(processor_seconds))
    json.dump(_say(Path(source), is_delta=kind == "delta", max_csv_bytes=int(most)), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
