"""How much one colleague may take along: files an hour, lists a minute, and word of it where somebody reads very much.

Files are counted in the log, so that every process counts them all; lists in this process. Reading goes on after the
alarm: who works hard is no thief, but somebody looks at it the same day.
"""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from flask import Flask, abort, request
from flask.wrappers import Response

from web.config import Settings
from web.pages.frame import desk, visitor
from web.service.door.security_log import Happened, tell
from web.service.oversight.taken import files_since, note_much_reading

FILE_ENDINGS = (".csv", ".json", ".zip", ".pdf")
LISTS = frozenset({"worklist.show", "client.overview", "vacancy.overview", "overview.show", "overview.behind"})
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
TOO_MANY = 429
ASK_EVERY = 25


@dataclass(slots=True, kw_only=True)
class Recent:
    """Who did something how often in the last minute, in this process."""

    _seen: defaultdict[str, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))
    _lock: Lock = field(default_factory=Lock)

    def count(self, who: str, now: datetime) -> int:
        """Count one more; give how many there were in the minute that ends now."""
        with self._lock:
            seen = self._seen[who]
            seen.append(now)
            while seen and now - seen[0] >= MINUTE:
                seen.popleft()
            return len(seen)


def limit(app: Flask, settings: Settings) -> None:
    """Put the limits in front of lists and files, behind the door."""
    recent = Recent()

    def hold() -> None:
        who = visitor()
        if who is None or request.method not in ("GET", "HEAD"):
            return
        if request.path.endswith(FILE_ENDINGS) and request.endpoint != "static":
            now = desk().clock.now()
            if files_since(desk().database, who.login, now - HOUR) >= settings.files_an_hour:
                tell(Happened.MANY_FILES, login=who.login, most=settings.files_an_hour)
                abort(TOO_MANY)
        elif request.endpoint in LISTS and recent.count(who.login, desk().clock.now()) > settings.lists_a_minute:
            abort(TOO_MANY)

    app.before_request(hold)


def watch(app: Flask, settings: Settings) -> None:
    """Say so where somebody opens more records in a day than work asks for; register this before the log of views."""
    opened: dict[tuple[str, str], int] = defaultdict(int)
    lock = Lock()

    def look(response: Response) -> Response:
        who = visitor()
        if who is None or response.status_code != 200 or not request.view_args:
            return response
        today = desk().clock.now().date().isoformat()
        with lock:
            for old in [key for key in opened if key[0] != today]:
                del opened[old]
            opened[today, who.login] += 1
            seen = opened[today, who.login]
        # Other processes count too: the log is asked now and then, and always at the limit itself.
        if seen % ASK_EVERY == 0 or seen == settings.views_a_day + 1:
            total = note_much_reading(desk().database, desk().clock, who.login, who.role, settings.views_a_day)
            if total:
                tell(Happened.MANY_VIEWS, login=who.login, count=total, most=settings.views_a_day)
        return response

    app.after_request(look)
