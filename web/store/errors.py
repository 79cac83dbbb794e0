"""What can go wrong with the store."""

from datetime import datetime

from matcher.errors import WaagError


class StoreError(WaagError):
    """The store cannot be reached, or is not what this version expects."""


class Stopped(WaagError):
    """Somebody pressed the stop button."""


class AlreadyRunning(StoreError):
    """Another process holds the lock of the night."""


class StoreLost(StoreError):
    """The database does not answer now: it was lost, restarts, or is held by others; trying again may help."""


class StoreFull(StoreError):
    """There is no room left where the database writes."""


class WritesLost(StoreError):
    """The database said of rows that they were written, and does not have them any more."""


class RunTakenOver(StoreError):
    """A run that this process was making is no longer its own: another start closed it or began it anew."""


class StaleDecision(StoreError):
    """Somebody changed this proposal after the page was opened.

    Attributes
    ----------
    actor, at
        Who changed it last, and when (UTC).
    version
        The version it has now.
    """

    def __init__(self, *, actor: str, at: datetime, version: int) -> None:
        self.actor = actor
        self.at = at
        self.version = version
        super().__init__(
            f"{actor} changed this proposal at {at:%Y-%m-%d %H:%M} UTC, after you opened it; "
            "look at the new state and decide again."
        )
