"""`waag template` and `waag import`: empty sheets out, filled sheets in."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, cast

import click

from matcher.read import RejectedRow
from web.commands.common import FAILED, WRONG_USE, Day, language_option, opened
from web.config import Settings
from web.language import numbers
from web.language.delivery import delivery_text
from web.language.intake import Language, row_sentence
from web.service.clock import clock_of
from web.service.delivery.file_faults import RefusedDelivery, fault_sentences
from web.service.delivery.intake import Intake, SheetCount, import_files
from web.service.delivery.template import MANUAL_NAME, TemplateExists, write_template

FIRST_ROWS = 10
FIGURES: tuple[Literal["read", "accepted", "rejected", "new", "changed", "closed"], ...] = (
    "read",
    "accepted",
    "rejected",
    "new",
    "changed",
    "closed",
)


@click.command("template")
@click.argument("folder", metavar="MAP", type=click.Path(path_type=Path, file_okay=False))
@language_option
@click.pass_context
def template(context: click.Context, folder: Path, language: str | None) -> None:
    """Schrijf lege, uitgelegde invoerbladen in MAP."""
    spoken = _spoken(language)
    try:
        paths = write_template(folder, spoken)
    except TemplateExists as problem:
        names = ", ".join(path.name for path in problem.paths)
        click.echo(delivery_text("exists", spoken, folder=str(folder), names=names), err=True)
        context.exit(WRONG_USE)
    except OSError as problem:
        click.echo(delivery_text("no_write", spoken, folder=str(folder), problem=problem.strerror or ""), err=True)
        context.exit(FAILED)
    facts = {"count": str(len(paths)), "folder": str(folder), "manual": MANUAL_NAME[spoken]}
    click.echo(delivery_text("written", spoken, **facts))


@click.command("import")
@click.argument("source", metavar="MAP_OF_BESTAND", type=click.Path(path_type=Path))
@click.option("--delta", "is_delta", is_flag=True, help="Alleen toevoegen en wijzigen; niets sluiten.")
@click.option("--confirm", "is_confirmed", is_flag=True, help="Doe het ook als veel sluit of geweigerd is.")
@click.option("--date", "day", type=Day(), help="Dag van de levering; zonder: vandaag.")
@click.option("--json", "as_json", is_flag=True, help="Alleen JSON op de uitvoer.")
@language_option
@click.pass_context
def import_(
    context: click.Context,
    source: Path,
    is_delta: bool,
    is_confirmed: bool,
    day: date | None,
    as_json: bool,
    language: str | None,
) -> None:
    """Lees een levering in: een map met CSV-bestanden, of één JSON- of xlsx-bestand.

    Codes: 0 ingelezen, 1 geweigerd, 2 verkeerd gebruik of bevestiging nodig.
    """
    spoken = _spoken(language)
    database = opened(Settings.from_environment())
    clock = clock_of(database)
    try:
        intake = import_files(
            database,
            source,
            day=day or clock.today(),
            received_at=clock.now(),
            is_delta=is_delta,
            is_confirmed=is_confirmed,
            language=spoken,
        )
    except RefusedDelivery as problem:
        _show_faults(problem, as_json, spoken)
        context.exit(FAILED)
    except OSError as problem:
        place = str(problem.filename or source)
        click.echo(delivery_text("no_write", spoken, folder=place, problem=problem.strerror or ""), err=True)
        context.exit(FAILED)
    if as_json:
        click.echo(json.dumps(intake_record(intake, spoken), ensure_ascii=False, indent=2))
    else:
        for line in report(intake, spoken):
            click.echo(line)
    if not intake.is_applied:
        for line in why_not_applied(intake, spoken):
            click.echo(line, err=True)
        context.exit(WRONG_USE)


def report(intake: Intake, language: Language) -> Iterator[str]:
    """Give the lines that tell what an import did."""
    yield from _table([_heading(language), *(_figures(count) for count in intake.counts), _total(intake, language)])
    if intake.rejected:
        yield ""
        yield delivery_text("refused_rows", language, count=str(min(FIRST_ROWS, len(intake.causes))))
        yield from row_sentences(intake.causes[:FIRST_ROWS], language)
        if len(intake.rejected) > len(intake.causes):
            count = numbers.whole(len(intake.rejected) - len(intake.causes), language)
            yield delivery_text("consequences", language, count=count)
    if intake.rejected_files:
        yield delivery_text("returned", language, folder=str(intake.rejected_files[0].parent))
    total = intake.total
    if intake.has_many_refused and intake.is_applied:
        yield delivery_text("many", language, percent=numbers.share(total.rejected, total.read, language))
    if intake.is_applied:
        differs = total.new + total.changed + total.closed
        yield delivery_text("done" if differs else "same", language, day=numbers.day(intake.day, language))


def why_not_applied(intake: Intake, language: Language) -> Iterator[str]:
    """Say of an import that changed nothing what somebody has to look at first."""
    for count in intake.asks_confirmation:
        facts = {"sheet": count.sheet, "closed": str(count.closed), "was_open": str(count.was_open)}
        yield delivery_text("confirm", language, **facts)
    total = intake.total
    if intake.has_many_refused:
        yield delivery_text("many_stop", language, percent=numbers.share(total.rejected, total.read, language))


def intake_record(intake: Intake, language: Language) -> dict[str, object]:
    """Give an import as plain data: counts per sheet, refused rows with their sentence, and files written."""
    return {
        "is_applied": intake.is_applied,
        "day": intake.day.isoformat(),
        "sheets": [
            {"sheet": count.sheet, "was_open": count.was_open, **{name: getattr(count, name) for name in FIGURES}}
            for count in intake.counts
        ],
        "rejected": [
            {
                "sheet": row.sheet,
                "file": row.file,
                "line": row.line,
                "column": row.column,
                "reason": row.reason.value,
                "remedy": row.remedy.value,
                "sentence": sentence,
            }
            for row, sentence in zip(intake.rejected, row_sentences(intake.rejected, language), strict=True)
        ],
        "rejected_files": [str(path) for path in intake.rejected_files],
        "asks_confirmation": [count.sheet for count in intake.asks_confirmation] if not intake.is_applied else [],
        "has_many_refused": intake.has_many_refused,
    }


def _show_faults(problem: RefusedDelivery, as_json: bool, language: Language) -> None:
    sentences = fault_sentences(problem.faults, language)
    if as_json:
        faults = [
            {"code": fault.code.value, "file": fault.file, "line": fault.line, "column": fault.column, "sentence": text}
            for fault, text in zip(problem.faults, sentences, strict=True)
        ]
        click.echo(json.dumps({"is_applied": False, "faults": faults}, ensure_ascii=False, indent=2))
        return
    click.echo(delivery_text("refused", language), err=True)
    for sentence in sentences:
        click.echo(f"- {sentence}", err=True)


def row_sentences(rows: Sequence[RejectedRow], language: Language) -> list[str]:
    """Say of each refused row where it is, what, why and what to do."""
    return [
        row_sentence(
            row.file, row.line, row.column, row.value, row.reason.value, row.remedy.value, dict(row.facts), language
        )
        for row in rows
    ]


def _heading(language: Language) -> list[str]:
    return [delivery_text(name, language) for name in ("sheet", *FIGURES)]


def _figures(count: SheetCount) -> list[str]:
    return [count.sheet, *(str(getattr(count, name)) for name in FIGURES)]


def _total(intake: Intake, language: Language) -> list[str]:
    return [delivery_text("total", language), *_figures(intake.total)[1:]]


def _table(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for name, *figures in rows:
        yield "  ".join(
            [name.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(figures, widths[1:], strict=True))]
        )


def _spoken(language: str | None) -> Language:
    return cast(Language, language or Settings.from_environment().language)
