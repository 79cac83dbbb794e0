"""The stop button, and the wall it puts up: while it is on, only pages that do without a night are open."""

from flask import Blueprint, Flask, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from web.pages.access import manager, may_manage
from web.pages.decision.form import ShownFault
from web.pages.entering.typed_form import Filled, read_filled, typing_of
from web.pages.frame import desk, page, text, visitor
from web.service.manage.stop import StopFault, StopState, WrongStop, press, release, stop_state

blueprint = Blueprint("stop", __name__)
Reply = Response | tuple[str, int] | str
# What people do without a night: look up, match by hand, record. The store hides proposals there by itself.
OPEN = frozenset(
    {
        "worklist", "worklist_views", "worklist_together", "proposal", "decision", "decision_steps", "talk", "client",
        "inzage", "planned", "withheld", "profile", "own_match", "own_vacancy", "vacancy", "advice", "logbook", "admin",
        "admin_import", "admin_people", "admin_policy", "admin_reasons", "admin_sessions", "own_account", "retention",
        "stop", "help", "login", "first_use", "drafts", "language", "assets",
    }
)  # fmt: skip


@blueprint.get("/noodstop")
@manager
def show() -> str:
    """Show the button and what it does."""
    return _page(Filled(version=stop_state(desk().database).version))


@blueprint.post("/noodstop/aan")
@manager
def turn_on() -> Response:
    """Stop."""
    press(desk().database, desk().clock, typing_of(read_filled(request.form)))
    flash("stop.pressed")
    return redirect(url_for("stop.show"), 303)


@blueprint.post("/noodstop/uit")
@manager
def turn_off() -> Reply:
    """Release, with a reason."""
    filled = read_filled(request.form)
    try:
        release(desk().database, desk().clock, typing_of(filled), filled.value("why"))
    except WrongStop as problem:
        fault = ShownFault(target="why", sentence=text(f"stop.fault.{problem.fault.value}"))
        status = 409 if problem.fault is StopFault.CHANGED else 422
        return _page(filled.with_faults(fault)), status
    flash("stop.released")
    return redirect(url_for("stop.show"), 303)


def prepare(app: Flask) -> None:
    """Put the wall up behind the door, and give templates the state of the button."""
    app.before_request(_wall)
    app.context_processor(lambda: {"stop_shown": _shown, "may_stop": _may_stop})


def _wall() -> Reply | None:
    """Close every page that is not known to do without a night; a page added later is closed too."""
    if visitor() is None or request.endpoint in (None, "static") or request.blueprint in OPEN:
        return None
    return (page("stop/closed.html"), 503) if g.get("is_stopped", False) else None


def _shown() -> bool:
    return visitor() is not None and bool(g.get("is_stopped", False))


def _may_stop() -> bool:
    who = visitor()
    return who is not None and may_manage(who)


def _page(filled: Filled) -> str:
    state: StopState = stop_state(desk().database)
    return page("stop/stop.html", state=state, filled=filled)
