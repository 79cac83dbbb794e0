import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from matcher.catalogue.items import load_catalogue
from matcher.read import Row, read_sheets
from tests.intake.files import csv_text, write_csv, write_json, write_xlsx
from tests.read.world import world
from web.service.delivery.csv_files import guard, read_csv, unguard
from web.service.delivery.file_faults import FileCode, RefusedDelivery
from web.service.delivery.folder import read_delivery
from web.service.delivery.json_files import read_json
from web.service.delivery.private_sheets import SHEET_BY_NAME
from web.service.delivery.xlsx_files import read_xlsx
from web.service.delivery.xlsx_safety import MAX_ENTRIES, check_workbook

DAY = date(2026, 11, 2)
CLIENTS = SHEET_BY_NAME["clients"]


def test_csv_json_and_xlsx_with_the_same_words_give_the_same_region(tmp_path: Path):
    sources = [
        write_csv(tmp_path / "semicolons", world()),
        write_csv(tmp_path / "commas", world(), separator=","),
        write_csv(tmp_path / "marked", world(), encoding="utf-8-sig"),
        write_json(tmp_path / "levering.json", world()),
        write_xlsx(tmp_path / "levering.xlsx", world()),
    ]
    results = [read_sheets(read_delivery(source, is_delta=False).sheets, DAY, load_catalogue()) for source in sources]
    assert results[0].rejected == ()
    assert all(result.region == results[0].region for result in results)


def test_a_quoted_cell_may_hold_separators_quotes_and_line_ends():
    text = 'client;gemeente;stratum\r\nc1;"Den Haag; ""hofstad""";\r\nc2;"a\r\nb";\r\nc3;Leiden;\r\n'
    rows = read_csv(text.encode(), CLIENTS, "clients.csv")
    assert [row.values["gemeente"] for row in rows] == ['Den Haag; "hofstad"', "a\r\nb", "Leiden"]
    assert [row.line for row in rows] == [2, 3, 5]


def test_blank_lines_are_no_rows_and_headings_may_be_written_freely():
    rows = read_csv(b"\nClient ;GEMEENTE;Travel-limit\n\nc1;Leiden;30\n\n", CLIENTS, "clients.csv")
    assert rows == [
        Row(file="clients.csv", line=4, values={"client": "c1", "gemeente": "Leiden", "travel_limit": "30"})
    ]


def test_a_file_cut_off_anywhere_inside_a_row_never_gives_half_a_row():
    whole = csv_text("clients", world()["clients"]).encode()
    rows = read_csv(whole, CLIENTS, "clients.csv")
    for length in range(len(whole)):
        try:
            found = read_csv(whole[:length], CLIENTS, "clients.csv")
        except RefusedDelivery:
            continue
        # What is left are whole rows, of which the last cell (empty here) may have lost its end.
        assert found == rows[: len(found)]


def test_figures_of_json_keep_the_text_they_were_written_in():
    sheets = read_json(b'{"clients": [{"client": 7, "gemeente": "x", "hours": 16.50, "register": true}]}', "l.json")
    assert sheets["clients"][0].values == {"client": "7", "gemeente": "x", "hours": "16.50", "register": "ja"}


def test_a_word_in_a_text_is_no_constant():
    rows = read_json(b'{"clients": [{"client": "NaN", "gemeente": null}]}', "l.json")["clients"]
    assert rows[0].values == {"client": "NaN", "gemeente": ""}


def test_the_same_sheet_in_two_files_is_refused(tmp_path: Path):
    folder = write_csv(tmp_path / "d", world())
    write_json(folder / "levering.json", {"clients": world()["clients"]})
    with pytest.raises(RefusedDelivery) as refusal:
        read_delivery(folder, is_delta=False)
    assert [fault.code for fault in refusal.value.faults] == [FileCode.SHEET_TWICE]


def test_every_faulty_file_is_named_at_once(tmp_path: Path):
    folder = write_csv(tmp_path / "d", world())
    (folder / "clients.csv").write_bytes(b"")
    (folder / "klanten.csv").write_bytes(b"x")
    with pytest.raises(RefusedDelivery) as refusal:
        read_delivery(folder, is_delta=False)
    assert [(fault.file, fault.code) for fault in refusal.value.faults] == [
        ("clients.csv", FileCode.EMPTY),
        ("klanten.csv", FileCode.UNKNOWN_SHEET),
    ]


def test_manuals_and_hidden_files_are_no_part_of_a_delivery(tmp_path: Path):
    folder = write_csv(tmp_path / "d", world())
    for name in ("LEESMIJ.md", ".DS_Store", "~$levering.xlsx"):
        (folder / name).write_text("x")
    (folder / "rejected").mkdir()
    assert len(read_delivery(folder, is_delta=False).sheets) == len(world())


def test_nothing_there_and_a_file_too_large_are_refused(tmp_path: Path):
    assert code_of(tmp_path / "nergens") is FileCode.NOTHING_THERE
    assert code_of(write_csv(tmp_path / "d", {"clients": world()["clients"]}), max_csv_bytes=10) is FileCode.TOO_LARGE


def test_the_digest_tells_other_words_from_the_same_words(tmp_path: Path):
    first = read_delivery(write_csv(tmp_path / "a", world()), is_delta=False).digest
    again = read_delivery(write_csv(tmp_path / "b", world()), is_delta=False).digest
    other = {**world(), "travel": []}
    assert first == again
    assert first != read_delivery(write_csv(tmp_path / "c", other), is_delta=False).digest


@pytest.mark.parametrize("text", ["=1+1", "@x", "-tillen", "+a", "'=x", "''-", "-1", "+31,5", "gewoon", "", "'s"])
def test_a_guarded_text_comes_back_as_it_was(text: str):
    assert unguard(guard(text)) == text


def test_a_formula_is_guarded_and_a_figure_is_not():
    assert [guard(text) for text in ("=1+1", "@SUM(A1)", "-1", "-1+2")] == ["'=1+1", "'@SUM(A1)", "-1", "'-1+2"]


def test_an_xlsx_row_without_any_text_is_no_row_and_dates_become_days():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        tab = book.add_worksheet("Clients")
        tab.write_row(0, 0, ["client", "gemeente", "available_from", "hours"])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        tab.write_row(2, 0, [17, "Leiden"])
        tab.write_datetime(2, 2, date(2026, 12, 1), day)
        tab.write_number(2, 3, 16.25)
        book.add_worksheet("leeg")
    (row,) = read_xlsx(target.getvalue(), "l.xlsx")["clients"]
    assert row.line == 3
    assert row.values == {"client": "17", "gemeente": "Leiden", "available_from": "2026-12-01", "hours": "16.25"}


def test_a_cell_beside_the_headings_is_refused():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        tab = book.add_worksheet("clients")
        tab.write_row(0, 0, ["client", "gemeente"])
        tab.write_row(1, 0, ["c1", "Leiden", "los"])
    with pytest.raises(RefusedDelivery) as refusal:
        read_xlsx(target.getvalue(), "l.xlsx")
    assert refusal.value.faults[0].code is FileCode.HALF_ROW


@pytest.mark.parametrize(
    ("names", "what"),
    [
        (["../evil.xml"], "name"),
        (["/etc/evil.xml"], "name"),
        (["a\\..\\b.xml"], "name"),
        (["C:evil.xml"], "name"),
        ([f"part{number}.xml" for number in range(MAX_ENTRIES + 1)], "entries"),
    ],
)
def test_a_zip_that_no_spreadsheet_writes_is_refused_before_it_is_unpacked(names: list[str], what: str):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    assert what_is_unsafe(target.getvalue()) == what


def test_links_passwords_and_bombs_are_refused_before_they_are_unpacked():
    link = zipfile.ZipInfo("xl/link.xml")
    link.external_attr = 0o120777 << 16
    assert what_is_unsafe(zipped(link, b"/etc/passwd")) == "name"
    bomb = zipped(zipfile.ZipInfo("xl/sheet.xml"), b"0" * 1_000_000)
    assert what_is_unsafe(bomb) == "ratio"
    # Byte 6 of the central header's flags says that a part is encrypted.
    locked = zipped(zipfile.ZipInfo("xl/a.xml"), b"x")
    place = locked.index(b"PK\x01\x02") + 8
    assert what_is_unsafe(locked[:place] + b"\x01" + locked[place + 1 :]) == "password"


def test_a_part_that_is_larger_than_it_says_is_refused_without_unpacking_it():
    content = zipped(zipfile.ZipInfo("xl/sheet.xml"), b"0" * 50)
    size = (50).to_bytes(4, "little")
    central = content.index(b"PK\x01\x02") + 24
    assert content[central : central + 4] == size
    assert what_is_unsafe(content[:central] + (9).to_bytes(4, "little") + content[central + 4 :]) == "lie"


def test_two_cells_a_world_apart_are_refused_before_a_table_of_them_is_made():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        tab = book.add_worksheet("clients")
        tab.write_row(0, 0, ["client", "gemeente"])
        tab.write_string(1_048_575, 16_383, "x")
    assert what_is_unsafe(target.getvalue()) == "cells"


def test_a_zip_that_is_no_workbook_is_refused():
    with pytest.raises(RefusedDelivery) as refusal:
        read_xlsx(zipped(zipfile.ZipInfo("hallo.txt"), b"x"), "l.xlsx")
    assert refusal.value.faults[0].code is FileCode.NOT_XLSX


def zipped(part: zipfile.ZipInfo, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(part, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def what_is_unsafe(content: bytes) -> str:
    with pytest.raises(RefusedDelivery) as refusal:
        check_workbook(content, "l.xlsx")
    (fault,) = refusal.value.faults
    assert fault.code is FileCode.UNSAFE_XLSX
    return dict(fault.facts)["what"]


def code_of(source: Path, max_csv_bytes: int = 1000) -> FileCode:
    with pytest.raises(RefusedDelivery) as refusal:
        read_delivery(source, is_delta=True, max_csv_bytes=max_csv_bytes)
    return refusal.value.faults[0].code
