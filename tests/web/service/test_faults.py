"""What a night promises when something breaks: the one before stays, nothing is lost, the next start makes it good."""

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.postgres import on_both
from tests.web.made import DAY
from tests.web.service.conftest import FirstFits, Still, deliver
from web.config import FailAction, Failpoint
from web.service.clock import dutch_day
from web.service.entering.saving import Typing
from web.service.manage.policy_card import ADOPTED, BOUNDS, end, policy_in_force, propose
from web.service.night import writing
from web.service.night.export import digest_of, export_plan
from web.service.night.kept_stages import forget_stages, stages_folder
from web.service.night.lock import night_lock
from web.service.night.nightly import Night, NightReport
from web.store.database import Database
from web.store.errors import RunTakenOver, StoreFull, StoreLost
from web.store.pieces import Piece, of_proposals
from web.store.records import Amount, RunState
from web.store.schema import outcomes
from web.store.store import Store

NEXT = DAY + timedelta(days=1)
NO_ROOM = "No space left"
END_ALL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def broken_off(night: Night, stage: str, number: int = 1, action: FailAction = FailAction.FULL) -> Night:
    return replace(
        night, settings=replace(night.settings, failpoint=Failpoint(stage=stage, number=number, action=action))
    )


def killed(night: Night, stage: str, number: int = 1) -> None:
    """Make a night in a child that is killed at a place."""
    other = broken_off(replace(night, database=Database(night.database.url)), stage, number, FailAction.KILL)
    child = multiprocessing.get_context("fork").Process(target=other.run, args=(NEXT,))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL


def current_id(database: Database) -> str:
    with database.read() as store:
        run = store.current_run()
    assert run is not None
    return run.id


def whole(database: Database, report: NightReport) -> bool:
    """Whether what is stored of a run is the plan that was made, to the byte."""
    manifest = report.run.manifest
    return manifest is not None and digest_of(export_plan(database, report.run.id)) == manifest.plan_digest


@on_both
@pytest.mark.parametrize("stage", ["bewaard", "brok", "omzetten"])
def test_f01_a_night_that_is_killed_goes_on_where_it_was(night: Night, stage: str) -> None:
    before = night.run(DAY)
    killed(night, stage)
    assert current_id(night.database) == before.run.id
    plan = FirstFits()
    report = replace(night, plan=plan).run(NEXT)
    assert plan.seen == [], "The plan was kept, so nobody may solve it again."
    assert (report.run.state, report.run.attempts) == (RunState.DONE, 2)
    assert whole(night.database, report)
    assert not list(stages_folder(night.database, night.settings).glob("*"))


def test_f01_a_night_that_is_killed_after_its_flip_is_the_night(night: Night) -> None:
    night.run(DAY)
    killed(night, "omzetten", 2)
    shown = current_id(night.database)
    report = night.run(NEXT)
    assert (report.is_new, report.run.id, report.run.attempts) == (False, shown, 1)


def test_f01_what_a_broken_night_kept_is_gone_after_a_night_of_other_rows(night: Night) -> None:
    with pytest.raises(OSError, match=NO_ROOM):
        broken_off(night, "bewaard").run(DAY)
    folder = stages_folder(night.database, night.settings)
    assert len(list(folder.glob("*/plan.result"))) == 1
    deliver(night.database, {"clients": [{"client": "K1", "gemeente": "Leiden", "hours": "20"}]})
    night.run(DAY)
    assert list(folder.glob("*")) == []
    forget_stages(night.database, night.settings)
    assert not folder.exists()


def test_f01_a_kept_plan_that_was_changed_is_never_believed(night: Night) -> None:
    with pytest.raises(OSError, match=NO_ROOM):
        broken_off(night, "bewaard").run(DAY)
    (kept,) = stages_folder(night.database, night.settings).glob("*/plan.result")
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    plan = FirstFits()
    report = replace(night, plan=plan).run(DAY)
    assert len(plan.seen) == 1
    assert whole(night.database, report)


def test_f02_a_full_disk_at_any_place_leaves_the_night_before_and_can_be_made_good(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is nothing is not written, and this night gives little: every row of it is a piece of its own.
    monkeypatch.setattr(writing, "CHUNK", 1)
    more = ({"client": f"K{number}", "gemeente": "Leiden", "hours": "16"} for number in (7, 8, 9))
    deliver(night.database, {"clients": list(more)})
    before = night.run(DAY)
    for number in range(1, 100):
        try:
            broken_off(night, "*", number).run(NEXT)
        except OSError:
            with night.database.read() as store:
                shown, newest = store.current_run(), store.latest_runs(1)[0]
            assert shown is not None
            if shown.id != before.run.id:
                # Broken off after the flip: the new night stands, whole.
                assert shown.state is RunState.DONE
            elif number > 3:
                assert (newest.state, NO_ROOM in newest.problem) == (RunState.FAILED, True)
        else:
            break
    assert 15 < number < 99
    report = night.run(NEXT)
    assert report.run.state is RunState.DONE
    assert whole(night.database, report)


def test_f02_a_database_without_room_keeps_the_night_before_and_says_what_to_do(night: Night) -> None:
    """The database may grow by so many pages and no more, from none on, until a night fits."""
    before, said = night.run(DAY), set()
    pages = pages_of(night.database)
    for room in range(0, 60, 3):
        give_room(night.database, pages + room)
        with suppress(StoreFull):
            report = night.run(NEXT)
            if report.run.state is RunState.DONE:
                break
            said.add(report.run.problem)
        assert current_id(night.database) == before.run.id
    give_room(night.database, 1_000_000)
    assert room > 0
    assert night.run(NEXT).run.state is RunState.DONE
    assert whole(night.database, report)
    assert all("disk of the database is full" in words and "Make room" in words for words in said)
    with night.database.read() as store:
        assert store.connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


def pages_of(database: Database) -> int:
    with database.read() as store:
        return int(store.connection.exec_driver_sql("PRAGMA page_count").scalar_one())


def give_room(database: Database, pages: int) -> None:
    """Let the database have so many pages; nights that do nothing at once use this same connection."""
    with database.begin() as store:
        store.connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")


@dataclass(kw_only=True)
class Away:
    """In place of a database: away from a moment on, for so many tries."""

    real: Database
    tries: int
    is_gone: bool = False
    waited: list[float] = field(default_factory=list)

    def __getattr__(self, name: str) -> object:
        return getattr(self.real, name)

    @contextmanager
    def begin(self) -> Iterator[Store]:
        if self.is_gone and self.tries:
            self.tries -= 1
            raise StoreLost("The database does not answer.")
        with self.real.begin() as store:
            yield store


def away_from(night: Night, stage: str, tries: int) -> tuple[Night, Away]:
    away = Away(real=night.database, tries=tries)

    def leave(name: str, _done: int, _total: int) -> None:
        away.is_gone = away.is_gone or name == stage

    return replace(night, database=away, progress=leave, wait=away.waited.append), away  # type: ignore[arg-type]


def test_f04_a_database_that_is_lost_for_a_while_is_waited_for(night: Night) -> None:
    night.run(DAY)
    other, away = away_from(night, "schrijven", 3)
    report = other.run(NEXT)
    assert report.run.state is RunState.DONE
    # The progress that could not be kept took one try.
    assert away.waited == [1.0, 2.0]
    assert whole(night.database, report)


def test_f04_a_database_that_stays_away_ends_the_night_and_leaves_the_one_before(night: Night) -> None:
    before = night.run(DAY)
    other, away = away_from(night, "bedragen", 10_000)
    with pytest.raises(StoreLost):
        other.run(NEXT)
    assert away.waited == [1.0, 2.0, 4.0, 8.0, 16.0] * 2
    assert current_id(night.database) == before.run.id
    assert night.run(NEXT).run.state is RunState.DONE


@pytest.mark.parametrize("store_kind", ["postgresql"], indirect=True)
def test_f04_a_server_that_ends_every_session_while_a_night_writes_loses_nothing(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    night.run(DAY)
    waited: list[float] = []
    write = Store.add_piece

    def cut_off(store: Store, piece: Piece) -> None:
        if not waited and piece[0][0] is outcomes:
            other = Database(night.database.url)
            with other.read() as beside:
                beside.connection.exec_driver_sql(END_ALL)
            other.close()
        write(store, piece)

    monkeypatch.setattr(Store, "add_piece", cut_off)
    report = replace(night, wait=waited.append).run(NEXT)
    assert report.run.state is RunState.DONE
    assert waited == [1.0]
    assert whole(night.database, report)


def test_f04_a_reply_that_was_lost_is_no_second_flip(night: Night) -> None:
    night.run(DAY)

    @dataclass(kw_only=True)
    class LostReply(Away):
        """The flip is done; that it is done never arrives."""

        @contextmanager
        def begin(self) -> Iterator[Store]:
            with self.real.begin() as store:
                yield store
                shown = store.current_run()
            if shown is not None and shown.key.day == NEXT and self.tries:
                self.tries -= 1
                raise StoreLost("The database does not answer.")

    away = LostReply(real=night.database, tries=1)
    report = replace(night, database=away, wait=away.waited.append).run(NEXT)  # type: ignore[arg-type]
    assert (report.run.state, report.run.attempts, away.waited) == (RunState.DONE, 1, [1.0])


@on_both
def test_f04_a_night_of_which_the_database_lost_rows_is_never_shown(night: Night) -> None:
    """A server that says too early that something is written loses it where it falls."""
    before = night.run(DAY)

    def lose(name: str, done: int, total: int) -> None:
        if name == "schrijven" and done == total:
            with night.database.begin() as store:
                newest = store.latest_runs(1)[0]
                gone = store.proposal_rows(newest.id)[0]
                told = store.plan_proposal(gone.id)
                assert told is not None
                store.drop_piece(of_proposals([(gone, told, Amount(basis="onbekend"))]))

    report = replace(night, progress=lose).run(NEXT)
    assert (report.run.state, report.is_shown) == (RunState.FAILED, False)
    assert "holds 1 of the 2 proposals" in report.run.problem
    assert current_id(night.database) == before.run.id
    made = night.run(NEXT)
    assert made.run.state is RunState.DONE
    assert whole(night.database, made)


def test_f05_a_night_that_was_taken_over_writes_nothing_more(night: Night) -> None:
    night.run(DAY)

    def take_over(name: str, _done: int, _total: int) -> None:
        if name == "bedragen":
            with night.database.begin() as store:
                store.abandon_orphans(datetime.now(UTC))

    report = replace(night, progress=take_over).run(NEXT)
    assert (report.run.state, report.run.problem, report.is_shown) == (RunState.FAILED, "afgebroken", False)
    with night.database.begin() as store, pytest.raises(RunTakenOver, match=report.run.id):
        store.hold_run(report.run.id, 1)


@on_both
def test_f06_the_lock_of_a_killed_night_is_free_at_once(night: Night) -> None:
    killed(night, "slot")
    with night_lock(night.database, night.settings):
        pass


NIGHTS = {
    "winter comes": (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    "summer comes": (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), datetime(2026, 3, 29, 1, 1, tzinfo=UTC)),
}


@pytest.mark.parametrize("moments", NIGHTS.values(), ids=NIGHTS)
def test_f12_a_night_in_which_the_clock_jumps_is_one_night(night: Night, moments: tuple[datetime, datetime]) -> None:
    days = [dutch_day(moment) for moment in moments]
    runs = [
        replace(night, clock=Still(moment=moment, day=day)).run(day) for moment, day in zip(moments, days, strict=True)
    ]
    assert len(set(days)) == 1
    assert [run.is_new for run in runs] == [True, False]
    assert runs[0].run.started_at == moments[0]


def test_f23_choices_that_change_while_the_night_runs_are_for_the_next_one(night: Night) -> None:
    def choose(name: str, _done: int, _total: int) -> None:
        if name != "oplossen" or policy_in_force(night.database).match.waiting_full == 70:
            return
        values = {name: str(chosen.value(name)) for name in BOUNDS} | {"waiting_full": "70"}
        typing = Typing(actor="m.bakker", seen="", idempotency_key="a")
        card = propose(night.database, night.clock, values, "Wie lang wacht gaat sneller voor.", typing)
        second = Typing(actor="t.leider", seen="", idempotency_key="b")
        assert end(night.database, night.clock, card, ADOPTED, second) == ""

    chosen = policy_in_force(night.database)
    own = replace(night, match_policy=chosen.match, solver_policy=chosen.plan)
    quiet, changed = own.run(DAY).run, replace(own, progress=choose).run(NEXT).run
    assert policy_in_force(night.database).match.waiting_full == 70
    assert changed.key.config_digest == quiet.key.config_digest
    assert changed.manifest is not None
    assert quiet.manifest is not None
    assert changed.manifest.policies == quiet.manifest.policies
