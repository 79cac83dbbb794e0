"""What somebody on call wants to know of a store at a glance; figures and states, nobody's data."""

from dataclasses import dataclass
from datetime import datetime

from web.store.database import Database, expected_version
from web.store.errors import StoreError


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """How a store stands.

    Attributes
    ----------
    is_right_version
        The tables are those of this code.
    shown_seconds
        Age of the run that advisers see, from its end; None before the first night.
    delivered_seconds
        Age of the newest delivery; None before the first one.
    proposals
        Of the run that is shown.
    latest_state
        How the newest night ended, or that it goes on; empty before the first one.
    """

    is_right_version: bool
    shown_seconds: int | None = None
    delivered_seconds: int | None = None
    proposals: int = 0
    latest_state: str = ""


def vitals(database: Database, now: datetime) -> Vitals:
    """Look at a store.

    Raises
    ------
    StoreError
        Where it cannot be reached.
    """
    if database.schema_version() != expected_version():
        return Vitals(is_right_version=False)
    with database.read() as store:
        shown, latest, delivery = store.current_run(), store.run_lines(1), store.last_delivery()
    return Vitals(
        is_right_version=True,
        shown_seconds=_age(shown.finished_at if shown else None, now),
        delivered_seconds=_age(delivery.received_at if delivery else None, now),
        proposals=shown.manifest.proposals if shown and shown.manifest else 0,
        latest_state=latest[0].state.value if latest else "",
    )


def is_ready(database: Database) -> bool:
    """Whether pages can be served from a store: it answers, and its tables are those of this code."""
    try:
        return database.schema_version() == expected_version()
    except StoreError:
        return False


def _age(moment: datetime | None, now: datetime) -> int | None:
    return None if moment is None else max(0, int((now - moment).total_seconds()))
