"""`python -m benchmarks make` and `compare`: a caseload in a folder, and two files of results side by side."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from benchmarks import folder, national
from benchmarks.registry import Row

SAME = ("figure", "phase", "n_clients", "n_vacancies")


def make(arguments: Sequence[str]) -> None:
    """Draw a caseload into a folder and say what it is like."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks make", description=national.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clients", type=int, required=True)
    parser.add_argument("--vacancies", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=folder.FORMATS, default=folder.FORMATS[0])
    asked = parser.parse_args(arguments)
    began = perf_counter()
    likeness = national.write(asked.clients, asked.vacancies, asked.seed, asked.folder, asked.format)
    print(f"wrote {asked.clients:,} clients and {asked.vacancies:,} vacancies in {perf_counter() - began:.0f} s")
    print(likeness)


def compare(arguments: Sequence[str]) -> None:
    """Print, phase by phase, how many times as fast the second file is as the first."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks compare", description=compare.__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    asked = parser.parse_args(arguments)
    before, after = _rows(asked.before), _rows(asked.after)
    for key in [key for key in before if key in after]:
        one, other = before[key], after[key]
        ratio = float(one["seconds"] or 0) / max(1e-9, float(other["seconds"] or 0))
        print(f"{'  '.join(str(part) for part in key if part != '')}: {ratio:.2f} × as fast")
    for key in [key for key in {**before, **after} if (key in before) != (key in after)]:
        print(f"{'  '.join(str(part) for part in key if part != '')}: in one file only")


def _rows(file: Path) -> dict[tuple[object, ...], Row]:
    return {_key(row): row for row in json.loads(file.read_text("utf-8"))}


def _key(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in SAME)
