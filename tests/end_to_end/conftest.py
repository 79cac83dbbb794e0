"""A served small world, and browsers at it: with and without scripts, wide and narrow."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.end_to_end.everywhere import add_roles, places, served
from tests.end_to_end.looks import THEME
from tests.end_to_end.walked import MOST, Whole
from tests.web.pages.unanswered import Never
from tests.web.pages.world import ADVISER, PASSWORD, build
from web.app import THEME_FILE, create_app
from web.pages.frame import EXTENSION

# Chromium writes down every reply that is an error, also those a test asks for.
EXPECTED_NOISE = "Failed to load resource"


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
    with served(app) as at:
        yield at
    app.extensions[EXTENSION].desk.database.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """Serve one world for a file that changes nothing in it, also in a municipality's own theme."""
    settings = build(tmp_path_factory.mktemp("whole"))
    plain = create_app(settings, start=Never)
    add_roles(plain)
    (settings.data_folder / THEME_FILE).write_text(THEME, "utf-8")
    themed = create_app(settings, start=Never)
    with served(plain) as address, served(themed) as other:
        yield Whole(app=plain, address=address, themed=other, places=places(plain, most=MOST))
    for app in (plain, themed):
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
