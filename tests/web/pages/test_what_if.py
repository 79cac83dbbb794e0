"""A what-if says at once what it costs at least and then exactly; a why-not says what stands between."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.web.made import DAY
from tests.web.pages.unanswered import Never
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import ADVISER, AUDITOR, BATCH, CLOCK, build, settings_of
from web.app import create_app
from web.service.night.nightly import Night
from web.store.database import Database

POLL = {"HX-Request": "true"}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world with a night of the real solver, made once."""
    folder = tmp_path_factory.mktemp("planned")
    build(folder, with_night=False)
    database = Database(settings_of(folder).database_url)
    Night(database=database, settings=settings_of(folder), clock=CLOCK).run(DAY)
    database.close()
    return folder / "waag.db"


def at_desk(planned: Path, folder: Path, start: Callable[[], Executor], login: str = ADVISER) -> Iterator[Visit]:
    shutil.copy(planned, folder / "waag.db")
    app = create_app(settings_of(folder), start=start)
    app.testing = False
    visit = Visit(app).sign_in(login)
    yield visit
    visit.close()


@pytest.fixture
def adviser(planned: Path, tmp_path: Path) -> Iterator[Visit]:
    yield from at_desk(planned, tmp_path, lambda: ThreadPoolExecutor(1))


@pytest.fixture
def waiting(planned: Path, tmp_path: Path) -> Iterator[Visit]:
    yield from at_desk(planned, tmp_path, Never)


def first(visit: Visit) -> str:
    link = visit.get("/voorstellen").select_one("table.list th a")
    assert link is not None
    return str(link["href"])


def answered(visit: Visit, path: str) -> BeautifulSoup:
    """Ask until the answer is there, as somebody without scripts would."""
    for _ in range(200):
        page = visit.get(path)
        if "Ververs het antwoord" not in page.text:
            return page
    raise AssertionError(page.text)


def whynot_path(visit: Visit, client: str, text: str) -> str:
    """Give the address of the why-not of a client and a vacancy, found as its form finds it."""
    link = next(one for one in visit.get("/clienten").select("table.list th a") if one.text == client)
    page = str(link["href"])
    client_id = page.rpartition("/")[2]
    reply = visit.post("/waarom-niet", {"client": client_id, "zoek": text}, page=first(visit))
    assert reply.status_code == 303, reply.text
    return str(reply.headers["Location"])


def test_not_doing_a_proposal_says_what_the_plan_loses_and_who_notices(adviser: Visit) -> None:
    page = answered(adviser, f"{first(adviser)}/watals?wat=niet_doen")
    said = words(page.select_one("#watals-antwoord"))
    assert "Meteen, uit de prijzen van de nacht" in said
    assert "Dit is exact" in said
    assert "deze cliënt" in said
    assert "Doorrekenen legt niets vast." in said


def test_criterion_10_nobody_waits_for_an_answer_that_takes_long(waiting: Visit) -> None:
    page = waiting.get(f"{first(waiting)}/watals?wat=niet_doen")
    assert "Wij rekenen het hele plan opnieuw door." in words(page.select_one("#watals-antwoord"))
    link = page.select_one("#watals-antwoord a")
    assert link is not None
    assert str(link["href"]).endswith("/watals?wat=niet_doen")


def test_criterion_10_a_part_is_polled_until_its_answer_is_there(waiting: Visit, adviser: Visit) -> None:
    path = f"{first(waiting)}/watals?wat=niet_doen"
    busy = waiting.browser.get(path, headers=POLL)
    assert busy.status_code == 200
    assert 'hx-trigger="every 1s"' in busy.text
    path = f"{first(adviser)}/watals?wat=niet_doen"
    answered(adviser, path)
    done = adviser.browser.get(path, headers=POLL)
    assert done.status_code == 286
    assert "hx-trigger" not in done.text


def test_one_more_hour_of_jobcoach_and_other_hours_can_be_asked(adviser: Visit) -> None:
    for asked in ("wat=jobcoach", "wat=uren&uren=28"):
        said = words(answered(adviser, f"{first(adviser)}/watals?{asked}").select_one("#watals-antwoord"))
        assert "Verschil in mensen met een voorstel:" in said, asked


@pytest.mark.parametrize(
    ("asked", "fault", "field"),
    [
        ("wat=", "Kies wat er anders zou zijn.", "watals-wat"),
        ("wat=uren&uren=veel", "Vul hele uren per week in", "watals-uren"),
        ("wat=uren&uren=41", "Vul hele uren per week in", "watals-uren"),
        ("wat=toch&vacature=nergens", "Kies het andere werk", "watals-vacature"),
        ("wat=antwoord&vraag=client.X-1", "Kies de vraag", "watals-vraag"),
    ],
)
def test_a_question_that_is_not_complete_names_the_input_and_keeps_what_was_typed(
    adviser: Visit, asked: str, fault: str, field: str
) -> None:
    page = adviser.get(f"{first(adviser)}/watals?{asked}", 422)
    link = page.select_one("#fouten a")
    assert link is not None
    assert fault in link.text
    assert link["href"] == f"#{field}"
    target = page.select_one(f"#{field}")
    assert target is not None
    assert target.get("aria-invalid") == "true"
    assert "Fout: " in page.title.text if page.title else False


def test_why_not_says_what_is_shut_and_which_step_would_open_it(adviser: Visit) -> None:
    page = answered(adviser, whynot_path(adviser, "K4", "V2"))
    assert "Dit kan nu geen voorstel zijn." in words(page.select_one(".lead"))
    assert "Reis" in words(page.select_one("section[aria-labelledby=dicht]"))
    assert "kan niet worden voorgesteld" in words(page.select_one("#waarom-antwoord"))


def test_why_not_says_where_there_is_no_room(adviser: Visit) -> None:
    said = words(answered(adviser, whynot_path(adviser, "Sanne H.", "V1")).select_one("#waarom-antwoord"))
    assert "maar er is geen ruimte voor" in said
    assert "te klein" in said


def test_a_vacancy_is_found_by_a_part_of_its_title_and_asked_back_where_there_are_more(adviser: Visit) -> None:
    assert "vacature=" in whynot_path(adviser, "K3", "groen")
    client = adviser.get("/clienten").select_one("table.list th a")
    assert client is not None
    client_id = str(client["href"]).rpartition("/")[2]
    several = adviser.post("/waarom-niet", {"client": client_id, "zoek": "Drukkerij"}, page=first(adviser))
    assert several.status_code == 200
    assert several.text.count("/waarom-niet?client=") == 3
    none = adviser.post("/waarom-niet", {"client": client_id, "zoek": "piloot"}, page=first(adviser))
    assert none.status_code == 422
    assert "Wij vinden geen open vacature" in none.text
    assert 'value="piloot"' in none.text


@pytest.mark.parametrize("asked", ["", "?client=0&vacature=0"])
def test_a_pair_that_is_not_there_is_said_to_be_not_there(adviser: Visit, asked: str) -> None:
    assert "Deze pagina is er niet" in words(adviser.get(f"/waarom-niet{asked}", 404).h1)


def test_who_may_read_may_ask_and_the_night_s_account_may_not(planned: Path, tmp_path: Path) -> None:
    for login, status in ((AUDITOR, 200), (BATCH, 403)):
        folder = tmp_path / login
        folder.mkdir()
        for visit in at_desk(planned, folder, Never, login):
            assert visit.browser.get("/waarom-niet").status_code == (404 if status == 200 else 403)
            assert visit.browser.get("/voorstellen/nergens/watals").status_code == (404 if status == 200 else 403)
