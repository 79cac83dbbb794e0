"""The NumPy forms answer exactly as the kernel does: a race between different answers would measure nothing."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.peers import PEERS, Peer
from benchmarks.weighing import differences
from benchmarks.world import World
from matcher.kernel import REASON, VERDICT, judge_each
from tests.benchmarks.drawn import drawn, together

SIZE = (100, 200)
SEED = 3


@pytest.fixture(scope="module")
def world() -> World:
    return World.build(*SIZE, SEED)


def test_the_small_world_has_pairs_of_every_verdict_and_readings(world: World) -> None:
    n_clients, n_vacancies = SIZE
    assert n_clients * n_vacancies >= 20_000
    everyone = np.arange(n_clients, dtype=np.int32)
    client, vacancy = np.repeat(everyone, n_vacancies), np.tile(np.arange(n_vacancies, dtype=np.int32), n_clients)
    judged = judge_each(world.caseload, client, vacancy)
    assert set(judged.out[:, VERDICT].tolist()) == {0, 1, 2, 3}
    assert len(set(judged.out[:, REASON].tolist())) > 8
    assert len(world.caseload.clients.reading_vacancy) > 0


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_peer_gives_the_integers_of_the_kernel(peer: Peer, world: World) -> None:
    everyone = np.arange(SIZE[0], dtype=np.int32)
    assert differences(peer, world, everyone) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_peer_gives_the_integers_of_the_kernel_on_columns_drawn_at_will(peer: Peer, seed: int, world: World) -> None:
    everyone = np.arange(SIZE[0], dtype=np.int32)
    assert differences(peer, drawn(world, seed), everyone) == []


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_peer_gives_the_integers_of_the_kernel_on_what_hangs_together(peer: Peer, seed: int) -> None:
    drawn_together = together(seed)
    everyone = np.arange(drawn_together.n_clients, dtype=np.int32)
    assert differences(peer, drawn_together, everyone) == []


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_changed_rule_is_seen(peer: Peer, world: World) -> None:
    """One closed door more, and the comparison says which numbers differ."""
    other = world.caseload.vacancies._replace(is_shut=1 - world.caseload.vacancies.is_shut)
    changed = World(caseload=replace(world.caseload, vacancies=other), region=world.region, scales=world.scales)
    everyone = np.arange(SIZE[0], dtype=np.int32)
    assert differences(peer, world, everyone, judged_on=changed.caseload) != []
