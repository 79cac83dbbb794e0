"""Nights: what went in, what came out, what was proven, and what differs from the night before."""

from flask import Blueprint, abort, request

from web.language.fairness import groups_table, served_table
from web.language.next_steps import outcome_short
from web.language.numbers import megabytes, moment, seconds, whole
from web.language.outcomes import budget_words, dropped_name, outcome_name, solve_words, stage_name
from web.language.pages import say
from web.language.quality import order_words, quality_words
from web.language.steps import name_words
from web.language.tables import Table
from web.language.terminal import label
from web.language.whatif import worth_rows
from web.pages.frame import desk, house, language, page, sentence, visitor
from web.service.night.nights import NightPage, Run, night_page, vacancy_words
from web.service.night.progress import StageLine, waiting_for
from web.service.questions.values import OneMore

blueprint = Blueprint("run", __name__)
KINDS = ("coach_minutes", "discretionary_coach_minutes", "once_cents")
STOP_POLLING = 286


@blueprint.get("/nachtrun")
def current() -> str:
    """Show the night that is shown everywhere, or say that there is none."""
    found = night_page(desk().database)
    return _page(found) if found else page("run/none.html")


@blueprint.get("/nachtrun/<run_id>")
def show(run_id: str) -> str:
    """Show one night."""
    found = night_page(desk().database, run_id)
    if found is None:
        abort(404)
    return _page(found)


@blueprint.get("/nachtrun/<run_id>/voortgang")
def progress(run_id: str) -> tuple[str, int]:
    """Give where a night is, as a part of its page; at its end the asking stops."""
    found = waiting_for(desk().database, run_id)
    if found is None:
        abort(404)
    return page("run/progress.html", found=found), STOP_POLLING if found.is_over else 200


@blueprint.get("/nachtrun/<run_id>/waarde")
def worth_of(run_id: str) -> tuple[str, int]:
    """Show what one more of each budget of a gemeente is worth, worked out beside the pages."""
    found = night_page(desk().database, run_id)
    who, gemeente = visitor(), request.args.get("gemeente", "")
    if found is None or who is None or not found.run.has_plan or gemeente not in gemeenten(found):
        abort(404)
    standing = house().aside.ask(run_id, OneMore(gemeente=gemeente), who.login)
    told = standing.told if isinstance(standing.told, tuple) else ()
    spoken = language()
    is_part = "HX-Request" in request.headers
    shown = page(
        "run/worth_rows.html" if is_part else "run/worth.html",
        run=found.run,
        gemeente=gemeente,
        standing=standing,
        rows=list(worth_rows(told, spoken, vacancy_words(desk().database, (one.owner for one in told)))),
    )
    return shown, STOP_POLLING if standing.is_done and is_part else 200


def gemeenten(found: NightPage) -> tuple[str, ...]:
    """Give the gemeenten whose budgets a night used."""
    budgets = found.run.manifest.budgets if found.run.manifest else ()
    return tuple(sorted({use.gemeente for use in budgets if use.kind in KINDS}))


def strip_of(found: NightPage) -> list[StageLine]:
    """Give the stages of a night that ended, with what each took."""
    costs = found.run.manifest.stages if found.run.manifest else ()
    return [StageLine(name=cost.name, is_done=True, is_now=False, milliseconds=cost.milliseconds) for cost in costs]


def log_of(run: Run, spoken: str) -> list[str]:
    """Give what a night did, in order: begun, each stage with what it took, and the end."""
    lines = [say("run.log_begun", spoken, at=moment(run.started_at, spoken), attempt=whole(run.attempts, spoken))]
    for cost in run.manifest.stages if run.manifest else ():
        name = sentence(label(f"stage.{cost.name}", spoken))
        took = seconds(cost.milliseconds, spoken)
        lines.append(say("run.log_stage", spoken, stage=name, took=took, memory=megabytes(cost.peak_kib, spoken)))
    if run.finished_at is not None:
        state = say(f"words.run.{run.state}", spoken)
        lines.append(say("run.log_ended", spoken, at=moment(run.finished_at, spoken), state=state))
    return lines


def _page(found: NightPage) -> str:
    manifest = found.run.manifest
    budgets = manifest.budgets if manifest else ()
    by_kind = [
        (kind, sorted((use for use in budgets if use.kind == kind), key=lambda use: use.gemeente)) for kind in KINDS
    ]
    spoken = language()
    return page(
        "run/run.html",
        found=found,
        run=found.run,
        manifest=manifest,
        strip=strip_of(found),
        log=log_of(found.run, spoken),
        gemeenten=gemeenten(found),
        budgets=[(kind, [(use, budget_words(use, spoken)) for use in uses]) for kind, uses in by_kind if uses],
        fairness=fairness_tables(found.run, spoken),
        solved=solve_words(manifest.solve, spoken) if manifest and manifest.solve else None,
        next_name=lambda code: outcome_short(code, spoken),
        quality=quality_words(manifest.quality, spoken) if manifest and manifest.quality else None,
        investments=[(name_words(one.name, spoken), one) for one in found.investments],
        orders=[order_words(one, spoken) for one in found.acquisitions],
        stage=lambda name: stage_name(name, spoken),
        outcome=lambda code: outcome_name(code, spoken),
        reason=lambda code: dropped_name(code, spoken),
    )


def fairness_tables(run: Run, spoken: str) -> list[tuple[str, Table]]:
    """Give the tables of who was promised what, and of who is served."""
    manifest = run.manifest
    tables: list[tuple[str, Table]] = []
    if manifest is None:
        return tables
    if manifest.floors:
        tables.append(("groepen", groups_table(manifest.floors, manifest.floors_price, spoken)))
    if manifest.creaming is not None:
        tables.append(("bediend", served_table(manifest.creaming, manifest.unproposed, spoken)))
    return tables
