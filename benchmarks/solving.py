"""`python -m benchmarks solve`: our night over all pairs beside engines, flow, greedy and first come first served.

Each method runs in a process of its own.  Engines get the rows that our prices ended with, and as long as our solve
took; the flow gets everybody's best 25 pairs.  The gap of every plan is measured against our bound over all pairs.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks import national
from benchmarks.apart import Overrun, apart
from benchmarks.machine import machine, machine_line
from benchmarks.measure import Stages
from benchmarks.nights import N_THREADS, Night, night_from
from benchmarks.printing import text_of
from benchmarks.ranking import SIZES
from benchmarks.registry import Row, Size, Table
from benchmarks.rivals import ENGINES, FLOW, PLANS, solve_by
from matcher.shortlist import shortlist
from solver import Problem, Result, gap_text, solve, verify
from solver.core import reduce_problem
from solver.problem import Ints
from solver.result import Stage
from solver.supply import problem_of
from solver.verify import measure

OURS, BEST_25 = "ours, all pairs", "ours, the best 25 only"
NEAR = 1_000
"""Close to the bound is within one part in so many of what is placed."""

OVERRUN, GRACE = 2, 30
"""An engine that takes so many times its seconds, and so many more for its model, is ended from outside."""


def solved(night: Night, effort: str) -> tuple[Result, list[tuple[float, Stage]]]:
    """Solve a night over all pairs; give the answer, and every finished stage with the seconds it ended at."""
    told: list[tuple[float, Stage]] = []
    began = perf_counter()

    def on_stage(stage: Stage) -> None:
        now = perf_counter() - began
        night.stages.add(stage.name, now - (told[-1][0] if told else 0.0))
        told.append((now, stage))

    result = solve(night.problem, effort, night.all_pairs(), on_stage=on_stage)
    with night.stages.stage("check"):
        check = verify(result.problem, result)
    if check.violations:
        raise AssertionError(f"the plan breaks {', '.join(check.violations)}: there is nothing to compare")
    return result, told


def ours(size: Size, seed: int, effort: str, folder: Path) -> tuple[list[Row], str]:
    """Make and solve a night in this process, leave its rows for the others; give its row and what it is like."""
    _compiled(seed, effort)
    stored = national.made(*size, seed)
    night = night_from(stored, seed)
    result, told = solved(night, effort)
    _leave(folder / "rows", reduce_problem(result.problem).problem, result.bound)
    wide = shortlist(night.caseload, 25, threads=N_THREADS, is_counted=False)
    wide_problem = replace(problem_of(wide, night.supply, night.policy), floors=night.problem.floors)
    _leave(folder / "best", wide_problem, result.bound)
    row = _row(OURS, result.problem, result.chosen, result.bound, told[-1][0])
    row |= {"status": str(result.status), "seconds_to_near": _seconds_to_near(result, told)}
    row |= {"n_rows": result.problem.n_rows, "peak_mib": max(cost.peak_mib for cost in night.stages.costs)}
    return [row], national.likeness(stored, seed)


def _compiled(seed: int, effort: str) -> None:
    """Solve a small night first, so that nothing is compiled while the clock runs."""
    small = night_from(national.made(200, 80, seed), seed)
    solved(small, effort)


def _seconds_to_near(result: Result, told: list[tuple[float, Stage]]) -> float | None:
    if result.bound is None:
        return None
    return next((at for at, stage in told if (result.bound - stage.objective) * NEAR <= result.placed_value), None)


def _leave(file: Path, problem: Problem, bound: int | None) -> None:
    file.write_bytes(pickle.dumps((problem, bound)))


def other(name: str, folder: Path, seconds: float, effort: str) -> Row:
    """Let one other method solve what was left, in this process."""
    stages = Stages()
    problem, bound = pickle.loads((folder / ("best" if name in (FLOW, BEST_25) else "rows")).read_bytes())
    began = perf_counter()
    claimed, status = None, "plan"
    chosen: Ints | None
    with stages.stage(name):
        if name in ENGINES:
            chosen, claimed, status = solve_by(name, problem, seconds)
        elif name == BEST_25:
            answer = solve(problem, effort)
            chosen, status, problem = answer.chosen, str(answer.status), answer.problem
        else:
            chosen = PLANS[name](problem)
    row = _row(name, problem, chosen, bound, perf_counter() - began)
    row |= {"status": status, "claimed_bound": claimed, "n_rows": problem.n_rows, "peak_mib": stages.costs[0].peak_mib}
    gap = row["gap_ppm"]
    row["seconds_to_near"] = row["seconds"] if isinstance(gap, int) and gap <= 1_000_000 // NEAR else None
    return row


def _no_plan(name: str, seconds: float) -> Row:
    return {"plan": name, "seconds": seconds, "value": None, "gap": None, "gap_ppm": None}


def _row(name: str, problem: Problem, chosen: Ints | None, bound: int | None, seconds: float) -> Row:
    """Give the figures of a plan; its worth leaves the price of missed floors out, which are counted beside it."""
    if chosen is None:
        return _no_plan(name, seconds)
    found = measure(problem, chosen)
    if found.violations:
        return _no_plan(name, seconds)
    gap = None if bound is None else Fraction(bound - found.objective, max(1, found.placed_value))
    missing = sum(found.shortfall)
    return {
        "plan": name,
        "value": found.objective + problem.floor_penalty * missing,
        "objective": found.objective,
        "bound": bound,
        "people": len(chosen),
        "floors": int((problem.floors > 0).sum()),
        "floors_met": sum(
            1 for floor, short in zip(problem.floors, found.shortfall, strict=True) if floor and not short
        ),
        "points_missing": missing,
        "gap": gap_text(gap),
        "gap_ppm": None if gap is None else -(-gap.numerator * 1_000_000 // gap.denominator),
        "seconds": seconds,
    }


def measure_size(size: Size, seed: int, effort: str, given_seconds: float | None, names: Sequence[str]) -> Table:
    """Run all methods on one night, each in a process of its own."""
    with TemporaryDirectory() as text:
        folder = Path(text)
        found, likeness = apart(ours, size, seed, effort, folder)
        seconds = float(found[0]["seconds"] or 0) if given_seconds is None else given_seconds
        for name in names:
            found.append(_other_apart(name, folder, seconds, effort))
    common: Row = {"n_clients": size.n_clients, "n_vacancies": size.n_vacancies, "seed": seed, "effort": effort}
    rows = [{**common, **row} for row in found]
    return Table(
        title=f"Who gets which vacancy, {size.text}, seed {seed}",
        header=("plan", "value", "ours is", "people", "floors", "gap", "seconds", "to 0.1%", "peak MiB", "status"),
        rows=tuple(_cells(row, rows[0]) for row in rows),
        notes=(
            f"{likeness}.",
            "Value: what the places are worth less the price of coach time above the budget, 100 units a point; the "
            "price of missed floors is left out, floors met stand beside it.  Gap: against our bound over all pairs, "
            f"floors in.  Engines had {seconds:.0f} s over our final rows, model writing not counted in it.",
        ),
        records=tuple(rows),
    )


def _other_apart(name: str, folder: Path, seconds: float, effort: str) -> Row:
    """Give another method's row; an engine looks at its own limit too seldom to be trusted with it."""
    latest = OVERRUN * seconds + GRACE if name in ENGINES else None
    try:
        return apart(other, name, folder, seconds, effort, latest=latest)
    except Overrun:
        return {
            **_no_plan(name, latest or 0.0),
            "status": "ended by us",
            "claimed_bound": None,
            "seconds_to_near": None,
            "peak_mib": None,
        }


def _cells(row: Row, best: Row) -> tuple[str, ...]:
    if row["value"] is None:
        none = ("none", "-", "-", "-", "-", f"{row['seconds']:.1f}", "-", _mib(row), str(row["status"]))
        return (str(row["plan"]), *none)
    if not row["people"]:
        nobody = (f"{row['value']:,}", "-", "0", f"{row['floors_met']} of {row['floors']}", "-")
        return (str(row["plan"]), *nobody, f"{row['seconds']:.1f}", "-", _mib(row), str(row["status"]))
    more = 100 * (int(best["value"] or 0) / max(1, int(row["value"])) - 1)
    near = row["seconds_to_near"]
    return (
        str(row["plan"]),
        f"{row['value']:,}",
        f"{more:+.2f}%",
        f"{row['people']:,}",
        f"{row['floors_met']} of {row['floors']}",
        str(row["gap"]),
        f"{row['seconds']:.1f}",
        "-" if near is None else f"{near:.1f}",
        _mib(row),
        str(row["status"]),
    )


def _mib(row: Row) -> str:
    return "-" if row["peak_mib"] is None else f"{row['peak_mib']:,}"


def write_rows(rows: Sequence[Row], out: Path | None) -> None:
    """Write rows with the machine they were measured on, where a file was asked for."""
    if out is None:
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    records = [{**machine(), **row} for row in rows]
    out.write_text(json.dumps(records, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {len(rows)} rows to {out}")


def main(arguments: Sequence[str]) -> None:
    """Measure sizes and seeds one after the other."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks solve", description=__doc__)
    parser.add_argument("--sizes", default="2k,20k", help=f"of {', '.join(SIZES)}, or such as 500x200, with commas")
    parser.add_argument("--seeds", default="1", help="such as 1,2,3")
    parser.add_argument("--effort", default="nightly", choices=("quick", "nightly", "proof"))
    parser.add_argument(
        "--seconds", type=float, default=None, help="time for each engine; by default that of our solve"
    )
    others = (*ENGINES, BEST_25, *PLANS)
    parser.add_argument("--without", default="", help=f"methods to leave out, with commas: {', '.join(others)}")
    parser.add_argument("--out", type=Path, default=None, help="file for the rows, as JSON")
    asked = parser.parse_args(arguments)
    names = [name for name in others if name not in asked.without.split(",")]
    print(machine_line(), flush=True)
    rows: list[Row] = []
    for size in asked.sizes.split(","):
        for seed in asked.seeds.split(","):
            wanted = SIZES[size] if size in SIZES else Size.parse(size)
            table = measure_size(wanted, int(seed), asked.effort, asked.seconds, names)
            print(text_of(table), flush=True)
            rows += table.records
    write_rows(rows, asked.out)
