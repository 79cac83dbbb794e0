"""Nights: what went in, what came out, what was proven, and what differs from the night before."""

from flask import Blueprint, abort

from web.language.fairness import groups_table, served_table
from web.language.next_steps import outcome_short
from web.language.outcomes import budget_words, dropped_name, outcome_name, solve_words, stage_name
from web.language.quality import order_words, quality_words
from web.language.steps import name_words
from web.language.tables import Table
from web.pages.frame import desk, language, page
from web.service.nights import NightPage, night_page

blueprint = Blueprint("run", __name__)
KINDS = ("coach_minutes", "discretionary_coach_minutes", "once_cents")


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
        budgets=[(kind, [(use, budget_words(use, spoken)) for use in uses]) for kind, uses in by_kind if uses],
        fairness=_fairness(found, spoken),
        solved=solve_words(manifest.solve, spoken) if manifest and manifest.solve else None,
        next_name=lambda code: outcome_short(code, spoken),
        quality=quality_words(manifest.quality, spoken) if manifest and manifest.quality else None,
        investments=[(name_words(one.name, spoken), one) for one in found.investments],
        orders=[order_words(one, spoken) for one in found.acquisitions],
        stage=lambda name: stage_name(name, spoken),
        outcome=lambda code: outcome_name(code, spoken),
        reason=lambda code: dropped_name(code, spoken),
    )


def _fairness(found: NightPage, spoken: str) -> list[tuple[str, Table]]:
    """Give the tables of who was promised what, and of who is served."""
    manifest = found.run.manifest
    tables: list[tuple[str, Table]] = []
    if manifest is None:
        return tables
    if manifest.floors:
        tables.append(("groepen", groups_table(manifest.floors, manifest.floors_price, spoken)))
    if manifest.creaming is not None:
        tables.append(("bediend", served_table(manifest.creaming, manifest.unproposed, spoken)))
    return tables
