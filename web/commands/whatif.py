"""`waag whatif`, `waag whynot`, `waag worth`: questions to the plan of a night."""

from collections.abc import Iterable
from dataclasses import fields

import click

from solver.asked import ask
from solver.question import SolvedNight
from solver.replan import Place
from solver.whatif import Answer
from solver.whynot import WhyNot, why_not
from solver.worth import Worth, worth_of
from web.commands.common import language_option, opened
from web.commands.progress import shown_progress
from web.commands.tables import columns, wrapped
from web.config import Settings
from web.language import numbers
from web.language.pages import say
from web.language.whatif import answer_lines, at_once, why_lines, worth_rows
from web.service.questions.asking import AskedNight, Wanted, ask_night, question_of
from web.service.questions.telling import effect_of, units_of, why_of, worth_told
from web.store.codec import to_json

RUN = "Run; zonder: die nu te zien is."
PAIR = "C:V"


def _asked(run_id: str | None, language: str) -> AskedNight:
    settings = Settings.from_environment()
    database = opened(settings)
    with shown_progress(language) as progress:
        return ask_night(database, settings, run_id, progress)


def _spoken(language: str | None) -> str:
    return language or Settings.from_environment().language


def _head(night: AskedNight, language: str) -> str:
    run = night.past.run
    return say("w_whatif.night", language, day=numbers.day(run.key.day, language), run=run.id)


@click.command("whatif")
@click.argument("run_id", metavar="[RUN]", required=False)
@click.option("--forbid", multiple=True, metavar=PAIR, help="Dit paar mag niet. Mag vaker.")
@click.option("--pin", default="", metavar=PAIR, help="Dit paar moet.")
@click.option("--budget", multiple=True, metavar="VAN:SOORT=±N", help="Meer of minder, zoals Almelo:coach_minutes=+60.")
@click.option("--answer", multiple=True, metavar="WIE:WAT=ANTWOORD", help="Antwoord op iets wat niet bekend is.")
@click.option("--hours", default="", metavar="C=MINUTEN", help="Andere uren, in minuten per week.")
@click.option("--json", "as_json", is_flag=True, help="Alleen JSON.")
@language_option
def whatif(
    run_id: str | None,
    forbid: tuple[str, ...],
    pin: str,
    budget: tuple[str, ...],
    answer: tuple[str, ...],
    hours: str,
    as_json: bool,
    language: str | None,
) -> None:
    """Zeg wat een verandering doet met het plan van een nacht: eerst de grens uit de prijzen, dan exact."""
    spoken = _spoken(language)
    night = _asked(run_id, spoken)
    wanted = Wanted(forbid=forbid, pin=pin, budget=budget, answer=answer, hours=hours)
    asked = ask(night.solved, question_of(night.solved, wanted))
    at_least = asked.at_least()
    if not as_json:
        _print([_head(night, spoken), at_once(at_least, units_of(asked.solved), spoken)])
    found = asked.answer()
    if as_json:
        click.echo(to_json({**_run(night), "wanted": wanted, "at_least": at_least, "answer": _plain(found, night)}))
        return
    _print([*answer_lines(effect_of(found, asked.solved), spoken), say("w_whatif.not_for_employers", spoken)])


@click.command("whynot")
@click.argument("run_id", metavar="[RUN]", required=False)
@click.option("--client", required=True, metavar="C", help="Nummer van de cliënt, zoals geleverd.")
@click.option("--vacancy", required=True, metavar="V", help="Nummer van de vacature, zoals geleverd.")
@click.option("--json", "as_json", is_flag=True, help="Alleen JSON.")
@language_option
def whynot(run_id: str | None, client: str, vacancy: str, as_json: bool, language: str | None) -> None:
    """Zeg waarom iemand niet voor een vacature is voorgesteld."""
    spoken = _spoken(language)
    night = _asked(run_id, spoken)
    found = why_not(night.solved, (client, vacancy))
    if as_json:
        plain = {**_fields(found), "answer": _plain(found.answer, night) if found.answer else None}
        click.echo(to_json({**_run(night), "found": plain}))
        return
    told = why_of(found, night.solved)
    _print([_head(night, spoken), *why_lines(told, spoken), say("w_whatif.not_for_employers", spoken)])


@click.command("worth")
@click.argument("run_id", metavar="[RUN]", required=False)
@click.option("--gemeente", required=True, metavar="G", help="Voor welke gemeente.")
@click.option("--vacancy", multiple=True, metavar="V", help="Eén plek meer hier; zonder: waar plekken het duurst zijn.")
@click.option("--json", "as_json", is_flag=True, help="Alleen JSON.")
@language_option
def worth(run_id: str | None, gemeente: str, vacancy: tuple[str, ...], as_json: bool, language: str | None) -> None:
    """Zeg wat één uur jobcoach, € 1.000 en één plek meer opleveren, in punten en in mensen."""
    spoken = _spoken(language)
    night = _asked(run_id, spoken)
    found = worth_of(night.solved, gemeente, vacancy)
    if as_json:
        plain = [{**_fields(one), "answer": _plain(one.answer, night) if one.answer else None} for one in found]
        click.echo(to_json({**_run(night), "gemeente": gemeente, "found": plain}))
        return
    _print([_head(night, spoken), say("w_whatif.worth.title", spoken, gemeente=gemeente)])
    rows = list(worth_rows([worth_told(one, night.solved) for one in found], spoken))
    for line in columns(rows) if rows else wrapped(say("w_whatif.worth.none", spoken)):
        click.echo(line)


def _run(night: AskedNight) -> dict[str, object]:
    return {"run": night.past.run.id, "day": night.past.run.key.day, "value_units_per_point": units_of(night.solved)}


def _plain(answer: Answer, night: AskedNight) -> dict[str, object]:
    """Give an answer with references in place of numbers."""
    clients = night.solved.night.region.clients
    moved = [
        {
            "client": str(clients[one.client].key),
            "had": _place(one.had, night.solved),
            "gets": _place(one.gets, night.solved),
        }
        for one in answer.moved
    ]
    return {**_fields(answer), "is_interval": answer.is_interval, "moved": moved}


def _place(place: Place | None, solved: SolvedNight) -> dict[str, object] | None:
    if place is None:
        return None
    return {**_fields(place), "vacancy": str(solved.night.region.vacancies[place.vacancy].key)}


def _fields(value: Answer | Place | WhyNot | Worth) -> dict[str, object]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        for part in wrapped(line):
            click.echo(part)
