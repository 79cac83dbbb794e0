"""`python -m benchmarks pages`: what each page takes, beside an empty page of Flask in the same process."""

from __future__ import annotations

import argparse
import json
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from benchmarks.machine import machine, machine_line
from benchmarks.page_store import grown
from benchmarks.printing import text_of
from benchmarks.registry import Row, Size, Table
from web.app import lasting_app
from web.config import Settings
from web.service.manage.accounts import hashed
from web.service.manage.demo import make_demo
from web.store.accounts import Account
from web.store.database import Database

DEMO = Size(1_000, 300)
SIZES = (DEMO, Size(20_000, 8_000))
NIGHTS = (1, 365)
REQUESTS = 50
MOST_FILES = 8
TIMING = re.compile(r'total;dur=([\d.]+), store;dur=([\d.]+);desc="(\d+) queries"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One reply: seconds of the whole request, queries, and bytes."""

    seconds: float
    queries: int
    size: int


def main(arguments: Sequence[str]) -> None:
    """Measure every page at each size, and the smallest size again with a year of nights behind it."""
    asked = _parsed(arguments)
    print(machine_line(), flush=True)
    with TemporaryDirectory() as folder:
        source, found = asked.store or demo_store(Path(folder)), list[Table]()
        for size in asked.sizes:
            for nights in asked.nights if size == min(asked.sizes) else asked.nights[:1]:
                target = Path(folder) / f"{size.n_clients}-{nights}.db"
                grown(source, target, size, nights)
                found.append(measure_pages(target, size, nights, asked.requests))
                print(text_of(found[-1]), flush=True)
                target.unlink()
    if asked.out:
        records = [record for table in found for record in table.records]
        asked.out.write_text(json.dumps({"machine": machine(), "records": records}, indent=1) + "\n", encoding="utf-8")


def measure_pages(store: Path, size: Size, nights: int, requests: int) -> Table:
    """Measure each page of a store; every request asks for another record where there are several."""
    settings = Settings(data_folder=store.parent, database_url=f"sqlite:///{store}")
    empty = _empty_page(requests)
    with closing(Site(settings)) as site:
        records = [_record(name, [site.get(path) for path in paths], empty) for name, paths in site.pages(requests)]
    return Table(
        title=f"Pages, {size.text}, {nights} night{'s' if nights > 1 else ''}",
        header=("page", "× empty, p50", "× empty, p95", "ms p50", "ms p95", "queries", "KB"),
        rows=tuple(_cells(record) for record in records),
        notes=(
            f"{requests} requests of each, in process; an empty page of Flask takes {empty * 1000:.2f} ms.",
            "Queries are the most of any request; KB the largest reply, not compressed.",
        ),
        records=tuple({**record, "size": size.text, "nights": nights} for record in records),
    )


class Site:
    """The application over a store, with somebody signed in who may see every page."""

    def __init__(self, settings: Settings) -> None:
        self.app = lasting_app(settings)
        self.database: Database = self.app.extensions["waag"].desk.database
        login, password = f"meting-{secrets.token_hex(4)}", secrets.token_hex(8)
        with self.database.begin() as store:
            now = self.app.extensions["waag"].desk.clock.now()
            store.add_account(
                Account(login=login, password_hash=hashed(password), role="teamleider", is_demo=True), now
            )
        self.browser = self.app.test_client()
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.browser.get("/inloggen").text)
        assert token is not None
        fields = {"csrf_token": token[1], "login": login, "password": password}
        assert self.browser.post("/inloggen", data=fields).status_code == 303

    def pages(self, requests: int) -> Iterator[tuple[str, list[str]]]:
        """Give each page with the addresses to ask for; the first of each is asked once before, and not counted."""
        lists = {"Voorstellen": "/voorstellen", "Cliënten": "/clienten", "Vacatures": "/vacatures"}
        for name, path in lists.items():
            yield name, [path] * (requests + 1)
        for name, path in (("Voorstel", "/voorstellen"), ("Cliënt", "/clienten"), ("Vacature", "/vacatures")):
            found = sorted(set(re.findall(rf'href="({path}/[0-9a-f]{{20}})["?]', self.browser.get(path).text)))
            yield name, [found[number % len(found)] for number in range(requests + 1)]
        rest = {"Voorstellen (CSV)": "/voorstellen.csv", "Advies": "/advies", "Nachtrun": "/nachtrun"}
        rest |= {"Overzicht": "/overzicht", "Logboek": "/logboek", "Gegevens": "/gegevens", "Hulp": "/hulp"}
        for name, path in rest.items():
            # Who takes file after file is held back; that is no part of what a file costs.
            often = min(requests, MOST_FILES) if path.endswith(".csv") else requests
            yield name, [path] * (often + 1)

    def get(self, path: str) -> Taken:
        """Ask for a page and tell what it took."""
        seconds, reply = _timed(self.browser, path)
        assert reply.status_code == 200, (path, reply.status_code)
        told = TIMING.fullmatch(reply.headers["Server-Timing"])
        assert told is not None, path
        return Taken(seconds=seconds, queries=int(told[3]), size=len(reply.data))

    def close(self) -> None:
        """Give the store back."""
        self.database.close()


def _timed(browser: FlaskClient, path: str) -> tuple[float, TestResponse]:
    began = perf_counter()
    reply = browser.get(path)
    reply.get_data()
    return perf_counter() - began, reply


def _empty_page(requests: int) -> float:
    """Give the median seconds of a page that says nothing."""
    app = Flask("empty")
    app.add_url_rule("/", view_func=lambda: "")
    browser = app.test_client()
    return median(_timed(browser, "/")[0] for _ in range(max(200, requests)))


def _record(name: str, taken: list[Taken], empty: float) -> Row:
    found = sorted(one.seconds for one in taken[1:])
    p50, p95 = median(found), found[min(len(found) - 1, round(0.95 * len(found)))]
    return {
        "page": name,
        "times_p50": p50 / empty,
        "times_p95": p95 / empty,
        "ms_p50": p50 * 1000,
        "ms_p95": p95 * 1000,
        "queries": max(one.queries for one in taken[1:]),
        "kb": max(one.size for one in taken[1:]) / 1024,
    }


def _cells(record: Row) -> tuple[str, ...]:
    forms = {"times_p50": "{:,.0f}", "times_p95": "{:,.0f}", "ms_p50": "{:,.1f}", "ms_p95": "{:,.1f}"}
    forms |= {"queries": "{:,}", "kb": "{:,.0f}"}
    return str(record["page"]), *(form.format(record[name]) for name, form in forms.items())


def demo_store(folder: Path) -> Path:
    """Make the demo store with its night."""
    file = folder / "demo.db"
    settings = Settings(data_folder=folder, database_url=f"sqlite:///{file}")
    database = Database(settings.database_url).ready()
    make_demo(database, settings, lambda _stage, _done, _total: None)
    database.close()
    return file


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks pages", description="Measure every page.")
    parser.add_argument("--sizes", type=_sizes, default=SIZES, help="such as 1000x300,20000x8000")
    parser.add_argument(
        "--nights", type=_nights, default=NIGHTS, help="such as 1,365; more than the first only at the smallest size"
    )
    parser.add_argument("--requests", type=int, default=REQUESTS, help="requests of each page")
    parser.add_argument("--out", type=Path, help="write the figures here, such as benchmarks/results/pages.json")
    parser.add_argument("--store", type=Path, help="a demo store with a night to start from; else it is made")
    return parser.parse_args(list(arguments))


def _sizes(text: str) -> tuple[Size, ...]:
    return tuple(Size.parse(part) for part in text.split(","))


def _nights(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))
