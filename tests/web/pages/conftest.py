"""The fixed cast: an adviser who decides, an auditor who reads, a batch account, and a stranger; each at the pages."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.pages.unanswered import Never
from tests.web.pages.visit import Visit
from tests.web.pages.world import ADVISER, AUDITOR, BATCH, EXPERT, build, settings_of
from web.app import create_app
from web.config import Settings


@pytest.fixture(scope="session")
def made_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store file of the small world, made once."""
    folder = tmp_path_factory.mktemp("world")
    build(folder)
    return folder / "waag.db"


@pytest.fixture
def settings(made_world: Path, tmp_path: Path) -> Settings:
    """A store of its own for each test."""
    shutil.copy(made_world, tmp_path / "waag.db")
    return settings_of(tmp_path)


@pytest.fixture
def stranger(settings: Settings) -> Iterator[Visit]:
    """Somebody who has not signed in."""
    app = create_app(settings, start=Never)
    app.testing = False
    visit = Visit(app)
    yield visit
    visit.close()


@pytest.fixture
def adviser(stranger: Visit) -> Visit:
    """An adviser at the worklist."""
    return stranger.another().sign_in(ADVISER)


@pytest.fixture
def colleague(stranger: Visit) -> Visit:
    """The same rights in another browser."""
    return stranger.another().sign_in(ADVISER)


@pytest.fixture
def auditor(stranger: Visit) -> Visit:
    """Somebody who may read and not decide."""
    return stranger.another().sign_in(AUDITOR)


@pytest.fixture
def batch(stranger: Visit) -> Visit:
    """The account of the night: may see nobody."""
    return stranger.another().sign_in(BATCH)


@pytest.fixture
def expert(stranger: Visit) -> Visit:
    """An arbeidsdeskundige: answers questions and decides nothing."""
    return stranger.another().sign_in(EXPERT)
