"""Inzage on a page: everything about one person, for who answers such a request, and written down."""

import pytest

from tests.web.pages.test_admin import as_role
from tests.web.pages.test_logbook import lines
from tests.web.pages.test_registers import link
from tests.web.pages.visit import Visit, words
from web.config import Settings


@pytest.fixture
def lead(stranger: Visit, settings: Settings) -> Visit:
    return as_role(stranger, settings, "teamleider")


def test_t25_a_teamleider_gives_a_person_everything(lead: Visit) -> None:
    page = lead.get(link(lead, "/clienten", "Sanne H."))
    (way,) = [str(one["href"]) for one in page.select("a") if one.text == "Geef inzage"]
    said = words(lead.get(way).main)
    assert "Alles wat Waag weet over Sanne H." in said
    for heap in ("Uw naam en gegevens", "Wat u kunt", "Voorstellen voor u", "Wie uw gegevens bekeek"):
        assert heap in said
    assert "Bram" not in said
    assert [line.what for line in lines(lead)[-2:]] == ["inzage_persoon", "inzage.show"]
    reply = lead.browser.get(f"{way}.json")
    assert reply.mimetype == "application/json"
    assert '"K2"' not in reply.text


def test_t25_nobody_else_gathers_a_person(adviser: Visit, auditor: Visit) -> None:
    page = adviser.get(link(adviser, "/clienten", "Sanne H."))
    assert "Geef inzage" not in page.text
    way = link(adviser, "/clienten", "Sanne H.") + "/inzage"
    for visit in (adviser, auditor):
        assert visit.browser.get(way).status_code == 403
        assert visit.browser.get(f"{way}.json").status_code == 403
