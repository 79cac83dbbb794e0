"""`waag explain`: one pair, item by item, as its page tells it."""

from collections.abc import Iterable, Iterator, Sequence

import click

from web.commands.common import WRONG_USE, language_option, opened
from web.commands.forecast_lines import forecast_lines
from web.commands.tables import columns, wrapped
from web.config import Settings
from web.language import numbers
from web.language.law import Language
from web.language.pages import say
from web.language.pair import ItemLine, PackageLine, PairWords, by_role, pair_words
from web.language.support import PackageWords
from web.language.terminal import say as say_there
from web.service.clock import clock_of
from web.service.dossier.explained import Explained, UnknownKey, explain
from web.service.night.export import LATEST
from web.store.codec import to_json


@click.command("explain")
@click.option("--client", required=True, metavar="C", help="Nummer van de cliënt, zoals geleverd.")
@click.option("--vacancy", required=True, metavar="V", help="Nummer van de vacature, zoals geleverd.")
@click.option("--run", "run_id", default=LATEST, metavar="R", help="Nacht; zonder: die nu te zien is.")
@click.option("--json", "as_json", is_flag=True, help="Alleen JSON: codes, getallen en de woorden.")
@language_option
@click.pass_context
def explain_pair(
    context: click.Context, client: str, vacancy: str, run_id: str, as_json: bool, language: str | None
) -> None:
    """Leg een paar uit: beide waarden per punt, oordelen, steun, punten en wat het werk opent."""
    settings = Settings.from_environment()
    spoken: Language = "en" if (language or settings.language) == "en" else "nl"
    database = opened(settings)
    try:
        found = explain(database, clock_of(database), client, vacancy, run_id)
    except UnknownKey as problem:
        click.echo(_unknown(problem, spoken), err=True)
        context.exit(WRONG_USE)
    words = pair_words(found.fit, found.package, spoken, near=found.openers, tasks=found.tasks)
    if as_json:
        click.echo(to_json(_plain(found, words)))
        return
    for line in _lines(found, words, spoken):
        click.echo(line)


def _unknown(problem: UnknownKey, language: str) -> str:
    code = f"explain.{problem.sheet}.{'closed' if problem.closed_on else 'unknown'}"
    day = numbers.day(problem.closed_on, language) if problem.closed_on else ""
    said = say_there(code, language, key=problem.key, day=day)
    guess = say_there("explain.nearest", language, keys=", ".join(problem.nearest)) if problem.nearest else ""
    return f"{said} {guess}".rstrip()


def _plain(found: Explained, words: PairWords) -> dict[str, object]:
    return {
        "client": found.fit.client,
        "vacancy": found.fit.vacancy,
        "day": found.day,
        "run": found.run.id if found.run else None,
        "is_proposal": found.proposal is not None,
        "is_changed": found.is_changed,
        "package": found.package,
        "weighing": found.fit,
        "amount": found.amount,
        "openers": found.openers,
        "words": words,
    }


def _lines(found: Explained, words: PairWords, language: Language) -> Iterator[str]:
    yield (
        say("w_pair.title", language, client=found.fit.client, vacancy=found.title, employer=found.employer_name)
        + f" ({found.fit.vacancy})"
    )
    yield from wrapped(_provenance(found, language))
    yield ""
    verdict = say("w_pair.verdict", language, word=words.word)
    yield from wrapped(" ".join(part for part in (verdict, words.refusal, words.summary) if part))
    yield from _section("gates", (f"{gate.name}: {gate.word}. {gate.sentence}" for gate in words.gates), language)
    yield from _section("items", _items(words.flagged, language) or [say("w_pair.nothing_heavy", language)], language)
    yield from _section("fits", [*_items(words.notable, language), words.plain], language)
    supported = list(_packages(words.packages, language)) or [say("w_pair.packages_none", language)]
    yield from _section("packages", supported, language)
    yield from _subsidy(found, language)
    yield from _points(words, language)
    asked = [f"{who}: {text}" for who, texts in by_role(words.questions) for text in texts]
    yield from _section("questions", asked or [say("w_pair.questions_none", language)], language)
    near = words.near or [say(f"w_pair.near_{'open' if found.fit.is_proposable else 'none'}", language)]
    yield from _section("near", near, language)
    yield ""
    yield from wrapped(words.never)


def _provenance(found: Explained, language: str) -> str:
    day = numbers.day(found.day, language)
    if found.run is None:
        return say("w_pair.no_night", language, day=day)
    said = say(f"w_pair.{'kept' if found.proposal else 'again'}", language, day=day, run=found.run.id)
    return f"{said} {say('w_pair.again_changed', language)}" if found.is_changed else said


def _items(lines: Iterable[ItemLine], language: str) -> list[str]:
    return [_item(line, language) for line in lines]


def _item(line: ItemLine, language: str) -> str:
    words = line.words
    sides = say("w_pair.sides" if words.has_unit else "w_pair.sides_words", language, asks=words.asks, can=words.can)
    helped = f", {say('proposal.with', language, support=line.help)}" if line.help else ""
    source = f" ({words.source})" if words.source else ""
    said = " ".join(part for part in (words.why, words.note, words.double) if part)
    return f"{words.name} {words.item}: {sides}{source}: {words.word}{helped}. {said}"


def _packages(packages: Sequence[PackageLine], language: str) -> Iterator[str]:
    for number, line in enumerate(packages, start=1):
        mark = f" ({say('w_pair.chosen', language)})" if line.is_chosen else ""
        total = say(
            "proposal.other_package", language, title=line.words.title, total=numbers.whole(line.total, language)
        )
        yield f"{number}. {total}{mark}"
        yield from _parts(line.words, language)


def _parts(words: PackageWords, language: str) -> Iterator[str]:
    for part in words.parts:
        closes = ", ".join(f"{help.name} ({help.how})" if help.how else help.name for help in part.helps)
        asked = [one.text for one in (part.employer_question, part.status_question) if one]
        said = [part.what, closes and f"{say('proposal.column.closes', language)}: {closes}.", part.right]
        said += [
            f"{_sentence(part.article)}{f' ({part.sureness})' if part.sureness else ''}.",
            part.employer_answer,
            *part.moved,
        ]
        said += [f"{say('proposal.part_asks', language)}: {text}" for text in asked]
        yield f"   - {part.name}: {' '.join(one for one in said if one)}"
    closing = " ".join(one for one in (words.hours, words.money, words.ground, words.group, words.follow_up) if one)
    if closing:
        yield f"   {closing}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _subsidy(found: Explained, language: Language) -> Iterator[str]:
    amount = found.amount
    if amount is None:
        return
    yield from _section("subsidy", (), language)
    yield from forecast_lines(amount, found.tasks, found.fit.planned_week_minutes, language)


def _points(words: PairWords, language: str) -> Iterator[str]:
    if words.points is None:
        yield from _section("points", [say("w_pair.points_none", language)], language)
        return
    yield from _section("points", (), language)
    rows = [(line.label, line.sign, line.why) for line in words.points.lines]
    yield from columns([*rows, (words.points.total_label, numbers.whole(words.points.total, language), "")], right=(1,))


def _section(code: str, lines: Iterable[str], language: str) -> Iterator[str]:
    yield ""
    yield say(f"w_pair.section.{code}", language)
    for line in lines:
        yield from wrapped(line, indent=2)
