"""The steps after a proposal was taken up: advice, both answers, work and a return; each a form of its own."""

from flask import Blueprint

from web.pages.access import decider, expert
from web.pages.decision.form import ADDRESSEE, ANSWER, DAY, ITEM, NOTE, UNTIL, Filled, day_in, week_minutes_in
from web.pages.decision.page import Reply, decide
from web.pages.frame import desk
from web.service.review import (
    ClientAnswer,
    EmployerAnswer,
    Form,
    advise,
    ask_advice,
    client_answered,
    employer_answered,
    offered,
    returned,
    started,
    still_busy,
    still_runs,
)

blueprint = Blueprint("decision_steps", __name__)
CLIENT_ANSWERS = {answer.value: answer for answer in ClientAnswer}
EMPLOYER_ANSWERS = {answer.value: answer for answer in EmployerAnswer}


@blueprint.post("/voorstellen/<proposal_id>/advies-gevraagd")
@decider
def do_ask(proposal_id: str) -> Reply:
    """Ask somebody for advice."""

    def record(form: Form, filled: Filled) -> None:
        ask_advice(
            desk().database,
            desk().clock,
            form,
            addressee=filled.values.get(ADDRESSEE, ""),
            question=filled.values.get(NOTE, ""),
            until=day_in(filled, UNTIL),
            item=filled.values.get(ITEM, ""),
        )

    return decide(proposal_id, "advies_gevraagd", record)


@blueprint.post("/voorstellen/<proposal_id>/advies-gegeven")
@expert
def do_advise(proposal_id: str) -> Reply:
    """Answer the question that is open."""

    def record(form: Form, filled: Filled) -> None:
        advise(desk().database, desk().clock, form, note=filled.values.get(NOTE, ""))

    return decide(proposal_id, "advies_gegeven", record)


@blueprint.post("/voorstellen/<proposal_id>/antwoord-client")
@decider
def do_client(proposal_id: str) -> Reply:
    """Record what the person said."""

    def record(form: Form, filled: Filled) -> None:
        client_answered(
            desk().database,
            desk().clock,
            form,
            answer=CLIENT_ANSWERS.get(filled.values.get(ANSWER, "")),
            on=day_in(filled, DAY),
            reasons=filled.reasons,
            note=filled.values.get(NOTE, ""),
        )

    return decide(proposal_id, "antwoord_client", record)


@blueprint.post("/voorstellen/<proposal_id>/voorgesteld")
@decider
def do_offer(proposal_id: str) -> Reply:
    """Record that the person was proposed to the employer."""

    def record(form: Form, filled: Filled) -> None:
        offered(desk().database, desk().clock, form, on=day_in(filled, DAY), note=filled.values.get(NOTE, ""))

    return decide(proposal_id, "voorgesteld", record)


@blueprint.post("/voorstellen/<proposal_id>/antwoord-werkgever")
@decider
def do_employer(proposal_id: str) -> Reply:
    """Record what the employer said."""

    def record(form: Form, filled: Filled) -> None:
        employer_answered(
            desk().database,
            desk().clock,
            form,
            answer=EMPLOYER_ANSWERS.get(filled.values.get(ANSWER, "")),
            on=day_in(filled, DAY),
            reasons=filled.reasons,
            note=filled.values.get(NOTE, ""),
        )

    return decide(proposal_id, "antwoord_werkgever", record)


@blueprint.post("/voorstellen/<proposal_id>/contact")
@decider
def do_contact(proposal_id: str) -> Reply:
    """Record that people are still working on it."""

    def record(form: Form, filled: Filled) -> None:
        still_busy(desk().database, desk().clock, form, note=filled.values.get(NOTE, ""))

    return decide(proposal_id, "contact", record)


@blueprint.post("/voorstellen/<proposal_id>/gestart")
@decider
def do_start(proposal_id: str) -> Reply:
    """Record the first working day."""

    def record(form: Form, filled: Filled) -> None:
        started(
            desk().database,
            desk().clock,
            form,
            on=day_in(filled, DAY),
            week_minutes=week_minutes_in(filled),
            note=filled.values.get(NOTE, ""),
        )

    return decide(proposal_id, "gestart", record)


@blueprint.post("/voorstellen/<proposal_id>/loopt")
@decider
def do_runs(proposal_id: str) -> Reply:
    """Record that the person is still at work."""

    def record(form: Form, filled: Filled) -> None:
        still_runs(desk().database, desk().clock, form, on=day_in(filled, DAY), note=filled.values.get(NOTE, ""))

    return decide(proposal_id, "loopt", record)


@blueprint.post("/voorstellen/<proposal_id>/terugkeer")
@decider
def do_return(proposal_id: str) -> Reply:
    """Record that the person came back, and what was wrong in the records."""

    def record(form: Form, filled: Filled) -> None:
        returned(
            desk().database,
            desk().clock,
            form,
            on=day_in(filled, DAY),
            reasons=filled.reasons,
            item=filled.values.get(ITEM, ""),
            week_minutes=week_minutes_in(filled),
            note=filled.values.get(NOTE, ""),
            until=day_in(filled, UNTIL),
        )

    return decide(proposal_id, "terugkeer", record)
