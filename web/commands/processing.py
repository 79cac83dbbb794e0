"""`waag verwerkingen`: what was done with whose data, in the shape of Logboek Dataverwerkingen."""

from datetime import date, datetime, time

import click

from web.commands.common import Day, opened
from web.config import Settings
from web.service.clock import ZONE
from web.service.oversight.processing import processings, register_of
from web.store.codec import to_json


@click.command("verwerkingen")
@click.option("--from", "first", type=Day(), help="Vanaf deze dag; zonder: alles.")
@click.option("--client", default="", help="Alleen over deze cliënt.")
def verwerkingen(first: date | None, client: str) -> None:
    """Schrijf elke verwerking als een JSON-regel; wie haar deed, staat er niet in."""
    settings = Settings.from_environment()
    register = register_of(settings.data_folder)
    since = datetime.combine(first, time(), ZONE) if first else None
    for one in processings(opened(settings), register, since=since, client=client):
        click.echo(to_json(one))
