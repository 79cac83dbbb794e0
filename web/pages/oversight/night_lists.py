"""The lists behind a night: whose proposal differs from another night, and whose data are thin; each as a file too."""

from flask import Blueprint, Response, abort, request

from web.language.pages import say
from web.pages.frame import desk, language, page
from web.pages.lists.query import PAGE_KEY, page_number
from web.pages.taken_along import csv_response
from web.service.night.difference import MovedLine, NightDifference, night_difference
from web.service.night.quality import About, ThinPage, thin_page

blueprint = Blueprint("night_lists", __name__)
CHOSEN_KEY = "alleen"
MOVED_COLUMNS = ("client", "name", "move", "had", "gets", "cause")
THIN_COLUMNS = ("key", "name", "known", "items", "other", "differs")


@blueprint.get("/nachtrun/<run_id>/vergelijk/<other_id>")
def difference(run_id: str, other_id: str) -> str:
    """Show whose proposal differs between two nights, and why."""
    found = _difference(run_id, other_id)
    return page("run/difference.html", found=found, chosen_key=CHOSEN_KEY, page_key=PAGE_KEY)


@blueprint.get("/nachtrun/<run_id>/vergelijk/<other_id>.csv")
def difference_file(run_id: str, other_id: str) -> Response:
    """Give every difference of the filter as CSV."""
    found = _difference(run_id, other_id, is_whole=True)
    spoken = language()
    rows = (_moved_cells(line, spoken) for line in found.lines)
    return csv_response("verschil.csv", [say(f"night_lists.csv.{name}", spoken) for name in MOVED_COLUMNS], rows)


@blueprint.get("/nachtrun/<run_id>/gegevens/<about>")
def thin(run_id: str, about: str) -> str:
    """Show whose data are thin, the least known first."""
    return page("run/thin.html", found=_thin(run_id, about), page_key=PAGE_KEY)


@blueprint.get("/nachtrun/<run_id>/gegevens/<about>.csv")
def thin_file(run_id: str, about: str) -> Response:
    """Give everybody whose data are thin as CSV."""
    found = _thin(run_id, about, is_whole=True)
    rows = (
        (one.key, one.name, str(one.known), str(one.items), str(one.other), str(one.differs)) for one in found.lines
    )
    head = [say(f"night_lists.csv.{about}.{name}", language()) for name in THIN_COLUMNS]
    return csv_response(f"{about}.csv", head, rows)


def _difference(run_id: str, other_id: str, *, is_whole: bool = False) -> NightDifference:
    chosen, number = request.args.get(CHOSEN_KEY, ""), page_number(request.args)
    found = night_difference(desk().database, run_id, other_id, chosen=chosen, page=number, is_whole=is_whole)
    if found is None:
        abort(404)
    return found


def _thin(run_id: str, about: str, *, is_whole: bool = False) -> ThinPage:
    if about not in {one.value for one in About}:
        abort(404)
    found = thin_page(desk().database, run_id, About(about), page=page_number(request.args), is_whole=is_whole)
    if found is None:
        abort(404)
    return found


def _moved_cells(line: MovedLine, spoken: str) -> tuple[str, ...]:
    moved = line.moved
    had, gets = (row.title + " – " + row.employer_name if row else "" for row in (moved.had, moved.gets))
    cause = say(f"run.cause.{moved.cause}", spoken) if moved.cause else ""
    return moved.client, line.name, say(f"night_lists.move.{moved.move}", spoken), had, gets, cause
