"""What commands share: a day on the command line, the language, the open store."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import click

from web.config import LANGUAGES, Settings
from web.store.database import Database, open_database

F = TypeVar("F", bound=Callable[..., object])
FAILED, WRONG_USE, FALLEN_BACK, RUNS_OUT, BUSY = 1, 2, 3, 4, 75


class Day(click.ParamType[date]):
    """A day as ``2026-11-02``."""

    name = "datum"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Give the day, or say which form is meant."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value} is geen datum; schrijf jaar-maand-dag, zoals 2026-11-02.", param, ctx)


def language_option(command: F) -> F:
    """Add ``--lang``."""
    option = click.option(
        "--lang", "language", type=click.Choice(LANGUAGES), help="Taal van de tekst; zonder: WAAG_LANG, anders nl."
    )
    return option(command)


def opened(settings: Settings) -> Database:
    """Open the store of the settings for the length of this command."""
    database = open_database(settings)
    click.get_current_context().call_on_close(database.close)
    return database
