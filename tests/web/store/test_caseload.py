"""Delivered rows: added, changed, closed and opened again, never deleted."""

from datetime import date
from pathlib import Path

import sqlalchemy as sa

from tests.postgres import on_both
from tests.web.made import NOW, fresh
from web.store.caseload import DeliveryRecord
from web.store.cost import counting
from web.store.database import Database
from web.store.schema import sheet_tables

FIRST, SECOND = date(2026, 11, 1), date(2026, 11, 2)


def client(key: str, gemeente: str = "Leiden") -> tuple[tuple[str, ...], dict[str, str], str]:
    return (key,), {"client": key, "gemeente": gemeente}, f"{key}-{gemeente}"


@on_both
def test_rows_are_given_back_by_key_whatever_the_order_of_delivery(database: Database) -> None:
    with database.begin() as store:
        store.apply("clients", [client("K2"), client("K1")], [], FIRST)
        assert [row["client"] for row in store.open_rows("clients")] == ["K1", "K2"]
        assert store.open_keys("clients") == {("K1",): "K1-Leiden", ("K2",): "K2-Leiden"}


@on_both
def test_a_changed_row_keeps_its_first_day(database: Database) -> None:
    with database.begin() as store:
        store.apply("clients", [client("K1")], [], FIRST)
        store.apply("clients", [client("K1", "Delft")], [], SECOND)
        table = sheet_tables["clients"]
        row = store.connection.execute(sa.select(table)).mappings().one()
    assert (row["gemeente"], row["first_seen_on"], row["changed_on"]) == ("Delft", FIRST, SECOND)


@on_both
def test_a_closed_row_stays_and_can_open_again(database: Database) -> None:
    table = sheet_tables["clients"]
    with database.begin() as store:
        store.apply("clients", [client("K1")], [], FIRST)
        store.apply("clients", [], [("K1",)], SECOND)
        assert store.open_keys("clients") == {}
        assert store.connection.execute(sa.select(table.c.closed_on)).scalar_one() == SECOND
        store.apply("clients", [client("K1")], [], SECOND)
        assert store.count_open("clients") == 1
        assert store.connection.execute(sa.select(table.c.closed_on)).scalar_one() is None


@on_both
def test_an_empty_part_of_a_key_is_a_key_too(database: Database) -> None:
    with database.begin() as store:
        store.apply("demands", [(("V1", "", "I-1"), {"vacancy": "V1", "item": "I-1"}, "d")], [], FIRST)
        assert store.open_keys("demands") == {("V1", "", "I-1"): "d"}


def test_the_input_digest_follows_the_rows_and_not_their_order(tmp_path: Path) -> None:
    digests = []
    for name, order in (("a", ["K1", "K2"]), ("b", ["K2", "K1"]), ("c", ["K1"])):
        (tmp_path / name).mkdir()
        with fresh(tmp_path / name).begin() as store:
            store.apply("clients", [client(key) for key in order], [], FIRST)
            digests.append(store.input_digest())
    assert digests[0] == digests[1] != digests[2]


@on_both
def test_who_a_person_is_never_reaches_the_rows_of_a_night(database: Database) -> None:
    with database.begin() as store:
        before = store.input_digest()
        person = {"client": "K1", "name": "Sanne H.", "wml_group": "20"}
        store.apply("persoon", [(("K1",), person, "d")], [], FIRST)
        store.apply("achtergrond", [(("K1",), {"client": "K1", "sex": "v"}, "d")], [], FIRST)
        assert {"persoon", "achtergrond"}.isdisjoint(store.batch_rows())
        assert store.input_digest() == before
        assert store.names() == {"K1": "Sanne H."}
        assert store.wml_groups() == {"K1": "20"}


@on_both
def test_rows_of_one_client_are_found(database: Database) -> None:
    with database.begin() as store:
        store.apply("clients", [client("K1"), client("K2")], [], FIRST)
        assert [row["client"] for row in store.rows_of("clients", "client", "K2")] == ["K2"]


@on_both
def test_the_newest_delivery_is_remembered(database: Database) -> None:
    with database.begin() as store:
        assert store.last_delivery() is None
        for digest in ("one", "two"):
            record = DeliveryRecord(
                received_at=NOW, day=FIRST, digest=digest, is_delta=False, read=10, accepted=9, rejected=1
            )
            store.record_delivery(record)
        assert store.last_delivery() == record


@on_both
def test_what_is_gathered_in_one_question_is_what_each_sheet_holds(database: Database) -> None:
    with database.begin() as store:
        for sheet in ("clients", "wishes", "capacities"):
            rows = [((key, sheet), {"client": key}, key) for key in ("K1", "K2")]
            store.apply(sheet, rows, [], SECOND)
    sheets = ("clients", "wishes", "capacities", "history")
    with database.read() as store, counting() as alone:
        each = {sheet: store.rows_of(sheet, "client", "K1") for sheet in sheets}
    with database.read() as store, counting() as together:
        store.gather("K1", sheets)
        assert {sheet: store.rows_of(sheet, "client", "K1") for sheet in sheets} == each
    assert (alone.statements, together.statements) == (4, 1)
    assert (len(each["wishes"]), each["history"]) == (1, [])


@on_both
def test_what_was_gathered_is_forgotten_when_something_changes(database: Database) -> None:
    with database.begin() as store:
        store.apply("clients", [(("K1",), {"client": "K1"}, "a")], [], SECOND)
        store.gather("K1", ("clients",))
        store.apply("clients", [], [("K1",)], SECOND)
        assert store.rows_of("clients", "client", "K1") == []
