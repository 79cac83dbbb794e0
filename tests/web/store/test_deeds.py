"""What a process keeps of decisions and reads on is what the store would tell anew: of each scope and each process."""

import gc
import weakref
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests.postgres import on_both
from tests.web.made import DAY, NOW, event_of, proposal, published
from tests.web.store.two_gemeenten import HERE, THERE, cells
from web.store.database import Database
from web.store.events import EventKind, Told
from web.store.pair_states import PairState
from web.store.plain_states import Pair
from web.store.records import ProposalRow
from web.store.schema import sheet_tables
from web.store.scope import REGION, Scope

LEIDEN, DELFT = Scope(gemeenten=("Leiden",)), Scope(gemeenten=("Delft",))
SCOPES = (REGION, LEIDEN, DELFT)
OWN = frozenset({("K1", "V1"), ("K2", "V1")})
EVENT = EventKind
# Of a pair of the night, of one that is none, and of another gemeente; the last steps end what was begun.
STEPS = (
    ("K1", "V1", EVENT.DISCUSS),
    ("K2", "V1", EVENT.LATER),
    ("K1", "V3", EVENT.DISCUSS),
    ("K1", "V1", EVENT.UNDO),
    ("K2", "V3", EVENT.REJECT),
    ("K1", "V1", EVENT.REJECT),
    ("K1", "V3", EVENT.REJECT),
    ("K2", "V1", EVENT.DISCUSS),
)


@pytest.fixture
def two(database: Database) -> Database:
    """A night with a proposal for somebody of Leiden and one for somebody of Delft."""
    with database.begin() as store:
        for client in (HERE, THERE):
            table = sheet_tables["clients"]
            store.connection.execute(table.insert().values(dict(cells(table, client)) | {"closed_on": None}))
        published(store, proposal("K1", "V1"), proposal("K2", "V1"))
    return database


def decide(database: Database, client: str, vacancy: str, kind: EventKind, number: int = 0) -> int:
    """Let somebody decide; an undoing takes back the newest decision."""
    with database.begin() as store:
        seen = store.events_of_pair(client, vacancy)
        row = replace(_row(store.proposal_of_pair("r1", client, "V1")), vacancy=vacancy)
        told = Told(undoes=seen[-1].id) if kind is EVENT.UNDO else Told(note="Woorden", until=DAY + timedelta(days=3))
        made = event_of(row, kind, f"{client} {vacancy} {kind} {number}", seen=len(seen), told=told)
        return store.add_event(made).id


def _row(found: ProposalRow | None) -> ProposalRow:
    assert found is not None
    return found


def kept(database: Database, scope: Scope) -> dict[Pair, PairState]:
    """Give what a process tells of a scope."""
    with database.within(scope).read() as store:
        return dict(store.deeds("r1", OWN, DAY).states)


def anew(database: Database, scope: Scope) -> dict[Pair, PairState]:
    """Give what the store tells of a scope."""
    with database.within(scope).read() as store:
        return store.states_beside(OWN, DAY)


@on_both
def test_after_every_decision_each_process_tells_each_scope_what_the_store_would(two: Database) -> None:
    # One process is asked after each decision, another after two.
    other = Database(two._engine.url.render_as_string(hide_password=False))
    seen = []
    for number, (client, vacancy, kind) in enumerate(STEPS):
        decide((two, other)[number % 2], client, vacancy, kind)
        for scope in SCOPES:
            told = anew(two, scope)
            assert kept(two, scope) == told
            assert number % 2 == 0 or kept(other, scope) == told
        seen.append((set(kept(two, LEIDEN)), set(kept(two, DELFT))))
    other.close()
    assert seen[0] == ({("K1", "V1")}, set())
    assert seen[2] == ({("K1", "V1"), ("K1", "V3")}, {("K2", "V1")})
    assert seen[-1] == ({("K1", "V1")}, {("K2", "V1")})


@on_both
def test_what_is_kept_is_read_on_and_not_read_again(two: Database) -> None:
    def asked() -> list[bool]:
        found: list[bool] = []

        def watch(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            if "events" in statement:
                found.append("newer" in statement)

        sa.event.listen(two._engine, "before_cursor_execute", watch)
        kept(two, REGION)
        sa.event.remove(two._engine, "before_cursor_execute", watch)
        return found

    assert [asked(), asked()] == [[False], []]
    decide(two, "K1", "V1", EVENT.DISCUSS)
    assert [asked(), asked()] == [[True], []]


@on_both
def test_a_transaction_is_told_nothing_that_happened_after_it_began(two: Database) -> None:
    decide(two, "K1", "V1", EVENT.DISCUSS)
    with two.read() as before:
        assert set(before.deeds("r1", OWN, DAY).states) == {("K1", "V1")}
        decide(two, "K2", "V1", EVENT.DISCUSS)
        assert set(kept(two, REGION)) == OWN
        assert set(before.deeds("r1", OWN, DAY).states) == {("K1", "V1")}
    assert set(kept(two, REGION)) == OWN


@on_both
def test_a_transaction_that_writes_sees_its_own_decision(two: Database) -> None:
    assert kept(two, REGION) == {}
    with two.begin() as store:
        row = _row(store.proposal_of_pair("r1", "K1", "V1"))
        store.add_event(event_of(row, EVENT.DISCUSS, "f1"))
        assert set(store.deeds("r1", OWN, DAY).states) == {("K1", "V1")}


@on_both
def test_nothing_is_kept_of_who_is_forgotten(two: Database) -> None:
    decide(two, "K1", "V1", EVENT.DISCUSS)
    assert set(kept(two, REGION)) == {("K1", "V1")}
    with two.begin() as store:
        store.erase_person("K1", "m.bakker", NOW)
    assert ("K1", "V1") not in kept(two, REGION)
    assert kept(two, REGION) == anew(two, REGION)


@on_both
def test_a_decision_that_is_taken_back_with_its_transaction_is_not_told(two: Database) -> None:
    assert kept(two, REGION) == {}
    with pytest.raises(ZeroDivisionError):
        _broken_off(two)
    assert kept(two, REGION) == {}
    decide(two, "K2", "V1", EVENT.DISCUSS)
    assert set(kept(two, REGION)) == {("K2", "V1")}


def _broken_off(database: Database) -> None:
    with database.begin() as store:
        row = _row(store.proposal_of_pair("r1", "K1", "V1"))
        store.add_event(event_of(row, EVENT.DISCUSS, "f1"))
        assert kept(database, REGION) == {}
        raise ZeroDivisionError


def test_another_day_is_another_state(two: Database) -> None:
    decide(two, "K1", "V1", EVENT.LATER)
    with two.read() as store:
        today = store.deeds("r1", OWN, DAY).states["K1", "V1"]
        later = store.deeds("r1", OWN, DAY + timedelta(days=3)).states["K1", "V1"]
    assert (today.status.value, later.status.value) == ("later", "nieuw")


@on_both
def test_unfinished_pairs_are_found_by_person_and_by_work(two: Database) -> None:
    for client, vacancy, kind in STEPS[:5]:
        decide(two, client, vacancy, kind)
    with two.read() as store:
        by_client, by_vacancy = store.deeds("r1", OWN, DAY).unfinished
        assert set(store.unfinished_states(DAY)) == {("K1", "V3")}
    assert by_client == {"K1": {("K1", "V3")}}
    assert by_vacancy == {"V3": {("K1", "V3")}}


@on_both
def test_what_is_kept_of_decisions_shares_its_texts(two: Database) -> None:
    for number, (client, vacancy, kind) in enumerate(STEPS):
        decide(two, client, vacancy, kind, number)
    with two.read() as store:
        states = store.deeds("r1", OWN, DAY).states
    found = [event for state in states.values() for event in state.events]
    assert len(found) > len(states)
    for name in ("actor", "run_id", "client", "vacancy"):
        texts = [getattr(event, name) for event in found]
        assert len({id(text) for text in texts}) == len(set(texts)), name


@on_both
def test_scopes_share_a_state_and_it_goes_with_the_last_that_keeps_it(two: Database) -> None:
    for number, (client, vacancy, kind) in enumerate(STEPS):
        decide(two, client, vacancy, kind, number)
    with two.read() as store:
        found = store.states_beside(OWN, DAY)
    with two.within(LEIDEN).read() as store:
        own = store.states_beside(OWN, DAY)
    assert own, "nobody decided in this gemeente; this test shows nothing"
    assert all(state is found[pair] for pair, state in own.items())
    with two.read() as store:
        assert store.states_beside(OWN, DAY + timedelta(days=30)) != found, "Another day is another state."
    watched = [weakref.ref(state) for state in found.values()]
    del found, own
    gc.collect()
    assert all(one() is None for one in watched)
