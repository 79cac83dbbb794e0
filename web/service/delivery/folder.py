"""A folder or file to the rows of every sheet in it; anything wrong with a file refuses the delivery whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from matcher.read import Row
from web.service.delivery.csv_files import read_csv
from web.service.delivery.file_faults import FileCode, FileFault, RefusedDelivery, refused
from web.service.delivery.headers import sheet_named
from web.service.delivery.json_files import read_json
from web.service.delivery.private_sheets import ALL_SHEETS
from web.service.delivery.sums import SUMS, check_sum, sums_beside
from web.service.delivery.xlsx_files import read_xlsx

MEGABYTE = 1_000_000
UPLOAD_BYTES = 20 * MEGABYTE
"""Largest xlsx or JSON file, and largest file that a person sends through a page."""
INBOX_BYTES = 500 * MEGABYTE
"""Largest CSV file in a folder of the operator's own."""
MANUALS = ("LEESMIJ.md", "README.md")
READY = ".ready"
"""An empty file of this kind, put there last, says that a delivery is whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What stood in the files.

    Attributes
    ----------
    sheets
        Rows by sheet name; only sheets that were there.
    digest
        Of the content of all files, whatever their order.
    """

    sheets: Mapping[str, list[Row]]
    digest: str


def read_delivery(source: Path, *, is_delta: bool, max_csv_bytes: int = INBOX_BYTES) -> Delivery:
    """Read a folder of CSV files, or one CSV, JSON or xlsx file.

    Raises
    ------
    RefusedDelivery
        With every fault of every file; a full delivery without a required sheet is one of them.
    """
    sheets: dict[str, list[Row]] = {}
    faults: list[FileFault] = []
    digests: list[bytes] = []
    sums = sums_beside(source)
    for path in files_in(source):
        try:
            content = _content(path, max_csv_bytes)
            check_sum(sums, path.name, content)
            for name, rows in _read(path, content).items():
                if name in sheets:
                    raise refused(FileCode.SHEET_TWICE, path.name, sheet=name, other=_first_file(sheets[name]))
                sheets[name] = rows
            digests.append(blake2b(content).digest())
        except RefusedDelivery as problem:
            faults.extend(problem.faults)
    faults.extend(_promised(sums, source))
    if not faults and not is_delta:
        faults.extend(_missing(sheets, source))
    if faults:
        raise RefusedDelivery(*faults)
    return Delivery(sheets=sheets, digest=blake2b(b"".join(sorted(digests)), digest_size=16).hexdigest())


def files_in(source: Path) -> list[Path]:
    """Give the files of a delivery by name: those of a folder that are ours to read, or the one file.

    Raises
    ------
    RefusedDelivery
        Where nothing stands there, or a name that only points at a file elsewhere.
    """
    if source.is_dir():
        found = sorted(path for path in source.iterdir() if path.is_file() and _is_ours(path.name))
        links = [path for path in found if path.is_symlink()]
        if links:
            raise refused(FileCode.LINK, links[0].name)
    else:
        found = [source] if source.is_file() else []
    if not found:
        raise refused(FileCode.NOTHING_THERE, str(source))
    return found


def holds_nothing(folder: Path) -> bool:
    """Whether nobody put anything in a folder: no file of a delivery, and no promise of one."""
    return not any(path.is_file() and (_is_ours(path.name) or path.name == SUMS) for path in folder.iterdir())


def _is_ours(name: str) -> bool:
    is_beside = name in MANUALS or name == SUMS or name.endswith(READY)
    return not is_beside and not name.startswith((".", "~$"))


def _content(path: Path, max_csv_bytes: int) -> bytes:
    maximum = max_csv_bytes if path.suffix.casefold() == ".csv" else UPLOAD_BYTES
    try:
        size = path.stat().st_size
        if size > maximum:
            megabytes = str(maximum // MEGABYTE)
            raise refused(FileCode.TOO_LARGE, path.name, size=str(size // MEGABYTE), maximum=megabytes)
        content = path.read_bytes()
    except OSError as problem:
        raise refused(FileCode.UNREADABLE, path.name, problem=problem.strerror or "") from None
    if len(content) != size:
        raise refused(FileCode.STILL_WRITTEN, path.name)
    return content


def _read(path: Path, content: bytes) -> Mapping[str, list[Row]]:
    kind = path.suffix.casefold()
    if kind not in (".csv", ".json", ".xlsx"):
        raise refused(FileCode.WRONG_TYPE, path.name)
    if not content:
        raise refused(FileCode.EMPTY, path.name)
    if kind == ".csv":
        sheet = sheet_named(path.stem, path.name)
        return {sheet.name: read_csv(content, sheet, path.name)}
    return read_json(content, path.name) if kind == ".json" else read_xlsx(content, path.name)


def _missing(sheets: Mapping[str, list[Row]], source: Path) -> list[FileFault]:
    return [
        FileFault(code=FileCode.MISSING_SHEET, file=source.name, facts=(("sheet", sheet.name),))
        for sheet in ALL_SHEETS
        if sheet.is_required and sheet.name not in sheets
    ]


def _promised(sums: Mapping[str, str], source: Path) -> list[FileFault]:
    """Give a fault for each file the sums name and the folder does not hold."""
    absent = sorted(name for name in sums if not (source / name).is_file())
    return [FileFault(code=FileCode.FILE_MISSING, file=name) for name in absent]


def _first_file(rows: list[Row]) -> str:
    return rows[0].file if rows else ""
