"""`waag nightly` and `waag export` from outside."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.web.cli.conftest import Waag
from tests.web.service.conftest import FirstFits
from web.config import Settings
from web.service.night.lock import night_lock
from web.store.database import open_database


def test_a_night_ends_with_its_table_in_dutch(waag: Waag) -> None:
    result = waag("nightly", "--date", "2026-11-02")
    assert result.exit_code == 0
    assert "De nacht van 2 november 2026 is klaar: 2 voorstellen" in result.stdout
    assert "Raming loonkostensubsidie per maand  €\xa01.039,03" in _spaces(result.stdout)
    assert "Leiden 1,5 1,0 0,5 0,0 2" in _spaces(result.stdout).replace("  ", " ").replace("  ", " ")


def _spaces(text: str) -> str:
    while "   " in text:
        text = text.replace("   ", "  ")
    return text


def test_the_table_speaks_english_too(waag: Waag) -> None:
    result = waag("nightly", "--date", "2026-11-02", "--lang", "en")
    assert "The night of 2 November 2026 is done: 2 proposals" in result.stdout
    assert "Forecast of wage subsidy a month" in result.stdout


def test_a_second_time_says_that_the_night_is_there(waag: Waag) -> None:
    waag("nightly", "--date", "2026-11-02")
    result = waag("nightly", "--date", "2026-11-02")
    assert result.exit_code == 0
    assert "is er al" in result.stdout


def test_json_is_the_only_thing_on_the_output(waag: Waag) -> None:
    answer = json.loads(waag("nightly", "--date", "2026-11-02", "--json").stdout)
    assert (answer["is_new"], answer["run"]["state"], answer["run"]["manifest"]["proposals"]) == (True, "klaar", 2)


def test_a_day_outside_the_law_fails_with_code_1(waag: Waag) -> None:
    result = waag("nightly", "--date", "2027-01-01")
    assert result.exit_code == 1
    assert "mislukt" in result.stderr
    assert "2026-12-31" in result.stderr


def test_a_night_of_an_earlier_day_says_that_the_later_one_stays(waag: Waag) -> None:
    waag("nightly", "--date", "2026-11-03")
    result = waag("nightly", "--date", "2026-11-02")
    assert result.exit_code == 0
    assert "Die blijft staan" in result.stdout


def test_falling_back_has_its_own_code(waag: Waag, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solver.plan.make_plan", FirstFits(status="canonical"), raising=False)
    assert waag("nightly", "--date", "2026-11-02").exit_code == 3


def test_a_night_that_runs_elsewhere_gives_code_75(waag: Waag) -> None:
    settings = Settings.from_environment()
    with night_lock(open_database(settings), settings):
        result = waag("nightly", "--date", "2026-11-02")
    assert result.exit_code == 75
    assert "loopt al" in result.stderr


@pytest.mark.parametrize("arguments", [("nightly", "--date", "2 november"), ("nightly", "--nope"), ("nope",)])
def test_wrong_use_gives_code_2(waag: Waag, arguments: tuple[str, ...]) -> None:
    assert waag(*arguments).exit_code == 2


def test_the_exported_plan_has_the_digest_of_the_table(waag: Waag, tmp_path: Path) -> None:
    answer = json.loads(waag("nightly", "--date", "2026-11-02", "--json").stdout)
    out = tmp_path / "plan.jsonl"
    assert waag("export", "plan", "latest", "--out", str(out)).exit_code == 0
    assert sha256(out.read_bytes()).hexdigest() == answer["run"]["manifest"]["plan_digest"]
    assert waag("export", "plan", answer["run"]["id"]).stdout == out.read_text()


def test_an_export_without_a_run_is_one_sentence(waag: Waag) -> None:
    result = waag("export", "amounts")
    assert result.exit_code == 1
    assert result.stderr.startswith("Fout: ")
    assert result.stderr.count("\n") == 1


def test_f09_an_inbox_without_a_delivery_never_costs_a_night(waag: Waag, tmp_path: Path) -> None:
    (tmp_path / "inbox" / "rejected").mkdir(parents=True)
    (tmp_path / "inbox" / "klaar.ready").touch()
    result = waag("nightly", "--date", "2026-11-02", "--inbox", str(tmp_path / "inbox"))
    assert result.exit_code == 0
    assert "staat geen levering" in result.stderr
    assert "is klaar: 2 voorstellen" in result.stdout


def test_an_inbox_is_read_before_the_night(waag: Waag, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "clients.csv").write_text("client;gemeente\nK9;Leiden\n", encoding="utf-8")
    (inbox / "klaar.ready").touch()
    result = waag("nightly", "--date", "2026-11-02", "--inbox", str(inbox))
    # Required sheets are missing: the delivery is refused whole and no night is made from half of it.
    assert result.exit_code == 1
    assert waag("export", "plan").exit_code == 1


def test_t31_a_start_that_may_make_one_night_makes_no_second_one_of_the_same_day(waag: Waag) -> None:
    assert waag("nightly", "--date", "2026-11-03", "--once").exit_code == 0
    for day in ("2026-11-03", "2026-11-02"):
        later = waag("nightly", "--date", day, "--once")
        assert (later.exit_code, "3 november 2026 is er al" in later.stdout) == (0, True)
    assert json.loads(waag("nightly", "--date", "2026-11-04", "--once", "--json").stdout)["is_new"] is True


def test_a_night_is_made_again_from_the_command_line(waag: Waag) -> None:
    waag("nightly", "--date", "2026-11-02")
    for arguments in (("replay",), ("replay", "--last", "30")):
        result = waag(*arguments)
        assert (result.exit_code, "dezelfde bytes" in result.stdout) == (0, True)
    assert "0 nachten" in waag("prune", "--keep-nights", "2").stdout
