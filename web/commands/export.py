"""`waag export plan` and `waag export amounts`: a run as canonical JSON lines."""

from collections.abc import Iterable
from pathlib import Path

import click

from web.commands.common import opened
from web.config import Settings
from web.service.night.export import export_amounts, export_plan


@click.group("export")
def export() -> None:
    """Schrijf een run uit als JSON-regels; dezelfde nacht geeft dezelfde bytes."""


@export.command("plan")
@click.argument("run", default="latest")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Bestand; zonder: de uitvoer.")
def plan(run: str, out: Path | None) -> None:
    """Het plan van RUN (of latest): zonder bedragen van subsidie en zonder interne nummers."""
    _write(export_plan(opened(Settings.from_environment()), run), out)


@export.command("amounts")
@click.argument("run", default="latest")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Bestand; zonder: de uitvoer.")
def amounts(run: str, out: Path | None) -> None:
    """De raming van loonkostensubsidie bij RUN (of latest), met de stappen."""
    _write(export_amounts(opened(Settings.from_environment()), run), out)


def _write(lines: Iterable[str], out: Path | None) -> None:
    text = "".join(f"{line}\n" for line in lines)
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
