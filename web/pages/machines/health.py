"""`/healthz`, `/readyz` and `/metrics`: for whatever starts, watches and replaces this process."""

from hmac import compare_digest

from flask import Blueprint, Response, abort, request
from prometheus_client import CONTENT_TYPE_LATEST

from web.pages.frame import desk
from web.pages.machines.figures import figures
from web.service.desk import StoreError
from web.service.running.vitals import is_ready, vitals

blueprint = Blueprint("machines", __name__)
PLAIN = "text/plain; charset=utf-8"


@blueprint.get("/healthz")
def lives() -> Response:
    """Say that this process answers; the store is not asked, so that a slow store never gets it killed."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def ready() -> Response:
    """Say whether pages can be served: the store answers and has the tables of this code."""
    return Response("ok\n", mimetype="text/plain") if is_ready(desk().database) else _not_ready()


@blueprint.get("/metrics")
def metrics() -> Response:
    """Give figures for Prometheus to who knows the token; for everybody else there is nothing here."""
    own = figures()
    if own.token is None or not compare_digest(_given().encode(), own.token.encode()):
        abort(404)
    try:
        found = vitals(desk().database, desk().clock.now())
    except StoreError:
        found = None
    return Response(own.exposed(found), content_type=CONTENT_TYPE_LATEST)


def _given() -> str:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if kind.casefold() == "bearer" else ""


def _not_ready() -> Response:
    return Response("store\n", status=503, content_type=PLAIN)
