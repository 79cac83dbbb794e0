"""The command gives the same bytes for the same delivery, in any order of rows, hash seed and number of threads."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.campaigns.nights import made_sheets, write
from tests.campaigns.same_bytes import CampaignError, Run, campaign, exit_code, shuffle_files

DAY = "2026-11-02"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(made_sheets(80, 30, seed=3), tmp_path_factory.mktemp("same") / "files")


def test_three_runs_of_one_delivery_give_one_hash(files: Path) -> None:
    runs = list(campaign(files, DAY, 3, burner_every=3))
    assert {run.threads for run in runs} == {1, 2, 3}
    assert any(run.has_burner for run in runs)
    assert min(run.proposals for run in runs) > 0
    assert exit_code(runs) == 0, runs


def test_each_run_reads_the_same_rows_in_another_order(files: Path, tmp_path: Path) -> None:
    texts = [(shuffle_files(files, tmp_path / str(seed), seed) / "clients.csv").read_text() for seed in range(3)]
    texts.append((files / "clients.csv").read_text())
    assert len(set(texts)) == len(texts)
    assert len({tuple(sorted(text.splitlines())) for text in texts}) == 1


RUN = Run(number=0, threads=1, processor="native", has_burner=False, seconds=1.0, proposals=3, code="1", digest="aa")


def test_two_hashes_are_a_failure() -> None:
    assert exit_code([RUN, RUN]) == 0
    assert exit_code([RUN, replace(RUN, digest="ab")]) == 1


@pytest.mark.parametrize("runs", [[RUN], [RUN, replace(RUN, code="2")]])
def test_runs_that_cannot_be_compared_prove_nothing(runs: list[Run]) -> None:
    with pytest.raises(CampaignError):
        exit_code(runs)


def test_a_command_that_fails_stops_the_campaign(tmp_path: Path) -> None:
    with pytest.raises(CampaignError, match="waag import"):
        list(campaign(tmp_path, DAY, 2))
