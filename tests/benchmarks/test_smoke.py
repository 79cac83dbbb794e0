"""Each case runs once at its smallest size, so that the benchmarks cannot rot; no test here asserts a time."""

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.measure import Timed, Timing
from benchmarks.printing import save, text_of
from benchmarks.registry import SMOKE, Row, Size, Table
from benchmarks.sizes import CASES, measure_size
from benchmarks.world import DRAWING
from solver.stages import NightStage


@pytest.fixture(scope="module")
def tables() -> dict[str, tuple[Table, ...]]:
    return measure_size(SMOKE, [case.name for case in CASES], 1)


def records_of(tables: dict[str, tuple[Table, ...]], name: str) -> list[Row]:
    return [record for table in tables[name] for record in table.records]


def test_every_case_gives_a_table_that_can_be_read(tables: dict[str, tuple[Table, ...]]) -> None:
    for case in CASES:
        for table in tables[case.name]:
            text = text_of(table)
            assert table.title in text
            assert all(cell in text for row in table.rows for cell in row)


def test_the_kernel_and_three_numpy_forms_and_the_definition_are_timed(tables: dict[str, tuple[Table, ...]]) -> None:
    timed = [record["phase"] for record in records_of(tables, "weighing")]
    assert timed == [
        "kernel, two threads",
        "kernel, one thread",
        "broadcasting over blocks",
        "bit planes with bitwise_count",
        "gather per person",
        "readable definition",
    ]


def test_our_plan_is_worth_at_least_what_the_others_are(tables: dict[str, tuple[Table, ...]]) -> None:
    value = {record["phase"]: int(record["value"] or 0) for record in records_of(tables, "plan") if "value" in record}
    assert value["ours, same rows"] >= max(value["first come first served"], value["greedy by value"])


def test_no_plan_over_rows_is_worth_more_than_what_the_night_proved_over_all_pairs(
    tables: dict[str, tuple[Table, ...]],
) -> None:
    plans = {record["phase"]: record for record in records_of(tables, "plan") if "value" in record}
    bound = int(plans["ours, all pairs"]["bound"] or 0)
    assert all(int(record["value"] or 0) <= bound for record in plans.values())


def test_each_stage_of_a_night_has_seconds_and_memory(tables: dict[str, tuple[Table, ...]]) -> None:
    stages = [record for record in records_of(tables, "plan") if "peak_mib" in record]
    assert [str(record["phase"]).removeprefix("stage: ") for record in stages] == [
        DRAWING,
        *(stage.value for stage in NightStage),
    ]
    assert all(int(record["peak_mib"] or 0) > 0 for record in stages)


def test_records_are_appended_with_the_machine_and_no_host_name(tmp_path: Path) -> None:
    for _ in range(2):
        path = save("weighing", [{"phase": "kernel", "seconds": 0.5}], tmp_path)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len(lines) == 2
    assert {"measured_at", "cores", "cpu", "python", "numpy", "numba", "ortools", "commit"} <= set(lines[0])
    assert not {"host", "node", "user"} & set(lines[0])


def test_the_growth_over_sizes_is_one_line_a_size(tables: dict[str, tuple[Table, ...]]) -> None:
    weighing = next(case for case in CASES if case.name == "weighing")
    small = records_of(tables, "weighing")
    assert weighing.overview(small) is None
    larger: list[Row] = [{**record, "n_clients": 120} for record in small]
    over = weighing.overview([*small, *larger])
    assert over is not None
    assert [row[0] for row in over.rows] == ["60 × 40", "120 × 40"]


def test_a_single_run_is_named_as_such_and_several_give_median_and_range() -> None:
    one = Timing(name="x", n_units=10, runs=(Timed(2.0, 1.0),))
    three = Timing(name="x", n_units=10, runs=(Timed(3.0, 1.0), Timed(1.0, 1.0), Timed(2.0, 1.0)))
    assert one.range_text() == "2.00 s (one run)"
    assert three.range_text() == "2.00 s (1.00 s-3.00 s)"
    assert three.per_second == 5.0


@pytest.mark.parametrize("text", ["1000", "0x5", "ax5", "5x5x5", "-1x5"])
def test_a_size_that_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="1000x300"):
        Size.parse(text)


def test_an_unknown_case_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["wegen"])
    assert "weighing" in capsys.readouterr().err


def test_the_command_measures_in_a_process_of_its_own_and_prints(capsys: pytest.CaptureFixture[str]) -> None:
    main(["plan", "--sizes", "60x40", "--repeat", "1"])
    printed = capsys.readouterr().out
    assert "cores" in printed.splitlines()[0]
    assert "The plan over" in printed
    assert "Weighing all pairs" not in printed
