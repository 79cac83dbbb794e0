"""`python -m benchmarks national`: from stored columns to a verified plan, by default of the whole country.

Near misses, and counting every pair by the reason why it drops, are no part of the plan and not in these seconds.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks import folder, national
from benchmarks.machine import machine_line
from benchmarks.measure import StageCost, Stages, seconds
from benchmarks.nights import night_from
from benchmarks.printing import text_of
from benchmarks.ranking import SIZES
from benchmarks.registry import Row, Size, Table
from benchmarks.solving import solved, write_rows
from solver import Result, gap_text
from solver.verify import measure


def night(size: Size, seed: int, effort: str, given: Path | None) -> tuple[Result, list[StageCost]]:
    """Go from columns to a checked plan; what is compiled is compiled on a small night before."""
    solved(night_from(national.made(200, 80, seed), seed), effort)
    stored = national.made(*size, seed) if given is None else folder.read(given, with_supply=True)
    stages = Stages()
    result, _ = solved(night_from(stored, seed, stages), effort)
    return result, stages.costs


def table(result: Result, costs: Sequence[StageCost], size: Size, seed: int, effort: str) -> Table:
    """Give the stages with their share of the night, and the plan with its proof."""
    if result.chosen is None:
        raise AssertionError("the night has no plan")
    found = measure(result.problem, result.chosen)
    whole = sum(cost.seconds for cost in costs)
    joined: dict[str, list[StageCost]] = {}
    for cost in costs:
        joined.setdefault(cost.name, []).append(cost)
    lines = [
        (name, sum(one.seconds for one in some), max(one.peak_mib for one in some)) for name, some in joined.items()
    ]
    plan: Row = {
        "n_clients": size.n_clients,
        "n_vacancies": size.n_vacancies,
        "seed": seed,
        "effort": effort,
        "n_rows": result.problem.n_rows,
        "people": len(result.chosen),
        "objective": result.objective,
        "bound": result.bound,
        "gap": gap_text(result.gap),
        "status": str(result.status),
        "floors": int((result.problem.floors > 0).sum()),
        "points_missing": sum(found.shortfall),
        "seconds": whole,
        "peak_mib": max(cost.peak_mib for cost in costs),
    }
    return Table(
        title=f"A night from columns, {size.text}, seed {seed}",
        header=("stage", "seconds", "of the night", "peak MiB"),
        rows=(
            *((name, seconds(took), f"{100 * took / whole:.0f}%", f"{peak:,}") for name, took, peak in lines),
            ("night", seconds(whole), "100%", f"{plan['peak_mib']:,}"),
        ),
        notes=(
            f"{plan['people']:,} people placed over {plan['n_rows']:,} rows, worth {plan['objective']:,}; no plan over "
            f"all pairs is worth more than {result.bound:,}: gap {plan['gap']} ({plan['status']}).  Floors: "
            f"{plan['floors']}, points missing {plan['points_missing']:,}.  The plan passed the independent check.",
        ),
        records=(plan, *({**_size(plan), "stage": name, "seconds": s, "peak_mib": peak} for name, s, peak in lines)),
    )


def _size(plan: Row) -> Row:
    return {name: plan[name] for name in ("n_clients", "n_vacancies", "seed", "effort")}


def main(arguments: Sequence[str]) -> None:
    """Run one night from columns and print where its time went."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks national", description=__doc__)
    parser.add_argument("--size", default="400k", help=f"of {', '.join(SIZES)}, or such as 500x200")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--effort", default="nightly", choices=("quick", "nightly", "proof"))
    parser.add_argument("--input", type=Path, default=None, help="folder with a stored caseload of one's own")
    parser.add_argument("--out", type=Path, default=None, help="file for the rows, as JSON")
    asked = parser.parse_args(arguments)
    size = SIZES[asked.size] if asked.size in SIZES else Size.parse(asked.size)
    print(machine_line(), flush=True)
    result, costs = night(size, asked.seed, asked.effort, asked.input)
    given = Size(result.problem.n_clients, result.problem.n_vacancies)
    found = table(result, costs, given, asked.seed, asked.effort)
    print(text_of(found), flush=True)
    write_rows(found.records, asked.out)
