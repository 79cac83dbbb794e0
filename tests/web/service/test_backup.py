"""Backup and restore: all of it comes back, on either database, or nothing does; and nobody who was erased does."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.postgres import on_both
from tests.web.made import NOW, proposal, published
from tests.web.service.conftest import ROWS, Still, deliver
from tests.web.store.test_log import later, view
from web.config import Settings
from web.service.manage.accounts import hashed
from web.service.manage.backup import SpoiltBackup, back_up, read_backup, restore
from web.service.manage.erasing import BACKUP, erase
from web.store.accounts import Account
from web.store.database import Database
from web.store.errors import StoreError
from web.store.schema import log_lines, sessions

CLOCK = Still()


@dataclass(frozen=True, kw_only=True)
class House:
    """A store with its data folder."""

    database: Database
    settings: Settings

    def counts(self) -> dict[str, int]:
        with self.database.read() as store:
            return {name: sum(1 for _ in store.lines_of(name)) for name in store.table_names()}


def filled(database: Database, folder: Path) -> House:
    deliver(database, ROWS)
    with database.begin() as store:
        store.secret("cookies")
        published(store, proposal("K1"), proposal("K2", "V2"))
        store.add_line(view())
        store.add_event(later(store))
        store.add_account(Account(login="a", password_hash=hashed("x"), role="auditor", is_demo=False), NOW)
        store.open_session("f" * 64, "a", NOW)
    return House(database=database, settings=Settings(data_folder=folder, database_url=database.url))


def house_beside(folder: Path) -> House:
    """Give an empty installation on another machine."""
    folder.mkdir()
    url = f"sqlite:///{folder / 'waag.db'}"
    return House(database=Database(url), settings=Settings(data_folder=folder, database_url=url))


@on_both
def test_t35_a_wiped_store_comes_back_whole(empty: Database, tmp_path: Path) -> None:
    """F25: on SQLite and from PostgreSQL; the copy of one database comes back in the other."""
    here = filled(empty, tmp_path / "hier")
    before = here.counts()
    made = back_up(empty, here.settings, CLOCK, "beheer")
    there = house_beside(tmp_path / "daar")
    done = restore(there.database, there.settings, CLOCK, "beheer", made.path)
    after = there.counts()
    assert done.audit.holds
    assert done.audit.anchors == 1
    assert after == before | {"log_lines": before["log_lines"] + 2}
    with there.database.read() as store:
        assert [event.actor for event in store.events_of_client("K1")] == ["sanne"]
        assert {row.client for row in store.proposal_rows("r1")} == {"K1", "K2"}
        assert store.connection.execute(sa.select(sessions.c.ended_at)).scalar_one() == CLOCK.now()
        assert list(store.connection.execute(sa.select(log_lines.c.id)).scalars()) == [1, 2, 3, 4]
    there.database.close()


def test_t35_a_copy_of_sqlite_comes_back_in_postgresql(own_postgres_url: str, empty: Database, tmp_path: Path) -> None:
    here = filled(empty, tmp_path / "hier")
    made = back_up(empty, here.settings, CLOCK, "beheer")
    settings = Settings(data_folder=tmp_path / "daar", database_url=own_postgres_url)
    server = Database(own_postgres_url)
    assert restore(server, settings, CLOCK, "beheer", made.path).audit.holds
    with server.begin() as store:
        store.add_line(view("bram"))
        assert store.check_chain().damage is None
        (event,) = store.events_of_client("K1")
        assert event.at == NOW
    server.close()


def test_t26_whoever_was_erased_after_the_copy_is_erased_again(empty: Database, tmp_path: Path) -> None:
    here = filled(empty, tmp_path / "hier")
    made = back_up(empty, here.settings, CLOCK, "beheer")
    assert erase(empty, here.settings, CLOCK, "K1", "beheer").copies == 1
    empty.close()
    file = empty.file
    assert file is not None
    for path in file.parent.glob(f"{file.name}*"):
        path.unlink()
    again = Database(empty.url)
    done = restore(again, here.settings, CLOCK, "beheer", made.path)
    assert (done.erased, done.audit.chain.damage) == (1, None)
    with again.read() as store:
        assert not store.is_known("K1")
        assert store.named_in("niemand", "K1") == []
    again.close()


def test_t26_the_copy_itself_remembers_who_was_erased_before_it(empty: Database, tmp_path: Path) -> None:
    here = filled(empty, tmp_path / "hier")
    erase(empty, here.settings, CLOCK, "K1", "beheer")
    made = back_up(empty, here.settings, CLOCK, "beheer")
    there = house_beside(tmp_path / "daar")
    restore(there.database, there.settings, CLOCK, "beheer", made.path)
    assert (tmp_path / "daar" / "wissingen.jsonl").read_text() == (tmp_path / "hier" / "wissingen.jsonl").read_text()
    there.database.close()


def test_f25_a_spoilt_copy_is_refused_before_anything_is_written(empty: Database, tmp_path: Path) -> None:
    here = filled(empty, tmp_path / "hier")
    made = back_up(empty, here.settings, CLOCK, "beheer")
    whole = made.path.read_bytes()
    there = house_beside(tmp_path / "daar")
    for size in (10, len(whole) // 2, len(whole) - 30):
        made.path.write_bytes(whole[:size])
        with pytest.raises(SpoiltBackup, match="Nothing was brought back"):
            restore(there.database, there.settings, CLOCK, "beheer", made.path)
    other = tmp_path / f"anders{BACKUP}"
    made.path.write_bytes(whole)
    with zipfile.ZipFile(made.path) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b"sanne", b"janne") if "events" in name else content)
    with pytest.raises(SpoiltBackup, match="table events"):
        restore(there.database, there.settings, CLOCK, "beheer", other)
    assert not (tmp_path / "daar" / "waag.db").exists()
    assert read_backup(made.path).rows == made.rows
    there.database.close()


def test_f25_a_copy_never_mixes_with_what_is_there(empty: Database, tmp_path: Path) -> None:
    here = filled(empty, tmp_path / "hier")
    made = back_up(empty, here.settings, CLOCK, "beheer")
    with pytest.raises(StoreError, match="empty database"):
        restore(empty, here.settings, CLOCK, "beheer", made.path)
    assert made.path.stat().st_mode & 0o077 == 0
