"""The kernel gives what the tiny worlds say must come out; the definition is held to them in tests/fixtures."""

import numpy as np
import pytest

from fixtures.worlds import WORLDS
from matcher.domain.candidate import GATES, Verdict
from matcher.domain.support import INSTRUMENTS
from matcher.encode import encode
from matcher.kernel import (
    COUNT,
    GATE,
    IMPOSSIBLE,
    LET_OP,
    PACKAGE,
    PACKAGE_FIELDS,
    QUESTION,
    STACKED,
    VERDICT,
    judge_each,
)
from tests.builders import CATALOGUE, region_scales


@pytest.mark.parametrize("name", WORLDS)
def test_the_kernel_gives_what_a_tiny_world_expects(name: str) -> None:
    world = WORLDS[name]()
    caseload = encode(world.region.clients, world.region.vacancies, region_scales(world.region, world.day))
    for expected in world.expected:
        client = np.array([caseload.client_keys.index(expected.client)], np.int32)
        vacancy = np.array([caseload.vacancy_keys.index(expected.vacancy)], np.int32)
        judged = judge_each(caseload, client, vacancy, is_whole=True)
        out, masks = judged.out[0], judged.masks[0]
        assert out[VERDICT] == expected.verdict
        assert bool(out[STACKED]) == expected.is_stacked
        items = [
            (item.code, verdict)
            for item in CATALOGUE.items
            for mask, verdict in ((LET_OP, 1), (QUESTION, 2), (IMPOSSIBLE, 3))
            if int(masks[mask]) >> item.index & 1
        ]
        assert items == [(code, verdict) for code, verdict, _ in expected.items]
        gates = [(gate, out[GATE + place]) for place, gate in enumerate(GATES) if out[GATE + place] > Verdict.PAST]
        assert gates == list(expected.gates)
        found = [out[PACKAGE + place * PACKAGE_FIELDS :] for place in range(out[COUNT])]
        assert [_instruments(int(package[0])) for package in found] == list(expected.packages)
        assert not found or found[0][1] == expected.coach_minutes


def _instruments(mask: int) -> tuple[str, ...]:
    return tuple(instrument for place, instrument in enumerate(INSTRUMENTS) if mask >> place & 1)
