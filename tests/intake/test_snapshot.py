"""What a delivery changes in a store."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from matcher.catalogue.items import load_catalogue
from matcher.read import Row, read_sheets
from tests.intake.files import Sheets
from tests.intake.memory import MemoryStore
from tests.read.world import DAY, World, as_rows, changed, read, world
from web.service.delivery.csv_files import read_csv
from web.service.delivery.folder import Delivery
from web.service.delivery.intake import Intake, deliver
from web.service.delivery.private_sheets import SHEET_BY_NAME

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def test_everything_of_a_first_delivery_is_new():
    store = MemoryStore()
    intake = bring(store, world())
    assert intake.is_applied
    assert intake.total.new == intake.total.accepted == intake.total.read == sum(map(len, world().values()))
    assert {name: len(store.open_keys(name)) for name in world()} == {name: len(rows) for name, rows in world().items()}


def test_the_same_delivery_twice_changes_nothing():
    store = MemoryStore()
    bring(store, world())
    before = store.changes
    again = bring(store, world())
    assert again.is_applied
    assert (again.total.new, again.total.changed, again.total.closed) == (0, 0, 0)
    assert store.changes == before
    assert len(store.deliveries) == 1


def test_the_same_words_written_otherwise_change_nothing():
    store = MemoryStore()
    bring(store, world())
    before = store.changes
    bring(store, changed("clients", 0, hours="24,00", path="6:32|3:28"))
    assert store.changes == before
    assert len(store.deliveries) == 1


def test_the_store_read_again_gives_the_same_nouns():
    store = MemoryStore()
    bring(store, world())
    stored = {
        name: [Row(file=name, line=line, values=values) for line, values in enumerate(store.open_rows(name), start=1)]
        for name in world()
    }
    result = read_sheets(stored, DAY, load_catalogue())
    assert result.rejected == ()
    assert result.region == read(world()).region


def test_a_changed_cell_is_one_changed_row():
    store = MemoryStore()
    bring(store, world())
    intake = bring(store, changed("clients", 0, hours="20"))
    assert (intake.total.new, intake.total.changed, intake.total.closed) == (0, 1, 0)
    assert store.open_rows("clients")[0]["hours"] == "20"


def test_what_is_absent_is_closed_on_its_day_and_never_deleted():
    store = MemoryStore()
    many = with_clients(10)
    bring(store, many)
    many["clients"].pop()
    intake = bring(store, many, day=date(2026, 11, 3))
    assert intake.is_applied
    assert intake.total.closed == 1
    assert store.closed["clients"] == {("n9",): date(2026, 11, 3)}
    assert ("n9",) in store.rows["clients"]


def test_a_closed_row_that_comes_back_is_open_again():
    store = MemoryStore()
    many = with_clients(10)
    bring(store, many)
    bring(store, {**many, "clients": many["clients"][:-1]})
    bring(store, many)
    assert ("n9",) in store.open_keys("clients")


def test_a_sheet_that_is_not_delivered_stays_as_it_is():
    store = MemoryStore()
    bring(store, world())
    some = {name: rows for name, rows in world().items() if name != "wishes"}
    assert bring(store, some).total.closed == 0
    assert len(store.open_keys("wishes")) == 1


@pytest.mark.parametrize(("gone", "is_applied"), [(2, True), (3, False)])
def test_closing_more_than_a_fifth_of_a_sheet_asks_to_confirm(gone: int, is_applied: bool):
    store = MemoryStore()
    many = with_clients(8)
    bring(store, many)
    before = store.changes
    fewer = {**many, "clients": many["clients"][: len(many["clients"]) - gone]}
    intake = bring(store, fewer)
    assert intake.is_applied is is_applied
    assert [count.sheet for count in intake.asks_confirmation] == ([] if is_applied else ["clients"])
    if not is_applied:
        assert store.changes == before
        assert len(store.deliveries) == 1
        assert bring(store, fewer, is_confirmed=True).total.closed == gone


def test_changes_only_add_and_change():
    store = MemoryStore()
    bring(store, world())
    new = {"clients": [{"client": "c3", "gemeente": "Gouda"}], "wishes": [{**world()["wishes"][0], "stance": "niet"}]}
    intake = bring(store, new, is_delta=True)
    assert (intake.total.new, intake.total.changed, intake.total.closed) == (1, 1, 0)
    assert len(store.open_keys("clients")) == 3


def test_changes_may_refer_to_open_rows_only():
    store = MemoryStore()
    bring(store, world())
    wish = world()["wishes"][0]
    intake = bring(store, {"wishes": [{**wish, "client": "c2"}, {**wish, "client": "c9"}]}, is_delta=True)
    assert [(row.line, row.reason) for row in intake.rejected] == [(3, "verwijst_naar_onbekend")]
    assert intake.total.read == intake.total.accepted + intake.total.rejected == 2


def test_a_task_that_makes_a_known_week_too_long_is_refused():
    store = MemoryStore()
    bring(store, world())
    task = {"vacancy": "v1", "task": "c", "description": "nog iets", "share": "1"}
    intake = bring(store, {"tasks": [task]}, is_delta=True)
    assert [(row.sheet, row.reason) for row in intake.rejected] == [("tasks", "aandeel_boven_100")]
    assert len(store.open_keys("tasks")) == 2
    both = [task, {**world()["tasks"][0], "share": "39"}]
    assert bring(store, {"tasks": both}, is_delta=True).rejected == ()
    assert len(store.open_keys("tasks")) == 3


def test_a_changed_vacancy_keeps_its_tasks():
    store = MemoryStore()
    bring(store, world())
    intake = bring(store, {"vacancies": [{**world()["vacancies"][0], "title": "Teler"}]}, is_delta=True)
    assert intake.rejected == ()
    assert intake.total.changed == 1


def test_a_refused_row_is_not_absent_so_what_is_open_stays():
    store = MemoryStore()
    bring(store, world())
    intake = bring(store, changed("clients", 0, hours="61"), is_confirmed=True)
    assert intake.is_applied
    assert intake.total.closed == 0
    assert store.open_rows("clients")[0]["hours"] == "24"
    assert len(store.open_keys("capacities")) == 4


def test_a_refused_capacity_closes_the_norm_that_would_speak_in_its_place():
    store = MemoryStore()
    bring(store, with_scopes())
    more = with_scopes()
    more["capacities"].append({**more["capacities"][0], "item": "IV-16", "level": "9"})
    intake = bring(store, more)
    assert intake.is_applied
    assert ("c1", "IV", "uwv") not in store.open_keys("scope")
    assert ("c1", "V", "uwv") in store.open_keys("scope")


def test_changes_with_a_refused_capacity_close_the_norm_as_well():
    store = MemoryStore()
    bring(store, with_scopes())
    broken = {"capacities": [{**world()["capacities"][0], "item": "IV-16", "level": "9"}]}
    bring(store, broken, is_delta=True)
    assert ("c1", "IV", "uwv") not in store.open_keys("scope")
    assert len(store.open_keys("scope")) == len(with_scopes()["scope"]) - 1


def test_changes_with_a_refused_demand_close_the_demand_for_every_task():
    store = MemoryStore()
    bring(store, world())
    broken = {"demands": [{**world()["demands"][0], "task": "a", "tolerated": "9"}]}
    intake = bring(store, broken, is_delta=True)
    assert intake.total.closed == 1
    assert ("v1", "", "IV-13") not in store.open_keys("demands")
    assert ("v1", "b", "IV-13") in store.open_keys("demands")


def test_refused_rows_come_back_as_a_file_that_can_be_corrected_and_read(tmp_path: Path):
    store = MemoryStore()
    sheets = changed("capacities", 2, level="7", text="=1+1")
    intake = bring(store, sheets, rejected_folder=tmp_path / "rejected")
    (path,) = intake.rejected_files
    returned = path.read_text(encoding="utf-8")
    assert path.name == "capacities.csv"
    assert "'=1+1" in returned
    assert "capacities.csv;4;level;7 ligt buiten de schaal van II-2." in returned
    path.write_text(returned.replace(";7;", ";1;", 1), encoding="utf-8")
    rows = read_csv(path.read_bytes(), SHEET_BY_NAME["capacities"], path.name)
    corrected = deliver(
        store, Delivery(sheets={"capacities": rows}, digest="d"), day=DAY, received_at=NOON, is_delta=True
    )
    assert (corrected.total.accepted, corrected.total.new, corrected.rejected) == (1, 1, ())
    assert "=1+1" in [row["text"] for row in store.open_rows("capacities")]


def test_files_of_refused_rows_that_no_longer_hold_are_taken_away(tmp_path: Path):
    bring(MemoryStore(), changed("capacities", 2, level="7"), rejected_folder=tmp_path)
    own = tmp_path / "clients.csv"
    own.write_text("client;gemeente\n", encoding="utf-8")
    assert bring(MemoryStore(), world(), rejected_folder=tmp_path).rejected_files == ()
    assert [path.name for path in tmp_path.iterdir()] == ["clients.csv"]


def test_a_delivery_is_remembered_with_its_counts():
    store = MemoryStore()
    bring(store, changed("wishes", 0, stance="misschien"))
    (record,) = store.deliveries
    assert (record.read, record.accepted, record.rejected) == (37, 36, 1)
    assert (record.day, record.received_at, record.is_delta) == (DAY, NOON, False)


def with_clients(number: int) -> World:
    sheets = world()
    sheets["clients"] += [{"client": f"n{n}", "gemeente": "Leiden"} for n in range(number)]
    return sheets


def with_scopes() -> World:
    """A world in which one rubriek less is no fifth of all."""
    sheets = world()
    sheets["scope"] += [{**sheets["scope"][0], "rubriek": rubriek} for rubriek in ("I", "II", "III", "V", "VI")]
    return sheets


def bring(store: MemoryStore, sheets: Sheets, *, day: date = DAY, is_delta: bool = False, **options: object) -> Intake:
    delivery = Delivery(sheets=as_rows(sheets), digest="the same")
    return deliver(store, delivery, day=day, received_at=NOON, is_delta=is_delta, **options)
