"""`waag fairness`: what other promises to the groups would give the night of a run, and whom that night served."""

import click

from solver.policy import Effort
from web.commands.common import language_option, opened
from web.commands.tables import table_lines, wrapped
from web.config import Settings
from web.language.fairness import groups_table, served_table
from web.language.regimes import regime_tables
from web.service.night.export import LATEST
from web.service.sweeping.fairness import regimes_of
from web.store.codec import to_json

TOLD = ("floors", "floors_price", "creaming", "unproposed")


@click.command("fairness")
@click.argument("run_id", default=LATEST, metavar="[RUN]")
@click.option(
    "--effort", type=click.Choice([str(one) for one in Effort]), default=str(Effort.NIGHTLY), help="Hoe lang zoeken."
)
@click.option("--json", "as_json", is_flag=True, help="Alleen JSON op de uitvoer.")
@language_option
def fairness(run_id: str, effort: str, as_json: bool, language: str | None) -> None:
    """Toon wat elke groep kreeg, en wat andere afspraken zouden geven; zonder RUN van de nacht die nu te zien is."""
    settings = Settings.from_environment()
    language = language or settings.language
    past, found = regimes_of(opened(settings), run_id, effort, settings.threads)
    manifest, day = past.manifest, past.run.key.day
    if as_json:
        own: dict[str, object] = {name: getattr(manifest, name) for name in TOLD}
        click.echo(to_json({"run": past.run.id, "day": day, "night": own, "regimes": found}))
        return
    tables = list(regime_tables(found, day, language))
    if manifest.creaming is not None:
        tables.insert(0, served_table(manifest.creaming, manifest.unproposed, language))
    if manifest.floors:
        tables.insert(0, groups_table(manifest.floors, manifest.floors_price, language))
    for table in tables:
        for line in table_lines(table) if table.rows else ("", *wrapped(table.title)):
            click.echo(line)
        for line in wrapped(table.why, indent=2):
            click.echo(line)
