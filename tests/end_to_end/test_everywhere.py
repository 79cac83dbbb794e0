"""Everybody can use every page: each is found by its links and looked at in each language, width and theme.

The full product of languages, widths and themes is ``make axe``; here each is tried by itself.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.end_to_end.everywhere import STATES, Place, add_roles, opened, places, served, speak
from tests.end_to_end.looks import LOOKS, THEME, UNFOLD, Look, axe, too_wide
from tests.web.pages.unanswered import Never
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import build
from web.app import THEME_FILE, create_app
from web.language.pages import texts
from web.pages.frame import EXTENSION

REVIEWED = Path(__file__).with_name("incomplete.toml")
# Chromium writes down every reply that is an error, and htmx every request that was given up by leaving the page.
EXPECTED_NOISE = re.compile(r"Failed to load resource|^htmx:(afterRequest|sendAbort)")
MOST_UNSURE = 5
MOST_REQUESTS = 6
SPACING = (
    "document.documentElement.style.fontSize = '200%';"
    "const s = document.body.style; s.lineHeight = '1.5'; s.letterSpacing = '0.12em'; s.wordSpacing = '0.16em';"
)
# What hides part of itself: its content is larger than its box and the rest cannot be seen.
CLIPPED = """() => [...document.querySelectorAll('main *')].filter(e => {
  const s = getComputedStyle(e);
  return !e.closest('.unseen, svg, input, textarea, select') && e.clientHeight > 1
    && [s.overflowX, s.overflowY].some(o => o === 'hidden' || o === 'clip')
    && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map(e => e.tagName + '.' + e.className)"""


@dataclass(frozen=True, kw_only=True)
class Whole:
    """The small world, served, with every page in it."""

    app: Flask
    address: str
    places: tuple[Place, ...]
    complaints: list[str] = field(default_factory=list)

    def first(self) -> tuple[Place, ...]:
        """Give one page of each kind."""
        return tuple(place for place in self.places if place.name.endswith("-1"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """Serve one world for this file: nothing here changes it."""
    folder = tmp_path_factory.mktemp("whole")
    settings = build(folder)
    app = create_app(settings, start=Never)
    add_roles(app)
    with served(app) as address:
        yield Whole(app=app, address=address, places=places(app, most=3))
    app.extensions[EXTENSION].desk.database.close()


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the same world with a municipality's own theme."""
    folder = tmp_path_factory.mktemp("themed")
    settings = build(folder)
    (folder / THEME_FILE).write_text(THEME, "utf-8")
    app = create_app(settings, start=Never)
    add_roles(app)
    with served(app) as address:
        yield address
    app.extensions[EXTENSION].desk.database.close()


def walk(browser: Browser, address: str, found: tuple[Place, ...], look: Look, heard: list[str]) -> Iterator[Page]:
    """Open pages one by one in one look; what the console says is heard."""
    for role in sorted({place.role for place in found}):
        with opened(browser, address, role, **look.context) as page:
            page.on("console", lambda said: _hear(said.type, said.text, heard))
            page.on("pageerror", lambda problem: heard.append(str(problem)))
            speak(page, look.language)
            for place in (one for one in found if one.role == role):
                page.goto(place.path)
                yield page


def _hear(kind: str, text: str, heard: list[str]) -> None:
    if kind in ("error", "warning") and not EXPECTED_NOISE.search(text):
        heard.append(text)


def test_criterion_01_and_02_axe_finds_nothing_on_any_page(browser: Browser, whole: Whole) -> None:
    wrong, unsure = {}, dict[str, str]()
    for page in walk(browser, whole.address, whole.places, Look(), whole.complaints):
        found = axe(page)
        wrong[page.url] = found.wrong
        unsure |= dict.fromkeys(found.unsure, page.url)
    reviewed = tomllib.loads(REVIEWED.read_text("utf-8"))["incomplete"]
    assert {url: one for url, one in wrong.items() if one} == {}
    assert whole.complaints == []
    assert len(unsure) <= MOST_UNSURE, unsure
    assert set(unsure) <= {one["kind"] for one in reviewed}, unsure


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_criterion_01_axe_finds_nothing_in_any_state(state: object, browser: Browser, whole: Whole) -> None:
    with opened(browser, whole.address, state.role, viewport={"width": 320, "height": 900}) as page:  # type: ignore[attr-defined]
        state.reach(page)  # type: ignore[attr-defined]
        assert axe(page).wrong == ()
        assert too_wide(page) == 0


@pytest.mark.parametrize("look", LOOKS)
def test_criterion_01_axe_finds_nothing_in_any_language_width_or_theme(
    look: str, browser: Browser, whole: Whole, request: pytest.FixtureRequest
) -> None:
    own = LOOKS[look]
    address = request.getfixturevalue("themed") if own.is_themed else whole.address
    found, heard = whole.first(), list[str]()
    wrong = {page.url: axe(page).wrong for page in walk(browser, address, found, own, heard)}
    assert {url: one for url, one in wrong.items() if one} == {}
    assert heard == []


@pytest.mark.parametrize("scale", [1, 2])
def test_criterion_07_and_08_no_record_is_wider_than_its_window_or_clipped(
    scale: int, browser: Browser, whole: Whole
) -> None:
    wide, clipped = {}, {}
    for page in walk(browser, whole.address, whole.places, Look(width=320 * scale), whole.complaints):
        page.evaluate(UNFOLD)
        if scale > 1:
            page.evaluate(SPACING)
        wide[page.url] = too_wide(page)
        clipped[page.url] = page.evaluate(CLIPPED)
    assert {url: pixels for url, pixels in wide.items() if pixels} == {}
    assert {url: boxes for url, boxes in clipped.items() if boxes} == {}


def test_criterion_12_a_page_asks_little_and_only_of_this_house(browser: Browser, whole: Whole) -> None:
    asked: list[str] = []
    counts = {}
    with opened(browser, whole.address, "adviseur") as page:
        page.on("request", lambda request: asked.append(request.url))
        for place in whole.first():
            if place.role == "adviseur":
                asked.clear()
                page.goto(place.path)
                page.wait_for_load_state("load")
                own = [url for url in asked if not url.startswith("data:")]
                assert [url for url in own if not url.startswith(whole.address)] == []
                counts[place.path] = len(own)
    assert {path: count for path, count in counts.items() if count > MOST_REQUESTS} == {}


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


ISO_DATE = re.compile(r"\b20\d\d-\d\d-\d\d\b")
# A moment is written as 04.12 uur, after a day or after "om"; a number of hours never has a point.
DECIMAL_POINT = re.compile(r"(?<!\d, )(?<!om )(?<![\d.])\d+\.\d+ (uur|min|euro|procent|%)|€ ?\d+\.\d\d\b")
ENGLISH_NUMBER = re.compile(r"\d,\d+ (hours?|min|percent|%)|€ ?\d+,\d\d\b")


def said(whole: Whole, language: str) -> Iterator[tuple[str, list[str]]]:
    """Give what each page says in a language, text by text."""
    for role in sorted({place.role for place in whole.places}):
        visit = Visit(whole.app).sign_in(f"rol-{role}")
        visit.post("/taal", {"taal": language}, "/inloggen" if role == "beheerder" else "/voorstellen")
        for place in (one for one in whole.places if one.role == role):
            page = visit.get(place.path)
            assert page.html["lang"] == language  # type: ignore[index]
            for hidden in page.select("dl.code, pre, svg, script, option, input, textarea, [lang]:not(html)"):
                hidden.decompose()
            yield place.path, [" ".join(text.split()) for text in page.body.stripped_strings]  # type: ignore[union-attr]


def test_criterion_18_numbers_and_days_are_written_as_people_there_write_them(whole: Whole) -> None:
    wrong = []
    for language, patterns in (("nl", (ISO_DATE, DECIMAL_POINT)), ("en", (ISO_DATE, ENGLISH_NUMBER))):
        for path, found in said(whole, language):
            text = " ".join(found)
            wrong += [(language, path, hit[0]) for pattern in patterns for hit in [pattern.search(text)] if hit]
    assert wrong == []


def test_criterion_19_no_dutch_is_left_in_english(whole: Whole) -> None:
    dutch = {
        " ".join(pair[0].split())
        for pair in texts().values()
        if pair[0] != pair[1] and "{" not in pair[0] and len(pair[0]) > 3
    }
    both = {" ".join(pair[1].split()) for pair in texts().values()}
    left = [(path, text) for path, found in said(whole, "en") for text in found if text in dutch - both]
    assert left == []


def test_criterion_32_a_verdict_is_a_shape_and_a_word_beside_its_colour(whole: Whole) -> None:
    visit = Visit(whole.app).sign_in("rol-adviseur")
    shapes = {
        words(one): str(one.select_one("svg > *")) for one in visit.get("/voorstellen").select("table.list .verdict")
    }
    assert len(set(shapes.values())) == len(shapes) == 3


STROKES = """() => {
  const lum = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
    .map(x => x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
  const ground = e => { for (; e; e = e.parentElement) { const b = getComputedStyle(e).backgroundColor;
    if (!/, 0\\)$/.test(b) && b !== 'transparent') return lum(b); } return 1; };
  const wanted = '[class*=dumbbell-short],[class*=dumbbell-hatch],[class*=dumbbell-can],[class*=dumbbell-room],'
    + '[class*=dumbbell-support],[class*=points-bar],[class*=travel-limit],[class*=hours-line],'
    + '.verdict svg *,.pic text';
  return [...document.querySelectorAll(wanted)].map(e => { const s = getComputedStyle(e), b = ground(e);
    return [e.getAttribute('class') || e.parentElement.parentElement.className, Math.max(...[s.stroke, s.fill]
      .filter(c => c.startsWith('rgb')).map(c => { const l = lum(c);
        return (Math.max(l, b) + 0.05) / (Math.min(l, b) + 0.05); }), 0), e.tagName === 'text' ? 4.5 : 3]; })
    .filter(x => x[1] < x[2]); }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_criterion_33_strokes_that_mean_something_stand_out(scheme: str, browser: Browser, whole: Whole) -> None:
    faint = {}
    for page in walk(browser, whole.address, whole.first(), Look(kind={"color_scheme": scheme}), whole.complaints):
        page.evaluate(UNFOLD)
        faint[page.url] = page.evaluate(STROKES)
    assert {url: found for url, found in faint.items() if found} == {}


def test_criterion_34_nothing_moves_for_who_asked_for_stillness(browser: Browser, whole: Whole) -> None:
    moving = (
        "() => [...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration.split(', ')"
        ".some(d => parseFloat(d) > 0) || getComputedStyle(e).animationName !== 'none').map(e => e.tagName)"
    )
    still = Look(kind={"reduced_motion": "reduce"})
    found = {page.url: page.evaluate(moving) for page in walk(browser, whole.address, whole.first()[:6], still, [])}
    assert {url: tags for url, tags in found.items() if tags} == {}


def test_criterion_13_no_page_complains_in_the_console(browser: Browser, whole: Whole) -> None:
    heard: list[str] = []
    assert sum(1 for _ in walk(browser, whole.address, whole.first(), Look(), heard)) == len(whole.first())
    assert heard == []
    assert whole.complaints == []
