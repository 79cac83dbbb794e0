"""`waag law` as a person types it: values with source and confidence, choices apart, and what runs out by exit code."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from web.commands.law import law
from web.config import Settings
from web.store.database import open_database


def run(*arguments: str) -> Result:
    return CliRunner().invoke(law, arguments, catch_exceptions=False)


def record(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def value(found: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(row for row in found if row["name"] == name)


def test_a_value_comes_with_law_article_address_day_of_reading_and_confidence() -> None:
    found = record("2026-07-01")
    assert (found["date"], found["known_until"]) == ("2026-07-01", "2026-12-31")
    assert value(found["national"], "werkgeverslasten") == {
        "name": "werkgeverslasten",
        "amount": "23.5",
        "unit": "procent",
        "ended": False,
        "valid_from": "2026-01-01",
        "confidence": "assumed",
        "law": "Regeling loonkostensubsidie Participatiewet 2021",
        "bwb_id": "BWBR0044901",
        "article": "1",
        "lid": None,
        "url": "https://wetten.overheid.nl/BWBR0044901#Artikel1",
        "checked_on": "2026-10-01",
        "note": "No change was found, and no text of 2026 was seen",
    }
    assert value(found["national"], "minimumloon_maand")["amount"] == "233700"


def test_what_ended_and_what_has_no_limit_differ() -> None:
    national = record("2026-07-01")["national"]
    ended, endless = value(national, "lkv_oudere_werknemer"), value(national, "lkv_banenafspraak.maanden")
    assert (ended["amount"], ended["ended"], ended["valid_from"]) == (None, True, "2026-01-01")
    assert (endless["amount"], endless["unit"], endless["ended"]) == (None, None, False)


def test_the_day_decides() -> None:
    before, on = (value(record(day)["national"], "minimumloon_uur") for day in ("2026-06-30", "2026-07-01"))
    assert (before["amount"], on["amount"]) == ("1471", "1499")


def test_what_a_gemeente_chooses_stands_apart_from_the_law() -> None:
    found = record("2026-07-01", "--gemeente", "Nergenshuizen")
    assert found["gemeente"]["name"] == "standaard"
    local = {row["name"] for row in found["gemeente"]["values"]}
    national = {row["name"] for row in found["national"]}
    assert {"jobcoach_tarief", "jobcoach_intensief.jaar_1", "proefplaatsing_maanden", "voltijdweek_sector"} <= local
    assert not local & national


def test_a_right_names_groups_article_and_who_decides() -> None:
    rights = record("2026-07-01")["rights"]
    claim = next(row for row in rights if row["kind"] == "jobcoach_licht" and row["is_claim"])
    assert (claim["groups"], claim["article"], claim["confidence"]) == ([], "10da", "verified")
    tolk = next(row for row in rights if row["kind"] == "tolk" and row["groups"] == ["jongere_7a"])
    assert (tolk["decided_by"], tolk["article"], tolk["valid_from"]) == ("UWV", "10g", "2026-01-01")
    assert not [row for row in record("2025-12-31")["rights"] if "jongere_7a" in row["groups"]]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("nl", ("Landelijk recht op 1 juli 2026", "€ 2.337,00", "23,5%", "aangenomen", "geen wet", "vervallen")),
        ("en", ("National law on 1 July 2026", "€2,337.00", "23.5%", "assumed", "no law", "ended")),
    ],
)
def test_the_text_reads_in_both_languages(lang: str, words: tuple[str, ...]) -> None:
    shown = run("2026-07-01", "--lang", lang).stdout.replace("\xa0", " ")
    assert [word for word in words if word not in shown] == []
    row = next(line for line in shown.splitlines() if "10da" in line)
    assert "https://wetten.overheid.nl/BWBR0015703/2026-07-01#Artikel10da" in row
    assert "2026-11-21" in row


def test_a_day_outside_the_law_is_one_sentence_and_wrong_use() -> None:
    for day, said in (("2027-01-01", "na 2026-12-31"), ("2024-12-31", "voor 2025-01-01")):
        result = run(day)
        assert result.exit_code == 2
        assert said in result.stderr
        assert result.stdout == ""


@pytest.mark.parametrize(("day", "code"), [("2026-01-01", 0), ("2026-01-02", 4), ("2026-11-21", 4), ("2027-03-01", 4)])
def test_the_exit_code_says_whether_something_runs_out_within_a_year(day: str, code: int) -> None:
    assert run("--missing", day).exit_code == code
    assert run("--missing", "--json", day).exit_code == code


def test_missing_names_what_runs_out_until_when_and_where_to_add_it() -> None:
    shown = run("--missing", "2026-11-21").stdout
    assert "Minimumloon per uur is bekend tot en met 31 december 2026." in shown
    assert "law/minimumloon_uur.toml" in shown
    assert "Vergoeding werkgeverslasten" in shown
    found = record("--missing", "2026-11-21")
    assert [row["name"] for row in found["runs_out"]] == ["minimumloon_maand", "minimumloon_uur", "horizon.toml"]
    assert found["runs_out"][0]["last_day"] == "2026-12-31"
    assert "werkgeverslasten" in found["unconfirmed"]


def test_nothing_missing_is_said_in_both_languages() -> None:
    assert run("--missing", "2026-01-01").stdout.startswith("Binnen een jaar na 1 januari 2026 loopt niets af.")
    assert run("--missing", "2026-01-01", "--lang", "en").stdout.startswith("Nothing runs out within a year after")


CHOSEN = {"gemeente": "Leiden", "valid_from": "2026-03-01", "cvdr": "CVDR698123", "article": "12"}
CHOICES = [
    {**CHOSEN, "rule": "jobcoach_tarief", "value": "10500", "checked_on": "2026-10-01"},
    {**CHOSEN, "rule": "stratum", "name": "zwaar", "value": "80", "checked_on": "2026-10-01"},
]


@pytest.fixture
def with_a_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a store behind in which Leiden stated two choices."""
    monkeypatch.setenv("WAAG_DATA", str(tmp_path / "data"))
    database = open_database(Settings.from_environment())
    rows = [((row["gemeente"], row["rule"], row.get("name", ""), row["valid_from"]), row, "1") for row in CHOICES]
    with database.begin() as store:
        store.apply("verordening", rows, [], date(2026, 11, 1))
    database.close()


@pytest.mark.usefixtures("with_a_store")
def test_what_a_gemeente_delivered_stands_among_its_choices_from_its_day() -> None:
    found = record("2026-03-01", "--gemeente", "Leiden")["gemeente"]
    tariff = value(found["values"], "jobcoach_tarief")
    assert found["name"] == "Leiden"
    assert (tariff["amount"], tariff["confidence"], tariff["bwb_id"]) == ("10500", "stated", "CVDR698123")
    assert value(found["values"], "stratum.zwaar")["amount"] == "80"
    before = record("2026-02-28", "--gemeente", "Leiden")["gemeente"]
    assert (before["name"], value(before["values"], "jobcoach_tarief")["amount"]) == ("standaard", "9750")


@pytest.mark.usefixtures("with_a_store")
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("nl", ("Keuzes van gemeente Leiden (geen wet)", "Verordening Leiden art. 12", "opgegeven door de gemeente")),
        ("en", ("Choices of gemeente Leiden (no law)", "of its best for group zwaar", "stated by the gemeente")),
    ],
)
def test_the_choices_of_a_gemeente_read_in_both_languages(lang: str, words: tuple[str, ...]) -> None:
    shown = run("2026-07-01", "--gemeente", "Leiden", "--lang", lang).stdout
    assert [word for word in words if word not in shown] == []
    assert "https://lokaleregelgeving.overheid.nl/CVDR698123" in shown


@pytest.mark.usefixtures("with_a_store")
def test_nobody_else_is_shown_the_choices_of_leiden() -> None:
    assert record("2026-07-01", "--gemeente", "Delft")["gemeente"]["name"] == "standaard"


def test_without_a_store_a_gemeente_has_the_standard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAAG_DATA", str(tmp_path / "none"))
    assert record("2026-07-01", "--gemeente", "Leiden")["gemeente"]["name"] == "standaard"
    assert not (tmp_path / "none").exists()
