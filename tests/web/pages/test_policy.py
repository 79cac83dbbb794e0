"""The policy card: proposed by one, its effect worked out, set by another; the next night follows."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from typing import Any

import pytest

from tests.web.made import DAY
from tests.web.pages.test_admin import as_role
from tests.web.pages.test_profile import hidden_in
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import CLOCK, by_definition
from web.app import create_app
from web.config import Settings
from web.service.manage import policy_trial
from web.service.manage.policy_card import policy_in_force
from web.service.manage.policy_trial import Trialled
from web.service.night.nightly import Night
from web.store.database import Database

WHY = "De raad wil dat lang wachten zwaarder telt."


class AtOnce(Executor):
    """Works where it is asked, or keeps somebody waiting."""

    def __init__(self) -> None:
        self.is_busy = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if not self.is_busy:
            future.set_result(fn(*args, **kwargs))
        return future


@pytest.fixture
def worker() -> AtOnce:
    return AtOnce()


@pytest.fixture
def stranger(settings: Settings, worker: AtOnce, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """Somebody at pages where a trial is told at once."""

    def told(_settings: Settings, run_id: str, _chosen: object) -> Trialled:
        return Trialled(run_id=run_id, gone=2, new=1, people_before=3, people_after=2)

    monkeypatch.setattr(policy_trial, "try_policy", told)
    app = create_app(settings, start=lambda: worker)
    app.testing = False
    visit = Visit(app)
    yield visit
    visit.close()


@pytest.fixture
def first(stranger: Visit, settings: Settings) -> Visit:
    return as_role(stranger, settings, "teamleider", "eerste")


@pytest.fixture
def second(stranger: Visit, settings: Settings) -> Visit:
    return as_role(stranger, settings, "beheerder", "tweede")


def propose(visit: Visit, **changed: str) -> tuple[int, str]:
    form = visit.get("/beheer/beleid/nieuw").select_one("form[novalidate]")
    assert form is not None
    sent = {**hidden_in(form), "why": WHY, **changed}
    reply = visit.browser.post("/beheer/beleid/nieuw", data=sent)
    return reply.status_code, reply.location if reply.status_code == 303 else reply.text


def settle(visit: Visit, where: str, what: str) -> int:
    sent = {"csrf_token": visit.token("/beheer/beleid"), "sleutel": f"{where[-12:]}-{what}"}
    return visit.browser.post(f"{where}/{what}", data=sent).status_code


def test_two_people_set_a_policy_and_the_next_night_uses_it(first: Visit, second: Visit, settings: Settings) -> None:
    status, where = propose(first, waiting_full="70")
    assert status == 303
    page = words(second.get(where).select_one("main"))
    assert "Lang gewacht 75 70" in page
    assert "Dan veranderen 2 voorstellen: ze vervallen." in page
    assert "Eerst kregen 3 mensen een voorstel. Dan zijn het er 2." in page
    database = Database(settings.database_url)
    assert policy_in_force(database).match.waiting_full == 75
    assert settle(second, where, "vaststellen") == 303
    chosen = policy_in_force(database)
    assert (chosen.match.waiting_full, chosen.match.version) == (70, "kaart-1")
    night = Night(database=database, settings=settings, clock=CLOCK, match_policy=chosen.match, plan=by_definition)
    run = night.run(DAY).run
    assert run.manifest is not None
    assert '"waiting_full":70' in dict(run.manifest.policies)["match"]
    database.close()


def test_nobody_sets_what_he_proposed(first: Visit, settings: Settings) -> None:
    _, where = propose(first, waiting_full="70")
    assert first.get(where).select_one("form[action$=vaststellen]") is None
    assert settle(first, where, "vaststellen") == 409
    database = Database(settings.database_url)
    assert policy_in_force(database).match.waiting_full == 75
    database.close()
    assert settle(first, where, "intrekken") == 303
    assert settle(first, where, "intrekken") == 303


def test_nothing_is_set_before_its_effect_is_known(first: Visit, second: Visit, worker: AtOnce) -> None:
    worker.is_busy = True
    _, where = propose(first, waiting_full="70")
    page = second.get(where)
    assert "Waag rekent de nacht opnieuw." in words(page.select_one("#uitkomst"))
    assert second.browser.get(f"{where}/gevolg").status_code == 200
    assert settle(second, where, "vaststellen") == 409


def test_polling_ends_when_the_effect_is_known(first: Visit, second: Visit) -> None:
    _, where = propose(first, waiting_full="70")
    assert second.browser.get(f"{where}/gevolg").status_code == 286


def test_of_two_cards_the_second_has_to_be_proposed_again(first: Visit, second: Visit) -> None:
    _, one = propose(first, waiting_full="70")
    _, other = propose(first, travel_full="60")
    assert settle(second, one, "vaststellen") == 303
    assert settle(second, other, "vaststellen") == 409
    assert settle(second, other, "afwijzen") == 303


@pytest.mark.parametrize(
    ("changed", "target"),
    [
        ({"waiting_full": "500"}, "waiting_full"),
        ({"waiting_full": "veel"}, "waiting_full"),
        ({"waiting_full": "70", "why": "daarom"}, "why"),
        ({}, "wish_full"),
        ({"wish_full": "100"}, "wish_full"),
    ],
)
def test_a_card_that_cannot_be_is_refused(first: Visit, changed: dict[str, str], target: str) -> None:
    status, html = propose(first, **changed)
    assert status == 422
    soup = first.get_soup(html)
    assert soup.select_one(f"#fouten a[href='#v-{target}']") is not None
    assert "Er is nog niets anders gekozen" in first.get("/beheer/beleid").text


def test_an_auditor_reads_every_card_and_an_adviser_none(first: Visit, auditor: Visit, adviser: Visit) -> None:
    _, where = propose(first, waiting_full="70")
    assert WHY in auditor.get(where).text
    assert auditor.get(where).select_one("form[action*=beleid]") is None
    assert auditor.browser.get("/beheer/beleid/nieuw").status_code == 403
    assert adviser.browser.get("/beheer/beleid").status_code == 403


def test_every_choice_has_a_name(first: Visit) -> None:
    page = words(first.get("/beheer/beleid").select_one("main"))
    assert "Dit geldt nu: standaard-1" in page
    assert "_" not in page
