"""People ranked in blocks get the very ranking of the whole caseload."""

import numpy as np
import pytest

from fixtures.caseload import region
from matcher.blocks import LISTS, block_of, joined_ranks
from matcher.domain.caseload import Caseload
from matcher.encode import encode
from matcher.kernel import rank
from tests.builders import region_scales


@pytest.fixture(scope="module")
def caseload() -> Caseload:
    made = region(90, 40, 3)
    return encode(made.clients, made.vacancies, region_scales(made))


@pytest.mark.parametrize("people", [1, 7, 64, 90])
def test_blocks_join_to_the_ranking_of_all(caseload: Caseload, people: int) -> None:
    whole = rank(caseload, 6, threads=1)
    n = len(caseload.client_keys)
    parts = [rank(block_of(caseload, low, min(low + people, n)), 6, threads=1) for low in range(0, n, people)]
    for name, column in joined_ranks(parts)._asdict().items():
        expected = getattr(whole, name)
        assert (column.dtype, column.tobytes()) == (expected.dtype, expected.tobytes()), name
    assert (whole.found > 0).sum() > 20


def test_a_block_holds_every_column_of_its_people_and_no_other(caseload: Caseload) -> None:
    n = len(caseload.client_keys)
    blocks = [block_of(caseload, 0, 40), block_of(caseload, 40, n)]
    assert blocks[0].client_keys + blocks[1].client_keys == caseload.client_keys
    for name, column in caseload.clients._asdict().items():
        if name not in LISTS:
            joined = np.concatenate([getattr(block.clients, name) for block in blocks])
            assert joined.tobytes() == column.tobytes(), name
    assert all(len(block.clients.wish_start) == len(block.client_keys) + 1 for block in blocks)
    assert len(caseload.clients.wish_kind) > 0
