"""Who is signed in now: a beheerder sees it and can end it."""

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from web.pages.access import administrator, session_token
from web.pages.frame import desk, page, visitor
from web.service.door.security_log import Happened, tell
from web.service.door.sessions import end_all, end_one, open_sessions

blueprint = Blueprint("admin_sessions", __name__)


@blueprint.get("/beheer/sessies")
@administrator
def show() -> str:
    """Show every open session."""
    return page("door/sessions.html", found=open_sessions(desk().database, desk().clock.now(), token=session_token()))


@blueprint.post("/beheer/sessies/<session_id>/einde")
@administrator
def end(session_id: str) -> Response:
    """End one session."""
    whose = end_one(desk().database, session_id, desk().clock.now())
    if whose:
        tell(Happened.ENDED, login=whose, door="beheer", by=_own())
    flash("account.ended")
    return redirect(url_for("admin_sessions.show"), 303)


@blueprint.post("/beheer/sessies/einde")
@administrator
def end_everybody() -> Response:
    """End every session, also this one."""
    end_all(desk().database, desk().clock.now())
    tell(Happened.ENDED, login="*", door="beheer", by=_own())
    return redirect(url_for("login.show"), 303)


def _own() -> str:
    who = visitor()
    return who.login if who else ""
