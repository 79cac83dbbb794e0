"""The form of a what-if, on the page of a proposal and on its own page."""

from dataclasses import dataclass

from web.language.items import item_name
from web.language.law import Language
from web.language.pages import say
from web.service.dossier.proposals import ProposalPage
from web.service.questions.what_if import Choice, Offered, offered


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The form: what can be asked, what was filled in, and what is wrong with it (the input's id, the sentence)."""

    offered: Offered
    questions: tuple[tuple[str, str], ...]
    employer_questions: tuple[tuple[str, str], ...]
    chosen: Choice
    fault: tuple[str, str] | None = None


def can_ask(found: ProposalPage) -> bool:
    """Whether the night of a proposal can be asked: only the night that is shown."""
    return found.is_current and not found.entry.is_from_before


def offer_of(
    found: ProposalPage, spoken: Language, chosen: Choice | None = None, fault: tuple[str, str] | None = None
) -> Offer:
    """Give the form of what can be asked about a proposal."""
    can = offered(found)
    return Offer(
        offered=can,
        questions=tuple((one.code, item_name(one.item, spoken)) for one in can.questions if one.item),
        employer_questions=tuple(
            (one.code, say(f"vacancy.adapt.{one.part}", spoken)) for one in can.questions if one.part
        ),
        chosen=chosen or Choice(),
        fault=fault,
    )
