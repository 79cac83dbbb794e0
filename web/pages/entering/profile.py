"""Bringing a person's profile up to date: facts, or one item with who said it and when; its effect comes first."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from matcher.catalogue.items import Item, ItemType, load_catalogue
from matcher.domain.client import DayPart, Mode
from matcher.domain.profile import Source
from web.language.cells import capacity_words, cell_day, code_list, code_words, number
from web.language.items import item_name, level_text
from web.language.names import wish_words
from web.language.pages import say
from web.pages.access import editor
from web.pages.decision.form import ShownFault
from web.pages.entering.effect_words import effect_lines, shown_differences
from web.pages.entering.typed_form import (
    Filled,
    cell_faults,
    day_cell,
    is_saving,
    read_filled,
    shown_again,
    typing_of,
)
from web.pages.frame import desk, language, own_path, page, text
from web.service.entering.choosing import Difference, choose, differences_of
from web.service.entering.effect import Effect
from web.service.entering.profile import (
    FACTS,
    ITEM_COLUMNS,
    Cells,
    Profile,
    change_facts,
    change_item,
    facts_effect,
    item_effect,
    profile_of,
)
from web.service.entering.saving import ChangedMeanwhile, Typing, WrongEntry

blueprint = Blueprint("profile", __name__)
Reply = Response | tuple[str, int] | str
SIGN = "|"
# A page that sends somebody here says who speaks, where he came from, and which level it proposes.
SOURCE_KEY, BACK_KEY, LEVEL_KEY = "bron", "terug", "niveau"
LISTS = {"modes": Mode, "times": DayPart}
MOST_PATH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item of the FML with what is known of it, source by source."""

    code: str
    name: str
    values: tuple[tuple[str, Cells], ...]


@blueprint.get("/clienten/<client_id>/profiel")
@editor
def show(client_id: str) -> str:
    """Show what is known and can be corrected."""
    found = profile_or_404(client_id)
    return page("profile/profile.html", found=found, rubrieken=_rubrieken(found), differences=_differences(found))


@blueprint.route("/clienten/<client_id>/profiel/feiten", methods=["GET", "POST"])
@editor
def facts(client_id: str) -> Reply:
    """Correct hours, travel and times."""
    found = profile_or_404(client_id)

    def shown(filled: Filled, effect: Effect | None) -> str:
        return page(
            "profile/facts.html",
            found=found,
            filled=filled,
            effect=effect,
            lines=effect_lines(effect, "vacancies") if effect else [],
            modes=[(one.value, code_words("mode", one.value, language())) for one in Mode],
            parts=[(one.value, code_words("part", one.value, language())) for one in DayPart],
        )

    if request.method == "GET":
        return shown(_facts_of(found), None)
    return handled(
        found,
        typed=_facts_typed,
        look=lambda typed: facts_effect(desk().database, desk().clock, found, typed),
        keep=lambda typed, typing: change_facts(desk().database, desk().clock, found, typed, typing),
        shown=shown,
    )


@blueprint.route("/clienten/<client_id>/profiel/<item>", methods=["GET", "POST"])
@editor
def value(client_id: str, item: str) -> Reply:
    """Correct one item."""
    found = profile_or_404(client_id)
    known = next((one for one in load_catalogue().items if one.code == item), None)
    if known is None:
        abort(404)

    def shown(filled: Filled, effect: Effect | None) -> str:
        return page(
            "profile/item.html",
            found=found,
            item=known,
            name=item_name(item, language()),
            known=_known(found, known),
            levels=_levels(known),
            conditions=_conditions(known),
            sources=[(one.value, code_words("source", one.value, language())) for one in Source],
            filled=filled,
            effect=effect,
            lines=effect_lines(effect, "vacancies") if effect else [],
        )

    if request.method == "GET":
        source = request.args.get(SOURCE_KEY, "")
        asked = {"source": (source,)} if source in {one.value for one in Source} else {}
        level = request.args.get(LEVEL_KEY, "")
        asked |= {"level": (level,)} if level in dict(_levels(known)) else {}
        today = {"date": (desk().clock.today().isoformat(),)}
        return shown(Filled(version=found.version, values={**today, **asked}), None)
    return handled(
        found,
        typed=_value_typed,
        look=lambda typed: item_effect(desk().database, desk().clock, found, item, typed),
        keep=lambda typed, typing: change_item(desk().database, desk().clock, found, item, typed, typing),
        shown=shown,
    )


@blueprint.post("/clienten/<client_id>/profiel/verschil")
@editor
def settle(client_id: str) -> Reply:
    """Choose between what was typed here and what the source says now."""
    found, filled = profile_or_404(client_id), read_filled(request.form)
    wanted = filled.value("regel")
    one = next((each for each in differences_of(found.waiting) if json.dumps([each.sheet, *each.key]) == wanted), None)
    if one is None:
        return redirect(url_for("profile.show", client_id=client_id), 303)
    is_source = filled.value("keuze") == "bron"
    choose(desk().database, desk().clock, one.sheet, one.key, typing_of(filled), is_source=is_source)
    flash("form.chosen")
    return redirect(url_for("profile.show", client_id=client_id), 303)


def handled(
    found: Profile,
    *,
    typed: Callable[[Filled], Cells],
    look: Callable[[Cells], Effect],
    keep: Callable[[Cells, Typing], None],
    shown: Callable[[Filled, Effect | None], str],
) -> Reply:
    """Show the effect of what was typed, or keep it once that was seen."""
    filled = read_filled(request.form)
    cells = typed(filled)
    try:
        if not is_saving(filled):
            effect = look(cells)
            if filled.version != found.version:
                return _changed(found, cells), 409
            return shown(shown_again(filled), effect)
        keep(cells, typing_of(filled))
    except WrongEntry as problem:
        return shown(filled.with_faults(*_faults(problem)), None), 422
    except ChangedMeanwhile as problem:
        return _changed(found, cells, problem), 409
    flash("profile.done")
    back = request.args.get(BACK_KEY)
    return redirect(own_path(back) if back else url_for("profile.show", client_id=found.id), 303)


def _faults(problem: WrongEntry) -> tuple[ShownFault, ...]:
    # What a wish is about is one field and two columns.
    return cell_faults(problem.rejected, {"kind": "code"})


def _changed(found: Profile, cells: Cells, problem: ChangedMeanwhile | None = None) -> str:
    """Show what stands now beside what was typed; nothing is overwritten."""
    own = [(_column(name), _cell(name, found.cells[name])) for name in FACTS if name in cells]
    if "stance" in cells:
        own = [(wish_about(row), code_words("stance", row["stance"], language())) for row in found.wishes]
        yours = [(wish_about(cells), code_words("stance", cells["stance"], language()))]
    elif "item" in cells or "level" in cells or "conditions" in cells:
        code = request.view_args["item"] if request.view_args else ""
        own = [
            (code_words("source", row["source"], language()), _value_words(code, row))
            for row in found.values.get(code, ())
        ]
        yours = [(code_words("source", cells["source"], language()), _value_words(code, cells))]
    else:
        yours = [(_column(name), _cell(name, cells[name])) for name in FACTS]
    return page("error/changed.html", section="clients", again=request.path, theirs=own, yours=yours, problem=problem)


def profile_or_404(client_id: str) -> Profile:
    """Give what can be corrected of a person, or say that there is nobody."""
    found = profile_of(desk().database, client_id)
    if found is None:
        abort(404)
    return found


def _facts_of(found: Profile) -> Filled:
    values = {
        name: tuple(part for part in found.cells[name].split(SIGN) if part) if name in LISTS else (found.cells[name],)
        for name in FACTS
    }
    return Filled(values=values, version=found.version)


def _facts_typed(filled: Filled) -> Cells:
    typed = {name: SIGN.join(filled.values.get(name, ())) for name in LISTS}
    typed |= {name: filled.value(name) for name in ("hours", "path", "travel_limit")}
    return typed | {"available_from": day_cell(filled.value("available_from"))}


def _value_typed(filled: Filled) -> Cells:
    typed = {name: filled.value(name) for name in ITEM_COLUMNS}
    typed["conditions"] = SIGN.join(filled.values.get("conditions", ()))
    return typed | {"date": day_cell(filled.value("date"))}


def _rubrieken(found: Profile) -> list[tuple[str, list[ItemLine]]]:
    catalogue, spoken = load_catalogue(), language()
    return [
        (
            rubriek.code,
            [
                ItemLine(
                    code=item.code,
                    name=item_name(item.code, spoken),
                    values=tuple((_value_words(item.code, row), row) for row in found.values.get(item.code, ())),
                )
                for item in catalogue.items
                if item.rubriek == rubriek.code
            ],
        )
        for rubriek in catalogue.rubrieken
    ]


def _known(found: Profile, item: Item) -> list[tuple[str, Cells]]:
    return [(_value_words(item.code, row), row) for row in found.values.get(item.code, ())]


def _value_words(code: str, row: Cells) -> str:
    return capacity_words(code, row["level"], row["conditions"], language())


def _levels(item: Item) -> list[tuple[str, str]]:
    spoken = language()
    if item.type is ItemType.ORD:
        return [(str(level.value), level_text(item, level.value, spoken)) for level in item.levels]
    if item.type is ItemType.BIN:
        return [(str(level), say(f"words.limited.{level}", spoken)) for level in (0, 1)]
    return []


def _conditions(item: Item) -> list[tuple[str, str]]:
    spoken = language()
    found = [(str(one.number), one.nl if spoken == "nl" else one.en) for one in (*item.conditions, *item.sides)]
    return [("geen", text("profile.no_condition")), *found] if found else []


def wish_about(row: Cells) -> str:
    """Say what a wish is about."""
    spoken = language()
    return f"{code_words('wish', row['kind'], spoken)}: {wish_words(row['kind'], row['code'], spoken)}"


def _differences(found: Profile) -> list[object]:
    def name(one: Difference) -> str:
        return difference_name(one)

    def words(sheet: str, column: str, cell: str) -> tuple[str, str]:
        return difference_cell(column, cell)

    return list(shown_differences(differences_of(found.waiting), name, words))


def difference_name(one: Difference) -> str:
    """Say which part of a profile was typed and delivered differently."""
    if one.sheet == "capacities":
        return item_name(one.key[1], language())
    if one.sheet == "wishes":
        return wish_about({"kind": one.key[1], "code": one.key[2]})
    return text("profile.facts")


def difference_cell(column: str, cell: str) -> tuple[str, str]:
    """Give a column of a profile and a cell of it in words."""
    return _column(column), _cell(column, cell)


def _column(name: str) -> str:
    return text(f"profile.column.{name}")


def _cell(name: str, cell: str) -> str:
    spoken = language()
    if not cell:
        return text("form.cell_empty")
    if name in LISTS:
        return code_list("mode" if name == "modes" else "part", cell, spoken)
    if name in ("date", "available_from"):
        return cell_day(cell, spoken)
    if name in ("source", "stance"):
        return code_words(name, cell, spoken)
    return number(cell, spoken) if name in ("hours", "travel_limit") else cell
