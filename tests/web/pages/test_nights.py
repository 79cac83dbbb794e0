"""Nights: the difference with the night before and its causes, thin data, a night that goes on, and one that failed."""

import csv
from collections.abc import Callable
from concurrent.futures import Executor, Future
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest

from tests.web.made import DAY, key
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import night_of
from web.config import Settings
from web.language.told import WorthTold
from web.pages.frame import desk
from web.service.night.lock import night_lock
from web.service.questions.values import Refusal, RefusalCode
from web.store.records import RunProgress

NEXT = DAY + timedelta(days=1)


def second_night(visit: Visit, settings: Settings) -> None:
    """Make the night of the next day, after V1 closed: who had it moves."""
    with visit.app.app_context():
        database = desk().database
        with database.begin() as store:
            store.apply("vacancies", [], [("V1",)], DAY)
        night_of(database, settings).run(NEXT)


def start(visit: Visit, *, fails: bool = False, hours: int = 1) -> str:
    """Start a night that nobody makes, later than the one that is shown."""
    moment = datetime.now(UTC) + timedelta(hours=hours)
    with visit.app.app_context(), desk().database.begin() as store:
        run_id = store.start_run(key(NEXT, "zz"), "bezig1", moment)
        store.set_progress(run_id, RunProgress(stage="rangschikken", done=1, total=4))
        if fails:
            store.fail_run(run_id, "De wet van die dag is niet bekend.", moment)
    return run_id


def address(visit: Visit, text: str) -> str:
    """Give where a link of the night's page leads."""
    link = next(one for one in visit.get("/nachtrun").select("main a") if words(one) == text)
    return str(link["href"])


def test_the_first_night_says_that_there_is_nothing_to_compare_with(adviser: Visit) -> None:
    assert "Er is geen eerdere nacht om mee te vergelijken." in words(adviser.get("/nachtrun").main)


def test_a_night_tells_what_it_did_in_numbered_lines(adviser: Visit) -> None:
    lines = [words(one) for one in adviser.get("/nachtrun").select("ol.log li")]
    assert lines[0].startswith("Begonnen op 2 november 2026")
    assert any(line.startswith("Lezen: klaar na") for line in lines)
    assert lines[-1].endswith(": gelukt.")


def test_a_difference_is_counted_and_every_change_has_its_reason(adviser: Visit, settings: Settings) -> None:
    second_night(adviser, settings)
    said = words(adviser.get("/nachtrun").select_one("section[aria-labelledby=verschil]"))
    assert "Verschil met 2 november 2026" in said
    assert "De vacature ging dicht : 1" in said
    page = adviser.get(address(adviser, "Bekijk elke wijziging"))
    rows = [words(row) for row in page.select("tbody tr")]
    assert rows[0].startswith("Sanne H. Medewerker groen Drukkerij Holt")
    assert rows[0].endswith("De vacature ging dicht")


def test_each_count_of_a_difference_is_the_number_of_rows_after_the_click(adviser: Visit, settings: Settings) -> None:
    second_night(adviser, settings)
    page = adviser.get(address(adviser, "Bekijk elke wijziging"))
    assert len(page.select(".tabs a")) >= 3
    for tab in page.select(".tabs a"):
        count = int(words(tab.select_one(".count")))
        assert len(adviser.get(str(tab["href"])).select("tbody tr")) == count


def test_the_file_of_a_difference_holds_the_rows_of_the_page(adviser: Visit, settings: Settings) -> None:
    second_night(adviser, settings)
    path = address(adviser, "Bekijk elke wijziging")
    reply = adviser.browser.get(f"{path}.csv?alleen=vacature_dicht")
    rows = list(csv.DictReader(StringIO(reply.text.removeprefix("\ufeff")), delimiter=";"))
    assert [(row["client"], row["waarom"]) for row in rows] == [("K1", "de vacature ging dicht")]


def test_nights_that_are_not_there_cannot_be_compared(adviser: Visit) -> None:
    run_id = words(adviser.get("/nachtrun").select_one("dl.code dd"))
    adviser.get(f"/nachtrun/{run_id}/vergelijk/nergens", 404)
    adviser.get(f"/nachtrun/nergens/vergelijk/{run_id}.csv", 404)
    adviser.get("/nachtrun/nergens/voortgang", 404)
    adviser.get(f"/nachtrun/{run_id}/waarde?gemeente=Nergens", 404)


@pytest.mark.parametrize(("about", "name"), [("clienten", "Sanne H."), ("vacatures", "Medewerker groen")])
def test_thin_data_lead_to_those_they_are_about(adviser: Visit, about: str, name: str) -> None:
    run_id = words(adviser.get("/nachtrun").select_one("dl.code dd"))
    path = f"/nachtrun/{run_id}/gegevens/{about}"
    page = adviser.get(path)
    assert any(name in words(row) for row in page.select("tbody tr"))
    own = next(one for one in page.select("tbody a") if name in words(one))
    assert name in words(adviser.get(str(own["href"])).h1)
    rows = list(csv.reader(StringIO(adviser.browser.get(f"{path}.csv").text), delimiter=";"))
    assert len(rows) == len(page.select("tbody tr")) + 1


def test_thin_data_of_something_else_are_not_there(adviser: Visit) -> None:
    run_id = words(adviser.get("/nachtrun").select_one("dl.code dd"))
    adviser.get(f"/nachtrun/{run_id}/gegevens/onzin", 404)
    adviser.get("/nachtrun/nergens/gegevens/clienten", 404)


def test_criterion_36_a_failed_night_leaves_the_plan_of_yesterday_with_a_banner(adviser: Visit) -> None:
    run_id = start(adviser, fails=True)
    for path in ("/nachtrun", "/voorstellen"):
        assert "niet gelukt" in words(adviser.get(path).select_one(".note.bad"))
    said = words(adviser.get("/nachtrun").main)
    assert "De nachtrun van 3 november 2026 is niet gelukt. U ziet de voorstellen van 2 november 2026." in said
    assert "De wet van die dag is niet bekend." in words(adviser.get(f"/nachtrun/{run_id}").main)


def test_criterion_36_asking_goes_on_while_the_night_does_and_stops_at_its_end(
    adviser: Visit, settings: Settings
) -> None:
    run_id = start(adviser)
    with adviser.app.app_context(), night_lock(desk().database, settings):
        page = adviser.get(f"/nachtrun/{run_id}")
    part = page.select_one("[hx-get]")
    assert part is not None
    path = str(part["hx-get"])
    assert words(page.select_one(".stages .now")) == "Paren wegen bezig 25%"
    assert adviser.browser.get(path).status_code == 200
    with adviser.app.app_context(), desk().database.begin() as store:
        store.fail_run(run_id, "stuk", datetime.now(UTC))
    reply = adviser.browser.get(path)
    assert reply.status_code == 286
    assert "De nacht is niet gelukt." in reply.text
    assert adviser.get(f"/nachtrun/{run_id}").select("[hx-get]") == []


def test_f01_a_night_whose_process_died_does_not_say_that_it_goes_on(adviser: Visit) -> None:
    page = adviser.get(f"/nachtrun/{start(adviser)}")
    assert "Deze nacht brak af" in words(page.main)
    assert "Die gaat verder waar hij was." in words(page.main)
    assert page.select(".stages") == []


def test_a_night_that_goes_on_is_named_on_the_page_of_the_one_before(adviser: Visit) -> None:
    run_id = start(adviser)
    note = adviser.get("/nachtrun").select_one(".note:not(#sessie) a")
    assert note is not None
    assert str(note["href"]).endswith(run_id)


def test_a_night_tells_the_store_where_it_is(adviser: Visit, settings: Settings) -> None:
    second_night(adviser, settings)
    with adviser.app.app_context(), desk().database.read() as store:
        run = store.current_run()
        assert run is not None
        progress = store.progress_of(run.id)
    assert progress is not None
    assert progress.stage == "schrijven"


class Shelf(Executor):
    """Keeps questions until a test answers them."""

    def __init__(self) -> None:
        self.given: list[Future[object]] = []

    def submit(self, _work: Callable[..., object], *_facts: object, **_named: object) -> Future[object]:  # type: ignore[override]
        """Keep one question."""
        self.given.append(Future())
        return self.given[-1]


def test_what_one_more_is_worth_is_asked_once_waited_for_and_told(adviser: Visit) -> None:
    shelf = Shelf()
    house = adviser.app.extensions["waag"]
    house.aside.start = lambda: shelf
    run_id = words(adviser.get("/nachtrun").select_one("dl.code dd"))
    path = f"/nachtrun/{run_id}/waarde?gemeente=Leiden"
    page = adviser.get(path)
    assert "Waag rekent dit na." in words(page.main)
    waiting = page.select_one("[hx-get]")
    assert waiting is not None
    assert adviser.browser.get(str(waiting["hx-get"]), headers={"HX-Request": "true"}).status_code == 200
    assert len(shelf.given) == 1
    worth = WorthTold(owner="Leiden", kind="coach_minutes", amount=60, units=100, low=0, high=0, effect=None)
    shelf.given[0].set_result((worth,))
    done = adviser.browser.get(path, headers={"HX-Request": "true"})
    assert done.status_code == 286
    page = adviser.get(path)
    assert words(page.select_one("tbody tr")) == "Één uur jobcoach per week niets, dat is zeker"
    assert page.select("[hx-get]") == []


def test_a_night_that_can_no_longer_be_put_together_says_so(adviser: Visit) -> None:
    shelf = Shelf()
    adviser.app.extensions["waag"].aside.start = lambda: shelf
    run_id = words(adviser.get("/nachtrun").select_one("dl.code dd"))
    path = f"/nachtrun/{run_id}/waarde?gemeente=Leiden"
    adviser.get(path)
    shelf.given[0].set_result(Refusal(code=RefusalCode.CHANGED, text="gone"))
    assert "De gegevens van deze nacht zijn intussen veranderd." in words(
        adviser.get(path).select_one(".note:not(#sessie)")
    )
