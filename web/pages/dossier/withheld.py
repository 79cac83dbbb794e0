"""Niet voorstellen: put it on a person with a reason, or take it off with one; and what it does meanwhile."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from web.pages.access import decider
from web.pages.decision.form import ShownFault, read_day, seen_version
from web.pages.entering.typed_form import Filled, read_filled
from web.pages.frame import desk, page, text, visitor
from web.pages.viewed import tell
from web.service.desk import StaleDecision
from web.service.review.withholding import (
    WithheldPage,
    WithholdFault,
    WithholdForm,
    WithholdReason,
    WrongWithholding,
    propose_again,
    withheld_page,
    withhold,
)

blueprint = Blueprint("withheld", __name__)
Reply = Response | tuple[str, int] | str
CONFIRMED = "ja"
REASONS = tuple(WithholdReason)


@blueprint.get("/clienten/<client_id>/niet-voorstellen")
@decider
def show(client_id: str) -> str:
    """Show whether it stands, and the form to change that."""
    found = _found(client_id)
    return _page(found, Filled(version=str(found.version)))


@blueprint.post("/clienten/<client_id>/niet-voorstellen")
@decider
def put_on(client_id: str) -> Reply:
    """Keep a person out of proposals."""
    filled = read_filled(request.form)
    try:
        until = read_day(filled.value("until"))
    except ValueError:
        return _wrong(client_id, filled, WrongWithholding(("until", WithholdFault.UNREADABLE)))
    reason, note = filled.value("reason"), filled.value("note")

    def keep(form: WithholdForm) -> None:
        withhold(desk().database, desk().clock, client_id, form, reason=reason, note=note, until=until)

    return _kept(client_id, filled, keep, "withheld.on")


@blueprint.post("/clienten/<client_id>/weer-voorstellen")
@decider
def take_off(client_id: str) -> Reply:
    """Let nights propose a person again."""
    filled = read_filled(request.form)
    is_his_wish = filled.has("his_wish", CONFIRMED)

    def keep(form: WithholdForm) -> None:
        note = filled.value("note")
        propose_again(desk().database, desk().clock, client_id, form, note=note, is_his_wish=is_his_wish)

    return _kept(client_id, filled, keep, "withheld.off")


def _kept(client_id: str, filled: Filled, keep: Callable[[WithholdForm], None], done: str) -> Reply:
    who = visitor()
    seen = seen_version(request.form)
    form = WithholdForm(actor=who.login if who else "", seen_version=seen, idempotency_key=filled.key)
    try:
        keep(form)
    except LookupError:
        abort(404)
    except WrongWithholding as problem:
        return _wrong(client_id, filled, problem)
    except StaleDecision as problem:
        found = _found(client_id)
        fault = ShownFault(target="note", sentence=text("withheld.changed", actor=problem.actor))
        again = Filled(values=filled.values, version=str(found.version), faults=(fault,))
        return _page(found, again), 409
    flash(done)
    return redirect(url_for("client.show", client_id=client_id), 303)


def _wrong(client_id: str, filled: Filled, problem: WrongWithholding) -> Reply:
    faults = (ShownFault(target=field, sentence=text(f"withheld.fault.{fault}")) for field, fault in problem.faults)
    return _page(_found(client_id), filled.with_faults(*faults)), 422


def _found(client_id: str) -> WithheldPage:
    found = withheld_page(desk().database, desk().clock, client_id)
    if found is None:
        abort(404)
    tell(client=found.client)
    return found


def _page(found: WithheldPage, filled: Filled) -> str:
    return page("client/withheld.html", found=found, filled=filled, reasons=[(one, _reason(one)) for one in REASONS])


def _reason(code: str) -> str:
    return text(f"withheld.reason.{code}")
