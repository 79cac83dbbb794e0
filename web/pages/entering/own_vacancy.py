"""Entering a vacancy and changing one: tasks with minutes, what each item asks, and the effect before it is kept."""

import json

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from matcher.catalogue.occupations import load_occupations
from web.language.names import occupation_name
from web.pages.access import decider
from web.pages.decision.form import ShownFault
from web.pages.entering.effect_words import ShownDifference, effect_lines, shown_differences
from web.pages.entering.own_vacancy_form import (
    NEW_EMPLOYER,
    choices,
    demand_parts,
    faults_of,
    first_filled,
    task_fields,
    typed_rows,
)
from web.pages.entering.typed_form import Filled, is_saving, read_filled, shown_again, typing_of
from web.pages.frame import desk, language, page, text
from web.service.entering.choosing import Difference, choose
from web.service.entering.effect import Effect
from web.service.entering.own_work import OwnWork, effect_of_work, keep_work, new_work, work_to_change
from web.service.entering.saving import ChangedMeanwhile, WrongEntry
from web.service.entering.typed import VACANCY

blueprint = Blueprint("own_vacancy", __name__)
Reply = Response | tuple[str, int] | str
OCCUPATION_KEY = "beroep"


@blueprint.route("/vacatures/nieuw", methods=["GET", "POST"])
@decider
def enter() -> Reply:
    """Enter a vacancy, from nothing or from an occupation."""
    found = new_work(desk().database, desk().clock, request.args.get(OCCUPATION_KEY, ""))
    return _handled(found)


@blueprint.route("/vacatures/<vacancy_id>/wijzigen", methods=["GET", "POST"])
@decider
def change(vacancy_id: str) -> Reply:
    """Change a vacancy."""
    return _handled(_work(vacancy_id))


@blueprint.post("/vacatures/<vacancy_id>/verschil")
@decider
def settle(vacancy_id: str) -> Reply:
    """Choose between what was typed here and what the source says now."""
    found, filled = _work(vacancy_id), read_filled(request.form)
    wanted = filled.value("regel")
    one = next((each for each in found.waiting if json.dumps([each.sheet, *each.key]) == wanted), None)
    if one is not None:
        is_source = filled.value("keuze") == "bron"
        choose(desk().database, desk().clock, one.sheet, one.key, typing_of(filled), is_source=is_source)
        flash("form.chosen")
    return redirect(url_for("vacancy.show", vacancy_id=vacancy_id), 303)


def _handled(found: OwnWork) -> Reply:
    if request.method == "GET":
        return _shown(found, first_filled(found), None)
    filled = read_filled(request.form)
    rows = typed_rows(found, filled, desk().clock.today().isoformat())
    filled = _with_number(filled, rows[VACANCY][0]["vacancy"])
    if not rows[VACANCY][0]["employer"]:
        fault = ShownFault(target="employer", sentence=text("own_vacancy.employer_missing"))
        return _shown(found, filled.with_faults(fault), None), 422
    try:
        if not is_saving(filled):
            effect = effect_of_work(desk().database, desk().clock, rows)
            if filled.version != found.version:
                return _changed(found, filled), 409
            return _shown(found, shown_again(filled), effect)
        kept = keep_work(desk().database, desk().clock, rows, filled.value(NEW_EMPLOYER), typing_of(filled))
    except WrongEntry as problem:
        return _shown(found, filled.with_faults(*faults_of(found, problem.rejected)), None), 422
    except ChangedMeanwhile as problem:
        return _changed(found, filled, problem), 409
    flash("own_vacancy.done")
    return redirect(url_for("vacancy.show", vacancy_id=kept), 303)


def _with_number(filled: Filled, key: str) -> Filled:
    """Give the form with the reference its first look gave a new vacancy, so that the second look keeps it."""
    if filled.value("nummer"):
        return filled
    values = {**filled.values, "nummer": (key,)}
    return Filled(values=values, version=filled.version, looked=filled.looked, key=filled.key)


def _work(vacancy_id: str) -> OwnWork:
    found = work_to_change(desk().database, vacancy_id)
    if found is None:
        abort(404)
    return found


def _shown(found: OwnWork, filled: Filled, effect: Effect | None) -> str:
    spoken = language()
    return page(
        "own_vacancy/form.html",
        found=found,
        filled=filled,
        effect=effect,
        lines=effect_lines(effect, "people" if found.key else "people_new") if effect else [],
        tasks=task_fields(found),
        parts=demand_parts(found),
        choices=choices(found),
        occupations=[(one.code, occupation_name(one.code, spoken)) for one in load_occupations()],
        occupation_key=OCCUPATION_KEY,
        differences=_differences(found),
    )


def _changed(found: OwnWork, filled: Filled, problem: ChangedMeanwhile | None = None) -> str:
    """Show what stands now beside what was typed; nothing is overwritten."""
    own, empty = first_filled(found), text("form.cell_empty")
    names = [name for name in filled.values if tuple(filled.values[name]) != tuple(own.values.get(name, ("",)))]
    labels = {name: _label(name) for name in names if name != "nummer"}
    return page(
        "error/changed.html",
        section="vacancies",
        again=request.path,
        theirs=[(label, ", ".join(own.values.get(name, ())) or empty) for name, label in labels.items()],
        yours=[(label, ", ".join(filled.values[name]) or empty) for name, label in labels.items()],
        problem=problem,
    )


def _label(name: str) -> str:
    if name.startswith("eis_"):
        return text("own_vacancy.asked_of", item=name.rpartition("_")[2])
    if name.startswith("taak_"):
        _, number, column = name.split("_", 2)
        return text("own_vacancy.task_column", number=number, column=text(f"own_vacancy.column.{column}"))
    return text(f"own_vacancy.column.{name}")


def _differences(found: OwnWork) -> list[ShownDifference]:
    def name(_: Difference) -> str:
        return found.rows[VACANCY][0]["title"]

    def words(_sheet: str, column: str, cell: str) -> tuple[str, str]:
        return work_cell(column, cell)

    return shown_differences(found.waiting, name, words)


def work_cell(column: str, cell: str) -> tuple[str, str]:
    """Give a column of a vacancy and a cell of it in words."""
    return text(f"own_vacancy.column.{column}"), cell or text("form.cell_empty")
