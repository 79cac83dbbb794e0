"""The worklist: what it counts is what a click gives, and what it shows is what the CSV holds, in that order."""

import csv
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.web.made import DAY, NOW, key
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import build, night_of
from web.config import Settings
from web.pages.frame import desk
from web.store.records import RunState
from web.store.schema import runs


def clients(page: BeautifulSoup) -> list[str]:
    return [words(one) for one in page.select("table.list tbody th[scope=row] a")]


def csv_rows(visit: Visit, address: str) -> list[dict[str, str]]:
    reply = visit.browser.get(address)
    assert reply.status_code == 200
    return list(csv.DictReader(StringIO(reply.text.removeprefix("\ufeff")), delimiter=";"))


def test_the_list_shows_every_proposal_with_its_verdict(adviser: Visit) -> None:
    page = adviser.get("/voorstellen")
    rows = {words(row.select_one("th a")): words(row) for row in page.select("table.list tbody tr")}
    assert list(rows) == ["=Bram C.", "Sanne H.", "K3"]
    assert "past" in rows["=Bram C."]
    assert "1 punt: let op" in rows["Sanne H."]
    assert "1 vraag" in rows["K3"]
    assert words(page.h1) == "Voorstellen van vandaag"


def test_the_summary_names_what_is_short(adviser: Visit) -> None:
    said = words(adviser.get("/voorstellen").select_one(".figures"))
    assert "3 nog te bekijken" in said
    assert "tekort 0,5 uur in 1 gemeente" in said
    assert "beste oplossing bewezen" in said


def test_criterion_26_each_count_is_the_number_of_rows_after_the_click(adviser: Visit) -> None:
    page = adviser.get("/voorstellen")
    boxes = page.select("#facetten input[type=checkbox]")
    assert {str(box["name"]) for box in boxes} == {"status", "oordeel", "steun", "van", "sector", "gemeente"}
    for box in boxes:
        count = words(page.select_one(f"label[for='{box['id']}'] .count"))
        found = adviser.get(f"/voorstellen?{box['name']}={box['value']}")
        assert len(clients(found)) == int(count), box["id"]


def test_values_of_one_facet_are_or_and_facets_are_and(adviser: Visit) -> None:
    either = adviser.get("/voorstellen?oordeel=past&oordeel=let_op")
    assert clients(either) == ["=Bram C.", "Sanne H."]
    assert clients(adviser.get("/voorstellen?oordeel=past&oordeel=let_op&sector=groen")) == ["Sanne H."]


def test_a_chosen_value_is_a_chip_that_takes_it_away(adviser: Visit) -> None:
    page = adviser.get("/voorstellen?oordeel=past&sector=industrie&volgorde=client")
    chips = {words(chip): str(chip["href"]) for chip in page.select("a.chip")}
    assert chips == {
        "past ×": "/voorstellen?sector=industrie&volgorde=client",
        "Industrie ×": "/voorstellen?oordeel=past&volgorde=client",
    }
    clear = next(link for link in page.select(".chips > a"))
    assert clear["href"] == "/voorstellen?volgorde=client"


@pytest.mark.parametrize(
    ("order", "first"),
    [("beste", "=Bram C."), ("client", "=Bram C."), ("wachttijd", "=Bram C."), ("onzin", "=Bram C.")],
)
def test_each_order_is_an_order(adviser: Visit, order: str, first: str) -> None:
    page = adviser.get(f"/voorstellen?volgorde={order}")
    assert clients(page)[0] == first
    selected = page.select_one("#volgorde option[selected]")
    assert selected is not None
    assert selected["value"] == ("beste" if order == "onzin" else order)


@pytest.mark.parametrize("number", ["0", "-1", "2", "999999999", "x", ""])
def test_a_page_that_is_not_there_is_one_that_is(adviser: Visit, number: str) -> None:
    assert len(clients(adviser.get(f"/voorstellen?pagina={number}"))) == 3


@pytest.mark.parametrize(
    "query", ["", "?oordeel=past&oordeel=vraag_na", "?sector=groen&volgorde=client", "?status=later"]
)
def test_criterion_25_the_csv_holds_exactly_what_is_shown(adviser: Visit, query: str) -> None:
    page = adviser.get(f"/voorstellen{query}")
    link = page.select_one("a[download]")
    assert link is not None
    shown = [re.sub(r"\?.*", "", str(one["href"])).rpartition("/")[2] for one in page.select("table.list th a")]
    assert [row["voorstel"] for row in csv_rows(adviser, str(link["href"]))] == shown


def test_the_csv_is_safe_to_open_in_a_spreadsheet(adviser: Visit) -> None:
    rows = csv_rows(adviser, "/voorstellen.csv")
    assert [row["naam"] for row in rows] == ["'=Bram C.", "Sanne H.", "K3"]
    reply = adviser.browser.get("/voorstellen.csv")
    assert reply.headers["Content-Disposition"] == 'attachment; filename="voorstellen.csv"'
    assert reply.mimetype == "text/csv"


def test_a_filter_that_finds_nothing_says_so_and_offers_a_way_out(adviser: Visit) -> None:
    page = adviser.get("/voorstellen?status=later")
    assert clients(page) == []
    assert "Geen voorstellen met deze filters." in words(page.select_one(".empty"))
    assert page.select_one(".empty a[href='/voorstellen']") is not None


def test_a_value_in_the_url_is_never_markup(adviser: Visit) -> None:
    page = adviser.get("/voorstellen?sector=%3Cscript%3Ealert(1)%3C/script%3E")
    assert not page.select("script:not([src])")


def test_no_reference_of_a_person_stands_in_a_link(adviser: Visit) -> None:
    for path in ("/voorstellen", "/clienten", "/vacatures", adviser.proposal("K1")):
        links = [str(link["href"]) for link in adviser.get(path).select("a[href]")]
        assert not [link for link in links if re.search(r"\b[KV]\d\b|Sanne", link)]


def test_a_store_without_a_night_says_how_to_make_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    from web.app import create_app

    app = create_app(build(tmp_path_factory.mktemp("leeg"), with_night=False))
    visit = Visit(app).sign_in("demo")
    assert "waag nightly" in words(visit.get("/voorstellen").select_one(".empty"))
    assert "waag nightly" in words(visit.get("/nachtrun").select_one(".empty"))
    assert csv_rows(visit, "/voorstellen.csv") == []
    assert "nog in geen nacht bekeken" in words(visit.get("/clienten").select_one("table.list"))
    visit.close()


def test_a_failed_night_is_named_and_the_older_one_stays(adviser: Visit) -> None:
    with adviser.app.app_context(), desk().database.begin() as store:
        later = NOW + timedelta(days=365)
        run = store.start_run(key(DAY + timedelta(days=1)), "mislukt1", later)
        store.fail_run(run, "De wet is niet bekend op deze dag.", later)
    page = adviser.get("/voorstellen")
    said = words(page.select_one(".note.bad"))
    assert "De nachtrun van 3 november 2026 is niet gelukt. U ziet de voorstellen van 2 november 2026." in said
    assert len(clients(page)) == 3
    night = adviser.get("/nachtrun/mislukt1")
    assert "De wet is niet bekend op deze dag." in words(night.select_one(".note.bad"))


def test_a_night_that_fell_back_is_named(adviser: Visit) -> None:
    with adviser.app.app_context(), desk().database.begin() as store:
        run = store.current_run()
        assert run is not None
        assert run.manifest is not None
        store.publish(run.id, RunState.FALLEN_BACK, run.manifest, NOW)
    assert "viel terug op een eerder plan" in words(adviser.get("/voorstellen").select_one(".note:not(#sessie)"))


def test_f09_a_night_of_older_data_says_of_which_day_they_are(adviser: Visit) -> None:
    with adviser.app.app_context(), desk().database.begin() as store:
        run = store.current_run()
        assert run is not None
        assert run.manifest is not None
        older = replace(run.manifest, delivered_on=DAY - timedelta(days=2))
        store.publish(run.id, RunState.DONE, older, NOW)
    said = words(adviser.get("/voorstellen").select_one(".note:not(#sessie)"))
    assert "gemaakt met gegevens van 31 oktober 2026" in said


def test_f09_a_night_of_more_than_three_days_is_shown_and_locked(adviser: Visit) -> None:
    address = adviser.get("/voorstellen").select_one("table.list tbody a")
    assert address is not None
    with adviser.app.app_context(), desk().database.begin() as store:
        store.connection.execute(runs.update().values(day=DAY - timedelta(days=4)))
    assert "ouder dan drie dagen" in words(adviser.get("/voorstellen").select_one("#inhoud"))
    page = adviser.get(str(address["href"]))
    assert "Dit voorstel is van 29 oktober 2026." in words(page.select_one(".decide"))
    assert [one["id"] for one in page.select("details.choice")] == []


def test_what_is_discussed_stays_in_the_list_after_the_next_night(adviser: Visit, settings: Settings) -> None:
    reply = adviser.decide("K2", "bespreken", {})
    assert reply.status_code == 303
    with adviser.app.app_context():
        night_of(desk().database, settings).run(DAY + timedelta(days=1))
    page = adviser.get("/voorstellen")
    assert [words(group) for group in page.select("tr.group")] == [
        "Ongewijzigd 2",
        "Al opgepakt of besloten 1",
    ]
    assert clients(page)[-1] == "=Bram C."


def test_the_json_holds_the_same_rows_in_the_same_order(adviser: Visit) -> None:
    for query in ("", "?oordeel=past&oordeel=vraag_na", "?volgorde=client"):
        page = adviser.get(f"/voorstellen{query}")
        link = next(str(one["href"]) for one in page.select("#lijst a") if words(one) == "JSON")
        rows = adviser.browser.get(link).get_json()
        assert [row["name"] for row in rows] == clients(page)
        assert all(row["gemeente"] == "Leiden" and row["travel_minutes"] == 20 for row in rows)


def test_an_earlier_night_can_be_looked_at_and_not_decided(adviser: Visit, settings: Settings) -> None:
    with adviser.app.app_context():
        night_of(desk().database, settings).run(DAY + timedelta(days=1))
    for run in (DAY.isoformat(), first_run(adviser)):
        page = adviser.get(f"/voorstellen?run={run}")
        assert words(page.h1) == "Voorstellen van 2 november 2026"
        assert len(clients(page)) == 3
        assert page.select("#samen, input[name=gekozen]") == []
        assert str(page.select_one("a[download]")["href"]).endswith(f"run={run}")  # type: ignore[index]
        assert str(page.select_one("#filter input[name=run]")["value"]) == run  # type: ignore[index]


def first_run(visit: Visit) -> str:
    with visit.app.app_context(), desk().database.read() as store:
        return store.latest_runs()[-1].id


@pytest.mark.parametrize("run", ["2025-01-01", "nergens", "9999-99-99"])
def test_a_night_that_is_gone_says_which_there_are(adviser: Visit, run: str) -> None:
    page = adviser.get(f"/voorstellen?run={run}", 404)
    assert words(page.h1) == "Deze nacht is er niet"
    link = page.select_one("main li a")
    assert link is not None
    assert words(link) == "Nachtrun van 2 november 2026"
    assert len(clients(adviser.get(str(link["href"])))) == 3
    adviser.get(f"/voorstellen.csv?run={run}", 404)
    adviser.get(f"/voorstellen.json?run={run}", 404)


def test_when_everything_is_taken_up_the_page_says_what_waits(adviser: Visit) -> None:
    adviser.decide("K2", "bespreken", {})
    for client in ("K1", "K3"):
        adviser.decide(client, "later", {"until": "2026-11-30"})
    said = words(adviser.get("/voorstellen").select(".note.good")[-1])
    assert said == "Vandaag is er niets nieuws. 1 voorstel wacht op antwoord van de cliënt."


ELSEWHERE = """
import sys
from pathlib import Path
from tests.web.pages.visit import Visit
from tests.web.pages.world import settings_of
from web.app import create_app
app = create_app(settings_of(Path(sys.argv[1])))
visit = Visit(app).sign_in("demo")
for path in sys.argv[2:]:
    print([row["proposal"] for row in visit.browser.get(path).get_json()])
visit.close()
"""


def test_criterion_25_other_processes_give_the_same_rows_in_the_same_order(adviser: Visit, settings: Settings) -> None:
    queries = ("", "?oordeel=let_op&oordeel=past", "?volgorde=wachttijd", "?van=niemand&volgorde=reistijd")
    paths = [f"/voorstellen.json{query}" for query in queries]
    own = "".join(f"{[row['proposal'] for row in adviser.browser.get(path).get_json()]}\n" for path in paths)
    for seed in ("1", "2"):
        said = subprocess.run(
            [sys.executable, "-c", ELSEWHERE, str(settings.data_folder), *paths],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).resolve().parents[3],
        )
        assert said.stdout == own
