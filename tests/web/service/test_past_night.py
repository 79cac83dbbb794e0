"""The night of a stored run comes back as it was, or not at all."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from matcher.errors import PolicyError, WaagError
from matcher.policy import MatchPolicy, StepPolicy
from solver.policy import SolverPolicy
from tests.web.made import DAY, event_of
from tests.web.service.conftest import ROWS, FirstFits, deliver
from web.service.night.nightly import Night
from web.service.night.past import ChangedSince, past_night
from web.service.night.versions import policies, policies_of
from web.store.errors import StoreError
from web.store.events import EventKind
from web.store.schema import row_changes

NEXT = DAY + timedelta(days=1)


def decide(night: Night, kind: EventKind) -> None:
    """Decide about the first proposal that is shown."""
    with night.database.begin() as store:
        run = store.current_run()
        assert run is not None
        row = store.proposal_rows(run.id)[0]
        seen = len(store.events_of_pair(*row.pair))
        store.add_event(event_of(row, kind, f"{row.id}-{seen}", at=night.clock.now(), actor="an", seen=seen))


def test_the_night_of_the_shown_run_is_what_the_plan_saw(night: Night) -> None:
    run = night.run(DAY).run
    past = past_night(night.database)
    assert isinstance(night.plan, FirstFits)
    assert past.night.region == night.plan.seen[-1]
    assert (past.run.id, past.run.key, past.is_same_code) == (run.id, run.key, True)
    assert past.rules.day == DAY


def test_decisions_after_a_run_do_not_change_its_night(night: Night) -> None:
    first = night.run(DAY).run
    decide(night, EventKind.DISCUSS)
    second = night.run(NEXT).run
    decide(night, EventKind.REJECT)
    third = night.run(NEXT).run
    assert isinstance(night.plan, FirstFits)
    saw = dict(zip((first.id, second.id, third.id), night.plan.seen, strict=True))
    assert all(past_night(night.database, run).night.region == region for run, region in saw.items())
    assert [len(region.held) for region in night.plan.seen] == [0, 1, 1]
    assert [sum(len(one.forbidden) for one in region.clients) for region in night.plan.seen] == [0, 0, 1]
    assert night.plan.seen[1].yesterday != night.plan.seen[0].yesterday


def test_the_choices_of_a_run_come_back_to_every_field(night: Night) -> None:
    match_policy = MatchPolicy(version="proef-2", wish_full=200, wish_sector=10, next_step=StepPolicy(few_limits=3))
    solver_policy = SolverPolicy(stability_bonus=17, floor_share_percent=55)
    run = replace(night, match_policy=match_policy, solver_policy=solver_policy).run(DAY).run
    past = past_night(night.database, run.id)
    assert (past.match_policy, past.solver_policy) == (match_policy, solver_policy)


def test_each_field_of_a_policy_is_kept_by_name_also_at_its_default() -> None:
    texts = dict(policies(MatchPolicy(), SolverPolicy()))
    for kind, name in ((MatchPolicy, "match"), (StepPolicy, "match"), (SolverPolicy, "solver")):
        assert all(f'"{field.name}":' in texts[name] for field in fields(kind))
    assert policies_of(texts) == (MatchPolicy(), SolverPolicy())


def test_a_policy_with_a_field_nobody_knows_is_refused_with_what_to_do() -> None:
    texts = dict(policies(MatchPolicy(), SolverPolicy())) | {"solver": '{"gone": 1}'}
    with pytest.raises(PolicyError, match="the version that made the run"):
        policies_of(texts)


def test_choices_that_were_changed_afterwards_are_refused(night: Night) -> None:
    run = night.run(DAY).run
    assert run.manifest is not None
    other = replace(run.manifest, policies=policies(MatchPolicy(), SolverPolicy(tie_digits=5)))
    with night.database.begin() as store:
        store.publish(run.id, run.state, other, night.clock.now())
    with pytest.raises(WaagError, match="not those it was made with"):
        past_night(night.database)


def test_rows_come_back_as_each_run_read_them(night: Night) -> None:
    first, second = ROWS["clients"][0], ROWS["clients"][1]
    runs = [night.run(DAY).run.id]
    deliver(night.database, {"clients": [{**first, "hours": "12"}]})
    with night.database.begin() as store:
        store.apply("clients", [], [("K2",)], DAY)
    runs.append(night.run(DAY).run.id)
    deliver(night.database, {"clients": [{**first, "hours": "8"}, second, {"client": "K9", "gemeente": "Delft"}]})
    runs.append(night.run(NEXT).run.id)
    deliver(night.database, {"clients": [first]})
    assert isinstance(night.plan, FirstFits)
    assert [len(region.clients) for region in night.plan.seen] == [3, 2, 4]
    assert [past_night(night.database, run).night.region for run in runs] == night.plan.seen


def test_rows_that_are_gone_are_named_and_what_to_do(night: Night) -> None:
    run = night.run(DAY).run
    deliver(night.database, {"clients": [{**ROWS["clients"][0], "hours": "12"}]})
    with night.database.begin() as store:
        store.connection.execute(row_changes.delete())
    with pytest.raises(ChangedSince, match="waag nightly") as refused:
        past_night(night.database, run.id)
    assert refused.value.run_id == run.id


def test_nothing_is_kept_of_who_somebody_is_or_before_the_first_night(night: Night) -> None:
    with night.database.begin() as store:
        assert store.last_change() == 0
    night.run(DAY)
    with night.database.begin() as store:
        store.apply("persoon", [(("K1",), {"client": "K1", "name": "Anna"}, "x")], [], DAY)
        assert store.last_change() == 0


def test_a_run_that_does_not_exist_is_refused_with_those_that_do(night: Night) -> None:
    made = night.run(DAY).run.id
    with pytest.raises(StoreError, match=made):
        past_night(night.database, "nooit")
