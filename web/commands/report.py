"""The table of a night: what went in, what came out, what it took."""

from collections.abc import Iterable, Iterator, Sequence

import click

from matcher.domain.nearmiss import Investment
from solver.overnight import Changed, counts_of
from solver.planned import BudgetUse
from web.commands.common import language_option, opened
from web.commands.tables import laid_out, table_lines
from web.config import Settings
from web.language import numbers
from web.language.fairness import groups_table, served_table
from web.language.next_steps import outcome_short
from web.language.overnight import cause_words
from web.language.quality import quality_words
from web.language.steps import name_words
from web.language.terminal import label
from web.service.night.export import LATEST, find_run
from web.service.night.nights import largest_investments
from web.store.codec import to_json
from web.store.records import Manifest, QualityTotals

COACH, DISCRETIONARY, ONCE = "coach_minutes", "discretionary_coach_minutes", "once_cents"
UNNAMED = -1
Row = tuple[str, ...]


@click.command("report")
@click.argument("run_id", default=LATEST, metavar="[RUN]")
@click.option("--json", "as_json", is_flag=True, help="Alleen JSON op de uitvoer.")
@language_option
def report(run_id: str, as_json: bool, language: str | None) -> None:
    """Toon de tabel van een nacht; zonder RUN die nu te zien is."""
    settings = Settings.from_environment()
    language = language or settings.language
    database = opened(settings)
    run, manifest = find_run(database, run_id)
    if as_json:
        click.echo(to_json({"run": run.id, "day": run.key.day, "state": run.state, "manifest": manifest}))
        return
    for line in night_report(manifest, language, largest_investments(database, run.id)):
        click.echo(line)


def night_report(manifest: Manifest, language: str, investments: Sequence[Investment] = ()) -> Iterator[str]:
    """Give the lines of the table.

    Parameters
    ----------
    investments
        The steps that help most people, most first.
    """
    yield from _section("section.input", _input(manifest, language), language)
    yield from _section("section.plan", _plan(manifest, language), language)
    if manifest.next_steps:
        yield from _section("section.next_steps", _next_steps(manifest, language), language)
    if manifest.quality is not None:
        yield from _section("section.quality", _quality(manifest.quality, language), language)
    if investments:
        yield from _section("section.investments", _investments(investments, language), language)
    yield from _section("section.verdicts", _verdicts(manifest, language), language)
    yield from _section("section.instruments", _instruments(manifest, language), language)
    for kind, title in ((COACH, "coach"), (DISCRETIONARY, "discretionary"), (ONCE, "once")):
        uses = [use for use in manifest.budgets if use.kind == kind]
        if uses:
            yield from _section(f"section.{title}", _budget(uses, kind, language), language)
    if manifest.changes:
        yield from _section("section.changes", _changes(manifest.changes, language), language)
    if manifest.floors:
        yield from table_lines(groups_table(manifest.floors, manifest.floors_price, language))
    if manifest.creaming is not None:
        yield from table_lines(served_table(manifest.creaming, manifest.unproposed, language))
    yield from _section("section.stages", _stages(manifest, language), language)


def _changes(changes: tuple[Changed, ...], language: str) -> Iterator[Row]:
    for cause, count in counts_of(changes):
        yield cause_words(cause, language), numbers.whole(count, language)


def _input(manifest: Manifest, language: str) -> Iterator[Row]:
    for name in ("read", "rejected", "unread"):
        yield label(name, language), numbers.whole(getattr(manifest, f"rows_{name}"), language)
    if manifest.withheld:
        yield label("withheld", language), numbers.whole(manifest.withheld, language)
    if manifest.not_weighed:
        yield label("not_weighed", language), numbers.whole(manifest.not_weighed, language)
    for name in ("clients", "vacancies"):
        yield label(name, language), numbers.whole(getattr(manifest, name), language)


def _plan(manifest: Manifest, language: str) -> Iterator[Row]:
    for name in ("pairs", "candidates", "proposals", "held"):
        yield label(name, language), numbers.whole(getattr(manifest, name), language)
    yield label("forecast", language), numbers.money(manifest.forecast_cents, language)
    yield label("forecast_unknown", language), numbers.whole(manifest.n_forecast_unknown, language)
    solve = manifest.solve
    if solve is not None:
        yield label("status", language), label(f"solve.{solve.status}", language)
        yield label("points", language), numbers.whole(solve.points, language)
        unknown = label("unknown", language)
        for name, value in (("objective", solve.objective), ("bound", solve.bound)):
            yield label(name, language), unknown if value is None else numbers.whole(value, language)
        gap = unknown if solve.gap_ppm is None else numbers.millionths(solve.gap_ppm, language)
        yield label("gap", language), gap
    if manifest.law_is_assumed:
        yield (f"{label('law_assumed', language)}: {label('law_assumed.text', language)}",)
    yield (f"{label('plan_digest', language)}: {manifest.plan_digest}",)
    if manifest.log_line:
        yield (label("log_anchor", language, line=manifest.log_line, digest=manifest.log_head),)


def _verdicts(manifest: Manifest, language: str) -> Iterator[Row]:
    proposed, pairs = dict(manifest.proposal_verdicts), dict(manifest.verdicts)
    yield "", *(label(f"column.{name}", language) for name in ("proposals", "share", "pairs"))
    for word in proposed:
        counts = numbers.whole(proposed[word], language), numbers.share(proposed[word], manifest.proposals, language)
        yield label(f"verdict.{word}", language), *counts, numbers.whole(pairs.get(word, 0), language)


def _instruments(manifest: Manifest, language: str) -> Iterator[Row]:
    proposed, candidates = dict(manifest.proposal_instruments), dict(manifest.instruments)
    yield "", *(label(f"column.{name}", language) for name in ("proposals", "candidates"))
    for code in proposed:
        counts = numbers.whole(proposed[code], language), numbers.whole(candidates.get(code, 0), language)
        yield label(f"instrument.{code}", language), *counts


def _budget(uses: Sequence[BudgetUse], kind: str, language: str) -> Iterator[Row]:
    yield "", *(label(f"column.{name}", language) for name in ("used", "available", "short", "over", "people"))
    for use in sorted(uses, key=lambda one: one.gemeente):
        amounts = (use.used, use.available, use.plan_short, use.running_over)
        yield use.gemeente, *_use(amounts, use.people, kind, language)
    limits = [use.available for use in uses]
    sums = (
        sum(use.used for use in uses),
        UNNAMED if UNNAMED in limits else sum(limits),
        sum(use.plan_short for use in uses),
        sum(use.running_over for use in uses),
    )
    yield label("all", language), *_use(sums, sum(use.people for use in uses), kind, language)
    if sums[2] and len(uses) > 1:
        yield (label("short_each", language),)


def _use(amounts: tuple[int, int, int, int], people: int, kind: str, language: str) -> Row:
    amount = numbers.money if kind == ONCE else numbers.hours
    used, available, short, over = amounts
    shown = label("no_limit", language) if available == UNNAMED else amount(available, language)
    return (
        amount(used, language),
        shown,
        *(amount(one, language) for one in (short, over)),
        numbers.whole(people, language),
    )


def _next_steps(manifest: Manifest, language: str) -> Iterator[Row]:
    """Count what everybody gets, and what waits for an answer."""
    for code, count in manifest.next_steps:
        yield outcome_short(code, language), numbers.whole(count, language)
    yield (label("asked", language) + ":",)
    for name in ("questions", "ad_questions", "ad_now", "acquisitions"):
        yield label(f"n_{name}", language), numbers.whole(getattr(manifest, f"n_{name}"), language)


def _quality(totals: QualityTotals, language: str) -> Iterator[Row]:
    words = quality_words(totals, language)
    yield (words.findable,)
    yield (words.sure,)
    yield from words.figures
    yield label("late", language), numbers.whole(totals.late, language)
    yield label("never", language), numbers.whole(totals.never, language)


def _investments(found: Sequence[Investment], language: str) -> Iterator[Row]:
    yield "", *(label(f"column.{name}", language) for name in ("people", "first", "pairs"))
    for one in found:
        counts = (numbers.whole(count, language) for count in (one.people, one.first, one.pairs))
        yield name_words(one.name, language), *counts


def _stages(manifest: Manifest, language: str) -> Iterator[Row]:
    yield "", label("column.seconds", language), label("column.memory", language)
    for cost in manifest.stages:
        memory = numbers.megabytes(cost.peak_kib, language)
        yield label(f"stage.{cost.name}", language), numbers.seconds(cost.milliseconds, language), memory
    total = sum(cost.milliseconds for cost in manifest.stages)
    highest = max((cost.peak_kib for cost in manifest.stages), default=0)
    yield label("all", language), numbers.seconds(total, language), numbers.megabytes(highest, language)


def _section(title: str, rows: Iterable[Row], language: str) -> Iterator[str]:
    yield from laid_out(label(title, language), list(rows))
