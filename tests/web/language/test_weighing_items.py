"""What a row of the item table says is true to both sides, in the units of the item."""

import re

import pytest

from fixtures.tiny import WILLING, demand, job, limit, person
from matcher.catalogue.items import Item, load_catalogue
from matcher.domain.profile import ReadingOutcome
from tests.builders import derived, item_of, minutes, reading, task, unknown, weighed, with_readings
from web.language.items import ItemWords, item_groups, item_words, plain_count
from web.language.sides import minutes_on_planned_day
from web.language.weighing import (
    questions,
)


def row(code: str, level: int, asked: int | tuple[int, ...] | None, *conditions: int, text: str = "") -> ItemWords:
    """Give the Dutch words for one limit against one demand, with an employer who is willing."""
    found = weighed(person("K1", limit(code, level, *conditions, text=text)), job(demand(code, asked), can=WILLING))
    return item_words(item_of(found, code), found, "nl")


def test_both_sides_of_a_level_are_said_in_the_units_of_the_item() -> None:
    words = row("IV-13", 1, 0)
    assert (words.asks, words.can) == ("15 kg", "10 kg")
    assert words.sentence == "Het werk vraagt 15 kg. De cliënt kan 10 kg."
    assert (words.code, words.why) == ("let_op", "Met steun lukt dit.")
    assert words.source == "UWV, 1 september 2026"


@pytest.mark.parametrize("item", [item for item in load_catalogue().items if item.levels and not item.is_gate])
def test_a_higher_level_is_said_as_less_capacity(item: Item) -> None:
    numbers = [
        int(found.group().replace(".", ""))
        for level in range(len(item.levels))
        if (found := re.match(r"[\d.]+(?= )", row(item.code, level, None).can))
    ]
    assert numbers == sorted(numbers, reverse=True)


def test_a_level_without_a_figure_is_said_in_the_words_of_the_catalogue() -> None:
    words = row("I-7", 1, 0)
    assert words.sentence == "Genoeg voor dit werk: gewoon tempo. De cliënt nu: veel langzamer dan gewoon."


def test_less_than_a_figure_is_not_said_as_that_figure() -> None:
    assert row("V-3", 3, 1).can == "minder dan 5 minuten"


def test_work_above_everybodys_norm_says_so() -> None:
    words = row("IV-13", 0, -1)
    assert (words.asks, words.can) == ("meer dan 15 kg", "15 kg of meer")
    assert words.why == "Het werk vraagt hier van iedereen meer dan gewoon."


@pytest.mark.parametrize("asked", [1, 59, 60, 61, 79, 80, 81, 82, 239, 320, 321, 400, 480])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_minutes_on_the_planned_day_never_contradict_the_verdict(asked: int, level: int) -> None:
    found = weighed(person("K1", limit("V-4", level)), job(minutes("V-4", asked)))
    item = item_of(found, "V-4")
    said_minutes = minutes_on_planned_day(item, found)
    assert said_minutes is not None
    assert (item.excess > 0) == (said_minutes > load_catalogue().by_code("V-4").day_ceilings[level - 1])


def test_clashing_conditions_are_named_and_others_are_not() -> None:
    words = row("I-8", 0, (3, 4, 5), 2, 3, 4)
    assert words.asks == "botst met 2 dingen"
    assert "niet vaak gestoord worden" in words.sentence
    assert "niet vaak haast of piekdrukte" in words.sentence
    assert "wat er komt" not in words.sentence
    assert "wat er komt" in words.can


def test_an_unread_text_is_asked_of_the_caseworker() -> None:
    words = row("IV-13", 1, 1, text="met rechts niet")
    assert words.why == "De tekst hierbij is nog niet gelezen bij dit werk."
    assert words.question is not None
    assert (words.question.to, words.question.who) == ("klantmanager", "de klantmanager")


def test_what_is_not_known_is_said_and_asked_of_who_can_know() -> None:
    silent = weighed(person("K1", without="IV"), job(demand("IV-13", 1)))
    words = item_words(item_of(silent, "IV-13"), silent, "nl")
    assert (words.can, words.source) == ("niet bekend", "")
    assert words.question is not None
    assert words.question.to == "client"
    vague = weighed(person("K1", limit("IV-13", 1)), job(unknown("IV-13")))
    asked = item_words(item_of(vague, "IV-13"), vague, "nl")
    assert asked.asks == "niet bekend"
    assert asked.question is not None
    assert asked.question.to == "werkgever"


def test_the_other_half_of_a_couple_says_that_it_counts_once_and_is_asked_once() -> None:
    found = weighed(person("K1", without="IV"), job(demand("IV-13", 1), demand("IV-14", 1)))
    doubles = [item_words(item, found, "nl").double for item in found.items if item.is_duplicate]
    assert "Telt samen met «Tillen» als één punt." in doubles
    asked = [one.text for one in questions(found, None, "nl")]
    assert len([text for text in asked if text.startswith(("Tillen", "Dragen"))]) == 1
    assert len(asked) == len(set(asked))


def test_what_has_to_be_looked_at_stands_first_and_nothing_is_lost() -> None:
    found = weighed(
        person("K1", limit("IV-13", 1), without="V"), job(demand("IV-13", 0), demand("V-3", 1), can=WILLING)
    )
    groups = item_groups(found)
    assert [item.item for item in groups.flagged[:1]] == ["V-3"]
    assert "IV-13" in [item.item for item in groups.flagged]
    every = [item.item for item in (*groups.flagged, *groups.notable, *groups.plain)]
    assert sorted(every) == sorted(item.item for item in found.items)
    assert plain_count(len(groups.plain), "nl").startswith("Bij nog ")
    assert plain_count(0, "nl") == ""


def test_a_reading_that_failed_says_that_somebody_looked() -> None:
    read = with_readings(person("K1", limit("III-6", 1)), reading("III-6", ReadingOutcome.FAILS))
    found = weighed(read, job(demand("III-6", 1)))
    words = item_words(item_of(found, "III-6"), found, "nl")
    assert (words.code, words.why) == ("kan_niet", "Iemand heeft dit bij dit werk bekeken: het lukt niet.")


def test_work_of_which_a_part_is_not_known_says_so() -> None:
    tasks = (task("t1", 50, demand("IV-13", 1)), task("t2", 50, unknown("IV-13")))
    found = weighed(person("K1", limit("IV-13", 1)), job(unknown("IV-13"), tasks=tasks))
    words = item_words(item_of(found, "IV-13"), found, "nl")
    assert words.sentence.endswith("Van een deel van het werk is dit nog niet bekend.")
    assert words.question is not None
    assert words.question.to == "werkgever"


def test_a_limit_nobody_looked_at_is_asked_in_the_words_of_its_norm() -> None:
    silent = weighed(person("K1", without="III"), job(demand("III-6", 1)))
    asked = item_words(item_of(silent, "III-6"), silent, "nl").question
    assert asked is not None
    assert asked.text == "Lawaai. Geldt dit voor de cliënt: kan tegen het geluid van het dagelijks leven?"
    above = weighed(person("K1", without="III"), job(demand("III-6", 2)))
    more = item_words(item_of(above, "III-6"), above, "en").question
    assert more is not None
    assert more.text == "Noise. Can the client do more than this: can stand the noise of daily life?"


def test_what_comes_from_an_occupation_profile_is_asked_of_the_employer() -> None:
    found = weighed(person("K1", limit("I-3", 1)), job(derived(demand("I-3", 0))))
    asked = item_words(item_of(found, "I-3"), found, "nl").question
    assert asked is not None
    assert asked.to == "werkgever"
    assert asked.text == "Dingen onthouden: is dit echt nodig: onthoudt wat nodig is, op tijd en zonder hulp?"


def test_one_minute_is_no_minutes() -> None:
    assert row("V-7", 1, 2).can == "1 minuut"
