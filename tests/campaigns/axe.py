"""Every page and state with axe, in the full product of languages, widths and themes.

``python -m tests.campaigns.axe`` makes the small world of the tests; ``--store`` looks at every record a copy of a
store leads to instead. It says what it found and ends with 1 where there is anything.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import click
from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from tests.campaigns.screenshots import world
from tests.end_to_end.browsers import LAUNCH
from tests.end_to_end.everywhere import STATES, WIDTHS, Place, opened, places, served, speak
from tests.end_to_end.looks import THEME, Look, axe, too_wide

THEMES = {
    "light": Look(),
    "dark": Look(kind={"color_scheme": "dark"}),
    "forced": Look(kind={"forced_colors": "active"}),
    "themed": Look(is_themed=True),
}
LANGUAGES = ("nl", "en")


def looked_at(app: Flask, browser: Browser, found: tuple[Place, ...], *, is_themed: bool) -> Iterator[tuple[str, str]]:
    """Give each look at a page with what is wrong with it; empty where nothing is."""
    themes = {name: look for name, look in THEMES.items() if look.is_themed == is_themed}
    with served(app) as address:
        for language, (width_name, width), (theme, look) in product(LANGUAGES, WIDTHS.items(), themes.items()):
            own = Look(width=width, language=language, kind=look.kind)
            for role in sorted({place.role for place in found}):
                with opened(browser, address, role, **own.context) as page:
                    speak(page, language)
                    for place in (one for one in found if one.role == role):
                        page.goto(place.path)
                        wrong = [*axe(page).wrong, *(["too wide"] if too_wide(page) else [])]
                        yield f"{place.name} {language} {width_name} {theme}", "; ".join(wrong)
            for state in STATES:
                with opened(browser, address, state.role, **own.context) as page:
                    if state.role:
                        speak(page, language)
                    state.reach(page)
                    yield f"{state.name} {language} {width_name} {theme}", "; ".join(axe(page).wrong)


def main() -> None:
    """Look at everything, and say what is wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--store", type=Path, help="a SQLite file to copy; without: the small world of the tests")
    asked.add_argument("--most", type=int, default=4, help="pages of each kind")
    args = asked.parse_args()
    counts = Counter[str]()
    with sync_playwright() as player:
        browser = player.chromium.launch(**LAUNCH)
        for is_themed in (False, True):
            with world(args.store, theme=THEME if is_themed else "") as app:
                for name, wrong in looked_at(app, browser, places(app, args.most), is_themed=is_themed):
                    counts["wrong" if wrong else "right"] += 1
                    if wrong:
                        click.echo(f"{name}: {wrong}")
        browser.close()
    click.echo(f"{counts.total()} looks, {counts['wrong']} with something wrong")
    sys.exit(1 if counts["wrong"] else 0)


if __name__ == "__main__":
    main()
