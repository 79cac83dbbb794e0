"""A served small world, and browsers at it: with and without scripts, wide and narrow."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.web.pages.unanswered import Never
from tests.web.pages.world import ADVISER, PASSWORD, build
from web.app import THEME_FILE, create_app
from web.pages.frame import EXTENSION

# Chromium writes down every reply that is an error, also those a test asks for.
EXPECTED_NOISE = "Failed to load resource"


class Quiet(WSGIRequestHandler):
    """Writes nothing down."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def theme() -> str:
    """A municipality's own style sheet; a test file may name one."""
    return ""


@pytest.fixture
def address(tmp_path: Path, theme: str) -> Iterator[str]:
    """Where a fresh small world is served, on this machine, on a free port."""
    settings = build(tmp_path)
    if theme:
        (tmp_path / THEME_FILE).write_text(theme, "utf-8")
    app = create_app(settings, start=Never)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions[EXTENSION].desk.database.close()


@pytest.fixture
def complaints() -> list[str]:
    """What browsers wrote in their console."""
    return []


Visitor = Callable[..., Page]


@pytest.fixture
def visitor(browser: Browser, address: str, complaints: list[str]) -> Iterator[Visitor]:
    """Open a browser of a kind, signed in, at the worklist."""
    opened: list[BrowserContext] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and EXPECTED_NOISE not in message.text:
            complaints.append(message.text)

    def visit(*, width: int = 1280, scripts: bool = True, scheme: str = "light", forced: str = "none") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            color_scheme=scheme,
            forced_colors=forced,
            base_url=address,
            locale="nl-NL",
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda problem: complaints.append(str(problem)))
        page.goto("/inloggen")
        page.fill("#login", ADVISER)
        page.fill("#password", PASSWORD)
        page.click("button.main")
        page.wait_for_url("**/voorstellen")
        page.wait_for_load_state("load")
        return page

    yield visit
    for context in opened:
        context.close()
