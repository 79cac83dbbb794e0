"""The sign of life of a night, to a server on this computer that ends with its test."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from tests.web.cli.conftest import Waag
from tests.web.cli.conftest import waag as waag
from tests.web.running.ports import free_port
from tests.web.service.conftest import FirstFits
from web.config import Settings
from web.service.night.lock import night_lock
from web.service.running.deadman import tell
from web.store.database import open_database


class Listener(HTTPServer):
    """Writes down what was asked."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/geheim"


class Handler(BaseHTTPRequestHandler):
    """Answers as the protocol says; ``/weg`` sends elsewhere."""

    server: Listener

    def do_POST(self) -> None:
        self.server.heard.append(self.path)
        is_away = self.path.startswith("/weg")
        self.send_response(302 if is_away else 200)
        if is_away:
            self.send_header("Location", "/elders")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_night_tells_that_it_began_and_how_it_ended(
    waag: Waag, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAAG_PING_URL", listener.address)
    assert waag("nightly", "--date", "2026-11-02").exit_code == 0
    monkeypatch.setattr("solver.plan.make_plan", FirstFits(status="canonical"), raising=False)
    assert waag("nightly", "--date", "2026-11-03").exit_code == 3
    assert waag("nightly", "--date", "2027-01-01").exit_code == 1
    ends = ["start", "0", "start", "3", "start", "1"]
    assert listener.heard == [f"/geheim/{end}" for end in ends]


def test_a_night_that_finds_another_one_says_nothing_of_how_that_ends(
    waag: Waag, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAAG_PING_URL", listener.address)
    settings = Settings.from_environment()
    with night_lock(open_database(settings), settings):
        assert waag("nightly", "--date", "2026-11-02").exit_code == 75
    assert listener.heard == ["/geheim/start"]


def test_f24_a_port_that_refuses_never_fails_a_night(waag: Waag, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAAG_PING_URL", f"http://127.0.0.1:{free_port()}/geheim")
    result = waag("nightly", "--date", "2026-11-02")
    assert result.exit_code == 0
    assert "is klaar: 2 voorstellen" in result.stdout
    assert "no sign of life reached 127.0.0.1" in result.stderr
    assert "geheim" not in result.stderr


def test_a_sign_goes_where_the_operator_said_and_nowhere_else(listener: Listener) -> None:
    assert not tell(f"http://127.0.0.1:{listener.server_port}/weg", "0")
    assert set(listener.heard) == {"/weg/0"}


def test_without_an_address_nothing_is_sent() -> None:
    assert not tell(None, "start")
