"""Engines in a process of their own: the same answers, and a lost process costs no plan."""

import os
import resource
import signal
import threading
from collections.abc import Iterator

import pytest

import solver
from solver import Result, Stage
from solver.engines import apart
from solver.engines.apart import EngineLost, close_engines, engines_apart, may_run_apart, waiting_pids
from solver.engines.cpsat import solve_exact
from solver.engines.mip import solve_mip
from solver.greedy import greedy_plan
from tests.campaigns.model import SEED, region
from tests.solver.builders import TWO_FOR_ONE


@pytest.fixture(autouse=True)
def _nothing_waits_afterwards() -> Iterator[None]:
    close_engines()
    yield
    close_engines()


def told(result: Result) -> tuple[object, ...]:
    assert result.chosen is not None
    prices = [] if result.prices is None else [result.prices.place.tolist(), result.prices.budget.tolist()]
    return result.chosen.tolist(), result.objective, result.bound, result.status, result.stages, prices


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def test_a_solve_gives_the_same_here_and_apart_and_starts_one_process() -> None:
    problem = region(SEED).build()
    here = solver.solve(problem, "quick")
    with engines_apart():
        started = waiting_pids()
        there = solver.solve(problem, "quick")
        again = solver.solve(problem, "quick")
    assert told(here) == told(there) == told(again)
    assert not there.is_cut_short
    assert waiting_pids() == started
    assert len(started) == 1


def test_an_engine_killed_in_the_middle_leaves_the_plan_of_the_last_finished_stage() -> None:
    problem = region(SEED).build()
    whole = solver.solve(problem, "quick")

    def watch(stage: Stage) -> None:
        if stage.name == "dive" and waiting_pids():
            kill(waiting_pids()[0])

    with engines_apart():
        result = solver.solve(problem, "quick", on_stage=watch)
    assert result.is_cut_short
    assert result.stages == whole.stages[: len(result.stages)]
    assert len(result.stages) < len(whole.stages)
    assert result.objective == result.stages[-1].objective
    assert not solver.verify(result.problem, result).violations


def test_an_engine_that_dies_while_it_searches_is_named_with_how_it_ended() -> None:
    problem = region(SEED).build()
    hint = greedy_plan(problem)
    with engines_apart():
        (pid,) = waiting_pids()
        # Stopped, it takes the question and never answers; then it dies in the middle.
        os.kill(pid, signal.SIGSTOP)
        killer = threading.Timer(0.3, kill, [pid])
        killer.start()
        with pytest.raises(EngineLost, match="code -9 in the middle of a search"):
            solve_exact(problem, hint, 1.0, 1)
        killer.join()
        assert solve_mip(problem, hint, 1, 1) is not None


def test_an_engine_without_memory_is_lost_and_the_plan_is_not() -> None:
    problem = region(SEED).build()
    with engines_apart():
        (pid,) = waiting_pids()
        resource.prlimit(pid, resource.RLIMIT_AS, (1, 1))
        result = solver.solve(problem, "quick")
    assert result.is_cut_short
    assert not solver.verify(result.problem, result).violations


def test_what_an_engine_raises_is_told_and_no_plan_is_lost() -> None:
    problem = TWO_FOR_ONE.build()
    with engines_apart(), pytest.raises(EngineLost, match="An engine failed"):
        solve_mip(problem, greedy_plan(problem), "many", 1)  # type: ignore[arg-type]


def test_only_engines_are_answered() -> None:
    with engines_apart(), pytest.raises(EngineLost, match="is no engine"):
        may_run_apart(greedy_plan)(TWO_FOR_ONE.build())


def test_engines_that_cannot_be_started_leave_the_plan_that_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no process left")

    problem = region(SEED).build()
    whole = solver.solve(problem, "quick")
    monkeypatch.setattr(apart.subprocess, "Popen", refuse)
    with engines_apart():
        result = solver.solve(problem, "quick")
    assert result.is_cut_short
    assert result.stages == whole.stages[: len(result.stages)]
    assert not solver.verify(result.problem, result).violations


def test_who_stops_waiting_stops_the_search_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    problem = TWO_FOR_ONE.build()
    with engines_apart():
        (pid,) = waiting_pids()
        monkeypatch.setattr(apart.pickle, "load", interrupted)
        with pytest.raises(KeyboardInterrupt):
            solve_exact(problem, greedy_plan(problem), 1.0, 1)
        assert waiting_pids() == ()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_outside_nothing_runs_apart() -> None:
    problem = TWO_FOR_ONE.build()
    assert solve_exact(problem, greedy_plan(problem), 1.0, 1).is_proven
    assert waiting_pids() == ()
