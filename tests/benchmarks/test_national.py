"""A drawn caseload is the same from the same seed, survives its folder, and says what is missing."""

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks import folder, national
from benchmarks.compare import compare
from benchmarks.ranking import SIZES, _check, build
from benchmarks.registry import Size
from matcher.encode.stored import encode_stored
from matcher.errors import ReadError


def test_the_same_seed_draws_the_same_columns_and_another_seed_others() -> None:
    one, same, other = (national.made(50, 30, seed) for seed in (3, 3, 4))
    columns = [(table, column) for table in one for column in one[table]]
    assert all(np.array_equal(one[table][column], same[table][column]) for table, column in columns)
    assert not np.array_equal(one["clients"]["place"], other["clients"]["place"])


@pytest.mark.parametrize("kind", folder.FORMATS)
def test_a_folder_gives_back_what_was_written(kind: str, tmp_path: Path) -> None:
    made = national.made(40, 30, 1)
    folder.write(made, tmp_path, kind)
    read = folder.read(tmp_path)
    caseload, again = (encode_stored(one, national.night_of(one)) for one in (made, read))
    assert caseload.client_keys == again.client_keys
    assert np.array_equal(caseload.vacancies.ord_cell, again.vacancies.ord_cell)
    assert np.array_equal(caseload.clients.halves, again.clients.halves)


def test_a_folder_without_a_column_or_with_a_broken_line_says_which(tmp_path: Path) -> None:
    folder.write(national.made(5, 4, 1), tmp_path)
    (tmp_path / "tasks" / "share.npy").unlink()
    with pytest.raises(ReadError, match=r"no tasks/share\.npy"):
        folder.read(tmp_path)
    for text, message in (
        ("name,x\n1,2\n", r"places\.csv has no column y"),
        ("name,x,y\n1,2\n", r"places\.csv line 2: 2 cells"),
        ("name,x,y\n1,2,ver\n", r"places\.csv: column y: .*'ver'"),
    ):
        (tmp_path / "places.csv").write_text(text, encoding="utf-8")
        with pytest.raises(ReadError, match=message):
            folder._table(tmp_path, "places", folder.MAP_TABLES["places"])


def test_everybody_in_a_long_table_is_there_and_has_the_rows_of_one_of_the_pool() -> None:
    made = national.made(200, 80, 2)
    for name, owner, n in (("tasks", "vacancy", 80), ("demands", "vacancy", 80)):
        assert np.array_equal(np.unique(made[name][owner]), np.arange(n))
        assert (np.diff(made[name][owner]) >= 0).all()
    shares = np.bincount(made["tasks"]["vacancy"], made["tasks"]["share"])
    assert (shares <= 100).all()
    assert set(made["vacancies"]["employer"]) <= set(range(len(made["names"]["name"])))


def test_the_lists_of_a_drawn_caseload_are_those_of_weighing_every_pair() -> None:
    _check(build(Size(120, 60), 1, None))
    assert list(SIZES) == ["2k", "20k", "100k", "400k"]


def test_two_files_are_compared_phase_by_phase(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"figure": "a", "phase": "planes", "n_clients": 10, "n_vacancies": 5, "seconds": 2.0}
    for name, seconds, phase in (("one", 2.0, "planes"), ("two", 0.5, "planes")):
        rows = [{**row, "seconds": seconds, "phase": phase}, {**row, "phase": name}]
        (tmp_path / name).write_text(json.dumps(rows), encoding="utf-8")
    compare([str(tmp_path / "one"), str(tmp_path / "two")])
    said = capsys.readouterr().out
    assert "a  planes  10  5: 4.00 × as fast" in said
    assert said.count("in one file only") == 2
