"""Same input, same bytes: one delivery, its rows shuffled on disk, through the command into fresh stores, many times.

Each run is three processes of `waag` (import, nightly, export plan) with its own order of rows, hash seed and number
of threads; every fourth run has a processor burner beside it. The kernels can be compiled for other processors too.
There may be one SHA-256, of the plan and of its certificate: prices, bound and rows. Run it with
``python -m tests.campaigns.same_bytes --runs 20``, or with ``--processors native,x86-64-v2,x86-64-v3``.
"""

import argparse
import csv
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

import click

ROOT = Path(__file__).resolve().parents[2]
DEMO, DEMO_DAY = ROOT / "web" / "demo", "2026-11-02"
THREADS = (1, 2, 3)
BURNER_EVERY = 4
NATIVE = "native"
# A burner whose parent is gone ends by itself.
BURN = "import os, sys\nwhile os.getppid() == int(sys.argv[1]): sum(range(100_000))"


class CampaignError(Exception):
    """A run did not come to a plan, or the code changed between two runs: there is nothing to compare."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run of the campaign and what it gave."""

    number: int
    threads: int
    processor: str
    has_burner: bool
    seconds: float
    proposals: int
    code: str
    digest: str


def campaign(
    source: Path, day: str, n_runs: int, burner_every: int = BURNER_EVERY, processors: Sequence[str] = (NATIVE,)
) -> Iterator[Run]:
    """Give run after run over the same delivery, each from its own shuffled copy into its own store.

    ``processors`` are names that LLVM knows; runs take turns. Each compiles the kernels anew, a minute or two.
    """
    for number in range(n_runs):
        has_burner = number % burner_every == burner_every - 1
        with TemporaryDirectory() as folder, _burner(has_burner):
            yield _run(source, Path(folder), day, number, has_burner, processors[number % len(processors)])


def shuffle_files(source: Path, target: Path, seed: int) -> Path:
    """Copy the sheets of a folder with the rows of each in another order; the first run has another order too."""
    target.mkdir()
    order = Random(seed + 1)
    for file in sorted(source.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            head, *rows = csv.reader(stream, delimiter=";")
        order.shuffle(rows)
        with (target / file.name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=";", lineterminator="\n").writerows([head, *rows])
    return target


def exit_code(runs: Sequence[Run]) -> int:
    """Give 0 where all runs gave the same bytes, 1 where they did not.

    Raises
    ------
    CampaignError
        Where no two runs can be compared: too few, or of different code.
    """
    if len(runs) < 2:
        raise CampaignError("One run compares with nothing; ask for two or more.")
    if len({run.code for run in runs}) > 1:
        raise CampaignError("The code changed while the campaign ran; run it again on a tree that stands still.")
    return int(len({run.digest for run in runs}) > 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign and print its table."""
    parser = argparse.ArgumentParser(description="Same input, same bytes, over many runs.")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--files", type=Path, default=DEMO, help="folder with the delivery; without: the demo world")
    parser.add_argument("--day", default=DEMO_DAY)
    parser.add_argument("--processors", default=NATIVE, help="that the kernels are compiled for, with commas")
    asked = parser.parse_args(arguments)
    click.echo(
        f"{'run':>4}{'hash seed':>11}{'threads':>9}{'burner':>8}{'processor':>12}{'seconds':>9}{'proposals':>11}  "
        "SHA-256 of plan and certificate"
    )
    runs = []
    for run in campaign(asked.files, asked.day, asked.runs, processors=asked.processors.split(",")):
        burner = "yes" if run.has_burner else "no"
        figures = f"{run.number:>4}{run.number:>11}{run.threads:>9}{burner:>8}{run.processor:>12}{run.seconds:>9.1f}"
        click.echo(f"{figures}{run.proposals:>11}  {run.digest}")
        runs.append(run)
    code = exit_code(runs)
    digests = sorted({run.digest for run in runs})
    click.echo(f"{len(runs)} runs, {len(digests)} hash{'' if len(digests) == 1 else 'es'}: {', '.join(digests)}")
    return code


def _run(source: Path, folder: Path, day: str, number: int, has_burner: bool, processor: str) -> Run:
    threads = THREADS[number % len(THREADS)]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("WAAG_")}
    environ |= {
        "PYTHONHASHSEED": str(number),
        "WAAG_THREADS": str(threads),
        "WAAG_DATABASE_URL": f"sqlite:///{folder / 'store.db'}",
        "WAAG_DATA": str(folder / "data"),
    }
    if processor != NATIVE:
        environ["NUMBA_CPU_NAME"] = processor
    files, out = shuffle_files(source, folder / "files", number), folder / "plan.jsonl"
    began = perf_counter()
    _waag(environ, "import", str(files), "--date", day)
    night = json.loads(_waag(environ, "nightly", "--date", day, "--json"))["run"]
    _waag(environ, "export", "plan", "latest", "--out", str(out))
    return Run(
        number=number,
        threads=threads,
        processor=processor,
        has_burner=has_burner,
        seconds=perf_counter() - began,
        proposals=night["manifest"]["proposals"],
        code=night["code_version"],
        digest=sha256(out.read_bytes() + _certificate(folder / "store.db")).hexdigest(),
    )


def _certificate(store: Path) -> bytes:
    """Give the parts of the one certificate in a store, as they are kept."""
    with closing(sqlite3.connect(store)) as connection:
        parts = connection.execute("SELECT part, content FROM certificates ORDER BY part").fetchall()
    if not parts:
        raise CampaignError("The run kept no certificate, so half of what is compared is missing.")
    return b"".join(part.encode() + content for part, content in parts)


def _waag(environ: Mapping[str, str], *words: str) -> str:
    # From the root, so that it is this checkout that runs, whatever is installed.
    command = [sys.executable, "-m", "web.cli", *words]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CampaignError(f"`waag {' '.join(words)}` ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def _burner(is_wanted: bool) -> Iterator[None]:
    """Keep one processor busy meanwhile."""
    if not is_wanted:
        yield
        return
    with subprocess.Popen([sys.executable, "-c", BURN, str(os.getpid())]) as process:
        try:
            yield
        finally:
            process.kill()


if __name__ == "__main__":
    sys.exit(main())
