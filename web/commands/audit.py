"""`waag audit verify`: is the log still what was written, line by line."""

from collections.abc import Iterator

import click

from web.commands.common import FAILED, language_option, opened
from web.commands.tables import wrapped
from web.config import Settings
from web.language.pages import counted, say
from web.service.oversight.audit import Anchor, Audit
from web.service.oversight.audit import audit as inspect


class Kept(click.ParamType[Anchor]):
    """A line with its digest as the report of a night names them: ``1204:9f8e…``."""

    name = "regel:controlegetal"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Anchor:
        """Give the anchor, or say which form is meant."""
        if isinstance(value, Anchor):
            return value
        line, _, digest = str(value).partition(":")
        if not line.isdecimal() or not digest:
            self.fail(f"{value} is geen regel met een controlegetal; schrijf ze als 1204:9f8e.", param, ctx)
        return Anchor(line=int(line), digest=digest)


@click.group("audit")
def audit() -> None:
    """Onderzoek het logboek."""


@audit.command("verify")
@click.option("--kept", type=Kept(), help="Een regel met zijn controlegetal uit een bewaard nachtrapport.")
@language_option
@click.pass_context
def verify(context: click.Context, kept: Anchor | None, language: str | None) -> None:
    """Loop elke regel na, en elk einde dat een nacht noteerde. Schade: afsluitcode 1."""
    settings = Settings.from_environment()
    found = inspect(opened(settings), kept)
    for line in _lines(found, language or settings.language):
        click.echo(line)
    if not found.holds:
        context.exit(FAILED)


def _lines(found: Audit, language: str) -> Iterator[str]:
    chain = found.chain
    if chain.damage is not None:
        yield from wrapped(say(f"w_audit.damage.{chain.damage.value}", language, number=chain.damaged))
    if found.torn is not None:
        source = found.torn.source
        code = "cut_run" if source else "cut_kept"
        yield from wrapped(say(f"w_audit.{code}", language, number=found.torn.line, run=source))
    if not found.holds:
        yield from wrapped(say("w_audit.then", language))
        return
    yield counted("w_audit.holds", chain.lines, language)
    yield counted("w_audit.anchors", found.anchors, language)
    if chain.last:
        yield say("w_audit.head", language, number=chain.last, digest=chain.head)
