"""`waag replay RUN`: make a past night again and say whether it gives the same bytes."""

from functools import partial

import click

from web.commands.common import FAILED, language_option, opened
from web.config import Settings
from web.language import numbers
from web.language.pages import say
from web.service.night.export import LATEST
from web.service.night.replay import Replayed, replay, replay_last

SHOWN = 16


@click.command("replay")
@click.argument("run", default=LATEST)
@click.option("--last", type=click.IntRange(min=1), help="De nieuwste zoveel nachten, in plaats van RUN.")
@language_option
@click.pass_context
def replay_command(context: click.Context, run: str, last: int | None, language: str | None) -> None:
    """Maak de nacht van RUN (of latest) opnieuw en vergelijk de bytes. Verschil: afsluitcode 1."""
    settings = Settings.from_environment()
    spoken = language or settings.language
    database = opened(settings)
    one = partial(replay, database, threads=settings.threads)
    found = replay_last(database, last, replay_one=one) if last else iter([one(None if run == LATEST else run)])
    n_other = 0
    for made in found:
        click.echo(_line(made, spoken))
        n_other += not made.is_same
    if n_other:
        context.exit(FAILED)


def _line(made: Replayed, language: str) -> str:
    code = "same" if made.is_same else "other" if made.is_same_code else "other_code"
    facts = {"run": made.run.id, "day": numbers.day(made.run.key.day, language), "version": made.run.key.code_version}
    return say(f"w_replay.{code}", language, stored=made.stored[:SHOWN], again=made.again[:SHOWN], **facts)
