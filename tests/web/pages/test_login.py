"""Signing in and out: one answer to every wrong pair, a new session each time, and an end that holds."""

import sqlite3
from http.cookies import SimpleCookie

import pytest

from tests.web.pages.visit import Visit, words
from tests.web.pages.world import ADVISER, PASSWORD
from web.config import Settings
from web.pages.access import COOKIE
from web.store.schema import accounts

PAGES = ("/voorstellen", "/voorstellen.csv", "/voorstellen/x", "/clienten", "/vacatures", "/nachtrun", "/nergens", "/")


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_sent_to_the_login(stranger: Visit, path: str) -> None:
    reply = stranger.browser.get(path)
    assert (reply.status_code, reply.location.partition("?")[0]) == (303, "/inloggen")


def test_the_door_asks_a_name_and_a_password_and_has_no_hint_and_no_secret_question(stranger: Visit) -> None:
    form = stranger.get("/inloggen").select_one("form[action*=inloggen], form:has(input[name=password])")
    assert form is not None
    asked = {str(one["name"]) for one in form.select("input:not([type=hidden]), select, textarea")}
    assert asked == {"login", "password"}
    assert not {"hint", "question", "answer"} & {column.name for column in accounts.columns}


def test_who_signs_in_goes_where_he_wanted_to_go(stranger: Visit) -> None:
    fields = {"login": ADVISER, "password": PASSWORD, "terug": "/clienten?pagina=2"}
    assert stranger.post("/inloggen", fields, "/inloggen").location == "/clienten?pagina=2"


@pytest.mark.parametrize(
    "elsewhere", ["https://elders.example/", "//elders.example", "/\\elders.example", "elders", ""]
)
def test_nobody_is_sent_to_another_site(stranger: Visit, elsewhere: str) -> None:
    fields = {"login": ADVISER, "password": PASSWORD, "terug": elsewhere}
    assert stranger.post("/inloggen", fields, "/inloggen").location == "/voorstellen"


@pytest.mark.parametrize(("login", "password"), [(ADVISER, "mis"), ("niemand", PASSWORD), ("", ""), (ADVISER, "")])
def test_each_wrong_pair_gets_the_same_answer(stranger: Visit, login: str, password: str) -> None:
    reply = stranger.post("/inloggen", {"login": login, "password": password}, "/inloggen")
    assert reply.status_code == 422
    assert "horen niet bij elkaar" in reply.text
    assert "<title>Fout: " in reply.text
    assert COOKIE not in (cookie.key for cookie in stranger.browser._cookies.values())


def test_after_five_wrong_passwords_a_name_has_to_wait(stranger: Visit) -> None:
    for _ in range(5):
        stranger.post("/inloggen", {"login": ADVISER, "password": "mis"}, "/inloggen")
    reply = stranger.post("/inloggen", {"login": ADVISER, "password": PASSWORD}, "/inloggen")
    assert reply.status_code == 429
    assert stranger.post("/inloggen", {"login": "auditor", "password": PASSWORD}, "/inloggen").status_code == 303


def test_a_login_without_the_token_is_refused(stranger: Visit) -> None:
    reply = stranger.browser.post("/inloggen", data={"login": ADVISER, "password": PASSWORD})
    assert reply.status_code == 400


def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(stranger: Visit) -> None:
    reply = stranger.post("/inloggen", {"login": ADVISER, "password": PASSWORD}, "/inloggen")
    cookies = [SimpleCookie(header) for header in reply.headers.getlist("Set-Cookie")]
    morsels = [morsel for cookie in cookies for morsel in cookie.values() if morsel.value]
    assert {morsel.key for morsel in morsels} == {COOKIE, "waag_form"}
    assert {(bool(morsel["httponly"]), morsel["samesite"]) for morsel in morsels} == {(True, "Strict")}


def test_each_login_is_a_session_of_its_own_and_no_token_is_kept(adviser: Visit, settings: Settings) -> None:
    first = adviser.browser.get_cookie(COOKIE)
    second = adviser.another().sign_in(ADVISER).browser.get_cookie(COOKIE)
    assert first is not None
    assert second is not None
    assert first.value != second.value
    with sqlite3.connect(settings.database_url.removeprefix("sqlite:///")) as store:
        kept = {value for (value,) in store.execute("SELECT token_hash FROM sessions")}
    store.close()
    assert not {first.value, second.value} & kept


def test_signing_out_ends_the_session_for_good(adviser: Visit) -> None:
    cookie = adviser.browser.get_cookie(COOKIE)
    assert cookie is not None
    reply = adviser.post("/uitloggen", {}, "/voorstellen")
    assert (reply.status_code, reply.location) == (303, "/inloggen")
    assert reply.headers["Clear-Site-Data"] == '"cache", "storage"'
    adviser.browser.set_cookie(COOKIE, cookie.value)
    assert adviser.browser.get("/voorstellen").status_code == 303


def test_signing_out_is_no_link(adviser: Visit) -> None:
    assert adviser.browser.get("/uitloggen").status_code == 405
    adviser.get("/voorstellen")


def test_a_demo_store_says_how_to_get_in(stranger: Visit) -> None:
    page = stranger.get("/inloggen")
    assert ADVISER in words(page.select_one(".card"))
    assert PASSWORD in words(page.select_one(".card"))


def test_who_is_signed_in_does_not_see_the_form_again(adviser: Visit) -> None:
    assert adviser.browser.get("/inloggen").location == "/voorstellen"
