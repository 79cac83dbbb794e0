"""A past night is made again to the same bytes, also after its details were thrown away to make room."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from tests.postgres import on_both
from tests.web.made import DAY
from tests.web.service.conftest import FirstFits, deliver
from tests.web.service.test_past_night import decide
from web.service.night.export import export_plan
from web.service.night.nightly import Night
from web.service.night.pruning import prune_nights
from web.service.night.replay import Replayed, replay, replay_last
from web.store.errors import StoreError
from web.store.events import EventKind

ROWS = {"clients": [{"client": "K1", "gemeente": "Leiden", "hours": "20"}]}


def again(night: Night, run_id: str | None = None) -> Replayed:
    return replay(night.database, run_id, plan=FirstFits())


@pytest.fixture
def nights(night: Night) -> list[str]:
    """Five nights, with a decision and a delivery in between; the last is shown."""
    made = []
    for number in range(5):
        made.append(night.run(DAY + timedelta(days=number)).run.id)
        if number == 0:
            decide(night, EventKind.DISCUSS)
        if number == 1:
            deliver(night.database, ROWS, DAY + timedelta(days=1))
    return made


@on_both
def test_t02_every_past_night_is_made_again_to_the_same_bytes(night: Night, nights: list[str]) -> None:
    found = list(replay_last(night.database, 30, replay_one=lambda run_id: again(night, run_id)))
    assert [one.run.id for one in found] == nights[::-1]
    assert all(one.is_same and one.is_same_code for one in found)
    assert len({one.stored for one in found}) > 1


@dataclass(kw_only=True)
class OtherPlan(FirstFits):
    """Proves less than the small plan does."""

    status: str = "canonical"


def test_t02_a_plan_that_comes_out_otherwise_is_told(night: Night) -> None:
    night.run(DAY)
    found = replay(night.database, plan=OtherPlan())
    assert not found.is_same
    assert found.stored != found.again


def test_details_of_old_nights_go_and_decisions_numbers_and_the_replay_stay(night: Night, nights: list[str]) -> None:
    database = night.database
    with database.read() as store:
        shown = store.proposal_rows(nights[0])
        events = store.events_of_pair(*shown[0].pair)
        before = store.run(nights[0])
    assert before is not None
    assert before.manifest is not None
    assert len(events) == 1
    assert prune_nights(database, 2) == nights[:3]
    assert prune_nights(database, 2) == []
    with database.read() as store:
        after, decided = store.run(nights[0]), {event.proposal_id for event in events}
        assert (store.events_of_pair(*shown[0].pair), store.proposal_rows(nights[0])) == (events, shown)
        told = {row.id: store.plan_proposal(row.id) is not None for row in shown}
        assert store.outcomes(nights[0]) == []
        assert store.plan_proposal(store.proposal_rows(nights[3])[0].id) is not None
    assert told == {row.id: row.id in decided for row in shown}
    assert after == replace(before, manifest=replace(before.manifest, is_pruned=True))
    with pytest.raises(StoreError, match="make room"):
        list(export_plan(database, nights[0]))
    assert again(night, nights[0]).is_same


def test_the_night_that_is_shown_is_never_thrown_away(night: Night) -> None:
    newest = night.run(DAY + timedelta(days=3)).run.id
    older = [night.run(DAY + timedelta(days=number)).run.id for number in range(2)]
    assert prune_nights(night.database, 2) == older[:1]
    with night.database.read() as store:
        shown = store.current_run()
    assert shown is not None
    assert shown.id == newest
