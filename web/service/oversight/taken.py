"""How much one colleague took along or read, counted in the log; much reading is a line of its own, once a day."""

from datetime import UTC, datetime, time

from web.service.clock import ZONE, Clock, dutch_day
from web.store.database import Database
from web.store.log import LogKind, NewLine

MUCH_READ = "veel_gelezen"


def files_since(database: Database, login: str, moment: datetime) -> int:
    """Give how many files somebody took along after a moment."""
    with database.read() as store:
        return store.lines_since(login, LogKind.EXPORT, moment)


def note_much_reading(database: Database, clock: Clock, login: str, role: str, most: int) -> int:
    """Write down that somebody opened more records today than `most`; give how many, 0 where it is no news.

    One line a person a day: who reads on is known already.
    """
    now = clock.now()
    morning = datetime.combine(dutch_day(now), time.min, ZONE).astimezone(UTC)
    with database.begin() as store:
        count = store.lines_since(login, LogKind.VIEW, morning)
        if count <= most or store.lines_since(login, LogKind.ALARM, morning):
            return 0
        line = NewLine(at=now, actor=login, role=role, kind=LogKind.ALARM, what=MUCH_READ, detail=str(count))
        store.add_line(line)
    return count
