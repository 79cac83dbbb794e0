"""Who a person is steers nothing: a trait dealt out anew over everybody leaves the plan the same bytes."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.campaigns.inputs import LADDER, TRAIT_COLUMNS
from tests.campaigns.nights import (
    Exported,
    Sheets,
    decide,
    deliver,
    exported,
    made_sheets,
    night_from,
    permuted,
    with_column,
    with_item_permuted,
    write,
)
from tests.protected_traits import TRAITS
from tests.web.made import fresh
from web.service.delivery.private_sheets import PRIVATE_SHEETS

N_CLIENTS, N_VACANCIES, SEED = 60, 15, 3
COMPARED = ("plan", "proposal", "next_steps", "questions", "client_quality", "vacancy_quality")
COLUMNS = [pytest.param(*column, id=column[1]) for trait in TRAIT_COLUMNS.values() for column in trait]


@pytest.fixture(scope="module")
def sheets() -> Sheets:
    return made_sheets(N_CLIENTS, N_VACANCIES, SEED)


@pytest.fixture(scope="module")
def as_made(sheets: Sheets, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return night_from(sheets, tmp_path_factory.mktemp("traits") / "as_made")


def test_the_list_holds_every_trait_and_every_column_about_who_a_person_is() -> None:
    assert TRAIT_COLUMNS.keys() == TRAITS.keys()
    listed = {column for columns in TRAIT_COLUMNS.values() for column in columns}
    known = {(sheet.name, column) for sheet in PRIVATE_SHEETS if sheet.name != LADDER for column in sheet.names}
    keys = {(sheet.name, "client") for sheet in PRIVATE_SHEETS}
    assert known - keys - listed == {("persoon", "wml_group")}
    assert listed <= known


def test_what_is_compared_holds_next_steps_questions_and_what_opens_work(as_made: Exported) -> None:
    kinds = Counter(json.loads(line)["kind"] for line in as_made.plan.splitlines())
    assert {kind for kind in COMPARED if not kinds[kind]} == set()
    assert kinds["next_steps"] == N_CLIENTS
    assert "cents_per_month" not in as_made.plan


@pytest.mark.parametrize(("sheet", "column"), COLUMNS)
def test_a_trait_changes_no_byte(sheets: Sheets, as_made: Exported, tmp_path: Path, sheet: str, column: str) -> None:
    assert night_from(permuted(sheets, sheet, column), tmp_path / "night").plan == as_made.plan


def test_the_participatieladder_changes_no_byte(sheets: Sheets, as_made: Exported, tmp_path: Path) -> None:
    highest = with_column(sheets, LADDER, "step", ["6"] * len(sheets[LADDER]))
    assert night_from({**sheets, LADDER: []}, tmp_path / "without").plan == as_made.plan
    assert night_from(highest, tmp_path / "highest").plan == as_made.plan


def test_the_wage_group_dealt_out_anew_changes_no_byte(sheets: Sheets, as_made: Exported, tmp_path: Path) -> None:
    assert night_from(permuted(sheets, "persoon", "wml_group"), tmp_path / "night").plan == as_made.plan


def test_the_wage_group_is_read_for_amounts_and_only_there(sheets: Sheets, as_made: Exported, tmp_path: Path) -> None:
    young = with_column(sheets, "persoon", "wml_group", ["18"] * N_CLIENTS)
    found = night_from(young, tmp_path / "night")
    assert found.amounts != as_made.amounts
    assert found.plan == as_made.plan


def test_one_item_of_the_fml_dealt_out_anew_changes_the_plan(sheets: Sheets, as_made: Exported, tmp_path: Path) -> None:
    commonest = Counter(row["item"] for row in sheets["capacities"]).most_common(2)
    for item, _ in commonest:
        assert night_from(with_item_permuted(sheets, item), tmp_path / item).plan != as_made.plan


def test_the_order_of_rows_changes_no_byte(sheets: Sheets, as_made: Exported, tmp_path: Path) -> None:
    backwards = {name: rows[::-1] for name, rows in list(sheets.items())[::-1]}
    assert night_from(backwards, tmp_path / "night") == as_made


def test_the_same_delivery_again_and_then_other_traits_are_the_same_night(sheets: Sheets, tmp_path: Path) -> None:
    database = fresh(tmp_path)
    files = write(sheets, tmp_path / "files")
    deliver(database, files)
    first = decide(database, tmp_path)
    before = exported(database)
    again = deliver(database, files).total
    assert (again.new, again.changed, again.closed) == (0, 0, 0)
    others = sheets
    for columns in TRAIT_COLUMNS.values():
        for sheet, column in columns:
            others = permuted(others, sheet, column)
    assert deliver(database, write(others, tmp_path / "others")).total.changed > 0
    second = decide(database, tmp_path)
    assert (second.is_new, second.run.id) == (False, first.run.id)
    assert exported(database) == before
    database.close()
