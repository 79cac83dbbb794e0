"""What the law leaves open beside a proposal, a line a scheme: how it stands, why, and on what article."""

from collections.abc import Iterable
from dataclasses import dataclass

from matcher.domain.support import LegalBasis
from matcher.rules import (
    Lkv,
    LkvOffer,
    NoRisk,
    ReasonCode,
    Ruling,
    Standing,
    TrialAllowed,
    TrialAsked,
    TrialRuling,
)
from web.language.items import item_name
from web.language.law import Language, confidence_label, percentage
from web.language.law_book import amount_words, kind_name
from web.language.numbers import money
from web.language.pages import has, say
from web.language.rulings import ruling_words
from web.language.said import joined
from web.language.support import article

TRIAL, LOONWAARDE = "proefplaatsing", "loonwaarde"
OPENS = (ReasonCode.GRANTED, ReasonCode.CLAIM)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledLine:
    """One scheme in words.

    Attributes
    ----------
    standing, code
        How it stands in words, and the code of that: ja, vraag or nee.
    said
        Why, and what comes with it; a sentence each.
    sources
        The articles, each with how sure they are; none where it is an agreement at work.
    """

    name: str
    standing: str
    code: str
    said: tuple[str, ...]
    sources: tuple[str, ...]


def support_line(found: Ruling, language: Language) -> RuledLine:
    """Say whether the person can have a kind of support: where something stands in the way, only what does."""
    is_open = found.standing is Standing.YES
    reasons = [reason for reason in found.reasons if is_open or reason.code not in OPENS]
    said = [ruling_words("reason", reason.code, language) for reason in reasons]
    decider = f"w_support.decider.{found.decided_by}"
    if has(decider):
        said.append(say(decider, language))
    bases = [reason.basis for reason in reasons if reason.basis is not None]
    return _line(kind_name(found.kind, language), found.standing, said, bases, language)


def trial_line(found: TrialRuling, learns: tuple[str, ...], language: Language) -> RuledLine:
    """Say whether a proefplaatsing is open, how long at most, and what it would have to show."""
    bases, name = [found.basis], kind_name(TRIAL, language)
    goals = [
        say("w_entitled.learns_loonwaarde", language) if goal == LOONWAARDE else item_name(goal, language)
        for goal in learns
    ]
    shows = [say("w_entitled.learns", language, goals=joined(goals, "and", language))] if goals else []
    if isinstance(found, TrialAllowed):
        length, longer = (amount_words(each, language) for each in (found.months, found.extension_months))
        said = [*shows, say("w_entitled.trial_length", language, months=length, longer=longer)]
        return _line(name, Standing.YES, [*said, say("w_entitled.trial_beside", language)], bases, language)
    if isinstance(found, TrialAsked):
        said = [ruling_words("trial", code, language) for code in found.questions]
        return _line(name, Standing.QUESTION, [*said, *shows], bases, language)
    said = [ruling_words("trial", code, language) for code in found.reasons]
    return _line(name, Standing.NO, said, bases, language)


def no_risk_line(found: NoRisk, language: Language) -> RuledLine:
    """Say whether UWV pays the wage in illness, which part, and for how long."""
    name = say("w_entitled.no_risk", language)
    if found.ground is None or found.first_year is None or found.second_year is None:
        return _line(name, found.standing, [say(f"w_entitled.status_{found.standing}", language)], [], language)
    said = [
        say("w_entitled.no_risk_ground", language, ground=ruling_words("no_risk", found.ground, language)),
        say(
            "w_entitled.no_risk_pays",
            language,
            first=percentage(found.first_year, language),
            second=percentage(found.second_year, language),
        ),
    ]
    if found.months is not None:
        said.append(say("w_entitled.no_risk_months", language, months=amount_words(found.months, language)))
    if found.reduction is not None:
        said.append(say("w_entitled.no_risk_less", language))
    return _line(name, found.standing, said, [found.basis] if found.basis else [], language)


def lkv_line(found: Lkv, if_new: Lkv, language: Language) -> RuledLine:
    """Say what the employer could get back from the tax office; an amount only as high as a status is known.

    Parameters
    ----------
    if_new
        The same for somebody who did not work there in the months before the start.
    """
    name = say("w_entitled.lkv", language)
    offer = found.highest or if_new.highest
    if found.standing is Standing.NO or offer is None:
        return _line(name, found.standing, [say(f"w_entitled.status_{found.standing}", language)], [], language)
    said = [_offered(offer, language)]
    if found.highest is None:
        said.insert(0, say("w_entitled.lkv_if_new", language))
    if offer.rules.declaration_months is not None:
        months = amount_words(offer.rules.declaration_months, language)
        said.append(say("w_entitled.lkv_declaration", language, months=months))
    said += [ruling_words("note", note, language) for note in found.notes]
    return _line(name, found.standing, said, [offer.rules.per_hour.legal_basis], language)


def _offered(offer: LkvOffer, language: Language) -> str:
    kind, amount = ruling_words("lkv", offer.kind, language), money(offer.cents_per_year, language)
    if offer.rules.months is None:
        return say("w_entitled.lkv_offer", language, kind=kind, amount=amount)
    months = amount_words(offer.rules.months, language)
    return say("w_entitled.lkv_offer_months", language, kind=kind, amount=amount, months=months)


def _line(
    name: str, standing: Standing, said: Iterable[str], bases: Iterable[LegalBasis], language: Language
) -> RuledLine:
    sources = (f"{article(basis, language)} ({confidence_label(basis.confidence, language)})" for basis in bases)
    return RuledLine(
        name=name,
        standing=ruling_words("standing", standing, language),
        code=standing.value,
        said=tuple(dict.fromkeys(said)),
        sources=tuple(dict.fromkeys(sources)),
    )
