"""Accounts and sign-ins."""

from datetime import timedelta

import pytest

from tests.postgres import on_both
from tests.web.made import NOW
from web.store.accounts import Account
from web.store.database import Database
from web.store.errors import StoreError


def account(login: str = "demo", *, is_demo: bool = True) -> Account:
    return Account(login=login, password_hash="$argon2id$made", role="adviseur", is_demo=is_demo)


@on_both
def test_only_a_demo_account_makes_a_store_one_with_a_demo_login(database: Database) -> None:
    with database.begin() as store:
        store.add_account(account("m.bakker", is_demo=False), NOW)
        assert not store.has_demo_account()
        store.add_account(account(), NOW)
        assert store.has_demo_account()
        assert store.account("demo") == account()
        assert store.account("nobody") is None


@on_both
def test_a_session_lives_from_its_opening_to_its_end(database: Database) -> None:
    later = NOW + timedelta(minutes=5)
    with database.begin() as store:
        store.add_account(account(), NOW)
        store.open_session("hash", "demo", NOW)
        store.touch_session("hash", later)
        store.end_session("hash", later)
        store.end_session("hash", later + timedelta(hours=1))
        found = store.session("hash")
        assert store.session("other") is None
    assert found is not None
    assert (found.created_at, found.seen_at, found.ended_at) == (NOW, later, later)


@on_both
def test_an_account_that_was_used_is_not_made_anew(database: Database) -> None:
    with database.begin() as store:
        store.add_account(account(), NOW)
        store.add_account(account(), NOW)
        store.open_session("hash", "demo", NOW)
    with pytest.raises(StoreError, match="in use"), database.begin() as store:
        store.add_account(account(), NOW)
    with database.read() as store:
        assert store.session("hash") is not None
