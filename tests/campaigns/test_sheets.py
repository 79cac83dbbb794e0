"""Every sheet on one A4 and every record on a phone: the small version of ``make sheets``."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from tests.campaigns.sheets import Record, looked_at, records, said_wrong
from tests.end_to_end.everywhere import add_roles
from tests.web.pages.world import build
from web.app import create_app
from web.pages.frame import EXTENSION

GOOD = "Dit werk past bij u. U begint met acht uur. Wij gaan met u mee."


def test_criterion_07_15_and_16_hold_for_every_record(tmp_path: Path, browser: Browser) -> None:
    app = create_app(build(tmp_path))
    add_roles(app)
    found = records(app)
    assert len(found) == 3
    assert {one.path: wrong for one, wrong in looked_at(app, browser, found) if wrong} == {}
    app.extensions[EXTENSION].desk.database.close()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (GOOD, []),
        (f"{GOOD} U hebt 55 punten.", ["says punten"]),
        (f"{GOOD} Bram C. werkt er ook.", ["names Bram C."]),
        ("De arbeidsdeskundige beoordeling betreft verantwoordelijkheidsgerelateerde werkzaamheden.", ["reads at"]),
    ],
)
def test_a_sheet_that_says_too_much_is_found(text: str, wrong: list[str]) -> None:
    html = BeautifulSoup(f'<article class="sheet"><p>{text}</p></article>', "html.parser")
    own = Record(path="/voorstellen/1", name="Sanne H.")
    said = [
        one if not one.startswith("reads at") else "reads at" for one in said_wrong(html, own, ["Bram C.", "Sanne H."])
    ]
    assert said == wrong
