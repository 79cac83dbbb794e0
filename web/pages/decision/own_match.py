"""Zelf koppelen: a pair an adviser puts together, or the question that has to be answered before he can."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from matcher.domain.support import Instrument
from web.language.said import verdict_code
from web.language.support import instrument_name
from web.language.weighing import field_name
from web.pages.access import decider, expert, may_advise, may_decide
from web.pages.decision.form import (
    ANSWER,
    ITEM,
    NOTE,
    UNTIL,
    Filled,
    Unreadable,
    arguments,
    day_in,
    in_words,
    motivations,
    read_form,
    seen_version,
    unreadable,
)
from web.pages.decision.words import weighed_arguments
from web.pages.frame import desk, language, page, visitor
from web.pages.proposal.words import field_sentences
from web.service.desk import StaleDecision
from web.service.questions.why_not import WhyPage, why_page
from web.service.review import EventKind, WrongDecision, doubtful, is_possible
from web.service.review.matching import (
    PairForm,
    answer_about,
    ask_about,
    askable,
    match,
    pair_now,
    shut_by,
)

blueprint = Blueprint("own_match", __name__)
Reply = Response | tuple[str, int]
CLIENT, VACANCY, INSTRUMENT = "client", "vacature", "instrument"
MATCH, ASK, ANSWERED = "zelf_koppelen", "advies_gevraagd", "advies_gegeven"


@blueprint.get("/zelf-koppelen")
def show() -> str | Response:
    """Show a pair that is no proposal: what it asks to put it together, or what stands in the way."""
    found = _found(request.args.get(CLIENT, ""), request.args.get(VACANCY, ""))
    proposal_id = pair_now(desk().database, desk().clock, found).proposal_id
    if proposal_id:
        return redirect(url_for("proposal.show", proposal_id=proposal_id), 303)
    return _shown(found, Filled())


@blueprint.post("/zelf-koppelen")
@decider
def make() -> Reply:
    """Put the pair together."""

    def record(found: WhyPage, form: PairForm, filled: Filled) -> str:
        event = match(
            desk().database,
            desk().clock,
            found,
            form,
            motivations=motivations(filled),
            note=filled.values.get(NOTE, ""),
            arguments=arguments(filled),
        )
        return url_for("proposal.show", proposal_id=event.proposal_id)

    return _record(MATCH, record)


@blueprint.post("/zelf-koppelen/vraag")
@decider
def ask() -> Reply:
    """Ask the arbeidsdeskundige about what stands in the way."""

    def record(found: WhyPage, form: PairForm, filled: Filled) -> str:
        ask_about(
            desk().database,
            desk().clock,
            found,
            form,
            item=filled.values.get(ITEM, ""),
            question=filled.values.get(NOTE, ""),
            until=day_in(filled, UNTIL),
        )
        return _address(found)

    return _record(ASK, record)


@blueprint.post("/zelf-koppelen/antwoord")
@expert
def answer() -> Reply:
    """Answer the question."""

    def record(found: WhyPage, form: PairForm, filled: Filled) -> str:
        answer_about(
            desk().database,
            desk().clock,
            found,
            form,
            answer=filled.values.get(ANSWER, ""),
            instrument=filled.values.get(INSTRUMENT, ""),
            note=filled.values.get(NOTE, ""),
        )
        return _address(found)

    return _record(ANSWERED, record)


def _record(kind: str, record: Callable[[WhyPage, PairForm, Filled], str]) -> Reply:
    found = _found(request.form.get(CLIENT, ""), request.form.get(VACANCY, ""))
    filled, who = read_form(kind, request.form), visitor()
    form = PairForm(actor=who.login if who else "", seen_version=seen_version(request.form), idempotency_key=filled.key)
    try:
        address = record(found, form, filled)
    except WrongDecision as problem:
        return _shown(found, replace(filled, faults=in_words(kind, problem.faults, language()))), 422
    except Unreadable as problem:
        return _shown(found, replace(filled, faults=unreadable(kind, problem, language()))), 422
    except StaleDecision as problem:
        now = pair_now(desk().database, desk().clock, found)
        typed = motivations(filled)
        return page("match/conflict.html", found=found, problem=problem, now=now, filled=filled, typed=typed), 409
    flash(f"decision.done.{kind}")
    return redirect(address, 303)


def _found(client_id: str, vacancy_id: str) -> WhyPage:
    found = why_page(desk().database, desk().clock, client_id, vacancy_id)
    if found is None:
        abort(404)
    return found


def _address(found: WhyPage) -> str:
    return url_for("own_match.show", client=found.person.id, vacature=found.work.id)


def _shown(found: WhyPage, filled: Filled) -> str:
    fit, spoken, who = found.explained.fit, language(), visitor()
    now = pair_now(desk().database, desk().clock, found)
    sentences = field_sentences(fit, spoken)
    items = askable(fit)
    decides = who is not None and may_decide(who) and found.run is not None and now.withheld is None
    open_question = now.state.question
    return page(
        "match/match.html",
        found=found,
        filled=filled,
        now=now,
        version=now.state.version,
        verdict_now=verdict_code(fit.verdict),
        is_open=fit.is_proposable,
        shut=tuple((field_name(code, spoken), sentences.get(code, "")) for code in shut_by(fit)),
        flagged=tuple((code, sentences.get(code, "")) for code in doubtful(fit)),
        items=tuple((code, field_name(code, spoken)) for code in items),
        question=open_question,
        instruments=tuple((one.value, instrument_name(one, spoken)) for one in Instrument),
        decision=weighed_arguments(fit, spoken),
        can_match=decides and fit.is_proposable and is_possible(EventKind.MATCH, now.state),
        can_ask=decides and bool(items) and is_possible(EventKind.ADVICE, now.state) and open_question is None,
        may_decide=who is not None and may_decide(who),
        may_advise=who is not None and may_advise(who),
    )
