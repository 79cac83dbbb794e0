"""Far pairs are counted without a look: the same best pairs and reasons as weighing every pair by the definition."""

from dataclasses import replace

import numpy as np
import pytest

from fixtures.caseload import region
from matcher.domain.region import Region
from matcher.encode import encode
from matcher.fit import fit
from matcher.kernel import N_REASONS, REASON, judge_each, rank
from matcher.kernel.grid import lay_out
from matcher.scales import Scales
from tests.builders import CATALOGUE, region_scales
from tests.matcher.equality import as_numbers
from tests.matcher.far import spread_region

KEPT = 5


@pytest.fixture(scope="module")
def spread() -> tuple[Region, Scales]:
    drawn = spread_region(120, 60, 41)
    return drawn, region_scales(drawn)


def test_reasons_and_best_pairs_are_those_of_looking_at_every_pair(spread: tuple[Region, Scales]) -> None:
    drawn, scales = spread
    caseload = encode(drawn.clients, drawn.vacancies, scales)
    ranked = rank(caseload, KEPT)
    pairs = np.indices((len(drawn.clients), len(drawn.vacancies)), np.int32).reshape(2, -1)
    reason = judge_each(caseload, *pairs).out[:, REASON].reshape(len(drawn.clients), -1)
    for row, client in enumerate(drawn.clients):
        expected = np.bincount(reason[row][reason[row] >= 0], minlength=N_REASONS)
        assert ranked.reasons[row].tolist() == expected.tolist(), client.key
        assert ranked.found[row] == min(KEPT, int((reason[row] < 0).sum()))
    for row in range(0, len(drawn.clients), 8):
        for column, vacancy in enumerate(drawn.vacancies):
            found = as_numbers(fit(drawn.clients[row], vacancy, scales), CATALOGUE)[0]
            assert reason[row, column] == found[REASON]
    counted = ranked.reasons.sum(axis=0)
    assert (counted[[0, 2, 3, 4, 5]] > 0).all()


def test_leaving_out_who_cannot_come_among_the_best_changes_no_list(spread: tuple[Region, Scales]) -> None:
    drawn, scales = spread
    caseload = encode(drawn.clients, drawn.vacancies, scales)
    n_left_out = 0
    for kept in (1, 2, KEPT):
        whole, short = rank(caseload, kept), rank(caseload, kept, is_whole=False)
        assert whole.unweighed.sum() == 0
        for name in ("vacancy", "total", "found"):
            assert np.array_equal(getattr(whole, name), getattr(short, name)), name
        weighed_less = whole.reasons.sum(axis=1) - short.reasons.sum(axis=1)
        assert (weighed_less <= short.unweighed).all()
        assert np.array_equal(whole.reasons[:, :8], short.reasons[:, :8])
        n_left_out += int(short.unweighed.sum())
    assert n_left_out > 50


def test_the_pairs_of_the_spread_region_need_every_way_to_look(spread: tuple[Region, Scales]) -> None:
    drawn, scales = spread
    grid = lay_out(encode(drawn.clients, drawn.vacancies, scales))
    assert len(grid.square_start) > 50
    assert len(grid.apart) > 1
    assert len(grid.square_place) > 3


def test_a_region_without_a_single_position_is_looked_at_whole() -> None:
    drawn = region(20, 12, 7)
    scales = region_scales(replace(drawn, places=(), travel=()))
    clients = tuple(replace(client, is_placed=False) for client in drawn.clients)
    caseload = encode(clients, drawn.vacancies, scales)
    ranked, far = rank(caseload, KEPT), 5
    assert ranked.reasons[:, far].sum() == 0
    assert ranked.found.sum() > 0
