"""The command `waag`; a command's module is imported when that command is asked for."""

from collections.abc import Mapping
from importlib import import_module

import click

from matcher.errors import WaagError
from web.config import Settings
from web.language.terminal import say

COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("web.commands.demo", "Laad de verzonnen demowereld, maak een nacht en toon de pagina's."),
    "template": ("web.commands.intake", "Schrijf lege, uitgelegde invoerbladen."),
    "import": ("web.commands.intake", "Lees een levering in: CSV, JSON of xlsx."),
    "nightly": ("web.commands.nightly", "Maak de voorstellen van een dag."),
    "report": ("web.commands.report", "Toon de tabel van een nacht nog een keer."),
    "user": ("web.commands.user", "Beheer wie mag inloggen; maak ook het eerste account."),
    "serve": ("web.commands.serve", "Toon de pagina's in de browser."),
    "whatif": ("web.commands.whatif", "Wat er verandert: een paar, een budget, een antwoord, uren."),
    "whynot": ("web.commands.whatif", "Waarom iemand niet voor een vacature is voorgesteld."),
    "worth": ("web.commands.whatif", "Wat één uur, € 1.000 of één plek meer oplevert."),
    "explain": ("web.commands.explain", "Leg een paar uit, punt voor punt."),
    "verify": ("web.commands.verify", "Reken een run na, met zijn bewijs over alle paren."),
    "replay": ("web.commands.replay", "Maak een nacht opnieuw: dezelfde bytes, of niet."),
    "prune": ("web.commands.prune", "Ruim de details van oude nachten op."),
    "export": ("web.commands.export", "Schrijf een run uit als JSON-regels."),
    "fairness": ("web.commands.fairness", "Toon wat groepen kregen, en wat andere afspraken zouden geven."),
    "sweep": ("web.commands.sweep", "Probeer ander beleid over de nacht van een run."),
    "lks": ("web.commands.lks", "Loonkostensubsidie per maand, stap voor stap."),
    "law": ("web.commands.law", "Het recht van een dag, met bron en zekerheid, en wat afloopt."),
    "doctor": ("web.commands.doctor", "Controleer of alles klaarstaat."),
    "noodstop": ("web.commands.stop", "Zet de voorstellen stil, of geef ze weer vrij."),
    "inzage": ("web.commands.person", "Geef alles wat over iemand bewaard is."),
    "wissing": ("web.commands.person", "Wis iemand uit de database, de bestanden en elke kopie."),
    "backup": ("web.commands.backup", "Maak een kopie van de database terwijl er gewerkt wordt."),
    "restore": ("web.commands.backup", "Zet een kopie terug in een lege database."),
    "retention": ("web.commands.retention", "Ruim op wat te lang bewaard is."),
    "verwerkingen": ("web.commands.processing", "Schrijf wat er met wiens gegevens gedaan is."),
    "audit": ("web.commands.audit", "Onderzoek of het logboek nog klopt."),
    "db": ("web.commands.db", "Onderhoud van de database."),
}


class LazyCommands(click.Group):
    """A group that knows its commands by name and imports one only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name][0])
        found = [one for one in vars(module).values() if isinstance(one, click.Command) and one.name == cmd_name]
        return found[0] if found else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what Waag refuses on purpose is one sentence, never a traceback."""
        try:
            return super().invoke(ctx)
        except WaagError as problem:
            click.echo(say("error", _language(), problem=problem), err=True)
            ctx.exit(1)


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="waag")
def cli() -> None:
    """Waag weegt wat mensen kunnen tegen wat werk vraagt, en stelt voor wie waarheen gaat, met welke steun."""


def main() -> None:
    """Run `waag`."""
    cli(prog_name="waag")


def _language() -> str:
    try:
        return Settings.from_environment().language
    except WaagError:
        return "nl"


if __name__ == "__main__":
    main()
