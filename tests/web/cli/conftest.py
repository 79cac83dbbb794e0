"""A command line over a store of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.web.service.conftest import ROWS, FirstFits, deliver
from web.cli import cli
from web.config import Settings
from web.store.database import open_database

Waag = Callable[..., Result]


@pytest.fixture
def waag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Waag:
    """Run `waag` with the small plan function, over a store with three clients and two vacancies."""
    monkeypatch.setenv("WAAG_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("solver.plan.make_plan", FirstFits(), raising=False)
    database = open_database(Settings.from_environment())
    deliver(database, ROWS)
    database.close()

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments)

    return run
