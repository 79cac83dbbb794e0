"""What the store promises it promises on both databases."""

import pytest

from web.store.database import Database


@pytest.fixture
def database(empty: Database) -> Database:
    """A store with the tables of this version and nothing in them."""
    return empty
