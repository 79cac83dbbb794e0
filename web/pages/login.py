"""Signing in and out."""

from flask import Blueprint, abort, redirect, request, session, url_for
from werkzeug.wrappers import Response

from web.pages.access import cookie_name, give_session, session_token
from web.pages.frame import LANGUAGE_KEY, desk, house, language, own_path, page, visitor
from web.service.door.hashing import TooBusy
from web.service.door.limits import begin_try, forgive
from web.service.door.passwords import LONGEST
from web.service.door.security_log import Happened, tell
from web.service.entering.drafts import late_forms
from web.service.manage.accounts import is_known, sign_in, sign_out

blueprint = Blueprint("login", __name__)
LONGEST_FIELD = 200


@blueprint.get("/inloggen")
def show() -> str | Response:
    """Show the form, or go on where somebody is signed in already."""
    if visitor() is not None:
        return redirect(own_path(request.args.get("terug")), 303)
    return page("login/login.html", terug=request.args.get("terug", ""), login="", fault="")


@blueprint.post("/inloggen")
def enter() -> tuple[str, int] | Response:
    """Sign in with a new session; a wrong name and a wrong password give the same answer."""
    if not house().has_passwords:
        abort(403)
    login, password = request.form.get("login", "")[:LONGEST_FIELD], request.form.get("password", "")
    terug, now = request.form.get("terug", ""), desk().clock.now()
    number = begin_try(desk().database, login, request.remote_addr or "", now)
    if number is None:
        tell(Happened.TOO_OFTEN, door="wachtwoord", address=request.remote_addr or "")
        return _again(terug, login, "busy"), 429
    try:
        token = sign_in(desk().database, login, password, now) if login and 0 < len(password) <= LONGEST else None
    except TooBusy:
        return _again(terug, login, "busy"), 429
    if token is None:
        # What stands in the name may be a password that was typed in the wrong field.
        known = login if is_known(desk().database, login) else ""
        tell(Happened.REFUSED, login=known, door="wachtwoord", address=request.remote_addr or "")
        return _again(terug, login, "wrong"), 422
    forgive(desk().database, number)
    sign_out(desk().database, session_token(), now)
    tell(Happened.SIGNED_IN, login=login, door="wachtwoord")
    spoken = language()
    session.clear()
    session[LANGUAGE_KEY] = spoken
    waits = late_forms(desk().database, login, now)
    kept = url_for("drafts.show")
    response = redirect(kept if waits else own_path("" if terug == kept else terug), 303)
    give_session(response, token)
    return response


@blueprint.post("/uitloggen")
def leave() -> Response:
    """End the session and forget it in the browser."""
    who = visitor()
    sign_out(desk().database, session_token(), desk().clock.now())
    tell(Happened.SIGNED_OUT, login=who.login if who else "")
    session.clear()
    response = redirect("/inloggen", 303)
    response.delete_cookie(cookie_name(), path="/", secure=not desk().is_demo, httponly=True, samesite="Strict")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _again(terug: str, login: str, fault: str) -> str:
    return page("login/login.html", terug=terug, login=login, fault=fault)
