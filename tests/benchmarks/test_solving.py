"""The comparisons of plans run at their smallest size, every method answers, and none beats what is proven."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks import folder, national
from benchmarks.nights import grouped_people, night_from
from benchmarks.published import main as literature
from benchmarks.registry import Row, Size
from benchmarks.rivals import ENGINES, PLANS, solve_by
from benchmarks.solving import BEST_25, OURS, _cells, other, ours
from benchmarks.whole import main as whole
from solver import Problem
from solver.floors import REGION
from solver.verify import measure

SMALL = Size(80, 50)
SECONDS = 20.0


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    left = tmp_path_factory.mktemp("solving")
    found, likeness = ours(SMALL, 1, "quick", left)
    assert "can be proposed" in likeness
    names = ("SCIP", BEST_25, *PLANS)
    return {str(row["plan"]): row for row in [*found, *(other(name, left, SECONDS, "quick") for name in names)]}


def test_every_method_has_a_plan_and_none_is_worth_more_than_the_bound_over_all_pairs(rows: dict[str, Row]) -> None:
    assert set(rows) == {OURS, "SCIP", BEST_25, *PLANS}
    bound = int(rows[OURS]["bound"] or 0)
    assert all(0 < int(row["objective"] or 0) <= bound for row in rows.values())
    assert all(int(row["peak_mib"] or 0) > 0 for row in rows.values())


def test_ours_is_worth_at_least_what_every_simple_plan_is(rows: dict[str, Row]) -> None:
    best = int(rows[OURS]["objective"] or 0)
    assert all(best >= int(rows[name]["objective"] or 0) for name in (*PLANS, BEST_25))


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_finds_the_optimum_of_a_world_solved_by_hand(name: str) -> None:
    """Two people, one place each side of a budget of 5: the dearer pair does not fit, and its price is not paid."""
    problem = Problem.build(
        client=[0, 0, 1],
        vacancy=[0, 1, 0],
        value=[90, 40, 80],
        positions=[1, 1],
        n_clients=2,
        use_row=[0, 2],
        use_budget=[0, 1],
        use_amount=[10, 10],
        budgets=[5, 5],
        overflow_price=[-1, 3],
        group=[0, 0],
        floor_amount=[9, 4, 8],
        floors=[13],
        floor_penalty=10,
    )
    answer = solve_by(name, problem, SECONDS)
    assert answer.chosen is not None
    # 40 + 80 − 5 minutes at 3 − 1 missing point at 10.
    assert measure(problem, answer.chosen).objective == 95


def test_a_night_from_columns_has_scarce_coach_time_and_a_floor_a_group() -> None:
    night = night_from(national.made(*Size(200, 80), 1), 1)
    problem = night.problem
    assert problem.is_elastic.any()
    assert (problem.overflow_price == -1).any()
    assert (problem.floors > 0).any()
    assert set(np.unique(problem.group)) <= set(range(-1, len(problem.floors)))


def test_few_of_a_stratum_join_those_of_the_region_and_who_is_shut_is_in_no_group() -> None:
    belonging = {"gemeente": np.repeat([0, 1, 2], [30, 5, 5]), "stratum": np.zeros(40, np.int64)}
    is_available = np.ones(40, bool)
    is_available[0] = False
    grouped = grouped_people(belonging, is_available)
    assert [(group.gemeente, group.people) for group in grouped.groups] == [("gemeente 000", 29), (REGION, 10)]
    assert grouped.group.tolist() == [-1, *[0] * 29, *[1] * 10]


def test_a_folder_with_supply_gives_the_same_night(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = national.made(60, 40, 2)
    folder.write(made, tmp_path)
    one, again = (night_from(stored, 2) for stored in (made, folder.read(tmp_path, with_supply=True)))
    assert np.array_equal(one.problem.budgets, again.problem.budgets)
    assert np.array_equal(one.problem.floors, again.problem.floors)
    out = tmp_path / "rows.json"
    whole(["--input", str(tmp_path), "--effort", "quick", "--out", str(out)])
    printed = capsys.readouterr().out
    assert "passed the independent check" in printed
    assert "60 × 40" in printed
    assert out.is_file()


def test_published_files_of_a_folder_are_solved_and_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gap").mkdir()
    (tmp_path / "gap" / "KNOWN.csv").write_text("instance,best_known\ntiny,4\nabsent,1\n", encoding="utf-8")
    (tmp_path / "gap" / "tiny").write_text("2 2\n1 5\n5 3\n1 1\n1 1\n1 1\n", encoding="ascii")
    literature([str(tmp_path)])
    printed = capsys.readouterr().out
    assert "tiny" in printed
    assert "0.000%" in printed
    assert "optimal" in printed


def test_a_row_without_a_plan_says_none() -> None:
    best: Row = {"plan": OURS, "value": 10}
    row: Row = {"plan": "HiGHS", "value": None, "seconds": 1.0, "peak_mib": 5, "status": "not_solved"}
    assert _cells(row, best)[1] == "none"
