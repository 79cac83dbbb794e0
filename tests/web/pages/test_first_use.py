"""An empty installation is filled with the made-up world in one press, here alone and once."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.web.made import DAY
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import CLOCK, night_of, settings_of
from web.app import create_app
from web.cli import cli
from web.config import Settings
from web.pages.frame import EXTENSION
from web.service.delivery.intake import Intake
from web.service.manage import first_use
from web.service.manage.accounts import DEMO_COLLEAGUES, DEMO_LOGIN, DEMO_PASSWORD
from web.service.manage.demo import Demo, mark_as_demo
from web.store.database import Database

PATH = "/eerste-gebruik"


class WhenAsked(Executor):
    """Works when a test says so."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append(lambda: future.set_result(fn(*args, **kwargs)))
        return future

    def work(self) -> None:
        while self.waiting:
            self.waiting.pop()()


@pytest.fixture
def worker() -> WhenAsked:
    return WhenAsked()


@pytest.fixture
def stranger(tmp_path: Path, worker: WhenAsked, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """Somebody at an empty installation, where the demo is made of nothing but its accounts and a night."""
    monkeypatch.setattr(first_use, "aside", lambda: worker)

    def quick(database: Database, settings: Settings, _progress: object) -> Demo:
        mark_as_demo(database, CLOCK)
        intake = Intake(day=DAY, is_delta=False, counts=(), rejected=(), is_applied=True)
        return Demo(intake=intake, night=night_of(database, settings).run(DAY))

    monkeypatch.setattr(first_use, "make_demo", quick)
    app = create_app(settings_of(tmp_path))
    app.extensions[EXTENSION].first_use.start = lambda: worker
    app.testing = False
    visit = Visit(app)
    yield visit
    visit.close()


def test_every_first_visitor_is_led_there(stranger: Visit) -> None:
    for path in ("/", "/voorstellen", "/inloggen"):
        assert stranger.browser.get(path).location == PATH
    assert "Deze installatie is nog leeg." in words(stranger.get(PATH).select_one("main"))


def test_one_press_makes_the_demo_and_everybody_of_it_can_sign_in(stranger: Visit, worker: WhenAsked) -> None:
    assert stranger.post(PATH, {}, page=PATH).status_code == 303
    assert "Waag leest de gegevens en maakt de nacht." in words(stranger.get(PATH).select_one("#stand"))
    assert stranger.browser.get(f"{PATH}/stand").status_code == 200
    worker.work()
    ready = stranger.browser.get(f"{PATH}/stand")
    assert ready.status_code == 286
    assert "De voorbeeldgegevens staan klaar." in ready.text
    assert stranger.browser.get(PATH).location == "/inloggen"
    for login in (DEMO_LOGIN, *DEMO_COLLEAGUES):
        reply = stranger.another().post("/inloggen", {"login": login, "password": DEMO_PASSWORD}, page="/inloggen")
        assert reply.status_code == 303, login


def test_it_happens_once_and_from_this_computer_alone(stranger: Visit, worker: WhenAsked) -> None:
    token = stranger.token(PATH)
    away = {"REMOTE_ADDR": "10.0.0.7"}
    reply = stranger.browser.post(PATH, data={"csrf_token": token}, environ_overrides=away)
    assert reply.status_code == 403
    page = stranger.browser.get(PATH, environ_overrides=away)
    assert "op de computer zelf" in page.text
    assert "Laad voorbeeldgegevens" not in page.text
    stranger.post(PATH, {}, page=PATH)
    worker.work()
    stranger.browser.get(f"{PATH}/stand")
    again = stranger.browser.post(PATH, data={"csrf_token": stranger.token("/inloggen")})
    assert again.status_code == 403


def test_the_first_account_comes_from_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAAG_DATABASE_URL", f"sqlite:///{tmp_path / 'waag.db'}")
    made = CliRunner().invoke(cli, ["user", "add", "m.bakker", "beheerder"])
    assert made.exit_code == 0, made.output
    assert "m.bakker (beheerder)" in made.output
    again = CliRunner().invoke(cli, ["user", "add", "m.bakker", "beheerder"])
    assert again.exit_code == 1
    assert "bestaat al" in again.output
