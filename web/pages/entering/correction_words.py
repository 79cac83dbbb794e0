"""What a return says was wrong in the records, as corrections to look at: nothing changes before somebody keeps it."""

from dataclasses import dataclass

from flask import url_for

from matcher.catalogue.items import ItemType, load_catalogue
from matcher.domain.profile import Source
from web.language.cells import capacity_words
from web.language.law import Language
from web.language.pages import say
from web.language.weighing import field_name
from web.service.dossier.proposals import ProposalPage
from web.service.review import Event, EventKind, corrects
from web.service.review.reasons import Corrects


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One thing to correct: what it is, and where it is kept; `address` is empty where the source keeps it."""

    sentence: str
    address: str


def corrections_of(found: ProposalPage, language: Language) -> tuple[Correction, ...]:
    """Give the corrections that the last event of a proposal asks for; none where it is no return."""
    last = found.entry.state.last
    if last is None or last.kind is not EventKind.RETURN:
        return ()
    wrong = corrects(last.reasons)
    with_item = (Corrects.ITEM, *wrong) if last.item and Corrects.ITEM not in wrong else wrong
    return tuple(_correction(one, last, found, language) for one in with_item)


def _correction(what: Corrects, event: Event, found: ProposalPage, language: Language) -> Correction:
    client, back = found.person.id, url_for("proposal.show", proposal_id=found.entry.row.id)
    facts = url_for("profile.facts", client_id=client, terug=back)
    addresses = {
        Corrects.ITEM: _item_address(client, event.item, back, _less(event.item, found)),
        Corrects.HOURS: facts,
        Corrects.WISH: url_for("wish.enter", client_id=client, terug=back),
        Corrects.TRAVEL: facts,
        Corrects.VACANCY: url_for("own_vacancy.change", vacancy_id=found.work.id),
    }
    sentence = _item(event.item, found, language) if what is Corrects.ITEM else say(f"correction.{what}", language)
    return Correction(sentence=sentence, address=addresses.get(what, ""))


def _item_address(client: str, item: str, back: str, level: int | None) -> str:
    """Give the form of the item, with the proposed level chosen; nothing is kept before somebody sends it."""
    if not item:
        return ""
    spoken = Source.EMPLOYER_AFTER.value
    return url_for("profile.value", client_id=client, item=item, bron=spoken, niveau=level, terug=back)


def _less(code: str, found: ProposalPage) -> int | None:
    """Give one step less than was thought; None where nothing was known, or there is no step below."""
    own = next((one for one in found.proposal.fit.items if one.item == code), None)
    if own is None or own.capacity is None:
        return None
    item = load_catalogue().by_code(code)
    return own.capacity.level + 1 if item.type is ItemType.ORD and own.capacity.level < item.k else None


def _item(code: str, found: ProposalPage, language: Language) -> str:
    """Say what was thought, and one step less as the value to look at; where nothing was known, that it was not."""
    name, lower = field_name(code, language), _less(code, found)
    own = next((one for one in found.proposal.fit.items if one.item == code), None)
    if own is None or own.capacity is None:
        return say("correction.punt_onbekend", language, item=name)
    if lower is None:
        return say("correction.punt", language, item=name)
    now, less = (capacity_words(code, str(level), "", language) for level in (own.capacity.level, lower))
    return say("correction.punt_minder", language, item=name, now=now, less=less)
