"""Entering and changing a vacancy: from an occupation, with unknowns, judged like a delivery, safe from the next."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.web.made import DAY
from tests.web.pages.test_profile import deliver_again, hidden_in
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import night_of
from web.config import Settings
from web.store.database import Database
from web.store.journal import Subject

NEW = "/vacatures/nieuw"


def fields(html: str) -> dict[str, list[str]]:
    """Give everything the form on a page would send."""
    form = BeautifulSoup(html, "html.parser").select_one("form.own")
    assert form is not None
    found: dict[str, list[str]] = {}
    for one in form.select("input, select, textarea"):
        value = _sent(one)
        if value is not None:
            found.setdefault(str(one["name"]), []).append(value)
    return found


def _sent(one: Tag) -> str | None:
    if one.name == "select":
        chosen = one.select_one("option[selected]") or one.select_one("option")
        return str(chosen["value"]) if chosen else ""
    if one.name == "textarea":
        return one.text
    if one.get("type") in ("checkbox", "radio") and not one.has_attr("checked"):
        return None
    return str(one.get("value", ""))


def vacancy(visit: Visit, title: str = "Medewerker groen") -> str:
    links = visit.get("/vacatures").select("table.list th a")
    return next(str(one["href"]) for one in links if title in one.text)


def rows(settings: Settings, sheet: str, key: str) -> list[dict[str, str]]:
    database = Database(settings.database_url)
    with database.read() as store:
        found = store.rows_of(sheet, "vacancy", key)
    database.close()
    return found


def keep(visit: Visit, path: str, changed: dict[str, object]) -> tuple[str, str]:
    """Look and keep; give what the look said, and where it led."""
    sent = {**fields(visit.browser.get(path).text), **changed}
    looked = visit.browser.post(path, data={**sent, "stap": "bekijk"})
    assert looked.status_code == 200, words(BeautifulSoup(looked.text, "html.parser").select_one("main"))
    again = {**fields(looked.text), "stap": "bewaar"}
    kept = visit.browser.post(path, data=again)
    assert kept.status_code == 303, words(BeautifulSoup(kept.text, "html.parser").select_one("main"))
    return looked.text, kept.location


def enter(visit: Visit) -> str:
    own = {
        "employer": "E1",
        "title": "Hulp in de keuken",
        "place": "Leiden",
        "hours_min": "16",
        "hours_max": "24",
        "times": ["dag"],
    }
    _, where = keep(visit, f"{NEW}?beroep=keukenhulp", own)
    return where


def test_an_occupation_fills_in_tasks_and_demands_that_are_called_derived(adviser: Visit, settings: Settings) -> None:
    page = adviser.get(f"{NEW}?beroep=keukenhulp")
    assert len([one for one in page.select("input[name$=_description]") if one["value"]]) >= 2
    assert "afgeleid uit het beroep" in words(page.select_one("main"))
    enter(adviser)
    database = Database(settings.database_url)
    with database.read() as store:
        key = next(one for one in store.open_values("vacancies", "vacancy") if one.startswith("waag-"))
        (entry,) = store.entries_of(Subject.VACANCY, key)
    database.close()
    assert entry.kind == "vacature_ingevoerd"
    demands = rows(settings, "demands", key)
    assert demands
    assert {row["source"] for row in demands} == {"afgeleid"}
    assert all(row["minutes"] or row["share"] for row in rows(settings, "tasks", key))


def test_what_is_left_empty_is_unknown(adviser: Visit, settings: Settings) -> None:
    own = {"employer": "E1", "title": "Iets", "hours_min": "8", "hours_max": "8"}
    keep(adviser, NEW, {**own, "taak_1_description": "Van alles", "taak_1_minutes": "480"})
    database = Database(settings.database_url)
    with database.read() as store:
        key = next(one for one in store.open_values("vacancies", "vacancy") if one.startswith("waag-"))
    database.close()
    assert rows(settings, "demands", key) == []
    assert rows(settings, "vacancies", key)[0]["jobcoach"] == ""


def test_a_new_employer_is_kept_with_the_vacancy(adviser: Visit, settings: Settings, tmp_path: Path) -> None:
    own = {
        "employer": "",
        "employer_name": "Bakkerij De Korst",
        "title": "Bakkershulp",
        "hours_min": "8",
        "hours_max": "8",
    }
    _, where = keep(adviser, NEW, {**own, "taak_1_description": "Brood inpakken", "taak_1_minutes": "240"})
    assert "Bakkerij De Korst" in words(adviser.get(where).select_one("h1"))
    (tmp_path / "in").mkdir()
    deliver_again(settings, tmp_path / "in")
    assert "Bakkerij De Korst" in words(adviser.get(where).select_one("h1"))


def test_a_later_delivery_leaves_an_entered_vacancy_open(adviser: Visit, settings: Settings, tmp_path: Path) -> None:
    where = enter(adviser)
    adviser.get(where)
    before = words(adviser.get(where).select_one("main"))
    (tmp_path / "in").mkdir()
    intake = deliver_again(settings, tmp_path / "in")
    assert intake.total.closed == 0
    assert words(adviser.get(where).select_one("main")) == before


def test_the_effect_names_the_proposal_that_goes(adviser: Visit, settings: Settings) -> None:
    path = f"{vacancy(adviser)}/wijzigen"
    sent = {**fields(adviser.browser.get(path).text), "closes_on": "2026-11-01", "stap": "bekijk"}
    reply = adviser.browser.post(path, data=sent)
    assert "Dan verdwijnt 1 voorstel." in reply.text
    assert "Sanne H. – Medewerker groen" in words(BeautifulSoup(reply.text, "html.parser").select_one("#gevolg-deel"))
    assert rows(settings, "vacancies", "V1")[0]["closes_on"] == ""


def test_a_changed_demand_gets_its_source_and_day_and_the_next_night_follows(
    adviser: Visit, settings: Settings
) -> None:
    path = f"{vacancy(adviser)}/wijzigen"
    keep(adviser, path, {"eis__IV-13": "2", "bron": "gemeten"})
    (row,) = (one for one in rows(settings, "demands", "V1") if one["item"] == "IV-13")
    assert (row["tolerated"], row["source"], row["date"]) == ("2", "gemeten", DAY.isoformat())
    others = {one["source"] for one in rows(settings, "demands", "V1") if one["item"] != "IV-13"}
    assert others == {"werkgever"}
    database = Database(settings.database_url)
    report = night_of(database, settings).run(DAY)
    database.close()
    assert report.is_new


@pytest.mark.parametrize("choice", ["ingevoerd", "bron"])
def test_where_the_source_changes_a_vacancy_that_was_changed_here_somebody_chooses(
    adviser: Visit, settings: Settings, tmp_path: Path, choice: str
) -> None:
    keep(adviser, f"{vacancy(adviser)}/wijzigen", {"positions": "3"})
    (tmp_path / "in").mkdir()
    assert deliver_again(settings, tmp_path / "in").n_differ == 0
    assert rows(settings, "vacancies", "V1")[0]["positions"] == "3"
    intake = deliver_again(settings, tmp_path / "in", sheet="vacancies", positions="2")
    assert intake.n_differ == 1
    assert rows(settings, "vacancies", "V1")[0]["positions"] == "3"
    page = adviser.get(f"{vacancy(adviser)}/wijzigen")
    form = page.select_one("section.ask form")
    assert form is not None
    adviser.browser.post(str(form["action"]), data={**hidden_in(form), "keuze": choice})
    assert rows(settings, "vacancies", "V1")[0]["positions"] == {"ingevoerd": "3", "bron": "2"}[choice]


@pytest.mark.parametrize(
    ("changed", "target", "sentence"),
    [
        ({"title": ""}, "title", "leeg"),
        ({"hours_min": "40"}, "hours_min", "meer dan de meeste uren"),
        ({"hours_max": "veel"}, "hours_max", "geen getal"),
        ({"employer": ""}, "employer", "Kies een werkgever"),
        ({"taak_1_minutes": "3000"}, "taak_1_minutes", ""),
        ({"taak_2_description": "Vegen"}, "taak_2_minutes", "hoeveel minuten per week"),
        ({"taak_1_description": "", "taak_2_description": "", "taak_3_description": ""}, "title", "taken"),
        ({"eis__V-2": "4000"}, "eis__V-2", ""),
        ({"closes_on": "2026-01-01", "opens_on": "2026-05-01"}, "closes_on", "begin"),
    ],
)
def test_what_is_wrong_is_named_beside_its_field(
    adviser: Visit, settings: Settings, changed: dict[str, object], target: str, sentence: str
) -> None:
    path = f"{vacancy(adviser)}/wijzigen"
    before = rows(settings, "vacancies", "V1"), rows(settings, "tasks", "V1")
    sent = {**fields(adviser.browser.get(path).text), **changed, "stap": "bekijk"}
    reply = adviser.browser.post(path, data=sent)
    assert reply.status_code == 422
    soup = BeautifulSoup(reply.text, "html.parser")
    assert re.match(r"\s*Fout: ", soup.title.text if soup.title else "")
    assert soup.select_one(f"#fouten a[href='#v-{target}']") is not None, words(soup.select_one("#fouten"))
    assert sentence in words(soup.select_one("#fouten"))
    assert soup.find(id=f"v-{target}") is not None
    assert (rows(settings, "vacancies", "V1"), rows(settings, "tasks", "V1")) == before


def test_certificates_and_a_wage_in_euros_are_kept_as_a_delivery_holds_them(adviser: Visit, settings: Settings) -> None:
    path = f"{vacancy(adviser)}/wijzigen"
    keep(adviser, path, {"certificates": ["heftruck", "vca"], "loon": "2.300,5"})
    (row,) = rows(settings, "vacancies", "V1")
    assert (row["certificates"], row["wage_cents"]) == ("heftruck|vca", "230050")
    again = fields(adviser.browser.get(path).text)
    assert (again["certificates"], again["loon"]) == (["heftruck", "vca"], ["2300,50"])
    wrong = adviser.browser.post(path, data={**again, "loon": "veel", "stap": "bekijk"})
    assert wrong.status_code == 422
    assert "#v-loon" in wrong.text


def test_a_stale_form_shows_both_versions(adviser: Visit, colleague: Visit, settings: Settings) -> None:
    path = f"{vacancy(adviser)}/wijzigen"
    old = fields(adviser.browser.get(path).text)
    keep(colleague, path, {"positions": "4"})
    reply = adviser.browser.post(path, data={**old, "positions": "2", "stap": "bekijk"})
    assert reply.status_code == 409
    page = words(BeautifulSoup(reply.text, "html.parser").select_one("main"))
    assert "Aantal plekken 4" in page
    assert "Aantal plekken 2" in page
    assert rows(settings, "vacancies", "V1")[0]["positions"] == "4"


def test_who_may_not_decide_may_not_enter(auditor: Visit, adviser: Visit) -> None:
    assert auditor.browser.get(NEW).status_code == 403
    assert auditor.browser.get(f"{vacancy(adviser)}/wijzigen").status_code == 403
    assert adviser.browser.get("/vacatures/bestaatniet/wijzigen").status_code == 404


def test_the_form_is_no_heavier_than_a_page_may_be(adviser: Visit) -> None:
    assert len(adviser.browser.get(f"{NEW}?beroep=keukenhulp").data) < 150_000
