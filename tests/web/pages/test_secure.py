"""Outside the demo, pages are for TLS alone: cookies bound to the host, and a promise to keep to it."""

from http.cookies import SimpleCookie

import pytest

from tests.web.pages.visit import Visit, words
from tests.web.pages.world import AUDITOR, PASSWORD
from web.app import create_app
from web.config import Settings
from web.pages.security import HSTS
from web.store.database import Database

HOST = "https://waag.example"


@pytest.fixture
def real(settings: Settings) -> Visit:
    """Somebody at a store that is no demo."""
    database = Database(settings.database_url)
    with database.begin() as store:
        store.set_fact("is_demo", "nee")
    database.close()
    return Visit(create_app(settings))


def test_cookies_stay_with_one_host_over_tls(real: Visit) -> None:
    real.browser.get("/inloggen", base_url=HOST)
    page = real.browser.get("/inloggen", base_url=HOST).text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    fields = {"csrf_token": token, "login": AUDITOR, "password": PASSWORD}
    reply = real.browser.post("/inloggen", data=fields, base_url=HOST, headers={"Referer": HOST})
    assert reply.status_code == 303
    morsels = [one for line in reply.headers.getlist("Set-Cookie") for one in SimpleCookie(line).values() if one.value]
    assert {morsel.key for morsel in morsels} == {"__Host-waag", "__Host-waag_form"}
    assert all(morsel["secure"] and morsel["httponly"] and morsel["path"] == "/" for morsel in morsels)
    assert real.browser.get("/voorstellen", base_url=HOST).status_code == 200
    real.close()


def test_a_browser_is_told_to_keep_to_tls(real: Visit) -> None:
    assert real.browser.get("/inloggen", base_url=HOST).headers["Strict-Transport-Security"] == HSTS
    real.close()


def test_a_demo_on_this_computer_promises_no_tls(adviser: Visit) -> None:
    assert "Strict-Transport-Security" not in adviser.browser.get("/voorstellen").headers


def test_no_real_store_tells_how_to_get_in(real: Visit) -> None:
    page = real.get("/inloggen")
    assert PASSWORD not in page.text
    assert "verzonnen" not in words(page.body)
    real.close()
