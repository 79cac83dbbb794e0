"""The delivery of a region is the demo's so many times over, and its night is measured as an operator makes it."""

import csv
from pathlib import Path

from benchmarks.printing import text_of
from benchmarks.region import deliver, measured
from benchmarks.registry import Size


def cells(file: Path, name: str) -> list[str]:
    with file.open(encoding="utf-8", newline="") as lines:
        return [row[name] for row in csv.DictReader(lines, delimiter=";")]


def test_every_copy_has_names_of_its_own_and_points_at_its_own(tmp_path: Path) -> None:
    rows = deliver(tmp_path / "delivery", Size(2_000, 900))
    sheets = {file.stem: file for file in (tmp_path / "delivery").glob("*.csv")}
    clients, vacancies = cells(sheets["clients"], "client"), cells(sheets["vacancies"], "vacancy")
    assert len(clients) == len(set(clients)) == 2_000
    assert len(vacancies) == len(set(vacancies)) == 900
    assert set(cells(sheets["capacities"], "client")) <= set(clients)
    assert set(cells(sheets["demands"], "vacancy")) <= set(vacancies)
    assert rows == sum(len(file.read_text("utf-8").splitlines()) - 1 for file in sheets.values())


def test_whoever_is_copied_brings_his_part_of_the_budget(tmp_path: Path) -> None:
    deliver(tmp_path / "one", Size(1_000, 300))
    deliver(tmp_path / "two", Size(2_000, 300))
    one, two = (cells(tmp_path / name / "budgets.csv", "coach_minutes") for name in ("one", "two"))
    assert [2 * int(cell) for cell in one if cell] == [int(cell) for cell in two if cell]


def test_a_night_is_told_stage_by_stage_with_what_the_store_keeps_of_it(tmp_path: Path) -> None:
    table = measured(tmp_path, Size(1_000, 300))
    steps = [record["step"] for record in table.records]
    assert (steps[0], steps[-1]) == ("import", "night")
    assert {"lezen", "oplossen", "schrijven"} <= set(steps)
    assert 0 < float(table.records[0]["mb_a_night"] or 0) < 60
    assert "MB larger after the night" in text_of(table)
