"""What if: one change to the plan of a proposal's night, what it costs at least at once, and the exact answer after."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, request

from web.language.law import Language
from web.language.pages import say
from web.language.told import Effect, MovedPerson
from web.language.whatif import at_once, difference_lines, moved_line
from web.pages.frame import desk, house, language, page, visitor
from web.pages.lists.query import read_query, to_args
from web.pages.proposal.page import found_page
from web.pages.proposal.what_if_form import can_ask, offer_of
from web.service.dossier.proposals import ProposalPage
from web.service.questions.aside import Standing
from web.service.questions.what_if import Choice, Names, WrongChoice, names_of, wanted_of

blueprint = Blueprint("what_if", __name__)
STOP_POLLING = 286
KIND, VACANCY, HOURS, QUESTION, OUTCOME = "wat", "vacature", "uren", "vraag", "uitkomst"
FIELDS = (KIND, VACANCY, HOURS, QUESTION, OUTCOME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An answer in words, as far as it is known.

    Attributes
    ----------
    bound
        What prices say at once; empty until they do.
    lines
        What it does to the plan; none until the exact answer is there.
    """

    standing: Standing
    bound: str
    lines: tuple[str, ...]
    who: str
    moved: tuple[MovedPerson, ...]
    is_fewest: bool
    names: Names


@blueprint.get("/voorstellen/<proposal_id>/watals")
def show(proposal_id: str) -> tuple[str, int]:
    """Show the form, and the answer where something was asked."""
    found = found_page(proposal_id, read_query(request.args))
    spoken = language()
    choice = _read_choice()
    shown, fault = None, None
    if can_ask(found) and any(name in request.args for name in FIELDS):
        try:
            shown = _asked(found, choice, spoken)
        except WrongChoice as problem:
            fault = (f"watals-{problem.field}", say(f"what_if.fault.{problem.code}", spoken))
    status = 422 if fault else 200
    offer = offer_of(found, spoken, choice, fault) if can_ask(found) else None
    facts = {"found": found, "row": found.entry.row, "offer": offer, "shown": shown, "own_address": _own_address()}
    if _is_part():
        is_done = shown is None or shown.standing.is_done
        return page("what_if/part.html", **facts), STOP_POLLING if is_done else 200
    return page("what_if/what_if.html", args=_list_args(), **facts), status


def shown_effect(standing: Standing, effect: Effect | None, own_gemeente: str, spoken: Language) -> Shown:
    """Put an answer into words, as far as it is known."""
    moved = effect.moved if effect else ()
    spots = [spot.vacancy for one in moved for spot in (one.had, one.gets) if spot is not None]
    bound = standing.bound
    return Shown(
        standing=standing,
        bound=at_once(bound.at_least, bound.units, spoken) if bound else "",
        lines=tuple(difference_lines(effect, spoken)) if effect else (),
        who=moved_line(effect, spoken) if effect else "",
        moved=moved,
        is_fewest=bool(effect and effect.moved and effect.is_fewest),
        names=names_of(desk().database, _clients(moved), spots, own_gemeente),
    )


def _asked(found: ProposalPage, choice: Choice, spoken: Language) -> Shown:
    wanted = wanted_of(found, choice)
    who = visitor()
    standing = house().aside.ask(found.run.id, wanted, who.login if who else "")
    told = standing.told
    effect = told if isinstance(told, Effect) else None
    return shown_effect(standing, effect, found.person.cells.get("gemeente", ""), spoken)


def _clients(moved: Iterable[MovedPerson]) -> list[str]:
    return [one.client for one in moved]


def _read_choice() -> Choice:
    kind, vacancy, hours, question, outcome = (request.args.get(name, "")[:80] for name in FIELDS)
    return Choice(kind=kind, vacancy=vacancy, hours=hours, question=question, outcome=outcome)


def _own_address() -> str:
    return request.full_path.rstrip("?")


def _list_args() -> dict[str, list[str]]:
    return to_args(read_query(request.args))


def _is_part() -> bool:
    return "HX-Request" in request.headers
