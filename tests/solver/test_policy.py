"""The chosen numbers: bounded, and how points become values."""

import numpy as np
import pytest

from matcher.errors import PolicyError
from solver import Effort, SolverPolicy
from solver.policy import LIMITS, Limits


def test_a_value_is_points_and_bonus_and_a_tie_digit_below_one_point() -> None:
    tie = np.array([0, 31, 32, 33], np.uint64)
    yesterday = np.array([False, False, True, True])
    values = SolverPolicy().values(np.array([7, 7, 7, 0]), tie, yesterday)
    assert values.tolist() == [700, 731, 1000, 301]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("stability_bonus", 1_001),
        ("tie_digits", 100),
        ("candidates_per_place", 0),
        ("candidates_per_place", 4),
        ("floor_share_percent", -1),
        ("coach_overflow_price", 2.5),
        ("shortlist_size", True),
    ],
)
def test_a_number_outside_its_bounds_is_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(PolicyError, match=name):
        SolverPolicy(**{name: value})  # type: ignore[arg-type]


def test_few_rows_are_priced_in_more_passes() -> None:
    limits = LIMITS[Effort.NIGHTLY]
    assert limits.passes(1_000_000) == limits.anneal_passes
    assert limits.passes(100_000) == 2 * limits.anneal_passes
    assert limits.passes(2_000) == 4 * limits.anneal_passes
    assert limits.passes(limits.exact_rows) == limits.anneal_passes


def test_every_effort_has_limits_of_work() -> None:
    assert set(LIMITS) == set(Effort)
    assert all(isinstance(limits, Limits) for limits in LIMITS.values())
