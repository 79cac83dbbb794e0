"""Rows that come as a stream are the rows that come one by one, and stay under the same policies."""

from dataclasses import replace

import pytest

from tests.postgres import Server, on_both
from tests.web.made import NOW, key, proposal, row
from tests.web.results import next_step
from web.store.bulk import FEWEST_TO_STREAM
from web.store.database import Database
from web.store.errors import StoreError
from web.store.policies import BATCH
from web.store.records import Amount
from web.store.results import NEXT_STEPS

MANY = FEWEST_TO_STREAM + 1
AMOUNT = Amount(basis="loonwaarde", cents_per_month=61_200)


def written(database: Database) -> None:
    made = [proposal(f"K{number:03}", f"V\t{number}\\N") for number in range(MANY)]
    with database.begin() as store:
        store.start_run(key(), "r1", NOW)
        rows = [replace(row("r1", one, rank), title="Tab\tén\nregel") for rank, one in enumerate(made)]
        store.write_proposals([(listed, one, AMOUNT) for listed, one in zip(rows, made, strict=True)])
        store.write_results("r1", NEXT_STEPS, [next_step(f"K{number:03}") for number in range(MANY)])
        store.apply("clients", [((one.client,), {"client": one.client}, "d") for one in rows], [], NOW.date())
        assert store.proposal_rows("r1") == rows
        assert list(store.plan_proposals("r1")) == made
        assert set(store.amounts("r1").values()) == {AMOUNT}
        assert len(store.results("r1", NEXT_STEPS)) == store.count_open("clients") == MANY


@on_both
def test_many_rows_come_back_as_they_were_written(database: Database) -> None:
    written(database)


def test_a_stream_passes_the_policies_of_its_login(own_postgres_url: str, postgres: Server) -> None:
    batch = Database(postgres.as_login(own_postgres_url, BATCH)).ready()
    written(batch)
    batch.close()


@on_both
def test_a_stream_with_a_row_that_is_there_keeps_nothing(database: Database) -> None:
    one = [(row("r1", proposal()), proposal(), AMOUNT)] * MANY
    with database.begin() as store:
        store.start_run(key(), "r1", NOW)
    with pytest.raises(StoreError), database.begin() as store:
        store.write_proposals(one)
    with database.read() as store:
        assert store.proposal_rows("r1") == []
