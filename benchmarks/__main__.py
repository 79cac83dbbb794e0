"""`python -m benchmarks [CASE ...] [--sizes 1000x300,20000x8000] [--repeat 3]`, or a verb of its own: see VERBS."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from benchmarks.apart import apart
from benchmarks.bounding import main as bound
from benchmarks.changing import main as change
from benchmarks.compare import compare, make
from benchmarks.machine import machine_line
from benchmarks.pages import main as pages
from benchmarks.printing import save, text_of
from benchmarks.published import main as literature
from benchmarks.ranking import main as rank
from benchmarks.region import main as region
from benchmarks.registry import Row, Size
from benchmarks.sizes import CASES, measure_size
from benchmarks.solving import main as solve
from benchmarks.whole import main as national

VERBS = {
    "rank": rank,
    "solve": solve,
    "bound": bound,
    "national": national,
    "literature": literature,
    "make": make,
    "compare": compare,
    "change": change,
    "pages": pages,
    "region": region,
}
"""Commands with arguments of their own; `--help` behind each lists them."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; every size in a process of its own, so that memory is that of the size."""
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0] in VERBS:
        VERBS[given[0]](given[1:])
        return
    asked = _parsed(arguments)
    print(machine_line(), flush=True)
    records: dict[str, list[Row]] = {}
    for size in sorted({size for case in CASES for size in (asked.sizes or case.sizes)}):
        names = [case.name for case in CASES if case.name in asked.cases and (asked.sizes or size in case.sizes)]
        if not names:
            continue
        found = apart(measure_size, size, names, asked.repeat)
        for name, tables in found.items():
            for table in tables:
                print(text_of(table), flush=True)
                records.setdefault(name, []).extend(table.records)
    for case in CASES:
        over = case.overview(records.get(case.name, ()))
        if over is not None:
            print(text_of(over))
    if asked.save:
        for name, rows in records.items():
            print(f"appended {len(rows)} records to benchmarks/results/{save(name, rows).name}")


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure speed, memory and quality.")
    names = [case.name for case in CASES]
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"one of: {', '.join(names)}; all by default")
    parser.add_argument("--sizes", type=_sizes, default=(), help="such as 1000x300,20000x8000; each case has its own")
    parser.add_argument("--repeat", type=int, default=3, help="repetitions of each short phase")
    parser.add_argument("--save", action="store_true", help="append the figures to benchmarks/results")
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.cases if name not in names]
    if unknown:
        parser.error(f"no case is called {unknown[0]!r}; there are {', '.join(names)}")
    if asked.repeat < 1:
        parser.error("--repeat needs a whole number from 1 up")
    asked.cases = asked.cases or names
    return asked


def _sizes(text: str) -> tuple[Size, ...]:
    try:
        return tuple(Size.parse(part) for part in text.split(","))
    except ValueError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from problem


if __name__ == "__main__":
    main()
