"""What a fuzzer feeds the three readers with, and what must hold whatever it makes of it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from matcher.read import Row
from tests.intake.files import csv_text, write_json, write_xlsx
from tests.intake.memory import MemoryStore
from tests.read.world import DAY, world
from web.service.delivery.csv_files import read_csv
from web.service.delivery.file_faults import RefusedDelivery
from web.service.delivery.folder import Delivery
from web.service.delivery.intake import deliver
from web.service.delivery.json_files import read_json
from web.service.delivery.private_sheets import SHEET_BY_NAME
from web.service.delivery.xlsx_files import read_xlsx

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
Sheets = Mapping[str, list[Row]]
READERS: Mapping[str, Callable[[bytes], Sheets]] = {
    "csv": lambda content: {"clients": read_csv(content, SHEET_BY_NAME["clients"], "clients.csv")},
    "json": lambda content: read_json(content, "levering.json"),
    "xlsx": lambda content: read_xlsx(content, "levering.xlsx"),
}


class Lost(Exception):
    """Rows went in that were neither accepted nor refused."""


def bring(kind: str, content: bytes) -> bool:
    """Read a file and bring its rows to a store; give whether it was read at all.

    Raises
    ------
    Lost
        Where a row went missing.
    Exception
        Whatever else comes out of it is a crash.
    """
    try:
        sheets = READERS[kind](content)
    except RefusedDelivery as problem:
        if not problem.faults:
            raise Lost("a refusal without a fault") from problem
        return False
    n_read = sum(map(len, sheets.values()))
    delivery = Delivery(sheets=sheets, digest="")
    total = deliver(MemoryStore(), delivery, day=DAY, received_at=NOON, is_confirmed=True).total
    if (total.read, total.accepted + total.rejected) != (n_read, n_read):
        raise Lost(f"{n_read} rows in, {total.accepted} accepted and {total.rejected} refused")
    return True


@cache
def seeds(kind: str) -> tuple[bytes, ...]:
    """Give whole files of a kind to start from."""
    if kind == "csv":
        return (csv_text("clients", world()["clients"]).encode(), b"client,gemeente\nK1,Leiden\n")
    write = write_json if kind == "json" else write_xlsx
    with TemporaryDirectory() as folder:
        return (write(Path(folder) / f"levering.{kind}", world()).read_bytes(),)
