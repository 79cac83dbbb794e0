"""Thinning leaves out rows that weigh nothing at a temperature, and none that weighs something."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from solver.asking import Asking, free_prices
from solver.market import Market, open_market
from solver.prices import anneal, cooling, expected_use
from solver.thinning import thinned
from tests.solver.test_scale import region

# A choice weight below half of 2⁻²⁴ is rounded to nothing.
_WEIGHS_NOTHING = float(np.log(2.0**25))


@pytest.fixture(scope="module")
def market() -> Market:
    return open_market(region())


@pytest.fixture(scope="module")
def asking(market: Market) -> Asking:
    asking = free_prices(market)
    anneal(market, asking, cooling(100, 0.4 * market.top, 1e-3 * market.top))
    return asking


@pytest.mark.parametrize("share", [0.1, 1e-2, 1e-3, 1e-4])
def test_what_is_left_out_weighs_nothing_and_the_rest_weighs_the_same(
    market: Market, asking: Asking, share: float
) -> None:
    temperature = share * market.top
    with ThreadPoolExecutor(max_workers=2) as pool:
        fewer = thinned(market, asking, 25.0 * temperature, pool)
        weights, of_fewer = np.zeros(len(market.rows)), np.zeros(len(fewer.rows))
        whole = expected_use(market, asking, temperature, pool, weights)
        part = expected_use(fewer, asking, temperature, pool, of_fewer)
    is_kept = np.isin(market.rows, fewer.rows)
    assert not weights[~is_kept].any()
    np.testing.assert_array_equal(of_fewer, weights[is_kept])
    np.testing.assert_array_equal(part.place, whole.place)
    np.testing.assert_array_equal(part.budget, whole.budget)
    np.testing.assert_array_equal(part.floor, whole.floor)


def test_too_short_a_reach_shows(market: Market, asking: Asking) -> None:
    """The test above can fail: rows that weigh something are lost where the reach is too short."""
    temperature = 1e-2 * market.top
    weights = np.zeros(len(market.rows))
    with ThreadPoolExecutor(max_workers=2) as pool:
        expected_use(market, asking, temperature, pool, weights)
        fewer = thinned(market, asking, _WEIGHS_NOTHING / 4 * temperature, pool)
    assert weights[~np.isin(market.rows, fewer.rows)].any()


def test_a_cold_market_is_a_small_part_of_all_rows(market: Market, asking: Asking) -> None:
    with ThreadPoolExecutor(max_workers=2) as pool:
        fewer = thinned(market, asking, 25e-4 * market.top, pool)
    assert 0 < len(fewer.rows) < len(market.rows) // 2


def test_a_client_with_no_row_left_and_a_market_of_none_stay_whole(market: Market, asking: Asking) -> None:
    dear = Asking(place=asking.place + 10 * market.top, budget=asking.budget, floor=asking.floor)
    with ThreadPoolExecutor(max_workers=2) as pool:
        none = thinned(market, dear, market.top, pool)
        use = expected_use(none, dear, market.top, pool)
    assert len(none.rows) == 0
    assert len(none.start) == len(market.start)
    assert not use.place.any()
    assert not use.budget.any()
