"""A search that is allowed next to nothing still gives a plan, checked and with its gap: never less than greed."""

from dataclasses import fields

import pytest

import solver
from benchmarks.instances import made_problem
from solver.policy import LIMITS, Effort, Limits
from solver.verify import measure
from tests.solver.nights import coached, coached_job, granted, night, proposed

LEAST = {"exact_units", "anneal_passes", "nodes", "neighbourhood_nodes", "volume_units"}


@pytest.fixture
def _next_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    least = Limits(**{field.name: int(field.name in LEAST) for field in fields(Limits) if field.name != "seed"})
    for effort in Effort:
        monkeypatch.setitem(LIMITS, effort, least)


@pytest.mark.usefixtures("_next_to_nothing")
@pytest.mark.parametrize("effort", Effort)
@pytest.mark.parametrize("seed", range(4))
def test_f13_t04_a_search_without_time_is_worth_at_least_what_greed_is_and_tells_its_gap(
    effort: str, seed: int
) -> None:
    problem = made_problem(80, 30, 6, seed=seed)
    result = solver.solve(problem, effort)
    greedy = measure(problem, solver.greedy_plan(problem))
    assert result.objective is not None
    assert result.chosen is not None
    assert len(result.chosen) > 0
    assert result.objective >= greedy.objective
    assert result.gap is not None
    assert result.bound >= result.objective
    assert not solver.verify(result.problem, result).violations


@pytest.mark.usefixtures("_next_to_nothing")
def test_f13_t04_a_night_without_time_proposes_who_fits() -> None:
    people, jobs = [coached(key) for key in ("K1", "K2", "K3")], [coached_job("V1"), coached_job("V2")]
    plan = night(people, jobs, granted(coach=10_000))
    assert len({vacancy for _, vacancy in proposed(plan)}) == 2
