"""What a database that refuses means for who asked: try again, make room, or neither."""

from sqlalchemy.exc import DBAPIError

from web.store.errors import StoreError, StoreFull, StoreLost

FULL_STATES, FULL_NAMES = ("53100",), ("SQLITE_FULL",)
# Connection failures, a server that shuts down or starts, too many connections, and transactions that wait for each
# other too long: https://www.postgresql.org/docs/15/errcodes-appendix.html
LOST_STATES, LOST_NAMES = ("08", "57P", "53300", "40", "55P03"), ("SQLITE_BUSY", "SQLITE_LOCKED")


def refused(problem: DBAPIError) -> StoreError:
    """Give what a refusal of the database is to the rest of Waag; nothing of that transaction was kept."""
    state, name = str(getattr(problem.orig, "sqlstate", None) or ""), getattr(problem.orig, "sqlite_errorname", "")
    if state in FULL_STATES or name in FULL_NAMES:
        return StoreFull(
            f"The disk of the database is full ({problem.orig}). Nothing of this step was kept, and what stood there "
            "still does. Make room, for instance with `waag prune`, and start again."
        )
    is_unreachable = not state and not name and type(problem.orig).__name__ == "OperationalError"
    if problem.connection_invalidated or is_unreachable or state.startswith(LOST_STATES) or name.startswith(LOST_NAMES):
        return StoreLost(f"The database does not answer: {problem.orig}. Nothing of this step was kept.")
    return StoreError(f"The database refused: {problem.orig}. Nothing of this step was kept.")
