"""T37: every requirement of OWASP ASVS 5.0 at levels 1 and 2 is decided, and every test it names is there."""

import ast
import csv
from collections import Counter
from functools import cache
from pathlib import Path

from tests.reference import reference_folder

ROOT = Path(__file__).resolve().parents[1]
DECIDED = ROOT / "docs" / "asvs.csv"
OPERATOR = ROOT / "docs" / "asvs-operator.md"
REQUIREMENTS, MOST_A_TEST, LEAST_TESTED = 253, 5, 0.60
CHAPTERS = (27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7)


def rows() -> list[dict[str, str]]:
    with DECIDED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_t37_every_requirement_is_decided_once() -> None:
    ids = [row["req_id"] for row in rows()]
    assert len(ids) == len(set(ids)) == REQUIREMENTS
    assert Counter(one.split(".")[0] for one in ids) == {f"V{nr}": count for nr, count in enumerate(CHAPTERS, 1)}
    assert {row["decision"] for row in rows()} == {"test", "operator", "n.a."}


def test_t37_the_requirements_are_those_of_the_standard() -> None:
    with next((reference_folder() / "asvs").glob("*.csv")).open(encoding="utf-8", newline="") as file:
        wanted = [row["req_id"] for row in csv.DictReader(file)]
    assert [row["req_id"] for row in rows()] == wanted


def test_t37_every_test_it_names_is_there_and_serves_at_most_five() -> None:
    named = Counter(row["evidence"] for row in rows() if row["decision"] == "test")
    missing = [one for one in sorted(named) if one.partition("::")[2] not in names_in(one.partition("::")[0])]
    assert missing == []
    assert max(named.values()) <= MOST_A_TEST


def test_t37_at_least_six_in_ten_of_what_applies_is_tested() -> None:
    counts = Counter(row["decision"] for row in rows())
    assert counts["test"] >= LEAST_TESTED * (counts["test"] + counts["operator"])


def test_t37_what_does_not_apply_says_why_and_every_duty_is_told_to_the_operator() -> None:
    duties = OPERATOR.read_text("utf-8")
    for row in rows():
        if row["decision"] != "test":
            assert len(row["evidence"].split()) >= 3, row
            assert row["evidence"].endswith("."), row
        if row["decision"] == "operator":
            assert f"| {row['req_id']} | {row['evidence']} |" in duties
