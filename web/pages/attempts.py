"""Slows guessing down: a few wrong passwords a minute per name and per address, then a pause, never a lock."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

WINDOW = timedelta(minutes=1)
MOST_PER_LOGIN = 5
MOST_PER_ADDRESS = 20
MOST_REMEMBERED = 1_000


@dataclass(slots=True, kw_only=True)
class Attempts:
    """The wrong passwords of the last minute, in this process."""

    _seen: deque[tuple[datetime, str, str]] = field(default_factory=lambda: deque(maxlen=MOST_REMEMBERED))
    _lock: Lock = field(default_factory=Lock)

    def add(self, login: str, address: str, now: datetime) -> None:
        """Remember a wrong password."""
        with self._lock:
            self._seen.append((now, login, address))

    def is_open(self, login: str, address: str, now: datetime) -> bool:
        """Whether one more try is looked at."""
        with self._lock:
            recent = [one for one in self._seen if now - one[0] < WINDOW]
        by_login = sum(one[1] == login for one in recent)
        by_address = sum(one[2] == address for one in recent)
        return by_login < MOST_PER_LOGIN and by_address < MOST_PER_ADDRESS
