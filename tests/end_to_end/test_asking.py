"""Everybody can ask what-if and why-not and read the sheets: axe finds nothing, and nothing is too wide."""

import pytest
from playwright.sync_api import Page

from tests.end_to_end.conftest import Visitor
from tests.end_to_end.looks import axe, too_wide

ASKED = ("watals", "watals?wat=", "watals?wat=niet_doen", "gespreksblad", "gespreksblad?letter=groot", "werkgeversblad")


def first(page: Page) -> str:
    page.goto("/voorstellen")
    return str(page.locator("table.list th a").first.get_attribute("href")).partition("?")[0]


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_on_the_pages_of_a_question_and_the_sheets(
    width: int, visitor: Visitor, complaints: list[str]
) -> None:
    page = visitor(width=width)
    proposal = first(page)
    page.goto(proposal)
    whynot = page.locator("section.others a:has-text('Waarom niet?')")
    places = [f"{proposal}/{one}" for one in ASKED]
    if whynot.count():
        places.append(str(whynot.first.get_attribute("href")))
    wrong = {}
    for path in places:
        page.goto(path)
        wrong[path] = axe(page).wrong
        assert too_wide(page) <= 0, path
    assert {path: found for path, found in wrong.items() if found} == {}
    assert complaints == []


def test_criterion_10_a_question_leaves_the_page_usable_and_says_that_it_is_being_worked_out(
    visitor: Visitor, complaints: list[str]
) -> None:
    page = visitor()
    proposal = first(page)
    page.goto(proposal)
    page.check("#watals-wat-niet_doen")
    page.click("form.whatif button")
    page.wait_for_selector("#watals-antwoord .answer")
    assert "Wij rekenen het hele plan opnieuw door." in page.inner_text("#watals-antwoord")
    page.wait_for_function("document.getElementById('melding').textContent.includes('rekenen')")
    assert page.locator("form.whatif button").is_enabled()
    assert page.url.endswith(proposal)
    assert complaints == []
