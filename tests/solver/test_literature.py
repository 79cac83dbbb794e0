"""Published instances are solved to their published optimum, proven."""

import pytest

import solver
from benchmarks.literature import ASSIGN_OPTIMA, Published, read_assign, read_gap, read_known
from solver import Status
from tests.reference import reference_folder

GAP = [f"gap{size}-{number}" for size in range(1, 7) for number in range(5)]


def assert_solved(published: Published, optimum: int) -> None:
    """Solve and hold cost, status and check against the published optimum."""
    result = solver.solve(published.problem)
    assert result.objective is not None
    assert published.cost(result.objective) == optimum
    assert result.status is Status.OPTIMAL
    assert result.chosen is not None
    assert len(result.chosen) == published.n_jobs
    assert not solver.verify(result.problem, result).violations


@pytest.mark.parametrize("name", ASSIGN_OPTIMA)
def test_assignment_files_reach_their_optimum(name: str) -> None:
    path = reference_folder() / "assignment" / "assign" / f"{name}.txt"
    assert_solved(read_assign(path), ASSIGN_OPTIMA[name])


@pytest.mark.parametrize("name", GAP)
def test_generalised_assignment_files_reach_their_optimum(name: str) -> None:
    folder = reference_folder() / "assignment" / "gap"
    assert_solved(read_gap(folder / name), read_known(folder)[name])
