"""`waag explain` from outside: what the page shows, as text and as JSON."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.web.pages.world import build
from web.cli import cli

Explain = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world with its night; only read here."""
    made = tmp_path_factory.mktemp("world")
    build(made)
    return made


@pytest.fixture
def explain(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Explain:
    """Run `waag explain` on a pair of the small world."""
    monkeypatch.setenv("WAAG_DATA", str(folder))

    def run(client: str, vacancy: str, *more: str) -> Result:
        return CliRunner().invoke(cli, ["explain", "--client", client, "--vacancy", vacancy, *more])

    return run


def spaced(result: Result) -> str:
    assert result.exit_code == 0, result.stderr
    return " ".join(result.stdout.split())


def test_both_values_stand_in_their_units_with_the_verdict_and_the_support(explain: Explain) -> None:
    said = spaced(explain("K1", "V1"))
    assert "K1 als Medewerker groen bij Drukkerij Holt (V1)" in said
    assert "Tillen IV-13: vraagt 15 kg, kan 10 kg (UWV, 12 juni 2026): let op, met hulpmiddel" in said
    assert "De werkgever zei hier ja op." in said
    assert "Participatiewet" in said
    assert "Zo bewaarde de nacht van 2 november 2026 dit voorstel" in said


def test_the_lines_of_points_add_up_to_the_total(explain: Explain) -> None:
    answer = json.loads(explain("K1", "V1", "--json").stdout)
    points = answer["words"]["points"]
    assert sum(line.get("points", 0) for line in points["lines"]) == points["total"]
    assert len(points["lines"]) == 8


def test_json_holds_codes_and_words_of_the_same_pair(explain: Explain) -> None:
    answer = json.loads(explain("K3", "V3", "--json").stdout)
    assert (answer["client"], answer["vacancy"], answer["weighing"]["verdict"]) == ("K3", "V3", "vraag_na")
    assert answer["words"]["code"] == "vraag_na"
    assert [item["item"] for item in answer["weighing"]["items"]][:1] == ["I-1"]
    assert any(one["to"] == "klantmanager" for one in answer["words"]["questions"])


def test_english_is_complete(explain: Explain) -> None:
    said = spaced(explain("K4", "V1", "--lang", "en"))
    assert "This is no proposal of the night of 2 November 2026" in said
    assert "Verdict: cannot." in said
    assert "Journey: cannot. The journey takes 60 minutes. The client's limit is 5 minutes." in said
    assert "No single step opens this work." in said


def test_a_client_nobody_knows_is_wrong_use_in_the_language_asked(explain: Explain) -> None:
    found = explain("K9", "V1")
    assert (found.exit_code, found.stdout) == (2, "")
    assert "Er is geen cliënt K9 in deze database." in found.stderr
    assert "There is no vacancy V9 in this database." in explain("K1", "V9", "--lang", "en").stderr
