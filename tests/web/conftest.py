"""An empty store on each database Waag knows; a test has SQLite unless it says `on_both`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import bare_postgres_url, own_postgres_url, postgres, postgres_url
from tests.web.made import fresh
from web.store.database import Database

__all__ = ["bare_postgres_url", "own_postgres_url", "postgres", "postgres_url"]


@pytest.fixture
def store_kind(request: pytest.FixtureRequest) -> str:
    """Which database the stores of a test are of."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture
def empty(store_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A store with the tables of this version and nothing in them."""
    is_sqlite = store_kind == "sqlite"
    made = fresh(tmp_path) if is_sqlite else Database(request.getfixturevalue("postgres_url"))
    yield made
    made.close()
