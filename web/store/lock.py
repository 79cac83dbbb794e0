"""A lock that the server of the database holds for a session: who dies gives it back."""

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from web.store.refused import refused

HALF = 0xFFFF_FFFF
# A lock on one number of 64 bits stands in the list as two of 32.
_TAKEN = sa.text(
    "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1 "
    "AND classid::bigint = :high AND objid::bigint = :low "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"
)


class ServerLock:
    """An advisory lock of PostgreSQL on a connection of its own.

    It needs a real session: a pool between Waag and the server that hands out connections per transaction gives the
    lock away unseen.
    """

    def __init__(self, engine: sa.Engine, number: int) -> None:
        self._engine, self._number = engine, number
        self._connection: sa.Connection | None = None

    def take(self) -> bool:
        """Take it, or say that somebody else has it.

        Raises
        ------
        StoreLost
            Where the server does not answer.
        """
        self.give_back()
        try:
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            is_ours = bool(connection.execute(sa.select(sa.func.pg_try_advisory_lock(self._number))).scalar_one())
        except DBAPIError as problem:
            raise refused(problem) from problem
        if is_ours:
            self._connection = connection
        else:
            connection.close()
        return is_ours

    def is_taken(self) -> bool:
        """Whether anybody has it, without taking it.

        Raises
        ------
        StoreLost
            Where the server does not answer.
        """
        halves = {"high": self._number >> 32 & HALF, "low": self._number & HALF}
        try:
            with self._engine.connect() as connection:
                return bool(connection.execute(_TAKEN, halves).scalar_one())
        except DBAPIError as problem:
            raise refused(problem) from problem

    def is_alive(self) -> bool:
        """Whether the session that holds it still answers; where it does, nobody else can have the lock."""
        if self._connection is None:
            return False
        try:
            self._connection.execute(sa.select(1))
        except SQLAlchemyError:
            return False
        return True

    def give_back(self) -> None:
        """Give the lock back; a session that no longer answers is thrown away, and the lock with it."""
        if self._connection is None:
            return
        try:
            self._connection.execute(sa.select(sa.func.pg_advisory_unlock(self._number)))
        except SQLAlchemyError:
            # Not back into the pool: the next user would hold our lock.
            self._connection.invalidate()
        self._connection.close()
        self._connection = None
