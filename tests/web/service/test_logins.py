"""A night and a decision on PostgreSQL, each under the login that does it, and neither under the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import Server
from tests.web.made import DAY, event_of
from tests.web.service.conftest import ROWS, FirstFits, Still, deliver
from web.config import Settings
from web.service.desk import open_desk
from web.service.night.nightly import Night
from web.store.database import Database
from web.store.errors import StoreError
from web.store.events import EventKind
from web.store.policies import BATCH, WEB
from web.store.records import RunState
from web.store.scope import Scope

LEIDEN, DELFT = Scope(gemeenten=("Leiden",)), Scope(gemeenten=("Delft",))


@pytest.fixture
def batch(own_postgres_url: str, postgres: Server) -> Iterator[Database]:
    made = Database(postgres.as_login(own_postgres_url, BATCH)).ready()
    yield made
    made.close()


@pytest.fixture
def pages(own_postgres_url: str, postgres: Server) -> Iterator[Database]:
    made = Database(postgres.as_login(own_postgres_url, WEB)).ready()
    yield made
    made.close()


def night_of(database: Database, folder: Path) -> Night:
    settings = Settings(data_folder=folder, database_url=database.url)
    return Night(database=database, settings=settings, clock=Still(), plan=FirstFits())


def discuss(database: Database, client: str) -> None:
    with database.begin() as store:
        run = store.current_run()
        assert run is not None
        row = next((one for one in store.proposal_rows(run.id) if one.client == client), None)
        if row is None:
            raise LookupError(client)
        store.add_event(event_of(row, EventKind.DISCUSS, client))


def test_t17_the_login_of_the_night_makes_nights_and_the_login_of_pages_decisions(
    batch: Database, pages: Database, tmp_path: Path
) -> None:
    deliver(batch, ROWS)
    assert night_of(batch, tmp_path).run(DAY).run.state is RunState.DONE
    with pytest.raises(StoreError, match="permission denied"):
        discuss(batch, "K1")
    discuss(pages.within(LEIDEN), "K1")
    with pytest.raises(LookupError):
        discuss(pages.within(LEIDEN), "K2")
    discuss(pages.within(DELFT), "K2")
    with pages.read() as store:
        assert store.check_chain().broken_at is None
        assert store.last_event() == 2
    with pytest.raises(StoreError, match="permission denied"):
        night_of(pages, tmp_path / "pages").run(DAY)


def test_several_gemeenten_in_real_use_need_the_second_wall(
    database: Database, tmp_path: Path, batch: Database, pages: Database, own_postgres_url: str
) -> None:
    with pytest.raises(StoreError, match="2 gemeenten"):
        open_desk(Settings(data_folder=tmp_path, database_url=database.url))
    deliver(batch, ROWS)
    with pytest.raises(StoreError, match="superuser"):
        open_desk(Settings(data_folder=tmp_path, database_url=own_postgres_url))
    desk = open_desk(Settings(data_folder=tmp_path, database_url=pages.url))
    desk.database.close()
