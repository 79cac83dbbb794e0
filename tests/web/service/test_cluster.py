"""A sweep over a cluster gives the bytes of one process, also when a worker is lost half way."""

import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from matcher.domain.caseload import Caseload
from matcher.encode import encode
from matcher.kernel import rank
from tests.builders import region_scales
from tests.web.service.dask_cluster import ending, scheduler, worker
from tests.web.service.test_whole_night import DAY, REGION, night_of
from tests.web.service.trials import trials_over
from web.service.night.past import PastNight, past_night
from web.service.night.shards import ranked_in_blocks
from web.service.sweeping.sweep import sweep
from web.service.tasks.cluster import NoCluster, on_cluster
from web.service.tasks.runners import in_process

KILLED = -signal.SIGKILL


@pytest.fixture
def past(tmp_path: Path) -> PastNight:
    night = night_of(tmp_path / "store", REGION)
    night.run(DAY)
    return past_night(night.database)


def caseload_of(past: PastNight) -> Caseload:
    region = past.night.region
    return encode(region.clients, region.vacancies, region_scales(region, DAY))


def test_f16_f17_a_lost_worker_changes_no_byte_and_a_lost_scheduler_costs_a_restart(
    past: PastNight, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One cluster for both, because starting one takes longer than all its work."""
    trials, ranking = trials_over(past, 16), caseload_of(past)
    alone, shared = tmp_path / "alone", tmp_path / "shared"
    expected = sweep(past, trials, alone, in_process)
    server, address = scheduler(tmp_path)
    with ending(server):
        first, second = (worker(tmp_path, address, name) for name in ("first", "second"))
        with ending(first, second):
            found = sweep(past, trials[:8], shared, on_cluster(address), on_done=losing(first, after=4))
            assert (first.wait(), second.poll()) == (KILLED, None)
            blocks = ranked_in_blocks(ranking, 3, folder=tmp_path / "ranked", run=on_cluster(address), people=2)
            monkeypatch.setattr("web.service.tasks.cluster.SECONDS_TO_CONNECT", 2)
            with pytest.raises(NoCluster, match="What is done is kept"):
                sweep(past, trials, shared, on_cluster(address), on_done=losing(server, after=1))
    assert found == expected[:8]
    assert [column.tobytes() for column in blocks] == [column.tobytes() for column in rank(ranking, 3)]
    after = sweep(past, trials, shared, in_process)
    assert 9 <= sum(one.was_there for one in after) < 16
    assert [one.tried for one in after] == [one.tried for one in expected]
    written = {path.name: path.read_bytes() for path in alone.iterdir()}
    assert {path.name: path.read_bytes() for path in shared.iterdir()} == written
    assert len(written) == 16


def losing(process: subprocess.Popen[bytes], after: int) -> Callable[[str], None]:
    """Give what hears of each result and kills a process, by its own id, after so many of them."""
    done: list[str] = []

    def hear(key: str) -> None:
        done.append(key)
        if len(done) == after:
            process.kill()

    return hear


def test_a_cluster_that_is_not_there_is_named(past: PastNight, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.service.tasks.cluster.SECONDS_TO_CONNECT", 1)
    with pytest.raises(NoCluster, match=r"tcp://127\.0\.0\.1:9 could not finish 1 of 1 tasks.*What is done is kept"):
        sweep(past, trials_over(past, 1), tmp_path / "results", on_cluster("tcp://127.0.0.1:9"))


def test_without_dask_the_extra_to_install_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(NoCluster, match=r"Install the extra `waag\[cluster\]`"):
        on_cluster("tcp://127.0.0.1:9")
