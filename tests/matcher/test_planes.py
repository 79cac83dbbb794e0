"""Levels and conditions as bits say who firmly clashes where, and the sweep looks at every pair within reach once."""

import numpy as np

from fixtures.caseload import region
from matcher.encode import encode
from matcher.kernel import count_fitting, reached, sweep
from tests.builders import region_scales
from tests.matcher.far import spread_region
from tests.matcher.fitting import clashing, within_reach


def test_who_fits_where_is_what_levels_and_conditions_say() -> None:
    drawn = region(60, 40, 5)
    caseload = encode(drawn.clients, drawn.vacancies, region_scales(drawn))
    clashes = clashing(caseload)
    for threads in (1, 2):
        assert count_fitting(caseload, threads).tolist() == (clashes == 0).sum(axis=1).tolist()
    assert 0 < np.count_nonzero(clashes) < clashes.size


def test_the_sweep_adds_up_what_clashes_within_reach() -> None:
    drawn = region(60, 40, 5)
    scales = region_scales(drawn)
    caseload = encode(drawn.clients, drawn.vacancies, scales)
    near = within_reach(drawn, scales)
    assert sweep(caseload, 1) == sweep(caseload, 2) == (int(near.sum()), int(clashing(caseload)[near].sum()))


def test_people_are_counted_per_group_at_every_vacancy_they_can_travel_to() -> None:
    drawn = spread_region(40, 25, 9)
    scales = region_scales(drawn)
    caseload, near = encode(drawn.clients, drawn.vacancies, scales), within_reach(drawn, scales)
    group = np.arange(40) % 4 - 1
    found = reached(caseload, group, 3)
    assert found.tolist() == [near[group == number].sum(axis=0).tolist() for number in range(3)]
    assert 0 < found.sum() < near.size


def test_nobody_and_nothing_are_swept_too() -> None:
    drawn = region(4, 3, 1)
    scales = region_scales(drawn)
    assert sweep(encode((), drawn.vacancies, scales)) == (0, 0)
    assert count_fitting(encode(drawn.clients, (), scales)).tolist() == [0] * 4
