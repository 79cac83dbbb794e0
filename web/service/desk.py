"""What pages work with: the store of one region and the clock it lives by, opened once for a process."""

from dataclasses import dataclass, replace

from web.config import Settings
from web.service.clock import Clock, clock_of
from web.store.database import Database, open_database
from web.store.errors import StaleDecision as StaleDecision
from web.store.errors import StoreError as StoreError
from web.store.scope import NOBODY as NOBODY
from web.store.scope import REGION as REGION
from web.store.scope import Scope as Scope

COOKIE_SECRET = "cookies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The open store, its clock, and what kind of store it is.

    It sees the region; `within` gives a page the part of who signed in.

    Attributes
    ----------
    is_demo
        The store holds the made-up world; its pages say so and may be served without TLS on this computer.
    cookie_secret
        Signs the cookie of forms; of this store, so that every process that serves it agrees.
    is_empty
        Nobody has an account yet: all this store can do is be filled with the made-up world.
    """

    database: Database
    clock: Clock
    is_demo: bool
    cookie_secret: str
    is_empty: bool = False

    def within(self, scope: Scope) -> "Desk":
        """Give this desk as a scope may use it."""
        return replace(self, database=self.database.within(scope))


def open_desk(settings: Settings) -> Desk:
    """Open the store of the settings for pages.

    Raises
    ------
    StoreError
        Where the store cannot be reached or has another version.
    """
    database = open_database(settings)
    database.heeds_stop = True
    with database.begin() as store:
        secret, is_demo, is_empty = store.secret(COOKIE_SECRET), store.is_demo, not store.all_accounts()
        gemeenten = {one for one in store.all_values("clients", "gemeente") if one}
    if len(gemeenten) > 1 and not is_demo and not database.has_second_wall():
        database.close()
        raise StoreError(
            f"This store holds people of {len(gemeenten)} gemeenten, and nothing but Waag itself keeps them apart: "
            "SQLite has one wall, and a superuser of PostgreSQL passes the second. Serve it from PostgreSQL with the "
            "login waag_web (see docs/operations.md), or give each gemeente a store of its own."
        )
    clock = clock_of(database)
    return Desk(database=database, clock=clock, is_demo=is_demo, cookie_secret=secret, is_empty=is_empty)
