"""Every Gespreksblad of a store on paper, and every record on a phone: criteria 7, 15 and 16 over all there is.

``python -m tests.campaigns.sheets`` makes the small world of the tests; ``--store`` looks at a copy of a store, such as
that of the demo. It says what is wrong, record by record, and ends with 1 where there is anything.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import click
from bs4 import BeautifulSoup
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

from tests.campaigns.screenshots import world
from tests.end_to_end.browsers import LAUNCH
from tests.end_to_end.everywhere import login_of, opened, served
from tests.end_to_end.looks import UNFOLD, too_wide
from tests.web.pages.test_talk import JARGON, LEAST_EASE, MOST_MEAN, ease, prose
from tests.web.pages.visit import Visit
from web.pages.frame import EXTENSION

ROLE = "adviseur"
NARROW = {"width": 320, "height": 900}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One proposal: where it is, and the names of whom it is about."""

    path: str
    name: str


def records(app: Flask) -> tuple[Record, ...]:
    """Give the proposals of the night that is shown, in their order."""
    with app.app_context(), app.extensions[EXTENSION].desk.database.read() as store:
        run = store.current_run()
        rows = store.proposal_rows(run.id) if run else []
        names = {row["client"]: row["name"] for row in store.rows_in("persoon", "client", (row.client for row in rows))}
    return tuple(Record(path=f"/voorstellen/{row.id}", name=names.get(row.client) or row.client) for row in rows)


def said_wrong(html: BeautifulSoup, own: Record, names: Sequence[str]) -> Iterator[str]:
    """Give what a sheet says and should not: a score or jargon, somebody else, or sentences that are hard to read."""
    sheet = html.select_one("article.sheet")
    if sheet is None:
        yield "no sheet"
        return
    text = prose(sheet)
    yield from (f"says {word}" for word in JARGON if re.search(rf"\b{word}", text.lower()))
    yield from (
        f"names {name}" for name in names if name != own.name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    )
    flesch, mean = ease(text)
    if flesch < LEAST_EASE or mean > MOST_MEAN:
        yield f"reads at {flesch:.0f} with {mean:.1f} words a sentence"


def n_pages(page: Page) -> int:
    """Give on how many A4 a page prints."""
    return len(PdfReader(BytesIO(page.pdf(format="A4"))).pages)


def looked_at(app: Flask, browser: Browser, found: Sequence[Record]) -> Iterator[tuple[Record, list[str]]]:
    """Give each proposal with what is wrong with its sheet, on paper and in words, and with its page on a phone."""
    reader, names = Visit(app).sign_in(login_of(ROLE)), sorted({one.name for one in found})
    with served(app) as address, opened(browser, address, ROLE, viewport=NARROW) as page:
        for one in found:
            wrong = list(said_wrong(reader.get(f"{one.path}/gespreksblad"), one, names))
            page.goto(f"{one.path}/gespreksblad")
            if (pages := n_pages(page)) != 1:
                wrong.append(f"{pages} A4")
            if too_wide(page):
                wrong.append("the sheet is too wide")
            page.goto(one.path)
            page.evaluate(UNFOLD)
            if too_wide(page):
                wrong.append("the proposal is too wide")
            yield one, wrong


def main() -> None:
    """Look at every record, and say what is wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--store", type=Path, help="a SQLite file to copy; without: the small world of the tests")
    args = asked.parse_args()
    n_looked = n_wrong = 0
    with world(args.store) as app, sync_playwright() as player:
        for one, wrong in looked_at(app, player.chromium.launch(**LAUNCH), records(app)):
            n_looked, n_wrong = n_looked + 1, n_wrong + bool(wrong)
            if wrong:
                click.echo(f"{one.path}: {'; '.join(wrong)}")
    click.echo(f"{n_looked} proposals, {n_wrong} with something wrong")
    sys.exit(1 if n_wrong or not n_looked else 0)


if __name__ == "__main__":
    main()
