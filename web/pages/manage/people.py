"""Accounts: who may sign in and as what."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from web.pages.access import administrator
from web.pages.decision.form import ShownFault
from web.pages.entering.typed_form import Filled, read_filled, typing_of
from web.pages.frame import desk, house, page, text, visitor
from web.service.entering.saving import Typing
from web.service.manage.staff import (
    ROLES,
    WrongStaff,
    add_colleague,
    colleagues,
    give_gemeenten,
    give_role,
    known_gemeenten,
    new_password,
    shut,
)

blueprint = Blueprint("admin_people", __name__)
Reply = Response | tuple[str, int] | str


@blueprint.get("/beheer/gebruikers")
@administrator
def show() -> str:
    """Show everybody who has an account."""
    return _page(Filled())


@blueprint.post("/beheer/gebruikers")
@administrator
def add() -> Reply:
    """Add an account; its first password is shown once. Where people sign on elsewhere, they make it by coming in."""
    if not house().has_passwords:
        abort(403)
    filled = read_filled(request.form)
    login, role = filled.value("login").casefold(), filled.value("role")
    try:
        password = add_colleague(desk().database, desk().clock, login, role, typing_of(filled))
    except WrongStaff as problem:
        target = "role" if problem.fault.value.startswith("rol") else "login"
        fault = ShownFault(target=target, sentence=text(f"admin.people.fault.{problem.fault.value}"))
        return _page(filled.with_faults(fault)), 422
    return _page(Filled(), login=login, password=password)


@blueprint.post("/beheer/gebruikers/<login>/rol")
@administrator
def role(login: str) -> Reply:
    """Give somebody another role."""
    filled = read_filled(request.form)
    wanted = filled.value("role")
    return _changed(filled, lambda typing: give_role(desk().database, desk().clock, login, wanted, typing))


@blueprint.post("/beheer/gebruikers/<login>/gemeenten")
@administrator
def gemeenten(login: str) -> Reply:
    """Let somebody see the people of some gemeenten, of the region, or of none."""
    if not house().has_passwords:
        abort(403)
    filled = read_filled(request.form)
    wanted = request.form.getlist("gemeente")
    return _changed(filled, lambda typing: give_gemeenten(desk().database, desk().clock, login, wanted, typing))


@blueprint.post("/beheer/gebruikers/<login>/sluiten")
@administrator
def close(login: str) -> Reply:
    """Shut an account."""
    return _changed(read_filled(request.form), lambda typing: shut(desk().database, desk().clock, login, typing))


@blueprint.post("/beheer/gebruikers/<login>/wachtwoord")
@administrator
def password(login: str) -> Reply:
    """Give somebody a new password, shown once."""
    filled = read_filled(request.form)
    try:
        made = new_password(desk().database, desk().clock, login, typing_of(filled))
    except WrongStaff as problem:
        return _refused(filled, problem)
    return _page(Filled(), login=login, password=made)


def _changed(filled: Filled, change: Callable[[Typing], None]) -> Reply:
    try:
        change(typing_of(filled))
    except WrongStaff as problem:
        return _refused(filled, problem)
    flash("admin.people.done")
    return redirect(url_for("admin_people.show"), 303)


def _refused(filled: Filled, problem: WrongStaff) -> Reply:
    fault = ShownFault(target="lijst", sentence=text(f"admin.people.fault.{problem.fault.value}"))
    return _page(Filled(faults=(fault,), key=filled.key)), 422


def _page(filled: Filled, login: str = "", password: str = "") -> str:
    who = visitor()
    return page(
        "admin/people.html",
        filled=filled,
        found=colleagues(desk().database),
        gemeenten=known_gemeenten(desk().database),
        roles=[(code, text(f"words.role.{code}")) for code in ROLES],
        own=who.login if who else "",
        login=login,
        password=password,
    )
