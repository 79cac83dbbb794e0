"""Files made to harm: refused quickly, at the cost of little memory, by a process that can take nothing along."""

import resource
import zipfile
from pathlib import Path

import pytest

from tests.intake.files import write_csv, write_xlsx
from tests.read.world import world
from web.service.delivery.apart import Ceiling, read_apart, read_guarded
from web.service.delivery.file_faults import FileCode, RefusedDelivery
from web.service.delivery.folder import read_delivery

MEGABYTE = 1_000_000
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module")
def bomb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook whose one sheet unpacks to 400 MB."""
    path = tmp_path_factory.mktemp("bomb") / "levering.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(SHEET, "w") as part:
        for _ in range(400):
            part.write(b" " * MEGABYTE)
    return path


def test_t40_a_workbook_of_400_kb_that_unpacks_to_400_mb_costs_a_second_and_100_mb_at_most(bomb: Path) -> None:
    assert bomb.stat().st_size < MEGABYTE / 2
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with pytest.raises(RefusedDelivery) as refusal:
        read_apart(bomb, is_delta=True, ceiling=Ceiling(memory_bytes=100 * MEGABYTE))
    assert refusal.value.faults[0].code is FileCode.UNSAFE_XLSX
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 1


def test_a_reader_that_runs_out_of_memory_or_time_is_a_refusal_and_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "levering.json"
    path.write_text('{"clients": [' + ",".join('{"client": "c"}' for _ in range(200_000)) + "]}")
    for ceiling in (Ceiling(memory_bytes=60 * MEGABYTE), Ceiling(wall_seconds=0.01)):
        with pytest.raises(RefusedDelivery) as refusal:
            read_apart(path, is_delta=True, ceiling=ceiling)
        assert refusal.value.faults[0].code is FileCode.TOO_HEAVY


@pytest.mark.parametrize("reach", ["file:///etc/hostname", "http://127.0.0.1:9/x"])
def test_t40_an_entity_that_points_elsewhere_is_never_followed(reach: str, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "l.xlsx", {"clients": [{"client": "c1", "gemeente": "Leiden"}]})
    declared = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{reach}">]>'.encode()
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(b"c1", b"&e;")
    parts["xl/sharedStrings.xml"] = declared + parts["xl/sharedStrings.xml"].partition(b"?>")[2]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    try:
        rows = read_apart(path, is_delta=True).sheets["clients"]
    except RefusedDelivery:
        return
    assert all(row.values["client"] in ("", "&e;") for row in rows)


def test_t40_a_sheet_of_a_million_columns_is_refused_before_it_is_laid_out(tmp_path: Path) -> None:
    cells = b'<c r="A1"><v>1</v></c><c r="ZZZ1048576"><v>1</v></c>'
    path = tmp_path / "l.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(SHEET, b"<worksheet><sheetData><row>" + cells + b"</row></sheetData></worksheet>")
    assert code_of(path) is FileCode.UNSAFE_XLSX


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "xl\\..\\..\\x", "C:x"])
def test_t40_a_part_that_names_another_place_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "l.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")
    assert code_of(path) is FileCode.UNSAFE_XLSX


def test_t40_json_nested_200_000_deep_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.json"
    path.write_text('{"clients": ' + "[" * 200_000 + "]" * 200_000 + "}")
    assert code_of(path) is FileCode.JSON_TOO_DEEP


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    write_csv(tmp_path / "d", world())
    (tmp_path / "d" / "places.csv").unlink(missing_ok=True)
    (tmp_path / "d" / "places.csv").symlink_to("/etc/hostname")
    assert code_of(tmp_path / "d") is FileCode.LINK


def test_the_reader_gives_what_reading_here_gives(tmp_path: Path) -> None:
    folder = write_csv(tmp_path / "d", world())
    assert read_apart(folder, is_delta=False) == read_delivery(folder, is_delta=False)
    book = write_xlsx(tmp_path / "l.xlsx", world())
    assert read_guarded(book, is_delta=False) == read_delivery(book, is_delta=False)


def test_the_reader_sees_nothing_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "json.py").write_text("raise SystemExit(9)\n")
    folder = write_csv(tmp_path / "d", {"clients": world()["clients"]})
    assert "clients" in read_apart(folder, is_delta=True).sheets


def code_of(source: Path) -> FileCode:
    with pytest.raises(RefusedDelivery) as refusal:
        read_apart(source, is_delta=True)
    return refusal.value.faults[0].code
