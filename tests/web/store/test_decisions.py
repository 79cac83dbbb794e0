"""Events: only added, one winner per version, one effect per form."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from tests.postgres import on_both
from tests.web.made import DAY, NOW, proposal, published
from web.store.database import Database
from web.store.errors import StaleDecision, StoreError
from web.store.events import EventKind, Motivation, NewEvent, Told
from web.store.pair_states import PairStatus, state_of


def event(
    kind: EventKind = EventKind.DISCUSS,
    seen: int = 0,
    form: str = "f1",
    until: date | None = None,
    undoes: int | None = None,
) -> NewEvent:
    return NewEvent(
        at=NOW,
        actor="m.bakker",
        run_id="r1",
        proposal_id="p1",
        client="K1",
        vacancy="V1",
        kind=kind,
        idempotency_key=form,
        seen_version=seen,
        told=Told(
            until=until,
            undoes=undoes,
            motivations=(Motivation(item="IV-13", text="tillen gaat met een hulpmiddel"),),
        ),
    )


@pytest.fixture
def ran(database: Database) -> Database:
    """A store with a run of one proposal."""
    with database.begin() as store:
        published(store, proposal())
    return database


@on_both
def test_an_event_comes_back_whole(ran: Database) -> None:
    with ran.begin() as store:
        added = store.add_event(event())
        assert store.events_of_pair("K1", "V1") == [added]
    assert (added.version, added.actor, added.at) == (1, "m.bakker", NOW)
    assert added.motivations == (Motivation(item="IV-13", text="tillen gaat met een hulpmiddel"),)


@on_both
@pytest.mark.parametrize("change", ["UPDATE events SET actor = 'x'", "DELETE FROM events"])
def test_the_database_itself_refuses_to_change_an_event(ran: Database, change: str) -> None:
    with ran.begin() as store:
        store.add_event(event())
    with pytest.raises(StoreError, match="only added"), ran.begin() as store:
        store.connection.execute(sa.text(change))


@on_both
def test_who_saw_an_older_version_hears_who_was_first(ran: Database) -> None:
    with ran.begin() as store:
        store.add_event(event())
    with pytest.raises(StaleDecision, match=r"m\.bakker") as caught, ran.begin() as store:
        store.add_event(event(EventKind.LATER, 0, "f2"))
    assert (caught.value.actor, caught.value.at, caught.value.version) == ("m.bakker", NOW, 1)


@on_both
def test_the_same_form_twice_is_one_event(ran: Database) -> None:
    for _ in range(3):
        with ran.begin() as store:
            store.add_event(event())
    with ran.read() as store:
        assert len(store.events_of_pair("K1", "V1")) == 1


@on_both
def test_of_twenty_who_decide_at_once_one_wins(ran: Database) -> None:
    won, lost = [], []

    def decide(number: int) -> None:
        try:
            with ran.begin() as store:
                won.append(store.add_event(event(form=f"f{number}")))
        except StaleDecision as stale:
            lost.append(stale)

    threads = [threading.Thread(target=decide, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), len(lost)) == (1, 19)
    with ran.read() as store:
        assert len(store.events_of_client("K1")) == 1


@on_both
def test_a_later_comes_back_on_its_day(ran: Database) -> None:
    with ran.begin() as store:
        store.add_event(event(EventKind.LATER, until=DAY + timedelta(days=3)))
        assert store.pair_states(DAY)["K1", "V1"].status is PairStatus.LATER
        assert store.pair_states(DAY + timedelta(days=2))["K1", "V1"].status is PairStatus.LATER
        assert store.pair_states(DAY + timedelta(days=3))["K1", "V1"].status is PairStatus.NEW


@on_both
def test_a_ban_holds_up_to_and_with_its_last_day_or_for_ever(ran: Database) -> None:
    with ran.begin() as store:
        first = store.add_event(event(EventKind.REJECT, until=DAY))
        assert state_of([first], DAY).status is PairStatus.REJECTED
        assert state_of([first], DAY + timedelta(days=1)).status is PairStatus.NEW
        assert state_of([replace(first, until=None)], date(2099, 1, 1)).status is PairStatus.REJECTED


@on_both
def test_an_undone_event_counts_no_longer_but_stays(ran: Database) -> None:
    with ran.begin() as store:
        first = store.add_event(event())
        second = store.add_event(event(EventKind.REJECT, 1, "f2"))
        store.add_event(event(EventKind.UNDO, 2, "f3", undoes=second.id))
        found = store.events_of_vacancy("V1")
    state = state_of(found, DAY)
    assert (len(found), state.status, state.version) == (3, PairStatus.DISCUSSED, 3)
    assert state.last == first
