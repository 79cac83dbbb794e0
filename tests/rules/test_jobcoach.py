"""What the integers for many pairs share with the law's own shares; the amounts themselves are in `cases/`."""

import doctest
from datetime import date

import matcher.rules
from matcher.rules import JobcoachRegime, Rulebook, coach_minutes_per_week, coach_share, first_year_basis_points

JOBCOACH = Rulebook.load().on(date(2026, 1, 1)).jobcoach


def test_basis_points_run_from_light_to_intensive() -> None:
    assert first_year_basis_points(JOBCOACH) == (300, 600, 1000, 1500)


def test_minutes_from_basis_points_are_those_of_the_share() -> None:
    for regime, points in zip(JobcoachRegime, first_year_basis_points(JOBCOACH), strict=True):
        for minutes in range(1, 3601, 7):
            exact = coach_minutes_per_week(JOBCOACH, regime=regime, year=1, contract_minutes_per_week=minutes)
            assert -(-minutes * points // 10_000) == exact


def test_no_share_is_cut_off_by_a_basis_point() -> None:
    for regime, points in zip(JobcoachRegime, first_year_basis_points(JOBCOACH), strict=True):
        assert coach_share(JOBCOACH, regime=regime, year=1).amount * 10_000 == points


def test_the_example_of_the_package_holds() -> None:
    assert doctest.testmod(matcher.rules) == (0, 2)
