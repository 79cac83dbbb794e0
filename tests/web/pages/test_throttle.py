"""How much one colleague may take along, who hears of it, and what the log of the door says."""

import json
import logging
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.web.made import NOW
from tests.web.pages.test_logbook import lines
from tests.web.pages.test_sessions import stand_still
from tests.web.pages.unanswered import Never
from tests.web.pages.visit import Visit
from tests.web.pages.world import ADVISER, AUDITOR
from web.app import create_app
from web.config import SettingError, Settings
from web.pages import throttle
from web.pages.throttle import Recent
from web.service.door.security_log import Happened, tell
from web.store.log import LogKind

SECURITY = "waag.security"


def visit_with(settings: Settings, **own: object) -> Visit:
    found = Visit(create_app(replace(settings, **own), start=Never))  # type: ignore[arg-type]
    stand_still(found)
    return found


def told(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(one.getMessage()) for one in caplog.records if one.name == SECURITY]


def test_after_so_many_files_an_hour_a_colleague_waits(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    visit = visit_with(settings, files_an_hour=3).sign_in(ADVISER)
    paths = ("/clienten.csv", "/clienten.json", "/vacatures.csv", "/voorstellen.csv")
    assert [visit.browser.get(path).status_code for path in paths] == [200, 200, 200, 429]
    assert {"gebeurtenis": "veel_bestanden", "login": ADVISER, "most": 3} in told(caplog)
    assert visit.another().sign_in(AUDITOR).browser.get("/clienten.csv").status_code == 200
    assert visit.browser.get("/clienten").status_code == 200
    visit.close()


def test_after_so_many_lists_a_minute_a_colleague_waits(settings: Settings) -> None:
    visit = visit_with(settings, lists_a_minute=4).sign_in(ADVISER)
    assert [visit.browser.get("/clienten").status_code for _ in range(6)] == [200, 200, 200, 200, 429, 429]
    reply = visit.browser.get("/voorstellen")
    assert "Dit gaat te snel" in reply.text
    visit.close()


def test_a_minute_goes_by() -> None:
    recent = Recent()
    moments = [NOW + timedelta(seconds=second) for second in (0, 30, 59, 60, 119)]
    assert [recent.count("demo", moment) for moment in moments] == [1, 2, 3, 3, 2]
    assert recent.count("ander", NOW) == 1


def test_much_reading_is_told_once_a_day_and_goes_on(
    settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "ASK_EVERY", 2)
    visit = visit_with(settings, views_a_day=2).sign_in(ADVISER)
    path = visit.proposal("K1")
    assert {visit.browser.get(path).status_code for _ in range(6)} == {200}
    alarms = [line for line in lines(visit) if line.kind is LogKind.ALARM]
    assert [(one.actor, one.what, one.detail) for one in alarms] == [(ADVISER, "veel_gelezen", "3")]
    assert [one["count"] for one in told(caplog) if one["gebeurtenis"] == "veel_dossiers"] == [3]
    visit.close()


def test_what_is_refused_at_the_door_is_in_its_log(stranger: Visit, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, SECURITY)
    stranger.post("/inloggen", {"login": ADVISER, "password": "mis"}, "/inloggen")
    stranger.post("/inloggen", {"login": "Geheim123!", "password": "mis"}, "/inloggen")
    stranger.browser.post("/inloggen", data={"login": ADVISER})
    inside = stranger.another().sign_in(ADVISER)
    inside.browser.get("/beheer/gebruikers")
    inside.post("/taal", {"taal": "en"}, "/voorstellen", headers={"Sec-Fetch-Site": "cross-site"})
    inside.post("/uitloggen", {}, "/voorstellen")
    found = told(caplog)
    assert [one["gebeurtenis"] for one in found] == [
        "geweigerd",
        "geweigerd",
        "andere_site",
        "ingelogd",
        "niet_toegestaan",
        "niet_toegestaan",
        "uitgelogd",
    ]
    assert [one.get("login") for one in found[:2]] == [ADVISER, None]
    assert not any(secret in json.dumps(found) for secret in ('mis"', "Geheim123!", "csrf"))


def test_a_name_with_a_line_break_adds_no_line(caplog: pytest.LogCaptureFixture) -> None:
    tell(Happened.REFUSED, login='x"\r\n{"gebeurtenis": "ingelogd"}\u2028\x1b[2K')
    (record,) = [one for one in caplog.records if one.name == SECURITY]
    assert record.getMessage().isprintable()
    assert record.getMessage().isascii()


def test_who_found_a_weakness_reads_where_to_tell_it(settings: Settings) -> None:
    visit = visit_with(settings, security_contact="mailto:veilig@gemeente.example")
    reply = visit.browser.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in reply.text.splitlines())
    assert (reply.mimetype, fields["Contact"]) == ("text/plain", "mailto:veilig@gemeente.example")
    until = datetime.fromisoformat(fields["Expires"])
    assert NOW < until <= NOW + timedelta(days=365)
    visit.close()


def test_without_a_contact_there_is_no_such_file(stranger: Visit) -> None:
    assert stranger.browser.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("contact", ["veilig@gemeente.example", "http://gemeente.example", "mailto:a@b\nX: y"])
def test_a_contact_that_is_no_address_is_refused(contact: str) -> None:
    with pytest.raises(SettingError):
        Settings(security_contact=contact)


def test_addresses_of_a_proxy_are_believed_only_where_there_is_one(settings: Settings) -> None:
    from flask import request

    for proxies, seen in ((0, "127.0.0.1"), (1, "10.0.0.9"), (2, "203.0.113.5")):
        visit = visit_with(settings, proxies=proxies)
        visit.app.view_functions["help.words"] = lambda: str(request.remote_addr)
        forwarded = {"X-Forwarded-For": "6.6.6.6, 203.0.113.5, 10.0.0.9", "X-Forwarded-Host": "elders.example"}
        assert visit.browser.get("/hulp/woorden", headers=forwarded).text == seen
        visit.close()
