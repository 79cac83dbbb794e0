"""A whole PostgreSQL server that is lost in the night and comes back: nothing is lost, and the night waits for it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from psycopg import sql
from sqlalchemy.engine import make_url

from tests.postgres import Server
from tests.web.made import DAY
from tests.web.service.test_faults import NEXT, current_id, whole
from web.service.night.nightly import Night
from web.store.pieces import Piece
from web.store.records import RunState
from web.store.schema import outcomes
from web.store.store import Store


@pytest.fixture
def _keeps_its_word(postgres: Server, postgres_url: str) -> Iterator[None]:
    """Let this database write what it says is written, as a real one does; the server of the tests only says so."""
    name = sql.Identifier(make_url(postgres_url).database or "")
    postgres.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = on").format(name))
    yield
    postgres.execute(sql.SQL("ALTER DATABASE {} RESET synchronous_commit").format(name))


@pytest.mark.usefixtures("_keeps_its_word")
@pytest.mark.parametrize("store_kind", ["postgresql"], indirect=True)
def test_f04_a_server_that_is_lost_in_the_middle_of_writing_and_comes_back_costs_nothing(
    night: Night, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = postgres.machine
    if machine is None:
        pytest.skip("The server of WAAG_TEST_DATABASE_URL is not ours to stop.")
    night.database.close()
    before = night.run(DAY)
    waited: list[float] = []
    write = Store.add_piece

    def lose(store: Store, piece: Piece) -> None:
        if not waited and piece[0][0] is outcomes:
            machine.crash()
        write(store, piece)

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            machine.start()
            assert current_id(night.database) == before.run.id

    monkeypatch.setattr(Store, "add_piece", lose)
    report = replace(night, wait=wait).run(NEXT)
    assert (report.run.state, waited) == (RunState.DONE, [1.0, 2.0])
    assert whole(night.database, report)
    with night.database.read() as store:
        assert store.check_chain().damage is None
