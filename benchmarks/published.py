"""`python -m benchmarks literature FOLDER`: published assignment and GAP files, optimum beside ours, bound and time.

The folder holds ``assign/*.txt`` and ``gap/`` with a table KNOWN.csv of the best known costs; costs are minimised.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.literature import ASSIGN_OPTIMA, Published, read_assign, read_gap, read_known
from benchmarks.machine import machine_line
from benchmarks.measure import timed
from benchmarks.printing import text_of
from benchmarks.registry import Row, Table
from benchmarks.solving import write_rows
from solver import Result, solve, verify


def instances(folder: Path) -> Iterator[tuple[Published, int]]:
    """Give every instance of a folder with its best known cost."""
    for path in sorted((folder / "assign").glob("*.txt")):
        if path.stem in ASSIGN_OPTIMA:
            yield read_assign(path), ASSIGN_OPTIMA[path.stem]
    known = read_known(folder / "gap") if (folder / "gap" / "KNOWN.csv").is_file() else {}
    for name in sorted(known):
        if (folder / "gap" / name).is_file():
            yield read_gap(folder / "gap" / name), known[name]


def row_of(published: Published, optimum: int, effort: str) -> Row:
    """Solve one instance; costs instead of values, so the bound is from below."""
    answers: list[Result] = []
    took = timed(lambda: answers.append(solve(published.problem, effort)))
    (result,) = answers
    if verify(result.problem, result).violations or result.chosen is None or result.objective is None:
        raise AssertionError(f"{published.name} has no plan that passes the check")
    is_whole = len(result.chosen) == published.n_jobs
    cost = published.cost(result.objective) if is_whole else None
    return {
        "instance": published.name,
        "best_known": optimum,
        "cost": cost,
        "off_percent": None if cost is None else 100 * (cost - optimum) / optimum,
        "bound": None if result.bound is None else published.cost(result.bound),
        "status": str(result.status),
        "effort": effort,
        "seconds": took.wall,
    }


def main(arguments: Sequence[str]) -> None:
    """Solve every file of a folder and print the comparison."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks literature", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--effort", default="nightly", choices=("quick", "nightly", "proof"))
    parser.add_argument("--only", default="", help="names that begin so, with commas")
    parser.add_argument("--out", type=Path, default=None, help="file for the rows, as JSON")
    asked = parser.parse_args(arguments)
    print(machine_line(), flush=True)
    begins = tuple(asked.only.split(","))
    rows = [row_of(one, best, asked.effort) for one, best in instances(asked.folder) if one.name.startswith(begins)]
    print(text_of(_table(rows)), flush=True)
    write_rows(rows, asked.out)


def _table(rows: Sequence[Row]) -> Table:
    return Table(
        title="Published instances (costs, the lower the better)",
        header=("instance", "best known", "ours", "off", "bound", "status", "seconds"),
        rows=tuple(
            (
                str(row["instance"]),
                f"{row['best_known']:,}",
                "not every job" if row["cost"] is None else f"{row['cost']:,}",
                "-" if row["off_percent"] is None else f"{row['off_percent']:.3f}%",
                "-" if row["bound"] is None else f"{row['bound']:,}",
                str(row["status"]),
                f"{row['seconds']:.1f}",
            )
            for row in rows
        ),
        notes=("Optimal: proven by our own bound, or by an exact search that ended by itself.",),
        records=tuple(rows),
    )
