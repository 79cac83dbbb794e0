"""Two hundred advisers at a hundred thousand proposals, on this machine: what they wait for, and what a publish adds.

``make load`` serves a grown store with gunicorn as a unit would, lets locust send advisers to it from a process of its
own (closed loop, with time to think), asks at a fixed rate beside them (open loop), publishes a night meanwhile,
measures an empty Flask application under the same server, lets ten take the list along, everybody sign in and somebody
ask junk, and watches memory grow. The generator shares the processors with what it measures. It ends with its section
of the trust report.
"""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import click

from benchmarks.machine import machine_line
from benchmarks.pages import demo_store
from benchmarks.registry import Size
from tests.campaigns.load_beside import FILES, STORM_SECONDS, files, junk, storm
from tests.campaigns.load_store import LARGE, NIGHTS, advisers, of_the_region, store_of
from tests.campaigns.open_loop import Answered, ask, get
from tests.campaigns.publishing import niceness, publishing
from tests.campaigns.trust import Reached, audited, command_of, conclude, look_at_excuses
from tests.web.running.ports import free_port
from web.service.manage.accounts import DEMO_PASSWORD
from web.service.oversight.audit import audit
from web.store.database import Database

PEOPLE, MINUTES, SOAK, RATE, RATE_SECONDS = 200, 10, 30, 60, 300
START_SECONDS = 120
WORKERS, THREADS = 2, 12
MOST_GROWTH = 5
EMPTY = "tests.campaigns.empty_page:app"
LISTS = ("/voorstellen", "/voorstellen?volgorde=wachttijd", "/voorstellen?pagina=7")


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """What locust measured of all requests of a while, milliseconds.

    Attributes
    ----------
    server, generator
        Share of one processor that the server took, and that the people took.
    """

    requests: int
    failures: int
    p50: int
    p95: int
    p99: int
    server: float = 0.0
    generator: float = 0.0


@click.command()
@click.option("--people", default=PEOPLE, show_default=True)
@click.option("--minutes", default=float(MINUTES), show_default=True, help="How long they work.")
@click.option("--soak", default=float(SOAK), show_default=True, help="Minutes over which memory may not grow.")
@click.option("--rate", default=RATE, show_default=True, help="Questions a second of the open loop.")
@click.option("--rate-seconds", default=float(RATE_SECONDS), show_default=True)
@click.option("--store", type=click.Path(path_type=Path, exists=True), help="A demo store with its night.")
@click.option("--clients", default=LARGE.n_clients, show_default=True)
@click.option("--vacancies", default=LARGE.n_vacancies, show_default=True)
@click.option("--nights", default=NIGHTS, show_default=True)
def main(
    people: int,
    minutes: float,
    soak: float,
    rate: int,
    rate_seconds: float,
    store: Path | None,
    clients: int,
    vacancies: int,
    nights: int,
) -> None:
    """Measure what people wait for."""
    click.echo(machine_line())
    look_at_excuses()
    with TemporaryDirectory() as place:
        folder = Path(place)
        proposals = store_of(store or demo_store(folder), folder / "waag.db", Size(clients, vacancies), nights)
        database = Database(f"sqlite:///{folder / 'waag.db'}")
        advisers(database, people, folder / "tokens.json")
        with served(folder) as (address, process), empty_page(folder) as bare:
            crowd = work(address, folder, people, minutes, process.pid)
            click.echo(f"at work: {crowd}")
            with publishing(f"sqlite:///{folder / 'waag.db'}") as written:
                during = work(address, folder, people, max(1.0, minutes / 5), process.pid)
            click.echo(f"while a night is published: {during}, {len(written)} times")
            cookies = [f"waag={token}" for token in tokens(folder)]
            loop = ask(rate, rate_seconds, get([address + path for path in LISTS], cookies))
            click.echo(f"{rate} lists a second: p99 {loop.within(0.99) * 1000:.0f} ms, {loop.errors} errors")
            ours = ask(1, 30, get([address + LISTS[0]], cookies))
            beside = ask(1, 30, get([bare], ()))
            # Opened here: a session that nothing is asked with for so long has ended by now.
            takers = [f"waag={token}" for token in of_the_region(database, FILES)]
            crowded = [
                files(address, takers, cookies),
                junk(address, cookies),
                storm(address, people, STORM_SECONDS, DEMO_PASSWORD, lambda: resident(process.pid)),
            ]
            before = resident(process.pid)
            work(address, folder, people, soak, process.pid)
            growth = resident(process.pid) / before - 1
        log = audited([audit(database, None)])
        database.close()
    found = told(people, minutes, proposals, crowd, during, written)
    found += [
        Reached(
            name="T44-open",
            promise=f"open loop of {RATE} lists a second for 5 minutes: p99 < 300 ms, 0 errors",
            figure=f"{rate} a second for {rate_seconds:.0f} s: p99 {loop.within(0.99) * 1000:.0f} ms, "
            f"{loop.errors} errors",
            is_reached=is_whole(rate, RATE, rate_seconds, RATE_SECONDS) and loop.within(0.99) < 0.3 and not loop.errors,
        ),
        Reached(
            name="T44-soak",
            promise=f"{SOAK} minutes of {PEOPLE} advisers: memory grows < {MOST_GROWTH} %",
            figure=f"{soak:.0f} minutes: {growth:+.1%}",
            is_reached=soak >= SOAK and growth * 100 < MOST_GROWTH,
        ),
        *crowded,
        multiple(ours, beside),
        log,
    ]
    sys.exit(conclude("load", found, command=command_of("tests.campaigns.load")))


def is_whole(*pairs: float) -> bool:
    """Whether what was measured is no less than what was promised: figures and promises in turn."""
    return all(measured >= promised for measured, promised in zip(pairs[::2], pairs[1::2], strict=True))


def told(people: int, minutes: float, proposals: int, crowd: Crowd, during: Crowd, written: list[int]) -> list[Reached]:
    """Give the promises about two hundred people at work."""
    is_asked = is_whole(people, PEOPLE, minutes, MINUTES, proposals, 100_000)
    where = f"{people} advisers, {minutes:.0f} minutes, {proposals} proposals"
    return [
        Reached(
            name="T44-people",
            promise=f"{PEOPLE} advisers for {MINUTES} minutes at 100,000 proposals: p95 < 200 ms, 0 errors",
            figure=f"{where}: p50 {crowd.p50}, p95 {crowd.p95}, p99 {crowd.p99} ms, "
            f"{crowd.failures} errors in {crowd.requests} requests; server {crowd.server:.0%}, "
            f"people {crowd.generator:.0%} of a processor",
            is_reached=is_asked and crowd.p95 < 200 and not crowd.failures and crowd.requests > 0,
        ),
        Reached(
            name="T44-publish",
            promise="the same while a night is published: p95 < 400 ms, 0 errors",
            figure=f"{len(written)} times {written[0] if written else 0} proposals written, with nice {niceness()} as "
            f"its unit has: p95 {during.p95} ms, {during.failures} errors in {during.requests} requests",
            is_reached=is_asked and bool(written) and during.p95 < 400 and not during.failures,
        ),
    ]


def multiple(ours: Answered, beside: Answered) -> Reached:
    """Tell what the list takes beside a page that says nothing; no figure was promised."""
    middle = [quantiles(one.seconds, n=2)[0] * 1000 for one in (ours, beside)]
    return Reached(
        name="T44-multiple",
        promise="our list beside an empty page of Flask under the same server, in the same run (no bound)",
        figure=f"p50 {middle[0]:.1f} ms and {middle[1]:.1f} ms: {middle[0] / middle[1]:.1f} times",
        is_reached=not ours.errors + beside.errors,
    )


def tokens(folder: Path) -> list[str]:
    """Give the sessions that were opened."""
    import json

    return [str(one) for one in json.loads((folder / "tokens.json").read_text("utf-8"))]


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Serve the store as a unit would."""
    port = free_port()
    command = [sys.executable, "-m", "web.cli", "serve", "--port", str(port), "--workers", str(WORKERS)]
    environ = {**os.environ, "WAAG_DATA": str(folder), "WAAG_DATABASE_URL": f"sqlite:///{folder / 'waag.db'}"}
    # Everybody who signs in has an address of his own.
    environ["WAAG_PROXIES"] = "1"
    with running([*command, "--threads", str(THREADS)], environ, f"http://127.0.0.1:{port}/readyz") as process:
        yield f"http://127.0.0.1:{port}", process


@contextmanager
def empty_page(folder: Path) -> Iterator[str]:
    """Serve a page that says nothing in the same way."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", EMPTY, "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    command += ["--workers", str(WORKERS), "--threads", str(THREADS)]
    address = f"http://127.0.0.1:{port}/"
    with running(command, {**os.environ, "WAAG_DATA": str(folder)}, address):
        yield address


@contextmanager
def running(command: list[str], environ: dict[str, str], address: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a server until it is no longer needed; it answers before it is given."""
    with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) as process:
        try:
            until = monotonic() + START_SECONDS
            while not get([address], ())(0):
                if monotonic() > until or process.poll() is not None:
                    raise click.ClickException(f"{command[2]} does not answer; see what it wrote above.")
                sleep(0.2)
            yield process
        finally:
            process.terminate()


def work(address: str, folder: Path, people: int, minutes: float, server: int) -> Crowd:
    """Let advisers work for a while; they come in ten a second, and only then it counts."""
    command = [sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name("load_people.py")), "--headless"]
    command += ["-u", str(people), "-r", "10", "-t", f"{int(minutes * 60 + people / 10)}s", "--reset-stats"]
    command += ["--host", address, "--csv", str(folder / "crowd"), "--only-summary", "--loglevel", "WARNING"]
    environ = {**os.environ, "WAAG_LOAD_TOKENS": str(folder / "tokens.json"), "WAAG_LOAD_COOKIE": "waag"}
    started, before, own = monotonic(), processor_seconds(server), getrusage(RUSAGE_CHILDREN)
    subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    took, after = monotonic() - started, getrusage(RUSAGE_CHILDREN)
    asked = after.ru_utime + after.ru_stime - own.ru_utime - own.ru_stime
    found = read_crowd(folder / "crowd_stats.csv")
    return replace(found, server=(processor_seconds(server) - before) / took, generator=asked / took)


def read_crowd(file: Path) -> Crowd:
    """Read what locust wrote down of all requests together."""
    with file.open(encoding="utf-8", newline="") as lines:
        total = next(row for row in csv.DictReader(lines) if row["Name"] == "Aggregated")
    share = {name: int(float(total[f"{name}%"])) for name in ("50", "95", "99")}
    return Crowd(
        requests=int(total["Request Count"]),
        failures=int(total["Failure Count"]),
        p50=share["50"],
        p95=share["95"],
        p99=share["99"],
    )


def processor_seconds(pid: int) -> float:
    """Give what a server and its workers took of the processors until now."""
    told_by = [Path(f"/proc/{one}/stat").read_text("utf-8").rpartition(")")[2].split() for one in family(pid)]
    return sum(int(fields[11]) + int(fields[12]) for fields in told_by) / os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """Give a server and its workers."""
    return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split())]


def resident(pid: int) -> int:
    """Give the memory of a server and its workers, kB; what several of them share counts once, spread over them."""
    told_by = [Path(f"/proc/{one}/smaps_rollup").read_text("utf-8") for one in family(pid)]
    return sum(int(text.partition("\nPss:")[2].split()[0]) for text in told_by)


if __name__ == "__main__":
    main()
