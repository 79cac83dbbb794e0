"""Why not: somebody and a vacancy, what stands between them at once, and what the plan would lose after that."""

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from matcher.domain.candidate import Verdict
from web.language.law import Language
from web.language.pages import say
from web.language.pair import pair_words
from web.language.told import WhyTold
from web.language.whatif import cost_lines, question_lines, why_reasons, why_sentence
from web.pages.frame import desk, house, language, page, visitor
from web.pages.proposal.what_if import STOP_POLLING, shown_effect
from web.pages.proposal.words import item_rows
from web.service.questions.aside import Standing
from web.service.questions.values import Pairing
from web.service.questions.why_not import WhyPage, found_work, person_here, why_page

blueprint = Blueprint("whynot", __name__)
CLIENT, VACANCY, WANTED = "client", "vacature", "zoek"
LONGEST = 80
EQUAL = "gelijk"


@blueprint.get("/waarom-niet")
def show() -> tuple[str, int]:
    """Show why a pair is not in the plan, as far as that is known."""
    found = why_page(desk().database, desk().clock, request.args.get(CLIENT, ""), request.args.get(VACANCY, ""))
    if found is None:
        abort(404)
    spoken = language()
    who = visitor()
    pairing = Pairing(client=found.person.key, vacancy=found.work.key)
    run = found.run
    standing = house().aside.ask(run.id, pairing, who.login if who else "") if run is not None else Standing()
    facts = {"found": found, "own_address": request.full_path.rstrip("?"), **_plan_words(found, standing, spoken)}
    if "HX-Request" in request.headers:
        return page("whynot/part.html", **facts), STOP_POLLING if standing.is_done else 200
    return page("whynot/whynot.html", **facts, **_pair_words(found, spoken)), 200


@blueprint.post("/waarom-niet")
def find() -> Response | tuple[str, int]:
    """Look up which vacancy is meant; what was typed stays out of every address."""
    person = person_here(desk().database, request.form.get(CLIENT, ""))
    if person is None:
        abort(404)
    typed = request.form.get(WANTED, "")[:LONGEST]
    found = found_work(desk().database, typed)
    if len(found) == 1:
        return redirect(url_for("whynot.show", client=person.id, vacature=found[0].id), 303)
    fault = "" if found else say("whynot.fault.none", language())
    return page("whynot/choose.html", person=person, typed=typed, choices=found, fault=fault), 422 if fault else 200


def _pair_words(found: WhyPage, spoken: Language) -> dict[str, object]:
    """Give what stands between the two, as the weighing itself says it."""
    explained = found.explained
    said = pair_words(explained.fit, explained.package, spoken, explained.openers, explained.tasks)
    shut = [line for line in said.flagged if line.found.verdict is Verdict.KAN_NIET]
    return {
        "said": said,
        "shut": item_rows(shut, explained.fit, spoken),
        "shut_gates": tuple(gate for gate in said.gates if gate.code == "kan_niet"),
        "is_open": explained.fit.is_proposable,
    }


def _plan_words(found: WhyPage, standing: Standing, spoken: Language) -> dict[str, object]:
    """Give what the plan says of the two."""
    told = standing.told if isinstance(standing.told, WhyTold) else None
    effect = told.effect if told else None
    own = found.person.cells.get("gemeente", "")
    return {
        "shown": shown_effect(standing, effect, own, spoken),
        "why": told,
        "sentence": why_sentence(told, spoken, (found.person.name, found.title)) if told else "",
        "asked": tuple(question_lines(told, spoken)) if told else (),
        "room": tuple(why_reasons(told, spoken)) if told and told.why == "geen_ruimte" else (),
        "costs": tuple(cost_lines(told, spoken)) if told and effect else (),
        "is_equal": told is not None and told.why == EQUAL,
    }
