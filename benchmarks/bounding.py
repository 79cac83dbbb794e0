"""`python -m benchmarks bound`: our prices beside LP solvers, on the same rows: how near the LP optimum, how soon.

The rows are the candidates of a night with its budgets and floors.  Ours is timed from the rows to an exact integer
bound, with all passes of the effort and with parts of them, since a bound is of use long before the last pass; a solver
from a finished model to its answer, so that writing the model is not counted in it.  What PDLP calls its bound is not
believed: its distance is that of its value from the simplex optimum.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import national
from benchmarks.machine import machine_line
from benchmarks.measure import timed
from benchmarks.nights import night_from
from benchmarks.printing import text_of
from benchmarks.ranking import SIZES
from benchmarks.registry import Row, Size, Table
from benchmarks.rivals import RELAXED, relaxed_by
from benchmarks.solving import write_rows
from solver import Problem
from solver.columns import price_rows
from solver.core import reduce_problem
from solver.incumbent import Incumbent
from solver.policy import LIMITS, Effort, Limits

EXACT = "HiGHS simplex"
PASSES_PERCENT = (100, 75, 50)


def candidate_rows(size: Size, seed: int) -> Problem:
    """Give a night's candidates without pins."""
    return reduce_problem(night_from(national.made(*size, seed), seed).problem).problem


def rows_of(problem: Problem, effort: str, seconds: float) -> list[Row]:
    """Bound one problem by every method; distances are in parts of the simplex optimum."""
    limits = LIMITS[Effort(effort)]
    # The first one compiles.
    price_rows(Incumbent.start(problem, None), limits)
    found = [_ours(problem, limits, percent) for percent in PASSES_PERCENT]
    for name in RELAXED:
        answer = relaxed_by(name, problem, seconds)
        found.append(Bound(method=name, value=answer.value, status=answer.status, seconds=answer.seconds))
    best = next(one.value for one in found if one.method == EXACT)
    return [
        {
            "method": one.method,
            "value": one.value,
            "status": one.status,
            "seconds": one.seconds,
            "off_percent": None if best is None or one.value is None else 100 * (one.value - best) / best,
            "times_ours": one.seconds / found[0].seconds,
        }
        for one in found
    ]


@dataclass(frozen=True, kw_only=True)
class Bound:
    """What one method says nobody can exceed, and how long it took."""

    method: str
    value: float | None
    status: str
    seconds: float


def _ours(problem: Problem, limits: Limits, percent: int) -> Bound:
    fewer = replace(limits, anneal_passes=max(1, limits.anneal_passes * percent // 100))
    started = Incumbent.start(problem, None)
    took = timed(lambda: price_rows(started, fewer))
    name = f"ours, {fewer.passes(problem.n_rows)} passes"
    return Bound(method=name, value=started.bound, status="exact bound", seconds=took.wall)


def table_of(rows: Sequence[Row], size: Size, seed: int, n_rows: int) -> Table:
    """Put the methods under each other."""
    return Table(
        title=f"A bound over {n_rows:,} candidate rows, {size.text}, seed {seed}",
        header=("method", "value", "from the optimum", "seconds", "times ours", "status"),
        rows=tuple(
            (
                str(row["method"]),
                "none" if row["value"] is None else f"{row['value']:,.0f}",
                "-" if row["off_percent"] is None else f"{row['off_percent']:+.4f}%",
                f"{row['seconds']:.2f}",
                f"{row['times_ours']:.1f} x",
                str(row["status"]),
            )
            for row in rows
        ),
        notes=("Two threads for ours; the solvers as OR-Tools sets them. Times ours: of all our passes.",),
        records=tuple(
            {"n_clients": size.n_clients, "n_vacancies": size.n_vacancies, "seed": seed, "n_rows": n_rows, **row}
            for row in rows
        ),
    )


def main(arguments: Sequence[str]) -> None:
    """Measure sizes one after the other."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks bound", description=__doc__)
    parser.add_argument("--sizes", default="2k,20k", help=f"of {', '.join(SIZES)}, or such as 500x200, with commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--effort", default="nightly", choices=("quick", "nightly", "proof"))
    parser.add_argument("--seconds", type=float, default=300.0, help="the most a solver gets")
    parser.add_argument("--out", type=Path, default=None, help="file for the rows, as JSON")
    asked = parser.parse_args(arguments)
    print(machine_line(), flush=True)
    rows: list[Row] = []
    for name in asked.sizes.split(","):
        size = SIZES[name] if name in SIZES else Size.parse(name)
        problem = candidate_rows(size, asked.seed)
        table = table_of(rows_of(problem, asked.effort, asked.seconds), size, asked.seed, problem.n_rows)
        print(text_of(table), flush=True)
        rows += table.records
    write_rows(rows, asked.out)
