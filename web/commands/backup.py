"""`waag backup` and `waag restore`: a copy in one file, and the way back."""

from pathlib import Path

import click

from web.commands.common import FAILED, language_option, opened
from web.commands.user import COMMAND_LINE
from web.config import Settings
from web.language import numbers
from web.language.pages import say
from web.service.clock import SystemClock, clock_of
from web.service.manage.backup import back_up
from web.service.manage.backup import restore as bring_back
from web.store.database import Database


@click.command("backup")
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="Map voor de kopie.")
@language_option
def backup(folder: Path | None, language: str | None) -> None:
    """Maak een kopie van één moment; mensen werken gewoon door."""
    settings = Settings.from_environment()
    spoken = language or settings.language
    database = opened(settings)
    made = back_up(database, settings, clock_of(database), COMMAND_LINE, folder)
    click.echo(say("w_backup.made", spoken, path=made.path, rows=numbers.whole(made.rows, spoken)))
    click.echo(say("w_backup.log", spoken, number=made.log.line, digest=made.log.digest or "–"))
    click.echo(say("w_backup.elsewhere", spoken))


@click.command("restore")
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="KOPIE")
@language_option
@click.pass_context
def restore(context: click.Context, path: Path, language: str | None) -> None:
    """Zet KOPIE terug in een lege database; klopt het logboek niet: afsluitcode 1."""
    settings = Settings.from_environment()
    spoken = language or settings.language
    database = Database(settings.database_url)
    context.call_on_close(database.close)
    done = bring_back(database, settings, SystemClock(), COMMAND_LINE, path)
    at = numbers.moment(done.backup.at, spoken)
    click.echo(say("w_backup.restored", spoken, at=at, rows=numbers.whole(done.backup.rows, spoken)))
    click.echo(say("w_backup.erased", spoken, count=done.erased))
    click.echo(say("w_backup.holds" if done.audit.holds else "w_backup.torn", spoken))
    if not done.audit.holds:
        context.exit(FAILED)
