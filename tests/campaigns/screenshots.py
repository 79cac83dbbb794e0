"""Every page and state as a picture in three widths, for a person to look at.

``python -m tests.campaigns.screenshots`` makes the small world of the tests; ``--store`` looks at a copy of a store
instead. Pictures of print, the dark theme and forced colours are made of the widest. What is wrong is for eyes to say:
this only makes sure that there is a picture of everything.
"""

import argparse
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from flask import Flask
from playwright.sync_api import Page, sync_playwright

from tests.end_to_end.browsers import LAUNCH
from tests.end_to_end.everywhere import STATES, WIDTHS, add_roles, opened, places, served
from tests.web.pages.world import build, settings_of
from web.app import THEME_FILE, create_app
from web.pages.frame import EXTENSION
from web.store.database import Database

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "test-results" / "screens"
HEIGHT = 900
LOOKS = {"dark": {"color_scheme": "dark"}, "forced": {"forced_colors": "active"}, "print": {}}


@contextmanager
def world(store: Path | None, theme: str = "") -> Iterator[Flask]:
    """Give an application over a copy of a store, else over the small world; with a theme where one is given."""
    with TemporaryDirectory() as folder:
        if store is None:
            settings = build(Path(folder))
        else:
            settings = settings_of(Path(folder))
            shutil.copy(store, Path(folder) / "waag.db")
            database = Database(settings.database_url)
            database.upgrade()
            database.close()
        if theme:
            (Path(folder) / THEME_FILE).write_text(theme, "utf-8")
        app = create_app(settings)
        add_roles(app)
        try:
            yield app
        finally:
            app.extensions[EXTENSION].desk.database.close()


def shots(app: Flask, folder: Path, only: str, *, looks: bool) -> Iterator[Path]:
    """Make the pictures, and give each file."""
    found = [place for place in places(app, most=2) if only in place.name]
    states = [state for state in STATES if only in state.name]
    with served(app) as address, sync_playwright() as player:
        browser = player.chromium.launch(**LAUNCH)
        for width_name, width in WIDTHS.items():
            kind = {"viewport": {"width": width, "height": HEIGHT}}
            for role in sorted({place.role for place in found}):
                with opened(browser, address, role, **kind) as page:
                    for place in (one for one in found if one.role == role):
                        page.goto(place.path)
                        yield _shot(page, folder / width_name / f"{place.name}.png")
            for state in states:
                with opened(browser, address, state.role, **kind) as page:
                    state.reach(page)
                    yield _shot(page, folder / width_name / f"state-{state.name}.png")
        for look, own in LOOKS.items() if looks else ():
            for role in sorted({place.role for place in found}):
                with opened(browser, address, role, viewport={"width": 1280, "height": HEIGHT}, **own) as page:
                    if look == "print":
                        page.emulate_media(media="print")
                    for place in (one for one in found if one.role == role and one.name.endswith("-1")):
                        page.goto(place.path)
                        yield _shot(page, folder / look / f"{place.name}.png")
        browser.close()


def _shot(page: Page, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True)
    return path


def main() -> None:
    """Make the pictures that were asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--store", type=Path, help="a SQLite file to copy; without: the small world of the tests")
    asked.add_argument("--folder", type=Path, default=FOLDER)
    asked.add_argument("--only", default="", help="pages and states with this in their name")
    asked.add_argument("--plain", action="store_true", help="no pictures of print, the dark theme and forced colours")
    args = asked.parse_args()
    with world(args.store) as app:
        made = sum(1 for _ in shots(app, args.folder, args.only, looks=not args.plain))
    click.echo(f"{made} pictures in {args.folder}")


if __name__ == "__main__":
    main()
