"""Only listed inputs count: what a night does not read may be anything, and the plan is the same bytes."""

from pathlib import Path

import pytest

from tests.campaigns.inputs import READ_OF_CLIENTS, UNREAD, Unread
from tests.campaigns.nights import Exported, Sheets, made_sheets, night_from, overwritten, without_column
from web.service.delivery.private_sheets import ALL_SHEETS

SHEETS = sorted({one.sheet for one in UNREAD} - {"clients"})
OF_CLIENTS = [one for one in UNREAD if one.sheet == "clients"]


@pytest.fixture(scope="module")
def sheets() -> Sheets:
    return made_sheets(60, 15, seed=3)


@pytest.fixture(scope="module")
def as_made(sheets: Sheets, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return night_from(sheets, tmp_path_factory.mktemp("inputs") / "as_made")


def test_every_column_of_clients_is_either_read_or_listed_as_not_read() -> None:
    columns = next(sheet.names for sheet in ALL_SHEETS if sheet.name == "clients")
    unread = {one.column for one in OF_CLIENTS}
    assert sorted([*READ_OF_CLIENTS, *unread]) == sorted(columns)


@pytest.mark.parametrize("one", OF_CLIENTS, ids=lambda one: str(one.column))
def test_a_column_of_clients_that_is_not_read_changes_no_byte(
    one: Unread, sheets: Sheets, as_made: Exported, tmp_path: Path
) -> None:
    assert night_from(overwritten(sheets, one), tmp_path / "night").pairs == as_made.pairs


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_is_not_read_of_another_sheet_changes_no_byte(
    sheet: str, sheets: Sheets, as_made: Exported, tmp_path: Path
) -> None:
    changed = sheets
    for one in UNREAD:
        if one.sheet == sheet:
            changed = overwritten(changed, one)
    assert night_from(changed, tmp_path / "night").pairs == as_made.pairs


@pytest.mark.parametrize("column", ["hours", "lks_group", "last_step_on", "stratum"])
def test_a_column_that_is_read_changes_the_plan(column: str, sheets: Sheets, as_made: Exported, tmp_path: Path) -> None:
    assert night_from(without_column(sheets, "clients", column), tmp_path / "night").pairs != as_made.pairs
