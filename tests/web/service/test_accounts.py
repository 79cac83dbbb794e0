"""Signing in: who knows the password, for a while."""

from datetime import timedelta

import pytest

from tests.web.made import NOW
from web.service.manage.accounts import hashed, sign_in, sign_out, signed_in
from web.store.accounts import Account
from web.store.database import Database


@pytest.fixture
def token(database: Database) -> str:
    with database.begin() as store:
        store.add_account(Account(login="demo", password_hash=hashed("goed"), role="adviseur", is_demo=True), NOW)
    found = sign_in(database, "demo", "goed", NOW)
    assert found is not None
    return found


def test_the_right_password_opens_a_session_that_is_kept_only_as_a_hash(database: Database, token: str) -> None:
    account = signed_in(database, token, NOW)
    assert account is not None
    assert (account.login, account.password_hash[:10]) == ("demo", "$argon2id$")
    with database.read() as store:
        assert store.session(token) is None


@pytest.mark.parametrize(("login", "password"), [("demo", "fout"), ("nobody", "goed"), ("demo", "")])
def test_a_wrong_name_or_password_opens_nothing(database: Database, token: str, login: str, password: str) -> None:
    assert sign_in(database, login, password, NOW) is None


def test_a_session_ends_after_a_quarter_of_an_hour_without_use(database: Database, token: str) -> None:
    assert signed_in(database, token, NOW + timedelta(minutes=10)) is not None
    assert signed_in(database, token, NOW + timedelta(minutes=24)) is not None
    assert signed_in(database, token, NOW + timedelta(minutes=40)) is None


def test_a_session_ends_after_a_working_day_however_busy(database: Database, token: str) -> None:
    for minutes in range(0, 480, 14):
        assert signed_in(database, token, NOW + timedelta(minutes=minutes)) is not None
    assert signed_in(database, token, NOW + timedelta(minutes=481)) is None


def test_signing_out_ends_it_at_once(database: Database, token: str) -> None:
    sign_out(database, token, NOW)
    assert signed_in(database, token, NOW) is None


def test_a_made_up_token_is_nobody(database: Database, token: str) -> None:
    assert signed_in(database, "x" * 43, NOW) is None
