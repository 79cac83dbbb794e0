"""F26: a store of any earlier version comes up with every row, on both databases, also where an upgrade is killed."""

import multiprocessing
import os
import signal
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

from tests.postgres import on_both
from tests.web.made import NOW
from web.store.database import MIGRATIONS, Database, expected_version
from web.store.kept_lists import LAST_EVENT, STAMP

TEXT = "x1"
CELLS = {"row_key": '["x1"]', "state": "klaar", "reasons": "[]", "motivations": "[]"}
# What the first store called the weighings it kept.
RENAMED = {"proposal_details": "weighings"}


def versions() -> list[str]:
    """Give every version, oldest first."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return [one.revision for one in ScriptDirectory.from_config(config).walk_revisions()][::-1]


@pytest.fixture
def bare(store_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables."""
    is_sqlite = store_kind == "sqlite"
    url = f"sqlite:///{tmp_path / 'waag.db'}" if is_sqlite else request.getfixturevalue("bare_postgres_url")
    made = Database(str(url))
    yield made
    made.close()


def names_of(database: Database) -> list[str]:
    """Give the tables there are, but for the one that holds the version."""
    with database.begin() as store:
        return sorted(set(sa.inspect(store.connection).get_table_names()) - {"alembic_version"})


def fill_new(database: Database, filled: set[str]) -> None:
    """Put a row into every table that has none yet."""
    new = [name for name in names_of(database) if name not in filled]
    found = sa.MetaData()
    with database.begin() as store:
        if new:
            found.reflect(store.connection, only=new)
        for table in found.sorted_tables:
            if table.name in new:
                needed = [one for one in table.columns if one.primary_key or _is_needed(one)]
                store.connection.execute(table.insert().values({one.name: _cell(one) for one in needed}))
                filled |= {table.name, RENAMED.get(table.name, table.name)}


def _is_needed(column: sa.Column[object]) -> bool:
    return not column.nullable and column.server_default is None


def _cell(column: sa.Column[object]) -> object:
    kind = column.type
    if isinstance(kind, sa.Boolean):
        return False
    if isinstance(kind, sa.Integer):
        return 1
    if isinstance(kind, sa.DateTime):
        return NOW
    if isinstance(kind, sa.Date):
        return date(2026, 11, 2)
    return zlib.compress(b"{}") if isinstance(kind, sa.LargeBinary) else CELLS.get(column.name, TEXT)


def counts(database: Database) -> dict[str, int]:
    """Give the rows of every table; what tells what was kept from what is new is no row that has to come up."""
    names = names_of(database)
    with database.begin() as store:
        count = store.connection.exec_driver_sql
        found = {name: int(count(f"SELECT count(*) FROM {name}").scalar_one()) for name in names}
        stamps = count(f"SELECT count(*) FROM meta WHERE name IN ('{STAMP}', '{LAST_EVENT}')").scalar_one()
        return {**found, "meta": found["meta"] - int(stamps)}


@on_both
def test_f26_rows_of_every_earlier_version_come_up_with_the_store(bare: Database) -> None:
    filled: set[str] = set()
    for version in versions():
        bare.upgrade(version)
        fill_new(bare, filled)
    assert bare.ready().schema_version() == expected_version()
    kept = counts(bare)
    assert {name: kept[RENAMED.get(name, name)] for name in filled} == dict.fromkeys(filled, 1)


@on_both
@pytest.mark.parametrize("statement", [8, 60])
def test_f26_an_upgrade_that_is_killed_leaves_the_old_store_and_the_next_one_ends_it(
    bare: Database, statement: int
) -> None:
    first, filled = versions()[0], set[str]()
    bare.upgrade(first)
    fill_new(bare, filled)
    before = counts(bare)
    child = multiprocessing.get_context("fork").Process(target=_upgrade_until, args=(bare.url, statement))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert (bare.schema_version(), counts(bare)) == (first, before)
    bare.upgrade()
    kept = counts(bare.ready())
    assert {name: kept[RENAMED.get(name, name)] for name in filled} == dict.fromkeys(filled, 1)


def _upgrade_until(url: str, statement: int) -> None:
    database, done = Database(url), [0]

    def count(*_given: object) -> None:
        done[0] += 1
        if done[0] == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    sa.event.listen(database._engine, "before_cursor_execute", count)
    database.upgrade()
