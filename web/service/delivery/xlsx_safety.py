"""Is this xlsx what a spreadsheet writes? Looked at in its zip, before any reader unpacks it."""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator

from web.service.delivery.file_faults import FileCode, RefusedDelivery, refused

# A workbook of a few hundred kilobytes can unpack to gigabytes; these bounds are far above any honest delivery.
MAX_ENTRIES = 200
MAX_UNPACKED = 200_000_000
MAX_RATIO = 100
MAX_CELLS = 10_000_000
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30

_ERROR_CELL = re.compile(rb"""<(?:\w+:)?c\s(?=[^>]*\bt=["']e["'])[^>]*>""")
_CELL = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br=["']([0-9]{1,7})["']""")


def check_workbook(content: bytes, file: str) -> None:
    """Refuse a zip that no spreadsheet writes, a table as wide as memory, and formulas that failed.

    Raises
    ------
    RefusedDelivery
        Too many parts, too large, odd names, links, a password, sizes that are not true, cells too far apart, or a
        failed formula: the reader would give an empty cell for it, and empty means unknown.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_parts(parts, file)
            for name, xml in _sheets(content, parts, file):
                _check_cells(xml, f"{file}#{name}")
    except (zipfile.BadZipFile, zlib.error, ValueError, OverflowError, NotImplementedError):
        raise refused(FileCode.NOT_XLSX, file) from None


def _check_parts(parts: list[zipfile.ZipInfo], file: str) -> None:
    if len(parts) > MAX_ENTRIES:
        raise _unsafe(file, "entries", str(len(parts)), MAX_ENTRIES)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED:
        raise _unsafe(file, "size", str(unpacked), MAX_UNPACKED)
    for part in parts:
        _check_part(part, file)


def _check_part(part: zipfile.ZipInfo, file: str) -> None:
    ratio = part.file_size // max(part.compress_size, 1)
    if ratio > MAX_RATIO:
        raise _unsafe(file, "ratio", str(ratio), MAX_RATIO)
    name = part.filename
    is_odd = name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name
    if is_odd or not name.isprintable() or stat.S_ISLNK(part.external_attr >> 16):
        raise _unsafe(file, "name", ascii(name[:40])[1:-1])
    if part.flag_bits & _ENCRYPTED:
        raise _unsafe(file, "password")


def _sheets(content: bytes, parts: list[zipfile.ZipInfo], file: str) -> Iterator[tuple[str, bytes]]:
    for part in parts:
        data = _unpacked(content, part, file)
        if part.filename.startswith("xl/worksheets/"):
            yield part.filename.rpartition("/")[2], data


def _unpacked(content: bytes, part: zipfile.ZipInfo, file: str) -> bytes:
    """Unpack one part, never further than it says it is; a part that is longer than that lies."""
    name = int.from_bytes(content[part.header_offset + 26 : part.header_offset + 28], "little")
    extra = int.from_bytes(content[part.header_offset + 28 : part.header_offset + 30], "little")
    start = part.header_offset + _LOCAL_HEADER + name + extra
    packed = content[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        data = packed
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, part.file_size + 1)
    else:
        raise _unsafe(file, "packing", str(part.compress_type))
    if len(data) != part.file_size:
        raise _unsafe(file, "lie")
    return data


def _check_cells(xml: bytes, file: str) -> None:
    failed = _ERROR_CELL.search(xml)
    if failed:
        where = _CELL.search(failed.group())
        column, line = (where.group(1).decode(), int(where.group(2))) if where else ("", 0)
        raise refused(FileCode.ERROR_CELL, file, line, column)
    width = max((_number(match.group(1)) for match in _CELL.finditer(xml)), default=1)
    cell_height = max((int(match.group(2)) for match in _CELL.finditer(xml)), default=1)
    height = max((int(match.group(1)) for match in _ROW.finditer(xml)), default=1)
    if width * max(height, cell_height) > MAX_CELLS:
        raise _unsafe(file, "cells", str(width * max(height, cell_height)), MAX_CELLS)


def _number(letters: bytes) -> int:
    """Give the number of a column: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _unsafe(file: str, what: str, value: str = "", maximum: int | None = None) -> RefusedDelivery:
    return refused(FileCode.UNSAFE_XLSX, file, what=what, value=value, maximum="" if maximum is None else str(maximum))
