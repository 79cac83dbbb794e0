"""`waag user`: who may sign in, from the machine itself; the first account, everybody, and an end to sessions."""

import secrets

import click

from web.commands.common import FAILED, language_option, opened
from web.config import Settings
from web.language.terminal import say
from web.service.clock import clock_of
from web.service.door.security_log import Happened, tell
from web.service.door.sessions import end_account, end_all, open_sessions
from web.service.entering.saving import Typing
from web.service.manage.staff import ROLES, WrongStaff, add_colleague, colleagues

COMMAND_LINE = "opdrachtregel"


@click.group("user")
def user() -> None:
    """Beheer wie mag inloggen."""


@user.command("add")
@click.argument("login", metavar="NAAM")
@click.argument("role", metavar="ROL", type=click.Choice(ROLES))
@click.option(
    "--gemeente", "gemeenten", multiple=True, help="Alleen cliënten van deze gemeente; mag vaker. Zonder: regio."
)
@language_option
@click.pass_context
def add(context: click.Context, login: str, role: str, gemeenten: tuple[str, ...], language: str | None) -> None:
    """Maak een account; het wachtwoord staat één keer op het scherm."""
    settings = Settings.from_environment()
    spoken = language or settings.language
    database = opened(settings)
    typing = Typing(actor=COMMAND_LINE, seen="", idempotency_key=secrets.token_hex(16))
    try:
        password = add_colleague(database, clock_of(database), login, role, typing, gemeenten or None)
    except WrongStaff as problem:
        click.echo(say(f"user.{problem.fault.value}", spoken), err=True)
        context.exit(FAILED)
    click.echo(say("user.added", spoken, login=login, role=role, password=password))


@user.command("list")
@language_option
def list_users(language: str | None) -> None:
    """Toon wie een account heeft, en waar die is ingelogd."""
    settings = Settings.from_environment()
    spoken = language or settings.language
    database = opened(settings)
    inside = [one.login for one in open_sessions(database, clock_of(database).now())]
    for one in colleagues(database):
        state = "shut" if one.is_shut else "open"
        words = say(f"user.{state}", spoken)
        click.echo(say("user.line", spoken, login=one.login, role=one.role, state=words, count=inside.count(one.login)))


@user.command("end")
@click.argument("login", metavar="[NAAM]", required=False)
@click.option("--all", "everybody", is_flag=True, help="Iedereen.")
@language_option
@click.pass_context
def end(context: click.Context, login: str | None, everybody: bool, language: str | None) -> None:
    """Log iemand overal uit, of iedereen."""
    settings = Settings.from_environment()
    spoken = language or settings.language
    database = opened(settings)
    now = clock_of(database).now()
    known = {one.login for one in colleagues(database)}
    if everybody == bool(login) or (login and login not in known):
        click.echo(say("user.whom", spoken), err=True)
        context.exit(FAILED)
    if login:
        end_account(database, login, now)
    else:
        end_all(database, now)
    tell(Happened.ENDED, login=login or "*", door=COMMAND_LINE)
    click.echo(say("user.ended", spoken, login=login or "*"))
