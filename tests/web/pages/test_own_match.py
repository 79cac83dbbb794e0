"""Zelf koppelen: any pair that is not *kan niet*, with a motivation; what is *kan niet* is first asked and answered."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from tests.web.made import DAY
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import SCOPE_DAY, rows_by_sheet
from web.pages.frame import desk
from web.service.night.given import client_id, vacancy_id

WHY = "Sanne kent dit bedrijf en vroeg er zelf naar."
QUESTION = "Kan deze cliënt dozen van tien kilo tillen?"
NO_LIFTING = {"client": "K2", "item": "IV-13", "level": "3", "source": "klantmanager", "date": SCOPE_DAY}


def address(app: Flask, client: str, vacancy: str) -> str:
    with app.app_context(), desk().database.read() as store:
        return f"/zelf-koppelen?client={client_id(store, client)}&vacature={vacancy_id(store, vacancy)}"


def say_of(app: Flask, row: dict[str, str]) -> None:
    """Let somebody say what a person can, for an employer who can change nothing."""
    key = tuple(row.get(name, "") for name in ("client", "item", "source", "vacancy", "task"))
    work = next(one for one in rows_by_sheet()["vacancies"] if one["vacancy"] == "V1")
    work = {**work, **dict.fromkeys(("aid", "work_buddy", "jobcoach", "organisation", "slower_pace"), "nee")}
    with app.app_context(), desk().database.begin() as store:
        store.apply("vacancies", [(("V1",), work, repr(work))], [], DAY)
        store.apply("capacities", [(key, row, repr(row))], [], DAY)


def sent(page: BeautifulSoup, form: str) -> dict[str, object]:
    return {str(one["name"]): str(one.get("value", "")) for one in page.select(f"form#{form} input[type=hidden]")}


def test_a_pair_that_can_be_is_put_together_with_words_and_is_held_like_a_proposal(adviser: Visit) -> None:
    where = address(adviser.app, "K1", "V2")
    page = adviser.get(where)
    assert "Dit paar kan." in words(page.select_one(".lead"))
    fields = {**sent(page, "zelf_koppelen"), "note": WHY, "argument.voor": ["regel.reis"]}
    reply = adviser.browser.post("/zelf-koppelen", data=fields)
    assert reply.status_code == 303
    made = adviser.get(reply.location)
    assert "Sanne H. als Inpakker" in words(made.select_one("h1"))
    assert "in bespreking" in words(made.select_one(".marks"))
    said = words(made.select_one(".timeline > li"))
    assert said.startswith("Zelf gekoppeld")
    assert WHY in said
    assert adviser.get(where, 303) is not None
    listed = words(adviser.get("/voorstellen").select_one("#tabel"))
    assert "Inpakker" in listed


def test_its_place_is_taken_and_its_client_is_not_free_for_another(adviser: Visit) -> None:
    fields = {**sent(adviser.get(address(adviser.app, "K1", "V2")), "zelf_koppelen"), "note": WHY}
    assert adviser.browser.post("/zelf-koppelen", data=fields).status_code == 303
    page = adviser.get(address(adviser.app, "K3", "V2"))
    again = {**sent(page, "zelf_koppelen"), "note": WHY}
    reply = adviser.browser.post("/zelf-koppelen", data=again)
    assert reply.status_code == 422
    assert "Alle plekken van deze vacature zijn al in bespreking" in reply.text
    page = adviser.get(address(adviser.app, "K1", "V3"))
    reply = adviser.browser.post("/zelf-koppelen", data={**sent(page, "zelf_koppelen"), "note": WHY})
    assert reply.status_code == 422
    assert "Met deze cliënt loopt al een gesprek" in reply.text


@pytest.mark.parametrize("note", ["", "te kort"])
def test_without_words_nothing_is_recorded_and_what_was_typed_is_kept(adviser: Visit, note: str) -> None:
    where = address(adviser.app, "K1", "V2")
    fields = {**sent(adviser.get(where), "zelf_koppelen"), "note": note, "own.voor": "kent het bedrijf"}
    reply = adviser.browser.post("/zelf-koppelen", data=fields)
    assert reply.status_code == 422
    assert "<title>Fout: " in reply.text
    assert 'href="#zelf_koppelen-note"' in reply.text
    assert 'value="kent het bedrijf"' in reply.text
    assert "Er is nog niets besloten" in adviser.get(where).text


def test_the_same_form_twice_is_one_pair(adviser: Visit) -> None:
    fields = {**sent(adviser.get(address(adviser.app, "K1", "V2")), "zelf_koppelen"), "note": WHY}
    replies = [adviser.browser.post("/zelf-koppelen", data=fields) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [303, 303]
    assert len(adviser.get(replies[0].location).select(".timeline > li")) == 1


def test_criterion_24_who_comes_second_sees_both(adviser: Visit, colleague: Visit) -> None:
    where = address(adviser.app, "K1", "V2")
    mine, theirs = (sent(one.get(where), "zelf_koppelen") for one in (adviser, colleague))
    first = colleague.browser.post("/zelf-koppelen", data={**theirs, "note": WHY})
    assert first.status_code == 303
    reply = adviser.browser.post("/zelf-koppelen", data={**mine, "note": "Mijn eigen woorden over dit paar."})
    assert reply.status_code == 409
    assert WHY in reply.text
    assert "Mijn eigen woorden over dit paar." in reply.text


def test_a_proposal_of_tonight_is_shown_as_one(adviser: Visit) -> None:
    adviser.get(address(adviser.app, "K1", "V1"), 303)


def test_what_cannot_be_is_not_put_together_whatever_is_sent(adviser: Visit) -> None:
    page = adviser.get(address(adviser.app, "K4", "V1"))
    assert page.select("form#zelf_koppelen") == []
    assert page.select("form#advies_gevraagd") == []
    assert "Dit verandert niet door advies." in page.text
    _, _, query = address(adviser.app, "K4", "V1").partition("?")
    ids = dict(part.split("=") for part in query.split("&"))
    path = address(adviser.app, "K1", "V2")
    reply = adviser.post("/zelf-koppelen", {**ids, "versie": "0", "sleutel": "a" * 32, "note": WHY}, path)
    assert reply.status_code == 422
    assert "moet dit punt eerst schriftelijk beantwoorden" in reply.text


def test_the_expert_is_asked_first_and_his_written_answer_opens_the_pair(adviser: Visit, expert: Visit) -> None:
    say_of(adviser.app, NO_LIFTING)
    where = address(adviser.app, "K2", "V1")
    page = adviser.get(where)
    assert page.select("form#zelf_koppelen") == []
    asked = {**sent(page, "advies_gevraagd"), "item": "IV-13", "note": QUESTION, "until": "2026-11-09"}
    assert adviser.browser.post("/zelf-koppelen/vraag", data=asked).status_code == 303
    queue = expert.get("/advies")
    assert QUESTION in words(queue.select_one("[aria-labelledby=gevraagd]"))
    page = expert.get(where)
    said = {**sent(page, "advies_gegeven"), "answer": "ja", "note": "Met een tilhulp lukt tien kilo."}
    assert expert.browser.post("/zelf-koppelen/antwoord", data=said).status_code == 303
    fields = {**sent(adviser.get(where), "zelf_koppelen"), "note": WHY}
    assert adviser.browser.post("/zelf-koppelen", data=fields).status_code == 303
    assert expert.get("/advies").select("[aria-labelledby=gevraagd]") == []


def test_only_who_may_takes_each_part(auditor: Visit, expert: Visit, adviser: Visit) -> None:
    where = address(auditor.app, "K1", "V2")
    page = auditor.get(where)
    assert page.select("form[action^='/zelf-koppelen']") == []
    assert words(page.select_one(".lead")) == "Dit paar kan. Een adviseur kan het zelf koppelen."
    for visit, path in (
        (auditor, "/zelf-koppelen"),
        (auditor, "/zelf-koppelen/vraag"),
        (expert, "/zelf-koppelen"),
        (adviser, "/zelf-koppelen/antwoord"),
    ):
        assert visit.post(path, {}, where).status_code == 403


@pytest.mark.parametrize("path", ["/zelf-koppelen", "/zelf-koppelen?client=x&vacature=y"])
def test_nobody_is_found_by_guessing(adviser: Visit, path: str) -> None:
    adviser.get(path, 404)


def test_why_not_leads_to_it(adviser: Visit) -> None:
    where = address(adviser.app, "K1", "V2")
    page = adviser.get(where.replace("/zelf-koppelen", "/waarom-niet"))
    link = next(one for one in page.select("a.button") if one.text == "Koppel zelf")
    assert link["href"] == where
