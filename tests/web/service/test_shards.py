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
from matcher.shortlist import Rank
from solver.plan import make_plan
from solver.planned import Plan
from tests.builders import region_scales
from web.service.night.export import digest_of, plan_lines
from web.service.night.kept_stages import KeptStages
from web.service.night.shards import Block, Columns, kept_ranking, rank_block, ranked_in_blocks, ranking_on
from web.service.tasks.runners import OtherCode, in_process
from web.store.certificates import packed_proof

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


def planned(rank_: Rank | None = None) -> Plan:
    rules = Rulebook.load().on(DAY)
    return make_plan(MADE.region, day=DAY, rules=rules, effort="quick", threads=1, rank=rank_)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return planned()


def test_a_night_ranked_in_blocks_gives_the_same_plan(plan: Plan, tmp_path: Path) -> None:
    other = planned(ranking_on(in_process, tmp_path / "shards"))
    assert digest_of(plan_lines(plan)) == digest_of(plan_lines(other))
    assert list((tmp_path / "shards").iterdir())


def test_a_plan_that_was_kept_is_the_plan_with_its_proof(plan: Plan, tmp_path: Path) -> None:
    kept, lines = KeptStages(folder=tmp_path / "run"), list(plan_lines(plan))
    assert kept.plan() is None
    kept.keep_plan(plan, lines)
    found = kept.plan()
    assert found is not None
    assert found.proof is not None
    assert plan.proof is not None
    assert list(plan_lines(found)) == lines
    assert packed_proof(found.proof) == packed_proof(plan.proof)
    assert (found.verdicts, found.dropped, found.solve) == (plan.verdicts, plan.dropped, plan.solve)
    kept.forget()
    assert kept.plan() is None


def test_a_ranking_that_was_kept_is_read_and_one_that_was_spoilt_is_made_again(
    caseload: Caseload, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, made = content(rank(caseload, 4, threads=1)), []
    monkeypatch.setattr("web.service.night.shards.rank", lambda *given: made.append(given) or rank(*given))
    for _ in range(2):
        assert content(kept_ranking(tmp_path, 1)(caseload, 4)) == whole
    assert len(made) == 1
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-9])
    assert content(kept_ranking(tmp_path, 1)(caseload, 4)) == whole
    assert len(made) == 2


def test_half_a_ranking_is_none(caseload: Caseload, tmp_path: Path) -> None:
    def first_only(do: object, shared: object, tasks: Mapping[str, Block]) -> Iterator[tuple[str, bytes | WaagError]]:
        yield next(iter(tasks)), WaagError("lost")

    with pytest.raises(WaagError, match="lost"):
        ranked_in_blocks(caseload, 4, folder=tmp_path, run=first_only, people=16)


def test_a_worker_with_other_code_ranks_nobody(caseload: Caseload) -> None:
    with pytest.raises(OtherCode, match="Start the workers from the same version"):
        rank_block(Columns(caseload=caseload, k=4, code_version="0.0+other"), Block(low=0, high=5))
