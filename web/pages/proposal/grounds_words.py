"""The grounds of a decision as a paragraph for a letter: what was decided, on which data, law and policy."""

from collections.abc import Mapping
from datetime import date

from matcher.domain.candidate import Fit
from solver.planned import Proposal
from web.language.cells import code_words
from web.language.numbers import day
from web.language.pages import counted, say
from web.language.support import article, instrument_name
from web.language.weighing import field_name
from web.pages.frame import reason_words
from web.service.dossier.proposals import ProposalPage
from web.service.review import Event, EventKind

MOST_NAMED = 3
DECIDED = frozenset(
    {EventKind.DISCUSS, EventKind.MATCH, EventKind.REJECT, EventKind.LATER, EventKind.START, EventKind.RETURN}
)


def grounds_of(found: ProposalPage, language: str) -> Mapping[int, str]:
    """Give the paragraph of each decision on a proposal, by the id of its event."""
    own = (event for event in found.events if event.proposal_id == found.entry.row.id and event.kind in DECIDED)
    return {event.id: grounds_words(event, found.proposal, found.run.key.day, language) for event in own}


def grounds_words(event: Event, proposal: Proposal, night: date, language: str) -> str:
    """Give the paragraph; empty for what is no decision, such as an answer or its undoing.

    Parameters
    ----------
    proposal
        The weighing somebody decided on.
    night
        The day of the night it was weighed in.
    """
    if event.kind not in DECIDED:
        return ""
    said = [_opening(event, language), *_why(event, language), say("grounds.data", language)]
    said += [*_sources(proposal.fit, language), *_doubts(event, language), *_law(proposal, language)]
    said.append(say("grounds.policy", language, policy=event.policy_version, night=day(night, language)))
    if event.kind is not EventKind.RETURN:
        said.append(say("grounds.own" if event.kind is EventKind.MATCH else "grounds.person", language))
    return " ".join(said)


def _opening(event: Event, language: str) -> str:
    facts = {"day": event.at.date(), "until": event.until, "happened": event.happened_on}
    words = {name: day(value, language) for name, value in facts.items() if value is not None}
    return say(f"grounds.{event.kind}", language, **words)


def _why(event: Event, language: str) -> list[str]:
    if not event.reasons:
        return []
    words = ", ".join(reason_words(code) for code in event.reasons)
    return [counted("grounds.reason", len(event.reasons), language, reasons=words)]


def _sources(fit: Fit, language: str) -> list[str]:
    known = [one.capacity for one in fit.items if one.capacity is not None]
    if not known:
        return []
    names = sorted({code_words("source", one.source.value, language) for one in known})
    oldest = min(one.recorded_on for one in known)
    return [
        say("grounds.sources", language, sources=", ".join(names)),
        say("grounds.oldest", language, day=day(oldest, language)),
    ]


def _doubts(event: Event, language: str) -> list[str]:
    items = event.snapshot.flagged if event.snapshot else ()
    if not items:
        return []
    names = ", ".join(field_name(code, language) for code in items)
    code = "grounds.named" if len(items) <= MOST_NAMED else "grounds.counted"
    said = say(code, language, items=names, count=len(items))
    return [said, say("grounds.motivated", language)] if event.motivations else [said]


def _law(proposal: Proposal, language: str) -> list[str]:
    parts = proposal.fit.packages[proposal.package].package.parts
    said = [say("grounds.law", language)]
    if parts:
        names = ", ".join(instrument_name(part.instrument.value, language) for part in parts)
        said.insert(0, say("grounds.support", language, support=names))
    articles = dict.fromkeys(article(part.legal_basis, language) for part in parts if part.legal_basis)
    if articles:
        said.append(say("grounds.articles", language, articles="; ".join(articles)))
    return said
