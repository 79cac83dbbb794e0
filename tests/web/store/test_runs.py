"""Runs: one per key, nothing seen before the flip, orphans cleaned."""

from datetime import date

import pytest

from solver.planned import Outcome
from tests.postgres import on_both
from tests.web.made import NOW, key, proposal, published, row
from web.store.database import Database
from web.store.errors import StoreError
from web.store.records import Amount, AmountStep, Manifest, RunState, StageCost, public_id


@on_both
def test_nothing_is_current_before_the_flip(database: Database) -> None:
    with database.begin() as store:
        store.start_run(key(), "r1", NOW)
        store.write_proposals([(row("r1", proposal()), proposal(), Amount(basis="geen"))])
        assert store.current_run() is None
        store.publish("r1", RunState.DONE, Manifest(proposals=1), NOW)
        current = store.current_run()
    assert current is not None
    assert (current.id, current.state, current.has_plan) == ("r1", RunState.DONE, True)


@on_both
def test_the_flip_replaces_the_old_run(database: Database) -> None:
    with database.begin() as store:
        published(store, proposal())
        published(store, proposal("K2"), run_key=key(date(2026, 11, 3)), run_id="r2")
        current = store.current_run()
        assert current is not None
        assert [one.client for one in store.proposal_rows(current.id)] == ["K2"]
        assert [one.id for one in store.latest_runs()] == ["r2", "r1"]


@on_both
def test_a_manifest_comes_back_the_same(database: Database) -> None:
    manifest = Manifest(versions=(("ortools", "9.15"),), stages=(StageCost(name="rank", milliseconds=5, peak_kib=9),))
    with database.begin() as store:
        store.start_run(key(), "r1", NOW)
        store.publish("r1", RunState.FALLEN_BACK, manifest, NOW)
        found = store.run("r1")
    assert found is not None
    assert found.manifest == manifest


@on_both
def test_an_unfinished_run_starts_again_without_what_it_had_written(database: Database) -> None:
    with database.begin() as store:
        store.start_run(key(), "r1", NOW)
        store.write_proposals([(row("r1", proposal()), proposal(), Amount(basis="geen"))])
        store.write_outcomes("r1", [Outcome(client="K2", code="reis", count=3)])
        assert store.start_run(key(), "r2", NOW) == "r1"
        assert store.proposal_rows("r1") == []
        assert store.outcomes("r1") == []
        found = store.run("r1")
    assert found is not None
    assert found.attempts == 2


@on_both
def test_a_run_that_died_is_closed_as_failed(database: Database) -> None:
    with database.begin() as store:
        published(store, proposal())
        store.start_run(key(input_digest="zz"), "r2", NOW)
        assert store.abandon_orphans(NOW) == 1
        found, current = store.run("r2"), store.current_run()
    assert found is not None
    assert found.state is RunState.FAILED
    assert current is not None
    assert current.id == "r1"


@on_both
def test_two_runs_of_one_key_cannot_be(database: Database) -> None:
    with database.begin() as store:
        store.start_run(key(), "r1", NOW)
        assert store.find_run(key()) is not None
        assert store.find_run(key(input_digest="other")) is None


@on_both
def test_a_proposal_is_read_back_whole(database: Database) -> None:
    made = proposal()
    steps = (AmountStep(code="grondslag", cents=245000, source="Participatiewet art. 10d"),)
    amount = Amount(basis="loonwaarde", cents_per_month=61200, steps=steps)
    with database.begin() as store:
        store.start_run(key(), "r1", NOW)
        listed = row("r1", made)
        store.write_proposals([(listed, made, amount)])
        store.publish("r1", RunState.DONE, Manifest(), NOW)
        assert store.proposal_row(listed.id) == listed
        assert store.plan_proposal(listed.id) == made
        assert store.amount(listed.id) == amount
        assert store.amounts("r1") == {listed.id: amount}
        assert store.cents_per_month([listed.id]) == {listed.id: 61200}
        assert list(store.plan_proposals("r1")) == [made]
        assert store.proposals_of(client="K1") == [(key().day, listed)]
        assert store.proposals_of(vacancy="V2") == []


@on_both
def test_the_same_proposal_twice_in_a_run_is_refused(database: Database) -> None:
    with database.begin() as store:
        store.start_run(key(), "r1", NOW)
    one = (row("r1", proposal()), proposal(), Amount(basis="geen"))
    with pytest.raises(StoreError), database.begin() as store:
        store.write_proposals([one, one])


def test_a_public_id_is_the_same_for_the_same_night_and_hides_the_reference() -> None:
    first = public_id("salt", key(), "K1", "V1")
    assert first == public_id("salt", key(), "K1", "V1")
    assert first != public_id("pepper", key(), "K1", "V1")
    assert first != public_id("salt", key(date(2026, 11, 3)), "K1", "V1")
    assert "K1" not in first


@on_both
def test_the_run_before_is_of_an_earlier_day(database: Database) -> None:
    with database.begin() as store:
        published(store, proposal())
        assert store.run_before(key().day) is None
        before = store.run_before(date(2026, 11, 3))
    assert before is not None
    assert before.id == "r1"
