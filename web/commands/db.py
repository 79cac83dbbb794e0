"""`waag db upgrade`: bring the tables to this version."""

import click

from web.commands.common import language_option
from web.config import Settings
from web.language.terminal import say
from web.store.database import Database


@click.group("db")
def db() -> None:
    """Onderhoud van de database."""


@db.command("upgrade")
@language_option
def upgrade(language: str | None) -> None:
    """Breng de tabellen naar de versie van dit programma; maak eerst een kopie."""
    settings = Settings.from_environment()
    database = Database(settings.database_url)
    click.get_current_context().call_on_close(database.close)
    database.upgrade()
    click.echo(say("db.upgraded", language or settings.language, version=database.schema_version()))
