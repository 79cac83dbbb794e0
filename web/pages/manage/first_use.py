"""An empty installation: one press fills it with the made-up world; from this computer alone, and only once."""

from dataclasses import replace
from ipaddress import ip_address

from flask import Blueprint, Flask, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from web.pages.access import FILE_ENDPOINTS, FIRST_USE
from web.pages.frame import EXTENSION, House, desk, house, page
from web.service.desk import open_desk

blueprint = Blueprint("first_use", __name__)
STOP_POLLING = 286


def lead_there(app: Flask) -> None:
    """Lead every first visitor of an empty installation to its page."""
    app.before_request(_lead)


def _lead() -> Response | None:
    is_elsewhere = request.endpoint not in (*FIRST_USE, *FILE_ENDPOINTS, "language.choose")
    return redirect(url_for("first_use.show"), 303) if desk().is_empty and is_elsewhere else None


@blueprint.get("/eerste-gebruik")
def show() -> str | Response:
    """Show what can be done, and how far it is."""
    _refresh()
    if not desk().is_empty:
        return redirect(url_for("login.show"), 303)
    return page("first_use/first_use.html", making=house().first_use, is_here=_is_here())


@blueprint.post("/eerste-gebruik")
def start() -> Response:
    """Load the made-up world and make its night."""
    if not desk().is_empty or not _is_here():
        abort(403)
    house().first_use.begin()
    return redirect(url_for("first_use.show"), 303)


@blueprint.get("/eerste-gebruik/stand")
def progress() -> tuple[str, int]:
    """Give how far it is, for the page that waits."""
    _refresh()
    is_done = not desk().is_empty or house().first_use.problem is not None
    shown = page("first_use/progress.html", making=house().first_use, is_ready=not desk().is_empty)
    return shown, STOP_POLLING if is_done else 200


def _refresh() -> None:
    """Work with the store as it is now, once the made-up world with its night is there."""
    now: House = house()
    if now.desk.is_empty and now.first_use.problem == "":
        database = now.desk.database
        fresh = replace(open_desk(now.aside.settings), database=database)
        current_app.extensions[EXTENSION] = replace(now, desk=fresh)


def _is_here() -> bool:
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
