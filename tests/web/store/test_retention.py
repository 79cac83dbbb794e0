"""Retention: with the clock moved forward nothing is overdue, what is kept is kept, and the log still holds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.web.made import DAY, NOW, fresh, key, proposal, published
from tests.web.service.conftest import ROWS, Still, deliver
from tests.web.store.test_log import later, view
from web.service.entering.saving import Typing
from web.service.manage.retention import BOUNDS, Category, WrongTerm, choose_term, retain, terms
from web.service.oversight.audit import audit
from web.store.accounts import Account
from web.store.database import Database
from web.store.drafts import Draft
from web.store.log import LogQuery
from web.store.records import Manifest, RunState, Seen
from web.store.schema import row_changes
from web.store.uploads import Upload
from web.store.views import SavedView
from web.store.withheld import NewWithholding

NEXT = DAY + timedelta(days=1)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Something of every category, made on the day."""
    made = fresh(tmp_path)
    deliver(made, ROWS)
    view_of = {"id": "v", "owner": "a", "list": "voorstellen", "is_shared": False, "text": "groen", "query": ""}
    with made.begin() as store:
        published(store, proposal("K1"), proposal("K2", "V2"))
        store.publish("r1", RunState.DONE, Manifest(seen=Seen()), NOW)
        store.add_line(view())
        store.add_event(later(store))
        store.apply("clients", [], [("K1",)], DAY)
        store.apply("tasks", [], [("V1", "snoeien")], DAY)
        store.add_account(Account(login="a", password_hash="!", role="auditor", is_demo=False), NOW)
        store.open_session("f" * 64, "a", NOW)
        store.put_draft(Draft(id="d", login="a", at=NOW, path="/x", page="/x", content="{}"))
        store.add_view(SavedView(**view_of, name="", made_at=NOW))
        store.add_view(SavedView(**view_of | {"id": "w"}, name="Mijn lijst", made_at=NOW))
        store.add_upload(Upload(id="u", actor="a", at=NOW, is_delta=False, state="wacht"), {"a.csv": b"x"})
        store.start_run(key(NEXT, "bb"), "r2", NOW)
        store.publish("r2", RunState.DONE, Manifest(seen=Seen(last_change=store.last_change())), NOW)
        store.add_withholding(withheld("K2", DAY))
        store.add_withholding(withheld("K3", None))
    yield made
    made.close()


def withheld(client: str, until: date | None) -> NewWithholding:
    """Give a step that keeps somebody out of proposals."""
    return NewWithholding(
        at=NOW, actor="a", client=client, is_on=True, reason="eigen_wens", note="", until=until,
        idempotency_key=client, seen_version=0,
    )  # fmt: skip


def after(days: int) -> Still:
    return Still(moment=NOW + timedelta(days=days), day=DAY + timedelta(days=days))


def overdue(database: Database, clock: Still) -> dict[Category, int]:
    return {one.category: one.overdue for one in terms(database, clock)}


def typing(seen: int, key: str = "k") -> Typing:
    return Typing(actor="beheer", seen=str(seen), idempotency_key=key)


def test_t27_nothing_goes_before_its_term(database: Database) -> None:
    assert set(retain(database, after(0)).values()) == {0}
    shortest = min(usual for usual, _, _ in BOUNDS.values())
    assert set(overdue(database, after(shortest)).values()) == {0}


def test_t27_every_category_is_overdue_one_day_after_its_term_and_gone_after_the_night(database: Database) -> None:
    for category, (usual, _, _) in BOUNDS.items():
        clock = after(usual + 2)
        assert overdue(database, clock)[category] > 0, category
    last = after(max(usual for usual, _, _ in BOUNDS.values()) + 2)
    done = retain(database, last)
    assert all(done[category] > 0 for category in Category)
    assert set(overdue(database, last).values()) == {0}
    with database.read() as store:
        assert not store.is_known("K1")
        assert store.is_known("K2")
        assert [one.name for one in store.views_for("a", "voorstellen")] == ["Mijn lijst"]


def test_t27_a_log_that_was_cut_after_its_term_still_holds_and_shows_tampering(database: Database) -> None:
    clock = after(BOUNDS[Category.LOG][0] + 2)
    with database.begin() as store:
        store.add_line(replace(view("bram", "K2"), at=clock.now()))
    retain(database, clock)
    assert audit(database).holds
    retain(database, after(2 * BOUNDS[Category.LOG][0] + 9))
    found = audit(database)
    assert found.holds
    with database.begin() as store:
        kinds = [line.what for line in store.log(LogQuery())]
        assert "logboek_ingekort" in kinds
        store.add_line(view("bram", "K2"))
        store.connection.exec_driver_sql("DROP TRIGGER log_lines_refuse_delete")
        store.connection.exec_driver_sql("DELETE FROM log_lines WHERE id = (SELECT min(id) FROM log_lines)")
    assert not audit(database).holds


def test_t27_a_gemeente_chooses_its_term_within_the_bounds(database: Database) -> None:
    usual, least, most = BOUNDS[Category.PEOPLE]
    for wrong in (least - 1, most + 1):
        with pytest.raises(WrongTerm, match="grens"):
            choose_term(database, after(0), Category.PEOPLE, wrong, typing(usual))
    choose_term(database, after(0), Category.PEOPLE, 40, typing(usual))
    with pytest.raises(WrongTerm, match="intussen"):
        choose_term(database, after(0), Category.PEOPLE, 50, typing(usual, "l"))
    assert retain(database, after(42))[Category.PEOPLE] == 1
    assert BOUNDS[Category.LOG][1] >= 183


def test_t27_somebodys_no_that_still_stands_is_never_dropped(database: Database) -> None:
    retain(database, after(10_000))
    with database.read() as store:
        assert [len(store.withholdings_of(client)) for client in ("K2", "K3")] == [0, 1]


def test_t2_what_rows_were_stays_for_every_night_within_its_term(database: Database) -> None:
    term = BOUNDS[Category.BEFORE][0]
    with database.read() as store:
        last = store.last_change()
    for days, left in ((term, last), (term + 1, 0), (10_000, 0)):
        retain(database, after(days))
        with database.read() as store:
            rows = sa.select(sa.func.count()).select_from(row_changes)
            assert store.connection.execute(rows).scalar_one() == left
