"""Signing in and out."""

from flask import Blueprint, redirect, request, session, url_for
from werkzeug.wrappers import Response

from web.pages.access import cookie_name
from web.pages.frame import LANGUAGE_KEY, desk, house, language, own_path, page, visitor
from web.service.entering.drafts import late_forms
from web.service.manage.accounts import sign_in, sign_out

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
    login, password = request.form.get("login", "")[:LONGEST_FIELD], request.form.get("password", "")[:LONGEST_FIELD]
    terug, now = request.form.get("terug", ""), desk().clock.now()
    attempts = house().attempts
    if not attempts.is_open(login, request.remote_addr or "", now):
        return page("login/login.html", terug=terug, login=login, fault="busy"), 429
    token = sign_in(desk().database, login, password, now) if login and password else None
    if token is None:
        attempts.add(login, request.remote_addr or "", now)
        return page("login/login.html", terug=terug, login=login, fault="wrong"), 422
    spoken = language()
    session.clear()
    session[LANGUAGE_KEY] = spoken
    waits = late_forms(desk().database, login, now)
    kept = url_for("drafts.show")
    response = redirect(kept if waits else own_path("" if terug == kept else terug), 303)
    is_secure = not desk().is_demo
    response.set_cookie(cookie_name(), token, httponly=True, samesite="Strict", secure=is_secure, path="/")
    return response


@blueprint.post("/uitloggen")
def leave() -> Response:
    """End the session and forget it in the browser."""
    sign_out(desk().database, request.cookies.get(cookie_name(), ""), desk().clock.now())
    session.clear()
    response = redirect("/inloggen", 303)
    response.delete_cookie(cookie_name(), path="/", secure=not desk().is_demo, httponly=True, samesite="Strict")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
