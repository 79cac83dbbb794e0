"""What runs out within a year of a day, and what nobody confirmed."""

from datetime import date

import pytest

from matcher.domain.dates import months_later
from matcher.rules import Refusal, Rulebook
from matcher.rules.outlook import EndReason, RunsOut, runs_out, unconfirmed
from tests.rules.books import book, installed

BOOK = Rulebook.load()
WAGES = ["minimumloon_maand", "minimumloon_uur"]


def names(day: date, *months: int) -> list[str]:
    return [each.name for each in runs_out(BOOK, day, *months)]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 1, 1), []),
        (date(2026, 1, 2), [*WAGES, "horizon.toml"]),
        (date(2026, 12, 31), [*WAGES, "horizon.toml"]),
        (date(2027, 7, 1), [*WAGES, "horizon.toml"]),
        (date(2027, 7, 2), [*WAGES, "horizon.toml", "beschut_werk"]),
    ],
)
def test_what_is_unknown_on_some_day_within_a_year_is_named_earliest_first(day: date, found: list[str]) -> None:
    assert names(day) == found


def test_the_months_ahead_can_be_fewer() -> None:
    assert names(date(2026, 11, 1), 2) == []
    assert names(date(2026, 11, 2), 2) == [*WAGES, "horizon.toml"]


def test_each_end_says_why_and_where_to_look() -> None:
    wage, _, horizon, sheltered = runs_out(BOOK, date(2027, 12, 1))
    assert (wage.reason, wage.last_day, wage.file) == (
        EndReason.RENEWED,
        date(2026, 12, 31),
        "law/minimumloon_maand.toml",
    )
    assert (wage.note, wage.url) == (
        "Wet minimumloon en minimumvakantiebijslag art. 8 lid 1b",
        "https://zoek.officielebekendmakingen.nl/stcrt-2026-16505.html",
    )
    assert horizon == RunsOut(
        name="horizon.toml", file="horizon.toml", last_day=date(2026, 12, 31), reason=EndReason.HORIZON
    )
    assert (sheltered.reason, sheltered.last_day) == (EndReason.ANNOUNCED, date(2028, 6, 30))
    assert "art. 3" in sheltered.note
    assert sheltered.url.startswith("https://")


@pytest.mark.parametrize(("first", "is_open"), [("2028-06-30", True), ("2028-07-01", False), ("2028-07-02", False)])
def test_a_change_that_was_announced_no_longer_runs_out_once_it_is_written_down(first: str, is_open: bool) -> None:
    file = "beschut_werk.toml"
    before, held = installed("law")[file].split("[[values]]")
    written = held.replace("2018-01-01", first)
    carried = book(law={file: f"{before}[[values]]{held}\n[[values]]{written}"})
    found = [each.name for each in runs_out(carried, date(2028, 1, 1))]
    assert ("beschut_werk" in found) == is_open


def test_what_nobody_confirmed_is_named_of_the_law_first() -> None:
    found = [number.name for number in unconfirmed(BOOK, date(2026, 7, 1))]
    of_the_law = ["bijstandsnorm.alleenstaande", "bijstandsnorm.gehuwden", "werkgeverslasten"]
    assert found[:3] == of_the_law
    assert {"jobcoach_tarief", "voltijdweek_sector"} <= set(found[3:])
    assert [number.name for number in unconfirmed(BOOK, date(2025, 12, 31))] == found[3:]


def test_what_was_unconfirmed_on_a_day_outside_the_law_is_refused() -> None:
    with pytest.raises(Refusal):
        unconfirmed(BOOK, date(2027, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 6, 15), 6, date(2026, 12, 15)),
        (date(2026, 5, 31), 0, date(2026, 5, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later
