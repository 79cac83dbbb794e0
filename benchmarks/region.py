"""`python -m benchmarks region`: a whole night of a region as an operator makes it, from delivered files to the flip.

The delivery is the demo's, copied until it has the size: so many people compete for so much more of the same work that
there are far more candidates than in a region that was drawn (`python -m benchmarks national`), and far more ties.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from benchmarks.machine import machine_line
from benchmarks.printing import text_of
from benchmarks.registry import Row, Size, Table
from benchmarks.solving import write_rows
from web.store.database import Database
from web.store.records import Run

DEMO = Size(1_000, 300)
DAY = "2026-11-02"
REFERENCES = ("client", "vacancy", "employer")
BUDGETS, NOT_COPIED = "budgets.csv", ("gemeente", "year")
MOST_MB = 60


def main(arguments: Sequence[str]) -> None:
    """Deliver a region, make its night, and tell what each step took and what the store kept of it."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks region", description=__doc__)
    asked.add_argument("--size", type=Size.parse, default=Size(20_000, 8_000), help="20000x8000 by default")
    asked.add_argument("--out", type=Path, help="write the figures to this file")
    args = asked.parse_args(arguments)
    print(machine_line(), flush=True)
    with TemporaryDirectory() as folder:
        table = measured(Path(folder), args.size)
    print(text_of(table), flush=True)
    write_rows(table.records, args.out)


def measured(folder: Path, size: Size) -> Table:
    """Import a delivery of this size and make its night, each with the command an operator gives."""
    delivery, store = folder / "delivery", folder / "waag.db"
    rows = deliver(delivery, size)
    environ = {**os.environ, "WAAG_DATA": str(folder), "WAAG_DATABASE_URL": f"sqlite:///{store}"}
    imported = _waag(environ, "import", str(delivery), "--confirm", "--date", DAY)
    before = store.stat().st_size
    took = _waag(environ, "nightly", "--date", DAY)
    grew = (store.stat().st_size - before) / 1e6
    run = _shown(store)
    assert run.manifest is not None
    steps: list[Row] = [{"step": "import", "seconds": imported, "peak_mib": None}]
    steps += [
        {"step": cost.name, "seconds": cost.milliseconds / 1000, "peak_mib": cost.peak_kib // 1024}
        for cost in run.manifest.stages
    ]
    steps.append({"step": "night", "seconds": took, "peak_mib": max(int(one["peak_mib"] or 0) for one in steps)})
    common: Row = {
        "n_clients": run.manifest.clients,
        "n_vacancies": run.manifest.vacancies,
        "rows": rows,
        "candidates": run.manifest.candidates,
        "proposals": run.manifest.proposals,
        "mb_a_night": round(grew, 1),
    }
    return Table(
        title=f"A night of a region, {run.manifest.clients:,} × {run.manifest.vacancies:,}",
        header=("step", "seconds", "of the night", "peak MiB"),
        rows=tuple(_cells(one, took) for one in steps),
        notes=(
            f"{rows:,} rows delivered; {run.manifest.candidates:,} candidates, {run.manifest.proposals:,} proposals, "
            f"ended as {run.state.value}.",
            f"The store is {grew:.1f} MB larger after the night (goal: {MOST_MB} MB at most).",
        ),
        records=tuple({**common, **one} for one in steps),
    )


def deliver(target: Path, size: Size) -> int:
    """Write the demo's delivery so many times over, each copy under names of its own; give its number of rows."""
    target.mkdir()
    of_people, of_work = -(-size.n_clients // DEMO.n_clients), -(-size.n_vacancies // DEMO.n_vacancies)
    rows = 0
    for source in sorted(Path(str(files("web") / "demo")).glob("*.csv")):
        with source.open(encoding="utf-8-sig", newline="") as given:
            names, *own = csv.reader(given, delimiter=";")
        copied = list(_copies(source.name, names, own, of_people, of_work))
        with (target / source.name).open("w", encoding="utf-8", newline="") as written:
            csv.writer(written, delimiter=";").writerows([names, *copied])
        rows += len(copied)
    return rows


def _copies(
    file: str, names: list[str], rows: list[list[str]], of_people: int, of_work: int
) -> Iterator[Sequence[str]]:
    places = {names.index(name) for name in REFERENCES if name in names}
    copies = of_people if "client" in names else of_work if places else 1
    if {"client", "vacancy"} <= set(names):
        copies = min(of_people, of_work)
    for number in range(copies):
        for row in rows:
            if file == BUDGETS:
                # So much for each person as in the demo.
                yield [
                    str(int(cell) * of_people) if cell and name not in NOT_COPIED else cell
                    for name, cell in zip(names, row, strict=True)
                ]
            else:
                yield [f"{cell}-{number}" if cell and number and at in places else cell for at, cell in enumerate(row)]


def _waag(environ: dict[str, str], *arguments: str) -> float:
    started = monotonic()
    subprocess.run([sys.executable, "-m", "web.cli", *arguments], env=environ, stdout=subprocess.DEVNULL, check=True)
    return monotonic() - started


def _shown(store: Path) -> Run:
    database = Database(f"sqlite:///{store}")
    with database.read() as opened:
        run = opened.current_run()
    database.close()
    if run is None:
        raise RuntimeError("The night is not shown: see what `waag nightly` wrote above.")
    return run


def _cells(one: Row, night: float) -> tuple[str, ...]:
    seconds = float(one["seconds"] or 0)
    share = "-" if one["step"] == "import" else f"{seconds / night:.0%}"
    return str(one["step"]), f"{seconds:.1f}", share, "-" if one["peak_mib"] is None else f"{one['peak_mib']:,}"
