"""The demo: a made-up world with its own day, in a store that says what it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

from web.config import Settings
from web.service.clock import Clock, SystemClock
from web.service.delivery.intake import Intake, import_files
from web.service.manage.accounts import DEMO_COLLEAGUES, DEMO_GEMEENTEN, DEMO_LOGIN, DEMO_PASSWORD, DEMO_ROLE, hashed
from web.service.manage.policy_card import policy_in_force
from web.service.night.measure import Progress
from web.service.night.nightly import Night, NightReport
from web.store.accounts import Account
from web.store.database import Database
from web.store.errors import StoreError
from web.store.scope import REGION
from web.store.sheets import SHEETS

DEMO_DAY = date(2026, 11, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What the demo did: the delivery it read and the night it made or found."""

    intake: Intake
    night: NightReport


def make_demo(database: Database, settings: Settings, progress: Progress) -> Demo:
    """Load the demo world and make its night; a second time finds both there.

    Raises
    ------
    StoreError
        Where the store holds something that is no demo.
    """
    clock = SystemClock(fixed_day=DEMO_DAY)
    mark_as_demo(database, clock)
    with _demo_files() as folder:
        intake = import_files(
            database,
            folder,
            day=DEMO_DAY,
            received_at=clock.now(),
            is_confirmed=True,
            rejected_folder=settings.data_folder / "rejected",
        )
    chosen = policy_in_force(database)
    night = Night(
        database=database,
        settings=settings,
        clock=clock,
        match_policy=chosen.match,
        solver_policy=chosen.plan,
        progress=progress,
    )
    return Demo(intake=intake, night=_night_there(night, intake) or night.run(DEMO_DAY))


def mark_as_demo(database: Database, clock: Clock) -> None:
    """Make an empty store a demo store, with logins that exist only there."""
    with database.begin() as store:
        if store.is_demo:
            return
        if store.current_run() is not None or any(store.count_open(sheet) for sheet in SHEETS):
            raise StoreError(
                f"The store {database.shown_url} holds data that is not the demo's; the demo would mix with it. "
                "Choose another one with WAAG_DATABASE_URL or WAAG_DATA."
            )
        store.set_fact("is_demo", "ja")
        store.set_fact("demo_day", DEMO_DAY.isoformat())
        one_hash = hashed(DEMO_PASSWORD)
        for login, role in {DEMO_LOGIN: DEMO_ROLE, **DEMO_COLLEAGUES}.items():
            own = DEMO_GEMEENTEN.get(login, REGION)
            account = Account(login=login, password_hash=one_hash, role=role, is_demo=True, gemeenten=own.text)
            store.add_account(account, clock.now())


def _night_there(night: Night, intake: Intake) -> NightReport | None:
    """Give the night that is shown, where neither the world nor the code changed; decisions since then stay with it."""
    total = intake.total
    if total.new or total.changed or total.closed:
        return None
    with night.database.read() as store:
        run = store.current_run()
    if run is None or not run.has_plan or run.key.day != DEMO_DAY or not night.would_decide_alike(run.key):
        return None
    return NightReport(run=run, is_new=False, is_shown=True)


@contextmanager
def _demo_files() -> Iterator[Path]:
    with as_file(files("web") / "demo") as folder:
        if not any(folder.glob("*.csv")):
            raise StoreError(f"There are no demo files in {folder}; the installation is incomplete.")
        yield folder
