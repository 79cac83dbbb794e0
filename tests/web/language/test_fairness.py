"""What groups were promised and got, in words: a shortage is told with the part nobody could avoid."""

from dataclasses import replace

import pytest

from solver.planned import Creaming
from tests.web.made import FAR_GROUP, FLOORS_PRICE, served
from web.language.fairness import groups_table, served_table
from web.language.law_book import value_name
from web.language.names import stratum_name

FAR = replace(FAR_GROUP, gemeente="", points_without=0, proposals_without=None)


def test_a_group_is_told_by_a_name_and_never_by_a_key() -> None:
    assert stratum_name("steun_intensief", "nl") == "veel steun nodig"
    assert stratum_name("steun_intensief", "en") == "much support needed"
    assert stratum_name("lang_thuis", "nl") == "lang thuis"
    assert value_name("stratum.steun_licht", "nl").endswith("groep weinig steun nodig")


def test_a_group_is_told_with_and_without_the_promises() -> None:
    table = groups_table([FAR], FLOORS_PRICE, "nl")
    assert table.rows == (("Kleine groepen in de regio", "ver", "24", "5", "2", "4.000", "3.400", "600", "0"),)
    assert table.notes[0] == "Er ontbreken 600 punten. Daarvan kan geen enkel plan er 600 vermijden."
    assert table.notes[1].startswith("Deze afspraken kosten 6,1% tot 6,32% van alle punten. Dat zijn 610 tot 632")
    assert table.notes[2] == "Zonder de afspraken kregen 12 mensen een voorstel, 1 met steun."


def test_a_shortage_that_could_be_avoided_is_called_so() -> None:
    notes = groups_table([replace(FAR, unavoidable=100)], None, "en").notes
    assert notes == (
        "600 points are missing. No plan can avoid 100 of those.",
        "The other 500 were not avoided: that would cost more elsewhere than the policy will give.",
    )


def test_floors_that_cost_nothing_say_so() -> None:
    free = replace(FLOORS_PRICE, low_ppm=0, high_ppm=0, low_points=0, high_points=0)
    assert groups_table([replace(FAR, points=4_000)], free, "nl").notes == ("Deze afspraken kosten geen punten.",)


def test_shares_stand_side_by_side_and_what_is_not_known_is_no_zero() -> None:
    found = Creaming(strata=(served("nabij", 30, 9, 0, 30), served("ver", 10, 1, 90, 0)), least_ppm=None, gini_ppm=None)
    table = served_table(found, None, "nl")
    assert table.rows == (
        ("nabij", "30", "75%", "90%", "0%", "–", "100", "–"),
        ("ver", "10", "25%", "10%", "100%", "–", "–", "–"),
    )
    assert table.notes == (
        "Wie 90 dagen geen voorstel had, is nog niet bekend. Zo lang maakt Waag hier nog geen voorstellen.",
    )


@pytest.mark.parametrize(("language", "words"), [("nl", "Groep niet bekend"), ("en", "Group not known")])
def test_people_passed_by_are_counted_per_group(language: str, words: str) -> None:
    found = Creaming(strata=(served("", 3, 1, 0, 0),), least_ppm=500_000, gini_ppm=107_142)
    table = served_table(found, (("", 2),), language)
    assert (table.rows[0][0], table.rows[0][-1]) == (words, "2")
    assert len(table.notes) == 2
    assert "50%" in table.notes[0]
    assert "11%" in table.notes[1]
