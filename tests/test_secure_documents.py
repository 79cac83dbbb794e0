"""The document of the door says the figures of the code, and nothing it promises is missing."""

import re
from pathlib import Path

import pytest

from web.config import Settings
from web.pages import security
from web.pages.access import DECIDERS, EDITORS, EXPERTS, LOG_READERS, MANAGERS, READERS
from web.service.delivery import json_files, xlsx_safety
from web.service.door import hashing, limits, passwords, sessions, sign_on
from web.service.door.provider import ALGORITHMS
from web.service.manage.staff import ROLES

ROOT = Path(__file__).resolve().parents[1]
SECURITY = (ROOT / "docs" / "security.md").read_text("utf-8")


def rows() -> dict[str, str]:
    """Give the cells of every table, by their first."""
    lines = [[cell.strip() for cell in line[1:-1].split("|")] for line in SECURITY.splitlines() if line[:2] == "| "]
    return {cells[0]: " | ".join(cells[1:]) for cells in lines}


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("quiet time after which a session ends", f"{sessions.IDLE.seconds // 60} minutes"),
        ("longest session", f"{sessions.ABSOLUTE.seconds // 3600} hours"),
        ("wrong passwords for a name", f"{limits.MOST_A_LOGIN} a minute"),
        (
            "wrong passwords from an address",
            f"{limits.MOST_AN_ADDRESS} a minute, {limits.MOST_AN_ADDRESS_A_QUARTER} a quarter of an hour",
        ),
        ("passwords weighed at once in one process", str(hashing.MOST_AT_ONCE)),
        ("shortest password, and advised", f"{passwords.SHORTEST}, {passwords.ADVISED}"),
        ("a password that was given runs out after", f"{passwords.STARTS_FOR.days} days"),
        ("a sign-on that began elsewhere holds for", f"{sign_on.TICKET_FOR.seconds // 60} minutes"),
    ],
)
def test_the_figures_of_the_door_are_those_of_the_code(what: str, value: str) -> None:
    assert rows()[what] == value


def test_both_ways_in_and_how_strong_each_is_are_written_down() -> None:
    part = SECURITY.partition("## The door")[2].partition("\n## ")[0]
    for word in (
        "authorisation code with PKCE",
        "issuer and subject",
        "`amr` or `acr`",
        "one factor",
        "NIST SP 800-63B",
    ):
        assert word in " ".join(part.split())


@pytest.mark.parametrize(
    ("what", "value"),
    [
        (
            "parts of a workbook, unpacked bytes, ratio",
            f"{xlsx_safety.MAX_ENTRIES}, {xlsx_safety.MAX_UNPACKED:,}, {xlsx_safety.MAX_RATIO}",
        ),
        ("depth of JSON", str(json_files.MAX_DEPTH)),
        ("form", f"{security.LARGEST_FORM:,} bytes"),
        ("kinds of file", "csv, json, xlsx, and by name alone"),
    ],
)
def test_the_figures_of_what_comes_in_are_those_of_the_code(what: str, value: str) -> None:
    assert rows()[what] == value


def test_the_figures_of_what_goes_out_are_those_of_the_settings() -> None:
    usual = Settings()
    assert rows()["files taken along"] == f"{usual.files_an_hour} an hour"
    assert rows()["lists"] == f"{usual.lists_a_minute} a minute"
    assert rows()["records opened before somebody hears of it"] == f"{usual.views_a_day} a day"


@pytest.mark.parametrize("role", ROLES)
def test_the_table_of_rights_is_that_of_the_code(role: str) -> None:
    cells = [cell.strip() for cell in rows()[role].split("|")]
    said = [role in group for group in (READERS, DECIDERS, EDITORS, EXPERTS)]
    assert [cell == "yes" for cell in cells[:4]] == said
    assert (cells[4] == "yes", cells[6] == "yes") == (role in MANAGERS, role in LOG_READERS)


def test_every_algorithm_is_in_the_inventory_and_the_other_way_round() -> None:
    part = SECURITY.partition("## Keys and algorithms")[2].partition("\n## ")[0]
    assert set(re.findall(r"\b[RPE]S\d{3}\b", part)) == set(ALGORITHMS)
    assert f"argon2id, {hashing.MEMORY_KIB:,} KiB, {hashing.PASSES} passes, {hashing.LANES} lane" in part


@pytest.mark.parametrize(
    "title",
    [
        "What comes in",
        "What takes long",
        "Which data, and how each kind is kept",
        "With whom this house speaks",
        "What is written down",
        "Packages",
    ],
)
def test_every_part_that_has_to_be_written_down_is(title: str) -> None:
    part = SECURITY.partition(f"## {title}\n")[2].partition("\n## ")[0]
    assert len(part.split()) > 30


def test_every_log_says_what_where_who_and_how_long() -> None:
    part = SECURITY.partition("## What is written down")[2].partition("\n## ")[0]
    lines = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("| log")]
    assert len(lines) == 4
    assert all(len(cells) == 5 and all(cell.strip() for cell in cells) for cells in lines)


def test_every_level_of_data_says_how_it_is_kept() -> None:
    part = SECURITY.partition("## Which data")[2].partition("\n## ")[0]
    levels = [line.split("|")[1].strip() for line in part.splitlines() if re.match(r"\| \d", line)]
    assert [one[0] for one in levels] == ["1", "2", "3", "4", "5"]
