"""Everything on which two sources differ, on one page: typed and delivered, and sources of the FML among themselves."""

from flask import Blueprint, request

from matcher.nextstep.sources import Contradiction
from web.language.asked import HeardWords, heard_words
from web.language.items import item_name
from web.pages.access import editor
from web.pages.entering.effect_words import shown_differences
from web.pages.entering.own_vacancy import work_cell
from web.pages.entering.profile import difference_cell, difference_name
from web.pages.frame import desk, language, page
from web.pages.lists.query import PAGE_KEY, page_number
from web.service.entering.choosing import Difference, differing
from web.service.entering.contradictions import contradictions
from web.service.entering.typed import VACANCY

blueprint = Blueprint("differences", __name__)


@blueprint.get("/gegevens/verschillen")
@editor
def show() -> str:
    """Show all differences, each with where one chooses."""
    found = differing(desk().database)
    shown = shown_differences([one.difference for one in found], _part, _words)
    contradicted = contradictions(desk().database, desk().clock, page_number(request.args))
    people = [(one, [_said(each) for each in one.found]) for one in contradicted.people]
    return page(
        "profile/differences.html",
        lines=list(zip(found, shown, strict=True)),
        contradicted=contradicted,
        people=people,
        page_key=PAGE_KEY,
    )


def _said(one: Contradiction) -> tuple[str, HeardWords, HeardWords]:
    """Give an item with what the stricter source said of it, which holds, and what the looser one said."""
    spoken = language()
    stricter, looser = (heard_words(look.heard, one.item, {}, spoken) for look in (one.stricter, one.looser))
    return item_name(one.item, spoken), stricter, looser


def _part(one: Difference) -> str:
    return "" if one.sheet == VACANCY else difference_name(one)


def _words(sheet: str, column: str, cell: str) -> tuple[str, str]:
    return work_cell(column, cell) if sheet == VACANCY else difference_cell(column, cell)
