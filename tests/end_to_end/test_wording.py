"""What every page says and brings along: read from what the server sends, without a browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.walked import Whole
from tests.web.pages.visit import Visit, words
from web.app import create_app
from web.language.pages import texts

ISO_DATE = re.compile(r"\b20\d\d-\d\d-\d\d\b")
# A moment is written as 04.12 uur, after a day or after "om"; a number of hours never has a point.
DECIMAL_POINT = re.compile(r"(?<!\d, )(?<!om )(?<![\d.])\d+\.\d+ (uur|min|euro|procent|%)|€ ?\d+\.\d\d\b")
ENGLISH_NUMBER = re.compile(r"\d,\d+ (hours?|min|percent|%)|€ ?\d+,\d\d\b")

UNSAID = "dl.code, pre, svg, script, option, input, textarea, [translate=no], [lang]:not(html)"
"""What is no text of a page, or says itself that it is in no other language."""

Said = dict[str, dict[str, list[str]]]


@pytest.fixture(scope="module")
def said(whole: Whole) -> Said:
    """Give what each page says in each language, text by text."""
    return {language: dict(_said(whole, language)) for language in ("nl", "en")}


def _said(whole: Whole, language: str) -> Iterator[tuple[str, list[str]]]:
    for role in sorted({place.role for place in whole.places}):
        visit = Visit(whole.app).sign_in(f"rol-{role}")
        visit.post("/taal", {"taal": language}, "/hulp")
        for place in (one for one in whole.places if one.role == role):
            page = visit.get(place.path)
            assert page.html["lang"] == language  # type: ignore[index]
            for hidden in page.select(UNSAID):
                hidden.decompose()
            yield place.path, [" ".join(text.split()) for text in page.body.stripped_strings]  # type: ignore[union-attr]


def test_criterion_12_style_sheets_and_scripts_of_a_page_stay_small(whole: Whole) -> None:
    static = Path(create_app.__code__.co_filename).parent / "static"
    assert 0 < sum(len(one.read_bytes()) for one in static.glob("*.js")) <= 10 * 1024
    visit, sizes = Visit(whole.app).sign_in("rol-adviseur"), {}
    for place in whole.first():
        if place.role == "adviseur":
            links = visit.get(place.path).select("link[rel=stylesheet][href^='/static/']")
            names = {str(link["href"]).partition("?")[0].rpartition("/")[2] for link in links}
            sizes[place.path] = sum(len((static / name).read_bytes()) for name in names)
    assert {path: size for path, size in sizes.items() if not 0 < size <= 25 * 1024} == {}


def test_criterion_14_nothing_stands_between_a_page_and_its_first_row(whole: Whole) -> None:
    visit = Visit(whole.app).sign_in("rol-adviseur")
    page = visit.get("/voorstellen")
    assert all(script.has_attr("defer") for script in page.select("script"))
    assert len(page.select("head link[rel=stylesheet]")) <= 2
    assert page.select("table.list th a") != []


def test_criterion_18_numbers_and_days_are_written_as_people_there_write_them(said: Said) -> None:
    wrong = []
    for language, patterns in (("nl", (ISO_DATE, DECIMAL_POINT)), ("en", (ISO_DATE, ENGLISH_NUMBER))):
        for path, found in said[language].items():
            text = " ".join(found)
            wrong += [(language, path, hit[0]) for pattern in patterns for hit in [pattern.search(text)] if hit]
    assert wrong == []


def test_criterion_19_no_dutch_is_left_in_english(said: Said) -> None:
    dutch = {
        " ".join(pair[0].split())
        for pair in texts().values()
        if pair[0] != pair[1] and "{" not in pair[0] and len(pair[0]) > 3
    }
    both = {" ".join(pair[1].split()) for pair in texts().values()}
    left = [(path, text) for path, found in said["en"].items() for text in found if text in dutch - both]
    assert left == []


def test_criterion_32_a_verdict_is_a_shape_and_a_word_beside_its_colour(whole: Whole) -> None:
    visit = Visit(whole.app).sign_in("rol-adviseur")
    shapes = {
        words(one): str(one.select_one("svg > *")) for one in visit.get("/voorstellen").select("table.list .verdict")
    }
    assert len(set(shapes.values())) == len(shapes) == 3
