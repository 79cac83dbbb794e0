"""From a talk to work and back: each step needs the one before it, and the next night follows."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from matcher.domain.region import Region
from tests.web.made import DAY, NOW
from tests.web.service.conftest import FirstFits, Still, deliver
from tests.web.service.test_review import WORDS, codes
from web.service.dossier.timeline import ReasonCount, reason_counts, timeline_of_client, timeline_of_pair
from web.service.night.input import read_rows
from web.service.night.nightly import Night
from web.service.review import (
    FaultCode,
    Form,
    WrongDecision,
    advise,
    ask_advice,
    client_answered,
    discuss,
    employer_answered,
    later,
    offered,
    reject,
    returned,
    started,
    still_busy,
    still_runs,
    undo,
)
from web.store.events import ClientAnswer, EmployerAnswer, Event, EventKind
from web.store.pair_states import PairState, PairStatus

DAYS = timedelta(days=1)
QUESTION = "Kan deze cliënt staan met een stahulp?"


@dataclass
class Life:
    """One proposal of one night, and who works on it."""

    night: Night
    proposal_id: str
    clock: Still = field(default_factory=Still)

    def form(self) -> Form:
        state = self.state()
        return Form(
            proposal_id=self.proposal_id,
            actor="m.bakker",
            seen_version=state.version,
            idempotency_key=f"{self.proposal_id}-{state.version}",
        )

    def state(self, day: date | None = None) -> PairState:
        with self.night.database.read() as store:
            row = store.proposal_row(self.proposal_id)
            assert row is not None
            return store.pair_state(row.client, row.vacancy, day or self.clock.today())

    def on(self, day: date) -> "Life":
        clock = Still(moment=NOW + (day - DAY), day=day)
        return Life(self.night, self.proposal_id, clock)

    def discussed(self) -> Event:
        return discuss(self.night.database, self.clock, self.form(), WORDS)

    def said(self, answer: ClientAnswer | None, **more: object) -> Event:
        return client_answered(
            self.night.database,
            self.clock,
            self.form(),
            answer=answer,
            **{"on": DAY, **more},  # type: ignore[arg-type]
        )

    def offered(self, on: date | None = DAY) -> Event:
        return offered(self.night.database, self.clock, self.form(), on=on)

    def employer(self, answer: EmployerAnswer | None = EmployerAnswer.YES, **more: object) -> Event:
        return employer_answered(
            self.night.database,
            self.clock,
            self.form(),
            answer=answer,
            **{"on": DAY, **more},  # type: ignore[arg-type]
        )

    def started(self, on: date | None = DAY, week_minutes: int | None = None) -> Event:
        return started(self.night.database, self.clock, self.form(), on=on, week_minutes=week_minutes)

    def returned(self, **more: object) -> Event:
        facts: dict[str, object] = {"on": self.clock.today(), "reasons": ("werk_te_zwaar",), "item": "IV-13", **more}
        return returned(self.night.database, self.clock, self.form(), **facts)  # type: ignore[arg-type]

    def at_work(self, on: date = DAY) -> "Life":
        for step in (self.discussed, lambda: self.said(ClientAnswer.YES), self.offered, self.employer):
            step()
        self.started(on)
        return self

    def next_region(self, day: date = DAY + DAYS) -> Region:
        """Give what the night of a day weighed."""
        self.night.run(day)
        plan = self.night.plan
        assert isinstance(plan, FirstFits)
        return plan.seen[-1]


@pytest.fixture
def life(night: Night) -> Life:
    run = night.run(DAY).run
    with night.database.read() as store:
        found = next(row.id for row in store.proposal_rows(run.id) if row.pair == ("K1", "V1"))
    return Life(night, found)


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
        told = store.states_beside((), DAY, ("K1", "V1"))["K1", "V1"]
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
