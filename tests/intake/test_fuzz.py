"""Whatever stands in a file: it is read or refused with a reason, and nothing gets lost or crashes."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.files import csv_text, write_json, write_xlsx
from tests.intake.memory import MemoryStore
from tests.read.world import DAY, world
from web.service.delivery.csv_files import read_csv
from web.service.delivery.file_faults import RefusedDelivery
from web.service.delivery.folder import Delivery, read_delivery
from web.service.delivery.intake import deliver
from web.service.delivery.json_files import read_json
from web.service.delivery.private_sheets import SHEET_BY_NAME
from web.service.delivery.xlsx_files import read_xlsx

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
CLIENTS = csv_text("clients", world()["clients"]).encode()

Flip = st.tuples(st.integers(0, 10_000), st.integers(0, 255))


@settings(max_examples=150, deadline=None)
@given(st.lists(Flip, min_size=1, max_size=6))
def test_a_csv_with_flipped_bytes_is_read_or_refused(flips: list[tuple[int, int]]):
    content = flipped(CLIENTS, flips)
    refusal = refused_by(lambda: read_csv(content, SHEET_BY_NAME["clients"], "clients.csv"))
    if refusal is not None:
        assert str(refusal).startswith("clients.csv")
        return
    rows = read_csv(content, SHEET_BY_NAME["clients"], "clients.csv")
    intake = deliver(MemoryStore(), Delivery(sheets={"clients": rows}, digest=""), day=DAY, received_at=NOON)
    assert intake.total.accepted + intake.total.rejected == len(rows)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes):
    readers = (
        lambda: read_csv(content, SHEET_BY_NAME["clients"], "x"),
        lambda: read_json(content, "x"),
        lambda: read_xlsx(content, "x"),
    )
    for read in readers:
        refusal = refused_by(read)
        assert refusal is None or refusal.faults


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write_xlsx(tmp_path_factory.mktemp("xlsx") / "l.xlsx", world()).read_bytes()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(flips=st.lists(Flip, min_size=1, max_size=6))
def test_a_workbook_with_flipped_bytes_is_read_or_refused(workbook: bytes, flips: list[tuple[int, int]]):
    refusal = refused_by(lambda: read_xlsx(flipped(workbook, flips), "l.xlsx"))
    assert refusal is None or refusal.faults


def test_a_workbook_or_json_cut_off_at_every_fiftieth_is_refused(workbook: bytes, tmp_path: Path):
    text = write_json(tmp_path / "l.json", world()).read_bytes()
    for part in range(50):
        with pytest.raises(RefusedDelivery):
            read_xlsx(workbook[: len(workbook) * part // 50], "l.xlsx")
        with pytest.raises(RefusedDelivery):
            read_json(text[: len(text) * part // 50], "l.json")


def test_half_a_character_in_json_is_refused_and_comes_back_readable(tmp_path: Path):
    sheets = {**world(), "clients": [{"client": "\ud800", "gemeente": "Leiden"}]}
    path = tmp_path / "l.json"
    path.write_text(json.dumps(sheets), encoding="utf-8")
    delivery = read_delivery(path, is_delta=False)
    intake = deliver(MemoryStore(), delivery, day=DAY, received_at=NOON, rejected_folder=tmp_path / "rejected")
    assert intake.causes[0].reason == "stuurteken"
    assert "\\ud800" in (tmp_path / "rejected" / "clients.csv").read_text(encoding="utf-8")


def refused_by(read: Callable[[], object]) -> RefusedDelivery | None:
    """Give the refusal of a file, or None where it was read; anything else that is raised is a crash."""
    try:
        read()
    except RefusedDelivery as refusal:
        return refusal
    return None


def flipped(content: bytes, flips: list[tuple[int, int]]) -> bytes:
    target = io.BytesIO(content)
    for place, byte in flips:
        target.seek(place % len(content))
        target.write(bytes([byte]))
    return target.getvalue()
