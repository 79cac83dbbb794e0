"""How often one may try: counted in the store, so that more processes are not more chances.

Wrong passwords: five a minute for a name, and for an address twenty a minute, sixty a quarter of an hour. A pause,
never a lock: nobody can keep somebody else out for longer than a minute. Names and addresses are counted by a digest.
"""

from datetime import datetime, timedelta
from hashlib import sha256

from web.store.database import Database

MINUTE, QUARTER = timedelta(minutes=1), timedelta(minutes=15)
MOST_A_LOGIN = 5
MOST_AN_ADDRESS = 20
MOST_AN_ADDRESS_A_QUARTER = 60
NAME, ADDRESS = "naam", "adres"


def begin_try(database: Database, login: str, address: str, now: datetime) -> int | None:
    """Count one try before it is looked at, so that many at once are counted too; None where it has to wait."""
    name, place = _digest(NAME, login.casefold()), _digest(ADDRESS, address)
    with database.begin() as store:
        store.forget_tries(now - QUARTER)
        recent = now - MINUTE
        is_open = (
            store.tries(name, recent) < MOST_A_LOGIN
            and store.tries(place, recent) < MOST_AN_ADDRESS
            and store.tries(place, now - QUARTER) < MOST_AN_ADDRESS_A_QUARTER
        )
        return store.add_try(name, place, now) if is_open else None


def forgive(database: Database, number: int) -> None:
    """Forget a try that turned out right."""
    with database.begin() as store:
        store.forget_try(number)


def _digest(kind: str, text: str) -> str:
    return sha256(f"{kind}:{text}".encode()).hexdigest()[:32]
