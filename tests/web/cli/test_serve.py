"""Pages with the login everybody knows never leave this computer."""

import pytest

from tests.web.cli.conftest import Waag
from tests.web.made import NOW
from web.commands.serve import is_loopback
from web.config import Settings
from web.service.manage.accounts import hashed
from web.store.accounts import Account
from web.store.database import open_database


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.0.1", "::1", "localhost"])
def test_these_are_this_computer(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.4", "example.org", "", "127.0.0.1.example.org"])
def test_these_might_be_another(host: str) -> None:
    assert not is_loopback(host)


def test_serve_refuses_to_listen_further_while_the_demo_login_is_there(waag: Waag) -> None:
    database = open_database(Settings.from_environment())
    with database.begin() as store:
        account = Account(login="demo", password_hash=hashed("x"), role="adviseur", is_demo=True)
        store.add_account(account, NOW)
    database.close()
    result = waag("serve", "--host", "0.0.0.0", "--port", "8911")
    assert result.exit_code == 2
    assert "demo-account" in result.stderr
