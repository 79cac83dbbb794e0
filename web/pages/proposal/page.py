"""One proposal: what the work asks and what the person can, with what support, why this one, and the decision."""

from collections.abc import Callable

from flask import Blueprint, abort, request, url_for

from web.pages.access import may_advise, may_decide, may_edit
from web.pages.decision.form import Filled
from web.pages.decision.words import decision_of
from web.pages.dossier.rings import ring_map
from web.pages.entering.correction_words import corrections_of
from web.pages.frame import desk, language, page, visitor
from web.pages.lists.query import read_query, to_args
from web.pages.proposal.grounds_words import grounds_of
from web.pages.proposal.what_if_form import can_ask, offer_of
from web.pages.proposal.words import others_of, placed, said_of
from web.pages.viewed import tell
from web.service.dossier.proposals import ProposalPage, proposal_page
from web.service.lists.worklist import Query
from web.service.review import policy_version

blueprint = Blueprint("proposal", __name__)


@blueprint.get("/voorstellen/<proposal_id>")
def show(proposal_id: str) -> str:
    """Show one proposal."""
    return shown(proposal_id, Filled())


def found_page(proposal_id: str, query: Query) -> ProposalPage:
    """Give what the page tells, or answer that there is no such proposal."""
    found = proposal_page(desk().database, desk().clock, proposal_id, query)
    if found is None:
        abort(404)
    tell(client=found.person.key, vacancy=found.work.key)
    return found


def shown(proposal_id: str, filled: Filled) -> str:
    """Give the page, with what was filled in where a form came back with faults."""
    query = read_query(request.args)
    found = found_page(proposal_id, query)
    spoken = language()
    total = found.proposal.total
    return page(
        "proposal/proposal.html",
        found=found,
        row=found.entry.row,
        said=said_of(found, spoken),
        alternatives=placed(others_of(found.alternatives, total, spoken), found.around, spoken),
        ring_map=ring_map(found.around, spoken),
        rivals=others_of(found.rivals, total, spoken),
        args=to_args(query),
        filled=filled,
        paragraphs=grounds_of(found, spoken),
        corrections=corrections_of(found, spoken),
        decision=decision_of(found, filled.kind, spoken, may_decide=_is_decider(), may_advise=_is_expert()),
        can_decide=_can_decide(found),
        is_reader=not _is_decider() and not _is_expert(),
        policy=policy_version(found.run),
        offer=offer_of(found, spoken) if can_ask(found) else None,
        shown=None,
        fill_address=_fill_address(found),
    )


def _fill_address(found: ProposalPage) -> Callable[[str], str] | None:
    """Give where something that is not known of the person is filled in; None for who may not."""
    who = visitor()
    if who is None or not may_edit(who) or not found.person.cells:
        return None
    return lambda item: url_for("profile.value", client_id=found.person.id, item=item)


def _is_decider() -> bool:
    who = visitor()
    return who is not None and may_decide(who)


def _is_expert() -> bool:
    who = visitor()
    return who is not None and may_advise(who)


def _can_decide(found: ProposalPage) -> bool:
    is_open = found.is_current and not found.is_closed and not found.is_locked
    return _is_decider() and is_open and not found.entry.is_overtaken
