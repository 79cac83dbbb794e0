"""Niet voorstellen at the pages: who may, what everybody then sees, and what no address gets past."""

import pytest

from tests.web.pages.test_own_match import WHY as WHY_MATCH
from tests.web.pages.test_own_match import address
from tests.web.pages.test_own_match import sent as match_fields
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import CASEWORKER
from web.pages.frame import desk
from web.service.night.given import client_id

STANDS = "Deze cliënt wordt niet voorgesteld."


def dossier(visit: Visit, client: str = "K1") -> str:
    with visit.app.app_context(), desk().database.read() as store:
        return f"/clienten/{client_id(store, client)}"


def fields(visit: Visit, path: str) -> dict[str, object]:
    form = visit.get(path).select_one("main form.card")
    assert form is not None
    return {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden]")}


def put_on(visit: Visit, client: str = "K1", **own: object) -> int:
    path = f"{dossier(visit, client)}/niet-voorstellen"
    given = {**fields(visit, path), "reason": "eigen_wens", "note": "Wil eerst rust.", "until": "", **own}
    return visit.browser.post(path, data=given).status_code


def test_t23_a_no_takes_the_person_out_of_every_list_and_stands_on_his_page(adviser: Visit) -> None:
    proposal, where = adviser.proposal("K1"), dossier(adviser)
    assert put_on(adviser) == 303
    page = adviser.get(where)
    assert STANDS in words(page.select_one("h1 ~ .note"))
    listed = adviser.get("/voorstellen")
    assert "Sanne H." not in words(listed.select_one("table.list"))
    assert "1 voorstel staat opzij" in words(listed.select_one("main"))
    for name in ("/voorstellen.csv", "/voorstellen.json"):
        assert "Sanne H." not in adviser.browser.get(name).text
    people = words(adviser.get("/clienten?uitkomst=niet_voorstellen").select_one("table.list"))
    assert "Sanne H." in people
    told = adviser.get(proposal)
    assert "U kunt er niets over besluiten." in words(told.select_one("main"))
    assert told.select("form[action*='/bespreken'], form[action*='/niet-doen'], form[action*='/later']") == []
    assert STANDS in words(adviser.get(f"{proposal}/gespreksblad", 409).select_one("main"))
    seen = words(adviser.get("/overzicht").select_one("section[aria-labelledby=anders]"))
    assert "Wordt nu niet voorgesteld 1" in seen
    assert "Sanne H." in words(adviser.get("/overzicht/niet_voorstellen").select_one("table.list"))


def test_t23_a_form_that_was_open_decides_nothing_and_keeps_what_was_typed(adviser: Visit) -> None:
    path, form = adviser.proposal("K2"), adviser.form("K2", "bespreken")
    assert put_on(adviser, "K2") == 303
    reply = adviser.browser.post(f"{path}/bespreken", data=form)
    assert reply.status_code == 422
    assert "Deze cliënt wordt niet voorgesteld." in reply.text


def test_t23_nobody_is_matched_by_hand_meanwhile(adviser: Visit) -> None:
    where = address(adviser.app, "K1", "V2")
    form = {**match_fields(adviser.get(where), "zelf_koppelen"), "note": WHY_MATCH}
    assert put_on(adviser) == 303
    page = adviser.get(where)
    assert STANDS in words(page.select_one("main"))
    assert page.select("form#zelf_koppelen") == []
    reply = adviser.browser.post("/zelf-koppelen", data=form)
    assert reply.status_code == 422
    assert STANDS in reply.text


def test_a_person_is_proposed_again_with_his_own_yes_and_words(adviser: Visit) -> None:
    assert put_on(adviser) == 303
    path = f"{dossier(adviser)}/niet-voorstellen"
    form = {**fields(adviser, path), "note": "Heeft er weer zin in."}
    again = f"{dossier(adviser)}/weer-voorstellen"
    reply = adviser.browser.post(again, data=form)
    assert reply.status_code == 422
    assert "Vraag eerst of de cliënt weer voorstellen wil." in reply.text
    assert "Heeft er weer zin in." in reply.text
    assert adviser.browser.post(again, data={**form, "his_wish": "ja"}).status_code == 303
    assert adviser.proposal("K1")
    steps = words(adviser.get(path).select_one("section[aria-labelledby=eerder]"))
    assert steps.index("hief dit op") < steps.index("zette dit erop")


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"reason": ""}, "Kies waarom deze cliënt niet voorgesteld wordt."),
        ({"until": "morgen"}, "Schrijf de datum als dag-maand-jaar"),
        ({"until": "1-1-2020"}, "Kies vandaag of een latere dag."),
    ],
)
def test_what_is_wrong_stands_above_and_beside_its_field(adviser: Visit, own: dict[str, str], said: str) -> None:
    path = f"{dossier(adviser)}/niet-voorstellen"
    given = {**fields(adviser, path), "reason": "eigen_wens", "note": "Bleef staan.", **own}
    reply = adviser.browser.post(path, data=given)
    page = adviser.get_soup(reply.text)
    assert reply.status_code == 422
    assert said in words(page.select_one(".faults"))
    assert said in words(page.select_one("p.fault"))
    assert "Bleef staan." in words(page.select_one("textarea"))


def test_an_old_page_changes_nothing(adviser: Visit, colleague: Visit) -> None:
    path = f"{dossier(adviser)}/niet-voorstellen"
    old = {**fields(adviser, path), "reason": "eerst_zorg", "note": ""}
    assert put_on(colleague) == 303
    reply = adviser.browser.post(path, data=old)
    assert reply.status_code == 409
    assert "wijzigde dit net" in reply.text


def test_who_only_reads_sees_it_and_changes_nothing(auditor: Visit, adviser: Visit, stranger: Visit) -> None:
    where = dossier(adviser)
    assert put_on(stranger.another().sign_in(CASEWORKER)) == 303
    page = auditor.get(where)
    assert STANDS in words(page.select_one("h1 ~ .note"))
    assert page.select("a[href*=niet-voorstellen]") == []
    auditor.get(f"{where}/niet-voorstellen", 403)
    for path in ("niet-voorstellen", "weer-voorstellen"):
        assert auditor.browser.post(f"{where}/{path}", data={"csrf_token": auditor.token(where)}).status_code == 403
    assert adviser.get("/clienten/00000000000000000000/niet-voorstellen", 404) is not None
