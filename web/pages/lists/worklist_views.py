"""Searching the worklist, keeping a view of it, and switching its keys off."""

from urllib.parse import parse_qs, urlencode

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from web.pages.frame import desk, visitor
from web.pages.lists.query import VIEW_KEY, address, read_query, to_args
from web.pages.lists.worklist import KEYS_COOKIE, KEYS_OFF, Reply, shown
from web.service.lists.views import ListName, WrongView, drop, keep, search
from web.service.lists.worklist import Query

blueprint = Blueprint("worklist_views", __name__)
YEAR = 365 * 24 * 3600


@blueprint.post("/voorstellen/zoek")
def find() -> Response:
    """Search for words: they become a stored view, and the address names only its random id."""
    args = _asked()
    args.poplist(VIEW_KEY)
    found = search(desk().database, desk().clock, _login(), ListName.PROPOSALS, request.form.get("tekst", ""))
    if found:
        args[VIEW_KEY] = found
    return redirect(address(url_for("worklist.show"), read_query(args)), 303)


@blueprint.post("/voorstellen/weergaven")
def add() -> Response | Reply:
    """Keep what is shown under a name."""
    query = read_query(_asked())
    try:
        keep(
            desk().database,
            desk().clock,
            _login(),
            ListName.PROPOSALS,
            called=request.form.get("naam", ""),
            is_shared=request.form.get("voor") == "team",
            text=query.text,
            query=urlencode(_lasting(query), doseq=True),
        )
    except WrongView as problem:
        return shown(query, fault=f"view.{problem.code}")
    flash("worklist.view_kept")
    return redirect(address(url_for("worklist.show"), query), 303)


@blueprint.post("/voorstellen/weergaven/<view_id>/weg")
def remove(view_id: str) -> Response:
    """Throw a view of one's own away."""
    if not drop(desk().database, _login(), view_id):
        abort(404)
    flash("worklist.view_dropped")
    return redirect(url_for("worklist.show"), 303)


@blueprint.post("/voorstellen/toetsen")
def switch() -> Response:
    """Switch the single keys of the list on or off in this browser."""
    response = redirect(address(url_for("worklist.show"), read_query(_asked())), 303)
    if request.form.get("toetsen") == KEYS_OFF:
        secure = not desk().is_demo
        response.set_cookie(KEYS_COOKIE, KEYS_OFF, max_age=YEAR, httponly=True, samesite="Strict", secure=secure)
    else:
        response.delete_cookie(KEYS_COOKIE)
    return response


def _asked() -> MultiDict[str, str]:
    """Give the parameters of the list a form stands on."""
    return MultiDict(parse_qs(request.form.get("lijst", "")))


def _lasting(query: Query) -> dict[str, list[str]]:
    """Give the parameters worth keeping: the page and the search have their own place, a night passes."""
    return {key: values for key, values in to_args(query).items() if key not in (VIEW_KEY, "pagina", "run")}


def _login() -> str:
    who = visitor()
    return who.login if who else ""
