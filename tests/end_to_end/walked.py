"""One walk over every page: each is opened once, and everything that can be seen of it is written down there and then.

The theme, the width and the colours of a page change while it stands open, as they do for who uses it. Only another
language and a municipality's own theme ask for another page. Each of three languages-and-looks is tried with another
width, so that every page is seen in each language, width and theme; the full product is ``make axe``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flask import Flask
from playwright.sync_api import Browser, Page

from tests.end_to_end.everywhere import Place, opened, speak
from tests.end_to_end.looks import OF_A_THEME, UNFOLD, axe, axe_again, too_wide

# Chromium writes down every reply that is an error, and htmx every request that was given up by leaving the page.
EXPECTED_NOISE = re.compile(r"Failed to load resource|^htmx:(afterRequest|sendAbort)")
WIDE, MIDDLE, NARROW = 1280, 768, 320
HEIGHT = 900
# Pages of each kind: each must fit, and all but the last go through axe, which takes the longest.
MOST = 3
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
MOVING = (
    "() => [...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration.split(', ')"
    ".some(d => parseFloat(d) > 0) || getComputedStyle(e).animationName !== 'none').map(e => e.tagName)"
)


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A world that is served, with every page in it, also in a municipality's own theme."""

    app: Flask
    address: str
    themed: str
    places: tuple[Place, ...]

    def first(self) -> tuple[Place, ...]:
        """Give one page of each kind."""
        return tuple(place for place in self.places if place.name.endswith("-1"))


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What was seen of the pages: per criterion, the address of a page with what is wrong there.

    Attributes
    ----------
    unsure
        The kinds of what axe could not tell, with a page of each.
    asked
        The addresses each page asked for.
    heard
        What the console said.
    """

    axe: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unsure: dict[str, str] = field(default_factory=dict)
    asked: dict[str, list[str]] = field(default_factory=dict)
    wide: dict[str, int] = field(default_factory=dict)
    clipped: dict[str, list[str]] = field(default_factory=dict)
    faint: dict[str, list[object]] = field(default_factory=dict)
    moving: dict[str, list[str]] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)


def wrong(found: Mapping[str, object]) -> dict[str, object]:
    """Give only the pages with something wrong."""
    return {page: one for page, one in found.items() if one}


def walk(browser: Browser, whole: Whole) -> Seen:
    """Open every page as it is, and one of each kind in its other language and in the theme."""
    seen, first = Seen(), set(whole.first())
    for place, page in _pages(browser, whole.address, whole.places, seen, language="nl"):
        if not place.name.endswith(f"-{MOST}"):
            _through_axe(place, page, seen)
        if place in first:
            _colours(place, page, seen)
        _widths(place, page, seen, is_first=place in first)
    for place, page in _pages(browser, whole.address, whole.first(), seen, language="en", width=MIDDLE, scheme="dark"):
        seen.axe[f"{place.path} in English, dark, {MIDDLE} wide"] = axe(page).wrong
    for place, page in _pages(browser, whole.themed, whole.first(), seen, language="nl"):
        seen.axe[f"{place.path} in a theme of its own"] = axe(page, OF_A_THEME).wrong
    return seen


def _pages(
    browser: Browser,
    address: str,
    found: tuple[Place, ...],
    seen: Seen,
    *,
    language: str,
    width: int = WIDE,
    scheme: str = "light",
) -> Iterator[tuple[Place, Page]]:
    """Open pages one by one; what each asks for and what the console says is written down."""
    kind = {"viewport": {"width": width, "height": HEIGHT}, "color_scheme": scheme}
    for role in sorted({place.role for place in found}):
        with opened(browser, address, role, **kind) as page:
            asked: list[str] = []
            page.on("console", lambda said: _hear(said.type, said.text, seen.heard))
            page.on("pageerror", lambda problem: seen.heard.append(str(problem)))
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            speak(page, language)
            for place in (one for one in found if one.role == role):
                asked.clear()
                page.goto(place.path)
                seen.asked[f"{address}{place.path}"] = [url for url in asked if not url.startswith("data:")]
                yield place, page


def _hear(kind: str, text: str, heard: list[str]) -> None:
    if kind in ("error", "warning") and not EXPECTED_NOISE.search(text):
        heard.append(text)


def _through_axe(place: Place, page: Page, seen: Seen) -> None:
    found = axe(page)
    seen.axe[place.path] = found.wrong
    for kind in found.unsure:
        seen.unsure.setdefault(kind, place.path)


def _colours(place: Place, page: Page, seen: Seen) -> None:
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        seen.faint[f"{place.path} {scheme}"] = page.evaluate(STROKES)
    page.emulate_media(reduced_motion="reduce")
    seen.moving[place.path] = page.evaluate(MOVING)
    page.emulate_media(reduced_motion="no-preference")


def _widths(place: Place, page: Page, seen: Seen, *, is_first: bool) -> None:
    """Look at a page unfolded and narrow, in the colours of the machine too, and at large letters."""
    page.evaluate(UNFOLD)
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    _fits(f"{place.path} narrow", page, seen)
    if is_first:
        page.emulate_media(forced_colors="active")
        seen.axe[f"{place.path} in forced colours, {NARROW} wide"] = axe_again(page).wrong
        page.emulate_media(forced_colors="none")
    page.set_viewport_size({"width": 2 * NARROW, "height": HEIGHT})
    page.evaluate(SPACING)
    _fits(f"{place.path} with large letters", page, seen)
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})


def _fits(name: str, page: Page, seen: Seen) -> None:
    seen.wide[name] = too_wide(page)
    seen.clipped[name] = page.evaluate(CLIPPED)
