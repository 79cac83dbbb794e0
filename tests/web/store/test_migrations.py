"""A store of an earlier version is brought up to date with everything in it."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from tests.web.made import key, proposal, published
from web.store.codec import to_json
from web.store.database import MIGRATIONS, Database
from web.store.records import Amount


def migrate(database: Database, revision: str) -> None:
    """Bring an empty database to one revision."""
    with database._engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_the_weighings_of_the_first_store_survive(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'waag.db'}")
    migrate(database, "0001")
    with database.begin() as store:
        # The first store kept a weighing as plain text in a table of that name.
        store.connection.exec_driver_sql("CREATE TABLE weighings (proposal_id TEXT, proposal BLOB)")
        store.connection.exec_driver_sql("ALTER TABLE proposal_amounts ADD COLUMN detail BLOB")
        store.connection.exec_driver_sql("ALTER TABLE proposals ADD COLUMN is_own_match BOOLEAN DEFAULT 0")
        rows = published(store, proposal(), proposal("K2", "V2"), run_key=key())
        store.connection.exec_driver_sql("DROP TABLE weighings")
        store.connection.exec_driver_sql("ALTER TABLE proposal_amounts DROP COLUMN detail")
        store.connection.exec_driver_sql("ALTER TABLE proposals DROP COLUMN is_own_match")
        for row, made in zip(rows, (proposal(), proposal("K2", "V2")), strict=True):
            store.connection.exec_driver_sql("INSERT INTO proposal_details VALUES (?, ?)", (row.id, to_json(made)))
    database.upgrade()
    with database.ready().read() as store:
        assert list(store.plan_proposals("r1")) == [proposal(), proposal("K2", "V2")]
        assert set(store.amounts("r1").values()) == {Amount(basis="onbekend")}


def test_the_loonwaarde_of_an_earlier_store_keeps_its_row_under_its_day(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'waag.db'}")
    migrate(database, "0002")
    with database.begin() as store:
        store.connection.exec_driver_sql(
            "INSERT INTO sheet_loonwaarde (row_key, client, occupation, percent, source, date, row_digest, "
            "first_seen_on, changed_on) VALUES (?, 'K1', 'inpakker', '60', 'uwv', '2026-01-01', '', ?, ?)",
            ('["K1","inpakker","","uwv"]', "2026-01-02", "2026-01-02"),
        )
    database.upgrade()
    with database.ready().read() as store:
        assert list(store.open_keys("loonwaarde")) == [("K1", "inpakker", "", "uwv", "2026-01-01")]
        (row,) = store.open_rows("loonwaarde")
        assert (row["percent"], row["share"]) == ("60", "")
