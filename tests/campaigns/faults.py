"""The faults of a night, on SQLite and on PostgreSQL: broken off everywhere, killed at random, started twice, no room.

Every try checks I1 to I6 (`tests/campaigns/broken_nights.py`); what was found goes into the trust report. Run it with
``python -m tests.campaigns.faults --kills 500 --starts 100 --same 20``.
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from threading import Event, Thread

import click
import psycopg

from tests.campaigns.broken_nights import House, at_every_place, at_random, houses, twice_at_once
from tests.campaigns.same_bytes import DEMO, DEMO_DAY, campaign
from tests.campaigns.trust import DOCS, Reached, conclude, look_at_excuses
from tests.web.made import DAY
from tests.web.service.conftest import Still
from web.config import FailAction
from web.service.clock import dutch_day
from web.service.oversight.audit import audit
from web.store.errors import StoreFull
from web.store.records import RunState

ROOT = Path(__file__).resolve().parents[2]
CHANGES_OF_CLOCK = (
    (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), datetime(2026, 3, 29, 1, 1, tzinfo=UTC)),
)
END_SESSIONS = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
SYNC_ERROR = ("strace", "-f", "-qq", "-e", "trace=fdatasync,fsync", "-e")
ONE_NIGHT = "import sys; from tests.campaigns.faults import one_night; sys.exit(one_night(sys.argv[1]))"


def of_house(house: House, kills: int, starts: int, rooms: int, step: int) -> Iterator[Reached]:
    """Give what one store showed."""

    def told(name: str, promise: str, figure: str, *, is_reached: bool = True) -> Reached:
        wrong, house.wrong[:] = list(house.wrong), []
        for words in wrong:
            click.echo(f"  {words}", err=True)
        said = f"{figure}, {len(wrong)} violations of I1-I6"
        return Reached(name=f"{name}-{house.kind}", promise=promise, figure=said, is_reached=is_reached and not wrong)

    places = at_every_place(house, FailAction.KILL, step)
    yield told("F1", "kill -9 at every failpoint: 0 violations", f"{places} failpoints", is_reached=places > 20)
    found = at_random(house, kills)
    yield told("T29", f"{kills} random kills: 0 violations", f"{found.killed} nights killed before they ended")
    yield told(
        "F6", "a lock is free within 1 s of a kill", f"{found.longest_lock:.3f} s", is_reached=found.longest_lock < 1
    )
    places = at_every_place(house, FailAction.FULL, step)
    yield told("F2", "no room at any place: the night before stays", f"{places} places", is_reached=places > 20)
    if house.kind == "sqlite":
        tried = without_room(house, rooms)
        yield told("F2-pages", f"no room for n pages, n = 1..{rooms} or until a night fits", f"{tried} sizes")
    else:
        lost = with_lost_sessions(house, max(kills // 10, 2))
        yield told("F4", "sessions ended while a night runs: it ends well", f"{lost} nights, each cut off once or more")
    right = twice_at_once(house, starts)
    yield told("F5", f"{starts} double starts: one run each", f"{right} of {starts}", is_reached=right == starts)
    nights = on_changes_of_clock(house)
    yield told(
        "F12", "both nights in which the clock changes: one run each", f"{nights} runs", is_reached=nights == [1, 1]
    )
    log = audit(house.database, None)
    lines, is_whole = log.chain.lines, log.holds
    figure = f"{lines} lines, {'whole' if is_whole else log.chain.damage or log.torn}"
    yield told("T42", "the log holds after all of this", figure, is_reached=is_whole and lines > 0)


def without_room(house: House, most: int) -> int:
    """Let the database grow by one page, two, and so on, until a night fits; give how many sizes were tried."""
    for room in range(1, most + 1):
        house.next_round()
        before, what = house.shown(), f"room for {room} pages"
        with house.database.begin() as store:
            pages = int(store.connection.exec_driver_sql("PRAGMA page_count").scalar_one())
            store.connection.exec_driver_sql(f"PRAGMA max_page_count={pages + room}")
        fits = False
        with suppress(StoreFull):
            fits = house.night.run(DAY).run.state is RunState.DONE
        house.check(before, what)
        with house.database.begin() as store:
            store.connection.exec_driver_sql("PRAGMA max_page_count=4294967294")
            is_whole = store.connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        if not is_whole:
            house.wrong.append(f"{what}: the file is damaged")
        house.make_good(what)
        if fits:
            return room
    return most


def with_lost_sessions(house: House, nights: int) -> int:
    """End every session of the database again and again while nights run; give how many nights ended well."""
    right = 0
    for number in range(nights):
        house.next_round()
        before, child, is_over = house.shown(), house.start(), Event()
        cutter = Thread(target=_cut_off, args=(house, is_over))
        cutter.start()
        child.join()
        is_over.set()
        cutter.join()
        house.check(before, f"lost sessions {number}")
        run = house.make_good(f"lost sessions {number}")
        right += run.state is RunState.DONE
    return right


def _cut_off(house: House, is_over: Event) -> None:
    url = house.database.url.replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(url, autocommit=True) as connection:
        for pause in (0.02, 0.05, 0.1, 0.2):
            if is_over.wait(pause):
                return
            connection.execute(END_SESSIONS)


def on_changes_of_clock(house: House) -> list[int]:
    """Make the nights in which the clock changes, at two moments each; give how many runs each date has."""
    found = []
    for moments in CHANGES_OF_CLOCK:
        ids = set()
        for moment in moments:
            day = dutch_day(moment)
            ids.add(replace(house.night, clock=Still(moment=moment, day=day)).run(day).run.id)
        found.append(len(ids))
    return found


def sync_errors(numbers: Sequence[int]) -> Reached:
    """Let a sync of a night on SQLite fail, as the kernel would: each of these in a night of its own."""
    promise = "a sync that fails leaves no torn state"
    if shutil.which("strace") is None:
        return Reached(name="F3", promise=promise, figure="strace is not there", is_reached=False)
    failed = wrong = 0
    for number in numbers:
        with TemporaryDirectory() as folder, NamedTemporaryFile() as seen:
            inject = f"inject=fdatasync,fsync:error=EIO:when={number}"
            command = [*SYNC_ERROR, inject, "-o", seen.name, sys.executable, "-c", ONE_NIGHT, folder]
            # How this night ends says little: SQLite keeps silent about some syncs. Whether one failed, the trace says.
            subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
            failed += b"(INJECTED)" in seen.read()
            again = subprocess.run(
                [sys.executable, "-c", ONE_NIGHT, folder], cwd=ROOT, capture_output=True, check=False
            )
            wrong += again.returncode != 0
    return Reached(
        name="F3",
        promise=promise,
        figure=f"{failed} of {len(numbers)} syncs failed, {wrong} torn stores",
        is_reached=failed == len(numbers) and not wrong,
    )


def one_night(folder: str) -> int:
    """Make a night on a SQLite store in a folder and hold the store to I1-I6; for a process of its own."""
    from tests.campaigns.broken_nights import opened_house

    house = opened_house(Path(folder))
    before = house.shown()
    house.make_good("a night")
    house.check(before, "a night")
    with house.database.read() as store:
        is_whole = store.connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    return 0 if is_whole and not house.wrong else 1


def same_bytes(runs: int) -> Reached:
    """Make one night over and over, each from other files, hash seed and threads."""
    digests = {run.digest for run in campaign(DEMO, DEMO_DAY, runs)}
    return Reached(
        name="T1",
        promise=f"{runs} runs of one delivery: one SHA-256",
        figure=f"{len(digests)}",
        is_reached=len(digests) == 1,
    )


def main(arguments: Sequence[str] | None = None, docs: Path = DOCS) -> int:
    """Run all of it; give 1 where a promise is broken without a reason."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--starts", type=int, default=100)
    parser.add_argument("--rooms", type=int, default=200)
    parser.add_argument("--syncs", type=int, default=20)
    parser.add_argument("--step", type=int, default=1, help="every how many places a night is broken off")
    parser.add_argument("--same", type=int, default=20, help="0 leaves it out, as `make same` does it too")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one of both databases")
    asked = parser.parse_args(arguments)
    look_at_excuses(docs)
    kinds = (asked.only,) if asked.only else ("sqlite", "postgresql")
    found: list[Reached] = []
    with houses(kinds) as all_houses:
        for house in all_houses:
            for one in of_house(house, asked.kills, asked.starts, asked.rooms, asked.step):
                click.echo(f"{one.name}: {one.figure}", err=True)
                found.append(one)
    if asked.syncs:
        found.append(sync_errors(range(1, asked.syncs + 1)))
    if asked.same:
        found.append(same_bytes(asked.same))
    words = " ".join(
        f"--{name} {getattr(asked, name)}" for name in ("kills", "starts", "rooms", "syncs", "step", "same")
    )
    only = f" --only {asked.only}" if asked.only else ""
    return conclude("faults", found, command=f"python -m tests.campaigns.faults {words}{only}", docs=docs)


if __name__ == "__main__":
    sys.exit(main())
