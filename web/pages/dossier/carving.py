"""Dividing the tasks of a vacancy differently: the proposal for an adviser, and the letter to its employer."""

from dataclasses import dataclass

from flask import Blueprint, abort

from matcher.domain.nearmiss import StepKind
from web.language.cells import minutes_of
from web.language.numbers import hours
from web.pages.frame import desk, language, page
from web.pages.viewed import tell
from web.service.dossier.dossiers import VacancyPage, vacancy_page

blueprint = Blueprint("carving", __name__)
WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CarvedTask:
    """One task: how much of the working time it takes, and whether a colleague would do it."""

    words: str
    share: int | None
    is_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Carving:
    """The one task that, done by a colleague, lets most people do the rest.

    Attributes
    ----------
    hours
        Of the work that remains, in words; empty where the task's part of the time is not known.
    people
        How many could then do it; never told to an employer.
    """

    tasks: tuple[CarvedTask, ...]
    out: CarvedTask
    hours: str
    people: int


@blueprint.get("/vacatures/<vacancy_id>/taken-verdelen")
def letter(vacancy_id: str) -> str:
    """Give the letter that asks an employer to think along; it names nobody and counts nobody."""
    found = vacancy_page(desk().database, desk().clock, vacancy_id)
    carving = carving_of(found) if found else None
    if found is None or carving is None:
        abort(404)
    tell(vacancy=found.work.key)
    return page("vacancy/letter.html", found=found, cells=found.work.cells, carving=carving, today=desk().clock.today())


def carving_of(found: VacancyPage) -> Carving | None:
    """Give the division that reaches most people; None where the night found none."""
    kept = found.results.kept_out if found.results else None
    reached = {one.name.code: one.people for one in kept.carved if one.name.kind is StepKind.TASK} if kept else {}
    rows = found.work.sheets["tasks"]
    best = max(
        (row["task"] for row in rows if reached.get(row["task"])), key=lambda key: (reached[key], key), default=""
    )
    if not best or len(rows) < 2:
        return None
    tasks = tuple(
        CarvedTask(words=row["description"], share=_share(row["share"]), is_out=row["task"] == best) for row in rows
    )
    out = next(task for task in tasks if task.is_out)
    return Carving(tasks=tasks, out=out, hours=_rest(found, out), people=reached[best])


def _share(cell: str) -> int | None:
    return int(cell) if cell.isdecimal() else None


def _rest(found: VacancyPage, out: CarvedTask) -> str:
    minutes = minutes_of(found.work.cells.get("hours_max", ""))
    if out.share is None or minutes is None:
        return ""
    return hours(minutes * (WHOLE - out.share) // WHOLE, language())
