"""Each line of points by its rule: what it counts, in which steps, and that more never counts for less."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from fixtures.caseload import region
from fixtures.days import DAY, months_before
from fixtures.tiny import UNWILLING, job, limit, person
from matcher.domain.candidate import Fit, Line
from matcher.domain.client import HoursStep, Qualification, Stance, WishKind
from matcher.domain.profile import Answer
from matcher.domain.support import INSTRUMENTS
from matcher.domain.vacancy import Requirement
from matcher.errors import PolicyError
from matcher.points import lasting_points, requirement_halves, travel_points, waiting_points
from matcher.policy import MatchPolicy
from tests.builders import region_scales, scales, weighed, wish

HOUR = 60
SKILL, CERTIFICATE = "vaardigheid", "certificaat"


def line(found: Fit, which: Line) -> int:
    return next(one.points for one in found.contributions if one.line is which)


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


def test_a_path_counts_up_to_the_ceiling_that_the_fml_gives() -> None:
    """Twenty hours is the most he may work: a path to 32 is no more of a goal than a path to 20."""
    limited = replace(person("K1", limit("VI-3", 3)), week_minutes=16 * HOUR)
    vacancy = replace(job(), week_minutes_min=16 * HOUR, week_minutes_max=20 * HOUR)
    paths = [replace(limited, path=(HoursStep(month=6, week_minutes=hours * HOUR),)) for hours in (20, 32)]
    assert [line(weighed(client, vacancy), Line.HOURS) for client in paths] == [100, 100]
    free = replace(paths[1], profile=person().profile)
    assert line(weighed(free, vacancy), Line.HOURS) == 60 + 40 * 20 // 32


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
