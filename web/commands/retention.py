"""`waag retention`: what is overdue goes now; every night does the same."""

import click

from web.commands.common import language_option, opened
from web.config import Settings
from web.language import numbers
from web.language.pages import say
from web.service.clock import clock_of
from web.service.manage.retention import retain, terms


@click.command("retention")
@click.option("--look", is_flag=True, help="Alleen tonen wat over de termijn is.")
@language_option
def retention(look: bool, language: str | None) -> None:
    """Ruim op wat over zijn bewaartermijn is."""
    settings = Settings.from_environment()
    spoken = language or settings.language
    database = opened(settings)
    clock = clock_of(database)
    found = {one.category: one.overdue for one in terms(database, clock)} if look else retain(database, clock)
    for category, count in found.items():
        click.echo(f"{say(f'admin.retention.of.{category.value}', spoken)}: {numbers.whole(count, spoken)}")
