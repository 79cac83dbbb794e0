"""Somebody whose weighing ends the process that does it costs nobody else the night, and is named."""

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from fixtures.caseload import delivery
from matcher.domain.caseload import Caseload
from matcher.domain.region import Region
from matcher.encode import encode
from matcher.errors import WaagError
from matcher.kernel import rank
from solver.planned import Plan
from tests.builders import region_scales
from tests.web.made import DAY
from tests.web.service.test_whole_night import CLIENTS, NEXT, REGION, night_of
from web.language.outcomes import outcome_name, outcome_words
from web.service.lists.worklist import Query, every_entry
from web.service.night import making, shards
from web.service.night.export import digest_of, export_plan
from web.service.night.input import NOT_WEIGHED
from web.service.night.nightly import Night
from web.service.night.past import past_night
from web.service.night.replay import replay
from web.service.night.shards import Block, Columns, rank_block, ranked_in_blocks
from web.service.night.verified import verify_run
from web.service.tasks.children import in_children
from web.service.tasks.lost import NotWeighed, TaskLost, TooManyNotWeighed
from web.store.database import Database
from web.store.records import RunState

MADE = delivery(60, 25, 5)
DEADLY = "K2"


def deadly(shared: Columns, block: Block) -> bytes:
    """Rank a block, as long as one person is not in it."""
    if DEADLY in shared.caseload.client_keys[block.low : block.high]:
        os.kill(os.getpid(), signal.SIGKILL)
    return rank_block(shared, block)


def answers(_shared: str, task: str) -> bytes:
    """Answer, refuse, break or end the process, as the task says."""
    if task == "refuses":
        raise WaagError("said in the child")
    if task == "breaks":
        raise ZeroDivisionError("what went wrong")
    if task == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    return task.encode()


def losing(*people: str) -> Callable[..., Iterator[tuple[str, bytes | WaagError]]]:
    """Give what ranks blocks in this process and loses those with one of some people."""

    def run(
        do: Callable[[Columns, Block], bytes], shared: Columns, tasks: Mapping[str, Block]
    ) -> Iterator[tuple[str, bytes | WaagError]]:
        for key, block in tasks.items():
            is_lost = not set(people).isdisjoint(shared.caseload.client_keys[block.low : block.high])
            yield key, TaskLost("gone") if is_lost else do(shared, block)

    return run


@pytest.fixture(scope="module")
def caseload() -> Caseload:
    return encode(MADE.region.clients, MADE.region.vacancies, region_scales(MADE.region))


def test_what_a_child_answers_refuses_or_leaves_behind_comes_back(caplog: pytest.LogCaptureFixture) -> None:
    found = dict(in_children(answers, "", {task: task for task in ("ok", "refuses", "breaks", "dies", "last")}))
    assert (found["ok"], found["last"]) == (b"ok", b"last")
    assert (type(found["refuses"]), str(found["refuses"])) == (WaagError, "said in the child")
    for task in ("breaks", "dies"):
        assert type(found[task]) is TaskLost
    assert "ZeroDivisionError: what went wrong" in str(found["breaks"])
    assert f"ended with {-signal.SIGKILL}" in str(found["dies"])
    ends = [record.getMessage() for record in caplog.records]
    assert ends == [f"A task ended its process with {code} and gave no answer." for code in (1, -signal.SIGKILL)]


@pytest.mark.parametrize("rows", [(0,), (59,), (16,), (3, 44), (7, 8, 9)])
def test_f18_a_block_that_is_lost_is_cut_until_the_people_are_found(
    caseload: Caseload, tmp_path: Path, rows: tuple[int, ...]
) -> None:
    people = sorted(caseload.client_keys[row] for row in rows)
    with pytest.raises(NotWeighed) as found:
        ranked_in_blocks(caseload, 4, folder=tmp_path, run=losing(*people), people=16)
    assert found.value.people == tuple(people)


def test_f18_a_block_that_was_lost_by_chance_changes_no_byte(caseload: Caseload, tmp_path: Path) -> None:
    lost = [caseload.client_keys[20]]

    def run(*given: object) -> Iterator[tuple[str, bytes | WaagError]]:
        yield from losing(*lost)(*given)
        lost.clear()

    found = ranked_in_blocks(caseload, 4, folder=tmp_path, run=run, people=16)
    assert [column.tobytes() for column in found] == [column.tobytes() for column in rank(caseload, 4)]


def test_f18_where_everybody_is_lost_it_is_not_about_a_person(caseload: Caseload, tmp_path: Path) -> None:
    with pytest.raises(TooManyNotWeighed, match="not about one person's data"):
        ranked_in_blocks(caseload, 4, folder=tmp_path, run=losing(*caseload.client_keys), people=16)


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the first attempt be one after three that broke off."""
    monkeypatch.setattr(making, "TRIES", 0)


def whole_night(folder: Path) -> Night:
    """Give a night with the pipeline of the solver."""
    night = night_of(folder, REGION)
    return Night(database=night.database, settings=night.settings, clock=night.clock)


def outcomes_of(database: Database, run_id: str) -> dict[str, str]:
    with database.read() as store:
        return {one.client: one.code for one in store.outcomes(run_id)}


@pytest.mark.usefixtures("apart")
def test_f18_a_night_ranked_in_processes_of_its_own_is_the_same_night(tmp_path: Path) -> None:
    apart = whole_night(tmp_path / "apart")
    apart.run(DAY)
    here = night_of(tmp_path / "here", REGION)
    here.run(DAY)
    assert digest_of(export_plan(apart.database, "latest")) == digest_of(export_plan(here.database, "latest"))


@pytest.mark.usefixtures("apart")
def test_f18_one_client_whose_weighing_kills_is_left_out_and_named_and_the_rest_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = whole_night(tmp_path)
    with monkeypatch.context() as during:
        during.setattr(shards, "rank_block", deadly)
        run = night.run(DAY).run
    assert run.state is RunState.DONE
    manifest = run.manifest
    assert manifest is not None
    assert (manifest.not_weighed, manifest.withheld, manifest.clients) == (1, 0, len(CLIENTS) - 1)
    outcomes, proposed = outcomes_of(night.database, run.id), people_of(night)
    assert outcomes[DEADLY] == NOT_WEIGHED
    assert {one for one, code in outcomes.items() if code == NOT_WEIGHED} == {DEADLY}
    assert outcomes.keys() | proposed == {row["client"] for row in CLIENTS}
    assert not outcomes.keys() & proposed
    assert past_night(night.database).not_weighed == (DEADLY,)
    again = replay(night.database)
    assert again.stored == again.again
    assert verify_run(night.database, "latest").holds
    after = night.run(NEXT).run
    assert NOT_WEIGHED not in outcomes_of(night.database, after.id).values()


def people_of(night: Night) -> set[str]:
    return {entry.row.client for entry in every_entry(night.database, night.clock, Query())}


def test_a_night_tries_three_times_before_it_works_apart() -> None:
    assert making.TRIES == 3


def test_who_was_not_weighed_is_told_in_both_languages() -> None:
    from solver.planned import Outcome

    for language, name, where in (("nl", "niet gewogen", "beheerder"), ("en", "not weighed", "administrator")):
        words = outcome_words(Outcome(client="K2", code=NOT_WEIGHED, count=0), language)
        assert name in outcome_name(NOT_WEIGHED, language)
        assert where in words.next
        assert "0" not in words.sentence


def test_f18_a_night_that_loses_one_person_after_another_is_no_night(tmp_path: Path) -> None:
    """As where the machine is broken: each ranking would name somebody else."""

    def plan(region: Region, **_given: object) -> Plan:
        raise NotWeighed([region.clients[0].key])

    night = replace(night_of(tmp_path, REGION), plan=plan)
    run = night.run(DAY).run
    assert run.state is RunState.FAILED
    assert "not about one person's data" in run.problem
    with night.database.read() as store:
        assert store.current_run() is None
