"""From a talk to work: each step needs the one before it, and what is undone or goes quiet comes back."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.web.made import DAY, NOW
from tests.web.service.life import DAYS, Life, life_of
from tests.web.service.test_review import codes
from web.service.night.nightly import Night
from web.service.review import (
    FaultCode,
    WrongDecision,
    later,
    reject,
    still_busy,
    still_runs,
    undo,
)
from web.store.events import ClientAnswer, EmployerAnswer, Event
from web.store.pair_states import PairStatus


@pytest.fixture
def life(night: Night) -> Life:
    return life_of(night)


def test_each_step_leads_to_the_next(life: Life) -> None:
    found = []
    steps: tuple[Callable[[], Event], ...] = (
        life.discussed,
        lambda: life.said(ClientAnswer.YES),
        life.offered,
        life.employer,
        life.started,
        lambda: still_runs(life.night.database, life.clock, life.form(), on=DAY),
        life.returned,
    )
    for step in steps:
        step()
        found.append(life.state().status)
    assert found == [
        PairStatus.DISCUSSED,
        PairStatus.AGREED,
        PairStatus.OFFERED,
        PairStatus.ACCEPTED,
        PairStatus.STARTED,
        PairStatus.RUNNING,
        PairStatus.RETURNED,
    ]


def test_every_event_keeps_who_when_the_run_the_policy_and_the_points_that_were_seen(life: Life) -> None:
    life.discussed()
    event = life.said(ClientAnswer.YES, note="Dat lijkt mij leuk.")
    assert (event.actor, event.at, event.policy_version) == ("m.bakker", NOW, "standaard-1")
    assert (event.answer, event.happened_on, event.note) == ("ja", DAY, "Dat lijkt mij leuk.")
    assert event.snapshot is not None
    assert event.snapshot.total == 495
    assert sum(points for _, points in event.snapshot.lines) == event.snapshot.total
    assert event.snapshot.flagged == ("IV-13", "I-1")


@pytest.mark.parametrize("step", ["offered", "employer", "started"])
def test_criterion_22_nothing_goes_to_an_employer_and_nothing_starts_before_the_person_said_yes(
    life: Life, step: str
) -> None:
    for said in (None, ClientAnswer.DOUBT):
        if said is None:
            life.discussed()
        else:
            life.said(said)
        with pytest.raises(WrongDecision) as caught:
            getattr(life, step)()
        assert codes(caught.value) == {("proposal", FaultCode.CLIENT_ANSWER_MISSING)}
    assert life.state().status is PairStatus.DISCUSSED


def test_criterion_22_a_start_needs_its_day_and_the_answer_its_day(life: Life) -> None:
    life.discussed()
    with pytest.raises(WrongDecision) as caught:
        life.said(ClientAnswer.YES, on=None)
    assert codes(caught.value) == {("day", FaultCode.DAY_MISSING)}
    life.said(ClientAnswer.YES)
    life.offered()
    life.employer()
    wrong = {None: FaultCode.DAY_MISSING, DAY - DAYS: FaultCode.BEFORE_ANSWER, DAY + 93 * DAYS: FaultCode.DATE_FAR}
    for day, code in wrong.items():
        with pytest.raises(WrongDecision) as caught:
            life.started(day)
        assert codes(caught.value) == {("day", code)}


def test_a_start_needs_the_yes_of_the_employer(life: Life) -> None:
    life.discussed()
    life.said(ClientAnswer.YES)
    with pytest.raises(WrongDecision) as caught:
        life.started()
    assert codes(caught.value) == {("proposal", FaultCode.WRONG_STEP)}


@pytest.mark.parametrize("answer", [ClientAnswer.NO, ClientAnswer.OTHER_WORK])
def test_a_no_of_the_person_needs_a_reason_and_keeps_the_pair_out_of_every_night(
    life: Life, answer: ClientAnswer
) -> None:
    life.discussed()
    with pytest.raises(WrongDecision) as caught:
        life.said(answer, note="Liever iets met planten.")
    assert codes(caught.value) == {("reasons", FaultCode.REASON_MISSING)}
    life.said(answer, note="Liever iets met planten.", reasons=("dit_werk_niet",))
    assert life.state(date(2099, 1, 1)).status is PairStatus.DECLINED
    region = life.next_region()
    assert region.held == ()
    assert ("V1", None) in next(one for one in region.clients if one.key == "K1").forbidden


def test_who_wants_other_work_says_which(life: Life) -> None:
    life.discussed()
    with pytest.raises(WrongDecision) as caught:
        life.said(ClientAnswer.OTHER_WORK, reasons=("dit_werk_niet",), note="nee")
    assert codes(caught.value) == {("note", FaultCode.NOTE_MISSING)}


def test_a_no_is_not_softened_by_putting_the_pair_away(life: Life) -> None:
    life.discussed()
    life.said(ClientAnswer.NO, reasons=("te_zwaar",))
    for step in (
        lambda: later(life.night.database, life.clock, life.form(), until=DAY + DAYS),
        lambda: reject(life.night.database, life.clock, life.form(), reasons=("reistijd",), until=DAY + DAYS),
    ):
        with pytest.raises(WrongDecision) as caught:
            step()
        assert codes(caught.value) == {("proposal", FaultCode.WRONG_STEP)}


def test_a_person_who_takes_a_yes_back_is_believed(life: Life) -> None:
    life.discussed()
    life.said(ClientAnswer.YES)
    life.offered()
    life.said(ClientAnswer.DOUBT)
    assert life.state().status is PairStatus.DISCUSSED
    life.said(ClientAnswer.YES)
    assert life.state().status is PairStatus.AGREED


def test_a_no_of_the_employer_needs_a_reason_and_sends_the_person_back(life: Life) -> None:
    life.discussed()
    life.said(ClientAnswer.YES)
    life.offered()
    with pytest.raises(WrongDecision) as caught:
        life.employer(EmployerAnswer.NO)
    assert codes(caught.value) == {("reasons", FaultCode.REASON_MISSING)}
    life.employer(EmployerAnswer.NO, reasons=("vacature_vervuld",))
    assert life.state().status is PairStatus.REFUSED
    assert life.next_region().held == ()


def test_an_undone_answer_leaves_the_discussion(life: Life) -> None:
    life.discussed()
    life.said(ClientAnswer.NO, reasons=("te_zwaar",))
    undo(life.night.database, life.clock, life.form())
    state = life.state()
    assert (state.status, state.client_answer, state.version) == (PairStatus.DISCUSSED, None, 3)
    assert len(life.next_region().held) == 1


def test_after_three_weeks_without_news_it_comes_back_to_the_adviser(life: Life) -> None:
    life.discussed()
    life.said(ClientAnswer.YES)
    last = DAY + 21 * DAYS
    assert life.state(last).is_held
    lapsed = life.state(last + DAYS)
    assert (lapsed.status, lapsed.is_held) == (PairStatus.LAPSED, False)
    assert life.next_region(last + DAYS).held == ()


def test_news_keeps_it_held_and_what_came_back_goes_on_where_it_was(life: Life) -> None:
    life.discussed()
    life.said(ClientAnswer.YES)
    day = DAY + 30 * DAYS
    then = life.on(day)
    with pytest.raises(WrongDecision) as caught:
        still_busy(then.night.database, then.clock, then.form(), note="bezig")
    assert codes(caught.value) == {("note", FaultCode.NOTE_MISSING)}
    still_busy(then.night.database, then.clock, then.form(), note="Werkgever is op vakantie tot maandag.")
    assert life.state(day).status is PairStatus.AGREED
    then.offered(day)
    assert life.state(day).status is PairStatus.OFFERED
