"""The first wall: whatever is asked of the store within a scope, nobody of another gemeente comes out or is changed."""

import pytest
import sqlalchemy as sa

from tests.postgres import on_both
from tests.web.made import NOW, proposal, published
from tests.web.results import acquisition
from tests.web.store.two_gemeenten import HERE, THERE, fill
from web.store import walls
from web.store.database import Database
from web.store.errors import StoreError
from web.store.journal import NewEntry, Subject
from web.store.kept_lists import LAST_EVENT, STAMP
from web.store.log import LogKind, NewLine
from web.store.results import ACQUISITIONS
from web.store.schema import meta, metadata, proposals, sheet_tables
from web.store.scope import NOBODY, REGION, Scope

LEIDEN = Scope(gemeenten=("Leiden",))
TABLES = sorted(table.name for table in metadata.sorted_tables)


@pytest.fixture
def two(database: Database) -> Database:
    """A store with a row of everything about a person of Leiden and one of Delft."""
    with database.begin() as store:
        fill(store.connection)
    with database.begin() as store:
        store.connection.execute(meta.delete().where(meta.c.name.in_((STAMP, LAST_EVENT))))
    return database


def rows(database: Database, name: str) -> int:
    with database.read() as store:
        return len(store.connection.execute(sa.select(metadata.tables[name])).all())


def test_every_table_says_whose_its_rows_are() -> None:
    assert sorted(TABLES) == sorted((set(walls.RULES) | set(walls.SHARED)) - {"alembic_version"})
    assert not set(walls.RULES) & set(walls.SHARED)
    assert all(walls.SHARED.values())


def test_a_table_nobody_placed_cannot_be_read_within_a_scope(database: Database) -> None:
    forgotten = sa.Table("forgotten", sa.MetaData(), sa.Column("client", sa.Text))
    with database.within(LEIDEN).read() as store, pytest.raises(StoreError, match="RULES or SHARED"):
        store.connection.execute(sa.select(forgotten))


@on_both
def test_t36_within_a_scope_no_table_gives_a_row_of_somebody_else(two: Database) -> None:
    every = {name: rows(two, name) for name in TABLES}
    here = {name: rows(two.within(LEIDEN), name) for name in TABLES}
    nobody = {name: rows(two.within(NOBODY), name) for name in TABLES}
    assert {count for name, count in every.items() if name != "current_run"} == {2}
    for name, rule in walls.RULES.items():
        assert (name, here[name]) == (name, 0 if rule is walls.OF_REGION else 1)
        assert (name, nobody[name]) == (name, 0)
    assert {name: here[name] for name in walls.SHARED if name in here} == {
        name: every[name] for name in walls.SHARED if name in here
    }


def test_joins_aliases_and_unions_are_held_too(two: Database) -> None:
    then, clients = proposals.alias(), sheet_tables["clients"]
    joined = sa.select(proposals.c.client, then.c.client).outerjoin_from(proposals, then, sa.true())
    inner = sa.select(clients.c.client).union_all(sa.select(proposals.c.client)).subquery()
    exists = sa.select(clients.c.client).where(sa.exists().where(proposals.c.client == THERE))
    with two.within(LEIDEN).read() as store:
        assert store.connection.execute(joined).all() == [(HERE, HERE)]
        assert store.connection.execute(sa.select(inner)).scalars().all() == [HERE, HERE]
        assert store.connection.execute(exists).all() == []
    with two.read() as store:
        assert len(store.connection.execute(joined).all()) == 4


def test_a_change_within_a_scope_touches_nobody_else(two: Database) -> None:
    clients = sheet_tables["clients"]
    with two.within(LEIDEN).begin() as store:
        store.connection.execute(clients.update().values(place="Elders"))
        store.connection.execute(metadata.tables["assignments"].delete())
    with two.read() as store:
        found = store.connection.execute(sa.select(clients.c.client, clients.c.place).order_by(clients.c.client))
        assert [tuple(row) for row in found] == [(HERE, "Elders"), (THERE, f"place-{THERE}")]
    assert rows(two, "assignments") == 1


@on_both
def test_nothing_is_written_about_somebody_of_another_gemeente(two: Database) -> None:
    line = NewLine(at=NOW, actor="sanne", role="adviseur", kind=LogKind.VIEW, what="client.show", client=THERE)
    entry = NewEntry(
        at=NOW, actor="s", kind="x", subject=Subject.CLIENT, key=THERE, content="{}", idempotency_key="new"
    )
    with two.within(LEIDEN).begin() as store:
        for write in (
            lambda: store.add_line(line),
            lambda: store.add_entry(entry),
            lambda: store.assign([(THERE, "V1")], "s", "s", NOW),
        ):
            with pytest.raises(StoreError, match="nobody of your gemeente"):
                write()


@on_both
def test_the_log_of_the_region_stays_one_chain_whoever_writes(database: Database) -> None:
    with database.begin() as store:
        for key, gemeente in ((HERE, "Leiden"), (THERE, "Delft")):
            store.apply("clients", [((key,), {"client": key, "gemeente": gemeente}, key)], [], NOW.date())
    for scope, client in ((LEIDEN, HERE), (Scope(gemeenten=("Delft",)), THERE), (LEIDEN, HERE)):
        with database.within(scope).begin() as store:
            view = NewLine(at=NOW, actor="s", role="adviseur", kind=LogKind.VIEW, what="client.show", client=client)
            store.add_line(view)
    with database.within(LEIDEN).read() as store:
        chain = store.check_chain()
    assert (chain.lines, chain.broken_at) == (3, None)


@on_both
def test_who_looks_beyond_his_scope_is_held_to_it_afterwards_whatever_happens(two: Database) -> None:
    def failing() -> None:
        with store.beyond_scope():
            assert store.count_open("clients") == 0
            store.connection.execute(sa.text("SELECT no_such_column FROM runs"))

    with two.within(LEIDEN).read() as store:
        with store.beyond_scope():
            assert len(store.all_values("clients", "client")) == 2
        assert store.all_values("clients", "client") == [HERE]
        with pytest.raises(sa.exc.DBAPIError):
            failing()
        assert store.all_values("clients", "client") == [HERE]


def test_an_order_to_look_for_work_names_only_own_people(database: Database) -> None:
    with database.begin() as store:
        store.apply("clients", [(("K1",), {"client": "K1", "gemeente": "Leiden"}, "d")], [], NOW.date())
        published(store, proposal())
        store.write_results("r1", ACQUISITIONS, [acquisition()])
        whole = store.results("r1", ACQUISITIONS)[0]
    with database.within(LEIDEN).read() as store:
        own = store.results("r1", ACQUISITIONS)[0]
        run = store.current_run()
    assert set(own.clients) == set(whole.clients) & {"K1"}
    assert run is not None
    with database.within(Scope(gemeenten=("Delft",))).read() as store:
        assert store.results("r1", ACQUISITIONS)[0].clients == ()


def test_a_scope_is_kept_as_text_and_names_cannot_end_a_question() -> None:
    hertogenbosch = Scope(gemeenten=("'s-Hertogenbosch", "Súdwest-Fryslân"))
    assert Scope.of(hertogenbosch.text) == hertogenbosch
    assert (Scope.of("*"), Scope.of("")) == (REGION, NOBODY)
    for name in ("%", "a:b", "a\\", "a\nb", ""):
        with pytest.raises(ValueError, match="name of a gemeente"):
            Scope(gemeenten=(name,))


def test_a_gemeente_with_a_quote_in_its_name_is_found(database: Database) -> None:
    with database.begin() as store:
        row = {"client": "K1", "gemeente": "'s-Hertogenbosch"}
        store.apply("clients", [(("K1",), row, "d")], [], NOW.date())
    with database.within(Scope(gemeenten=("'s-Hertogenbosch",))).read() as store:
        assert store.all_values("clients", "client") == ["K1"]
