"""Points worked by hand for three people: on every line, and with the support of their packages."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fixtures.tiny import FAR, HOME, UNWILLING, WILLING, demand, job, limit, person
from matcher.domain.client import Client, HoursStep, Mode, Qualification, Stance, WishKind
from matcher.domain.profile import Answer, Frequency
from matcher.domain.region import TravelTime
from matcher.domain.vacancy import Requirement, Vacancy
from tests.builders import scales_of, weighed, wish

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
BY_HAND = tomllib.loads((GOLDEN / "points.toml").read_text("utf-8"))
HOUR = 60
SOMETIMES = Frequency.INCIDENTAL


def best() -> tuple[Client, Vacancy]:
    client = replace(
        person("K1", limit("I-9", 1)),
        wishes=(wish(WishKind.OCCUPATION, "test", Stance.GLADLY),),
        last_step_on=date(2024, 11, 2),
    )
    return client, job(demand("I-9", 0), can=WILLING)


def middle() -> tuple[Client, Vacancy]:
    known = person("K1", limit("IV-18", 1), limit("V-5", 1), without="II")
    client = replace(
        known,
        week_minutes=30 * HOUR,
        path=(HoursStep(month=6, week_minutes=36 * HOUR),),
        wishes=(wish(WishKind.SECTOR, "overig", Stance.GLADLY),),
        qualifications=(Qualification(kind="vaardigheid", code="a", has=Answer.YES),),
        modes=(Mode.BIKE,),
        last_step_on=date(2026, 4, 1),
    )
    vacancy = replace(
        job(demand("IV-18", 0, SOMETIMES), demand("V-5", 0, SOMETIMES), demand("II-2", 1)),
        place=FAR.key,
        contract_months=8,
        can_grow=Answer.UNKNOWN,
        requirements=(Requirement(kind="vaardigheid", code="a"), Requirement(kind="vaardigheid", code="b")),
    )
    return client, vacancy


def least() -> tuple[Client, Vacancy]:
    open_ones = ("II-8", "IV-18", "IV-7", "V-5", "V-6")
    asked = ("III-2", "III-3", "III-5", "III-6", "III-7")
    known = person("K1", *(limit(code, 1) for code in open_ones), without="III")
    client = replace(
        known,
        week_minutes=None,
        wishes=(wish(WishKind.OCCUPATION, "test", Stance.RATHER_NOT),),
        modes=(Mode.CAR,),
        last_step_on=date(2026, 10, 30),
    )
    vacancy = replace(
        job(*(demand(code, 0, SOMETIMES) for code in open_ones), *(demand(code, 1) for code in asked)),
        place=FAR.key,
        contract_months=5,
        can_grow=Answer.NO,
        adaptations=replace(UNWILLING, work_buddy=Answer.UNKNOWN),
        requirements=(Requirement(kind="certificaat", code="vca"),),
    )
    return client, vacancy


PEOPLE: dict[str, Callable[[], tuple[Client, Vacancy]]] = {"best": best, "middle": middle, "least": least}
TRIPS = (
    TravelTime(from_place=HOME.key, to_place=FAR.key, mode=Mode.BIKE, minutes=20),
    TravelTime(from_place=HOME.key, to_place=FAR.key, mode=Mode.CAR, minutes=30),
)


@pytest.mark.parametrize("name", PEOPLE)
def test_every_line_is_as_worked_by_hand(name: str) -> None:
    found = weighed(*PEOPLE[name](), scales_of((HOME, FAR), TRIPS))
    expected = dict(BY_HAND[name])
    total, support = expected.pop("total"), expected.pop("steun")
    assert {str(one.line): one.points for one in found.contributions} == expected
    assert sum(expected.values()) == total
    assert [(one.support_points, one.total) for one in found.packages] == [(one, total + one) for one in support]


def test_the_lines_of_a_total_add_up_with_the_support_of_its_package() -> None:
    found = weighed(person("K1", limit("I-9", 1)), job(demand("I-9", 0), can=WILLING))
    base = sum(one.points for one in found.contributions)
    assert [one.total for one in found.packages] == [base, base - 1, base - 4]
