"""A night is counted once: what is kept of it is what the store would give, of this scope alone, until it changes."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from solver.planned import Outcome
from tests.postgres import on_both
from tests.web.made import NOW, key, proposal, published
from tests.web.results import next_step
from tests.web.store.two_gemeenten import HERE, THERE, cells
from web.service.night.nights import NightPage, night_page
from web.store.database import Database
from web.store.results import NEXT_STEPS
from web.store.schema import next_steps, outcomes, sheet_tables
from web.store.scope import Scope

LEIDEN = Scope(gemeenten=("Leiden",))


@pytest.fixture
def counted(database: Database) -> Database:
    """A night in which somebody of Leiden and somebody of Delft have no proposal and wait too long."""
    clients = sheet_tables["clients"]
    with database.begin() as store:
        for client in (HERE, THERE):
            own = dict(cells(clients, client)) | {"closed_on": None}
            store.connection.execute(clients.insert().values(own))
        published(store, proposal("K9", "V9"))
        store.write_outcomes("r1", [Outcome(client=client, code="geen_voorstel", count=0) for client in (HERE, THERE)])
        store.write_results("r1", NEXT_STEPS, [next_step(client, is_overdue=True) for client in (HERE, THERE)])
    return database


def shown(database: Database, run_id: str | None = None) -> NightPage:
    found = night_page(database, run_id)
    assert found is not None
    return found


def sums(database: Database, run_id: str | None = None) -> tuple[int, int]:
    """Give how many have no proposal, and how many wait too long."""
    found = shown(database, run_id)
    return sum(number for _, number in found.outcomes), found.n_overdue


def counts(database: Database) -> int:
    """Count how often the outcomes of a night are counted when its page is asked for."""
    found = []

    def watch(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append("count(*)" in statement and "outcomes" in statement)

    sa.event.listen(database._engine, "before_cursor_execute", watch)
    shown(database)
    sa.event.remove(database._engine, "before_cursor_execute", watch)
    return sum(found)


@on_both
def test_a_night_is_counted_once_until_rows_of_it_go(counted: Database) -> None:
    assert [counts(counted) for _ in range(3)] == [1, 0, 0]
    assert sums(counted) == (2, 2)
    with counted.begin() as store:
        for table in (outcomes, next_steps):
            store.connection.execute(table.delete().where(table.c.client == THERE))
    assert sums(counted) == (1, 1)


@on_both
def test_t36_what_is_counted_of_the_region_is_never_told_to_a_gemeente(counted: Database) -> None:
    assert sums(counted) == (2, 2)
    assert sums(counted.within(LEIDEN)) == (1, 1)
    assert sums(counted) == (2, 2)


@on_both
def test_a_night_that_goes_on_is_counted_anew_each_time(counted: Database) -> None:
    with counted.begin() as store:
        store.start_run(replace(key(), code_version="next"), "r2", NOW)
    assert sums(counted, "r2") == (0, 0)
    with counted.begin() as store:
        store.write_outcomes("r2", [Outcome(client=HERE, code="geen_voorstel", count=0)])
    assert sums(counted, "r2") == (1, 0)
