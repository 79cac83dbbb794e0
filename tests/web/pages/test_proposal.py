"""A proposal's page: both sides of each item, what closes it, points that add up, and what else could be."""

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.web.pages.visit import Visit, words


def test_what_needs_attention_stands_first_and_open(adviser: Visit) -> None:
    page = adviser.get(adviser.proposal("K1"))
    table = page.select_one("table.items")
    assert table is not None
    assert table.find_parent("details") is None
    rows = [words(row) for row in table.select("tbody tr")]
    assert rows[0].startswith("Tillen")
    assert "let op" in rows[0]
    assert "hulpmiddel" in rows[0]
    assert "UWV, 12 juni 2026" in rows[0]


def test_each_row_has_its_picture_and_the_picture_repeats_words_only(adviser: Visit) -> None:
    rows = adviser.get(adviser.proposal("K1")).select("tr.item")
    assert rows
    for row in rows:
        picture = row.select_one("svg.dumbbell")
        assert picture is not None
        assert picture["aria-hidden"] == "true"


def test_the_rest_is_counted_in_a_sentence(adviser: Visit) -> None:
    assert "allebei gewoon" in words(adviser.get(adviser.proposal("K2")).select_one("section[aria-labelledby=punten]"))


def test_criterion_27_the_points_add_up_on_the_page(adviser: Visit) -> None:
    for client in ("K1", "K2", "K3"):
        table = adviser.get(adviser.proposal(client)).select_one("table.sums")
        assert table is not None
        lines = [words(cell) for cell in table.select("tbody td.number")]
        total = words(table.select_one("tfoot td.number"))
        assert sum(int(line.replace("−", "-").replace("+", "")) for line in lines) == int(total)
        bars = table.select("td.drawn svg")
        assert len(bars) == len(lines) + 1


def test_criterion_27_the_fixed_amount_is_what_the_law_s_own_figures_give_to_the_cent(adviser: Visit) -> None:
    """Worked out here, rounded once: 8% holiday pay, half of it, 23.5% on top, 24 of 36 hours."""
    page = adviser.get(adviser.proposal("K1"))
    calculation = page.select_one("section[aria-labelledby=steun] details.rest")
    assert calculation is not None
    rows = calculation.select("tbody tr")
    wage = Decimal(re.sub(r"[^\d,]", "", words(rows[0].select_one("td.number"))).replace(",", "."))
    exact = wage * Decimal("1.08") / 2 * Decimal("1.235") * 24 / 36
    cents = exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    shown = re.sub(r"[^\d,]", "", words(rows[-1].select_one("td.number"))).replace(",", ".")
    assert Decimal(shown) == cents
    for row in rows:
        source, since = (words(cell) for cell in row.select("td")[1:3])
        assert source
        assert source == "opgegeven" or re.search(r"\d+ \w+ 20\d\d", since)


def test_the_person_speaks_first_in_his_own_words(adviser: Visit) -> None:
    page = adviser.get(adviser.proposal("K1"))
    assert "Ik wil graag buiten werken." in words(page.select_one(".lead-block blockquote"))
    assert "Er is nog geen wens" in words(adviser.get(adviser.proposal("K3")).select_one(".lead-block"))


def test_support_says_what_it_closes_on_what_ground_and_what_is_to_ask(adviser: Visit) -> None:
    said = words(adviser.get(adviser.proposal("K1")).select_one("section[aria-labelledby=steun]"))
    assert "Hulpmiddel" in said
    assert "Tillen" in said
    assert "Participatiewet art. 10" in said
    assert "Nog te vragen" in said
    assert "Kosten, één keer" in said


def test_the_subsidy_is_shown_step_by_step_with_article_and_day(adviser: Visit) -> None:
    page = adviser.get(adviser.proposal("K1"))
    section = page.select_one("section[aria-labelledby=steun]")
    assert section is not None
    calculation = section.select_one("details.rest")
    assert calculation is not None
    steps = [words(row) for row in calculation.select("tbody tr")]
    assert steps[0].startswith("Minimumloon per maand")
    assert "art. 8" in steps[0]
    assert re.search(r"\d+ \w+ 20\d\d$", steps[0])
    assert any("aangenomen, nog niet bevestigd" in step for step in steps)
    last = re.search(r"€ [\d.]+,\d\d", steps[-1])
    assert last is not None
    assert f"{last[0]} per maand (raming)" in words(section)


def test_an_unknown_loonwaarde_says_so_and_shows_the_fixed_amount_only(adviser: Visit) -> None:
    said = words(adviser.get(adviser.proposal("K1")).select_one("section[aria-labelledby=steun]"))
    assert "De loonwaarde in dit werk is onbekend. Niemand zag de cliënt dit soort taken doen." in said
    assert "Vast bedrag – € 1.039,03 – € 6.234,18 (6 maanden) geen" in said
    assert "Laagste" not in said
    assert "Het vaste bedrag kan alleen als de werkgever dat ook wil." in said


def test_a_loonwaarde_is_shown_with_its_range_its_sources_and_what_it_comes_to(adviser: Visit) -> None:
    """Packing 60% of the time at 0.72 and 0.36, mean 0.54; the rest at 0.5: 0.6 x 0.54 + 0.4 x 0.5 = 0.524.

    Lowest 0.6 x 0.36 + 0.2 = 0.416, highest 0.6 x 0.72 + 0.2 = 0.632: 42, 52 and 63.
    """
    said = words(adviser.get(adviser.proposal("K2")).select_one("section[aria-labelledby=steun]"))
    assert "Geschat op 52%. Het kan tussen 42% en 63% liggen. Dit is nog geen vastgestelde loonwaarde." in said
    assert "De bronnen zeggen niet hetzelfde." in said
    assert "80% × 90% × 100% = 72% (jobcoach, 1 september 2026)" in said
    assert "inpakken en sorteren 60%" in said
    # 2,523.96 x 0.48 x 1.235 x 24/36 = 997.468992 a month, 11,969.63 a year.
    assert "Midden 52% € 997,47 € 11.969,63 € 11.969,63 (12 maanden) geen" in said
    assert "Inpakker: 60% (klantmanager, 1 september 2026): telt niet: geschat en niet gemeten" in said


def test_what_the_gemeente_pays_and_saves_stands_apart_and_counts_for_nobody(adviser: Visit) -> None:
    said = words(adviser.get(adviser.proposal("K2")).select_one("section[aria-labelledby=steun]"))
    assert "Voor de gemeente Dit zegt niets over de cliënt. Het telt ook niet mee in de punten." in said
    assert "Bij het minimumloon spaart dit hoogstens € 1.369,06 bijstand per maand uit." in said


def test_the_gates_and_the_growth_of_hours_are_there(adviser: Visit) -> None:
    page = adviser.get(adviser.proposal("K1"))
    said = words(page.select_one("section[aria-labelledby=begin]"))
    assert "24 uur" in said
    assert "vanaf maand 3: 28 uur" in said
    assert "20 minuten" in said
    assert page.select_one("svg.hours") is not None


def test_questions_name_who_is_asked(adviser: Visit) -> None:
    assert "De klantmanager Lawaai" in words(
        adviser.get(adviser.proposal("K3")).select_one("section[aria-labelledby=vragen]")
    )


def test_other_possibilities_say_what_they_give_more_or_less(adviser: Visit) -> None:
    section = adviser.get(adviser.proposal("K3")).select_one("section[aria-labelledby=anders]")
    assert section is not None
    assert [words(cell)[0] for cell in section.select("td.number")]
    assert all(words(cell)[0] in "+−0" for cell in section.select("td.number"))
    assert "nooit voor de werkgever" in words(section)


def test_the_list_it_came_from_gives_its_neighbours(adviser: Visit) -> None:
    page = adviser.get(f"{adviser.proposal('K1')}?volgorde=client")
    before, after = page.select_one("a[rel=prev]"), page.select_one("a[rel=next]")
    assert before is not None
    assert "volgorde=client" in str(before["href"])
    assert words(page.select_one(".crumbs nav span")) == "3 van 3"
    assert after is None


def test_outside_the_list_there_are_no_neighbours(adviser: Visit) -> None:
    page = adviser.get(f"{adviser.proposal('K1')}?oordeel=past")
    assert page.select("a[rel=prev], a[rel=next]") == []


@pytest.mark.parametrize("path", ["/voorstellen/nergens", "/voorstellen/0000000000", "/voorstellen/%00"])
def test_a_proposal_that_is_not_there_is_said_to_be_not_there(adviser: Visit, path: str) -> None:
    assert "Deze pagina is er niet" in words(adviser.get(path, 404).h1)


def test_a_closed_vacancy_closes_the_decision(adviser: Visit) -> None:
    from tests.web.made import DAY
    from web.pages.frame import desk

    path = adviser.proposal("K2")
    with adviser.app.app_context(), desk().database.begin() as store:
        store.apply("vacancies", [], [("V2",)], DAY)
    page = adviser.get(path)
    assert "niet meer open" in words(page.select_one(".note:not(#sessie)"))
    assert page.select("form[action*='/bespreken']") == []


def test_the_schemes_beside_a_proposal_stand_with_source_and_how_sure(adviser: Visit) -> None:
    page = adviser.get(adviser.proposal("K1"))
    rows = {words(row.th): words(row) for row in page.select("table.schemes tbody tr")}
    assert "Participatiewet art. 8a lid 2 onder f sub 3" in rows["Hulpmiddel"]
    assert "nagelezen in de wet" in rows["Loonkostensubsidie"]
    assert "eerst vragen Vraag de werkgever of hij deze persoon daarna in dienst wil nemen." in rows["Proefplaatsing"]
    assert "staat in het doelgroepregister" in rows["No-riskpolis"]
    assert "Tel dit bedrag niet op bij loonkostensubsidie." in rows["Loonkostenvoordeel"]


def test_own_words_say_what_they_are_about(adviser: Visit) -> None:
    said = words(adviser.get(adviser.proposal("K1")).select_one(".lead-block"))
    assert "Sanne H. wil graag: sector" in said
