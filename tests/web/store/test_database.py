"""The store opens, keeps its own version, and keeps all of a transaction or none."""

from datetime import date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from matcher import sheets
from tests.postgres import on_both
from tests.web.made import NOW, fresh
from web.config import Settings
from web.store.database import Database, expected_version, open_database
from web.store.errors import StoreError
from web.store.schema import metadata
from web.store.sheets import BATCH_SHEETS


def test_an_empty_store_gets_the_tables_of_this_version(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/new/waag.db")
    assert database.schema_version() is None
    assert database.ready().schema_version() == expected_version()


def test_migrations_and_schema_say_the_same(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    with database.read() as store:
        assert compare_metadata(MigrationContext.configure(store.connection), metadata) == []


def test_migrations_and_schema_say_the_same_on_postgresql(postgres_url: str) -> None:
    database = Database(postgres_url)
    with database.read() as store:
        assert compare_metadata(MigrationContext.configure(store.connection), metadata) == []
    database.close()


def test_the_store_keeps_every_column_of_every_sheet_of_the_matcher() -> None:
    assert {one.name: {column.name for column in one.columns} for one in sheets.SHEETS} == {
        name: set(columns) for name, columns in BATCH_SHEETS.items()
    }


def test_sqlite_keeps_what_a_power_cut_may_not_take(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    with database.read() as store:
        assert database.journal_mode() == "wal"
        assert store.connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert store.connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_a_store_of_another_version_is_refused_with_the_remedy(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    with database.begin() as store:
        store.connection.execute(sa.text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(StoreError, match="waag db upgrade"):
        database.ready()


@on_both
def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:

    def half_a_step() -> None:
        with database.begin() as store:
            store.set_fact("a", "1")
            raise KeyError

    with pytest.raises(KeyError):
        half_a_step()
    with database.read() as store:
        assert store.fact("a") is None


@on_both
def test_a_reader_sees_one_moment_while_a_writer_goes_on(database: Database) -> None:
    with database.begin() as store:
        store.set_fact("a", "old")
    with database.read() as reader:
        assert reader.fact("a") == "old"
        with database.begin() as writer:
            writer.set_fact("a", "new")
        assert reader.fact("a") == "old"
    with database.read() as store:
        assert store.fact("a") == "new"


@on_both
def test_a_refusal_of_the_database_is_an_error_of_the_store(database: Database) -> None:
    with pytest.raises(StoreError, match="Nothing of this step was kept"), database.begin() as store:
        store.open_session("t", "nobody", NOW)


def test_a_moment_without_a_zone_is_refused(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    with pytest.raises(sa.exc.StatementError, match="time zone"), database.begin() as store:
        store.open_session("t", "x", datetime(2026, 11, 2, 4))


def test_a_database_nobody_can_open_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="data folder"):
        open_database(Settings(database_url=f"sqlite:///{tmp_path}/file/waag.db"))


def test_a_url_that_is_none_is_refused() -> None:
    with pytest.raises(StoreError, match="WAAG_DATABASE_URL"):
        Database("no url at all")


def test_a_secret_is_made_once(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    with database.begin() as store:
        first = store.secret("pages")
        assert store.secret("pages") == first
        assert len(first) == 64


def test_a_store_is_no_demo_until_it_says_so(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    with database.begin() as store:
        store.set_fact("demo_day", "2026-11-02")
        assert (store.is_demo, store.demo_day) == (False, None)
        store.set_fact("is_demo", "ja")
        assert (store.is_demo, store.demo_day) == (True, date(2026, 11, 2))
