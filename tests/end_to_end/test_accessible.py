"""Print, and a municipality's own theme."""

import pytest

from tests.end_to_end.conftest import Visitor
from tests.end_to_end.looks import THEME


@pytest.mark.parametrize("scripts", [True, False])
def test_a_print_holds_every_item_and_no_buttons(scripts: bool, visitor: Visitor) -> None:
    page = visitor(scripts=scripts)
    page.click("table.list th a:has-text('K3')")
    page.wait_for_url("**/voorstellen/*")
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
def test_a_municipality_s_theme_decides_colours_letters_and_corners(theme: str, visitor: Visitor) -> None:
    page = visitor()
    assert page.evaluate("getComputedStyle(document.querySelector('.brand')).color") == "rgb(90, 24, 80)"
    assert "DejaVu Serif" in page.evaluate("getComputedStyle(document.body).fontFamily")
    assert page.evaluate("getComputedStyle(document.querySelector('button.main')).borderRadius") == "0px"
