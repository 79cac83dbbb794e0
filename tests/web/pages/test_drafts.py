"""What somebody typed while the session ended is kept for him, and sent again when he wants."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from tests.web.pages.test_profile import FACTS, profile_path, sent, stored
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import ADVISER, AUDITOR, PASSWORD
from web.config import Settings
from web.service.manage.accounts import IDLE
from web.store.database import Database


def leave_alone(visit: Visit, settings: Settings, gap: timedelta = IDLE) -> None:
    """Let the session of a browser end by itself."""
    cookie = visit.browser.get_cookie("waag")
    assert cookie is not None
    database = Database(settings.database_url)
    with database.begin() as store:
        store.touch_session(sha256(cookie.value.encode()).hexdigest(), datetime.now(UTC) - gap)
    database.close()


def send_late(visit: Visit, settings: Settings) -> str:
    path = f"{profile_path(visit)}/feiten"
    fields = {**sent(visit, path), **FACTS, "hours": "17", "stap": "bekijk"}
    leave_alone(visit, settings)
    reply = visit.browser.post(path, data=fields)
    assert reply.status_code == 303
    assert "/inloggen" in reply.location
    assert "Wat u typte is bewaard" in visit.get(reply.location).text
    return path


def sign_in_again(visit: Visit, login: str = ADVISER) -> str:
    reply = visit.post("/inloggen", {"login": login, "password": PASSWORD, "terug": "/concepten"}, page="/inloggen")
    return reply.location


def test_typed_text_survives_an_expired_session_and_is_sent_again(adviser: Visit, settings: Settings) -> None:
    path = send_late(adviser, settings)
    assert sign_in_again(adviser) == "/concepten"
    page = adviser.get("/concepten")
    assert "Uren 17" in words(page.select_one("main"))
    form = page.select_one("form[action$=feiten]")
    assert form is not None
    fields = [(str(one["name"]), str(one["value"])) for one in form.select("input")]
    reply = adviser.browser.post(str(form["action"]), data=dict(fields))
    assert reply.status_code == 200
    assert 'name="hours" type="text" value="17"' in reply.text
    assert "Er is niets bewaard" in adviser.get("/concepten").text
    assert path
    assert stored(settings, "clients")[0]["hours"] == "24"


def test_a_decision_typed_too_late_is_kept_with_its_motivation(adviser: Visit, settings: Settings) -> None:
    fields = {**adviser.form("K1", "bespreken"), "motivation.IV-13": "De tilhulp staat er al sinds juni."}
    address = f"{adviser.proposal('K1')}/bespreken"
    leave_alone(adviser, settings)
    assert adviser.browser.post(address, data=fields).status_code == 303
    sign_in_again(adviser)
    page = adviser.get("/concepten")
    assert "De tilhulp staat er al sinds juni." in words(page.select_one("main"))
    form = page.select_one("form[action$=bespreken]")
    assert form is not None
    again = {str(one["name"]): str(one["value"]) for one in form.select("input")}
    reply = adviser.browser.post(str(form["action"]), data=again)
    assert reply.status_code == 422 or reply.status_code == 303
    assert "Er is niets bewaard" in adviser.get("/concepten").text


def test_nobody_else_sees_it(adviser: Visit, settings: Settings) -> None:
    send_late(adviser, settings)
    assert sign_in_again(adviser, AUDITOR) != "/concepten"
    assert "Er is niets bewaard" in adviser.get("/concepten").text


def test_after_signing_out_nothing_is_kept(adviser: Visit, settings: Settings) -> None:
    path = f"{profile_path(adviser)}/feiten"
    fields = {**sent(adviser, path), **FACTS, "stap": "bekijk"}
    token = adviser.browser.get_cookie("waag")
    assert token is not None
    adviser.post("/uitloggen", {}, page="/voorstellen")
    adviser.browser.set_cookie("waag", token.value)
    adviser.browser.get("/inloggen")
    adviser.browser.post(path, data={**fields, "csrf_token": adviser.token("/inloggen")})
    sign_in_again(adviser)
    assert "Er is niets bewaard" in adviser.get("/concepten").text


def test_it_can_be_thrown_away(adviser: Visit, settings: Settings) -> None:
    send_late(adviser, settings)
    sign_in_again(adviser)
    form = adviser.get("/concepten").select_one("form[action$=weg]")
    assert form is not None
    adviser.post(str(form["action"]), {}, page="/concepten")
    assert "Er is niets bewaard" in adviser.get("/concepten").text


def test_the_page_knows_when_the_session_ends_and_staying_makes_it_longer(adviser: Visit, settings: Settings) -> None:
    leave_alone(adviser, settings, gap=timedelta(minutes=13))
    box = adviser.get("/voorstellen").select_one("#sessie")
    assert box is not None
    assert box.has_attr("hidden")
    assert int(str(box["data-seconds"])) > 800
    reply = adviser.post("/sessie", {}, page="/voorstellen")
    assert reply.json is not None
    assert reply.json["seconds"] > 800


def test_what_the_browser_saves_before_the_end_waits_until_the_form_arrives(adviser: Visit, settings: Settings) -> None:
    path = f"{profile_path(adviser)}/feiten"
    fields = {**sent(adviser, path), **FACTS, "hours": "18", "stap": "bekijk"}
    saved = adviser.browser.post("/concepten", data={**fields, "naar": path, "van": path})
    assert saved.status_code == 204
    assert "Uren 18" in words(adviser.get("/concepten").select_one("main"))
    adviser.browser.post(path, data=fields)
    assert "Er is niets bewaard" in adviser.get("/concepten").text
