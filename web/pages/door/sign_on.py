"""Signing on at the organisation's own provider, and coming back."""

from flask import Blueprint, abort, redirect, request, session, url_for
from werkzeug.wrappers import Response

from web.pages.access import give_session, session_token
from web.pages.frame import LANGUAGE_KEY, desk, house, language, own_path, page
from web.pages.security import OWN_SITES
from web.service.door.provider import Provider, SignOnFailed, SignOnFault
from web.service.door.security_log import Happened, tell
from web.service.door.sign_on import TICKET_FOR, Answer, SignedOn, begin, finish
from web.service.entering.drafts import late_forms
from web.service.manage.accounts import sign_out

blueprint = Blueprint("sign_on", __name__)
TICKET = "waag_sso"
STATUS = {SignOnFault.UNREACHABLE: 503, SignOnFault.NOT_OURS: 400}
SAFE_ANSWER = 2_000
Reply = Response | tuple[str, int]


@blueprint.get("/inloggen/organisatie")
def start() -> Reply:
    """Send the browser to the provider; only somebody on our own page asks for that."""
    provider = _provider()
    if request.headers.get("Sec-Fetch-Site") not in (None, *OWN_SITES):
        return redirect(url_for("login.show"), 303)
    back = request.args.get("terug", "")[:SAFE_ANSWER]
    try:
        begun = begin(provider, desk().cookie_secret, back, desk().clock.now())
    except SignOnFailed as problem:
        return _failed(problem)
    response = redirect(begun.address, 303)
    # The way back comes from another site: a cookie that is strictly ours would stay behind.
    response.set_cookie(
        ticket_name(),
        begun.ticket,
        max_age=TICKET_FOR,
        httponly=True,
        samesite="Lax",
        secure=not desk().is_demo,
        path="/",
    )
    return response


@blueprint.get("/inloggen/terug")
def back() -> Reply:
    """Let in who comes back with what belongs to his own ticket."""
    provider = _provider()
    answer = Answer(
        ticket=request.cookies.get(ticket_name(), ""),
        state=request.args.get("state", "")[:SAFE_ANSWER],
        code=request.args.get("code", "")[:SAFE_ANSWER],
        issuer=request.args.get("iss", "")[:SAFE_ANSWER],
        error=request.args.get("error", "")[:SAFE_ANSWER],
    )
    try:
        signed_on = finish(desk().database, provider, desk().cookie_secret, answer, desk().clock.now())
    except SignOnFailed as problem:
        return _failed(problem)
    return _let_in(signed_on)


def _let_in(signed_on: SignedOn) -> Response:
    """Give the session, on a page of our own that goes on: a redirect would still count as from another site."""
    sign_out(desk().database, session_token(), desk().clock.now())
    tell(Happened.SIGNED_IN, login=signed_on.login, door="organisatie")
    spoken = language()
    session.clear()
    session[LANGUAGE_KEY] = spoken
    waits = late_forms(desk().database, signed_on.login, desk().clock.now())
    onwards = url_for("drafts.show") if waits else own_path(signed_on.back)
    response = Response(page("door/arrived.html", onwards=onwards), mimetype="text/html")
    give_session(response, signed_on.token)
    _drop_ticket(response)
    return response


def _failed(problem: SignOnFailed) -> Reply:
    tell(Happened.REFUSED, door="organisatie", waarom=problem.fault.value, detail=problem.detail)
    status = STATUS.get(problem.fault, 403)
    response = Response(page("door/refused.html", fault=problem.fault.value), status, mimetype="text/html")
    _drop_ticket(response)
    return response


def _drop_ticket(response: Response) -> None:
    response.delete_cookie(ticket_name(), path="/", secure=not desk().is_demo, httponly=True, samesite="Lax")


def ticket_name() -> str:
    """Give the name of the cookie that holds the ticket."""
    return TICKET if desk().is_demo else f"__Host-{TICKET}"


def _provider() -> Provider:
    found = house().provider
    if found is None:
        abort(404)
    return found
