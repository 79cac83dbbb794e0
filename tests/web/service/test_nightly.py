"""A night is made once, is shown whole or not at all, and leaves yesterday standing when it fails."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from matcher.domain.region import Region
from matcher.errors import ProblemError
from solver.planned import Plan
from tests.postgres import on_both
from tests.web.made import DAY, NOW, event_of, fresh, key
from tests.web.service.conftest import ROWS, FirstFits, Still, deliver
from web.service.clock import clock_of
from web.service.lists.lines import listing
from web.service.night import lock, writing
from web.service.night.export import digest_of, export_plan
from web.service.night.lock import NUMBER, SERVER_PAUSES, is_held, night_lock
from web.service.night.nightly import Night
from web.service.night.progress import waiting_for
from web.store.database import Database
from web.store.errors import AlreadyRunning
from web.store.events import EventKind, Told
from web.store.records import RunState

NEXT = DAY + timedelta(days=1)
STAGES = ("lezen", "controleren", "paren", "oplossen", "bedragen", "schrijven")


def current_id(database: Database) -> str | None:
    with database.read() as store:
        run = store.current_run()
    return run.id if run else None


def pairs(database: Database) -> list[tuple[str, str]]:
    with database.read() as store:
        run = store.current_run()
        return [row.pair for row in store.proposal_rows(run.id)] if run else []


def decide(database: Database, pair: tuple[str, str], kind: EventKind, until: date | None = None) -> None:
    with database.begin() as store:
        run = store.current_run()
        assert run is not None
        row = next(row for row in store.proposal_rows(run.id) if row.pair == pair)
        store.add_event(event_of(row, kind, f"{pair}-{kind}", told=Told(until=until)))


@on_both
def test_a_night_shows_its_proposals_and_says_what_it_took(night: Night) -> None:
    report = night.run(DAY)
    manifest = report.run.manifest
    assert (report.is_new, report.run.state) == (True, RunState.DONE)
    assert manifest is not None
    assert [stage.name for stage in manifest.stages] == list(STAGES)
    assert (manifest.clients, manifest.vacancies, manifest.proposals) == (3, 2, 2)
    assert current_id(night.database) == report.run.id
    assert set(pairs(night.database)) == {("K1", "V1"), ("K2", "V2")}


@on_both
def test_f09_the_same_night_twice_is_one_run(night: Night) -> None:
    first, second = night.run(DAY), night.run(DAY)
    assert (first.is_new, second.is_new) == (True, False)
    assert second.run == first.run


def test_a_changed_delivery_makes_another_night_of_the_same_day(night: Night) -> None:
    first = night.run(DAY)
    deliver(night.database, {"clients": [{"client": "K1", "gemeente": "Leiden", "hours": "20"}]})
    second = night.run(DAY)
    assert second.is_new
    assert current_id(night.database) == second.run.id != first.run.id


def test_a_night_that_was_made_before_is_shown_again_on_its_own_day(night: Night) -> None:
    first = night.run(DAY)
    other = replace(night, match_policy=replace(night.match_policy, wish_sector=100))
    other.run(DAY)
    assert night.run(DAY).is_new is False
    assert current_id(night.database) == first.run.id


@on_both
def test_making_an_older_night_again_does_not_bring_it_back(night: Night) -> None:
    night.run(DAY)
    newer = night.run(NEXT)
    assert night.run(DAY).is_new is False
    assert current_id(night.database) == newer.run.id


def test_a_night_of_an_earlier_day_is_kept_and_not_shown(night: Night) -> None:
    newer = night.run(NEXT)
    older = night.run(DAY)
    assert (older.run.state, older.is_new, older.is_shown) == (RunState.DONE, True, False)
    assert (newer.is_shown, current_id(night.database)) == (True, newer.run.id)


def test_a_day_outside_the_law_fails_before_reading_and_yesterday_stays(night: Night) -> None:
    before = night.run(DAY)
    plan = FirstFits()
    report = replace(night, plan=plan).run(date(2027, 1, 1))
    assert report.run.state is RunState.FAILED
    assert "2026-12-31" in report.run.problem
    assert plan.seen == []
    assert current_id(night.database) == before.run.id


def test_only_the_canonical_plan_is_called_fallen_back(night: Night) -> None:
    report = replace(night, plan=FirstFits(status="canonical")).run(DAY)
    assert report.run.state is RunState.FALLEN_BACK
    assert current_id(night.database) == report.run.id


@pytest.mark.parametrize("stage", STAGES)
def test_f02_a_fault_in_any_stage_leaves_yesterday_and_can_be_made_good(night: Night, stage: str) -> None:
    before = night.run(DAY)

    def break_at(name: str, _done: int, _total: int) -> None:
        if name == stage:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        replace(night, progress=break_at).run(NEXT)
    assert current_id(night.database) == before.run.id
    assert night.run(NEXT).run.state is RunState.DONE
    assert len(pairs(night.database)) == 2


@on_both
def test_an_error_waag_raises_itself_is_a_failed_run_and_no_crash(night: Night) -> None:
    def refuse(_name: str, _done: int, _total: int) -> None:
        if _name == "oplossen":
            raise ProblemError("A budget lies below zero.")

    report = replace(night, progress=refuse).run(DAY)
    assert (report.run.state, report.run.problem) == (RunState.FAILED, "A budget lies below zero.")
    assert current_id(night.database) is None


@pytest.mark.parametrize(
    ("store_kind", "stage"),
    [*(("sqlite", stage) for stage in STAGES), ("postgresql", "oplossen"), ("postgresql", "schrijven")],
    indirect=["store_kind"],
)
def test_f01_a_night_that_is_killed_leaves_yesterday_and_the_next_start_makes_it(night: Night, stage: str) -> None:
    before = night.run(DAY)
    url = night.database.url
    assert (
        _in_child(lambda: replace(night, database=Database(url), progress=_kill_at(stage)).run(NEXT)) == -signal.SIGKILL
    )
    assert current_id(night.database) == before.run.id
    report = night.run(NEXT)
    assert (report.is_new, report.run.state) == (True, RunState.DONE)
    assert len(pairs(night.database)) == 2


def _kill_at(stage: str) -> Callable[[str, int, int], None]:
    def kill(name: str, _done: int, _total: int) -> None:
        if name == stage:
            os.kill(os.getpid(), signal.SIGKILL)

    return kill


def _in_child(work: Callable[[], object]) -> int | None:
    child = multiprocessing.get_context("fork").Process(target=work)
    child.start()
    child.join()
    return child.exitcode


@on_both
def test_f05_a_second_night_at_the_same_time_is_refused_and_the_lock_frees_itself(night: Night) -> None:
    with night_lock(night.database, night.settings), pytest.raises(AlreadyRunning):
        night.run(DAY)
    assert night.run(DAY).is_new


@pytest.mark.parametrize("store_kind", ["postgresql"], indirect=True)
def test_f06_a_server_that_has_not_seen_yet_that_a_killed_night_ended_is_waited_for(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_killed = night.database.server_lock(NUMBER)
    assert of_killed is not None
    assert of_killed.take()
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            of_killed.give_back()

    monkeypatch.setattr(lock, "sleep", wait)
    assert night.run(DAY).is_new
    assert waited == list(SERVER_PAUSES[:3])


@on_both
def test_f05_of_many_starts_at_once_there_is_one_run(night: Night) -> None:
    def start() -> None:
        try:
            replace(night, database=Database(night.database.url)).run(DAY)
        except AlreadyRunning:
            os._exit(75)

    context = multiprocessing.get_context("fork")
    children = [context.Process(target=start) for _ in range(6)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert {child.exitcode for child in children} <= {0, 75}
    with night.database.read() as store:
        assert [(run.state, run.attempts) for run in store.latest_runs()] == [(RunState.DONE, 1)]


@on_both
def test_the_plan_of_a_run_is_the_same_bytes_from_another_store(night: Night, tmp_path: Path) -> None:
    report = night.run(DAY)
    assert report.run.manifest is not None
    assert digest_of(export_plan(night.database, "latest")) == report.run.manifest.plan_digest
    assert digest_of(export_plan(night.database, report.run.id)) == report.run.manifest.plan_digest


def test_a_night_in_many_pieces_is_the_same_and_leaves_room_between_them(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = night.run(DAY).run.manifest
    waited: list[float] = []
    monkeypatch.setattr(writing, "CHUNK", 1)
    made = replace(night, wait=waited.append).run(NEXT).run.manifest
    assert usual is not None
    assert made is not None
    assert digest_of(export_plan(night.database, "latest")) == made.plan_digest != usual.plan_digest
    # Between its two proposals, and not before the first or after the last.
    assert (made.proposals, waited) == (2, [writing.ROOM])


def test_yesterday_is_what_was_proposed_on_an_earlier_day_and_still_stands(night: Night) -> None:
    plan = FirstFits()
    replace(night, plan=plan).run(DAY)
    assert plan.seen[-1].yesterday == ()
    decide(night.database, ("K1", "V1"), EventKind.LATER, NEXT + timedelta(days=3))
    replace(night, plan=plan).run(NEXT)
    assert plan.seen[-1].yesterday == (("K1", "V1"), ("K2", "V2"))


@on_both
def test_a_rejected_pair_is_forbidden_the_next_night(night: Night) -> None:
    plan = FirstFits()
    replace(night, plan=plan).run(DAY)
    decide(night.database, ("K1", "V1"), EventKind.REJECT)
    replace(night, plan=plan).run(NEXT)
    client = plan.seen[-1].clients[0]
    assert client.forbidden == (("V1", None),)
    assert plan.seen[-1].yesterday == (("K2", "V2"),)
    assert ("K1", "V1") not in pairs(night.database)


def test_a_ban_that_has_ended_is_no_ban(night: Night) -> None:
    plan = FirstFits()
    replace(night, plan=plan).run(DAY)
    decide(night.database, ("K1", "V1"), EventKind.REJECT, DAY)
    replace(night, plan=plan).run(NEXT)
    assert plan.seen[-1].clients[0].forbidden == ()


def test_a_pair_in_discussion_is_held_with_its_place_and_its_support(night: Night) -> None:
    plan = FirstFits()
    replace(night, plan=plan).run(DAY)
    decide(night.database, ("K1", "V1"), EventKind.DISCUSS)
    replace(night, plan=plan).run(NEXT)
    held = plan.seen[-1].held
    found = [(one.client, one.vacancy, one.gemeente, one.coach_minutes, one.is_claim) for one in held]
    assert found == [("K1", "V1", "Leiden", 30, True)]
    assert pairs(night.database) == [("K2", "V2")]


@on_both
def test_f21_a_decision_made_while_the_night_runs_takes_its_client_and_place(night: Night) -> None:
    night.run(DAY)

    def decide_meanwhile(name: str, _done: int, _total: int) -> None:
        if name == "bedragen":
            decide(night.database, ("K1", "V1"), EventKind.DISCUSS)

    deliver(night.database, {"vacancies": [_vacancy("V0")]})
    deliver(night.database, {"tasks": [{"vacancy": "V0", "task": "t", "description": "T", "share": "100"}]})
    report = replace(night, progress=decide_meanwhile).run(NEXT)
    with night.database.read() as store:
        shown = store.proposal_rows(report.run.id)
        gone = frozenset(line.row.id for line in listing(store, report.run, NEXT).lines if line.is_overtaken)
    # K1 is now held on V1, so K1 on V0 and K2 on V1 were overtaken; K3 on V2 was not.
    assert {row.pair: row.id in gone for row in shown} == {("K1", "V0"): True, ("K2", "V1"): True, ("K3", "V2"): False}


def _vacancy(key: str) -> dict[str, str]:
    return {"vacancy": key, "employer": "E1", "title": "T", "hours_min": "8", "hours_max": "16"}


def test_a_demo_store_always_lives_on_its_own_day(database: Database) -> None:
    assert clock_of(database).fixed_day is None
    with database.begin() as store:
        store.set_fact("is_demo", "ja")
        store.set_fact("demo_day", "2026-11-02")
    assert clock_of(database).today() == DAY


@on_both
def test_rows_of_after_the_night_are_counted_and_not_used(night: Night) -> None:
    row = {"client": "K1", "rubriek": "I", "source": "uwv", "date": "2026-11-03"}
    with night.database.begin() as store:
        store.apply("scope", [(("K1", "I", "uwv"), row, "d")], [], NEXT)
    plan = FirstFits()
    manifest = replace(night, plan=plan).run(DAY).run.manifest
    assert manifest is not None
    assert manifest.rows_unread == 1
    assert plan.seen[-1].clients[0].profile.coverage == ()


def test_f12_a_clock_that_goes_back_makes_no_second_run(night: Night) -> None:
    first = night.run(DAY)
    earlier = replace(night, clock=Still(moment=NOW - timedelta(hours=2)))
    assert earlier.run(DAY).run.id == first.run.id


@dataclass(kw_only=True)
class RememberingLaw(FirstFits):
    """The small plan, and the rules it was given."""

    tariffs: list[int] = field(default_factory=list)

    def __call__(self, region: Region, **given: Any) -> Plan:
        self.tariffs += [given["rules"].local(gemeente).jobcoach_tariff.whole for gemeente in ("Leiden", "Delft")]
        return super().__call__(region, **given)


@on_both
def test_a_night_follows_what_a_gemeente_chose(night: Night, database: Database) -> None:
    chosen = {"gemeente": "Leiden", "rule": "jobcoach_tarief", "valid_from": "2026-03-01", "value": "10500"}
    source = {"cvdr": "CVDR698123", "article": "12", "checked_on": "2026-10-01"}
    with database.begin() as store:
        store.apply("verordening", [(("Leiden", "jobcoach_tarief", "", "2026-03-01"), chosen | source, "1")], [], DAY)
    plan = RememberingLaw()
    replace(night, plan=plan).run(DAY)
    assert plan.tariffs == [10_500, 9_750]


def test_who_had_no_proposal_for_ninety_days_is_counted_once_the_nights_go_back_that_far(
    night: Night, tmp_path: Path
) -> None:
    first_day = DAY - timedelta(days=90)
    (tmp_path / "before").mkdir()
    night = replace(night, database=fresh(tmp_path / "before"))
    deliver(night.database, ROWS, first_day)
    first = night.run(first_day).run.manifest
    assert first is not None
    assert first.unproposed is None
    later = night.run(DAY).run.manifest
    assert later is not None
    assert later.unproposed == (("", 1),)
    assert len(pairs(night.database)) == 2


@on_both
def test_f06_a_night_is_known_to_run_without_standing_in_the_way_of_one(night: Night, database: Database) -> None:
    assert not is_held(database)
    with night_lock(database, night.settings):
        assert is_held(database)
    assert not is_held(database)
    with night_lock(database, night.settings):
        assert is_held(database)


@on_both
def test_f01_a_night_whose_process_died_says_so_until_it_is_begun_again(night: Night, database: Database) -> None:
    with night_lock(database, night.settings), database.begin() as store:
        store.start_run(key(), "r1", NOW)
    found = waiting_for(database, "r1")
    assert found is not None
    assert (found.run.state, found.is_broken_off) == (RunState.BUSY, True)
    with night_lock(database, night.settings):
        again = waiting_for(database, "r1")
    assert again is not None
    assert not again.is_broken_off
    night.run(DAY)
    closed = waiting_for(database, "r1")
    assert closed is not None
    assert (closed.run.state, closed.is_broken_off) == (RunState.FAILED, False)
