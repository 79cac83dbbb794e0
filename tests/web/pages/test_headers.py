"""What every reply carries: a strict policy, no keeping of pages, nothing of others."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.web.pages.unanswered import Never
from tests.web.pages.visit import Visit
from web.app import create_app
from web.config import Settings
from web.pages.assets import htmx_source
from web.pages.security import CONTENT_SECURITY, HEADERS

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
PATHS = ("/", "/voorstellen", "/voorstellen.csv", "/clienten", "/vacatures", "/nachtrun", "/inloggen", "/nergens")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", ["stranger", "adviser"])
def test_every_reply_carries_every_header(who: str, path: str, request: pytest.FixtureRequest) -> None:
    reply = request.getfixturevalue(who).browser.get(path)
    assert {name: reply.headers.get(name) for name in HEADERS} == HEADERS
    assert reply.headers["Cache-Control"] == "no-store"


def test_the_policy_lets_nothing_in_but_our_own() -> None:
    assert dict(part.split(" ", 1) for part in CONTENT_SECURITY.split("; ")) == STRICT


def test_no_page_has_scripts_or_styles_of_its_own(adviser: Visit) -> None:
    for path in ("/voorstellen", adviser.proposal("K1"), "/clienten", "/vacatures", "/nachtrun", "/nergens"):
        soup = adviser.get(path, 404 if path == "/nergens" else 200)
        assert not soup.select("style, [style], script:not([src]), [onclick], [onchange], [onsubmit]")
        assert all(str(one["src"]).startswith("/") for one in soup.select("[src]"))


def test_static_files_are_kept_and_pages_name_their_version(adviser: Visit) -> None:
    address = adviser.get("/voorstellen").select_one("link[rel=stylesheet]")
    assert address is not None
    assert "?v=" in str(address["href"])
    with adviser.browser.get(str(address["href"])) as reply:
        assert "immutable" in reply.headers["Cache-Control"]


def test_the_style_sheet_and_the_script_stay_small(adviser: Visit) -> None:
    for name, most in (("waag.css", 25 * 1024), ("waag.js", 10 * 1024)):
        with adviser.browser.get(f"/static/{name}") as reply:
            assert 0 < len(reply.data) <= most


def test_htmx_is_the_version_that_was_tried() -> None:
    assert b'version:"2.0.3"' in htmx_source()


def test_a_missing_static_file_is_not_kept(adviser: Visit) -> None:
    assert adviser.browser.get("/static/nergens.css").headers["Cache-Control"] == "no-store"


def test_there_is_no_theme_without_one(adviser: Visit) -> None:
    assert adviser.browser.get("/thema.css").status_code == 404


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_post_that_another_site_made_is_refused(adviser: Visit, site: str) -> None:
    sent = adviser.post("/taal", {"taal": "en"}, "/voorstellen", headers={"Sec-Fetch-Site": site})
    assert sent.status_code == 403
    assert adviser.get("/voorstellen").html["lang"] == "nl"


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "same-origin"}])
def test_our_own_post_is_let_in(adviser: Visit, headers: dict[str, str]) -> None:
    assert adviser.post("/taal", {"taal": "en"}, "/voorstellen", headers=headers).status_code == 303


def test_a_form_too_large_is_refused(adviser: Visit) -> None:
    reply = adviser.post("/taal", {"taal": "x" * 300_000}, "/voorstellen")
    assert reply.status_code == 413


def test_a_theme_of_the_settings_is_served_and_its_class_is_on_the_whole_page(
    settings: Settings, tmp_path: Path
) -> None:
    own = tmp_path / "huisstijl.css"
    own.write_text(":root { --basis-border-radius-md: 0 }", "utf-8")
    visit = Visit(create_app(replace(settings, theme_css=own, theme_class="proef-theme"), start=Never))
    page = visit.get("/inloggen")
    assert page.html is not None
    assert page.html["class"] == ["waag", "themed", "proef-theme"]
    assert page.select_one("link[href='/thema.css']") is not None
    assert visit.browser.get("/thema.css").data == own.read_bytes()
    visit.close()
