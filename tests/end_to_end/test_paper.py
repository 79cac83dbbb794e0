"""On paper: a proposal on four A4 at most with every item that matters, the sheet for the person on exactly one."""

from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.end_to_end.conftest import Visitor
from tests.web.made import DAY
from tests.web.pages.world import SHEET_BY_NAME, night_of, settings_of
from web.store.database import Database

MOST_PAGES = 4


def printed(page: Page, path: str) -> PdfReader:
    page.goto(path)
    page.wait_for_load_state("load")
    return PdfReader(BytesIO(page.pdf(format="A4")))


def text_of(reader: PdfReader) -> str:
    """Give what a print says; ligatures are two letters again."""
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(normalize("NFKC", text).split())


def proposals(page: Page) -> list[str]:
    page.goto("/voorstellen")
    links = page.locator("table.list th a")
    return [str(links.nth(at).get_attribute("href")) for at in range(links.count())]


def heads_alone(page: Page) -> list[str]:
    """Give the captions of tables of which a print shows the head and no row."""
    page.emulate_media(media="print")
    found = page.locator("main table:visible").evaluate_all(
        "tables => tables.filter(one => ![...one.tBodies].some(body => [...body.rows].some(row => row.offsetHeight)))"
        ".map(one => one.caption ? one.caption.textContent : one.outerHTML.slice(0, 80))"
    )
    page.emulate_media(media="null")
    return [str(one) for one in found]


@pytest.fixture
def nobody_looked(address: str, tmp_path: Path) -> str:
    """The same world where nobody looked at anybody: every item is a question."""
    settings = settings_of(tmp_path)
    database = Database(settings.database_url).ready()
    with database.begin() as store:
        keys = SHEET_BY_NAME["scope"].key
        store.apply("scope", [], [tuple(row.get(key, "") for key in keys) for row in store.open_rows("scope")], DAY)
    night_of(database, settings).run(DAY)
    database.close()
    return address


@pytest.mark.parametrize("world", ["address", "nobody_looked"])
def test_criterion_15_a_proposal_prints_on_four_pages_with_every_item_and_nothing_to_press(
    world: str, visitor: Visitor, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(world)
    page = visitor()
    for path in proposals(page):
        reader = printed(page, path)
        text = text_of(reader)
        assert len(reader.pages) <= MOST_PAGES, (path, len(reader.pages))
        names = page.locator("tr.item th").evaluate_all("rows => rows.map(row => row.firstChild.textContent.trim())")
        assert len(names) > 40 or world == "address"
        missing = [name for name in names if name.replace(" ", "") not in text.replace(" ", "")]
        assert missing == []
        assert heads_alone(page) == []
        assert "allebei gewoon" in text or world == "nobody_looked"
        assert "run " in text
        assert not [word for word in ("Leg vast", "Reken door", "Uitloggen", "Naar de inhoud") if word in text]


def test_criterion_15_a_print_names_no_other_person(visitor: Visitor) -> None:
    page = visitor()
    for path in proposals(page):
        text = text_of(printed(page, path))
        assert sum(name in text for name in ("Sanne H.", "=Bram C.")) <= 1


def test_criterion_16_the_sheet_for_the_person_is_exactly_one_page(visitor: Visitor, nobody_looked: str) -> None:
    page = visitor()
    for path in proposals(page):
        reader = printed(page, f"{path}/gespreksblad")
        assert len(reader.pages) == 1
        text = text_of(reader)
        assert "bezwaar maken" in text
        assert "run " not in text


def test_criterion_23_every_flagged_item_is_seen_at_once_with_its_motivation_on_page_and_print(
    visitor: Visitor,
) -> None:
    page = visitor()
    page.goto("/voorstellen")
    page.click("table.list th a:has-text('Sanne')")
    page.wait_for_url("**/voorstellen/*")
    path = page.url
    flagged = page.locator("tr.item:visible").count()
    assert flagged == page.locator("table.items >> nth=0").locator("tr.item").count() > 0
    fields = page.locator("#bespreken textarea")
    for at in range(fields.count()):
        fields.nth(at).fill(f"Wij bespreken dit samen, punt {at}.")
    page.click("#bespreken button.main")
    page.wait_for_load_state("load")
    page.goto(path)
    row = page.locator("tr.item:visible").first
    assert "Motivatie van demo," in row.inner_text()
    assert "Vraagt" in row.inner_text()
    assert "UWV" in row.inner_text()
    text = text_of(printed(page, path))
    assert "Wij bespreken dit samen, punt 0." in text
    assert "Motivatie van demo," in text
