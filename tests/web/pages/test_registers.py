"""People, vacancies and nights: thin pages that are true."""

import pytest

from tests.web.made import DAY
from tests.web.pages.visit import Visit, words
from web.pages.frame import desk


def link(visit: Visit, path: str, text: str) -> str:
    return next(str(one["href"]) for one in visit.get(path).select("table.list th a") if one.text == text)


def test_everybody_stands_in_the_register_with_what_the_night_gave(adviser: Visit) -> None:
    rows = {words(row.select_one("th a")): words(row) for row in adviser.get("/clienten").select("tbody tr")}
    assert list(rows) == ["Sanne H.", "=Bram C.", "K3", "K4"]
    assert "Medewerker groen" in rows["Sanne H."]
    assert "ontwikkelstap" in rows["K4"]


@pytest.mark.parametrize("path", ["/clienten", "/vacatures"])
def test_each_count_is_the_number_of_rows_after_the_click(adviser: Visit, path: str) -> None:
    for tab in adviser.get(path).select(".tabs a"):
        count = int(words(tab.select_one(".count")))
        assert len(adviser.get(str(tab["href"])).select("table.list tbody tr")) == count


@pytest.mark.parametrize("path", ["/clienten", "/vacatures"])
def test_a_filter_that_finds_nothing_says_so(adviser: Visit, path: str) -> None:
    key = "uitkomst" if path == "/clienten" else "sector"
    assert adviser.get(f"{path}?{key}=onzin").select_one(".empty") is not None


def test_a_person_starts_with_his_own_words(adviser: Visit) -> None:
    page = adviser.get(link(adviser, "/clienten", "Sanne H."))
    first = page.select_one("section.card")
    assert "Ik wil graag buiten werken." in words(first)
    assert "24 uur per week" in page.text
    assert "vanaf maand 3: 28 uur" in page.text
    profile = words(page.select_one("section[aria-labelledby=profiel]"))
    assert "Tillen" in profile
    assert "Arbeidsdeskundige bekeek dit deel helemaal op 12 juni 2026." in profile


def test_the_pace_of_a_person_and_the_kind_of_a_task_are_shown(adviser: Visit) -> None:
    said = words(adviser.get(link(adviser, "/clienten", "=Bram C.")).select_one("section[aria-labelledby=eerder]"))
    assert "Inpakken en sorteren: tempo 80%, kwaliteit 90%, netto werktijd 100% (jobcoach, 1 september 2026)" in said
    tasks = words(adviser.get(link(adviser, "/vacatures", "Inpakker")).select_one("section[aria-labelledby=taken]"))
    assert "Dozen stapelen laden en verplaatsen" in tasks


def test_a_reading_shows_the_work_and_the_text_it_was_read_against(adviser: Visit) -> None:
    said = words(adviser.get(link(adviser, "/clienten", "K4")).select_one("section[aria-labelledby=profiel]"))
    assert "lukt met hulpmiddel Gelezen bij Inpakker – Drukkerij Holt . Taak: «Dozen inpakken»." in said
    assert "lukt niet, tot en met 1 februari 2027 Gelezen bij een vacature die er niet meer is. Bij alle taken." in said


def test_the_ladder_and_earlier_choices_are_shown_newest_first(adviser: Visit) -> None:
    page = adviser.get(link(adviser, "/clienten", "K4"))
    said = words(page.select_one("section[aria-labelledby=ook]"))
    assert "1 september 2026: de cliënt wil leren" in said
    assert said.index("2 maart 2026: trede 3") < said.index("2 maart 2025: trede 2")
    assert (
        "15 augustus 2026: Niet doen, Arbeidsongeschiktheidsverzekeringsmedewerker – Drukkerij Holt; reden: te ver"
        in words(page.select_one("section[aria-labelledby=tijdlijn]"))
    )


def test_a_person_without_work_sees_why_and_what_next(adviser: Visit) -> None:
    said = words(adviser.get(link(adviser, "/clienten", "K4")).select_one("section[aria-labelledby=nu]"))
    assert "Bij 3 vacatures duurt de reis te lang." in said


def test_what_was_stopped_before_and_decided_is_there(adviser: Visit) -> None:
    adviser.decide("K3", "later", {"until": "2026-11-16"})
    page = adviser.get(link(adviser, "/clienten", "K3"))
    assert "1 maart 2025: gestopt, bij 16 uur per week; reden: reis te lang" in words(page)
    assert "Later tot 16 november 2026" in words(page.select_one(".timeline"))


def test_a_person_who_left_the_delivery_is_shown_as_closed(adviser: Visit) -> None:
    path = link(adviser, "/clienten", "Sanne H.")
    with adviser.app.app_context(), desk().database.begin() as store:
        store.apply("clients", [], [("K1",)], DAY)
    assert "staat niet meer in de levering" in words(adviser.get(path).select_one(".note:not(#sessie)"))


def test_a_vacancy_shows_tasks_demands_and_proposals(adviser: Visit) -> None:
    page = adviser.get(link(adviser, "/vacatures", "Medewerker groen"))
    assert words(page.h1) == "Medewerker groen bij Drukkerij Holt V1"
    assert "Werk van V1 soort onbekend 100%" in words(page.select_one("section[aria-labelledby=taken]"))
    asked = words(page.select_one("section[aria-labelledby=gevraagd]"))
    assert "Tillen" in asked
    assert "werkgever 12 oktober 2026" in asked
    assert "Sanne H. let op" in words(page.select_one("section[aria-labelledby=voorstellen]"))


def test_what_nobody_asked_the_employer_is_unknown_and_not_no(adviser: Visit) -> None:
    said = words(adviser.get(link(adviser, "/vacatures", "Inpakker")).select_one("section[aria-labelledby=feiten]"))
    assert "Jobcoach nog niet gevraagd" in said


@pytest.mark.parametrize("path", ["/clienten/nergens", "/vacatures/nergens", "/nachtrun/nergens", "/clienten/K1"])
def test_what_is_not_there_is_not_there(adviser: Visit, path: str) -> None:
    adviser.get(path, 404)


def test_the_night_shows_what_went_in_what_came_out_and_what_was_proven(adviser: Visit) -> None:
    page = adviser.get("/nachtrun")
    said = words(page.main)
    assert words(page.h1) == "Nachtrun van 2 november 2026"
    assert "Dat is bewezen." in said
    assert "Reis te lang 4" in said
    assert "Te zwaar: Tillen 2" in said
    budgets = words(page.select_one("section[aria-labelledby=steun]"))
    assert "Leiden 1,5 uur 1,0 uur 0,5 uur – 3" in budgets
    assert "SHA-256" in said


def test_a_night_has_an_address_of_its_own(adviser: Visit) -> None:
    run_id = words(adviser.get("/nachtrun").select_one("dl.code dd"))
    assert words(adviser.get(f"/nachtrun/{run_id}").h1) == "Nachtrun van 2 november 2026"


def searched(visit: Visit, path: str, text: str, shown: str = "") -> str:
    reply = visit.post(f"{path}/zoek", {"tekst": text, "lijst": shown}, path)
    assert reply.status_code == 303
    assert text.strip() == "" or text not in reply.location
    return reply.location


def listed(visit: Visit, address: str) -> list[str]:
    return [words(link) for link in visit.get(address).select("table.list th a")]


def test_a_register_is_searched_by_a_form_and_its_address_names_nobody(adviser: Visit, auditor: Visit) -> None:
    address = searched(adviser, "/clienten", "sanne")
    assert listed(adviser, address) == ["Sanne H."]
    assert listed(adviser, searched(adviser, "/clienten", "K4 sanne")) == []
    assert listed(adviser, searched(adviser, "/vacatures", "holt inpak")) == ["Inpakker"]
    assert searched(adviser, "/clienten", " ", "uitkomst=voorstel&pagina=2") == "/clienten?uitkomst=voorstel"
    auditor.get(address, 404)
    adviser.get(address.replace("/clienten", "/vacatures"), 404)


def test_a_search_and_a_filter_count_the_same_rows(adviser: Visit) -> None:
    page = adviser.get(searched(adviser, "/clienten", "leiden"))
    assert words(page.select_one(".found")) == "4 van 4 cliënten"
    for tab in page.select(".tabs a"):
        assert len(listed(adviser, str(tab["href"]))) == int(words(tab.select_one(".count")))


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("/clienten", "Sanne H."),
        ("/clienten?volgorde=naam", "=Bram C."),
        ("/clienten?volgorde=onzin", "Sanne H."),
        ("/vacatures", "Medewerker groen"),
        ("/vacatures?volgorde=functie", "Arbeidsongeschiktheidsverzekeringsmedewerker"),
    ],
)
def test_a_register_stands_in_the_order_that_was_asked(adviser: Visit, address: str, first: str) -> None:
    assert listed(adviser, address)[0] == first


@pytest.mark.parametrize(
    "address", ["/clienten?volgorde=naam", "/clienten?uitkomst=voorstel", "/vacatures?volgorde=sluit"]
)
def test_the_files_of_a_register_hold_the_rows_that_are_shown(adviser: Visit, address: str) -> None:
    page = adviser.get(address)
    csv_link, json_link = (str(link["href"]) for link in page.select(".tools .links a"))
    shown = [str(link["href"]).rpartition("/")[2] for link in page.select("table.list tbody th a")]
    rows = adviser.browser.get(json_link).get_json()
    assert [row["id"] for row in rows] == shown
    lines = adviser.browser.get(csv_link).text.removeprefix("\ufeff").splitlines()
    assert [line.partition(";")[0] for line in lines] == ["id", *shown]


def test_a_file_runs_nothing_and_leaves_what_is_unknown_empty(adviser: Visit) -> None:
    assert "'=Bram C." in adviser.browser.get("/clienten.csv").text
    rows = adviser.browser.get("/vacatures.json").get_json()
    assert all(row["closes_on"] is None for row in rows)


def test_who_never_had_a_step_stands_first(adviser: Visit) -> None:
    with adviser.app.app_context(), desk().database.begin() as store:
        row = {**store.rows_of("clients", "client", "K3")[0], "last_step_on": ""}
        store.apply("clients", [(("K3",), row, "d")], [], DAY)
    assert listed(adviser, "/clienten?volgorde=stap")[0] == "K3"


@pytest.mark.parametrize("path", ["/clienten", "/vacatures"])
def test_a_batch_account_gets_no_register(batch: Visit, path: str) -> None:
    for address in (path, f"{path}.csv", f"{path}.json"):
        batch.get(address, 403)
    assert batch.post(f"{path}/zoek", {}, "/nergens").status_code == 403
