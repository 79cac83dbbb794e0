"""What a process keeps of a list is what the store would give it: whoever changes something, and whoever asks."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event, get_ident

import pytest
import sqlalchemy as sa

from tests.postgres import on_both
from tests.web.made import DAY, proposal, published
from tests.web.store.two_gemeenten import HERE, THERE, cells
from web.store.bulk import add_rows
from web.store.database import Database
from web.store.kept_lists import STAMP, KeptLists, changes_lists
from web.store.listing import ListedRow
from web.store.schema import meta, proposals, runs, sheet_tables
from web.store.scope import Scope

LEIDEN = Scope(gemeenten=("Leiden",))
RUN = "r1"
PERSON = sheet_tables["persoon"]


@pytest.fixture
def store_of_two(database: Database) -> Database:
    """A night with a proposal for somebody of Leiden and one for somebody of Delft."""
    with database.begin() as store:
        for client, name in ((HERE, "Anna"), (THERE, "Bram")):
            for table in (sheet_tables["clients"], PERSON):
                own = dict(cells(table, client)) | {"closed_on": None}
                store.connection.execute(table.insert().values(own | ({"name": name} if table is PERSON else {})))
        published(store, proposal("K1", "V1"), proposal("K2", "V2"))
    return database


def asked(database: Database) -> dict[str, str]:
    """Give the names on the list, by reference."""
    with database.read() as store:
        return {row.client: row.name for row in store.listed_rows(RUN, DAY)}


def reads(database: Database) -> int:
    """Count how often a list is read from its tables when it is asked for."""
    found = []

    def watch(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append("proposals.rank" in statement)

    engine = database._engine
    sa.event.listen(engine, "before_cursor_execute", watch)
    asked(database)
    sa.event.remove(engine, "before_cursor_execute", watch)
    return sum(found)


@on_both
def test_a_list_is_read_once_until_something_of_it_changes(store_of_two: Database) -> None:
    assert [reads(store_of_two) for _ in range(3)] == [1, 0, 0]
    with store_of_two.begin() as store:
        store.connection.execute(PERSON.update().where(PERSON.c.client == "K1").values(name="Anja"))
    assert reads(store_of_two) == 1
    assert asked(store_of_two) == {"K1": "Anja", "K2": "Bram"}


@on_both
def test_what_another_process_changes_is_seen_at_once(store_of_two: Database) -> None:
    assert asked(store_of_two)["K2"] == "Bram"
    other = Database(store_of_two._engine.url.render_as_string(hide_password=False))
    with other.begin() as store:
        store.connection.execute(PERSON.delete().where(PERSON.c.client == "K2"))
        store.connection.execute(proposals.delete().where(proposals.c.id == "-"))
    other.close()
    assert asked(store_of_two) == {"K1": "Anna", "K2": ""}


@on_both
def test_t36_what_is_kept_of_the_region_is_never_given_to_a_gemeente(store_of_two: Database) -> None:
    leiden = store_of_two.within(LEIDEN)
    assert set(asked(store_of_two)) == {"K1", "K2"}
    assert set(asked(leiden)) == {"K1"}
    with leiden.read() as store, store.beyond_scope():
        assert {row.client for row in store.listed_rows(RUN, DAY)} == {"K1", "K2"}
    assert set(asked(leiden)) == {"K1"}


@on_both
def test_while_the_stop_button_is_on_nothing_kept_is_shown(store_of_two: Database) -> None:
    store_of_two.heeds_stop = True
    assert set(asked(store_of_two)) == {"K1", "K2"}
    for is_on in (True, False):
        with store_of_two.begin() as store:
            store.set_stop(is_on=is_on)
        assert set(asked(store_of_two)) == (set() if is_on else {"K1", "K2"})


def test_a_transaction_that_writes_sees_what_it_wrote_itself(store_of_two: Database) -> None:
    asked(store_of_two)
    with store_of_two.begin() as store:
        store.connection.execute(PERSON.delete())
        assert [row.name for row in store.listed_rows(RUN, DAY)] == ["", ""]
        assert store.kept is None


def test_what_is_taken_back_changes_nothing(store_of_two: Database) -> None:
    before = stamp(store_of_two)
    with pytest.raises(ZeroDivisionError):
        broken_off(store_of_two)
    assert stamp(store_of_two) == before != ""
    assert asked(store_of_two) == {"K1": "Anna", "K2": "Bram"}


@on_both
def test_many_rows_at_once_are_a_change_and_a_night_that_is_written_is_none(store_of_two: Database) -> None:
    before = stamp(store_of_two)
    with store_of_two.begin() as store:
        store.connection.execute(runs.insert().from_select(runs.c.keys(), _next_run()))
    assert stamp(store_of_two) == before
    many = dict(cells(PERSON, HERE))
    del many["row_key"]
    with store_of_two.begin() as store:
        add_rows(store.connection, PERSON, [{"row_key": f"{n}", **many, "client": f"K{n}"} for n in range(3, 200)])
    assert stamp(store_of_two) != before


def broken_off(database: Database) -> None:
    """Change something, and go wrong before the end."""
    with database.begin() as store:
        store.connection.execute(PERSON.delete())
        raise ZeroDivisionError


def _next_run() -> sa.Select[tuple[object, ...]]:
    other = {"id": "r2", "run_key": "other"}
    return sa.select(*(sa.literal(other[column.name]) if column.name in other else column for column in runs.c))


def stamp(database: Database) -> str:
    """Give the stamp of the lists."""
    with database.read() as store:
        return str(store.connection.execute(sa.select(meta.c.content).where(meta.c.name == STAMP)).scalar() or "")


@pytest.mark.parametrize(
    ("statement", "does"),
    [
        ("UPDATE persoon SET name = ?", True),
        ('DELETE FROM "proposals" WHERE id = ?', True),
        ("INSERT INTO achtergrond (client) VALUES (?)", True),
        ("\n update runs SET state = ?", True),
        ("INSERT OR REPLACE INTO proposals (id) VALUES (?)", True),
        ("REPLACE INTO runs (id) VALUES (?)", True),
        ("UPDATE OR IGNORE persoon SET name = ?", True),
        ("WITH gone AS (SELECT id FROM runs) DELETE FROM proposals WHERE run_id IN (SELECT id FROM gone)", True),
        ("TRUNCATE persoon", True),
        ("truncate table persoon", True),
        ("INSERT INTO proposals (id) VALUES (?)", False),
        ("INSERT INTO runs (id) VALUES (?)", False),
        ("INSERT INTO outcomes (run_id) VALUES (?)", False),
        ("DELETE FROM outcomes WHERE client = ?", True),
        ("UPDATE next_steps SET is_overdue = ?", True),
        ("INSERT INTO events (id) VALUES (?)", False),
        ("UPDATE proposals_seen SET x = 1", False),
        ("SELECT * FROM persoon", False),
    ],
)
def test_which_statements_can_change_a_list(statement: str, does: bool) -> None:
    assert changes_lists(statement) is does


def test_the_oldest_lists_go_where_there_are_too_many_rows() -> None:
    kept = KeptLists(most_rows=3)
    row = ListedRow._make([""] * len(ListedRow._fields))
    read: list[str] = []

    def ask(key: str, rows: int) -> None:
        kept.get(key, "1", lambda: read.append(key) or (row,) * rows)  # type: ignore[func-returns-value]

    for key in ("a", "b", "a", "c", "a", "b"):
        ask(key, 1 if key != "c" else 2)
    assert read == ["a", "b", "c", "b"]
    ask("large", 9)
    ask("large", 9)
    assert read[-1:] == ["large"]


def test_lists_of_two_stamps_are_kept_and_those_of_before_go() -> None:
    kept, read = KeptLists(), list[str]()

    def ask(key: str, stamp: str) -> None:
        kept.get(key, stamp, lambda: read.append(key + stamp) or ("row",))  # type: ignore[func-returns-value]

    for key, stamp in (("a", "1"), ("b", "1"), ("a", "2"), ("b", "1"), ("c", "3"), ("a", "2"), ("b", "1")):
        ask(key, stamp)
    assert read == ["a1", "b1", "a2", "c3", "b1"]


class Sought:
    """A key that tells when each of some threads has looked for it."""

    def __init__(self, n_threads: int) -> None:
        self.lookers, self.n_threads, self.all_looked = set[int](), n_threads, Event()

    def __hash__(self) -> int:
        self.lookers.add(get_ident())
        if len(self.lookers) == self.n_threads:
            self.all_looked.set()
        return 1


def test_of_those_who_ask_for_a_list_at_once_one_reads_it_and_the_others_wait() -> None:
    kept, key, go, times = KeptLists(), Sought(4), Event(), list[int]()

    def read() -> tuple[str, ...]:
        times.append(1)
        assert go.wait(10)
        return ("row",)

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(kept.get, key, "one", read) for _ in range(4)]
        assert key.all_looked.wait(10)
        assert kept.get("another", "one", lambda: ("other",)) == ("other",), "Another list waits for none."
        go.set()
        assert {one.result(10) for one in asked} == {("row",)}
    assert times == [1]
    assert kept.get(key, "two", lambda: ("later",)) == ("later",)


def test_a_list_that_could_not_be_read_is_read_by_who_asks_next() -> None:
    kept = KeptLists()
    with pytest.raises(OSError, match="gone"):
        kept.get("a", "one", _fails)
    assert kept.get("a", "one", lambda: ("row",)) == ("row",)


def _fails() -> tuple[str, ...]:
    raise OSError("gone")
