"""All pairs at given prices: brute force by the definition finds the same rows and the same best."""

import numpy as np
import pytest

from fixtures.caseload import region
from matcher.domain.caseload import Caseload
from matcher.domain.region import Region
from matcher.encode import encode
from matcher.kernel import price
from matcher.scales import Scales
from tests.builders import region_scales
from tests.matcher.pricing import NO_LIMIT, POINT, SCALE, as_expected, draw_asking, near_by_definition

N_CLIENTS, N_VACANCIES = 40, 24
World = tuple[Region, Scales, Caseload]


@pytest.fixture(scope="module")
def world() -> World:
    drawn = region(N_CLIENTS, N_VACANCIES, 29)
    scales = region_scales(drawn)
    return drawn, scales, encode(drawn.clients, drawn.vacancies, scales)


@pytest.mark.parametrize("times", [1, 6])
@pytest.mark.parametrize("threshold", [0, 40 * POINT * SCALE, 10**12])
def test_the_rows_near_everybodys_best_are_those_of_brute_force(world: World, threshold: int, times: int) -> None:
    """Six times as dear, many a vacancy is too dear for whatever points somebody could have there."""
    drawn, scales, caseload = world
    asking = draw_asking(N_CLIENTS, N_VACANCIES, 3)
    asking = asking._replace(place=asking.place * times)
    expected = near_by_definition(drawn.clients, drawn.vacancies, scales, asking, threshold)
    found = as_expected(price(caseload, asking, threshold))
    assert found.rows == expected.rows
    assert found.best == expected.best
    assert len(expected.rows) > 10


def test_nobodys_best_is_below_nothing_and_high_prices_leave_no_row_near_it(world: World) -> None:
    _, _, caseload = world
    asking = draw_asking(N_CLIENTS, N_VACANCIES, 3)
    dear = asking._replace(place=np.full(N_VACANCIES, 10**12, np.int64))
    found = price(caseload, dear, 0)
    assert (found.best == 0).all()
    assert len(found.client) == 0


def test_what_hard_budgets_make_impossible_is_no_row_and_nobodys_best(world: World) -> None:
    """Each limit takes rows away, and never one that is within it; without any the most rows are there."""
    _, _, caseload = world
    drawn = draw_asking(N_CLIENTS, N_VACANCIES, 3)
    free = drawn._replace(
        is_open=np.ones_like(drawn.is_open),
        may_support=np.ones_like(drawn.may_support),
        coach_most=np.full_like(drawn.coach_most, NO_LIMIT),
        once_most=np.full_like(drawn.once_most, NO_LIMIT),
    )
    most = price(caseload, free, NO_LIMIT)
    for name in ("is_open", "may_support", "coach_most", "once_most"):
        none = np.zeros_like(getattr(drawn, name))
        found = price(caseload, free._replace(**{name: none}), NO_LIMIT)
        assert len(found.client) < len(most.client), name
        assert (found.best <= most.best).all(), name
    assert (price(caseload, free._replace(once_most=np.zeros_like(drawn.once_most)), NO_LIMIT).once_cents == 0).all()
    assert (price(caseload, free._replace(coach_most=most.best * 0 + 150), NO_LIMIT).coach_minutes <= 150).all()


def test_a_dearer_place_never_raises_anybodys_best(world: World) -> None:
    _, _, caseload = world
    asking = draw_asking(N_CLIENTS, N_VACANCIES, 4)
    before = price(caseload, asking, 0).best
    after = price(caseload, asking._replace(place=asking.place + 10 * POINT * SCALE), 0).best
    assert (after <= before).all()
    assert (after < before).any()


@pytest.mark.parametrize("threshold", [0, 40 * POINT * SCALE])
@pytest.mark.parametrize("seed", range(4))
def test_what_is_known_already_changes_no_row_and_nobodys_best(world: World, threshold: int, seed: int) -> None:
    _, _, caseload = world
    asking = draw_asking(N_CLIENTS, N_VACANCIES, seed)
    every_row = price(caseload, asking, NO_LIMIT)
    without = price(caseload, asking, threshold)
    for known in ((every_row,), (without, without), (price(caseload, draw_asking(N_CLIENTS, N_VACANCIES, 9), 0),)):
        assert all(map(np.array_equal, without, price(caseload, asking, threshold, known=known)))


@pytest.mark.parametrize("threads", [1, 3])
def test_the_number_of_threads_changes_no_row(world: World, threads: int) -> None:
    _, _, caseload = world
    asking = draw_asking(N_CLIENTS, N_VACANCIES, 5)
    two, other = price(caseload, asking, 10**9), price(caseload, asking, 10**9, threads=threads)
    assert all(map(np.array_equal, two, other))
