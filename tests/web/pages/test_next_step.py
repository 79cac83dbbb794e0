"""The next step on every page: of a person, of a vacancy, of a night, and the queue of the arbeidsdeskundige."""

import pytest

from tests.web.made import DAY
from tests.web.pages.test_registers import link
from tests.web.pages.visit import Visit, words
from web.pages.frame import desk
from web.store.schema import unfinished_pairs


def section(visit: Visit, path: str, name: str) -> str:
    return words(visit.get(path).select_one(f"section[aria-labelledby={name}]"))


def test_a_person_without_a_proposal_sees_the_step_who_takes_it_and_when(adviser: Visit) -> None:
    said = section(adviser, link(adviser, "/clienten", "K4"), "nu")
    assert "Een stap kan werk openen" in said
    assert "Dit opent 14 vacatures." in said
    assert "Wie doet dit De klantmanager" in said
    assert "Kijk opnieuw op 14 december 2026" in said
    assert "Zet er vandaag één." in said


def test_arguments_for_and_against_cite_their_values(adviser: Visit) -> None:
    said = section(adviser, link(adviser, "/clienten", "K4"), "nu")
    assert "Een stap opent werk: Tillen: van 5 kg naar 10 kg, opent 14 vacatures" in said
    assert said.index("Wat hiervoor spreekt") < said.index("Waar u op let")
    assert "Van veel punten weten wij nog niets: bekend: 12" in said
    assert "Dit geldt ook Er is werk dat past, maar nu geen vacature" in said


def test_what_opens_work_stands_with_its_number_and_what_can_be_done(adviser: Visit) -> None:
    page = adviser.get(link(adviser, "/clienten", "K4"))
    first, second, *_ = page.select("section[aria-labelledby=opent] tbody tr")
    assert words(first).startswith("Tillen: van 5 kg naar 10 kg Wat de cliënt kan")
    assert words(first.select_one("td.number")) == "+14"
    both = "Werken: van 8 uur naar 12 uur per week en ook Reizen: van 30 minuten naar 45 minuten enkele reis"
    assert both in words(second)


def test_a_step_says_how_much_of_its_work_the_plan_leaves_free_what_it_costs_and_how_long_it_takes(
    adviser: Visit,
) -> None:
    with adviser.app.app_context(), desk().database.begin() as store:
        for key in ("V001", "V002", "V003"):
            cells = {"vacancy": key, "title": "Werk", "employer": "E1", "positions": "2" if key == "V003" else ""}
            store.apply("vacancies", [((key,), cells, key)], [], DAY)
        store.connection.execute(
            unfinished_pairs.insert(), [{"client": "K1", "vacancy": one} for one in ("V001", "V003")]
        )
    page = adviser.get(link(adviser, "/clienten", "K4"))
    first, second, *_ = page.select("section[aria-labelledby=opent] tbody tr")
    labels = {"Plek vrij": "2", "Kosten": "Hangt af van het advies", "Tijd": "Hangt af van het advies"}
    assert {name: words(first.select_one(f"td[data-label='{name}']")) for name in labels} == labels
    assert words(second.select_one("td[data-label='Plek vrij']")) == "0 alles is al vol"
    assert words(second.select_one("td[data-label=Tijd]")) == "Na 3 maanden, zo is het afgesproken; 1 gesprek"


def test_the_question_list_says_whom_to_ask_and_what_an_answer_opens(adviser: Visit) -> None:
    said = section(adviser, link(adviser, "/clienten", "K4"), "vragen")
    assert "Hoeveel uur per week kan de cliënt werken? (de cliënt)" in said
    assert "Het beste antwoord opent 4 vacatures." in said


def test_nobody_else_is_named_on_a_person_s_page(adviser: Visit) -> None:
    text = words(adviser.get(link(adviser, "/clienten", "K4")).main)
    assert "Sanne" not in text
    assert "K1" not in text


def test_a_vacancy_shows_what_keeps_people_out_and_what_a_carved_job_reaches(adviser: Visit) -> None:
    path = link(adviser, "/vacatures", "Medewerker groen")
    said = section(adviser, path, "houdt")
    assert "Reis te lang 12" in said
    assert "Te zwaar: Tillen 4" in said
    assert "Tillen: één stap meer 3" in said
    assert "De werkgever maakt plaats voor een hulpmiddel 2" in said
    assert "Een collega doet deze taak: Werk van V1 5" in said


def test_a_vacancy_whose_places_are_taken_says_why_no_carved_job_was_worked_out(adviser: Visit) -> None:
    said = section(adviser, link(adviser, "/vacatures", "Inpakker"), "houdt")
    assert "Taken anders verdelen Elke plek heeft al een voorstel." in said


def test_a_vacancy_says_what_to_ask_the_employer(adviser: Visit) -> None:
    path = next(
        str(one["href"]) for one in adviser.get("/vacatures").select("table.list th a") if "verzekering" in one.text
    )
    said = section(adviser, path, "navragen")
    assert "Wat vraagt het werk op deze punten" in said
    assert "Het beste antwoord opent dit werk voor 4 mensen." in said


def test_the_night_counts_steps_quality_and_who_waits_too_long(adviser: Visit) -> None:
    assert "Ontwikkelstap 1" in section(adviser, "/nachtrun", "volgende")
    quality = section(adviser, "/nachtrun", "gegevens")
    assert "3 mensen hebben werk dat past. Als alles bekend was: 4." in quality
    assert "Wat mensen kunnen, bekend 66%" in quality
    late = section(adviser, "/nachtrun", "telaat")
    assert "1 mens heeft al 90 dagen geen concrete stap." in late
    assert "K4" in late
    assert "Langer reizen 7 2 31" in section(adviser, "/nachtrun", "investeren")
    assert "Leiden 2 16 uur tot 24 uur 28 december 2026" in section(adviser, "/nachtrun", "acquisitie")


def test_the_night_tells_what_groups_got_and_whom_it_serves(adviser: Visit) -> None:
    groups = section(adviser, "/nachtrun", "groepen")
    assert "Leiden ver 24 5 2 4.000 3.400 600 700" in groups
    assert "Daarvan kan geen enkel plan er 600 vermijden." in groups
    assert "Deze afspraken kosten 6,1% tot 6,32% van alle punten." in groups
    served = section(adviser, "/nachtrun", "bediend")
    assert "nabij 30 75% 90% 0% – 100 –" in served
    assert "ver 10 25% 10% 100% – – –" in served
    assert "Wie 90 dagen geen voorstel had, is nog niet bekend." in served


def test_each_next_step_leads_to_the_people_who_have_it(adviser: Visit) -> None:
    rows = adviser.get("/nachtrun").select("section[aria-labelledby=volgende] tbody tr")
    for row in rows:
        if row.a is not None:
            found = adviser.get(str(row.a["href"])).select("table.list tbody tr")
            assert len(found) == int(words(row.select_one("td")))


def test_the_queue_shows_both_sources_what_an_answer_opens_and_when(adviser: Visit) -> None:
    rows = [words(row) for row in adviser.get("/advies").select("tbody tr")]
    assert rows[0].startswith("K3 Leiden · plaats 1 Tillen: twee bronnen zeggen iets anders. Wat klopt?")
    assert "UWV, 12 juni 2026: 10 kg" in rows[0]
    assert "Klantmanager, 1 september 2026: 15 kg of meer" in rows[0]
    assert "+3 9 november 2026 deze week Leg het antwoord vast" in rows[0]
    assert "+3 16 november 2026 Leg het antwoord vast" in rows[1]


def test_the_queue_of_one_gemeente_holds_its_own_questions(adviser: Visit) -> None:
    assert len(adviser.get("/advies?gemeente=Leiden").select("tbody tr")) == 2
    assert adviser.get("/advies?gemeente=Nergens").select_one(".empty") is not None


@pytest.mark.parametrize("path", ["/advies", "/nachtrun", "/clienten"])
def test_pages_speak_english_too(adviser: Visit, path: str) -> None:
    adviser.post("/taal", {"taal": "en", "terug": path}, page=path)
    page = adviser.get(path)
    assert page.html is not None
    assert page.html["lang"] == "en"


def test_a_stranger_sees_no_queue_and_batch_neither(stranger: Visit, batch: Visit) -> None:
    assert stranger.browser.get("/advies").status_code == 303
    assert batch.browser.get("/advies").status_code == 403


def test_criterion_29_everybody_without_a_proposal_has_an_outcome_with_a_next_step_who_and_when(adviser: Visit) -> None:
    rows = adviser.get("/clienten").select("table.list tbody tr")
    without = [row for row in rows if row.select_one("a[href^='/voorstellen/']") is None]
    assert len(rows) > len(without) > 0
    for row in without:
        address = row.select_one("th a")
        assert address is not None
        page = adviser.get(str(address["href"]))
        step = page.select_one("section[aria-labelledby=nu]")
        assert step is not None
        assert words(step.select_one(".lead"))
        assert "Wie doet dit" in words(step)
        assert "Kijk opnieuw op" in words(step)
        for opened in page.select("section[aria-labelledby=opent] tbody tr"):
            assert words(opened.select_one("td.number")).startswith("+")
