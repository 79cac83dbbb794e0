"""The comparison of bounds runs at its smallest size: ours lies above the LP optimum, and close."""

from pathlib import Path

import pytest

from benchmarks.bounding import EXACT, PASSES_PERCENT, candidate_rows, main, rows_of
from benchmarks.registry import Row, Size
from benchmarks.rivals import RELAXED


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    return {str(row["method"]): row for row in rows_of(candidate_rows(Size(150, 60), 1), "quick", 20.0)}


def test_every_method_answers(rows: dict[str, Row]) -> None:
    assert len(_ours(rows)) == len(PASSES_PERCENT)
    assert list(rows)[len(PASSES_PERCENT) :] == list(RELAXED)
    assert {str(row["status"]) for row in rows.values()} == {"exact bound", "optimal"}


def test_our_bound_is_never_below_the_optimum_and_ends_within_a_thousandth(rows: dict[str, Row]) -> None:
    # The optimum is a float, our bound an integer rounded down.
    assert all(row["value"] + 1 >= rows[EXACT]["value"] for row in _ours(rows))
    assert 0 <= _ours(rows)[0]["off_percent"] + 1e-3 < 0.1


def test_the_command_prints_every_method_and_keeps_the_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--sizes", "60x30", "--effort", "quick", "--out", str(tmp_path / "bound.json")])
    told = capsys.readouterr().out
    assert all(name in told for name in RELAXED)
    assert told.count("exact bound") == len(PASSES_PERCENT)
    assert (tmp_path / "bound.json").is_file()


def _ours(rows: dict[str, Row]) -> list[Row]:
    return [row for name, row in rows.items() if name.startswith("ours, ")]
