"""At work and back, with advice in between: who and which place a night counts, and what pages read of it."""

from dataclasses import replace

import pytest

from tests.web.made import DAY, NOW
from tests.web.service.conftest import deliver
from tests.web.service.life import DAYS, QUESTION, Life, life_of
from tests.web.service.test_review import codes
from web.service.dossier.timeline import ReasonCount, reason_counts, timeline_of_client, timeline_of_pair
from web.service.night.input import read_rows
from web.service.night.nightly import Night
from web.service.review import (
    FaultCode,
    WrongDecision,
    advise,
    ask_advice,
    reject,
    undo,
)
from web.store.events import ClientAnswer, EventKind
from web.store.pair_states import PairStatus


@pytest.fixture
def life(night: Night) -> Life:
    return life_of(night)


def test_who_started_is_out_of_the_pool_and_the_place_is_filled(life: Life) -> None:
    life.at_work()
    region = life.next_region()
    assert [vacancy.key for vacancy in region.vacancies] == ["V2"]
    placed = next(one for one in region.clients if one.key == "K1")
    assert placed.is_placed
    (placement,) = region.placements
    assert (placement.client, placement.vacancy, placement.coach_minutes) == ("K1", "V1", 30)
    assert (placement.employer, placement.gemeente, placement.started_on) == ("E1", "Leiden", DAY)


def test_until_the_first_working_day_the_pair_is_held(life: Life) -> None:
    first = DAY + 40 * DAYS
    life.at_work(first)
    assert len(life.next_region().held) == 1
    on_the_day = life.next_region(first)
    assert on_the_day.held == ()
    assert len(on_the_day.placements) == 1


def test_a_delivery_that_counted_the_start_is_not_counted_twice(life: Life) -> None:
    life.at_work()
    more = {"vacancy": "V1", "employer": "E1", "title": "Groen", "hours_min": "20", "hours_max": "24"}
    deliver(life.night.database, {"vacancies": [{**more, "positions": "3"}]})
    assert {vacancy.key: vacancy.positions for vacancy in life.next_region().vacancies} == {"V1": 2, "V2": 1}


def test_a_return_brings_person_and_place_back_and_counts_as_an_earlier_failure(life: Life) -> None:
    life.at_work()
    assert life.next_region().placements[0].ended_on is None
    day = DAY + 5 * DAYS
    life.on(day).returned(week_minutes=12 * 60, note="Na drie dagen ging het tillen niet meer.")
    region = life.next_region(day + DAYS)
    assert [vacancy.key for vacancy in region.vacancies] == ["V1", "V2"]
    client = next(one for one in region.clients if one.key == "K1")
    assert not client.is_placed
    (drop_out,) = client.drop_outs
    assert (drop_out.ended_on, drop_out.week_minutes, drop_out.item) == (day, 720, "IV-13")
    assert drop_out.cause == "werk_te_zwaar"
    assert client.forbidden == (("V1", None),)


@pytest.mark.parametrize("reason", ["contract_liep_af", "beter_werk_gevonden"])
def test_what_ended_by_itself_is_no_failure(life: Life, reason: str) -> None:
    life.at_work()
    life.on(DAY + DAYS).returned(reasons=(reason,), item="")
    client = next(one for one in life.next_region(DAY + 2 * DAYS).clients if one.key == "K1")
    assert (client.drop_outs, client.is_placed) == ((), False)


def test_criterion_21_a_return_needs_a_reason_and_the_item_it_points_at(life: Life) -> None:
    life.at_work()
    wrong: list[tuple[dict[str, object], tuple[str, FaultCode]]] = [
        ({"reasons": ()}, ("reasons", FaultCode.REASON_MISSING)),
        ({"item": ""}, ("item", FaultCode.ITEM_MISSING)),
        ({"item": "IX-1"}, ("item", FaultCode.ITEM_UNKNOWN)),
        ({"on": None}, ("day", FaultCode.DAY_MISSING)),
        ({"on": DAY - DAYS}, ("day", FaultCode.BEFORE_START)),
        ({"week_minutes": 7}, ("hours", FaultCode.HOURS_WRONG)),
    ]
    for facts, expected in wrong:
        with pytest.raises(WrongDecision) as caught:
            life.returned(**facts)
        assert codes(caught.value) == {expected}
    assert life.state().status is PairStatus.STARTED


def test_criterion_21_the_reason_is_in_the_counts_after_saving(life: Life) -> None:
    life.at_work()
    life.returned()
    since, until = NOW - DAYS, NOW + DAYS
    counted = reason_counts(life.night.database, since, until)
    assert counted == (ReasonCount(kind=EventKind.RETURN, reason="werk_te_zwaar", item="IV-13", count=1),)
    undo(life.night.database, life.clock, life.form())
    assert reason_counts(life.night.database, since, until) == ()


def test_somebody_at_work_is_not_taken_up_elsewhere(life: Life) -> None:
    reject(life.night.database, life.clock, life.form(), reasons=("reistijd",), until=DAY + DAYS)
    second = life.night.run(DAY + DAYS).run.id
    with life.night.database.read() as store:
        elsewhere = next(row.id for row in store.proposal_rows(second) if row.client == "K1")
    life.at_work()
    with pytest.raises(WrongDecision) as caught:
        Life(life.night, elsewhere, life.clock).discussed()
    assert codes(caught.value) == {("proposal", FaultCode.CLIENT_WORKS)}


def test_advice_that_is_asked_comes_back_with_the_answer_or_after_its_day(life: Life) -> None:
    due = DAY + 7 * DAYS
    ask = {"addressee": "arbeidsdeskundige", "question": QUESTION, "until": due, "item": "IV-13"}
    ask_advice(life.night.database, life.clock, life.form(), **ask)  # type: ignore[arg-type]
    assert life.state(due).status is PairStatus.ADVICE
    late = life.state(due + DAYS)
    assert late.status is PairStatus.NEW
    assert late.question is not None
    advise(life.night.database, life.clock, life.form(), note="Met een stahulp kan dat een half uur.")
    answered = life.state()
    assert (answered.status, answered.question) == (PairStatus.NEW, None)
    with pytest.raises(WrongDecision) as caught:
        advise(life.night.database, life.clock, life.form(), note="Nog een keer hetzelfde antwoord.")
    assert codes(caught.value) == {("proposal", FaultCode.WRONG_STEP)}


def test_a_question_needs_somebody_words_and_a_day_to_come(life: Life) -> None:
    with pytest.raises(WrongDecision) as caught:
        ask_advice(life.night.database, life.clock, life.form(), addressee="buurman", question="?", until=DAY)
    assert codes(caught.value) == {
        ("addressee", FaultCode.ADDRESSEE_MISSING),
        ("note", FaultCode.NOTE_MISSING),
        ("until", FaultCode.DATE_PAST),
    }


def test_a_pair_that_is_held_stays_held_while_advice_is_asked(life: Life) -> None:
    life.discussed()
    ask_advice(life.night.database, life.clock, life.form(), addressee="uwv", question=QUESTION, until=DAY + 7 * DAYS)
    state = life.state()
    assert (state.status, state.is_held) == (PairStatus.DISCUSSED, True)
    assert state.question is not None


def test_the_timeline_of_a_pair_and_of_its_person_are_the_same_where_there_is_one(life: Life) -> None:
    life.at_work()
    found = timeline_of_pair(life.night.database, "K1", "V1")
    assert found == timeline_of_client(life.night.database, "K1")
    kinds = [EventKind.DISCUSS, EventKind.CLIENT, EventKind.OFFER, EventKind.EMPLOYER, EventKind.START]
    assert [event.kind for event in found] == kinds


def test_what_a_page_needs_of_the_states_follows_what_is_going_on(life: Life) -> None:
    with life.night.database.read() as store:
        assert store.unfinished_states(DAY) == {}
    life.at_work()
    with life.night.database.read() as store:
        assert set(store.unfinished_states(DAY)) == {("K1", "V1")}
        assert set(store.states_beside((), DAY)) == {("K1", "V1")}
        whole, plain = store.pair_states(DAY)["K1", "V1"], store.states_beside({("K1", "V1")}, DAY)["K1", "V1"]
        assert (plain.status, plain.version, plain.is_held) == (whole.status, whole.version, whole.is_held)
        assert [(one.id, one.kind, one.until) for one in plain.events] == [
            (one.id, one.kind, one.until) for one in whole.events
        ]
        assert any(one.note or one.motivations for one in whole.events)
        assert not any(one.note or one.motivations for one in plain.events)
        told = store.pair_state("K1", "V1", DAY)
        assert told == whole
        assert store.states_beside((), DAY)["K1", "V1"] == plain, "Words that were told once are not kept."
    life.on(DAY + DAYS).returned()
    with life.night.database.read() as store:
        assert store.unfinished_states(DAY) == {}


def test_the_night_of_a_day_that_saw_fewer_events_is_what_it_was(life: Life) -> None:
    before = life.night.run(DAY + DAYS).run
    life.at_work()
    again = replace(life.night).run(DAY + 2 * DAYS).run
    with life.night.database.read() as store:
        for run in (before, again):
            assert run.manifest is not None
            assert read_rows(store, run.key.day, run.manifest.seen).input_digest == run.key.input_digest


def test_f09_nobody_begins_with_a_proposal_of_more_than_three_days_and_what_was_begun_goes_on(life: Life) -> None:
    late = life.on(DAY + 4 * DAYS)
    with pytest.raises(WrongDecision) as caught:
        late.discussed()
    assert codes(caught.value) == {("proposal", FaultCode.TOO_OLD)}
    assert life.state().status is PairStatus.NEW
    life.on(DAY + 3 * DAYS).discussed()
    assert late.said(ClientAnswer.YES, on=DAY + 4 * DAYS).kind is EventKind.CLIENT
