"""Forms that came in too late: shown to who typed them, sent again or thrown away; and a session that goes on."""

from flask import Blueprint, Flask, abort, flash, jsonify, redirect, request, url_for
from flask.wrappers import Response as Reply
from werkzeug.wrappers import Response

from web.language.pages import has
from web.language.weighing import field_name
from web.pages.access import seconds_left
from web.pages.frame import desk, language, own_path, page, text, visitor
from web.service.entering.drafts import Late, arrived, forget, keep, late_forms

blueprint = Blueprint("drafts", __name__)
DRAFT = "concept"
MOTIVATION = "motivation."
# What a form answers once it was really handed in: kept, incomplete, or overtaken; its page has what was typed.
ARRIVED = frozenset({200, 303, 409, 422})


@blueprint.get("/concepten")
def show() -> str:
    """Show the forms that can be sent again."""
    found = late_forms(desk().database, _login(), desk().clock.now())
    return page("drafts/drafts.html", found=[(late, _typed(late)) for late in found])


@blueprint.post("/concepten")
def save() -> tuple[str, int]:
    """Keep a form of which the session is about to end; the browser asks, the visitor goes on typing."""
    path, there = own_path(request.form.get("naar")), own_path(request.form.get("van"))
    fields = [(name, text) for name, text in request.form.items(multi=True) if name not in ("naar", "van")]
    keep(desk().database, _login(), desk().clock.now(), path=path, page=there, fields=fields)
    return "", 204


@blueprint.post("/concepten/<draft_id>/weg")
def drop(draft_id: str) -> Response:
    """Throw a form away."""
    forget(desk().database, _login(), draft_id)
    flash("drafts.dropped")
    return redirect(url_for("drafts.show"), 303)


@blueprint.post("/sessie")
def stay() -> Reply:
    """Stay signed in; give how many seconds this session still has."""
    return jsonify(seconds=seconds_left())


def forget_sent(app: Flask) -> None:
    """Forget a form once it was handed in again."""
    app.after_request(_forget)


def _forget(response: Reply) -> Reply:
    who = visitor()
    if request.method != "POST" or who is None or response.status_code not in ARRIVED or is_its_own():
        return response
    arrived(desk().database, who.login, request.full_path.rstrip("?"), request.form.get(DRAFT, ""))
    return response


def is_its_own() -> bool:
    """Whether a form is about forms, the session or the language, and none of those that can be kept."""
    return request.blueprint in (blueprint.name, "login", "language") or request.endpoint is None


def _login() -> str:
    who = visitor()
    if who is None:
        abort(403)
    return who.login


def _typed(late: Late) -> list[tuple[str, str]]:
    return [(_label(name), words) for name, words in late.typed]


def _label(name: str) -> str:
    if name.startswith(MOTIVATION):
        return field_name(name.removeprefix(MOTIVATION), language())
    for code in (f"drafts.field.{name}", f"profile.column.{name}", f"own_vacancy.column.{name}"):
        if has(code):
            return text(code)
    return text("drafts.field.other")
