"""What other promises would give the night of a stored run."""

from solver.regimes import Regimes, compare
from web.service.night.past import PastNight, past_night
from web.store.database import Database


def regimes_of(database: Database, run_id: str, effort: str, threads: int) -> tuple[PastNight, Regimes]:
    """Give the night of a run, and what each regime would give it.

    Raises
    ------
    ChangedSince
        Where the rows of that night are gone.
    """
    past = past_night(database, run_id)
    return past, compare(past.prepared(threads), effort)
