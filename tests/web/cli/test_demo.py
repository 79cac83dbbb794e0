"""`waag demo`: one command from nothing to proposals, and never over real data."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.web.made import DAY, NOW
from tests.web.service.conftest import ROWS, FirstFits, deliver
from tests.web.service.test_review import WORDS
from web.cli import cli
from web.config import Settings
from web.service.clock import clock_of
from web.service.manage.accounts import DEMO_LOGIN, DEMO_PASSWORD, sign_in
from web.service.review import Form, discuss
from web.store.database import Database, open_database

Demo = Callable[..., Result]


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Demo:
    """Run the demo in a folder of its own, with the small plan function."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("solver.plan.make_plan", FirstFits(), raising=False)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ("demo", "--no-serve", *arguments))

    return run


def store() -> Database:
    return open_database(Settings.for_demo())


def test_the_demo_makes_proposals_and_a_second_time_finds_them(demo: Demo) -> None:
    first = demo()
    assert first.exit_code == 0, first.output
    assert "is klaar: 3" in first.stdout
    assert "Inloggen kan met naam demo" in first.stdout
    second = demo()
    assert second.exit_code == 0
    assert "is er al" in second.stdout

    database = store()
    assert clock_of(database).today() == DAY
    assert sign_in(database, DEMO_LOGIN, DEMO_PASSWORD, NOW) is not None

    # A decision of the morning makes no new night of the same day.
    with database.read() as opened:
        run = opened.current_run()
        assert run is not None
        row = opened.proposal_rows(run.id)[0]
    form = Form(proposal_id=row.id, actor="demo", seen_version=0, idempotency_key="f")
    discuss(database, clock_of(database), form, WORDS)
    assert "is er al" in demo("--lang", "nl").stdout
    assert "is already there" in demo("--lang", "en").stdout


def test_the_demo_refuses_a_store_with_other_data(demo: Demo) -> None:
    database = store()
    deliver(database, ROWS)
    database.close()
    result = demo()
    assert result.exit_code == 1
    assert "WAAG_DATABASE_URL" in result.stderr
    with store().read() as opened:
        assert not opened.is_demo
        assert not opened.has_demo_account()


def test_the_demo_uses_the_database_it_is_given(demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAAG_DATABASE_URL", f"sqlite:///{tmp_path}/own.db")
    assert demo().exit_code == 0
    assert (tmp_path / "own.db").exists()
    assert not (tmp_path / "waag-demo").exists()
