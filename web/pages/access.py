"""Who may do what. Nothing is open unless it stands here; templates ask, they never decide."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response

from web.pages.frame import HOME, desk, visitor
from web.pages.signed_in import Visitor
from web.service.entering.drafts import keep_late
from web.service.manage.accounts import DECIDERS as DECIDERS
from web.service.manage.accounts import Account, signed_in, signed_in_until

P = ParamSpec("P")
R = TypeVar("R")

COOKIE = "waag"
# What whatever watches this process asks; the figures are for who knows their token.
MACHINES = frozenset({"machines.lives", "machines.ready", "machines.metrics"})
FILE_ENDPOINTS = frozenset({"static", "assets.htmx", "assets.theme"}) | MACHINES
# Explanations hold nobody's data: a client, or a colleague who cannot sign in, may read them too.
EXPLANATIONS = frozenset({"help.proposal", "help.words", "help.accessibility"})
FIRST_USE = ("first_use.show", "first_use.start", "first_use.progress")
AT_THE_DOOR = frozenset({"login.show", "login.enter", "sign_on.start", "sign_on.back"})
OPEN_ENDPOINTS = AT_THE_DOOR | frozenset({"language.choose", "contact.security", *FIRST_USE}) | EXPLANATIONS
# Batch makes runs and looks at nobody; a beheerder keeps the machine and has no business with dossiers.
READERS = frozenset({"adviseur", "klantmanager", "arbeidsdeskundige", "teamleider", "auditor"})
# Who hears something in a conversation, or establishes it, may write it down.
EDITORS = DECIDERS | {"arbeidsdeskundige"}
ADMINISTRATOR = "beheerder"
MANAGERS = frozenset({ADMINISTRATOR, "teamleider"})
# These pages hold no dossiers; each says itself who may use it.
MANAGEMENT = (
    "admin", "admin_people", "admin_sessions", "admin_reasons", "admin_policy", "admin_import", "retention", "stop",
    "drafts",
)  # fmt: skip
# Everybody has an own account, whatever else he may not see.
OWN_ACCOUNT = "own_account"
# Who was given a password first chooses his own.
CHOOSING = frozenset({"own_account.show", "own_account.choose", "login.leave", "language.choose"})
# What colleagues looked at is for those who have to answer for it.
LOG_READERS = frozenset({"auditor", "teamleider"})
# Who answers a person who asks what is kept about him.
RIGHT_GIVERS = frozenset({"teamleider"})
# Only who is trained for it says what a person can.
EXPERTS = frozenset({"arbeidsdeskundige"})


def may_read(who: Visitor) -> bool:
    """Whether somebody may see proposals, people and vacancies."""
    return who.role in READERS


def may_decide(who: Visitor) -> bool:
    """Whether somebody may record a decision about a proposal."""
    return who.role in DECIDERS


def may_edit(who: Visitor) -> bool:
    """Whether somebody may correct a profile or a vacancy."""
    return who.role in EDITORS


def may_manage(who: Visitor) -> bool:
    """Whether somebody may choose policy and reasons."""
    return who.role in MANAGERS


def may_administer(who: Visitor) -> bool:
    """Whether somebody may bring in data and give accounts."""
    return who.role == ADMINISTRATOR


def may_see_management(who: Visitor) -> bool:
    """Whether somebody may see what was chosen, and by whom."""
    return may_manage(who) or who.role == "auditor"


def may_read_log(who: Visitor) -> bool:
    """Whether somebody may see who looked at whom."""
    return who.role in LOG_READERS


def may_give_rights(who: Visitor) -> bool:
    """Whether somebody may gather everything about a person, to give it to that person."""
    return who.role in RIGHT_GIVERS


def right_giver(view: Callable[P, R]) -> Callable[P, R]:
    """Let only those in who answer such a request."""
    return _only(may_give_rights, view)


def reader_of_log(view: Callable[P, R]) -> Callable[P, R]:
    """Let only those in who may read the log."""
    return _only(may_read_log, view)


def editor(view: Callable[P, R]) -> Callable[P, R]:
    """Let only those in who may correct what is known."""
    return _only(may_edit, view)


def may_advise(who: Visitor) -> bool:
    """Whether somebody may answer a question to the arbeidsdeskundige."""
    return who.role in EXPERTS


def expert(view: Callable[P, R]) -> Callable[P, R]:
    """Let only arbeidsdeskundigen in."""
    return _only(may_advise, view)


def manager(view: Callable[P, R]) -> Callable[P, R]:
    """Let only those in who may choose policy and reasons."""
    return _only(may_manage, view)


def administrator(view: Callable[P, R]) -> Callable[P, R]:
    """Let only those in who may bring in data and give accounts."""
    return _only(may_administer, view)


def seer_of_management(view: Callable[P, R]) -> Callable[P, R]:
    """Let only those in who may see what was chosen."""
    return _only(may_see_management, view)


def decider(view: Callable[P, R]) -> Callable[P, R]:
    """Let only those in who may decide."""
    return _only(may_decide, view)


def _only(may: Callable[[Visitor], bool], view: Callable[P, R]) -> Callable[P, R]:
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        who = visitor()
        if who is None or not may(who):
            abort(403)
        return view(*args, **kwargs)

    return guarded


def cookie_name() -> str:
    """Give the name of the cookie that holds the session's token; browsers keep ``__Host-`` to one host over TLS."""
    return COOKIE if desk().is_demo else f"__Host-{COOKIE}"


def session_token() -> str:
    """Give the token that came with this request; empty without one."""
    return request.cookies.get(cookie_name(), "")


def give_session(response: Response, token: str) -> None:
    """Let the browser keep the token of a session, out of reach of scripts and of other sites."""
    is_secure = not desk().is_demo
    response.set_cookie(cookie_name(), token, httponly=True, samesite="Strict", secure=is_secure, path="/")


def guard(app: Flask) -> None:
    """Put the door in front of every page."""
    app.before_request(_at_the_door)
    app.context_processor(_rights)


def _rights() -> dict[str, bool | int]:
    """Give templates what this visitor may do; they ask, and leave out what would be refused."""
    who = visitor()
    return {
        "may_read": who is not None and may_read(who),
        "may_read_log": who is not None and may_read_log(who),
        "may_edit": who is not None and may_edit(who),
        "may_decide": who is not None and may_decide(who),
        "may_give_rights": who is not None and may_give_rights(who),
        "seconds_left": seconds_left(),
    }


def account_behind() -> Account | None:
    """Give who is signed in, before the door is reached."""
    token = session_token()
    return signed_in(desk().database, token, desk().clock.now()) if token else None


def _at_the_door() -> Response | None:
    if request.endpoint in FILE_ENDPOINTS:
        return None
    token = session_token()
    found = signed_in_until(desk().database, token, desk().clock.now()) if token else None
    account = found.account if found else None
    g.session_ends = found.until if found else None
    g.is_stopped = found is not None and found.is_stopped
    g.visitor = _visitor(account) if account else None
    if request.endpoint in OPEN_ENDPOINTS:
        return None
    if g.visitor is None:
        return redirect(url_for("login.show", terug=_kept_form(token) or _asked_for()), 303)
    if account is not None and account.starts_until is not None and request.endpoint not in CHOOSING:
        return redirect(url_for("own_account.show"), 303)
    if may_read(g.visitor) or request.endpoint == "login.leave" or request.blueprint == OWN_ACCOUNT:
        return None
    return _to_management(g.visitor)


def _visitor(account: Account) -> Visitor:
    return Visitor(login=account.login, role=account.role, is_demo=account.is_demo, scope=account.scope)


def _to_management(who: Visitor) -> Response | None:
    """Let who keeps the installation in at management alone, and lead him there from the first page."""
    is_there = request.blueprint in MANAGEMENT
    if not may_administer(who) or not (is_there or request.path in ("/", HOME)):
        abort(403)
    return None if is_there else redirect(url_for("admin.show"), 303)


def _kept_form(token: str) -> str | None:
    """Keep a form whose session has ended, for who typed it; give the page on which it waits, None where none does."""
    if request.method != "POST" or not token or "HX-Request" in request.headers:
        return None
    fields = list(request.form.items(multi=True))
    path, back = request.full_path.rstrip("?"), _asked_for() or HOME
    kept = keep_late(desk().database, token, desk().clock.now(), path=path, page=back, fields=fields)
    return url_for("drafts.show") if kept else None


def seconds_left() -> int:
    """Give how many seconds this session still has when nothing happens; 0 for nobody."""
    until = g.get("session_ends")
    return max(0, int((until - desk().clock.now()).total_seconds())) if until else 0


def _asked_for() -> str | None:
    """Give the page to go back to after signing in; a form is not sent again, but its page is shown."""
    if request.method == "GET":
        wanted = request.full_path.rstrip("?")
        return None if wanted in ("/", HOME) else wanted
    parts = urlsplit(request.path)
    return parts.path.rpartition("/")[0] or None
