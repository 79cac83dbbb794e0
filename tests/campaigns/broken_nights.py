"""One store whose nights are broken off again and again, and what must hold after each: I1 to I6 of the night.

The night is forked from a process that has everything loaded, so that a try takes a fraction of a second; its plan is
the small one of the tests. What is broken is the way from the rows to the flip, which is that of every night.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from tests.postgres import Server, running
from tests.web.made import DAY, NOW, event_of, fresh
from tests.web.service.conftest import FirstFits, Still, deliver
from web.config import FailAction, Failpoint, Settings
from web.service.night import writing
from web.service.night.export import digest_of, export_plan
from web.service.night.lock import night_lock
from web.service.night.nightly import Night
from web.service.night.replay import replay
from web.store.database import Database
from web.store.errors import AlreadyRunning, StoreError
from web.store.events import EventKind
from web.store.records import Run, RunState

PEOPLE, PIECE = 24, 4
ENDS = {RunState.DONE, RunState.FALLEN_BACK, RunState.FAILED}
BUSY, PATIENCE = 75, 10.0
_fork = multiprocessing.get_context("fork")


@dataclass(kw_only=True)
class House:
    """A store under attack.

    Attributes
    ----------
    kind
        ``sqlite`` or ``postgresql``.
    decided
        Every decision that was acknowledged: (id, client, vacancy, kind).
    wrong
        Each breach that was seen, in words.
    """

    kind: str
    night: Night
    decided: list[tuple[int, str, str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    round: int = 0

    @property
    def database(self) -> Database:
        """Its store."""
        return self.night.database

    def next_round(self) -> None:
        """Give the next night something new to read, and let an adviser decide."""
        self.round += 1
        # Rows that no night of this store has read before: a night of the same rows would be found again.
        digits = (self.round % 24, self.round // 24 % 24, self.round // 576)
        people = [
            {"client": f"K{number:02}", "gemeente": "Leiden", "hours": str(8 + digit)}
            for number, digit in enumerate(digits)
        ]
        deliver(self.database, {"clients": people})
        with self.database.begin() as store:
            run = store.current_run()
            rows = store.proposal_rows(run.id) if run else []
            if run is None or not rows:
                return
            row = rows[self.round % len(rows)]
            seen = len(store.events_of_pair(*row.pair))
            made = store.add_event(event_of(row, EventKind.LATER, f"round-{self.round}", seen=seen))
        self.decided.append((made.id, made.client, made.vacancy, made.kind.value))

    def start(self, failpoint: Failpoint | None = None) -> BaseProcess:
        """Start the night in a process of its own; nobody's connection is shared with it."""
        self.database.close()
        child = _fork.Process(target=_child, args=(self.night, failpoint))
        child.start()
        return child

    def shown(self) -> Run | None:
        """Give the run that people see."""
        with self.database.read() as store:
            return store.current_run()

    def check(self, before: Run | None, what: str) -> None:
        """Hold the store to what must hold at any moment, whatever happened: I1, I2 and I4."""
        with self.database.read() as store:
            run = store.current_run()
            rows = len(store.proposal_rows(run.id)) if run else 0
            decided = [
                (event.id, event.client, event.vacancy, event.kind.value)
                for event in store.events_between(NOW - timedelta(days=1), NOW + timedelta(days=1))
            ]
            chain, people = store.check_chain(), len(store.open_rows("clients"))
        if run is None or run.manifest is None:
            self._wrong(before is not None, f"{what}: I1, a night was shown and now none is")
        else:
            self._wrong(not run.has_plan or rows != run.manifest.proposals, f"{what}: I1, {run.id} is shown in part")
            same = digest_of(export_plan(self.database, run.id)) == run.manifest.plan_digest
            self._wrong(not same, f"{what}: I1, {run.id} is not the plan that was made")
        self._wrong(decided != self.decided, f"{what}: I2, a decision was lost or changed")
        self._wrong(chain.damage is not None, f"{what}: I2, the log is broken")
        self._wrong(people != PEOPLE, f"{what}: I4, {people} people are open and not {PEOPLE}")

    def make_good(self, what: str) -> Run:
        """Start the night again as a timer would, and hold it to I3, I5 and I6."""
        _lock(self)
        report = self.night.run(DAY)
        with self.database.read() as store:
            states = {line.state for line in store.run_lines(10_000)}
        self._wrong(report.run.state is not RunState.DONE, f"{what}: I5, the next start ended {report.run.state}")
        self._wrong(not states <= ENDS, f"{what}: I5, a run stays {states - ENDS}")
        again = self.night.run(DAY)
        self._wrong(again.is_new or again.run.id != report.run.id, f"{what}: I3, the same night twice is two runs")
        self._wrong(not replay(self.database, plan=FirstFits()).is_same, f"{what}: I3, other bytes when made again")
        shown = self.shown()
        self._wrong(shown is None or shown.id != report.run.id, f"{what}: I1, the night that was made is not shown")
        return report.run

    def _wrong(self, is_wrong: bool, words: str) -> None:
        if is_wrong:
            self.wrong.append(f"{self.kind}: {words}")


@contextmanager
def houses(kinds: tuple[str, ...] = ("sqlite", "postgresql")) -> Iterator[list[House]]:
    """Give a store of each kind, with a night in it."""
    usual, writing.CHUNK = writing.CHUNK, PIECE
    with ExitStack() as after:
        after.callback(setattr, writing, "CHUNK", usual)
        folder = Path(after.enter_context(TemporaryDirectory(prefix="waag-faults-")))
        server = after.enter_context(running()) if "postgresql" in kinds else None
        made = [_house(kind, folder, server) for kind in kinds]
        for house in made:
            after.callback(house.database.close)
        yield made


def opened_house(folder: Path) -> House:
    """Give the SQLite store of a folder, made and filled where there is none."""
    file = folder / "waag.db"
    database = Database(f"sqlite:///{file}").ready() if file.exists() else fresh(folder)
    deliver(database, _rows())
    return House(kind="sqlite", night=_night(database, folder))


def _house(kind: str, folder: Path, server: Server | None) -> House:
    own = folder / kind
    own.mkdir()
    database = fresh(own) if server is None or kind == "sqlite" else Database(server.fresh())
    deliver(database, _rows())
    night = _night(database, own)
    night.run(DAY - timedelta(days=1))
    return House(kind=kind, night=night)


def _night(database: Database, folder: Path) -> Night:
    settings = Settings(data_folder=folder, database_url=database.url)
    return Night(database=database, settings=settings, clock=Still(), plan=FirstFits())


def _rows() -> dict[str, list[dict[str, str]]]:
    people = [{"client": f"K{number:02}", "gemeente": "Leiden", "hours": "24"} for number in range(PEOPLE)]
    work = [
        {"vacancy": f"V{number:02}", "employer": "E1", "title": "Groen", "hours_min": "8", "hours_max": "32"}
        for number in range(PEOPLE - 2)
    ]
    tasks = [{"vacancy": one["vacancy"], "task": "t", "description": "T", "share": "100"} for one in work]
    employers = [{"employer": "E1", "name": "Drukkerij Holt"}]
    return {"clients": people, "employers": employers, "vacancies": work, "tasks": tasks}


def _child(night: Night, failpoint: Failpoint | None) -> None:
    own = replace(
        night, database=Database(night.database.url), settings=replace(night.settings, failpoint=failpoint), wait=sleep
    )
    try:
        own.run(DAY)
    except AlreadyRunning:
        os._exit(BUSY)
    except (OSError, StoreError):
        os._exit(1)
    os._exit(0)


def at_every_place(house: House, action: FailAction, step: int = 1) -> int:
    """Break a night off at its first place, its second, and so on, until one ends; give how many places there were."""
    number = 1
    while True:
        house.next_round()
        before, what = house.shown(), f"{action} at place {number}"
        child = house.start(Failpoint(stage="*", number=number, action=action))
        child.join()
        house.check(before, what)
        house.make_good(what)
        if child.exitcode == 0:
            return number - 1
        number += step


@dataclass(frozen=True, kw_only=True)
class Killed:
    """How many nights were killed before they ended, and how long the lock was held after one was: at most so long."""

    killed: int
    longest_lock: float


def at_random(house: House, times: int, seed: int = 20261102) -> Killed:
    """Kill a night at a moment drawn by lot, until so many were killed before they ended."""
    lots, killed, longest = Random(seed), 0, 0.0
    house.next_round()
    began = monotonic()
    house.start().join()
    usual = monotonic() - began
    while killed < times:
        house.next_round()
        before = house.shown()
        child = house.start()
        sleep(lots.uniform(0, usual))
        if child.is_alive() and child.pid is not None:
            os.kill(child.pid, signal.SIGKILL)
        child.join()
        is_killed = child.exitcode == -signal.SIGKILL
        killed += is_killed
        what = f"kill {killed}"
        if is_killed:
            longest = max(longest, _seconds_of(lambda: _lock(house)))
        house.check(before, what)
        house.make_good(what)
    return Killed(killed=killed, longest_lock=longest)


def _lock(house: House) -> None:
    """Take the lock and give it back, as soon as it can be had; a server needs a moment to see that a session died."""
    until = monotonic() + PATIENCE
    while True:
        try:
            with night_lock(house.database, house.night.settings):
                return
        except AlreadyRunning:
            if monotonic() > until:
                raise
            sleep(0.002)


def _seconds_of(work: Callable[[], None]) -> float:
    began = monotonic()
    work()
    return monotonic() - began


def twice_at_once(house: House, times: int) -> int:
    """Start two nights at once, so many times; give how often there was exactly one run."""
    right = 0
    for number in range(times):
        house.next_round()
        before = house.shown()
        children = [house.start(), house.start()]
        for child in children:
            child.join()
        shown = house.shown()
        exits = {child.exitcode for child in children}
        is_one = shown is not None and shown.attempts == 1 and (before is None or shown.id != before.id)
        house.check(before, f"double start {number}")
        right += is_one and 0 in exits and exits <= {0, BUSY}
        house.make_good(f"double start {number}")
    return right
