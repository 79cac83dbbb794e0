"""The commands, on a real SQLite file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from matcher.catalogue.items import load_catalogue
from matcher.read import Row, read_sheets
from tests.intake.files import write_csv
from tests.read.world import DAY, changed, read, world
from web.commands.intake import import_, template
from web.service.delivery.private_sheets import ALL_SHEETS, PRIVATE_SHEETS
from web.store.database import Database
from web.store.sheets import SHEETS, SHELL_SHEETS


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'waag.db'}"
    monkeypatch.setenv("WAAG_DATABASE_URL", url)
    monkeypatch.delenv("WAAG_LANG", raising=False)
    return url


def test_an_import_prints_counts_per_sheet_and_fills_the_store(tmp_path: Path, own_store: str):
    result = run(write_csv(tmp_path / "d", world()))
    assert result.exit_code == 0, result.output
    assert "Ingelezen op 2 november 2026." in result.stdout
    lines = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines() if line.strip()}
    assert lines["clients"] == ["2", "2", "0", "2", "0", "0"]
    assert lines["samen"] == ["37", "37", "0", "37", "0", "0"]
    assert open_rows(own_store, "clients") == 2


def test_a_night_reads_from_the_store_what_stood_in_the_files(tmp_path: Path, own_store: str):
    run(write_csv(tmp_path / "d", world()))
    database = Database(own_store).ready()
    with database.read() as store:
        rows = {
            name: [Row(file=name, line=line, values=values) for line, values in enumerate(found, start=1)]
            for name, found in store.batch_rows().items()
        }
    database.close()
    result = read_sheets(rows, DAY, load_catalogue())
    assert result.rejected == ()
    assert result.region == read(world()).region


def test_files_with_their_rows_in_another_order_give_the_same_input(
    tmp_path: Path, own_store: str, monkeypatch: pytest.MonkeyPatch
):
    run(write_csv(tmp_path / "d", world()))
    other = f"sqlite:///{tmp_path / 'other.db'}"
    monkeypatch.setenv("WAAG_DATABASE_URL", other)
    run(write_csv(tmp_path / "e", {name: rows[::-1] for name, rows in world().items()}))
    assert input_digest(own_store) == input_digest(other)


def test_the_store_keeps_exactly_the_columns_of_every_sheet():
    assert {sheet.name: sheet.names for sheet in ALL_SHEETS} == dict(SHEETS)
    assert {sheet.name for sheet in PRIVATE_SHEETS} == set(SHELL_SHEETS)


def test_the_same_import_twice_says_that_nothing_changed(tmp_path: Path):
    folder = write_csv(tmp_path / "d", world())
    run(folder)
    assert "niets veranderd" in run(folder).stdout


def test_refused_rows_are_shown_with_their_cause_first_and_returned(tmp_path: Path):
    result = run(write_csv(tmp_path / "d", changed("clients", 0, hours="61")), "--confirm")
    assert result.exit_code == 0
    assert "clients.csv, regel 2, kolom hours: 61 uur per week kan niet." in result.stdout
    assert "Ook geweigerd, omdat ze bij een geweigerde regel horen: 13." in result.stdout
    assert "38% van de regels is geweigerd" in result.stdout.replace("\xa0", "")
    assert (tmp_path / "d" / "rejected" / "clients.csv").is_file()


def test_closing_much_asks_to_confirm_and_changes_nothing(tmp_path: Path, own_store: str):
    folder = write_csv(tmp_path / "d", world())
    run(folder)
    write_csv(folder, {"wishes": []})
    result = run(folder)
    assert result.exit_code == 2
    assert "Blad wishes: 1 van de 1 open regels zouden sluiten" in result.stderr
    assert open_rows(own_store, "wishes") == 1
    assert run(folder, "--confirm").exit_code == 0
    assert open_rows(own_store, "wishes") == 0


def test_a_broken_file_is_one_clear_refusal_and_nothing_is_read(tmp_path: Path, own_store: str):
    folder = write_csv(tmp_path / "d", world())
    (folder / "tasks.csv").write_bytes(b"")
    result = run(folder)
    assert result.exit_code == 1
    assert "tasks.csv: Het bestand is leeg." in result.stderr
    assert open_rows(own_store, "clients") == 0
    assert "The file is empty." in run(folder, "--lang", "en").stderr


def test_json_tells_the_same(tmp_path: Path):
    folder = write_csv(tmp_path / "d", changed("wishes", 0, stance="misschien"))
    record = json.loads(run(folder, "--json").stdout)
    assert record["is_applied"] is True
    assert {each["sheet"]: each["rejected"] for each in record["sheets"] if each["rejected"]} == {"wishes": 1}
    (row,) = record["rejected"]
    assert (row["file"], row["line"], row["column"], row["reason"]) == ("wishes.csv", 2, "stance", "onbekende_code")
    (folder / "tasks.csv").write_bytes(b"")
    faults = json.loads(run(folder, "--json").stdout)
    assert [fault["code"] for fault in faults["faults"]] == ["leeg_bestand"]


def test_changes_only_are_read_from_one_file(tmp_path: Path, own_store: str):
    run(write_csv(tmp_path / "d", world()))
    path = write_csv(tmp_path / "e", {"clients": [{"client": "c3", "gemeente": "Gouda"}]}) / "clients.csv"
    assert run(path, "--delta").exit_code == 0
    assert open_rows(own_store, "clients") == 3


def test_a_template_is_written_once(tmp_path: Path):
    folder = tmp_path / "bladen"
    first = CliRunner().invoke(template, [str(folder)])
    assert first.exit_code == 0
    assert "Begin met LEESMIJ.md" in first.stdout
    again = CliRunner().invoke(template, [str(folder), "--lang", "en"])
    assert again.exit_code == 2
    assert "does not write over them" in again.stderr


def run(source: Path, *options: str) -> Result:
    return CliRunner().invoke(import_, [str(source), "--date", "2026-11-02", *options])


def input_digest(url: str) -> str:
    database = Database(url).ready()
    with database.read() as store:
        digest = store.input_digest()
    database.close()
    return digest


def open_rows(url: str, sheet: str) -> int:
    database = Database(url).ready()
    with database.read() as store:
        count = store.count_open(sheet)
    database.close()
    return count
