"""Everything that was typed here and that its source says otherwise, on one page: somebody has to choose."""

from flask import Blueprint

from web.pages.access import editor
from web.pages.entering.effect_words import shown_differences
from web.pages.entering.own_vacancy import work_cell
from web.pages.entering.profile import difference_cell, difference_name
from web.pages.frame import desk, page
from web.service.entering.choosing import Difference, differing
from web.service.entering.typed import VACANCY

blueprint = Blueprint("differences", __name__)


@blueprint.get("/gegevens/verschillen")
@editor
def show() -> str:
    """Show all differences, each with where one chooses."""
    found = differing(desk().database)
    shown = shown_differences([one.difference for one in found], _part, _words)
    return page("profile/differences.html", lines=list(zip(found, shown, strict=True)))


def _part(one: Difference) -> str:
    return "" if one.sheet == VACANCY else difference_name(one)


def _words(sheet: str, column: str, cell: str) -> tuple[str, str]:
    return work_cell(column, cell) if sheet == VACANCY else difference_cell(column, cell)
