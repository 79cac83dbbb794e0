"""Being limited neither helps nor harms: where as many vacancies fit, who is proposed does not go by limitations."""

from collections import defaultdict

import numpy as np
import numpy.typing as npt
import pytest

from matcher.encode import encode
from matcher.variants import Board
from tests.campaigns.regions import Night, demo_night

# With nothing but the lottery at work, the correlation over some 700 people has a standard error below 0.04.
NEAR_ZERO = 0.12
Numbers = npt.NDArray[np.float64]


def rank_correlation_within(groups: list[tuple[Numbers, Numbers]]) -> float:
    """Give the rank correlation of two numbers, each ranked within its group; 0 where one of them never differs."""
    first, second = (np.concatenate([_centred_ranks(pair[side]) for pair in groups]) for side in (0, 1))
    spread = np.sqrt((first**2).sum() * (second**2).sum())
    return float((first * second).sum() / spread) if spread else 0.0


def _centred_ranks(values: Numbers) -> Numbers:
    """Rank values with ties in the middle, as shares of the group, around 0."""
    lower = (values[None, :] < values[:, None]).sum(axis=1)
    same = (values[None, :] == values[:, None]).sum(axis=1)
    return np.asarray((lower + (same + 1) / 2 - (len(values) + 1) / 2) / len(values))


def _groups(night: Night) -> list[tuple[Numbers, Numbers]]:
    """Give limitations and being proposed of the people with equally many vacancies that fit, group by group."""
    held = {pair.client for pair in night.region.held}
    clients = [client for client in night.region.clients if client.key not in held]
    board = Board.of(encode(clients, night.region.vacancies, night.scales), night.region.vacancies, night.scales)
    fitting = board.proposable(clients).sum(axis=1)
    proposed = {proposal.fit.client for proposal in night.plan.proposals}
    by_fitting: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for client, count in zip(clients, fitting, strict=True):
        limited = sum(bool(value.level or value.conditions) for value in client.profile.values)
        if count:
            by_fitting[int(count)].append((limited, client.key in proposed))
    tables = [np.array(rows, np.float64) for rows in by_fitting.values() if len(rows) > 1]
    return [(table[:, 0], table[:, 1]) for table in tables]


def test_limitations_do_not_decide_who_is_proposed_in_the_demo_world() -> None:
    groups = _groups(demo_night())
    people = sum(len(limited) for limited, _ in groups)
    assert people > 400
    assert abs(rank_correlation_within(groups)) < NEAR_ZERO


@pytest.mark.parametrize("turned", [1, -1])
def test_the_measure_sees_a_plan_that_goes_by_limitations(turned: int) -> None:
    limited = np.arange(30, dtype=np.float64)
    one_sided = [(limited, (turned * limited > turned * 14.5).astype(np.float64))] * 3
    assert turned * rank_correlation_within(one_sided) > 0.8
    by_lot = [(limited, (limited % 2).astype(np.float64))] * 3
    assert abs(rank_correlation_within(by_lot)) < NEAR_ZERO
