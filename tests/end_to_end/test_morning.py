"""A whole morning through the pages: twenty proposals to five ends, three roles, and the night after it."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.end_to_end.morning_world import build_morning, run_night
from tests.web.made import DAY
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import ADVISER, CASEWORKER, EXPERT
from web.app import create_app
from web.config import Settings

TODAY = DAY.isoformat()
WORDS = "Besproken: met de tilhulp lukt dit goed."
BACK_ON, STARTED_ON, SAID_ON = "2026-10-30", "2026-10-26", "2026-10-20"
WORKED = (
    ("antwoord-client", {"answer": "ja", "day": SAID_ON, "note": "Ja, dat wil ik."}),
    ("voorgesteld", {"day": SAID_ON}),
    ("antwoord-werkgever", {"answer": "ja", "day": SAID_ON}),
    ("gestart", {"day": STARTED_ON}),
)
NO: Mapping[str, object] = {"reasons": ["dit_werk_niet"], "note": "Liever iets met dieren."}
QUESTION = {"addressee": "arbeidsdeskundige", "note": "Kan dit werk ook met pauzes?", "until": "2026-11-09"}


@dataclass
class Office:
    """Three people at one application, and the store behind it."""

    settings: Settings
    adviser: Visit
    caseworker: Visit
    expert: Visit


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    settings = build_morning(tmp_path)
    app = create_app(settings, start=lambda: ThreadPoolExecutor(1))
    app.testing = False
    first = Visit(app)
    yield Office(
        settings,
        first.another().sign_in(ADVISER),
        first.another().sign_in(CASEWORKER),
        first.another().sign_in(EXPERT),
    )
    first.close()


def listed(visit: Visit) -> dict[str, str]:
    """Give the address of each proposal of the list by the name of its client."""
    links = visit.get("/voorstellen").select("table.list tbody th[scope=row] a")
    return {link.text: str(link["href"]) for link in links}


def status(page: BeautifulSoup) -> str:
    mark = page.select_one(".marks .status")
    return words(mark)


def unseen(page: BeautifulSoup, step: str) -> dict[str, object]:
    form = page.select_one(f"form[action*='/{step}']")
    assert form is not None, step
    return {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden]")}


def take(visit: Visit, address: str, step: str, fields: Mapping[str, object], expected: int = 303) -> str:
    """Take one step of a proposal as its page offers it, every doubt motivated."""
    page = visit.get(address)
    asked = {str(one["name"]): WORDS for one in page.select(f"form[action*='/{step}'] textarea[name^=motivation]")}
    reply = visit.browser.post(f"{address}/{step}", data={**unseen(page, step), **asked, **fields})
    assert reply.status_code == expected, (step, reply.text[:2000])
    return str(reply.text)


def live(visit: Visit, address: str, *steps: tuple[str, Mapping[str, object]]) -> None:
    for step, fields in steps:
        take(visit, address, step, fields)


def answered(visit: Visit, path: str) -> BeautifulSoup:
    for _ in range(400):
        page = visit.get(path)
        if "Ververs het antwoord" not in page.text:
            return page
    raise AssertionError(page.text)


def test_a_morning_from_twenty_proposals_to_the_next_night(office: Office) -> None:
    adviser, caseworker, expert = office.adviser, office.caseworker, office.expert
    proposals = sorted(listed(adviser).items())
    assert len(proposals) == 24
    fitting = [item for item in proposals if item[0].startswith("=") or "K2" in item[0]]
    limited = [item for item in proposals if item not in fitting]
    assert (len(fitting), len(limited)) == (12, 12)

    # What it would cost not to do one: asked before anything is decided, and nothing is recorded by it.
    (_, spared), *_ = limited
    page = answered(adviser, f"{spared}/watals?wat=niet_doen")
    assert "Dit is exact" in words(page.select_one("#watals-antwoord"))
    assert status(adviser.get(spared)) == "nieuw"

    ends: dict[str, str] = {}
    (works_name, works), (returns_name, returns), *fitting = fitting
    assert "let op" not in words(adviser.get(returns).select_one(".marks"))
    for address in (works, returns):
        live(caseworker, address, ("bespreken", {}), *WORKED)
    ends |= dict.fromkeys((works, returns), "gestart")
    for (_, address), answer in zip(fitting[:4], ("ja", "twijfel", "nee", "ander_werk"), strict=True):
        why = NO if answer in ("nee", "ander_werk") else {}
        live(caseworker, address, ("bespreken", {}), ("antwoord-client", {"answer": answer, "day": TODAY, **why}))
        ends[address] = {"ja": "cliënt zegt ja", "twijfel": "in bespreking"}.get(answer, "cliënt zegt nee")
    for _, address in limited[1:5]:
        live(adviser, address, ("bespreken", {}))
        ends[address] = "in bespreking"
    for _, address in limited[5:8]:
        live(adviser, address, ("niet-doen", {"reasons": ["reistijd"], "until": "2026-12-24"}))
        ends[address] = "niet doen"
    for _, address in limited[8:11]:
        live(adviser, address, ("later", {"until": "2026-11-20"}))
        ends[address] = "later"
    for _, address in fitting[4:8]:
        live(adviser, address, ("advies-gevraagd", QUESTION))
        ends[address] = "advies gevraagd"
    assert len(ends) == 20
    assert {status(adviser.get(address)) for address in ends} == set(ends.values())
    assert all(status(adviser.get(address)) == end for address, end in ends.items())

    # The arbeidsdeskundige sees what was asked, and answers one.
    assert expert.get("/advies").text.count("Kan dit werk ook met pauzes?") == 4
    (_, asked) = fitting[4]
    take(expert, asked, "advies-gegeven", {"note": "Ja, met een pauze na ieder uur."})
    assert status(adviser.get(asked)) == "nieuw"
    assert "met een pauze na ieder uur" in adviser.get(asked).text

    # Two at one proposal: the second sees both, nothing is overwritten.
    (_, contested) = fitting[8]
    mine = unseen(adviser.get(contested), "niet-doen")
    live(caseworker, contested, ("later", {"until": "2026-11-10", "note": "Cliënt is op vakantie."}))
    reply = adviser.browser.post(f"{contested}/niet-doen", data={**mine, "reasons": "reistijd", "note": "Te ver weg."})
    assert reply.status_code == 409
    assert "Cliënt is op vakantie." in reply.text
    assert "Te ver weg." in reply.text
    assert status(adviser.get(contested)) == "later"

    # One of the two who started came back: what failed is said, and points at an item.
    back = {"day": BACK_ON, "reasons": ["werk_te_zwaar"], "item": "V-2", "hours": "22", "note": "Staan ging niet."}
    take(caseworker, returns, "terugkeer", {**back, "item": ""}, expected=422)
    take(caseworker, returns, "terugkeer", back)
    assert status(adviser.get(returns)) == "teruggekomen"

    before = dict(proposals)
    run_night(office.settings, DAY + timedelta(days=1))
    after = listed(adviser)
    assert works_name not in after, "who is at work is in no night"
    for _, address in limited[5:8]:
        assert address not in after.values(), "what was not done does not come back"
    for _, address in (*limited[1:5], *fitting[:2]):
        assert address in after.values(), "what is held stands where it stood"
    assert returns_name in after, "who came back takes part again"
    assert after[returns_name] != before[returns_name]
    again = adviser.get(after[returns_name])
    assert "Zitten" in again.text
    assert "let op" in words(again.select_one(".marks"))
