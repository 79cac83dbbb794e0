"""Pages that explain: open to everybody where they hold nobody's data, and every term on every page is explained."""

import re

import pytest

from tests.web.language.test_b1 import LEAST_EASE, MEAN_WORDS, MOST_WORDS, ease, sentences
from tests.web.pages.test_registers import link
from tests.web.pages.visit import Visit, words

OPEN = ("/hulp", "/hulp/woorden", "/toegankelijkheid")
ENOUGH = 5
# Words that people outside the trade do not know, with the name they are explained under.
JARGON = {
    "loonwaarde": "loonwaarde",
    "loonkostensubsidie": "lks",
    "lks": "lks",
    "lkv": "lkv",
    "loonkostenvoordeel": "lkv",
    "belastbaarheid": "belastbaarheid",
    "functiebelasting": "functiebelasting",
    "jobcarving": "jobcarving",
    "jobcoach": "jobcoach",
    "fml": "fml",
    "forfait": "forfait",
    "no-risk": "no_risk",
    "proefplaatsing": "proefplaatsing",
    "participatieladder": "participatieladder",
    "doelgroepregister": "doelgroepregister",
    "beschut werk": "beschut_werk",
    "verordening": "verordening",
    "raming": "raming",
    "wml": "wml",
    "eenmalig": "eenmalig",
    "arbeidsdeskundige": "arbeidsdeskundige",
}


def every_page(visit: Visit) -> list[str]:
    """Give the address of every kind of page."""
    own = [visit.proposal("K1"), link(visit, "/clienten", "K4"), link(visit, "/vacatures", "Medewerker groen")]
    lists = ["/voorstellen", "/clienten", "/vacatures", "/advies", "/nachtrun", "/gegevens"]
    return [*own, *lists, *OPEN]


@pytest.mark.parametrize("path", OPEN)
@pytest.mark.parametrize("who", ["stranger", "batch", "auditor"])
def test_explanations_are_open_to_everybody(who: str, path: str, request: pytest.FixtureRequest) -> None:
    visit = request.getfixturevalue(who)
    assert words(visit.get(path).h1)


def test_what_is_held_is_for_those_who_may_see_it(stranger: Visit, batch: Visit) -> None:
    assert stranger.browser.get("/gegevens").status_code == 303
    batch.get("/gegevens", 403)
    assert all("/gegevens" not in str(one["href"]) for one in stranger.get("/hulp").select("a[href]"))


def test_the_data_page_counts_what_is_there(adviser: Visit) -> None:
    page = adviser.get("/gegevens")
    rows = {words(row.th): words(row.select_one("td.number")) for row in page.select("tbody tr")}
    assert rows["Vacatures met uren, plaats en werktijden"] == "3"
    assert rows["Uren, reis, werktijden en groep van de wet"] == "4"
    assert "Er zijn nog geen gegevens ingelezen." in words(page.main)


def test_criterion_17_every_term_on_a_page_is_explained_within_reach_of_it(adviser: Visit) -> None:
    explained = {str(one["id"]): words(one.dd) for one in adviser.get("/hulp/woorden").select(".terms > div")}
    seen = set()
    for path in every_page(adviser):
        page = adviser.get(path)
        text = words(page.body).lower()
        found = {name for term, name in JARGON.items() if re.search(rf"\b{re.escape(term)}", text)}
        seen |= found
        assert found <= set(explained), path
        assert page.select_one("footer a[href='/hulp/woorden']") is not None, path
    assert len(seen) > len(set(JARGON.values())) // 2
    assert all(explained.values())


def test_criterion_17_the_prose_of_every_page_reads_easily(adviser: Visit) -> None:
    every: list[list[str]] = []
    for path in every_page(adviser):
        main = adviser.get(path).main
        assert main is not None
        said = [words(one) for one in main.select("p, li, dd") if not one.select("p, li, dd, table")]
        prose = [part for text in said if text[-1:] in (".", "?", "!") for part in sentences(text) if len(part) > 2]
        longest = max(prose, key=len)
        assert len(longest) <= MOST_WORDS, (path, longest)
        every += prose
        # A mean of a few sentences says nothing of a page.
        if len(prose) >= ENOUGH:
            assert sum(map(len, prose)) / len(prose) <= MEAN_WORDS, path
            assert ease(prose) >= LEAST_EASE, (path, ease(prose))
    assert sum(map(len, every)) / len(every) <= MEAN_WORDS
    assert ease(every) >= LEAST_EASE


def test_the_accessibility_statement_says_what_is_not_good_yet(stranger: Visit) -> None:
    said = words(stranger.get("/toegankelijkheid").main)
    assert "is nog niet gedaan" in said
    assert "Wat nog niet goed is" in said
