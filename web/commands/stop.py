"""`waag noodstop`: the stop button from the machine itself, for when no page can be reached."""

import secrets

import click

from web.commands.common import FAILED, language_option, opened
from web.commands.user import COMMAND_LINE
from web.config import Settings
from web.language.pages import say
from web.service.clock import clock_of
from web.service.entering.saving import Typing
from web.service.manage.stop import WrongStop, press, release, stop_state


@click.group("noodstop")
def noodstop() -> None:
    """Zet de voorstellen stil, of geef ze weer vrij."""


@noodstop.command("on")
@language_option
def on(language: str | None) -> None:
    """Verberg alle voorstellen en houd nachten tegen, meteen."""
    settings = Settings.from_environment()
    database = opened(settings)
    press(database, clock_of(database), _typing(""))
    click.echo(say("stop.pressed", language or settings.language))


@noodstop.command("off")
@click.option("--why", required=True, help="Waarom het weer kan, in minstens tien tekens.")
@language_option
@click.pass_context
def off(context: click.Context, why: str, language: str | None) -> None:
    """Geef de voorstellen weer vrij."""
    settings = Settings.from_environment()
    database = opened(settings)
    try:
        release(database, clock_of(database), _typing(stop_state(database).version), why)
    except WrongStop as problem:
        click.echo(say(f"stop.fault.{problem.fault.value}", language or settings.language), err=True)
        context.exit(FAILED)
    click.echo(say("stop.released", language or settings.language))


def _typing(seen: str) -> Typing:
    return Typing(actor=COMMAND_LINE, seen=seen, idempotency_key=secrets.token_hex(16))
