"""`python -m benchmarks rank`: the three figures of the kernel, from a small caseload to that of the whole country.

(a) who fits where without support, on one core, against two NumPy forms; (b) the whole definition on two threads,
against the fastest of three NumPy forms; (c) everybody's best pairs with their packages, without and with near misses,
against a popcount sweep over the same pairs within reach.  They are never mixed: each is a ratio of two runs of one
process.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks import fitting, folder, national
from benchmarks.apart import apart
from benchmarks.machine import machine, machine_line
from benchmarks.measure import Stages, Timing
from benchmarks.peers import PEERS, Lookups
from benchmarks.registry import Phase, Row, Size
from benchmarks.rounds import in_rounds
from benchmarks.weighing import differences
from matcher.domain.caseload import I32, Caseload
from matcher.encode.steps import step_columns
from matcher.encode.stored import encode_stored
from matcher.kernel import COUNT, PACKAGE, PACKAGE_FIELDS, REASON, Ranked, judge_each, mixed, rank, survey, sweep
from matcher.kernel.planes import limits_of, planes_of

SIZES = {
    "2k": Size(2_000, 800),
    "20k": Size(20_000, 8_000),
    "100k": Size(100_000, 60_000),
    "400k": Size(400_000, 300_000),
}
KEPT, N_THREADS = 30, 2
MOST_PEERED = SIZES["20k"]
PEER_PAIRS, PLANAR_PAIRS, COMPILED_PAIRS, CHECKED_PAIRS, PEER_CHECKED = 1 << 20, 1 << 23, 1 << 31, 1 << 21, 1 << 14
FIGURES = ("a", "b", "c")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Night:
    """The columns of one size, and what making them took."""

    size: Size
    seed: int
    caseload: Caseload
    stages: Stages = field(default_factory=Stages)

    @property
    def n_vacancies(self) -> int:
        """Vacancies of the caseload."""
        return len(self.caseload.vacancy_keys)

    def sample(self, n_pairs: int) -> I32:
        """Draw people until, each against every vacancy, there are about so many pairs."""
        n = min(len(self.caseload.client_keys), max(1, n_pairs // max(1, self.n_vacancies)))
        drawn = np.random.default_rng(self.seed).choice(len(self.caseload.client_keys), n, replace=False)
        return np.sort(drawn).astype(np.int32)


def build(size: Size, seed: int, given: Path | None) -> Night:
    """Draw a caseload, or read the given one, and write its columns."""
    stages = Stages()
    with stages.stage("stored columns"):
        stored = national.made(*size, seed) if given is None else folder.read(given)
        scales = national.night_of(stored)
    with stages.stage("columns of the night"):
        caseload = encode_stored(stored, scales)
    size = Size(len(caseload.client_keys), len(caseload.vacancy_keys))
    return Night(size=size, seed=seed, caseload=caseload, stages=stages)


def measure_size(
    size: Size, seed: int, given: Path | None, repeat: int, is_checked: bool, whole: bool, figures: str
) -> list[Row]:
    """Measure one size in this process; what is compiled is compiled on a small caseload before."""
    for figure in FIGURES:
        _figure(figure, build(Size(60, 40), seed, None), 1, whole=True)
    night = build(size, seed, given)
    rows: list[Row] = [
        {"figure": "", "phase": cost.name, "seconds": cost.seconds, "peak_mib": cost.peak_mib}
        for cost in night.stages.costs
    ]
    if is_checked:
        _check(night)
    for figure in figures:
        rows += _figure(figure, night, repeat, whole=whole)
    common: Row = {"n_clients": night.size.n_clients, "n_vacancies": night.size.n_vacancies, "seed": seed}
    return [{**common, **row} for row in rows]


def _figure(figure: str, night: Night, repeat: int, *, whole: bool) -> list[Row]:
    if figure == "a":
        return _fitting(night, repeat)
    if figure == "b":
        return _whole_definition(night, repeat) if night.size.n_clients <= MOST_PEERED.n_clients else []
    return _within_reach(night, repeat, whole=whole)


def _fitting(night: Night, repeat: int) -> list[Row]:
    caseload, m = night.caseload, night.n_vacancies
    planes = planes_of(caseload)
    some, many, most = (night.sample(n) for n in (PEER_PAIRS, PLANAR_PAIRS, COMPILED_PAIRS))
    own = limits_of(caseload, most)
    found = fitting.compiled(limits_of(caseload, some))
    if not np.array_equal(found, fitting.broadcasting(caseload, some)) or not np.array_equal(
        found, fitting.planar(planes, some)
    ):
        raise AssertionError("the three forms of feasibility differ: nothing to time")
    phases = (
        Phase("compiled bits", len(most) * m, lambda: fitting.compiled(own)),
        Phase("NumPy broadcasting", len(some) * m, lambda: fitting.broadcasting(caseload, some)),
        Phase("NumPy bitwise_count", len(many) * m, lambda: fitting.planar(planes, many)),
    )
    return _rows("a", in_rounds(phases, repeat), lambda timings: timings[0])


def _whole_definition(night: Night, repeat: int) -> list[Row]:
    caseload, people = night.caseload, night.sample(PEER_PAIRS)
    look, n_pairs = Lookups.of(caseload), night.size.n_clients * night.n_vacancies
    phases = [
        Phase("best lists, two threads", n_pairs, lambda: rank(caseload, KEPT, N_THREADS, is_whole=False)),
        Phase("best lists and every pair counted", n_pairs, lambda: rank(caseload, KEPT, N_THREADS)),
    ]
    for peer in PEERS:
        classes = peer.classes(caseload)
        phases.append(
            Phase(
                peer.name,
                len(people) * night.n_vacancies,
                lambda peer=peer, classes=classes: [None for _ in peer.weigh(look, classes, people)],  # type: ignore[misc]
            )
        )
    return _rows("b", in_rounds(phases, repeat), lambda timings: timings[0])


def _within_reach(night: Night, repeat: int, *, whole: bool) -> list[Row]:
    caseload = night.caseload
    looked, _ = sweep(caseload, N_THREADS)
    ranked: list[Ranked] = []
    phases = [
        Phase("popcount sweep", looked, lambda: sweep(caseload, N_THREADS)),
        Phase("best lists", looked, lambda: ranked.append(rank(caseload, KEPT, N_THREADS, is_whole=False))),
    ]
    steps = step_columns(caseload)
    phases.append(
        Phase(
            "best lists and near misses",
            looked,
            lambda: (rank(caseload, KEPT, N_THREADS, is_whole=False), survey(caseload, steps, threads=N_THREADS)),
        )
    )
    if whole or night.size.n_clients <= MOST_PEERED.n_clients:
        phases.append(Phase("best lists and every pair counted", looked, lambda: rank(caseload, KEPT, N_THREADS)))
    stages = Stages()
    with stages.stage("all"):
        timings = in_rounds(phases, repeat)
    last = ranked[-1]
    let_through = looked and 1 - float(last.reasons[:, 6:8].sum()) / looked
    shares: Row = {
        "peak_mib": stages.costs[0].peak_mib,
        "share_within_reach": looked / max(1, night.size.n_clients * night.n_vacancies),
        "share_with_a_proposal": float((last.found > 0).mean()),
        "share_unweighed": float(last.unweighed.sum()) / max(1, looked),
        "share_past_the_last_gates": let_through,
    }
    return [{**row, **shares} for row in _rows("c", timings, lambda timings: timings[0], is_slower=True)]


def _rows(
    figure: str, timings: Sequence[Timing], base: Callable[[Sequence[Timing]], Timing], *, is_slower: bool = False
) -> list[Row]:
    """Give a row per phase; ``ratio`` is how many times the first of the figure is as fast (or, in (c), as this)."""
    first = base(timings)
    return [
        {
            "figure": figure,
            "phase": timing.name,
            "n_pairs": timing.n_units,
            "n_runs": len(timing.runs),
            "seconds": timing.wall,
            "pairs_per_second": timing.per_second,
            "pairs_per_cpu_second": timing.per_cpu_second,
            "ratio": first.per_second / max(1e-9, timing.per_second),
            "ratio_of_processor": first.per_cpu_second / max(1e-9, timing.per_cpu_second),
        }
        for timing in timings
    ]


def _check(night: Night) -> None:
    """Hold the best lists of some people to weighing each of their pairs, and the peers to the kernel."""
    people, m = night.sample(CHECKED_PAIRS), night.n_vacancies
    is_small = night.size.n_clients <= MOST_PEERED.n_clients
    short = rank(night.caseload, KEPT, N_THREADS, is_whole=False)
    whole = rank(night.caseload, KEPT, N_THREADS) if is_small else short
    for person in people.tolist():
        vacancies = np.arange(m, dtype=np.int32)
        judged = judge_each(night.caseload, np.full(m, person, np.int32), vacancies).out
        best = _best_of(night.caseload, person, judged)
        for ranked in (whole, short):
            if ranked.vacancy[person, : ranked.found[person]].tolist() != best:
                raise AssertionError(f"client {person}: the best list is not that of weighing every pair")
        counts = np.bincount(judged[judged[:, REASON] >= 0, REASON], minlength=whole.reasons.shape[1])
        n_counted = len(counts) if not whole.unweighed[person] else 8
        if not np.array_equal(whole.reasons[person, :n_counted], counts[:n_counted]):
            raise AssertionError(f"client {person}: the reasons are not those of weighing every pair")
    if is_small:
        for peer in PEERS:
            found = differences(peer, night, night.sample(PEER_CHECKED))
            if found:
                raise AssertionError(f"{peer.name} and the kernel differ in {', '.join(found)}: nothing to time")


def _best_of(caseload: Caseload, person: int, judged: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> list[int]:
    packages = judged[:, PACKAGE : PACKAGE + 3 * PACKAGE_FIELDS].reshape(len(judged), 3, PACKAGE_FIELDS)[:, :, 5]
    is_there = np.arange(3) < judged[:, COUNT, None]
    total = np.where(is_there, packages, np.iinfo(np.int64).min).max(axis=1, initial=np.iinfo(np.int64).min)
    tie = mixed(caseload.clients.tie[person] ^ caseload.vacancies.tie)
    order = np.lexsort((tie, -total))
    kept: list[int] = order[judged[order, REASON] < 0][:KEPT].tolist()
    return kept


def text_of(row: Row) -> str:
    """Write a row for a person."""
    size = f"{row['n_clients']:,} × {row['n_vacancies']:,}"
    if not row["figure"]:
        return f"{size}  {row['phase']}: {row['seconds']:.1f} s, peak {row['peak_mib']:,} MiB"
    line = (
        f"{size}  ({row['figure']}) {row['phase']}: {row['seconds']:.3f} s over {row['n_pairs']:,} pairs, "
        f"{row['pairs_per_second']:,.0f} pairs/s; ratio {row['ratio']:.1f}, "
        f"of processor {row['ratio_of_processor']:.1f}"
    )
    if row["figure"] == "c":
        near, placed = (100 * float(row[name] or 0) for name in ("share_within_reach", "share_with_a_proposal"))
        line += f"; peak {row['peak_mib']:,} MiB; within reach {near:.2f}% of all pairs, a proposal for {placed:.0f}%"
    return line


def main(arguments: Sequence[str]) -> None:
    """Measure sizes one after the other, each in a process of its own."""
    asked = _parsed(arguments)
    print(machine_line(), flush=True)
    rows: list[Row] = []
    for name in asked.sizes:
        given = (SIZES[name], asked.seed, asked.input, asked.repeat, asked.check, asked.whole, asked.figures)
        found = apart(measure_size, *given)
        for row in found:
            print(text_of(row), flush=True)
        rows += found
    if asked.out is not None:
        asked.out.parent.mkdir(parents=True, exist_ok=True)
        records = [{**machine(), **row} for row in rows]
        asked.out.write_text(json.dumps(records, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"wrote {len(rows)} rows to {asked.out}")


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks rank", description=__doc__)
    parser.add_argument("--sizes", default="2k,20k", help=f"of {', '.join(SIZES)}, with commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--check", action="store_true", help="hold best lists and reasons to weighing every pair")
    parser.add_argument("--whole", action="store_true", help="count every pair above 20,000 people too (minutes)")
    parser.add_argument("--figures", default="".join(FIGURES), help="which of the figures a, b and c, e.g. a or bc")
    parser.add_argument("--out", type=Path, default=None, help="file for the rows, as JSON")
    parser.add_argument("--input", type=Path, default=None, help="folder with a stored caseload of one's own")
    asked = parser.parse_args(arguments)
    asked.sizes = asked.sizes.split(",") if asked.input is None else ["20k"]
    unknown = [name for name in asked.sizes if name not in SIZES]
    if unknown:
        parser.error(f"no size is called {unknown[0]!r}; there are {', '.join(SIZES)}")
    return asked
