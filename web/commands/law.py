"""`waag law`: what holds on a day, with its source and how sure it is, and what runs out."""

import json
from contextlib import closing
from datetime import date

import click

from matcher.domain.choice import Choice
from matcher.rules import DEFAULT_GEMEENTE, Citation, Refusal, Rulebook
from web.commands.common import RUNS_OUT, WRONG_USE, Day
from web.config import Settings
from web.language.law import Language, confidence_label, refusal_sentence
from web.language.law_book import amount_words, end_sentence, group_names, kind_name, law_label, value_name
from web.language.numbers import day as day_in_words
from web.service.clock import SystemClock
from web.service.law.book import (
    LawOfDay,
    LawRow,
    Outlook,
    RightRow,
    choices_in,
    law_of,
    law_record,
    outlook,
    outlook_record,
)
from web.store.database import Database

Row = tuple[str, ...]


@click.command("law", short_help="Het recht van een dag, met bron en zekerheid.")
@click.argument("day", type=Day(), required=False, metavar="[DATUM]")
@click.option("--gemeente", default=DEFAULT_GEMEENTE, metavar="NAAM", help="Keuzes van deze gemeente.")
@click.option("--missing", is_flag=True, help="Wat binnen een jaar afloopt; code 4 als er iets afloopt.")
@click.option("--json", "as_json", is_flag=True, help="Alleen JSON.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Taal van de tekst.")
@click.pass_context
def law(
    context: click.Context, *, day: date | None, gemeente: str, missing: bool, as_json: bool, lang: Language
) -> None:
    """Toon wat op DATUM geldt (zonder: vandaag): de wet, wie wat kan krijgen, en apart wat een gemeente koos."""
    day = day or SystemClock().today()
    book = Rulebook.load()
    if missing:
        found = outlook(book, day)
        click.echo(_json(outlook_record(found)) if as_json else _outlook_text(found, lang))
        context.exit(RUNS_OUT if found.runs_out else 0)
    try:
        held = law_of(book, day, gemeente, _choices(gemeente))
    except Refusal as refused:
        click.echo(refusal_sentence(refused.code, refused.facts, lang), err=True)
        context.exit(WRONG_USE)
    click.echo(_json(law_record(held)) if as_json else _law_text(held, lang))


def _choices(gemeente: str) -> tuple[Choice, ...]:
    """Give what was delivered, where somebody asks for a gemeente; without a store there is nothing."""
    if gemeente == DEFAULT_GEMEENTE:
        return ()
    settings = Settings.from_environment()
    with closing(Database(settings.database_url)) as database:
        if database.file is not None and not database.file.exists():
            return ()
        return choices_in(database.ready())


def _json(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2)


def _law_text(held: LawOfDay, language: Language) -> str:
    is_standard = held.gemeente == DEFAULT_GEMEENTE
    local = law_label("standard" if is_standard else "local", language, gemeente=held.gemeente)
    values = _header(("value", "amount"), language)
    blocks = [
        law_label("national", language, day=day_in_words(held.day, language)),
        *_table([values, *(_value_row(row, language) for row in held.national)]),
        "",
        law_label("rights", language),
        *_table([_header(("value", "who"), language), *(_right_row(row, language) for row in held.rights)]),
        "",
        local,
        *_table([values, *(_value_row(row, language) for row in held.local)]),
        "",
        law_label("until", language, day=day_in_words(held.known_until, language)),
    ]
    return "\n".join(blocks)


def _outlook_text(found: Outlook, language: Language) -> str:
    day = day_in_words(found.day, language)
    lines = [law_label("something" if found.runs_out else "nothing", language, day=day)]
    lines += [f"- {end_sentence(each, language)}" + (f" {each.url}" if each.url else "") for each in found.runs_out]
    if found.unconfirmed:
        lines += ["", law_label("unconfirmed", language)]
        lines += [f"- {value_name(number.name, language)}" for number in found.unconfirmed]
    return "\n".join(lines)


def _header(first: tuple[str, str], language: Language) -> Row:
    return tuple(law_label(name, language) for name in (*first, "article", "from", "checked", "sure", "where"))


def _value_row(row: LawRow, language: Language) -> Row:
    amount = law_label("ended" if row.has_ended else "no_limit", language)
    if row.number is not None:
        amount = amount_words(row.number, language)
    source = _source(row.citation, row.valid_from, confidence_label(row.confidence, language))
    return value_name(row.name, language), amount, *source


def _right_row(row: RightRow, language: Language) -> Row:
    who = group_names(row.groups, language)
    if row.decided_by is not None:
        who += f" ({law_label('decided_by', language, who=row.decided_by)})"
    source = _source(row.citation, row.valid_from, confidence_label(row.confidence, language))
    return kind_name(row.kind, language), who, *source


def _source(citation: Citation, valid_from: date, sure: str) -> Row:
    return str(citation), valid_from.isoformat(), citation.checked_on.isoformat(), sure, citation.url


def _table(rows: list[Row]) -> list[str]:
    """Align columns by their longest cell."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
