"""Planning a step of a person: what, who does it, and by when; and noting that it was taken."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from web.language.pages import say
from web.pages.access import editor
from web.pages.decision.form import KEY, LONGEST_KEY, ShownFault, read_day
from web.pages.entering.typed_form import Filled, read_filled
from web.pages.frame import desk, language, page, visitor
from web.service.dossier.planned_steps import NewStep, WrongStep, owners, plan_step, step_done
from web.service.entering.profile import profile_of

blueprint = Blueprint("planned", __name__)
Reply = Response | tuple[str, int] | str
LONGEST_ASKED = 300


@blueprint.route("/clienten/<client_id>/stap", methods=["GET", "POST"])
@editor
def plan(client_id: str) -> Reply:
    """Show the form, or plan a step."""
    found = profile_of(desk().database, client_id)
    if found is None:
        abort(404)
    names = owners(desk().database, client_id)

    def shown(filled: Filled) -> str:
        return page("client/plan.html", found=found, filled=filled, owners=[(name, name) for name in names])

    if request.method == "GET":
        who = visitor()
        own = who.login if who is not None and who.login in names else ""
        asked = request.args.get("stap", "")[:LONGEST_ASKED]
        return shown(Filled(values={"words": (asked,), "owner": (own,)}))
    filled = read_filled(request.form)
    new = NewStep(
        words=filled.value("words"),
        owner=filled.value("owner"),
        due_on=read_day(filled.value("due_on")),
        actor=_actor(),
        idempotency_key=filled.key,
    )
    try:
        plan_step(desk().database, desk().clock, client_id, new)
    except WrongStep as problem:
        faults = (
            ShownFault(target=field, sentence=say(f"planned.fault.{fault}", language()))
            for field, fault in problem.faults
        )
        return shown(filled.with_faults(*faults)), 422
    flash("planned.done")
    return redirect(url_for("client.show", client_id=client_id, _anchor="gepland"), 303)


@blueprint.post("/clienten/<client_id>/stap/<int:step_id>/gedaan")
@editor
def done(client_id: str, step_id: int) -> Reply:
    """Note that a step was taken."""
    key = request.form.get(KEY, "")
    if not 0 < len(key) <= LONGEST_KEY:
        abort(400)
    try:
        is_noted = step_done(desk().database, desk().clock, client_id, step_id, actor=_actor(), form_key=key)
    except LookupError:
        abort(404)
    flash("planned.taken" if is_noted else "planned.taken_before")
    return redirect(url_for("client.show", client_id=client_id, _anchor="gepland"), 303)


def _actor() -> str:
    who = visitor()
    return who.login if who is not None else ""
