"""Choosing the language of the pages."""

from flask import Blueprint, redirect, request, session
from werkzeug.wrappers import Response

from web.pages.frame import LANGUAGE_KEY, LANGUAGES, own_path

blueprint = Blueprint("language", __name__)


@blueprint.post("/taal")
def choose() -> Response:
    """Keep the chosen language for this visit and show the same page in it."""
    chosen = request.form.get("taal")
    if chosen in LANGUAGES:
        session[LANGUAGE_KEY] = chosen
    return redirect(own_path(request.form.get("terug")), 303)
