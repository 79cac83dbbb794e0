"""T39: a session dies when it must, and a token that was kept opens nothing afterwards."""

from datetime import timedelta

import pytest

from tests.web.made import NOW
from tests.web.pages.test_admin import as_role
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import ADVISER, AUDITOR, PASSWORD
from web.config import Settings
from web.pages.access import COOKIE
from web.service.manage.staff import ROLES
from web.store.accounts import Account
from web.store.database import Database

GOOD = "fietspomp onder de appelboom"


@pytest.fixture
def keeper(stranger: Visit, settings: Settings) -> Visit:
    return as_role(stranger, settings, "beheerder")


def token(visit: Visit) -> str:
    cookie = visit.browser.get_cookie(COOKIE)
    assert cookie is not None
    return str(cookie.value)


def is_in(stranger: Visit, kept: str, path: str = "/voorstellen") -> bool:
    """Whether a token that was kept still opens a page, in a browser that has nothing else."""
    other = stranger.another()
    other.browser.set_cookie(COOKIE, kept)
    return other.browser.get(path).status_code == 200


def age(settings: Settings, *, seen: timedelta, created: timedelta) -> None:
    database = Database(settings.database_url)
    with database.begin() as store:
        moments = {"seen": NOW - seen, "created": NOW - created}
        for column, moment in moments.items():
            text = moment.strftime("%Y-%m-%d %H:%M:%S.000000")
            store.connection.exec_driver_sql(f"UPDATE sessions SET {column}_at = ?", (text,))
    database.close()


@pytest.mark.parametrize("way", ["uitloggen", "rol", "sluiten", "wachtwoord", "beheer", "iedereen"])
def test_t39_a_session_is_over_within_one_request(stranger: Visit, adviser: Visit, keeper: Visit, way: str) -> None:
    kept = token(adviser)
    assert is_in(stranger, kept)
    if way == "uitloggen":
        adviser.post("/uitloggen", {}, "/voorstellen")
    elif way in ("rol", "sluiten", "wachtwoord"):
        keeper.post(f"/beheer/gebruikers/{ADVISER}/{way}", {"role": "auditor"}, "/beheer/gebruikers")
    elif way == "beheer":
        row = next(one for one in keeper.get("/beheer/sessies").select("tbody tr") if ADVISER in words(one.th))
        keeper.post(str(row.form["action"] if row.form else ""), {}, "/beheer/sessies")
    else:
        keeper.post("/beheer/sessies/einde", {}, "/beheer/sessies")
        assert keeper.browser.get("/beheer").status_code == 303
    assert not is_in(stranger, kept)


@pytest.mark.parametrize(
    ("seen", "created", "lives"),
    [(14, 14, True), (15, 15, False), (1, 8 * 60 - 1, True), (1, 8 * 60, False)],
)
def test_t39_quiet_and_age_end_a_session(
    stranger: Visit, adviser: Visit, settings: Settings, seen: int, created: int, lives: bool
) -> None:
    stand_still(stranger)
    kept = token(adviser)
    age(settings, seen=timedelta(minutes=seen), created=timedelta(minutes=created))
    assert is_in(stranger, kept) is lives


def stand_still(visit: Visit) -> None:
    """Let the clock of the application stand at the moment of the tests."""
    from dataclasses import replace

    from tests.web.service.conftest import Still
    from web.pages.frame import EXTENSION

    house = visit.app.extensions[EXTENSION]
    visit.app.extensions[EXTENSION] = replace(house, desk=replace(house.desk, clock=Still()))


def test_every_sign_in_has_a_token_of_its_own_and_ends_the_one_before(stranger: Visit, adviser: Visit) -> None:
    first = token(adviser)
    adviser.browser.get("/inloggen")
    page = adviser.browser.get("/voorstellen").text
    csrf = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    adviser.browser.post("/inloggen", data={"csrf_token": csrf, "login": ADVISER, "password": PASSWORD})
    assert token(adviser) != first
    assert len(token(adviser)) >= 43
    assert not is_in(stranger, first)


def test_a_made_up_token_opens_nothing(stranger: Visit) -> None:
    assert not is_in(stranger, "x" * 43)


def test_somebody_sees_where_he_is_signed_in_and_ends_it_with_his_password(stranger: Visit, adviser: Visit) -> None:
    other = stranger.another().sign_in(ADVISER)
    kept = token(other)
    assert len(adviser.get("/account").select("#sessies + ul li")) == 2
    refused = adviser.post("/account/sessies/einde", {"password_end": "mis"}, "/account")
    assert refused.status_code == 422
    assert is_in(stranger, kept)
    assert adviser.post("/account/sessies/einde", {"password_end": PASSWORD}, "/account").status_code == 303
    assert not is_in(stranger, kept)
    adviser.get("/voorstellen")


def test_nobody_ends_the_session_of_somebody_else_on_the_own_page(
    stranger: Visit, adviser: Visit, keeper: Visit
) -> None:
    auditor = stranger.another().sign_in(AUDITOR)
    row = next(one for one in keeper.get("/beheer/sessies").select("tbody tr") if AUDITOR in words(one.th))
    assert row.form is not None
    number = str(row.form["action"]).split("/")[-2]
    adviser.post(f"/account/sessies/{number}/einde", {"password_end": PASSWORD}, "/account")
    assert is_in(stranger, token(auditor))


def test_only_a_beheerder_sees_who_is_inside(stranger: Visit, settings: Settings) -> None:
    for role in ROLES:
        visit = as_role(stranger, settings, role, login=f"iemand-{role}")
        may = role == "beheerder"
        assert visit.browser.get("/beheer/sessies").status_code == (200 if may else 403), role
        assert may or visit.post("/beheer/sessies/einde", {}, "/account").status_code == 403, role


def test_everybody_reaches_the_own_account(stranger: Visit, settings: Settings) -> None:
    for role in ROLES:
        page = as_role(stranger, settings, role, login=f"iemand-{role}").get("/account")
        assert f"iemand-{role}" in words(page.main)
        fields = page.select("input[name^=password]")
        assert {one["type"] for one in fields} == {"password"}
        assert {one["autocomplete"] for one in fields} <= {"current-password", "new-password"}
        assert not any(one.has_attr("onpaste") for one in fields)


def test_a_password_is_chosen_with_the_old_one_and_typed_twice(stranger: Visit, adviser: Visit) -> None:
    kept = token(adviser)
    fields = {"password_now": PASSWORD, "password_new": GOOD, "password_again": GOOD}
    wrong = adviser.post("/account/wachtwoord", {**fields, "password_now": "mis"}, "/account")
    assert wrong.status_code == 422
    assert "Dit is niet uw wachtwoord van nu." in wrong.text
    assert GOOD not in wrong.text
    assert adviser.post("/account/wachtwoord", fields, "/account").status_code == 303
    assert "Uw nieuwe wachtwoord geldt vanaf nu." in adviser.browser.get("/account").text
    assert not is_in(stranger, kept)
    assert stranger.post("/inloggen", {"login": ADVISER, "password": PASSWORD}, "/inloggen").status_code == 422
    assert stranger.post("/inloggen", {"login": ADVISER, "password": GOOD}, "/inloggen").status_code == 303


def test_who_was_given_a_password_first_chooses_his_own(stranger: Visit, settings: Settings) -> None:
    from web.service.manage.accounts import hashed

    database = Database(settings.database_url)
    with database.begin() as store:
        given = Account(
            login="nieuw",
            password_hash=hashed(PASSWORD),
            role="adviseur",
            is_demo=True,
            starts_until=NOW + timedelta(days=40_000),
        )
        store.add_account(given, NOW)
    database.close()
    there = stranger.another().sign_in("nieuw")
    assert {there.browser.get(path).location for path in ("/", "/voorstellen", "/voorstellen.csv")} == {"/account"}
    fields = {"password_now": PASSWORD, "password_new": GOOD, "password_again": GOOD}
    there.post("/account/wachtwoord", fields, "/account")
    there.get("/voorstellen")
