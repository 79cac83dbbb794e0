"""Everybody can use every page: each is found by its links and looked at in each language, width and theme."""

import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.end_to_end.walked import MOST, Seen, Whole, walk, wrong

REVIEWED = Path(__file__).with_name("incomplete.toml")
MOST_UNSURE = 5
MOST_REQUESTS = 6


@pytest.fixture(scope="module")
def seen(browser: Browser, whole: Whole) -> Seen:
    """Walk over every page once."""
    return walk(browser, whole)


def test_criterion_01_axe_finds_nothing_on_any_page_in_any_language_width_or_theme(seen: Seen, whole: Whole) -> None:
    assert {place.path for place in whole.places if not place.name.endswith(f"-{MOST}")} <= set(seen.axe)
    assert sum(" in " in page for page in seen.axe) == 3 * len(whole.first())
    assert wrong(seen.axe) == {}


def test_criterion_02_what_axe_cannot_tell_was_looked_at(seen: Seen) -> None:
    reviewed = tomllib.loads(REVIEWED.read_text("utf-8"))["incomplete"]
    assert len(seen.unsure) <= MOST_UNSURE, seen.unsure
    assert set(seen.unsure) <= {one["kind"] for one in reviewed}, seen.unsure


def test_criterion_07_and_08_no_record_is_wider_than_its_window_or_clipped(seen: Seen, whole: Whole) -> None:
    assert len(seen.wide) == len(seen.clipped) == 2 * len(whole.places)
    assert wrong(seen.wide) == {}
    assert wrong(seen.clipped) == {}


def test_criterion_12_a_page_asks_little_and_only_of_this_house(seen: Seen, whole: Whole) -> None:
    asked = {page: urls for page, urls in seen.asked.items() if page.startswith(whole.address)}
    assert (
        wrong({page: [url for url in urls if not url.startswith(whole.address)] for page, urls in asked.items()}) == {}
    )
    assert {page: len(urls) for page, urls in asked.items() if not 0 < len(urls) <= MOST_REQUESTS} == {}


def test_criterion_13_no_page_complains_in_the_console(seen: Seen) -> None:
    assert seen.heard == []


def test_criterion_33_strokes_that_mean_something_stand_out(seen: Seen, whole: Whole) -> None:
    assert len(seen.faint) == 2 * len(whole.first())
    assert wrong(seen.faint) == {}


def test_criterion_34_nothing_moves_for_who_asked_for_stillness(seen: Seen, whole: Whole) -> None:
    assert len(seen.moving) == len(whole.first())
    assert wrong(seen.moving) == {}
