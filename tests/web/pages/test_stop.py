"""The stop button: proposals are gone at once and stay gone, nights wait, and people work on without the algorithm."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.web.made import DAY
from tests.web.pages.test_admin import as_role
from tests.web.pages.test_own_match import WHY, address, sent
from tests.web.pages.test_steps import LIFE
from tests.web.pages.unanswered import Never
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import night_of
from web.app import create_app
from web.config import Settings
from web.pages.frame import desk
from web.pages.manage.stop import OPEN
from web.service.night.nightly import Night
from web.store.database import Database
from web.store.errors import Stopped
from web.store.log import LogKind, LogQuery
from web.store.records import RunState

WHY_AGAIN = "De gewichten zijn nagekeken door Bakker."
CLOSED = ("/nachtrun", "/overzicht")


@pytest.fixture
def lead(stranger: Visit, settings: Settings) -> Visit:
    return as_role(stranger, settings, "teamleider")


def press(visit: Visit) -> None:
    """One press on the page, one to confirm."""
    link = next(one for one in visit.get("/voorstellen").select("header a") if one.text == "Noodstop")
    form = visit.get(str(link["href"])).select_one("form[action$='/aan']")
    assert form is not None
    fields = {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden]")}
    assert visit.browser.post(str(form["action"]), data=fields).status_code == 303


def lift(visit: Visit, why: str = WHY_AGAIN, seen: str | None = None) -> int:
    form = visit.get("/noodstop").select_one("form[action$='/uit']")
    assert form is not None
    fields = {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden]")}
    if seen is not None:
        fields["versie"] = seen
    return visit.browser.post("/noodstop/uit", data={**fields, "why": why}).status_code


def listed(visit: Visit) -> list[str]:
    return [one.text for one in visit.get("/voorstellen").select("table.list th a")]


def whole_night(app: Flask, settings: Settings) -> Night:
    return night_of(Database(settings.database_url), settings)


def test_t19_one_press_hides_every_proposal_at_once(adviser: Visit, lead: Visit) -> None:
    shown = {client: adviser.proposal(client) for client in ("K1", "K2")}
    client_page = str(adviser.get(shown["K1"]).select_one("a[href^='/clienten/']")["href"])  # type: ignore[index]
    titles = ("Medewerker groen", "Inpakker")
    assert any(title in words(adviser.get(client_page).main) for title in titles)
    press(lead)
    assert listed(adviser) == []
    for path in shown.values():
        adviser.get(path, 404)
    assert not any(title in words(adviser.get(client_page).main) for title in titles)
    assert adviser.browser.get("/voorstellen.csv").text.count("\r\n") == 1
    assert adviser.browser.get("/voorstellen.json").text.count("K1") == 0
    for path in CLOSED:
        assert "Deze pagina is stilgezet" in adviser.get(path, 503).text
    assert "De voorstellen zijn stilgezet." in words(adviser.get("/voorstellen").main)


def test_t19_a_restart_and_another_process_stay_stopped(adviser: Visit, lead: Visit, settings: Settings) -> None:
    press(lead)
    again = Visit(create_app(settings, start=Never)).sign_in("demo")
    assert listed(again) == []
    again.close()


def test_t19_no_night_begins_and_one_at_work_ends_without_a_plan(lead: Visit, settings: Settings) -> None:
    press(lead)
    night = whole_night(lead.app, settings)
    with pytest.raises(Stopped, match="stop button"):
        night.run(DAY.replace(day=3))
    with night.database.read() as store:
        shown = store.current_run()
        assert [run.day for run in store.run_lines(9)] == [DAY]
    lift(lead)

    def pressed_half_way(stage: str, _done: int, _total: int) -> None:
        if stage == "schrijven":
            with night.database.begin() as store:
                store.set_stop(is_on=True)

    ended = replace(night, progress=pressed_half_way).run(DAY.replace(day=4))
    assert (ended.run.state, ended.is_shown) == (RunState.FAILED, False)
    with night.database.read() as store:
        assert store.current_run() == shown
        assert store.proposal_rows(ended.run.id) == []
    night.database.close()


def test_t19_it_is_lifted_by_somebody_with_a_reason(adviser: Visit, lead: Visit) -> None:
    before = listed(adviser)
    press(lead)
    assert lift(lead, why="zomaar") == 422
    assert lift(lead, seen="0") == 409
    assert listed(adviser) == []
    assert lift(lead) == 303
    assert listed(adviser) == before != []
    assert WHY_AGAIN in words(lead.get("/noodstop").main)
    with lead.app.app_context(), desk().database.read() as store:
        assert [line.what for line in store.log(LogQuery(actor="teamleider")) if "noodstop" in line.what] == [
            "noodstop_uit",
            "noodstop_aan",
        ]
        assert store.check_chain().damage is None


@pytest.mark.parametrize("role", ["adviseur", "auditor", "batch"])
def test_t19_only_a_teamleider_or_beheerder_presses(stranger: Visit, settings: Settings, role: str) -> None:
    visit = as_role(stranger, settings, role)
    assert visit.browser.get("/noodstop").status_code == 403
    reply = visit.browser.post("/noodstop/aan", data={"csrf_token": visit.another().token("/inloggen")})
    assert reply.status_code in (400, 403)
    with visit.app.app_context(), desk().database.read() as store:
        assert not store.is_stopped()


def test_t19_a_beheerder_presses_too(stranger: Visit, settings: Settings) -> None:
    keeper = as_role(stranger, settings, "beheerder")
    form = keeper.get("/noodstop").select_one("form[action$='/aan']")
    assert form is not None
    fields = {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden]")}
    assert keeper.browser.post("/noodstop/aan", data=fields).status_code == 303
    assert "zette de voorstellen stil" in words(keeper.get("/noodstop").main)


def test_t19_a_page_that_is_not_known_to_do_without_a_night_is_closed(adviser: Visit) -> None:
    blueprints = set(adviser.app.blueprints)
    assert blueprints >= OPEN
    assert {"run", "night_lists", "overview", "what_if", "whynot", "carving"} <= blueprints - OPEN


def test_t20_work_goes_on_by_hand_and_every_step_of_it_is_written_down(adviser: Visit, lead: Visit) -> None:
    press(lead)
    assert "Sanne H." in words(adviser.get("/clienten").main)
    assert "Inpakker" in words(adviser.get("/vacatures").main)
    page = adviser.get(address(adviser.app, "K1", "V2"))
    fields = {**sent(page, "zelf_koppelen"), "note": WHY, "argument.voor": ["regel.reis"]}
    made = adviser.browser.post("/zelf-koppelen", data=fields)
    assert made.status_code == 303
    assert listed(adviser) == ["Sanne H."]
    for step, told in LIFE[1:]:
        assert adviser.decide("K1", step, told).status_code == 303, step
    assert "gestart" in words(adviser.get(made.location).select_one(".marks"))
    with adviser.app.app_context(), desk().database.read() as store:
        done = [line.what for line in store.log(LogQuery(actor="demo", kind=LogKind.DECISION))]
        assert len(done) == len(LIFE)
        assert any(line.client == "K1" for line in store.log(LogQuery(actor="demo", kind=LogKind.VIEW)))
        assert store.check_chain().damage is None
