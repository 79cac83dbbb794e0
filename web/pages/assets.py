"""Files that are not ours to copy: htmx from its package, and the municipality's own theme."""

from functools import cache
from importlib.resources import files

from flask import Blueprint, Response, abort

from web.pages.frame import house

blueprint = Blueprint("assets", __name__)


@cache
def htmx_source() -> bytes:
    """Give htmx as its package ships it."""
    return (files("js_lib_htmx") / "static" / "htmx" / "htmx.min.js").read_bytes()


@blueprint.get("/static/htmx-2.0.3.min.js")
def htmx() -> Response:
    """Give htmx."""
    return Response(htmx_source(), mimetype="text/javascript")


@blueprint.get("/thema.css")
def theme() -> Response:
    """Give the municipality's own style sheet, which fills in the design tokens ours reads."""
    found = house().theme
    if found is None:
        abort(404)
    return Response(found, mimetype="text/css")
