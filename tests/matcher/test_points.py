"""Points: worked by hand for three people, monotone in every line, and nothing earned by being less limited."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fixtures.caseload import region
from fixtures.days import DAY, months_before
from fixtures.tiny import ASSESSED_ON, FAR, HOME, UNWILLING, WILLING, demand, job, limit, person
from matcher.catalogue.items import ItemType
from matcher.domain.candidate import Fit, Line, Verdict
from matcher.domain.client import Client, HoursStep, Mode, Qualification, Stance, Wish, WishKind
from matcher.domain.profile import Answer, CapacityValue, Demand, Frequency, Source
from matcher.domain.region import TravelTime
from matcher.domain.support import INSTRUMENTS, Instrument
from matcher.domain.vacancy import Adaptations, Requirement, Vacancy
from matcher.errors import PolicyError
from matcher.points import lasting_points, requirement_halves, travel_points, waiting_points
from matcher.policy import MatchPolicy
from tests.builders import (
    CATALOGUE,
    NO_SEPARATE_GATE,
    item_of,
    minutes,
    region_scales,
    scales,
    scales_of,
    unknown,
    weighed,
)

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
BY_HAND = tomllib.loads((GOLDEN / "points.toml").read_text("utf-8"))
HOUR = 60
SOMETIMES = Frequency.INCIDENTAL


def wish(kind: WishKind, code: str, stance: Stance) -> Wish:
    return Wish(kind=kind, code=code, stance=stance, words="Zo zeg ik het", recorded_on=ASSESSED_ON)


def line(found: Fit, which: Line) -> int:
    return next(one.points for one in found.contributions if one.line is which)


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


@pytest.mark.parametrize(
    ("wishes", "points"),
    [
        ((), 125),
        (((WishKind.OCCUPATION, "test", Stance.GLADLY),), 250),
        (((WishKind.EMPLOYER, "W1", Stance.GLADLY),), 250),
        (((WishKind.SECTOR, "overig", Stance.GLADLY),), 190),
        (((WishKind.OCCUPATION, "ander", Stance.GLADLY),), 0),
        (((WishKind.SECTOR, "overig", Stance.RATHER_NOT),), 0),
        (((WishKind.SECTOR, "ander", Stance.RATHER_NOT),), 125),
        (((WishKind.OCCUPATION, "test", Stance.GLADLY), (WishKind.EMPLOYER, "W1", Stance.RATHER_NOT)), 0),
        (((WishKind.SECTOR, "overig", Stance.GLADLY), (WishKind.OCCUPATION, "test", Stance.GLADLY)), 250),
        (((WishKind.SUPPORT, "test", Stance.GLADLY),), 125),
    ],
)
def test_the_own_wish(wishes: Sequence[tuple[WishKind, str, Stance]], points: int) -> None:
    client = replace(person(), wishes=tuple(wish(*one) for one in wishes))
    assert line(weighed(client, job()), Line.WISH) == points


@pytest.mark.parametrize(
    ("silent", "wished", "points"),
    [
        ({"occupation": "", "sector": ""}, (WishKind.OCCUPATION, "schoonmaker"), 125),
        ({"occupation": ""}, (WishKind.OCCUPATION, "schoonmaker"), 125),
        ({"occupation": ""}, (WishKind.SECTOR, "zorg"), 0),
        ({"sector": ""}, (WishKind.SECTOR, "zorg"), 125),
        ({"sector": ""}, (WishKind.OCCUPATION, "schoonmaker"), 0),
        ({"sector": ""}, (WishKind.OCCUPATION, "test"), 250),
    ],
)
def test_work_of_which_it_is_not_known_what_it_is_is_no_other_work_than_wished(
    silent: dict[str, str], wished: tuple[WishKind, str], points: int
) -> None:
    client = replace(person(), wishes=(wish(*wished, Stance.GLADLY),))
    assert line(weighed(client, replace(job(), **silent)), Line.WISH) == points  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [WishKind.OCCUPATION, WishKind.SECTOR])
@pytest.mark.parametrize("stance", [Stance.GLADLY, Stance.RATHER_NOT])
def test_a_wish_that_names_nothing_is_not_about_work_that_does_not_say_what_it_is(
    kind: WishKind, stance: Stance
) -> None:
    client = replace(person(), wishes=(wish(kind, "", stance),))
    assert line(weighed(client, replace(job(), occupation="", sector="")), Line.WISH) == 125


def test_travel_never_gains_by_being_farther_and_nothing_below_a_quarter() -> None:
    for own_limit in (15, 16, 30, 60, 90):
        points = [travel_points(trip, own_limit, scales()).points for trip in range(own_limit + 1)]
        assert points == sorted(points, reverse=True)
        assert set(points[:16]) == {100}
        assert own_limit == 15 or points[-1] == 0
    assert travel_points(-1, 30, scales()).points == 50
    assert [travel_points(20, own_limit, scales()).points for own_limit in (5, 15, 19)] == [0, 0, 0]


def test_a_longer_limit_never_lowers_travel() -> None:
    for trip in range(91):
        points = [travel_points(trip, own_limit, scales()).points for own_limit in range(max(trip, 15), 91)]
        assert points == sorted(points)


def test_waiting_grows_with_the_months_and_is_capped() -> None:
    def waited(months: int | None) -> int:
        on = None if months is None else months_before(DAY, months)
        return waiting_points(replace(person(), last_step_on=on), scales()).points

    points = [waited(months) for months in range(31)]
    assert points == sorted(points)
    assert (points[0], points[12], points[24], points[30], waited(None)) == (0, 37, 75, 75, 75)


@pytest.mark.parametrize(
    ("months", "grows", "buddy", "coach", "points"),
    [
        (12, Answer.YES, Answer.YES, Answer.NO, 75),
        (11, Answer.YES, Answer.NO, Answer.YES, 60),
        (6, Answer.NO, Answer.NO, Answer.NO, 25),
        (5, Answer.NO, Answer.NO, Answer.NO, 0),
        (None, Answer.UNKNOWN, Answer.UNKNOWN, Answer.NO, 20 + 10 + 7),
    ],
)
def test_what_lasts(months: int | None, grows: Answer, buddy: Answer, coach: Answer, points: int) -> None:
    can = replace(UNWILLING, work_buddy=buddy, jobcoach=coach)
    vacancy = replace(job(can=can), contract_months=months, can_grow=grows)
    assert lasting_points(vacancy, scales()).points == points


@pytest.mark.parametrize(
    ("hours", "path", "most", "points"),
    [
        (24, (), 24, 100),
        (12, (), 24, 100),
        (24, (32,), 32, 100),
        (24, (32,), 24, 60 + 30),
        (36, (), 24, 40 + 26),
        (None, (), 24, 50),
    ],
)
def test_hours_are_full_when_both_are_met_whatever_the_number(
    hours: int | None, path: tuple[int, ...], most: int, points: int
) -> None:
    steps = tuple(HoursStep(month=3, week_minutes=step * HOUR) for step in path)
    client = replace(person(), week_minutes=None if hours is None else hours * HOUR, path=steps)
    vacancy = replace(job(), week_minutes_min=8 * HOUR, week_minutes_max=most * HOUR)
    assert line(weighed(client, vacancy), Line.HOURS) == points


SKILL, CERTIFICATE = "vaardigheid", "certificaat"


@pytest.mark.parametrize(
    ("held", "asked", "halves"),
    [
        (None, Requirement(kind=SKILL, code="a"), 1),
        (Qualification(kind=SKILL, code="a", has=Answer.YES), Requirement(kind=SKILL, code="a"), 2),
        (Qualification(kind=SKILL, code="a", has=Answer.NO), Requirement(kind=SKILL, code="a"), 0),
        (Qualification(kind=SKILL, code="a", has=Answer.UNKNOWN), Requirement(kind=SKILL, code="a"), 1),
        (Qualification(kind=SKILL, code="b", has=Answer.YES), Requirement(kind=SKILL, code="a"), 1),
        (Qualification(kind="beroep", code="a", has=Answer.YES), Requirement(kind=SKILL, code="a"), 1),
        (
            Qualification(kind=SKILL, code="a", has=Answer.YES, mastery=2),
            Requirement(kind=SKILL, code="a", mastery=2),
            2,
        ),
        (
            Qualification(kind=SKILL, code="a", has=Answer.YES, mastery=1),
            Requirement(kind=SKILL, code="a", mastery=2),
            2,
        ),
        (Qualification(kind=SKILL, code="a", has=Answer.NO), Requirement(kind=SKILL, code="a", mastery=2), 0),
        (
            Qualification(kind=SKILL, code="a", has=Answer.YES, mastery=3),
            Requirement(kind=SKILL, code="a", mastery=2),
            0,
        ),
        (
            Qualification(kind=SKILL, code="a", has=Answer.YES, mastery=5),
            Requirement(kind=SKILL, code="a", mastery=2),
            1,
        ),
        (Qualification(kind=SKILL, code="a", has=Answer.YES), Requirement(kind=SKILL, code="a", mastery=2), 1),
        (
            Qualification(kind=CERTIFICATE, code="a", has=Answer.YES),
            Requirement(kind=CERTIFICATE, code="a", mastery=1),
            2,
        ),
    ],
)
def test_one_requirement_is_met_unknown_or_not(held: Qualification | None, asked: Requirement, halves: int) -> None:
    client = replace(person(), qualifications=() if held is None else (held,))
    assert requirement_halves(client, asked) == halves


def test_more_of_what_is_required_never_lowers() -> None:
    asked = tuple(Requirement(kind=SKILL, code=code) for code in "abc")
    points = []
    for met in range(4):
        held = tuple(Qualification(kind=SKILL, code=code, has=Answer.YES) for code in "abc"[:met])
        points.append(
            line(weighed(replace(person(), qualifications=held), replace(job(), requirements=asked)), Line.ABILITY)
        )
    assert points == [75, 100, 125, 150]


def test_being_less_limited_earns_nothing() -> None:
    """Two people alike but for needs that support closes wholly have the same points at the same work."""
    asks = (demand("IV-13", 0), demand("I-9", 0), demand("I-6", (1, 2)), minutes("V-8", 400))
    needs = (limit("IV-13", 1), limit("I-9", 1), limit("I-6", 0, 1, 2), limit("V-8", 1))
    vacancy = job(*asks, can=WILLING)
    free = weighed(person(), vacancy)
    for count in range(1, len(needs) + 1):
        limited = weighed(person("K1", *needs[:count]), vacancy)
        assert limited.verdict is Verdict.LET_OP
        assert limited.contributions == replace_facts(free, limited)
        assert max(one.total for one in limited.packages) == max(one.total for one in free.packages)


def replace_facts(free: Fit, limited: Fit) -> tuple[object, ...]:
    """Give the lines of the first with the figures of the second: only what the points are has to be alike."""
    return tuple(
        replace(one, facts=other.facts) for one, other in zip(free.contributions, limited.contributions, strict=True)
    )


def test_work_above_everybodys_norm_costs_nobody_points() -> None:
    ordinary, heavy = weighed(person(), job()), weighed(person(), job(demand("IV-12", -1), demand("II-4", 2)))
    assert heavy.verdict is Verdict.LET_OP
    assert [one.points for one in heavy.contributions] == [one.points for one in ordinary.contributions]


def test_support_chooses_between_packages_and_never_between_people() -> None:
    costly = Adaptations(
        organisation=Answer.NO, aid=Answer.NO, work_buddy=Answer.NO, jobcoach=Answer.YES, seated=Answer.NO
    )
    client, asked = person("K1", limit("I-6", 0, 1, 2, 4, 7)), demand("I-6", (1, 2, 4, 7))
    (only,) = weighed(client, job(asked, can=costly)).packages
    assert (only.package.instruments, only.support_points) == ((Instrument.JOBCOACH_INTENSIVE,), 0)


def test_no_package_loses_more_than_policy_lets_it() -> None:
    strict = scales_of((HOME, FAR), policy=MatchPolicy(support_most=2))
    found = weighed(person("K1", limit("I-9", 1)), job(demand("I-9", 0), can=WILLING), strict)
    assert [one.support_points for one in found.packages] == [0, -1, -2]


def test_every_line_stays_within_its_range() -> None:
    drawn = region(40, 25, 5)
    with_scales = region_scales(drawn)
    ranges = {
        Line.WISH: (0, 250),
        Line.LOAD: (80, 250),
        Line.ABILITY: (0, 150),
        Line.TRAVEL: (0, 100),
        Line.HOURS: (0, 100),
        Line.LASTING: (0, 75),
        Line.WAITING: (0, 75),
    }
    for client in drawn.clients:
        for vacancy in drawn.vacancies[:10]:
            found = weighed(client, vacancy, with_scales)
            for one in found.contributions:
                low, high = ranges[one.line]
                assert low <= one.points <= high
            assert all(-40 <= one.support_points <= 0 for one in found.packages)
            assert not found.packages or max(one.support_points for one in found.packages) == 0


@pytest.mark.parametrize("code", [item.code for item in NO_SEPARATE_GATE])
@pytest.mark.parametrize("kind", ["asked", "heavy", "unknown"])
def test_filling_an_unknown_with_the_norm_never_lowers_and_is_worth_at_most_fifty(code: str, kind: str) -> None:
    """With others in the rubriek limited, unknown or at the norm around it."""
    vacancy = job(*(_asked(one.code, kind) for one in NO_SEPARATE_GATE), can=WILLING)
    for around in ((), ("I-9", "II-9", "IV-15", "V-6")):
        values = [limit(one, 1) for one in around if one != code]
        unknown_one = person("K1", *values, without=code.partition("-")[0])
        filled = replace(unknown_one, profile=replace(unknown_one.profile, values=(*values, _norm(code))))
        before, after = weighed(unknown_one, vacancy), weighed(filled, vacancy)
        assert item_of(after, code).verdict <= item_of(before, code).verdict
        assert after.verdict <= before.verdict
        gained = _points(after) - _points(before)
        assert 0 <= gained <= 50


def test_filling_unknowns_one_by_one_never_lowers_in_a_drawn_region() -> None:
    drawn = region(60, 20, 9)
    with_scales = region_scales(drawn)
    tried = 0
    for number, client in enumerate(drawn.clients):
        vacancy = drawn.vacancies[number % len(drawn.vacancies)]
        before = weighed(client, vacancy, with_scales)
        for one in before.items:
            if one.capacity is not None or one.verdict is Verdict.PAST:
                continue
            profile = replace(client.profile, values=(*client.profile.values, _norm(one.item)))
            after = weighed(replace(client, profile=profile), vacancy, with_scales)
            tried += 1
            assert after.verdict <= before.verdict
            assert 0 <= _points(after) - _points(before) <= 50
            if tried % 5 == 0:
                break
    assert tried > 50


def test_raising_a_capacity_never_worsens_a_verdict() -> None:
    drawn = region(80, 20, 21)
    with_scales = region_scales(drawn)
    tried = 0
    for number, client in enumerate(drawn.clients):
        vacancy = drawn.vacancies[number % len(drawn.vacancies)]
        before = weighed(client, vacancy, with_scales)
        # Working time is left out: who can work longer is weighed on a longer day.
        for value in [one for one in client.profile.values if not one.item.startswith("VI")][:3]:
            raised = _raised(value)
            values = tuple(raised if one is value else one for one in client.profile.values)
            better = replace(client, profile=replace(client.profile, values=values))
            after = weighed(better, vacancy, with_scales)
            tried += 1
            assert all(a.verdict <= b.verdict for a, b in zip(after.items, before.items, strict=True)), value
    assert tried > 60


@pytest.mark.parametrize(
    "change",
    [
        {"wish_full": 251},
        {"load_floor": 79},
        {"leave_out_percent": 41},
        {"waiting_months": 0},
        {"wish_sector": 200, "wish_full": 190},
        {"effort": (1,)},
        {"effort": (-1,) * len(INSTRUMENTS)},
        {"metres_per_hour": (0, 1, 1, 1)},
    ],
)
def test_policy_outside_its_bounds_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(PolicyError, match="Policy"):
        MatchPolicy(**change)  # type: ignore[arg-type]


def _asked(code: str, kind: str) -> Demand:
    item = CATALOGUE.by_code(code)
    if kind == "unknown":
        return unknown(code)
    if item.per_day:
        return minutes(code, item.day_ceilings[0] * 4 // 3 + 2 if kind == "heavy" else 60)
    if item.type is ItemType.ORD:
        return demand(code, 0 if kind == "heavy" else item.k - 1, Frequency.INCIDENTAL)
    return demand(code, item.condition_numbers if item.type is ItemType.SET else 1)


def _norm(code: str) -> CapacityValue:
    return CapacityValue(item=code, source=Source.UWV, recorded_on=ASSESSED_ON)


def _raised(value: CapacityValue) -> CapacityValue:
    if value.conditions:
        return replace(value, conditions=value.conditions[:-1])
    return replace(value, level=max(0, value.level - 1))


def _points(found: Fit) -> int:
    return sum(one.points for one in found.contributions)


def test_a_path_counts_up_to_the_ceiling_that_the_fml_gives() -> None:
    """Twenty hours is the most he may work: a path to 32 is no more of a goal than a path to 20."""
    limited = replace(person("K1", limit("VI-3", 3)), week_minutes=16 * HOUR)
    vacancy = replace(job(), week_minutes_min=16 * HOUR, week_minutes_max=20 * HOUR)
    paths = [replace(limited, path=(HoursStep(month=6, week_minutes=hours * HOUR),)) for hours in (20, 32)]
    assert [_hours(weighed(client, vacancy)) for client in paths] == [100, 100]
    free = replace(paths[1], profile=person().profile)
    assert _hours(weighed(free, vacancy)) == 60 + 40 * 20 // 32


def _hours(found: Fit) -> int:
    return next(line.points for line in found.contributions if line.line is Line.HOURS)
