"""`waag fairness` and `waag report`: what groups got, what other promises would give, and what it costs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.web.service.test_whole_night import CLIENTS, DAY, REGION, night_of
from web.cli import cli

COUNCIL = {"valid_from": "2026-01-01", "cvdr": "CVDR900001", "article": "4", "checked_on": "2026-02-01"}
PROMISED = {
    **REGION,
    "clients": [{**row, "stratum": ("nabij", "ver")[number % 2]} for number, row in enumerate(CLIENTS)],
    "verordening": [
        {"gemeente": "Leiden", "rule": "stratum", "name": name, "value": "80", **COUNCIL} for name in ("nabij", "ver")
    ],
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run `waag` over a store with one night, with promises to two groups."""
    assert night_of(tmp_path / "data", PROMISED).run(DAY).run.problem == ""
    monkeypatch.setenv("WAAG_DATA", str(tmp_path / "data"))
    return lambda *arguments: CliRunner().invoke(cli, arguments)


def test_the_night_and_every_regime_are_told(run: Callable[..., Result]) -> None:
    result = run("fairness", "--effort", "quick")
    assert result.exit_code == 0, result.output
    said = " ".join(result.output.split())
    assert "Groepen van de verordening" in said
    assert "Wie krijgt de voorstellen en de steun" in said
    for regime in ("Zonder afspraken", "Elke groep 50%", "Elke groep 100%", "De minste groep zo veel mogelijk"):
        assert f"Per groep: {regime}" in said
    assert "Kleine groepen in de regio: ver 3 2" in said


def test_json_holds_the_night_and_the_regimes(run: Callable[..., Result]) -> None:
    found = json.loads(run("fairness", "--effort", "quick", "--json").output)
    assert [one["regime"] for one in found["regimes"]["outlooks"]] == [
        "utilitarian",
        *["floor"] * 3,
        "max_min",
    ]
    assert {one["people"] for one in found["regimes"]["outlooks"]} == {4}
    assert [one["stratum"] for one in found["night"]["floors"]] == ["nabij", "ver"]
    assert [one["stratum"] for one in found["night"]["creaming"]["strata"]] == ["nabij", "ver"]
    assert found["night"]["floors_price"]["people"] == 4


def test_the_table_of_a_night_is_printed_again(run: Callable[..., Result]) -> None:
    said = " ".join(run("report", "--lang", "en").output.split())
    assert "Groups of the verordening" in said
    assert "Who gets the proposals and the support" in said
    manifest = json.loads(run("report", "--json").output)["manifest"]
    assert manifest["proposals"] == 4
    assert run("report", "nergens").exit_code == 1
