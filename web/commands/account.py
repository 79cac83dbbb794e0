"""`waag account`: the first account of an installation, and any other, from the machine itself."""

import secrets

import click

from web.commands.common import FAILED, language_option, opened
from web.config import Settings
from web.language.terminal import say
from web.service.clock import clock_of
from web.service.entering.saving import Typing
from web.service.manage.staff import ROLES, WrongStaff, add_colleague

COMMAND_LINE = "opdrachtregel"


@click.group("account")
def account() -> None:
    """Beheer wie mag inloggen."""


@account.command("add")
@click.argument("login", metavar="NAAM")
@click.argument("role", metavar="ROL", type=click.Choice(ROLES))
@language_option
@click.pass_context
def add(context: click.Context, login: str, role: str, language: str | None) -> None:
    """Maak een account; het wachtwoord staat één keer op het scherm."""
    settings = Settings.from_environment()
    spoken = language or settings.language
    database = opened(settings)
    typing = Typing(actor=COMMAND_LINE, seen="", idempotency_key=secrets.token_hex(16))
    try:
        password = add_colleague(database, clock_of(database), login, role, typing)
    except WrongStaff as problem:
        click.echo(say(f"account.{problem.fault.value}", spoken), err=True)
        context.exit(FAILED)
    click.echo(say("account.added", spoken, login=login, role=role, password=password))
