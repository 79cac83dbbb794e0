"""What a visitor sees when something cannot be: a page in the frame that says what and what to do."""

import logging

from flask import Flask, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from web.language.pages import has
from web.pages.frame import page, visitor
from web.service.desk import StoreError
from web.service.door.security_log import Happened, tell

Reply = tuple[str, int]
log = logging.getLogger(__name__)


def prepare(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(CSRFError, _no_token)
    app.register_error_handler(HTTPException, _known)
    app.register_error_handler(StoreError, _no_store)
    app.register_error_handler(Exception, _unknown)


def _no_token(_: CSRFError) -> Reply:
    tell(Happened.OTHER_SITE, door=str(request.endpoint))
    return _page(400)


def _known(problem: HTTPException) -> Reply | HTTPException:
    code = problem.code or 500
    if code == 403:
        who = visitor()
        tell(Happened.NOT_ALLOWED, login=who.login if who else "", door=str(request.endpoint))
    if code < 400:
        return problem
    return _page(code) if has(f"errors.{code}.title") else _page(500 if code >= 500 else 400, code)


def _no_store(problem: StoreError) -> Reply:
    log.error("store: %s", problem)
    return _page(503)


def _unknown(problem: Exception) -> Reply:
    """Say nothing of what went wrong to the visitor; the log has it, without what he filled in."""
    log.error("page failed: %s", type(problem).__name__, exc_info=problem)
    return _page(500)


def _page(code: int, status: int | None = None) -> Reply:
    return page("error/error.html", code=code), status or code
