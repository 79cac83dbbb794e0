"""One changed client, vacancy or decision in a solved night: seconds to a new plan with its certificate.

The night is drawn as for ``solve``, solved once and indexed once; then clients get the rows of another, vacancies go or
come, and pairs that fit their hard budgets are pinned or forbidden. Printed per kind: the middle and the longest of the
seconds, how far the new plan may be below the best, beside that of the night, and how many were free to move.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from time import perf_counter

import numpy as np

from benchmarks import national
from benchmarks.nights import night_from
from benchmarks.printing import text_of
from benchmarks.registry import Row, Size, Table
from solver.change import Change
from solver.core import reduce_problem
from solver.problem import Ints, Rows, take_rows
from solver.replan import replan
from solver.solve import solve
from solver.standing import Standing, stand

DRAW = 20261102
KINDS = ("client", "vacancy gone", "vacancy new", "pinned", "forbidden")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """One change: its seconds, the gap of the new plan in value units, and how many could move."""

    seconds: float
    gap: int
    free: int


def changes(standing: Standing, kind: str, n: int, seed: int = DRAW) -> list[Change]:
    """Draw changes of one kind."""
    random, problem = Random(f"{seed} {kind}"), standing.problem
    found: list[Change] = []
    while len(found) < n:
        row = random.randrange(problem.n_rows)
        client, vacancy = int(problem.client[row]), int(problem.vacancy[row])
        if kind == "client":
            other = int(problem.client[random.randrange(problem.n_rows)])
            found.append(Change(client=client, rows=_as_of(standing, standing.of_client[other], client=client)))
        elif kind == "vacancy gone":
            none = _as_of(standing, np.zeros(0, np.int64))
            found.append(Change(vacancy=vacancy, rows=none, places=((vacancy, -int(problem.positions[vacancy])),)))
        elif kind == "vacancy new":
            new = problem.n_vacancies
            rows = np.flatnonzero(problem.vacancy == vacancy).astype(np.int64)
            found.append(Change(vacancy=new, rows=_as_of(standing, rows, vacancy=new), places=((new, 1),)))
        elif kind == "pinned" and standing.own[client] != row and _is_open(standing, row):
            found.append(Change(pinned=(row,)))
        elif kind == "forbidden":
            found.append(Change(forbidden=(random.choice(standing.plan.tolist()),)))
    return found


def _is_open(standing: Standing, row: int) -> bool:
    """Whether there is a place for a row, and enough of every hard budget it draws on."""
    return bool(len(reduce_problem(take_rows(standing.problem, np.array([row], np.int64))).rows))


def timed(standing: Standing, change: Change) -> Timed:
    """Make the new plan once, warm."""
    began = perf_counter()
    again = replan(standing, change)
    return Timed(seconds=perf_counter() - began, gap=again.bound - again.objective, free=len(again.around.free))


def _as_of(standing: Standing, rows: Ints, **columns: int) -> Rows:
    """Give rows that say what rows of the night say, but for the client or the vacancy."""
    part = take_rows(standing.problem, np.sort(rows))
    said = {name: getattr(part, name) for name in ("client", "vacancy", "value", "floor_amount", "tie")}
    said |= {name: np.full(part.n_rows, number, np.int64) for name, number in columns.items()}
    return Rows(**said, use_row=part.use_row(), use_budget=part.use_budget, use_amount=part.use_amount)


def table(standing: Standing, size: Size, n: int) -> Table:
    """Time each kind of change."""
    night_gap = standing.bound // 1_000_000 - standing.objective
    rows: list[tuple[str, ...]] = []
    records: list[Row] = []
    for kind in KINDS:
        asked = changes(standing, kind, n + 1)
        timed(standing, asked[0])
        found = [timed(standing, change) for change in asked[1:]]
        seconds = sorted(one.seconds for one in found)
        gap = max(one.gap for one in found)
        free = max(one.free for one in found)
        rows.append((kind, f"{seconds[n // 2]:.3f}", f"{seconds[-1]:.3f}", f"{gap:,}", f"{free:,}"))
        records.append(
            {"kind": kind, "size": size.text, "seconds": seconds[n // 2], "most": seconds[-1], "gap": gap, "free": free}
        )
    return Table(
        title=f"one change, {size.text}",
        header=("change", "seconds", "longest", "gap at most", "free at most"),
        rows=tuple(rows),
        notes=(f"the night itself: {night_gap:,} value units below its bound at most",),
        records=tuple(records),
    )


def main(arguments: Sequence[str]) -> None:
    """Make, solve and index a night, then time changes of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks change", description=__doc__)
    parser.add_argument("--size", type=Size.parse, default=Size(100_000, 40_000), help="such as 100000x40000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--changes", type=int, default=20, help="of each kind")
    parser.add_argument("--effort", default="nightly")
    given = parser.parse_args(arguments)
    night = night_from(national.made(given.size.n_clients, given.size.n_vacancies, given.seed), given.seed)
    standing = stand(solve(night.problem, given.effort, night.all_pairs()))
    print(text_of(table(standing, given.size, given.changes)), flush=True)
