"""`waag demo`: the made-up world, its night, the table and the pages."""

import click

from web.commands.common import BUSY, FAILED, FALLEN_BACK, language_option, opened
from web.commands.nightly import show
from web.commands.progress import shown_progress
from web.commands.serve import LOOPBACK, listen
from web.config import Settings
from web.language import numbers
from web.language.terminal import say
from web.service.manage.accounts import DEMO_LOGIN, DEMO_PASSWORD
from web.service.manage.demo import Demo, make_demo
from web.service.night.nights import largest_investments
from web.store.database import Database
from web.store.errors import AlreadyRunning
from web.store.records import RunState

EXITS = {RunState.FAILED: FAILED, RunState.FALLEN_BACK: FALLEN_BACK}


@click.command("demo")
@click.option("--no-serve", is_flag=True, help="Stop na de tabel.")
@click.option("--port", type=click.IntRange(1, 65535), help="Poort; zonder: PORT, anders 8000.")
@language_option
@click.pass_context
def demo(context: click.Context, no_serve: bool, port: int | None, language: str | None) -> None:
    """Laad de verzonnen demowereld, maak een nacht en toon de pagina's."""
    settings = Settings.for_demo()
    language = language or settings.language
    database = opened(settings)
    try:
        with shown_progress(language) as progress:
            made = make_demo(database, settings, progress)
    except AlreadyRunning:
        click.echo(say("night.running", language), err=True)
        context.exit(BUSY)
    _show(database, made, language)
    code = EXITS.get(made.night.run.state, 0)
    if no_serve or code == FAILED:
        context.exit(code)
    listen(context, settings, database, LOOPBACK, port or settings.port, language)


def _show(database: Database, made: Demo, language: str) -> None:
    total = made.intake.total
    read, rejected = numbers.whole(total.read, language), numbers.whole(total.rejected, language)
    click.echo(say("demo.delivery", language, read=read, rejected=rejected))
    show(made.night, language, largest_investments(database, made.night.run.id))
    click.echo("")
    click.echo(say("demo.login", language, login=DEMO_LOGIN, password=DEMO_PASSWORD))
