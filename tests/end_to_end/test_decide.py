"""From the worklist to a recorded decision, in a browser: by keyboard alone, and with scripts switched off."""

from playwright.sync_api import Page, expect

from tests.end_to_end.conftest import Visitor

REASON = "De tilhulp staat er al en is geprobeerd."


def tab_to(page: Page, selector: str, most: int = 60) -> int:
    """Press Tab until an element has the focus; the focus never gets lost on the way."""
    for presses in range(1, most + 1):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body"), f"focus lost after {presses} presses"
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return presses
    raise AssertionError(f"{selector} was not reached in {most} presses")


def settled(page: Page, pattern: str) -> None:
    page.wait_for_url(pattern)
    page.wait_for_load_state("load")


def test_criterion_03_and_04_a_whole_decision_by_keyboard(visitor: Visitor, complaints: list[str]) -> None:
    page = visitor()
    presses = tab_to(page, ".skip a[href='#tabel']")
    page.keyboard.press("Enter")
    page.keyboard.press("j")
    presses += 2
    assert page.evaluate("document.activeElement.matches('table.list th a')")
    assert presses <= 4
    while page.evaluate("document.activeElement.textContent") != "Sanne H.":
        page.keyboard.press("j")
        presses += 1
    page.keyboard.press("Enter")
    settled(page, "**/voorstellen/*")
    expect(page.locator("h1")).to_contain_text("Sanne H. als Medewerker groen")
    presses += tab_to(page, ".skip a[href='#besluit']")
    page.keyboard.press("Enter")
    presses += 2 + tab_to(page, "textarea")
    page.keyboard.type(REASON)
    presses += tab_to(page, "#bespreken button.main")
    page.keyboard.press("Enter")
    page.wait_for_selector("#melding .note")
    assert presses + 1 <= 25
    expect(page.locator("#melding")).to_contain_text("u bespreekt dit voorstel met de cliënt")
    expect(page.locator(".timeline")).to_contain_text("Bespreken met de cliënt")
    assert complaints == []


def test_criterion_06_a_filter_a_search_and_a_decision_without_scripts(visitor: Visitor) -> None:
    page = visitor(scripts=False)
    page.fill("#tekst", "sanne")
    page.click(".search button")
    page.wait_for_url("**/voorstellen?weergave=*")
    expect(page.locator("table.list tbody tr")).to_have_count(1)
    page.click(".chips > a")
    settled(page, "**/voorstellen")
    page.check("input[name=oordeel][value=let_op]")
    page.click("#filter button.main")
    settled(page, "**/voorstellen?*oordeel=let_op*")
    expect(page.locator("table.list tbody tr")).to_have_count(1)
    page.click("table.list th a")
    settled(page, "**/voorstellen/*")
    page.click("details#niet_doen > summary")
    page.check("#reden-reistijd")
    page.fill("#niet_doen-until", "2026-12-24")
    page.click("#niet_doen button.main")
    expect(page.locator("#melding")).to_contain_text("dit voorstel gaat niet door")
    expect(page.locator(".timeline")).to_contain_text("Niet doen tot 24 december 2026")
    page.click("text=Maak dit besluit ongedaan")
    expect(page.locator("#melding")).to_contain_text("ongedaan gemaakt")


def test_what_is_missing_gets_the_focus_and_keeps_what_was_typed(visitor: Visitor, complaints: list[str]) -> None:
    page = visitor()
    page.click("table.list th a:has-text('Sanne')")
    settled(page, "**/voorstellen/*")
    page.fill("#bespreken-motivation-IV-13", "te kort")
    page.click("#bespreken button.main")
    page.wait_for_selector("#fouten")
    assert page.title().startswith("Fout: ")
    assert page.evaluate("document.activeElement.id") == "fouten"
    expect(page.locator("#bespreken-motivation-IV-13")).to_have_value("te kort")
    page.click("#fouten a")
    assert page.evaluate("document.activeElement.id") == "bespreken-motivation-IV-13"
    assert complaints == []


def test_criterion_25_and_34_a_filter_refreshes_list_counts_and_address_and_says_so(
    visitor: Visitor, complaints: list[str]
) -> None:
    page = visitor()
    page.check("input[name=oordeel][value=past]")
    expect(page.locator("table.list tbody tr")).to_have_count(1)
    expect(page.locator("a.chip")).to_have_count(1)
    assert "oordeel=past" in page.url
    expect(page.locator("#melding")).to_have_text("1 van 3 voorstellen")
    expect(page.locator("label[for=f-gemeente-Leiden] .count")).to_have_text("1")
    assert page.evaluate("document.activeElement.id") == "f-oordeel-past"
    page.reload()
    expect(page.locator("table.list tbody tr")).to_have_count(1)
    page.go_back()
    expect(page.locator("table.list tbody tr")).to_have_count(3)
    assert complaints == []


def test_a_filter_after_the_session_ended_leads_to_the_door(visitor: Visitor) -> None:
    page = visitor()
    page.context.clear_cookies()
    page.click("label[for=f-oordeel-past]")
    page.wait_for_url("**/inloggen*")
    expect(page.locator("h1")).to_have_text("Inloggen")


def test_two_browsers_at_one_proposal_do_not_overwrite_each_other(visitor: Visitor) -> None:
    first, second = visitor(), visitor()
    for page in (first, second):
        page.click("table.list th a:has-text('Bram')")
        settled(page, "**/voorstellen/*")
    first.click("#bespreken button.main")
    first.wait_for_selector("#melding .note")
    second.click("#bespreken button.main")
    expect(second.locator("h1")).to_have_text("Iemand was u voor")
    expect(second.locator("main")).to_contain_text("in bespreking")


def test_criterion_05_single_keys_work_in_the_list_alone_and_can_be_switched_off(visitor: Visitor) -> None:
    page = visitor()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")
    page.focus("#tekst")
    page.keyboard.type("jxk")
    expect(page.locator("#tekst")).to_have_value("jxk")
    page.focus("#tabel")
    page.keyboard.press("j")
    page.keyboard.press("x")
    box = page.locator("input[name=gekozen]").first
    expect(box).to_be_checked()
    expect(page.locator("#melding")).to_contain_text("gekozen")
    page.keyboard.press("x")
    expect(box).not_to_be_checked()
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == first
    for key in "bdlnsaz":
        page.keyboard.press(key)
    assert page.url.endswith("/voorstellen")
    page.click("details.keys > summary")
    page.click("text=Zet sneltoetsen uit")
    settled(page, "**/voorstellen")
    page.focus("#tabel")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "tabel"
