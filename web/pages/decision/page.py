"""Recording a decision: each is a plain form that changes one thing and leads back to the page, or to the next one."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from web.pages.access import decider
from web.pages.decision.form import (
    NOTE,
    UNTIL,
    Filled,
    Unreadable,
    arguments,
    day_in,
    form_of,
    in_words,
    motivations,
    read_form,
    seen_version,
    unreadable,
)
from web.pages.frame import desk, language, page, visitor
from web.pages.lists.query import address, read_query, to_args
from web.pages.proposal.page import found_page, shown
from web.service.desk import StaleDecision
from web.service.dossier.proposals import is_proposal
from web.service.lists.worklist import Query
from web.service.review import Form, WrongDecision, discuss, later, reject, undo

blueprint = Blueprint("decision", __name__)
Reply = Response | tuple[str, int]
GO_ON = "verder"


@blueprint.post("/voorstellen/<proposal_id>/bespreken")
@decider
def do_discuss(proposal_id: str) -> Reply:
    """Take a proposal up with the person."""

    def record(form: Form, filled: Filled) -> None:
        discuss(desk().database, desk().clock, form, motivations(filled), arguments(filled))

    return decide(proposal_id, "bespreken", record)


@blueprint.post("/voorstellen/<proposal_id>/niet-doen")
@decider
def do_reject(proposal_id: str) -> Reply:
    """Do not do a proposal."""

    def record(form: Form, filled: Filled) -> None:
        reject(
            desk().database,
            desk().clock,
            form,
            reasons=filled.reasons,
            note=filled.values.get(NOTE, ""),
            until=day_in(filled, UNTIL),
            arguments=arguments(filled),
        )

    return decide(proposal_id, "niet_doen", record)


@blueprint.post("/voorstellen/<proposal_id>/later")
@decider
def do_later(proposal_id: str) -> Reply:
    """Put a proposal away until a day."""

    def record(form: Form, filled: Filled) -> None:
        later(desk().database, desk().clock, form, until=day_in(filled, UNTIL), note=filled.values.get(NOTE, ""))

    return decide(proposal_id, "later", record)


@blueprint.post("/voorstellen/<proposal_id>/ongedaan")
@decider
def do_undo(proposal_id: str) -> Reply:
    """Take the last decision back."""

    def record(form: Form, _filled: Filled) -> None:
        undo(desk().database, desk().clock, form)

    return decide(proposal_id, "ongedaan", record)


def decide(proposal_id: str, kind: str, record: Callable[[Form, Filled], None]) -> Reply:
    """Record what a form says and lead on; what is wrong comes back with everything that was typed."""
    query = read_query(request.args)
    then = _next(proposal_id, query)
    who = visitor()
    filled = read_form(kind, request.form)
    form = form_of(filled, proposal_id, who.login if who else "", seen_version(request.form))
    try:
        record(form, filled)
    except WrongDecision as problem:
        return shown(proposal_id, replace(filled, faults=in_words(kind, problem.faults, language()))), 422
    except Unreadable as problem:
        return shown(proposal_id, replace(filled, faults=unreadable(kind, problem, language()))), 422
    except StaleDecision as problem:
        return _conflict(proposal_id, filled, problem), 409
    flash(f"decision.done.{kind}")
    return redirect(address(url_for("proposal.show", proposal_id=then), query), 303)


def _next(proposal_id: str, query: Query) -> str:
    """Give the proposal to show: the next one of the list where that was asked; answer that there is none."""
    if GO_ON in request.form:
        return found_page(proposal_id, query).after or proposal_id
    if not is_proposal(desk().database, proposal_id):
        abort(404)
    return proposal_id


def _conflict(proposal_id: str, filled: Filled, problem: StaleDecision) -> str:
    """Show what stands now beside what was filled in; nothing is overwritten."""
    query = read_query(request.args)
    return page(
        "error/conflict.html",
        problem=problem,
        found=found_page(proposal_id, query),
        filled=filled,
        typed=motivations(filled),
        args=to_args(query),
    )
