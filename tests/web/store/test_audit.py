"""Tampering with the log: whatever is altered, deleted, moved or cut off is named by its row."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.made import NOW, fresh, key, proposal, published
from tests.web.store.test_log import later, view
from web.service.oversight.audit import Anchor, Damage, audit
from web.store.database import Database
from web.store.records import Manifest, RunState

Found = tuple[Damage | None, int]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Five lines, the second of them about a decision."""
    made = fresh(tmp_path)
    with made.begin() as store:
        store.add_line(view())
        store.add_event(later(store))
        for number in range(3):
            store.add_line(view("bram", f"K{number}"))
    yield made
    made.close()


def tamper(database: Database, *statements: str) -> None:
    """Do what somebody with the file in his hands can do."""
    assert database.file is not None
    with sqlite3.connect(database.file) as held:
        names = held.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            held.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            held.execute(statement)
    held.close()


def damage(database: Database) -> Found:
    chain = audit(database).chain
    return chain.damage, chain.damaged


def test_t42_an_untouched_log_holds(database: Database) -> None:
    found = audit(database)
    assert (found.holds, found.chain.lines, found.chain.last) == (True, 5, 5)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_t42_an_altered_row_is_named(database: Database, number: int) -> None:
    tamper(database, f"UPDATE log_lines SET actor = 'iemand anders' WHERE id = {number}")
    assert damage(database) == (Damage.ALTERED, number)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_t42_a_deleted_row_is_named(database: Database, number: int) -> None:
    tamper(database, f"DELETE FROM log_lines WHERE id = {number}")
    assert damage(database) == (Damage.GONE, number)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_t42_rows_in_another_order_are_named(database: Database, number: int) -> None:
    tamper(
        database,
        f"UPDATE log_lines SET id = -1 WHERE id = {number}",
        f"UPDATE log_lines SET id = {number} WHERE id = {number + 1}",
        f"UPDATE log_lines SET id = {number + 1} WHERE id = -1",
    )
    assert damage(database) == (Damage.MOVED, number)


def test_t42_an_altered_decision_is_named_by_its_row(database: Database) -> None:
    tamper(database, "UPDATE events SET reasons = '[\"reistijd\"]'")
    assert damage(database) == (Damage.ALTERED, 2)


def test_t42_an_end_that_was_cut_off_is_missed_by_the_night_that_wrote_it_down(database: Database) -> None:
    with database.begin() as store:
        published(store, proposal("K2"), run_key=key(input_digest="cc"), run_id="r2")
        line, head = store.log_end()
        store.publish("r2", RunState.DONE, Manifest(log_line=line, log_head=head), NOW)
    assert audit(database).anchors == 1
    tamper(database, "DELETE FROM log_lines WHERE id = 5")
    found = audit(database)
    assert found.chain.damage is None
    assert found.torn == Anchor(line=5, digest=head, source="r2")
    assert not found.holds


def test_t42_an_end_that_was_cut_off_is_missed_by_the_number_somebody_kept(database: Database) -> None:
    kept = Anchor(line=5, digest=audit(database).chain.head)
    assert audit(database, kept).holds
    tamper(database, "DELETE FROM log_lines WHERE id >= 4")
    assert audit(database).holds
    assert audit(database, kept).torn == kept
