"""`waag inzage` and `waag wissing`: what a person may ask of whoever keeps his data."""

from pathlib import Path

import click

from web.commands.common import FAILED, language_option, opened
from web.commands.user import COMMAND_LINE
from web.config import Settings
from web.language.inzage import inzage_text
from web.language.pages import counted, say
from web.service.clock import clock_of
from web.service.dossier.inzage import everything
from web.service.manage.erasing import erase


@click.command("inzage")
@click.argument("client", metavar="CLIENT")
@click.option("--json", "as_json", is_flag=True, help="Alles als JSON, in plaats van een brief.")
@click.option("--to", "target", type=click.Path(path_type=Path, dir_okay=False), help="Schrijf naar dit bestand.")
@language_option
@click.pass_context
def inzage(context: click.Context, client: str, as_json: bool, target: Path | None, language: str | None) -> None:
    """Geef alles wat over CLIENT bewaard is; het logboek onthoudt dat het gegeven is."""
    settings = Settings.from_environment()
    spoken = language or settings.language
    database = opened(settings)
    found = everything(database, clock_of(database), client, actor=COMMAND_LINE, role="")
    if found is None:
        click.echo(say("inzage.unknown", spoken, client=client), err=True)
        context.exit(FAILED)
    said = found.as_json if as_json else "\n".join(inzage_text(found, found.name, spoken))
    if target is None:
        click.echo(said)
        return
    target.write_text(said + "\n", "utf-8")


@click.command("wissing")
@click.argument("client", metavar="CLIENT")
@click.option("--yes", "is_sure", is_flag=True, help="Vraag niet nog een keer.")
@language_option
def wissing(client: str, is_sure: bool, language: str | None) -> None:
    """Wis alles over CLIENT: database, bestanden, en elke kopie die later wordt teruggezet."""
    settings = Settings.from_environment()
    spoken = language or settings.language
    database = opened(settings)
    if not is_sure:
        click.confirm(say("inzage.sure", spoken, client=client), abort=True)
    done = erase(database, settings, clock_of(database), client, COMMAND_LINE)
    erased = done.erased
    facts = {"rows": erased.rows, "kept": erased.kept, "renamed": erased.renamed, "pseudonym": erased.pseudonym}
    click.echo(say("inzage.erased", spoken, client=client, **facts))
    click.echo(counted("inzage.erased_files", done.files, spoken))
    if done.copies:
        click.echo(counted("inzage.erased_copies", done.copies, spoken))
    click.echo(say("inzage.erased_source", spoken))
