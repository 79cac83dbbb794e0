"""A page in a state that somebody first brings about is as usable as any."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from tests.end_to_end.everywhere import STATES, State, add_roles, served, sign_in
from tests.end_to_end.looks import axe, too_wide
from tests.web.made import DAY, NOW, key
from tests.web.pages.unanswered import Never
from tests.web.pages.world import build
from web.app import create_app
from web.pages.frame import EXTENSION

Opener = Callable[[str], Page]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give the application of a world that the states of this file may change."""
    app = create_app(build(tmp_path_factory.mktemp("states")), start=Never)
    add_roles(app)
    yield app
    app.extensions[EXTENSION].desk.database.close()


@pytest.fixture(scope="module")
def page_of(app: Flask, browser: Browser) -> Iterator[Opener]:
    """Give a narrow page where a role is signed in; each role signs in once."""
    contexts: dict[str, BrowserContext] = {}

    def page_of(role: str) -> Page:
        if role in contexts:
            return contexts[role].pages[0]
        contexts[role] = browser.new_context(base_url=address, locale="nl-NL", viewport={"width": 320, "height": 900})
        contexts[role].set_default_timeout(20_000)
        page = contexts[role].new_page()
        if role:
            sign_in(page, role)
        return page

    with served(app) as address:
        yield page_of
        for context in contexts.values():
            context.close()


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_criterion_01_axe_finds_nothing_in_any_state(state: State, page_of: Opener) -> None:
    page = page_of(state.role)
    state.reach(page)
    assert axe(page).wrong == ()
    assert too_wide(page) == 0


def test_criterion_36_a_failed_night_is_as_usable_as_any(app: Flask, page_of: Opener) -> None:
    later = NOW + timedelta(days=365)
    with app.extensions[EXTENSION].desk.database.begin() as store:
        run = store.start_run(key(DAY + timedelta(days=1)), "mislukt1", later)
        store.fail_run(run, "De wet is niet bekend op deze dag.", later)
    page = page_of("adviseur")
    for path in ("/voorstellen", "/nachtrun", "/nachtrun/mislukt1"):
        page.goto(path)
        assert page.locator(".note.bad").first.is_visible()
        assert axe(page).wrong == ()
        assert too_wide(page) == 0
