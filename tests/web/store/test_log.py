"""The log: lines are added, and whatever is changed, taken out or put in afterwards breaks the chain."""

import pytest
import sqlalchemy as sa

from tests.postgres import on_both
from tests.web.made import NOW, event_of, proposal, published
from web.store.chain import Chain
from web.store.database import Database
from web.store.errors import StoreError
from web.store.events import EventKind, NewEvent, Told
from web.store.log import LogKind, LogQuery, NewLine
from web.store.schema import events, log_lines
from web.store.store import Store


def view(actor: str = "sanne", client: str = "K1") -> NewLine:
    return NewLine(at=NOW, actor=actor, role="adviseur", kind=LogKind.VIEW, what="client.show", client=client)


def later(store: Store, key: str = "a") -> NewEvent:
    (row, *_) = store.proposal_rows("r1") or published(store, proposal())
    return event_of(row, EventKind.LATER, key, actor="sanne", told=Told(until=NOW.date()))


def tampered(store: Store) -> sa.Connection:
    """Give the hands of somebody who owns the database: what refuses changes is taken away first."""
    for table in ("events", "log_lines"):
        for verb in ("update", "delete"):
            store.connection.exec_driver_sql(f"DROP TRIGGER {table}_refuse_{verb}")
    return store.connection


def written(database: Database) -> Chain:
    """Write two views around a decision and give the chain."""
    with database.begin() as store:
        store.add_line(view())
        store.add_event(later(store))
        store.add_line(view("bram", "K2"))
        return store.check_chain()


@on_both
def test_lines_and_decisions_make_one_chain(database: Database) -> None:
    chain = written(database)
    assert (chain.lines, chain.broken_at) == (3, None)
    with database.read() as store:
        lines = list(store.log(LogQuery()))
        assert [line.kind for line in lines] == [LogKind.VIEW, LogKind.DECISION, LogKind.VIEW]
        assert lines[0].digest == chain.head == store.log_head()


@on_both
def test_the_same_form_twice_is_one_line(database: Database) -> None:
    with database.begin() as store:
        new = later(store)
        assert store.add_event(new) == store.add_event(new)
        assert store.check_chain().lines == 1


@on_both
@pytest.mark.parametrize("verb", ["UPDATE log_lines SET actor = 'anders'", "DELETE FROM log_lines"])
def test_the_database_itself_refuses_a_change(database: Database, verb: str) -> None:
    written(database)
    with pytest.raises(StoreError, match="only added"), database.begin() as store:
        store.connection.exec_driver_sql(verb)


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("column", ["actor", "client", "what", "digest", "before"])
def test_a_changed_line_is_found(database: Database, number: int, column: str) -> None:
    written(database)
    with database.begin() as store:
        tampered(store).execute(log_lines.update().where(log_lines.c.id == number).values({column: "anders"}))
        assert store.check_chain().broken_at == number


@pytest.mark.parametrize("number", [1, 2])
def test_a_line_that_was_taken_out_is_found(database: Database, number: int) -> None:
    written(database)
    with database.begin() as store:
        tampered(store).execute(log_lines.delete().where(log_lines.c.id == number))
        assert store.check_chain().broken_at == number + 1


def test_a_log_without_its_end_has_another_head(database: Database) -> None:
    chain = written(database)
    with database.begin() as store:
        tampered(store).execute(log_lines.delete().where(log_lines.c.id == 3))
        assert store.check_chain() != chain


def test_a_changed_decision_is_found_at_its_line(database: Database) -> None:
    written(database)
    with database.begin() as store:
        tampered(store).execute(events.update().values(note="nooit gezegd"))
        assert store.check_chain().broken_at == 2


@on_both
def test_a_decision_past_the_log_is_found(database: Database) -> None:
    written(database)
    with database.begin() as store:
        row = store.connection.execute(sa.select(events)).mappings().one()
        extra = dict(row) | {"id": row["id"] + 1, "version": 2, "idempotency_key": "b"}
        store.connection.execute(events.insert().values(extra))
        assert store.check_chain().broken_at == 0


@on_both
def test_lines_are_found_by_who_whom_what_and_place(database: Database) -> None:
    written(database)
    with database.read() as store:
        assert [line.id for line in store.log(LogQuery(actor="bram"))] == [3]
        assert [line.id for line in store.log(LogQuery(client="K1"))] == [2, 1]
        assert [line.id for line in store.log(LogQuery(kind=LogKind.VIEW))] == [3, 1]
        assert [line.id for line in store.log(LogQuery(below=3), limit=1)] == [2]
        assert list(store.log(LogQuery(last=NOW))) == []
        assert len(list(store.log(LogQuery(first=NOW)))) == 3
