"""`waag verify RUN`: recompute a stored run and name every number that differs."""

from collections.abc import Iterator

import click

from solver.differences import CheckName
from solver.problem import PRICE_SCALE
from solver.result import Status
from web.commands.common import FAILED, language_option, opened
from web.commands.tables import columns, wrapped
from web.config import Settings
from web.language import numbers
from web.language.pages import counted, say
from web.language.verified import check_name, check_words, difference_words
from web.service.night.export import LATEST
from web.service.night.verified import DRAWN, Verified, verify_run

MOST_SHOWN = 10


@click.command("verify")
@click.argument("run", default=LATEST)
@click.option(
    "--clients", type=click.IntRange(min=0), default=DRAWN, show_default=True,
    help="Zoveel gelote cliënten volgens de leesbare definitie; voor 1.000 enkele minuten.",
)  # fmt: skip
@language_option
@click.pass_context
def verify(context: click.Context, run: str, clients: int, language: str | None) -> None:
    """Reken RUN (of latest) na: plan, budgetten, vloeren en de grens over alle paren. Verschil: afsluitcode 1."""
    settings = Settings.from_environment()
    spoken = language or settings.language

    def tell(name: CheckName) -> None:
        click.echo(say("w_verify.busy", spoken, check=check_name(name, spoken)), err=True)

    found = verify_run(opened(settings), run, drawn=clients, threads=settings.threads, tell=tell)
    for line in _lines(found, spoken):
        click.echo(line)
    if not found.holds:
        context.exit(FAILED)


def _lines(found: Verified, language: str) -> Iterator[str]:
    yield say("w_verify.title", language, run=found.run.id, day=numbers.day(found.run.key.day, language))
    if not found.is_same_code:
        yield from wrapped(say("w_verify.version", language))
    yield from columns([check_words(check, language) for check in found.checks], right=(1,))
    for check in found.checks:
        for difference in check.differences[:MOST_SHOWN]:
            yield from wrapped(f"- {difference_words(difference, language)}")
        if len(check.differences) > MOST_SHOWN:
            rest = numbers.whole(len(check.differences) - MOST_SHOWN, language)
            yield from wrapped(f"- {say('w_verify.rest', language, count=rest)}")
    n_wrong = sum(len(check.differences) for check in found.checks)
    if n_wrong:
        yield counted("w_verify.differs", n_wrong, language)
        return
    yield say("w_verify.holds", language)
    yield from wrapped(_proven(found, language))


def _proven(found: Verified, language: str) -> str:
    """Say what the figures prove; value units as points with two decimals would hide the tie digit, so whole units."""
    figures = found.proof.figures
    worth = numbers.whole(figures.objective, language)
    if figures.bound is None:
        return say("w_verify.proven_rows", language, worth=worth)
    said = say("w_verify.proven", language, worth=worth, bound=numbers.whole(figures.bound, language))
    prices = None if figures.proven is None else figures.proven // PRICE_SCALE
    if figures.status == Status.OPTIMAL and prices is not None and prices > figures.objective:
        said = f"{said} {say('w_verify.searched', language, prices=numbers.whole(prices, language))}"
    return said
