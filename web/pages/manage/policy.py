"""The policy card: what weighs how much, another choice with what it would have done, and two people who set it."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from web.language.numbers import whole
from web.language.pages import counted
from web.pages.access import manager, seer_of_management
from web.pages.decision.form import ShownFault
from web.pages.entering.typed_form import Filled, read_filled, typing_of
from web.pages.frame import desk, house, language, page, text, visitor
from web.pages.manage.page import can_manage
from web.service.manage.policy_card import (
    ADOPTED,
    BOUNDS,
    PLAN_BOUNDS,
    PROPOSED,
    REFUSED,
    WITHDRAWN,
    Card,
    WrongCard,
    card,
    cards,
    end,
    policy_in_force,
    propose,
)
from web.service.manage.policy_trial import Trialled, shown_run_id

blueprint = Blueprint("admin_policy", __name__)
Reply = Response | tuple[str, int] | str
STOP_POLLING = 286
KINDS = {"vaststellen": ADOPTED, "afwijzen": REFUSED, "intrekken": WITHDRAWN}
# What is a term or a limit rather than points stands apart.
TERMS = frozenset(
    {
        *("unknown_travel_minutes", "detour_tenths", "start_lead_days", "drop_out_months", "follow_up_days"),
        *("leave_out_percent", "stack_in_rubriek", "stack_in_all", "step_week_minutes", "step_travel_minutes"),
        *("travel_free_minutes", "waiting_months"),
    }
)


@blueprint.get("/beheer/beleid")
@seer_of_management
def show() -> str:
    """Show the card in force and every other one."""
    return page(
        "admin/policy.html",
        chosen=policy_in_force(desk().database),
        groups=_groups(),
        bounds=BOUNDS,
        cards=cards(desk().database),
        can_change=can_manage(),
    )


@blueprint.route("/beheer/beleid/nieuw", methods=["GET", "POST"])
@manager
def new() -> Reply:
    """Propose another policy."""
    now = policy_in_force(desk().database)
    if request.method == "GET":
        return _form(Filled(values={name: (str(now.value(name)),) for name in BOUNDS}))
    filled = read_filled(request.form)
    values = {name: filled.value(name) for name in BOUNDS}
    try:
        made = propose(desk().database, desk().clock, values, filled.value("why"), typing_of(filled))
    except WrongCard as problem:
        return _form(filled.with_faults(*(_fault(name, code) for name, code in problem.faults))), 422
    return redirect(url_for("admin_policy.one", card_id=made), 303)


@blueprint.get("/beheer/beleid/<card_id>")
@seer_of_management
def one(card_id: str) -> Reply:
    """Show a card with what it would have done to the night that is shown."""
    return _page(_card(card_id), "")


@blueprint.get("/beheer/beleid/<card_id>/gevolg")
@seer_of_management
def effect(card_id: str) -> tuple[str, int]:
    """Give what a card would have done, for the page that waits for it."""
    found = _card(card_id)
    told = _told(found)
    return page("admin/policy_effect.html", lines=_lines(told)), STOP_POLLING if told else 200


@blueprint.post("/beheer/beleid/<card_id>/<what>")
@manager
def settle(card_id: str, what: str) -> Reply:
    """Adopt, refuse or withdraw a card."""
    found = _card(card_id)
    if what not in KINDS:
        abort(404)
    told = _told(found)
    if KINDS[what] == ADOPTED and (told is None or told.problem):
        return _page(found, "nog_niet_nagerekend"), 409
    effect_told = {"gone": told.gone, "new": told.new} if told else {}
    typing = typing_of(read_filled(request.form))
    refusal = end(desk().database, desk().clock, card_id, KINDS[what], typing, **effect_told)
    if refusal:
        return _page(_card(card_id), refusal), 409
    flash(f"admin.policy.done.{what}")
    return redirect(url_for("admin_policy.show"), 303)


def _card(card_id: str) -> Card:
    found = card(desk().database, card_id)
    if found is None:
        abort(404)
    return found


def _told(found: Card) -> Trialled | None:
    run_id = shown_run_id(desk().database)
    if run_id is None or found.state != PROPOSED:
        return Trialled(problem="-") if run_id is None else None
    return house().trials.ask(run_id, found.id, found.chosen)


def _page(found: Card, refusal: str) -> str:
    told = _told(found) if found.state == PROPOSED else None
    who = visitor()
    return page(
        "admin/card.html",
        found=found,
        is_open=found.state == PROPOSED,
        is_own=who is not None and who.login == found.proposed_by,
        can_change=can_manage(),
        told=told,
        lines=_lines(told),
        refusal=refusal,
        form_key=Filled().key,
    )


def _lines(told: Trialled | None) -> list[str]:
    spoken = language()
    if told is None:
        return [text("admin.policy.working")]
    if told.problem:
        return [text("admin.policy.no_effect")]
    if not told.gone and not told.new:
        return [text("admin.policy.nothing_changes")]
    people = {"before": whole(told.people_before, spoken), "after": whole(told.people_after, spoken)}
    return [
        counted("admin.policy.gone", told.gone, spoken),
        counted("admin.policy.new", told.new, spoken),
        text("admin.policy.people", **people),
    ]


def _form(filled: Filled) -> str:
    return page("admin/policy_new.html", filled=filled, groups=_groups(), bounds=BOUNDS)


def _groups() -> list[tuple[str, list[str]]]:
    weights = [name for name in BOUNDS if name not in TERMS and name not in PLAN_BOUNDS]
    return [("weights", weights), ("terms", [name for name in BOUNDS if name in TERMS]), ("plan", list(PLAN_BOUNDS))]


def _fault(name: str, code: str) -> ShownFault:
    least, most = BOUNDS.get(name, (0, 0))
    return ShownFault(target=name, sentence=text(f"admin.policy.fault.{code}", least=least, most=most))
