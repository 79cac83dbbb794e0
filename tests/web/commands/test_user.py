"""`waag user`: who may sign in, who is inside, and an end to it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.web.made import fresh
from tests.web.service.conftest import ROWS, deliver
from web.cli import cli
from web.service.clock import SystemClock
from web.service.door.sessions import new_session
from web.service.manage.accounts import signed_in
from web.store.database import Database


def run(*args: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["user", *args])
    return done.exit_code, done.output


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    fresh(tmp_path).close()
    monkeypatch.setenv("WAAG_DATA", str(tmp_path))
    monkeypatch.delenv("WAAG_DATABASE_URL", raising=False)
    return tmp_path


def test_an_account_is_made_listed_and_signed_out(folder: Path) -> None:
    assert run("add", "m.bakker", "beheerder")[0] == 0
    database = fresh_of(folder)
    now = SystemClock().now()
    token = new_session(database, "m.bakker", now)
    assert run("list")[1].split() == ["m.bakker", "beheerder", "open", "1", "ingelogd"]
    assert run("end", "m.bakker") == (0, "Uitgelogd: m.bakker.\n")
    assert signed_in(database, token, now) is None
    database.close()


def test_an_account_sees_the_people_of_its_gemeenten_and_nobody_of_one_that_is_not_there(folder: Path) -> None:
    database = fresh_of(folder)
    deliver(database, ROWS)
    assert run("add", "a.jansen", "adviseur", "--gemeente", "leiden")[0] == 0
    code, said = run("add", "b.jansen", "adviseur", "--gemeente", "Atlantis")
    assert (code, "geen cliënten van deze gemeente" in said) == (1, True)
    with database.read() as store:
        assert [(one.login, one.gemeenten) for one in store.all_accounts()] == [("a.jansen", "Leiden")]
    database.close()


def test_everybody_is_signed_out_at_once(folder: Path) -> None:
    run("add", "m.bakker", "beheerder")
    database = fresh_of(folder)
    now = SystemClock().now()
    token = new_session(database, "m.bakker", now)
    assert run("end", "--all")[0] == 0
    assert signed_in(database, token, now) is None
    database.close()


@pytest.mark.parametrize("args", [("end",), ("end", "niemand"), ("end", "m.bakker", "--all")])
def test_whom_to_end_has_to_be_clear(folder: Path, args: tuple[str, ...]) -> None:
    run("add", "m.bakker", "beheerder")
    assert run(*args)[0] == 1


def fresh_of(folder: Path) -> Database:
    return Database(f"sqlite:///{folder / 'waag.db'}").ready()
