"""Bewaartermijnen: how long everything is kept, what is overdue, and choosing another term within the bounds."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from web.pages.access import administrator, may_administer, seer_of_management
from web.pages.decision.form import ShownFault
from web.pages.entering.typed_form import Filled, read_filled, typing_of
from web.pages.frame import desk, page, text, visitor
from web.service.manage.retention import Category, TermFault, WrongTerm, choose_term, terms

blueprint = Blueprint("retention", __name__)
Reply = Response | tuple[str, int] | str
MOST_DIGITS = 5


@blueprint.get("/beheer/bewaartermijnen")
@seer_of_management
def show() -> str:
    """Show every term."""
    return _page(Filled())


@blueprint.post("/beheer/bewaartermijnen/<name>")
@administrator
def change(name: str) -> Reply:
    """Choose how long one category is kept."""
    if name not in tuple(Category):
        abort(404)
    filled = read_filled(request.form)
    typed = filled.value(name)
    days = int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else 0
    try:
        choose_term(desk().database, desk().clock, Category(name), days, typing_of(filled))
    except WrongTerm as problem:
        fault = ShownFault(target=name, sentence=text(f"admin.retention.fault.{problem.fault.value}"))
        return _page(filled.with_faults(fault)), 409 if problem.fault is TermFault.CHANGED else 422
    flash("admin.retention.done")
    return redirect(url_for("retention.show"), 303)


def _page(filled: Filled) -> str:
    who, found = visitor(), terms(desk().database, desk().clock)
    can_change = who is not None and may_administer(who)
    keys = {one.category.value: Filled().key for one in found}
    return page("admin/retention.html", found=found, filled=filled, keys=keys, can_change=can_change)
