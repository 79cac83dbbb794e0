"""The own account: choosing a password, and every place where one is signed in."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from web.pages.access import give_session, session_token
from web.pages.decision.form import ShownFault
from web.pages.entering.typed_form import Filled
from web.pages.frame import desk, house, page, text
from web.service.door.guessable import leaked_in
from web.service.door.hashing import TooBusy, fits
from web.service.door.limits import begin_try, forgive
from web.service.door.passwords import Change, PasswordFault, WrongPassword, choose_password
from web.service.door.security_log import Happened, tell
from web.service.door.sessions import end_one, end_others, is_known_again, open_sessions
from web.service.manage.accounts import Account, account_of

blueprint = Blueprint("own_account", __name__)
FRESH = timedelta(minutes=5)
TARGETS = {PasswordFault.CURRENT_WRONG: "password_now", PasswordFault.NOT_TWICE: "password_again"}
Reply = Response | tuple[str, int]


@blueprint.get("/account")
def show() -> str:
    """Show the password form and the open sessions."""
    return _page()


@blueprint.post("/account/wachtwoord")
def choose() -> Reply:
    """Take the password somebody chose; every other session of the account ends and this one begins anew."""
    account, now = _account(), desk().clock.now()
    number = begin_try(desk().database, account.login, request.remote_addr or "", now)
    if number is None:
        return _refused("password_now", text("login.busy"), 429)
    names = ("password_now", "password_new", "password_again")
    current, chosen, again = (request.form.get(name, "") for name in names)
    change = Change(current=current, chosen=chosen, again=again)
    try:
        token = choose_password(desk().database, account.login, change, now, leaked_in(house().data_folder))
    except WrongPassword as problem:
        if problem.fault is not PasswordFault.CURRENT_WRONG:
            forgive(desk().database, number)
        target = TARGETS.get(problem.fault, "password_new")
        return _refused(target, text(f"account.fault.{problem.fault.value}"))
    except TooBusy:
        return _refused("password_now", text("login.busy"), 429)
    forgive(desk().database, number)
    tell(Happened.PASSWORD_CHOSEN, login=account.login)
    flash("account.chosen")
    response = redirect(url_for("own_account.show"), 303)
    give_session(response, token)
    return response


@blueprint.post("/account/sessies/<session_id>/einde")
def end(session_id: str) -> Reply:
    """End one of the own sessions."""
    account = _account()
    if not _is_known_again(account):
        return _refused("password_end", text("account.again_first"))
    if end_one(desk().database, session_id, desk().clock.now(), login=account.login):
        tell(Happened.ENDED, login=account.login, door="zelf")
    return _ended()


@blueprint.post("/account/sessies/einde")
def end_all_others() -> Reply:
    """End every own session but this one."""
    account = _account()
    if not _is_known_again(account):
        return _refused("password_end", text("account.again_first"))
    end_others(desk().database, account.login, session_token(), desk().clock.now())
    tell(Happened.ENDED, login=account.login, door="zelf_alle")
    return _ended()


def _ended() -> Response:
    flash("account.ended")
    return redirect(url_for("own_account.show"), 303)


def _is_known_again(account: Account) -> bool:
    """Whether who sits here has just shown again who he is: by his password, or by signing on anew."""
    now, sent = desk().clock.now(), request.form.get("password_end", "")
    if not account.has_password:
        return is_known_again(desk().database, session_token(), now, FRESH)
    number = begin_try(desk().database, account.login, request.remote_addr or "", now)
    if number is None or not fits(account.password_hash, sent):
        return False
    forgive(desk().database, number)
    return True


def _account() -> Account:
    return account_of(desk().database, session_token(), desk().clock.now())


def _refused(target: str, sentence: str, status: int = 422) -> Reply:
    return _page(ShownFault(target=target, sentence=sentence)), status


def _page(*faults: ShownFault) -> str:
    account = _account()
    now, token = desk().clock.now(), session_token()
    return page(
        "door/account.html",
        filled=Filled(faults=faults),
        account=account,
        found=open_sessions(desk().database, now, login=account.login, token=token),
    )
