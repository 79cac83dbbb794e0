"""`waag lks`: a loonkostensubsidie step by step, with article, date and amount."""

import json
from datetime import date
from pathlib import Path

import click

from matcher.rules import Refusal, SubsidyStep
from web.language.law import (
    Language,
    confidence_label,
    decimal_number,
    label,
    percentage,
    refusal_sentence,
    step_label,
)
from web.language.numbers import day as day_in_words
from web.language.numbers import money
from web.service.law.questions import SubsidyAnswer, SubsidyQuestion, WrongQuestion, answer_subsidy, subsidy_record
from web.service.law.tasks import TasksFileError

WRONG_USE = 2


@click.command("lks", short_help="Loonkostensubsidie per maand, stap voor stap.")
@click.option("--loonwaarde", metavar="N", help="Loonwaarde, heel percentage 0-100.")
@click.option(
    "--tasks",
    type=click.Path(path_type=Path),
    metavar="BESTAND",
    help="Hoofdtaken (CSV, JSON of TOML): taak, tempo, kwaliteit, netto_werktijd, aandeel (T, K, N, BT); "
    "de aandelen samen 100 (procenten) of samen 1.",
)
@click.option("--forfait", is_flag=True, help="Vast bedrag zonder meting, hoogstens de eerste zes maanden.")
@click.option("--hours", metavar="H", help="Contracturen per week, 1-60 (verplicht).")
@click.option("--fulltime-hours", metavar="F", help="Gewone voltijdweek van de sector, 1-60.")
@click.option("--start", metavar="DATUM", help="Start van de toekenning, jaar-maand-dag.")
@click.option("--date", "day", metavar="DATUM", help="Dag van de berekening; zonder: de start, zonder start: vandaag.")
@click.option("--wml-group", metavar="G", help="Minimumloon van: 21 (en ouder), 20 ... 15, bbl20, bbl19, bbl18.")
@click.option("--base-cents", metavar="N", help="Loon en vakantiebijslag samen, in centen (gepubliceerde voorbeelden).")
@click.option("--no-employer-charges", is_flag=True, help="Zonder werkgeverslasten (gepubliceerde voorbeelden).")
@click.option("--json", "as_json", is_flag=True, help="Alleen JSON: cents_per_month, steps, assumed.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Taal van de tekst.")
@click.pass_context
def lks(
    context: click.Context,
    *,
    loonwaarde: str | None,
    tasks: Path | None,
    forfait: bool,
    hours: str | None,
    fulltime_hours: str | None,
    start: str | None,
    day: str | None,
    wml_group: str | None,
    base_cents: str | None,
    no_employer_charges: bool,
    as_json: bool,
    lang: Language,
) -> None:
    """Bereken een loonkostensubsidie (Participatiewet art. 10d).

    Een nieuwe toekenning volgt het recht van de startdatum. Vanaf de eerste 1 januari daarna is zij lopend en volgt
    zij het recht van 1 januari van het jaar van de berekening.
    """
    question = SubsidyQuestion(
        loonwaarde=loonwaarde,
        tasks_file=tasks,
        is_forfait=forfait,
        hours=hours,
        fulltime_hours=fulltime_hours,
        start=start,
        day=day,
        wml_group=wml_group,
        base_cents=base_cents,
        has_employer_charges=not no_employer_charges,
    )
    try:
        answer = answer_subsidy(question, today=date.today())
    except (Refusal, WrongQuestion, TasksFileError) as refused:
        click.echo(refusal_sentence(refused.code, refused.facts, lang), err=True)
        context.exit(WRONG_USE)
    if as_json:
        click.echo(json.dumps(subsidy_record(answer), ensure_ascii=False, indent=2))
        return
    click.echo(_text(answer, lang))


def _text(answer: SubsidyAnswer, language: Language) -> str:
    subsidy = answer.subsidy
    is_new = answer.law_day == answer.start
    lines = [
        label("total", language, amount=money(subsidy.cents_per_month, language)),
        label("law_of", language, day=day_in_words(answer.law_day, language))
        + " "
        + label("new" if is_new else "running", language),
    ]
    if answer.from_tasks is not None:
        exact = decimal_number(answer.from_tasks.exact * 100, language)
        lines.append(label("from_tasks", language, exact=exact, percent=str(answer.from_tasks.percent)))
    lines += ["", *_table([_header(language), *(_row(step, language) for step in subsidy.steps)]), ""]
    if subsidy.remainder_exact_cents:
        lines.append(label("remainder", language, amount=money(subsidy.remainder_cents_per_month, language)))
    if subsidy.assumed:
        rates = {step.number.name: step.rate for step in subsidy.steps if step.number and step.rate is not None}
        names = [f"{name} ({percentage(rates[name], language)})" if name in rates else name for name in subsidy.assumed]
        lines.append(label("assumed", language, names=", ".join(names)))
    return "\n".join(lines).rstrip()


def _header(language: Language) -> tuple[str, ...]:
    return tuple(label(name, language) for name in ("step", "amount", "article", "valid_from", "confidence"))


def _row(step: SubsidyStep, language: Language) -> tuple[str, ...]:
    name, amount = step_label(step, language), money(step.cents, language)
    if step.number is None:
        return name, amount, label("given", language), "", ""
    number = step.number
    sure = confidence_label(number.confidence, language)
    return name, amount, str(number.citation), number.valid_from.isoformat(), sure


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    """Align columns by their longest cell; amounts to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.rjust(width) if column == 1 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
