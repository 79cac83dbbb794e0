"""A ranking in blocks is the ranking of one machine; what is ranked is kept, and half a ranking is none."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from fixtures.caseload import delivery
from fixtures.days import DAY
from matcher.domain.caseload import Caseload
from matcher.encode import encode
from matcher.errors import WaagError
from matcher.kernel import Ranked, rank
from matcher.rules import Rulebook
from solver.plan import make_plan
from tests.builders import region_scales
from web.service.night.export import digest_of, plan_lines
from web.service.sweeping.shards import Block, Columns, rank_block, ranked_in_blocks, ranking_on
from web.service.sweeping.sweep import OtherCode, in_process

MADE = delivery(60, 25, 5)


@pytest.fixture(scope="module")
def caseload() -> Caseload:
    return encode(MADE.region.clients, MADE.region.vacancies, region_scales(MADE.region))


def content(found: Ranked) -> list[bytes]:
    return [column.tobytes() for column in found]


def test_blocks_are_kept_and_only_what_is_left_is_ranked(caseload: Caseload, tmp_path: Path) -> None:
    whole, folder, done = rank(caseload, 4, threads=1), tmp_path / "shards", []
    for _ in range(2):
        found = ranked_in_blocks(caseload, 4, folder=folder, run=in_process, people=16, on_done=done.append)
        assert content(found) == content(whole)
    assert len(done) == 4
    next(iter(sorted(folder.iterdir()))).unlink()
    ranked_in_blocks(caseload, 4, folder=folder, run=in_process, people=16, on_done=done.append)
    assert len(done) == 5
    ranked_in_blocks(caseload, 5, folder=folder, run=in_process, people=16, on_done=done.append)
    assert len(done) == 9


def test_a_night_ranked_in_blocks_gives_the_same_plan(tmp_path: Path) -> None:
    rules = Rulebook.load().on(DAY)
    plans = [
        make_plan(MADE.region, day=DAY, rules=rules, effort="quick", threads=1, rank=one)
        for one in (None, ranking_on(in_process, tmp_path / "shards"))
    ]
    first, second = (digest_of(plan_lines(plan)) for plan in plans)
    assert first == second
    assert list((tmp_path / "shards").iterdir())


def test_half_a_ranking_is_none(caseload: Caseload, tmp_path: Path) -> None:
    def first_only(do: object, shared: object, tasks: Mapping[str, Block]) -> Iterator[tuple[str, bytes | WaagError]]:
        yield next(iter(tasks)), WaagError("lost")

    with pytest.raises(WaagError, match="lost"):
        ranked_in_blocks(caseload, 4, folder=tmp_path, run=first_only, people=16)


def test_a_worker_with_other_code_ranks_nobody(caseload: Caseload) -> None:
    with pytest.raises(OtherCode, match="Start the workers from the same version"):
        rank_block(Columns(caseload=caseload, k=4, code_version="0.0+other"), Block(low=0, high=5))
