"""`waag sweep` prints a line per policy, says what was there, and ends with 1 where one did not work out."""

import json
from pathlib import Path

import pytest

from tests.web.cli.conftest import Waag
from tests.web.service.test_whole_night import DAY, REGION, night_of


@pytest.fixture
def policies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two policies, beside a store with a night."""
    night_of(tmp_path / "data", REGION).run(DAY)
    monkeypatch.setenv("WAAG_DATA", str(tmp_path / "data"))
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "een.toml").write_text('name = "snel"\neffort = "quick"\n', "utf-8")
    (folder / "twee.toml").write_text("[match]\nwish_full = 200\n", "utf-8")
    return folder


@pytest.fixture
def plain_waag(policies: Path) -> Waag:
    from click.testing import CliRunner

    from web.cli import cli

    return lambda *arguments: CliRunner().invoke(cli, arguments)


def test_every_policy_has_a_line_and_a_second_sweep_reads(plain_waag: Waag, policies: Path) -> None:
    first = plain_waag("sweep", str(policies))
    assert first.exit_code == 0, first.output
    lines = [line.split() for line in first.output.splitlines()]
    assert [line[0] for line in lines if line and line[0] in ("snel", "twee")] == ["snel", "twee"]
    assert "Beleid over de nacht van 2 november 2026" in first.output
    second = plain_waag("sweep", str(policies), "--lang", "en")
    assert "2 results were there already and were read." in second.output


def test_json_holds_every_result(plain_waag: Waag, policies: Path) -> None:
    found = json.loads(plain_waag("sweep", str(policies), "--json").output)
    assert [one["name"] for one in found["results"]] == ["snel", "twee"]
    assert all(one["result"]["people"] == 4 for one in found["results"])


def test_a_policy_that_does_not_work_out_is_named(plain_waag: Waag, policies: Path) -> None:
    (policies / "drie.toml").write_text('[[budgets]]\nkind = "once_cents"\ngemeente = "X"\namount = 5\n', "utf-8")
    result = plain_waag("sweep", str(policies))
    assert result.exit_code == 1
    assert "drie is niet gelukt" in result.output


def test_a_file_that_is_no_policy_stops_the_sweep(plain_waag: Waag, policies: Path) -> None:
    (policies / "drie.toml").write_text("theta = 3\n", "utf-8")
    result = plain_waag("sweep", str(policies))
    assert result.exit_code == 1
    assert "drie.toml" in result.output
