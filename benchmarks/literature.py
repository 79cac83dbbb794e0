"""Published assignment instances as problems: the OR-Library's assign files and generalised assignment files."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from solver.problem import Ints, Problem


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Published:
    """A published instance: minimise cost with every job assigned.

    Attributes
    ----------
    name
        File name without suffix.
    problem
        The instance with value = constant − cost; the constant is so large that leaving a job out never pays.
    constant, n_jobs
        A plan of objective v with every job assigned costs ``n_jobs · constant − v``.
    """

    name: str
    problem: Problem
    constant: int
    n_jobs: int

    def cost(self, objective: int) -> int:
        """Give the cost of a plan that assigns every job."""
        return self.n_jobs * self.constant - objective


def read_assign(path: Path) -> Published:
    """Read an assign file: n, then the n × n cost matrix by rows."""
    numbers = _numbers(path)
    n = int(numbers[0])
    cost = _matrix(numbers[1:], n, n, path)
    constant = 2 * n * (int(cost.max()) + 1)
    person, task = np.divmod(np.arange(n * n, dtype=np.int64), n)
    problem = Problem.build(
        client=person, vacancy=task, value=constant - cost.ravel(), positions=np.ones(n, np.int64), n_clients=n
    )
    return Published(name=path.stem, problem=problem, constant=constant, n_jobs=n)


def read_gap(path: Path) -> Published:
    """Read a generalised assignment file: agents, jobs, costs and resource use by agent, capacities."""
    numbers = _numbers(path)
    n_agents, n_jobs = int(numbers[0]), int(numbers[1])
    size = n_agents * n_jobs
    cost = _matrix(numbers[2 : 2 + size], n_agents, n_jobs, path)
    use = _matrix(numbers[2 + size : 2 + 2 * size], n_agents, n_jobs, path)
    capacity = numbers[2 + 2 * size : 2 + 2 * size + n_agents]
    constant = int(cost.max(axis=0).sum()) + 1
    agent, job = np.divmod(np.arange(size, dtype=np.int64), n_jobs)
    problem = Problem.build(
        client=job,
        vacancy=agent,
        value=constant - cost.ravel(),
        positions=np.full(n_agents, n_jobs, np.int64),
        n_clients=n_jobs,
        use_row=np.arange(size, dtype=np.int64),
        use_budget=agent,
        use_amount=use.ravel(),
        budgets=capacity,
    )
    return Published(name=path.stem, problem=problem, constant=constant, n_jobs=n_jobs)


ASSIGN_OPTIMA = {"assign100": 305, "assign200": 475, "assign400": 804, "assign800": 1552}
"""Published optima (OR-Library); files of the same name with other data exist, so an optimum is always compared."""


def read_known(folder: Path) -> dict[str, int]:
    """Give the best known cost per generalised assignment instance, from the folder's table."""
    with (folder / "KNOWN.csv").open(newline="", encoding="utf-8") as file:
        return {row["instance"]: int(row["best_known"]) for row in csv.DictReader(file)}


def _numbers(path: Path) -> Ints:
    return np.array(path.read_text(encoding="ascii").split(), dtype=np.int64)


def _matrix(numbers: Ints, rows: int, columns: int, path: Path) -> Ints:
    if len(numbers) < rows * columns:
        raise ValueError(f"{path.name} ends early: {rows} × {columns} numbers expected, {len(numbers)} found")
    return numbers[: rows * columns].reshape(rows, columns)
