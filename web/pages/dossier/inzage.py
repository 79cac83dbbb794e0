"""Inzage: everything about one person on a page, to print or to take along, for who answers such a request."""

from flask import Blueprint, Response, abort

from web.language.inzage import row_words, table_name
from web.pages.access import right_giver
from web.pages.frame import desk, language, page, visitor
from web.service.dossier.dossiers import reference_of
from web.service.dossier.inzage import Everything, everything

blueprint = Blueprint("inzage", __name__)


@blueprint.get("/clienten/<client_id>/inzage")
@right_giver
def show(client_id: str) -> str:
    """Show everything about a person in plain words."""
    found = _found(client_id)
    spoken = language()
    heaps = [(table_name(table, spoken), [row_words(row) for row in rows]) for table, rows in found.tables.items()]
    return page(
        "client/inzage.html",
        found=found,
        client_id=client_id,
        heaps=heaps,
        named=[(table_name(one.table, spoken), one.rows) for one in found.named],
    )


@blueprint.get("/clienten/<client_id>/inzage.json")
@right_giver
def download(client_id: str) -> Response:
    """Give everything about a person as a file."""
    response = Response(_found(client_id).as_json, mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="inzage.json"'
    return response


def _found(client_id: str) -> Everything:
    who = visitor()
    client = reference_of(desk().database, client_id)
    if who is None or client is None:
        abort(404)
    found = everything(desk().database, desk().clock, client, actor=who.login, role=who.role)
    if found is None:
        abort(404)
    return found
