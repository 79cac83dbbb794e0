"""`waag inzage` and `waag wissing`: the rights of a person from the machine itself."""

import json
from pathlib import Path

from tests.web.cli.conftest import Waag
from tests.web.made import DAY


def test_t25_inzage_gives_a_letter_and_a_file(waag: Waag, tmp_path: Path) -> None:
    assert waag("nightly", "--date", DAY.isoformat()).exit_code == 0
    letter = waag("inzage", "K1").output
    assert "Uw profiel (1)" in letter
    assert "Voorstellen voor u (1)" in letter
    target = tmp_path / "inzage.json"
    assert waag("inzage", "K1", "--json", "--to", str(target)).exit_code == 0
    assert json.loads(target.read_text())["tables"]["sheet_clients"][0]["gemeente"] == "Leiden"
    assert waag("inzage", "niemand").exit_code == 1


def test_t26_wissing_is_asked_twice_and_leaves_nothing(waag: Waag, tmp_path: Path) -> None:
    assert waag("nightly", "--date", DAY.isoformat()).exit_code == 0
    assert waag("wissing", "K1").exit_code == 1
    done = waag("wissing", "K1", "--yes")
    assert done.exit_code == 0
    assert "Haal de persoon ook uit de bron." in done.output
    assert waag("wissing", "K1", "--yes").exit_code == 1
    assert waag("audit", "verify").exit_code == 0
    assert (tmp_path / "data" / "wissingen.jsonl").exists()
