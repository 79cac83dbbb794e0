"""Every page about a person and every file that leaves is in the log, whatever blueprint made it."""

from flask import Flask, g, request
from flask.wrappers import Response

from web.pages.frame import desk, visitor
from web.pages.signed_in import Visitor
from web.service.oversight.logbook import Subject, note_export, note_view

IDS = ("client_id", "vacancy_id", "proposal_id")
# Addresses that name two people's records in their question.
ASKED = {"client": "client_id", "vacature": "vacancy_id"}
ASKING_ENDPOINTS = frozenset({"whynot.show", "own_match.show"})
STOP_POLLING = 286
FILES = ("text/csv", "application/json", "application/pdf", "application/zip")
LONGEST_DETAIL = 500


def tell(*, client: str = "", vacancy: str = "") -> None:
    """Say whom a page is about, so that the log need not look it up again."""
    g.viewed = (client, vacancy)


def note_views(app: Flask) -> None:
    """Write a line for every page about somebody; a page that cannot be written down is not shown."""
    app.after_request(_note)


def _note(response: Response) -> Response:
    who = visitor()
    if who is None or response.status_code not in (200, STOP_POLLING) or request.endpoint is None:
        return response
    if response.mimetype in FILES:
        _note_file(who)
    else:
        _note_page(who)
    return response


def _note_file(who: Visitor) -> None:
    detail = request.query_string.decode("ascii", "replace")[:LONGEST_DETAIL]
    note_export(
        desk().database, desk().clock, actor=who.login, role=who.role, what=request.path.lstrip("/"), detail=detail
    )


def _note_page(who: Visitor) -> None:
    ids = {name: str(value) for name, value in (request.view_args or {}).items() if name in IDS}
    if request.endpoint in ASKING_ENDPOINTS:
        ids |= {name: request.values.get(asked, "") for asked, name in ASKED.items()}
    if not any(ids.values()):
        return
    client, vacancy = g.get("viewed", ("", ""))
    note_view(
        desk().database,
        desk().clock,
        actor=who.login,
        role=who.role,
        what=str(request.endpoint),
        subject=Subject(**ids, client=client, vacancy=vacancy),
        is_part="HX-Request" in request.headers,
    )
