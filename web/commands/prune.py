"""`waag prune`: throw the details of old nights away."""

import click

from web.commands.common import language_option, opened
from web.config import Settings
from web.language.pages import counted
from web.service.night.pruning import prune_nights


@click.command("prune")
@click.option("--keep-nights", type=click.IntRange(min=2), required=True, help="Zoveel nachten blijven heel.")
@language_option
def prune(keep_nights: int, language: str | None) -> None:
    """Ruim de details van oude nachten op. Voorstellen, beslissingen, log en cijfers blijven."""
    settings = Settings.from_environment()
    gone = prune_nights(opened(settings), keep_nights)
    click.echo(counted("w_prune.done", len(gone), language or settings.language))
