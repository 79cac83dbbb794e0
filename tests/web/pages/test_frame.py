"""The frame of every page: one heading, a language, a way past the menu, and texts that are all there."""

import re
from pathlib import Path

import pytest

import web
from tests.web.pages.visit import Visit, words
from web.language.pages import LANGUAGES, texts

FOLDER = Path(web.__file__).parent
TEXT_CALL = re.compile(r"""\bt\(\s*["']([a-z_0-9.]+)["']\s*([~),])""")
COUNT_CALL = re.compile(r"""\btn\(\s*["']([a-z_0-9.]+)["']""")
BEGUN = re.compile(r"""["']([a-z_0-9]+\.(?:[a-z_0-9.]*[._])?)(?:["'] ~|\{)""")
NAMED = re.compile(r"""(?<=["'])[^"'\s]+(?=["'])""")
ISO_DATE = re.compile(r"\b20\d\d-\d\d-\d\d\b")
DECIMAL_POINT = re.compile(r"\d\.\d+ (uur|min|euro)|€ ?\d+\.\d\d\b")


def templates() -> list[Path]:
    return sorted((FOLDER / "templates").rglob("*.html"))


def paths(visit: Visit) -> list[str]:
    client = str(visit.get("/clienten").select("table.list th a")[0]["href"])
    vacancy = str(visit.get("/vacatures").select("table.list th a")[0]["href"])
    proposals = [visit.proposal(key) for key in ("K1", "K2", "K3")]
    return ["/voorstellen", *proposals, "/clienten", client, "/vacatures", vacancy, "/nachtrun"]


def test_every_text_a_template_asks_for_is_there() -> None:
    known = texts()
    for path in templates():
        source = path.read_text("utf-8")
        for code, after in TEXT_CALL.findall(source):
            found = any(one.startswith(code) for one in known) if after == "~" else code in known
            assert found, (path.name, code)
        for code in COUNT_CALL.findall(source):
            assert {f"{code}.one", f"{code}.more"} <= known.keys(), (path.name, code)


def test_every_text_has_the_same_facts_in_both_languages() -> None:
    for code, pair in texts().items():
        dutch, english = (set(re.findall(r"{(\w+)}", text)) for text in pair)
        assert dutch == english, code
        assert all(text.strip() for text in pair), code


def test_no_text_of_the_pages_is_there_for_nothing() -> None:
    sources = "\n".join(path.read_text("utf-8") for path in [*templates(), *sorted(FOLDER.rglob("*.py"))])
    begun = {found[1] for found in BEGUN.finditer(sources)}
    named = set(NAMED.findall(sources))
    unused = [
        code
        for code in texts()
        if code.removesuffix(".one").removesuffix(".more") not in named
        and not any(code.startswith(prefix) for prefix in begun)
    ]
    assert unused == []


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_every_page_has_one_heading_its_language_and_a_title(adviser: Visit, spoken: str) -> None:
    adviser.post("/taal", {"taal": spoken}, "/voorstellen")
    for path in paths(adviser):
        page = adviser.get(path)
        assert page.html["lang"] == spoken
        assert len(page.select("h1")) == 1
        assert page.title is not None
        assert page.title.text.endswith(" – Waag")
        assert page.select_one("[role=status]") is not None
        skips = [str(link["href"]) for link in page.select(".skip a")]
        assert skips[0] == "#inhoud"
        assert all(page.select_one(skip) is not None for skip in skips)
        assert len(page.select("nav.menu [aria-current]")) == 1


def test_the_promise_stands_under_every_page(adviser: Visit) -> None:
    for path in paths(adviser):
        assert "Het systeem doet een voorstel. U beslist samen met de cliënt." in words(adviser.get(path).footer)


def test_dutch_pages_write_numbers_and_days_in_dutch(adviser: Visit) -> None:
    for path in paths(adviser):
        page = adviser.get(path)
        for hidden in page.select("dl.code, ol.log, pre, svg"):
            hidden.decompose()
        said = words(page.main)
        assert ISO_DATE.search(said) is None, path
        assert DECIMAL_POINT.search(said) is None, path


def test_ids_are_unique_and_labels_point_at_their_input(adviser: Visit) -> None:
    for path in paths(adviser):
        page = adviser.get(path)
        ids = [str(one["id"]) for one in page.select("[id]")]
        assert len(ids) == len(set(ids)), path
        for attribute in ("for", "aria-describedby", "aria-labelledby"):
            for one in page.select(f"[{attribute}]"):
                assert set(str(one[attribute]).split()) <= set(ids), (path, one[attribute])


def test_a_page_stays_light(adviser: Visit) -> None:
    for path in paths(adviser):
        assert len(adviser.browser.get(path).data) <= 150 * 1024


def test_the_language_stays_until_it_is_changed(adviser: Visit) -> None:
    assert words(adviser.get("/voorstellen").h1) == "Voorstellen van vandaag"
    reply = adviser.post("/taal", {"taal": "en", "terug": "/voorstellen?oordeel=past"}, "/voorstellen")
    assert reply.location == "/voorstellen?oordeel=past"
    assert words(adviser.get("/voorstellen").h1) == "Today's proposals"
    adviser.post("/taal", {"taal": "fr"}, "/voorstellen")
    assert words(adviser.get("/voorstellen").h1) == "Today's proposals"


def test_choosing_a_language_is_no_link(adviser: Visit) -> None:
    assert adviser.browser.get("/taal").status_code == 405
