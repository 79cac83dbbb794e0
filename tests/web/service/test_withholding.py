"""Niet voorstellen: while it stands no night proposes the person, and nothing brings him on; it ends by a person."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from solver.planned import Plan
from tests.postgres import on_both
from tests.web.made import DAY, NOW
from tests.web.service.conftest import FirstFits, Still
from web.service.lists.lines import listing
from web.service.lists.registers import WITHHELD, Asked, PeopleSort, everybody
from web.service.night.given import client_id
from web.service.night.nightly import Night
from web.service.night.replay import replay
from web.service.review import (
    ClientAnswer,
    Form,
    WrongDecision,
    client_answered,
    discuss,
    later,
    reject,
    still_busy,
    undo,
)
from web.service.review.faults import FaultCode
from web.service.review.withholding import (
    WithholdFault,
    WithholdForm,
    WithholdReason,
    WrongWithholding,
    propose_again,
    withheld_page,
    withhold,
)
from web.store.database import Database
from web.store.errors import StaleDecision
from web.store.log import LogQuery
from web.store.records import ProposalRow, RunState

NEXT = DAY + timedelta(days=1)
WHY = "De cliënt wil eerst rust."
NUMBERS = count()


def url_id(database: Database, client: str) -> str:
    with database.read() as store:
        return client_id(store, client)


def form(database: Database, client: str, key: str = "") -> WithholdForm:
    with database.read() as store:
        steps = store.withholdings_of(client)
    seen = steps[-1].version if steps else 0
    return WithholdForm(actor="sanne", seen_version=seen, idempotency_key=key or f"form-{next(NUMBERS)}")


def stop(
    database: Database, client: str, until: date | None = None, reason: str = WithholdReason.OWN_WISH, day: date = DAY
) -> None:
    wanted = url_id(database, client)
    withhold(database, Still(day=day), wanted, form(database, client), reason=reason, note=WHY, until=until)


def release(database: Database, client: str, *, is_his_wish: bool = True) -> None:
    wanted = url_id(database, client)
    propose_again(database, Still(), wanted, form(database, client), note=WHY, is_his_wish=is_his_wish)


def shown(database: Database, day: date = DAY) -> list[str]:
    """Give whom the list shows."""
    with database.read() as store:
        return [line.row.client for line in listing(store, store.current_run(), day).lines]


def proposal_of(database: Database, client: str) -> ProposalRow:
    with database.read() as store:
        run = store.current_run()
        assert run is not None
        return next(row for row in store.proposal_rows(run.id) if row.client == client)


def decision(database: Database, row: ProposalRow) -> Form:
    with database.read() as store:
        version = len(store.events_of_pair(*row.pair))
    key = f"decision-{next(NUMBERS)}"
    return Form(proposal_id=row.id, actor="sanne", seen_version=version, idempotency_key=key)


def refused(work: Callable[[], object]) -> set[FaultCode]:
    with pytest.raises(WrongDecision) as problem:
        work()
    return {fault.code for fault in problem.value.faults}


def other_night(night: Night, day: date, plan: FirstFits) -> Night:
    return replace(night, plan=plan, clock=Still(day=day))


@on_both
def test_t23_nobody_who_said_no_is_weighed_or_proposed_by_a_night(night: Night, database: Database) -> None:
    stop(database, "K1")
    made = night.run(DAY)
    plan = night.plan
    assert isinstance(plan, FirstFits)
    assert [str(client.key) for client in plan.seen[0].clients] == ["K2", "K3"]
    assert shown(database) == ["K2", "K3"]
    manifest = made.run.manifest
    assert manifest is not None
    assert (made.run.state, manifest.withheld, manifest.clients) == (RunState.DONE, 1, 2)


def test_t23_what_was_proposed_is_set_aside_at_once_and_nothing_decided(night: Night, database: Database) -> None:
    night.run(DAY)
    row = proposal_of(database, "K1")
    stop(database, "K1")
    assert shown(database) == ["K2"]
    with database.read() as store:
        assert listing(store, store.current_run(), DAY).n_set_aside == 1
    clock = Still()
    steps: tuple[Callable[[], object], ...] = (
        lambda: discuss(database, clock, decision(database, row), {}),
        lambda: later(database, clock, decision(database, row), until=NEXT),
        lambda: reject(database, clock, decision(database, row), reasons=["reistijd"]),
    )
    assert {code for step in steps for code in refused(step)} == {FaultCode.WITHHELD}
    with database.read() as store:
        assert store.events_of_client("K1") == []
        people = {one.cells["client"]: one.code for one in _people(database)}
    assert people["K1"] == WITHHELD


def _people(database: Database) -> list:  # type: ignore[type-arg]
    return everybody(database, Still(), Asked(), PeopleSort.REFERENCE)


def test_t22_a_no_that_comes_while_a_night_runs_holds_when_it_is_published(night: Night, database: Database) -> None:
    class SaysNo(FirstFits):
        def __call__(self, *given: object, **named: object) -> Plan:
            made = super().__call__(*given, **named)  # type: ignore[arg-type]
            stop(database, "K1")
            return made

    made = replace(night, plan=SaysNo()).run(DAY)
    assert made.is_shown
    assert proposal_of(database, "K1").client == "K1"
    assert shown(database) == ["K2"]


def test_t22_the_nights_that_follow_leave_out_until_the_last_day_alone(night: Night, database: Database) -> None:
    stop(database, "K1", until=NEXT, reason=WithholdReason.CARE_FIRST)
    seen = []
    for days in range(3):
        day, plan = DAY + timedelta(days=days), FirstFits()
        other_night(night, day, plan).run(day)
        seen.append("K1" in {str(client.key) for client in plan.seen[0].clients})
    assert seen == [False, False, True]


@on_both
def test_t2_a_night_is_replayed_with_who_was_left_out_then(night: Night, database: Database) -> None:
    stop(database, "K1")
    first = night.run(DAY).run
    release(database, "K1")
    second = other_night(night, NEXT, FirstFits()).run(NEXT).run
    assert first.key.input_digest != second.key.input_digest
    for run, people in ((first, ["K2", "K3"]), (second, ["K1", "K2", "K3"])):
        plan = FirstFits()
        assert replay(database, run.id, plan=plan).is_same
        assert [str(client.key) for client in plan.seen[0].clients] == people


def test_what_was_taken_up_keeps_its_place_can_be_ended_and_goes_no_further(night: Night, database: Database) -> None:
    night.run(DAY)
    row, clock = proposal_of(database, "K1"), Still()
    discuss(database, clock, decision(database, row), dict.fromkeys(("IV-13", "I-1"), "Besproken met de cliënt."))
    stop(database, "K1")
    assert sorted(shown(database)) == ["K1", "K2"]
    plan = FirstFits()
    other_night(night, NEXT, plan).run(NEXT)
    assert [(pair.client, pair.vacancy) for pair in plan.seen[0].held] == [("K1", "V1")]
    still_busy(database, clock, decision(database, row), note="Gebeld en afgesproken.")
    yes = ClientAnswer.YES
    assert refused(lambda: client_answered(database, clock, decision(database, row), answer=yes, on=DAY)) == {
        FaultCode.WITHHELD
    }
    reject(database, clock, decision(database, row), reasons=["client_wil_niet"])
    assert "K1" not in shown(database)
    undo(database, clock, decision(database, row))


def test_somebodys_own_no_is_taken_off_with_his_yes_alone(night: Night, database: Database) -> None:
    stop(database, "K1")
    with pytest.raises(WrongWithholding) as problem:
        release(database, "K1", is_his_wish=False)
    assert problem.value.faults == (("his_wish", WithholdFault.NOT_HIS_WISH),)
    release(database, "K1")
    night.run(DAY)
    assert sorted(shown(database)) == ["K1", "K2"]


@pytest.mark.parametrize(
    ("reason", "note", "until", "fault"),
    [
        ("", WHY, None, ("reason", WithholdFault.NO_REASON)),
        ("zomaar", WHY, None, ("reason", WithholdFault.NO_REASON)),
        ("anders", "te kort", None, ("note", WithholdFault.SHORT)),
        ("eigen_wens", "x" * 2001, None, ("note", WithholdFault.LONG)),
        ("eigen_wens", "", DAY - timedelta(days=1), ("until", WithholdFault.PAST)),
    ],
)
def test_t21_without_a_reason_or_with_a_day_that_passed_nothing_is_kept(
    database: Database, reason: str, note: str, until: date | None, fault: tuple[str, WithholdFault]
) -> None:
    wanted = url_id(database, "K1")
    with pytest.raises(WrongWithholding) as problem:
        withhold(database, Still(), wanted, form(database, "K1"), reason=reason, note=note, until=until)
    assert problem.value.faults == (fault,)
    with database.read() as store:
        assert store.withholdings_of("K1") == []


def test_twice_on_or_off_changes_nothing_and_an_old_page_is_refused(database: Database) -> None:
    with pytest.raises(WrongWithholding, match="geldt_niet"):
        release(database, "K1")
    stop(database, "K1")
    with pytest.raises(WrongWithholding, match="geldt_al"):
        stop(database, "K1")
    old = WithholdForm(actor="bram", seen_version=0, idempotency_key="old")
    with pytest.raises(StaleDecision) as problem:
        withhold(database, Still(), url_id(database, "K1"), old, reason="eigen_wens", note="", until=None)
    assert problem.value.actor == "sanne"


@on_both
def test_f22_the_same_form_ten_times_is_one_step_sealed_in_the_log(database: Database) -> None:
    same = form(database, "K1", "same")
    wanted = url_id(database, "K1")
    made = {withhold(database, Still(), wanted, same, reason="eigen_wens", note=WHY, until=None).id for _ in range(10)}
    assert len(made) == 1
    with database.read() as store:
        (line,) = store.log(LogQuery(client="K1"), 5)
        assert (line.what, line.actor, line.at) == ("niet_voorstellen", "sanne", NOW)
        assert store.check_chain().broken_at is None
    found = withheld_page(database, Still(), wanted)
    assert found is not None
    assert (found.version, found.is_own_wish, [one.is_on for one in found.steps]) == (1, True, [True])
