"""Everybody can use every page: axe finds nothing, at 1280 and at 320 pixels, light, dark and in English."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.end_to_end.conftest import Visitor

OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},
}


def violations(page: Page) -> list[str]:
    """Give what axe finds wrong, shortly."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def paths(page: Page) -> dict[str, str]:
    """Give the address of one page of each kind, and of every proposal."""
    page.goto("/voorstellen")
    links = page.locator("table.list th a")
    found = {f"proposal {n}": str(links.nth(n).get_attribute("href")) for n in range(links.count())}
    for name, path in (("client", "/clienten"), ("vacancy", "/vacatures")):
        page.goto(path)
        found[name] = str(page.locator("table.list th a").first.get_attribute("href"))
        found[f"last {name}"] = str(page.locator("table.list th a").last.get_attribute("href"))
    fixed = {
        "worklist": "/voorstellen",
        "empty": "/voorstellen?status=later",
        "clients": "/clienten",
        "vacancies": "/vacatures",
        "advice": "/advies",
        "run": "/nachtrun",
        "not there": "/nergens",
    }
    return {**fixed, **found}


COLOURFUL = ("worklist", "proposal 1", "proposal 2", "last client", "advice", "run")
THEME = ":root { --basis-color-action-1-inverse-bg-default: rgb(90, 24, 80); --utrecht-link-color: rgb(90, 24, 80); }"
KINDS = {
    "wide": {"width": 1280},
    "narrow": {"width": 320},
    "dark": {"width": 1280, "scheme": "dark"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(kind: str, visitor: Visitor, complaints: list[str]) -> None:
    page = visitor(**KINDS[kind])
    wrong = {}
    for name, path in paths(page).items():
        if kind == "dark" and name not in COLOURFUL:
            continue
        page.goto(path)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        wrong[name] = violations(page)
        overflow = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert overflow[0] <= overflow[1], (name, overflow)
    assert {name: found for name, found in wrong.items() if found} == {}
    assert complaints == []


def test_axe_finds_nothing_at_the_door_in_english_and_after_a_mistake(visitor: Visitor) -> None:
    page = visitor(width=320)
    page.click("button[name=taal]")
    page.wait_for_selector("html[lang=en]")
    assert violations(page) == []
    page.click("table.list th a:has-text('Sanne')")
    page.wait_for_url("**/voorstellen/*")
    page.click("#bespreken button.main")
    page.wait_for_selector("#fouten")
    assert violations(page) == []
    page.click("text=Sign out")
    page.wait_for_url("**/inloggen")
    assert violations(page) == []


def test_large_text_and_wide_spacing_fit(visitor: Visitor) -> None:
    page = visitor(width=640)
    for path in paths(page).values():
        page.goto(path)
        page.evaluate(
            "document.documentElement.style.fontSize = '200%';"
            "document.body.style.letterSpacing = '0.12em'; document.body.style.wordSpacing = '0.16em'"
        )
        overflow = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert overflow[0] <= overflow[1], (path, overflow)


def test_forced_colours_leave_every_verdict_readable(visitor: Visitor) -> None:
    page = visitor(forced="active")
    assert page.locator(".verdict").first.inner_text() in ("past", "let op", "vraag na")
    assert page.locator(".verdict svg").first.bounding_box() is not None


@pytest.mark.parametrize("scripts", [True, False])
def test_a_print_holds_every_item_and_no_buttons(scripts: bool, visitor: Visitor) -> None:
    page = visitor(scripts=scripts)
    page.goto(paths(page)["proposal 2"])
    rows = page.locator("details tr.item")
    assert rows.count() > 0
    assert not rows.first.is_visible()
    page.emulate_media(media="print")
    if scripts:
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("nav.menu").is_hidden()
    assert page.locator("button:visible").count() == 0
    assert all(rows.nth(n).is_visible() for n in range(rows.count()))


@pytest.mark.parametrize("theme", [THEME])
def test_a_municipality_s_theme_decides_colours_and_stays_accessible(
    theme: str, visitor: Visitor, complaints: list[str]
) -> None:
    page = visitor()
    assert page.evaluate("getComputedStyle(document.querySelector('.brand')).color") == "rgb(90, 24, 80)"
    for name, path in paths(page).items():
        if name in COLOURFUL:
            page.goto(path)
            assert violations(page) == [], name
    assert complaints == []
