"""Two dozen people and as many places, with a night of the real solver: enough for a morning's work.

Twelve are copies of K1 and V1 of the small world, where an aid closes a gap; twelve of K2 and V2, which fit.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from tests.web.made import DAY, NOW
from tests.web.pages.world import CASEWORKER, CLOCK, EXPERT, PASSWORD, SHEET_BY_NAME, rows_by_sheet, settings_of
from web.config import Settings
from web.service.manage.accounts import hashed
from web.service.manage.demo import mark_as_demo
from web.service.night.nightly import Night
from web.store.accounts import Account
from web.store.database import Database

Row = Mapping[str, str]
COPIES = 12
KINDS = ("K1", "V1"), ("K2", "V2")
PLENTY = {"gemeente": "Leiden", "year": "2026", "coach_minutes": "6000", "once_cents": "100000000"}
LEFT_ALONE = ("decisions", "choices", "ladder", "loonwaarde", "history")


def build_morning(folder: Path) -> Settings:
    """Make the store and its night; give its settings."""
    settings = settings_of(folder)
    database = Database(settings.database_url).ready()
    mark_as_demo(database, CLOCK)
    with database.begin() as store:
        for role in (CASEWORKER, EXPERT):
            store.add_account(Account(login=role, password_hash=hashed(PASSWORD), role=role, is_demo=True), NOW)
        for name, rows in _rows().items():
            keys = SHEET_BY_NAME[name].key
            filled = [(tuple(row.get(key, "") for key in keys), row, repr(sorted(row.items()))) for row in rows]
            store.apply(name, filled, [], DAY)
    database.close()
    run_night(settings, DAY)
    return settings


def run_night(settings: Settings, day: date) -> None:
    """Make the night of a day."""
    database = Database(settings.database_url)
    report = Night(database=database, settings=settings, clock=CLOCK).run(day)
    assert report.is_shown, report.run.problem
    database.close()


def _rows() -> dict[str, list[Row]]:
    small = rows_by_sheet()
    return {
        name: [PLENTY] if name == "budgets" else list(_copied(rows))
        for name, rows in small.items()
        if name not in LEFT_ALONE
    }


def _copied(rows: list[Row]) -> Iterator[Row]:
    """Give rows of places and employers as they are, and those of the two kinds a dozen times; the others go."""
    for row in rows:
        if "client" not in row and "vacancy" not in row:
            yield row
            continue
        for kind in KINDS:
            if row.get("client", kind[0]) == kind[0] and row.get("vacancy", kind[1]) == kind[1]:
                yield from (_renamed(row, number) for number in range(COPIES))


def _renamed(row: Row, number: int) -> Row:
    own = {name: f"{row[name]}{number:02}" for name in ("client", "vacancy") if row.get(name)}
    return {**row, **own, **({"name": f"Persoon {own['client']}"} if row.get("name") and "client" in row else {})}
