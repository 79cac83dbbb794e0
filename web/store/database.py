"""Opening the store: connections, transactions and the version of the schema."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from web.config import Settings
from web.store.cost import listen
from web.store.errors import StoreError
from web.store.kept_lists import KeptLists, stamp_changes
from web.store.lock import ServerLock
from web.store.policies import are_standing, see_on_server, walled_login
from web.store.refused import refused
from web.store.scope import REGION, Scope
from web.store.store import Store
from web.store.walls import within

MIGRATIONS = Path(__file__).with_name("migrations")
WRITES_FIRST = ("fsync", "synchronous_commit")
BUSY_MILLISECONDS = 15_000
WRITING, SCOPE = "waag_writing", "waag_scope"
# Every gemeente has its own text of each question; with SQLAlchemy's 500 a region of twenty writes them out anew for
# every page.
WRITTEN_QUESTIONS = 6_000
# One writer at a time on a server too: what a transaction read is still so when it writes, as SQLite has it.
WRITER_LOCK = 8_241_001


class Database:
    """The store of one region, as somebody may see it.

    Parameters
    ----------
    url
        SQLAlchemy URL; SQLite or PostgreSQL.

    Attributes
    ----------
    heeds_stop
        Proposals stay hidden through it while the stop button is on: for what people look through.
    scope
        Whose rows its transactions give. A command and a night see the region; pages bind it to who signed in.
    """

    scope: Scope = REGION

    def __init__(self, url: str) -> None:
        self.url = url
        self.heeds_stop = False
        self._narrow: dict[Scope, Dialect] = {}
        try:
            self._engine = sa.create_engine(url, query_cache_size=WRITTEN_QUESTIONS)
        except (SQLAlchemyError, ModuleNotFoundError) as problem:
            raise StoreError(f"Cannot use the database URL of WAAG_DATABASE_URL: {problem}") from problem
        listen(self._engine)
        stamp_changes(self._engine)
        self._kept = KeptLists()
        self.is_sqlite = self._engine.dialect.name == "sqlite"
        _prepare_sqlite(self._engine) if self.is_sqlite else _prepare_server(self._engine)

    def within(self, scope: Scope) -> "Database":
        """Give this store as a scope may see it, over the same connections."""
        bound = copy.copy(self)
        bound.scope = scope
        return bound

    @property
    def file(self) -> Path | None:
        """The SQLite file; None for a server or a database in memory."""
        name = self._engine.url.database
        return Path(name) if self.is_sqlite and name and name != ":memory:" else None

    @contextmanager
    def begin(self) -> Iterator[Store]:
        """Open one writing transaction: all of it is kept, or none."""
        with self._transaction(**{WRITING: True}) as store:
            yield store

    @contextmanager
    def read(self) -> Iterator[Store]:
        """Open one reading transaction: everything read in it is of the same moment."""
        # SQLite reads one moment by itself; a server has to be asked for it.
        options: dict[str, str | bool] = (
            {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        )
        with self._transaction(**options) as store:
            yield store

    @contextmanager
    def _transaction(self, **options: str | bool) -> Iterator[Store]:
        try:
            with self._engine.connect() as connection:
                self._bind(connection)
                with connection.execution_options(**options, **{SCOPE: self.scope.text}).begin():
                    store = Store(connection, self.scope)
                    store.heeds_stop = self.heeds_stop
                    store.kept = None if WRITING in options else self._kept
                    yield store
        except DBAPIError as problem:
            raise refused(problem) from problem

    def server_lock(self, number: int) -> ServerLock | None:
        """Give the lock of a number on the server; None where the store is a file, which has locks of its own."""
        return None if self.is_sqlite else ServerLock(self._engine, number)

    def scrub(self) -> None:
        """Leave nothing of deleted rows in the files: not in free pages, not in the write-ahead log.

        On a server the tables are written anew; what its own log still holds goes with that log.
        """
        if not self.is_sqlite:
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM FULL")
            return
        raw = self._engine.raw_connection()
        try:
            cursor = raw.cursor()
            for step in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                cursor.execute(step).fetchall()
        finally:
            raw.close()

    def _bind(self, connection: sa.Connection) -> None:
        """Hold a connection to the scope for as long as it is out."""
        if self.scope.is_region:
            return
        if self.scope not in self._narrow:
            self._narrow[self.scope] = within(self._engine.dialect, self.scope)
        connection.dialect = self._narrow[self.scope]

    def schema_version(self) -> str | None:
        """Give the version the store has; None where it holds no tables of ours."""
        self._make_folder()
        try:
            with self._engine.connect() as connection:
                return MigrationContext.configure(connection).get_current_revision()
        except DBAPIError as problem:
            raise StoreError(f"Cannot reach the database {self.shown_url}: {problem.orig}") from problem

    def journal_mode(self) -> str:
        """Give SQLite's journal mode; of a server, which of its promises to write before it answers are off.

        A server with ``fsync`` or ``synchronous_commit`` off loses what it said it wrote when it falls.
        """
        if self.is_sqlite:
            with self._engine.connect() as connection:
                return str(connection.exec_driver_sql("PRAGMA journal_mode").scalar_one())
        with self._engine.connect() as connection:
            stand = {name: str(connection.exec_driver_sql(f"SHOW {name}").scalar_one()) for name in WRITES_FIRST}
        return ", ".join(f"{name}={value}" for name, value in stand.items() if value == "off")

    @property
    def shown_url(self) -> str:
        """The URL without its password."""
        return self._engine.url.render_as_string(hide_password=True)

    def upgrade(self, version: str = "head") -> None:
        """Bring the tables to the version of this code, or to an earlier one where there are none yet."""
        self._make_folder()
        with self._engine.connect() as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            # What a migration moves is everybody's.
            config.attributes["connection"] = connection.execution_options(**{SCOPE: REGION.text})
            command.upgrade(config, version)

    def ready(self) -> "Database":
        """Make the tables of an empty store; refuse a store of another version.

        Raises
        ------
        StoreError
            Where the tables are of another version than this code.
        """
        found = self.schema_version()
        if found is None:
            self.upgrade()
        elif found != expected_version():
            raise StoreError(
                f"The store has schema {found} and this version of Waag expects {expected_version()}; "
                "make a backup and run `waag db upgrade`."
            )
        self._check_walls()
        return self

    def has_second_wall(self) -> bool:
        """Whether the database itself keeps gemeenten apart: a server, and a login that is held to its policies."""
        if self.is_sqlite:
            return False
        with self._engine.connect() as connection:
            return walled_login(connection)

    def _check_walls(self) -> None:
        if self.is_sqlite:
            return
        with self._engine.connect() as connection:
            if not are_standing(connection):
                raise StoreError(
                    "The policies that keep gemeenten apart in this store are not those of this version of Waag; "
                    "run `waag db upgrade` as the login that owns the tables."
                )

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    def _make_folder(self) -> None:
        if self.file is None:
            return
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise StoreError(f"Cannot make the data folder {self.file.parent}: {problem.strerror}.") from problem


def open_database(settings: Settings) -> Database:
    """Open the store of the settings, with tables of this version."""
    return Database(settings.database_url).ready()


def expected_version() -> str:
    """Give the schema version this code works with."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    head = ScriptDirectory.from_config(config).get_current_head()
    if head is None:
        raise StoreError("There are no migrations beside the code; the installation is incomplete.")
    return head


def _prepare_sqlite(engine: sa.Engine) -> None:
    """Take transactions into our own hands: a decision must be on disk before its page says so."""

    @sa.event.listens_for(engine, "connect")
    def _on_connect(connection: object, _record: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]
        cursor = connection.cursor()  # type: ignore[attr-defined]
        for pragma in (
            f"busy_timeout={BUSY_MILLISECONDS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def _on_begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _is_writing(connection) else "BEGIN")


def _prepare_server(engine: sa.Engine) -> None:
    """Let writers of a server wait for each other, and no longer than those of SQLite do."""

    @sa.event.listens_for(engine, "begin")
    def _on_begin(connection: sa.Connection) -> None:
        see_on_server(connection, str(connection.get_execution_options().get(SCOPE, "")))
        if _is_writing(connection):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {BUSY_MILLISECONDS}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")


def _is_writing(connection: sa.Connection) -> bool:
    return bool(connection.get_execution_options().get(WRITING))
