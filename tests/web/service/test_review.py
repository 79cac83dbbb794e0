"""Decisions: complete or not recorded, once, by one person at a time, and never lost."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest

from matcher.domain.candidate import Verdict
from tests.postgres import on_both
from tests.web.made import DAY, NOW, item, proposal
from tests.web.service.conftest import Still
from web.service.night.nightly import Night
from web.service.review import FaultCode, Form, WrongDecision, discuss, flagged, later, reject, undo
from web.service.review.reasons import CONSEQUENCE_BY_REASON, RejectReason
from web.store.database import Database
from web.store.errors import StaleDecision
from web.store.events import EventKind
from web.store.log import LogKind, LogQuery
from web.store.pair_states import PairStatus
from web.store.records import ProposalRow

CLOCK = Still()
WORDS = {
    "IV-13": "Tillen gaat met de tilhulp, gezien op 30 oktober.",
    "I-1": "Samen gevraagd: dat lukt in een rustige hal.",
}
SOON = DAY + timedelta(days=7)


@pytest.fixture
def proposal_id(night: Night) -> str:
    run = night.run(DAY).run
    with night.database.read() as store:
        return next(row.id for row in store.proposal_rows(run.id) if row.pair == ("K1", "V1"))


def form(proposal_id: str, *, seen: int = 0, key: str = "form-1", actor: str = "m.bakker") -> Form:
    return Form(proposal_id=proposal_id, actor=actor, seen_version=seen, idempotency_key=key)


def status(database: Database, proposal_id: str, day: date = DAY) -> PairStatus:
    with database.read() as store:
        row = store.proposal_row(proposal_id)
        assert row is not None
        return store.pair_state(row.client, row.vacancy, day).status


def codes(problem: WrongDecision) -> set[tuple[str, FaultCode]]:
    return {(fault.field, fault.code) for fault in problem.faults}


def test_every_doubt_needs_a_motivation_and_the_other_half_of_a_couple_does_not() -> None:
    couple = replace(item("IV-14", Verdict.LET_OP), is_duplicate=True)
    made = proposal("K1", "V1", item("IV-13", Verdict.LET_OP), couple, item("I-1", Verdict.VRAAG_NA))
    assert flagged(made) == ("IV-13", "I-1")
    gate = replace(made.fit.gates[0], verdict=Verdict.VRAAG_NA)
    assert flagged(replace(made, fit=replace(made.fit, gates=(gate,)))) == ("poort.uren", "IV-13", "I-1")


def test_a_discussion_is_recorded_with_who_when_and_why(night: Night, proposal_id: str) -> None:
    event = discuss(night.database, CLOCK, form(proposal_id), WORDS)
    assert (event.kind, event.actor, event.at, event.version) == (EventKind.DISCUSS, "m.bakker", NOW, 1)
    assert {one.item: one.text for one in event.motivations} == WORDS
    assert event.policy_version == "standaard-1"
    assert status(night.database, proposal_id) is PairStatus.DISCUSSED


def test_a_discussion_without_a_motivation_for_each_doubt_is_not_recorded(night: Night, proposal_id: str) -> None:
    with pytest.raises(WrongDecision) as caught:
        discuss(night.database, CLOCK, form(proposal_id), {"IV-13": "ok", "I-1": "   "})
    assert codes(caught.value) == {
        ("motivation.IV-13", FaultCode.MOTIVATION_SHORT),
        ("motivation.I-1", FaultCode.MOTIVATION_MISSING),
    }
    assert status(night.database, proposal_id) is PairStatus.NEW


@pytest.mark.parametrize(
    ("reasons", "note", "faults"),
    [
        ((), "", {("reasons", FaultCode.REASON_MISSING)}),
        (("zomaar",), "", {("reasons", FaultCode.REASON_UNKNOWN)}),
        (("anders",), "te kort", {("note", FaultCode.NOTE_SHORT)}),
        (("reistijd",), "x" * 2001, {("note", FaultCode.TEXT_LONG)}),
    ],
)
def test_a_rejection_without_a_good_reason_is_not_recorded(
    night: Night, proposal_id: str, reasons: tuple[str, ...], note: str, faults: set[tuple[str, FaultCode]]
) -> None:
    with pytest.raises(WrongDecision) as caught:
        reject(night.database, CLOCK, form(proposal_id), reasons=reasons, note=note)
    assert codes(caught.value) == faults


def test_a_rejection_keeps_its_reasons_in_order_and_its_end(night: Night, proposal_id: str) -> None:
    event = reject(night.database, CLOCK, form(proposal_id), reasons=("reistijd", "client_wil_niet"), until=SOON)
    assert (event.reasons, event.until) == (("client_wil_niet", "reistijd"), SOON)
    assert status(night.database, proposal_id, SOON) is PairStatus.REJECTED
    assert status(night.database, proposal_id, SOON + timedelta(days=1)) is PairStatus.NEW


def test_other_with_an_explanation_is_a_reason(night: Night, proposal_id: str) -> None:
    event = reject(night.database, CLOCK, form(proposal_id), reasons=("anders",), note="De cliënt verhuist in maart.")
    assert event.note == "De cliënt verhuist in maart."


def test_every_reason_says_who_acts_and_whether_the_pair_comes_back() -> None:
    assert set(CONSEQUENCE_BY_REASON) == set(RejectReason)


@pytest.mark.parametrize(
    ("until", "code"),
    [(None, FaultCode.DATE_MISSING), (DAY, FaultCode.DATE_PAST), (date(2020, 1, 1), FaultCode.DATE_PAST)],
)
def test_later_needs_a_day_in_the_future(night: Night, proposal_id: str, until: date | None, code: FaultCode) -> None:
    with pytest.raises(WrongDecision) as caught:
        later(night.database, CLOCK, form(proposal_id), until=until)
    assert codes(caught.value) == {("until", code)}


def test_later_comes_back_by_itself(night: Night, proposal_id: str) -> None:
    later(night.database, CLOCK, form(proposal_id), until=SOON)
    assert status(night.database, proposal_id) is PairStatus.LATER
    assert status(night.database, proposal_id, SOON) is PairStatus.NEW


def test_the_same_form_twice_has_one_effect(night: Night, proposal_id: str) -> None:
    events = [discuss(night.database, CLOCK, form(proposal_id), WORDS) for _ in range(10)]
    assert len({event.id for event in events}) == 1
    with night.database.read() as store:
        assert len(store.events_of_client(events[0].client)) == 1


def test_the_second_of_two_hears_who_was_first_and_nothing_is_overwritten(night: Night, proposal_id: str) -> None:
    later(night.database, CLOCK, form(proposal_id), until=SOON)
    with pytest.raises(StaleDecision, match=r"m\.bakker"):
        reject(night.database, CLOCK, form(proposal_id, key="form-2", actor="j.smit"), reasons=("reistijd",))
    assert status(night.database, proposal_id) is PairStatus.LATER
    reject(night.database, CLOCK, form(proposal_id, seen=1, key="form-3", actor="j.smit"), reasons=("reistijd",))
    assert status(night.database, proposal_id) is PairStatus.REJECTED


@on_both
def test_f19_of_fifty_who_decide_at_once_one_is_recorded_and_the_others_hear_of_it(
    night: Night, proposal_id: str
) -> None:
    won, lost = [], []

    def decide(number: int) -> None:
        try:
            won.append(discuss(night.database, CLOCK, form(proposal_id, key=f"form-{number}"), WORDS))
        except StaleDecision as stale:
            lost.append(stale)

    threads = [threading.Thread(target=decide, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), len(lost)) == (1, 49)
    assert {(one.actor, one.at, one.version) for one in lost} == {("m.bakker", NOW, 1)}
    with night.database.read() as store:
        assert [line.event_id for line in store.log(LogQuery(kind=LogKind.DECISION))] == [won[0].id]


def test_a_decision_can_be_undone_within_ten_minutes_by_an_event_of_its_own(night: Night, proposal_id: str) -> None:
    discuss(night.database, CLOCK, form(proposal_id), WORDS)
    soon = replace(CLOCK, moment=NOW + timedelta(minutes=10))
    event = undo(night.database, soon, form(proposal_id, seen=1, key="undo"))
    assert (event.kind, event.undoes, event.version) == (EventKind.UNDO, 1, 2)
    assert status(night.database, proposal_id) is PairStatus.NEW


def test_after_ten_minutes_it_stands(night: Night, proposal_id: str) -> None:
    discuss(night.database, CLOCK, form(proposal_id), WORDS)
    late = replace(CLOCK, moment=NOW + timedelta(minutes=10, seconds=1))
    with pytest.raises(WrongDecision) as caught:
        undo(night.database, late, form(proposal_id, seen=1, key="undo"))
    assert codes(caught.value) == {("undo", FaultCode.TOO_LATE_TO_UNDO)}


def test_what_was_undone_cannot_be_undone_again(night: Night, proposal_id: str) -> None:
    discuss(night.database, CLOCK, form(proposal_id), WORDS)
    undo(night.database, CLOCK, form(proposal_id, seen=1, key="undo"))
    with pytest.raises(WrongDecision) as caught:
        undo(night.database, CLOCK, form(proposal_id, seen=2, key="again"))
    assert codes(caught.value) == {("undo", FaultCode.NOTHING_TO_UNDO)}


def test_a_proposal_nobody_made_cannot_be_decided(night: Night) -> None:
    night.run(DAY)
    with pytest.raises(WrongDecision) as caught:
        later(night.database, CLOCK, form("0000"), until=SOON)
    assert codes(caught.value) == {("proposal", FaultCode.UNKNOWN_PROPOSAL)}


def test_one_client_is_discussed_for_one_vacancy_at_a_time(night: Night, proposal_id: str) -> None:
    later(night.database, CLOCK, form(proposal_id), until=SOON)
    with night.database.read() as store:
        old = store.proposal_row(proposal_id)
        assert old is not None
    _propose_elsewhere(night, proposal_id)
    with night.database.read() as store:
        run = store.current_run()
        assert run is not None
        new = next(row for row in store.proposal_rows(run.id) if row.client == old.client)
    assert new.vacancy != old.vacancy
    discuss(night.database, CLOCK, form(new.id, key="new"), WORDS)
    with pytest.raises(WrongDecision) as caught:
        discuss(night.database, CLOCK, form(proposal_id, seen=2, key="old"), WORDS)
    assert codes(caught.value) == {("proposal", FaultCode.CLIENT_DISCUSSED)}


def _propose_elsewhere(night: Night, proposal_id: str) -> None:
    """Make the next night propose the same client for another vacancy, by a ban that has ended when we look."""
    reject(night.database, CLOCK, form(proposal_id, seen=1, key="ban"), reasons=("reistijd",), until=SOON)
    night.run(DAY + timedelta(days=1))


def test_a_place_is_discussed_with_one_person(night: Night, proposal_id: str) -> None:
    rows = _proposed(night, DAY)
    reject(night.database, CLOCK, form(rows["V1"].id), reasons=("reistijd",))
    again = _proposed(night, DAY + timedelta(days=1))
    assert again["V1"].client != rows["V1"].client
    discuss(night.database, CLOCK, form(again["V1"].id, key="second"), WORDS)
    with pytest.raises(WrongDecision) as caught:
        discuss(night.database, CLOCK, form(rows["V1"].id, seen=1, key="first"), WORDS)
    assert ("proposal", FaultCode.NO_PLACE) in codes(caught.value)


@on_both
def test_f20_of_two_who_take_the_last_place_at_the_same_moment_one_gets_it(night: Night) -> None:
    rows = _proposed(night, DAY)
    reject(night.database, CLOCK, form(rows["V1"].id), reasons=("reistijd",))
    again = _proposed(night, DAY + timedelta(days=1))
    assert again["V1"].client != rows["V1"].client
    asked = [form(again["V1"].id, key="second"), form(rows["V1"].id, seen=1, key="first")]
    won, lost, ready = [], [], threading.Barrier(2)

    def take(own: Form) -> None:
        ready.wait()
        try:
            won.append(discuss(night.database, CLOCK, own, WORDS))
        except WrongDecision as refused:
            lost.append(codes(refused))

    threads = [threading.Thread(target=take, args=(own,)) for own in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), len(lost)) == (1, 1)
    assert ("proposal", FaultCode.NO_PLACE) in lost[0]
    with night.database.read() as store:
        held = [pair for pair, state in store.pair_states(DAY).items() if state.is_held]
    assert held == [won[0].pair]


def _proposed(night: Night, day: date) -> dict[str, ProposalRow]:
    """Give the proposals of the night of a day, by vacancy."""
    run_id = night.run(day).run.id
    with night.database.read() as store:
        return {row.vacancy: row for row in store.proposal_rows(run_id)}


@pytest.mark.parametrize(("sheet", "key"), [("clients", "K1"), ("vacancies", "V1")])
def test_what_is_closed_cannot_be_discussed_and_can_be_put_away(
    night: Night, proposal_id: str, sheet: str, key: str
) -> None:
    with night.database.begin() as store:
        store.apply(sheet, [], [(key,)], DAY)
    with pytest.raises(WrongDecision) as caught:
        discuss(night.database, CLOCK, form(proposal_id), WORDS)
    assert codes(caught.value) == {("proposal", FaultCode.CLOSED)}
    reject(night.database, CLOCK, form(proposal_id), reasons=("vacature_vervuld",))
    assert status(night.database, proposal_id) is PairStatus.REJECTED
