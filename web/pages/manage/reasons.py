"""The lists of reasons: one is added, taken out of use or brought back, never deleted."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from web.pages.access import manager, seer_of_management
from web.pages.decision.form import ShownFault
from web.pages.entering.profile import Reply
from web.pages.entering.typed_form import Filled, read_filled, typing_of
from web.pages.frame import desk, page, text
from web.pages.manage.page import can_manage
from web.service.manage.reason_list import LEAST, MOST, ReasonFault, WrongReason, add_reason, listed_reasons, set_reason
from web.service.review.own_reasons import EN, NL

blueprint = Blueprint("admin_reasons", __name__)


@blueprint.get("/beheer/redenen")
@seer_of_management
def show() -> str:
    """Show every reason with how often it was used."""
    return _page(Filled())


@blueprint.post("/beheer/redenen")
@manager
def add() -> Reply:
    """Add a reason in the gemeente's own words."""
    filled = read_filled(request.form)
    words = {name: filled.value(name) for name in (NL, EN)}
    try:
        add_reason(desk().database, desk().clock, filled.value("lijst"), words, typing_of(filled))
    except WrongReason as problem:
        target = "lijst" if problem.fault is ReasonFault.LIST else NL
        sentence = text(f"admin.reasons.fault.{problem.fault}", least=LEAST, most=MOST)
        return _page(filled.with_faults(ShownFault(target=target, sentence=sentence))), 422
    flash("admin.reasons.added")
    return redirect(url_for("admin_reasons.show"), 303)


@blueprint.post("/beheer/redenen/<name>/<code>")
@manager
def change(name: str, code: str) -> Response:
    """Take a reason out of use, or bring it back."""
    filled = read_filled(request.form)
    is_offered = filled.value("gebruik") == "ja"
    if not set_reason(desk().database, desk().clock, name, code, typing_of(filled), is_offered=is_offered):
        abort(404)
    flash("admin.reasons.back" if is_offered else "admin.reasons.retired")
    return redirect(url_for("admin_reasons.show"), 303)


def _page(filled: Filled) -> str:
    found = listed_reasons(desk().database)
    keys = {(one.list, one.code): Filled().key for lines in found.values() for one in lines}
    return page("admin/reasons.html", found=found, keys=keys, filled=filled, can_change=can_manage(), most=MOST)
