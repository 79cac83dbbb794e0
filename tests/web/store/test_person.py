"""Inzage and wissing: a canary planted everywhere is found everywhere, and is nowhere after it was erased."""

import json
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.postgres import on_both
from tests.web.made import NOW, fresh, proposal, published
from tests.web.service.conftest import Still
from tests.web.store.test_log import later, view
from web.config import Settings
from web.service.dossier.inzage import everything
from web.service.manage.erasing import NobodyKnown, erase, erase_again
from web.service.manage.ledger import BrokenLedger, Ledger
from web.service.manage.retention import retain
from web.service.night.kept_stages import stages_folder
from web.service.oversight.audit import audit
from web.store.database import Database
from web.store.erasing import KEPT, PASSING
from web.store.errors import StoreError
from web.store.log import LogQuery
from web.store.person import Marks, tables, text_columns
from web.store.schema import DeflatedText, UtcDateTime, certificates, journal, runs, upload_files
from web.store.store import Store
from web.store.uploads import Upload

CANARY, NAME = "kanarie-7f3", "Jopie Kanarievogel"
JSON = json.dumps({"client": CANARY, "rivals": [{"client": "K2", "points": 3}]})
# These name nobody by their nature: what they hold is counted by the schema, and planted in by nobody.
WITHOUT_PEOPLE = {"alembic_version", "accounts", "sessions", "identities", "tries", "meta", "deliveries", "uploads"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_folder=tmp_path, database_url=f"sqlite:///{tmp_path / 'waag.db'}")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A store with the canary in every table that can hold somebody, beside another client."""
    made = fresh(tmp_path)
    with made.begin() as store:
        published(store, proposal(CANARY, "V1"), proposal("K2", "V2"))
        store.add_line(view(client="K2"))
        store.add_line(view(client=CANARY))
        store.add_event(later(store))
        store.add_line(view("bram", CANARY))
        plant(store)
    yield made
    made.close()


def plant(store: Store) -> None:
    """Put a row about the canary in every table that has none yet."""
    store.add_upload(Upload(id="u1", actor="lead", at=NOW, is_delta=False, state="wacht"), {"a.csv": b"client\nK2"})
    there = {"runs", "current_run", "run_progress", "log_lines", "events", "weighings", "proposal_amounts"}
    for table in tables():
        if table.name in WITHOUT_PEOPLE | there:
            continue
        own = [column for column in table.columns if column.name in ("client", "row_key", "owner", "key")]
        query = (
            sa.select(sa.literal(1)).select_from(table).where(sa.or_(sa.false(), *(column == CANARY for column in own)))
        )
        if own and store.connection.execute(query).first():
            continue
        store.connection.execute(table.insert().values({column.name: cell(column) for column in table.columns}))


def cell(column: sa.Column[object]) -> object:
    """Give a value for a column: the canary wherever words can stand."""
    if column.foreign_keys:
        return {"run_id": "r1", "upload_id": "u1"}[column.name]
    if column.name == "row_key":
        return json.dumps([CANARY, "x"])
    if column.table is journal and column.name not in ("key", "content"):
        return NOW if column.name == "at" else None if column.name == "id" else "client"
    if isinstance(column.type, DeflatedText):
        return JSON
    if isinstance(column.type, sa.LargeBinary):
        return zlib.compress(JSON.encode()) if column.table is certificates else f"client\n{CANARY}\n".encode()
    if isinstance(column.type, sa.Text):
        return CANARY
    if isinstance(column.type, UtcDateTime):
        return NOW
    return date(2026, 11, 2) if isinstance(column.type, sa.Date) else None if column.nullable else 1


def holding(database: Database) -> set[str]:
    """Give every table that still names the canary, decoded."""
    with database.read() as store:
        return {one.table for one in store.named_in("nobody", CANARY)} | {
            one.table for one in store.named_in("nobody", NAME)
        }


def test_t25_inzage_finds_every_table_that_was_planted_in(database: Database) -> None:
    found = everything(database, Still(), CANARY, actor="lead", role="teamleider")
    assert found is not None
    told = set(found.tables) | {one.table for one in found.named}
    can_hold = {table.name for table in tables() if text_columns(table)} - WITHOUT_PEOPLE
    assert can_hold - told <= {"current_run", "run_progress", "runs"}
    assert json.loads(found.as_json)["tables"]["proposals"][0]["vacancy"] == "V1"
    with database.read() as store:
        assert [line.what for line in store.log(LogQuery(), 1)] == ["inzage_persoon"]


def test_t25_inzage_tells_nothing_of_other_people(database: Database) -> None:
    found = everything(database, Still(), CANARY, actor="lead", role="teamleider")
    assert found is not None
    assert '"K2"' not in found.as_json
    assert "een andere cliënt" in found.as_json


@pytest.mark.parametrize("name", ["Jan (de) B.", "A.*", "[K]", "K+1", "C\\d"])
def test_a_name_is_looked_for_as_it_is_written_and_never_as_a_pattern(name: str) -> None:
    marks = Marks("K(1)", name)
    assert marks.are_in(f"Gesproken met {name} over werk.")
    assert marks.are_in("K(1) belde.")
    assert not marks.are_in("Gesproken met Anna, Jan de B, K1, KK1, C5 over werk.")


def test_t26_after_wissing_the_canary_is_nowhere(database: Database, settings: Settings) -> None:
    rejected = settings.data_folder / "rejected" / "clients.csv"
    rejected.parent.mkdir()
    rejected.write_text(f"client,waarom\n{CANARY},leeg\n")
    done = erase(database, settings, Still(), CANARY, "lead")
    assert holding(database) == set()
    assert done.files == 1
    database.close()
    for path in settings.data_folder.rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path


def test_t26_wissing_takes_what_an_unfinished_night_keeps_beside_the_store(database: Database, tmp_path: Path) -> None:
    elsewhere = Settings(data_folder=tmp_path / "elsewhere", database_url=database.url)
    elsewhere.data_folder.mkdir()
    stages = stages_folder(database, elsewhere) / "a-run"
    stages.mkdir(parents=True)
    (stages / "plan.result").write_bytes(zlib.compress(CANARY.encode()))
    erase(database, elsewhere, Still(), CANARY, "lead")
    assert not stages.exists()


def test_t26_the_audit_keeps_a_pseudonym_and_still_holds(database: Database, settings: Settings) -> None:
    before = audit(database).chain.lines
    done = erase(database, settings, Still(), CANARY, "lead")
    found = audit(database)
    assert (found.holds, found.chain.lines) == (True, before + 1)
    with database.begin() as store:
        (event,) = store.events_of_client(done.erased.pseudonym)
        assert (event.actor, event.note, event.snapshot) == ("sanne", "", None)
        with pytest.raises(sa.exc.IntegrityError, match="only added"):
            store.connection.exec_driver_sql("UPDATE log_lines SET actor = 'anders'")


@pytest.mark.parametrize("column", ["actor", "what", "detail"])
def test_t42_a_line_of_somebody_who_was_erased_is_sealed_again(
    database: Database, settings: Settings, column: str
) -> None:
    erase(database, settings, Still(), CANARY, "lead")
    with database.begin() as store:
        store.connection.exec_driver_sql("DROP TRIGGER log_lines_refuse_update")
        store.connection.exec_driver_sql(f"UPDATE log_lines SET {column} = 'anders' WHERE id = 2")
    assert not audit(database).holds


def test_t42_nobody_hides_a_change_by_calling_it_an_erasure(database: Database) -> None:
    with database.begin() as store:
        store.connection.exec_driver_sql("DROP TRIGGER log_lines_refuse_update")
        store.connection.exec_driver_sql("UPDATE log_lines SET client = 'gewist-000000' WHERE id = 1")
    assert audit(database).chain.damaged == 1


def test_t26_others_keep_what_is_theirs(database: Database, settings: Settings) -> None:
    erase(database, settings, Still(), CANARY, "lead")
    with database.read() as store:
        assert [row.client for row in store.proposal_rows("r1")] == ["K2"]
        assert store.connection.execute(sa.select(sa.func.count()).select_from(runs)).scalar_one() == 1
        own = {row.table for row in store.own_rows("K2")}
        assert {"log_lines", "proposal_amounts", "proposals", "weighings"} <= own


def test_t26_a_store_of_before_forgets_again(database: Database, settings: Settings, tmp_path: Path) -> None:
    database.close()
    old = (tmp_path / "waag.db").read_bytes()
    again = Database(settings.database_url)
    erase(again, settings, Still(), CANARY, "lead")
    again.close()
    for ending in ("-wal", "-shm"):
        (tmp_path / f"waag.db{ending}").unlink(missing_ok=True)
    (tmp_path / "waag.db").write_bytes(old)
    back = Database(settings.database_url)
    assert erase_again(back, settings, Still(), "restore") == 1
    assert holding(back) == set()
    assert audit(back).holds
    assert erase_again(back, settings, Still(), "restore") == 0
    back.close()


def test_the_ledger_names_nobody_and_refuses_to_guess(tmp_path: Path) -> None:
    ledger = Ledger(folder=tmp_path)
    assert not ledger.holds(CANARY)
    ledger.add(CANARY, NOW)
    ledger.add(CANARY, NOW)
    assert ledger.holds(CANARY)
    assert not ledger.holds("K2")
    written = "".join(path.read_text() for path in ledger.files)
    assert CANARY not in written
    assert written.count("mark") == 1
    (tmp_path / "wissingen.sleutel").unlink()
    with pytest.raises(BrokenLedger, match="key"):
        ledger.holds(CANARY)


def test_a_reference_nobody_knows_is_refused(database: Database, settings: Settings) -> None:
    with pytest.raises(NobodyKnown):
        erase(database, settings, Still(), "niemand", "lead")
    assert everything(database, Still(), "niemand", actor="lead", role="") is None
    assert Ledger(folder=settings.data_folder).files == ()


def test_t26_every_table_is_either_emptied_renamed_or_kept_under_a_pseudonym() -> None:
    names = {table.name for table in (*KEPT, *PASSING)}
    assert names == {"events", "log_lines", "journal", "views", "drafts", upload_files.name}


@on_both
def test_t26_wissing_and_its_seal_hold_on_both_databases(empty: Database, tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path, database_url=empty.url)
    with empty.begin() as store:
        published(store, proposal(CANARY, "V1"), proposal("K2", "V2"))
        store.add_line(view(client=CANARY))
        store.add_event(later(store))
    erase(empty, settings, Still(), CANARY, "lead")
    assert holding(empty) == set()
    assert audit(empty).holds
    with pytest.raises(StoreError, match="only added"), empty.begin() as store:
        store.connection.exec_driver_sql("UPDATE log_lines SET actor = 'anders'")
    assert set(retain(empty, Still()).values()) == {0}
