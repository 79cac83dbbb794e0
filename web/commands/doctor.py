"""`waag doctor`: is everything in place."""

from datetime import date

import click

from web.commands.common import FAILED, Day, language_option
from web.config import Settings
from web.language.terminal import label
from web.service.clock import SystemClock
from web.service.manage.doctor import Health, examine


@click.command("doctor")
@click.option("--date", "day", type=Day(), help="Kijk vooruit vanaf deze dag; zonder: vandaag.")
@language_option
@click.pass_context
def doctor(context: click.Context, day: date | None, language: str | None) -> None:
    """Controleer of alles klaarstaat; code 1 waar iets fout is."""
    settings = Settings.from_environment()
    language = language or settings.language
    has_fault = False
    for found in examine(settings, day or SystemClock().today()):
        has_fault = has_fault or found.health is Health.FAIL
        word = label(f"doctor.{found.health}", language)
        remedy = label(f"remedy.{found.remedy}", language, **dict(found.facts))
        tail = f" – {remedy}" if remedy else ""
        click.echo(f"{word:<7} {label(f'doctor.{found.subject}', language)}: {found.shown}{tail}")
    context.exit(FAILED if has_fault else 0)
