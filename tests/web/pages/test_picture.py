"""Pictures say by place what rows say in words: more capacity stands to the right, and nothing unknown has a place."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader

from fixtures.tiny import UNWILLING, WILLING, demand, job, limit, person
from matcher.catalogue.items import Item, ItemType, load_catalogue
from matcher.domain.candidate import Contribution, ItemVerdict, Line, Verdict
from matcher.domain.client import Client
from matcher.domain.profile import CapacityValue, Demand, Frequency, ReadingOutcome, Source
from matcher.domain.support import Instrument
from matcher.domain.vacancy import Adaptations
from solver.planned import Proposal
from tests.builders import item_of, minutes, reading, unknown, weighed, with_readings
from web.language.pages import LANGUAGES, say
from web.language.points import points_words
from web.pages.proposal.charts import hours_path, travel_bar, waterfall
from web.pages.proposal.picture import ABOVE, MOST_LIMITED, NORM, WIDTH, Chips, Dumbbell, hatch, item_picture

LEVELS = [item for item in load_catalogue().items if item.type is ItemType.ORD and not item.is_gate]
TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parents[3] / "web" / "templates"), autoescape=True)


def drawn(
    client: Client, asked: Demand, can: Adaptations = UNWILLING, language: str = "nl"
) -> tuple[ItemVerdict, Dumbbell | Chips]:
    found = weighed(client, job(asked, can=can))
    item = item_of(found, asked.item)
    return item, item_picture(item, found, language)


def dumbbell(client: Client, asked: Demand, can: Adaptations = UNWILLING) -> Dumbbell:
    picture = drawn(client, asked, can)[1]
    assert isinstance(picture, Dumbbell)
    return picture


def asking(item: Item, tolerated: int) -> Demand:
    """Give a demand that tolerates a level; counted a day as the most minutes of that level on a full day."""
    if not item.per_day:
        return demand(item.code, tolerated)
    return minutes(item.code, 480 if tolerated == 0 else item.day_ceilings[tolerated - 1])


def svg(picture: object, name: str = "item", macro: str = "item_picture") -> Tag:
    text = getattr(TEMPLATES.get_template(f"_picture/{name}.html").module, macro)(picture)
    found = BeautifulSoup(str(text), "html.parser").svg
    assert found is not None
    return found


@pytest.mark.parametrize("item", LEVELS, ids=lambda item: item.code)
def test_more_capacity_stands_further_to_the_right(item: Item) -> None:
    places = [
        dumbbell(person("K1", limit(item.code, level)), unknown(item.code)).capacity for level in range(item.k + 1)
    ]
    assert places == sorted(places, key=lambda place: -(place or 0))
    assert len(set(places)) == item.k + 1
    assert (places[0], places[-1]) == (NORM, MOST_LIMITED)


@pytest.mark.parametrize("item", LEVELS, ids=lambda item: item.code)
def test_figures_of_the_scale_rise_to_the_right(item: Item) -> None:
    ticks = dumbbell(person(), unknown(item.code)).ticks
    figures = [int(tick.label.replace(".", "")) for tick in ticks if tick.label.replace(".", "").isdigit()]
    assert figures == sorted(figures)
    assert [tick.x for tick in ticks] == sorted(tick.x for tick in ticks)
    assert ticks[-1].is_norm


@pytest.mark.parametrize("item", LEVELS, ids=lambda item: item.code)
def test_a_shortage_is_drawn_exactly_where_the_work_asks_more_than_the_person_can(item: Item) -> None:
    for level in range(item.k + 1):
        for tolerated in range(item.k + 1):
            found, picture = drawn(person("K1", limit(item.code, level)), asking(item, tolerated))
            assert isinstance(picture, Dumbbell)
            assert picture.demand is not None
            assert picture.capacity is not None
            assert (picture.demand > picture.capacity) == (found.excess > 0) == (picture.shortage is not None)
            assert (picture.capacity > picture.demand) == (picture.room is not None)
            assert picture.open is None
            if picture.shortage is not None:
                assert picture.capacity < picture.shortage.x1 <= picture.shortage.x2 < picture.demand
                assert picture.shortage.hatch


@pytest.mark.parametrize("level", [1, 2, 3])
def test_minutes_of_a_planned_day_stand_on_their_own_side_of_a_ceiling(level: int) -> None:
    for asked in range(1, 481, 7):
        found, picture = drawn(person("K1", limit("V-4", level)), minutes("V-4", asked))
        assert isinstance(picture, Dumbbell)
        assert ((picture.demand or 0) > (picture.capacity or 0)) == (found.excess > 0), asked


def test_more_minutes_never_stand_further_to_the_left() -> None:
    places = [dumbbell(person(), minutes("V-4", asked)).demand or 0 for asked in range(1, 481)]
    assert places == sorted(places)


def test_work_above_everybodys_norm_stands_beyond_the_norm() -> None:
    picture = dumbbell(person("K1", limit("IV-13", 0)), demand("IV-13", -1))
    assert (picture.capacity, picture.demand) == (NORM, ABOVE)
    assert picture.shortage is not None


def test_what_is_not_known_has_no_place_and_nothing_is_drawn_to_it() -> None:
    nobody_looked = dumbbell(person("K1", without="IV"), demand("IV-13", 0))
    nobody_said = dumbbell(person("K1", limit("IV-13", 1)), unknown("IV-13"))
    assert (nobody_looked.capacity, nobody_said.demand) == (None, None)
    for picture in (nobody_looked, nobody_said):
        assert (picture.shortage, picture.room, picture.open, picture.support) == (None, None, None, None)
        assert [text.text for text in svg(picture).select(".dumbbell-ask")] == ["?"]


def test_what_was_known_long_ago_keeps_its_place_with_a_question_mark() -> None:
    old = CapacityValue(item="IV-13", level=2, source=Source.UWV, recorded_on=date(2023, 1, 1))
    picture = dumbbell(person("K1", old, without="IV"), demand("IV-13", 0))
    assert picture.is_stale
    assert picture.shortage is None
    assert svg(picture).select_one(".dumbbell-ask") is not None


def test_support_that_closes_a_shortage_is_an_arrow_to_what_the_work_asks() -> None:
    picture = dumbbell(person("K1", limit("IV-13", 1)), demand("IV-13", 0), WILLING)
    assert picture.support is not None
    assert (picture.support.x1, picture.support.x2) == (picture.capacity, picture.demand)
    assert picture.is_support_sure
    assert dumbbell(person("K1", limit("IV-13", 1)), demand("IV-13", 0)).support is None


def test_a_limit_nobody_has_read_is_no_shortage_yet() -> None:
    unread = dumbbell(person("K1", limit("III-6", 1)), demand("III-6", 1))
    assert unread.open is not None
    assert unread.shortage is None
    fails = with_readings(person("K1", limit("III-6", 1)), reading("III-6", ReadingOutcome.FAILS))
    assert dumbbell(fails, demand("III-6", 1)).shortage is not None
    works = with_readings(person("K1", limit("III-6", 1)), reading("III-6", ReadingOutcome.WORKS_WITH, Instrument.AID))
    assert dumbbell(works, demand("III-6", 1), WILLING).is_support_sure


def test_a_condition_clashes_where_the_work_cannot_offer_what_the_person_needs() -> None:
    found, picture = drawn(person("K1", limit("I-8", 0, 2, 3, 4)), demand("I-8", (3, 4, 5)), WILLING)
    assert isinstance(picture, Chips)
    assert [place + 1 for place, chip in enumerate(picture.chips) if chip.is_clash] == [3, 4]
    assert len([chip for chip in picture.chips if chip.hatch]) == found.excess == 2
    assert len(svg(picture).select(".clash")) == 2


def test_unknown_conditions_are_no_empty_boxes_without_a_word() -> None:
    picture = drawn(person("K1", without="I"), demand("I-8", (1, 2)))[1]
    assert isinstance(picture, Chips)
    assert not picture.is_needed_known
    assert not any(chip.is_needed for chip in picture.chips)
    assert len(svg(picture).select(".dumbbell-ask")) == 1


@pytest.mark.parametrize(
    "item", [item for item in load_catalogue().items if item.conditions], ids=lambda item: item.code
)
def test_every_condition_has_its_box_inside_the_picture(item: Item) -> None:
    picture = drawn(person(), demand(item.code, ()))[1]
    assert isinstance(picture, Chips)
    assert len(picture.chips) == len(item.conditions)
    assert all(chip.x >= 0 and chip.x + 18 <= WIDTH - 22 for chip in picture.chips)


def test_hatching_stays_inside_its_box_and_fills_it() -> None:
    numbers = [int(number) for number in re.findall(r"\d+", hatch(20, 19, 60, 29))]
    assert all(20 <= x <= 60 for x in numbers[::2])
    assert all(19 <= y <= 29 for y in numbers[1::2])
    assert (min(numbers[::2]), max(numbers[::2])) == (20, 60)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_hidden_from_readers_and_carries_no_style_or_id(language: str) -> None:
    pictures = [
        drawn(person("K1", limit("IV-13", 2)), demand("IV-13", 1), WILLING, language)[1],
        drawn(person("K1", limit("I-7", 1)), demand("I-7", 0, Frequency.INCIDENTAL), language=language)[1],
        drawn(person("K1", without="I"), unknown("I-8"), language=language)[1],
        drawn(person("K1", limit("II-1", 1)), demand("II-1", 2), language=language)[1],
    ]
    found = [svg(picture) for picture in pictures]
    path = hours_path([(0, 480), (2, 720)], minimum=720, ramp_months=2, language=language)
    found += [svg(path, "hours", "hours_path"), svg(travel_bar(50, 45), "travel", "travel_bar")]
    for one in found:
        assert one["aria-hidden"] == "true"
        assert one["focusable"] == "false"
        assert not one.select("[style], [id]")
        assert not one.has_attr("style")
        assert "None" not in str(one)


def test_shortage_and_room_differ_in_shape_not_only_in_colour() -> None:
    short = svg(dumbbell(person("K1", limit("IV-13", 2)), demand("IV-13", 0)))
    room = svg(dumbbell(person("K1", limit("IV-13", 1)), demand("IV-13", 2)))
    assert short.select("rect.dumbbell-short")
    assert short.select("path.dumbbell-hatch")
    assert not room.select("rect, .dumbbell-hatch")
    assert room.select("path.dumbbell-room")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legend_names_every_sign(language: str) -> None:
    template = TEMPLATES.get_template("_picture/item.html")
    module = template.make_module({"t": lambda code: say(code, language)})
    legend = BeautifulSoup(str(module.legend()), "html.parser")  # type: ignore[attr-defined]
    assert [entry.text.strip() for entry in legend.select("li")] == [
        *(say(f"w_picture.legend_{name}", language) for name in ("asks", "can", "short", "room", "read", "support")),
        f"? {say('w_picture.legend_unknown', language)}",
    ]


def proposal(*points: int, support: int = 0) -> Proposal:
    """Give a proposal with these points on its first lines, in the order of the page."""
    found = weighed(person(), job())
    lines = tuple(
        Contribution(line=line, points=amount, facts=(0, 0, 0)[: len(old.facts)])
        for line, amount, old in zip(Line, points, found.contributions, strict=False)
    )
    package = replace(found.packages[0], support_points=support, total=sum(points) + support)
    return Proposal(fit=replace(found, contributions=lines, packages=(package,)), package=0)


def test_each_bar_starts_where_the_one_before_it_ended_and_the_total_ends_there_too() -> None:
    made = waterfall(points_words(proposal(250, 190, 75, 33, 60, 40, 11, support=-40), "nl"))
    place = made.bars[0].zero
    for bar in made.bars:
        assert place in (bar.x, bar.x + bar.width)
        place = bar.end
    assert made.total.end == place
    assert made.total.x == made.total.zero
    assert [bool(bar.hatch) for bar in made.bars] == [False] * 7 + [True]
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in (*made.bars, made.total))


def test_a_line_of_no_points_has_a_place_and_no_bar() -> None:
    made = waterfall(points_words(proposal(0, 80, 0, 0, 0, 0, 0), "nl"))
    assert [bar.width > 0 for bar in made.bars] == [False, True, False, False, False, False, False, False]
    assert svg(made.bars[0], "points", "bar").select_one("rect") is None


def test_steps_rise_with_the_hours_and_go_right_with_the_months() -> None:
    path = hours_path([(0, 480), (2, 720), (6, 1200)], minimum=720, ramp_months=3, language="nl")
    assert [step.x for step in path.steps] == sorted({step.x for step in path.steps})
    assert [step.y for step in path.steps] == sorted({step.y for step in path.steps}, reverse=True)
    assert path.least_y == path.steps[1].y
    assert path.steps[1].x < path.least_x < path.steps[2].x
    assert [(step.hours, step.month) for step in path.steps[:2]] == [("8 uur", "start"), ("12 uur", "mnd 2")]
    assert path.least == "ten minste 12 uur"


@pytest.mark.parametrize("most", [1, 35, 60, 127, 180])
def test_a_journey_passes_its_limit_exactly_where_it_is_longer(most: int) -> None:
    for length in (0, most - 1, most, most + 1, 2 * most):
        bar = travel_bar(length, most)
        assert (bar.beyond > 0) == (length > most), length
        assert bool(svg(bar, "travel", "travel_bar").select("rect.dumbbell-short")) == (length > most)


def test_an_unknown_journey_has_no_length_and_an_unknown_limit_no_line() -> None:
    unknown_journey, unknown_limit = travel_bar(-1, 45), travel_bar(20, -1)
    assert (unknown_journey.end, unknown_journey.inside) == (None, 0)
    assert svg(unknown_journey, "travel", "travel_bar").select_one(".dumbbell-ask") is not None
    assert unknown_limit.limit is None
    assert svg(unknown_limit, "travel", "travel_bar").select_one(".travel-limit") is None


def test_no_arrow_leads_to_what_cannot_be_done() -> None:
    found, picture = drawn(person("K1", limit("IV-13", 3)), demand("IV-13", 0), UNWILLING)
    assert found.verdict is Verdict.KAN_NIET
    assert isinstance(picture, Dumbbell)
    assert (picture.support, picture.arrow, picture.arrow_head) == (None, "", "")


def colours(css: str) -> dict[str, str]:
    """Give the plain colours a block of CSS names, by property."""
    found = re.findall(r"(--[\w-]+):[^;]*?#([0-9a-f]{6}|[0-9a-f]{3})\b", css)
    return {name: value if len(value) == 6 else "".join(2 * digit for digit in value) for name, value in found}


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG 2.2 works it out."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_strokes_that_mean_something_stand_out_in_light_and_in_dark() -> None:
    css = (Path(__file__).parents[3] / "web" / "static" / "waag.css").read_text("utf-8")
    light = colours(css[: css.index("@media")])
    dark = light | colours(css[css.index("@media (prefers-color-scheme: dark)") : css.index(".themed")])
    for scheme in (light, dark):
        for name in ("--ink", "--person", "--short", "--edge", "--muted"):
            assert contrast(scheme[name], scheme["--paper"]) >= 3, name
