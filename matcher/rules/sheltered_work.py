"""Beschut werk: the request for advice to UWV, prepared and never sent by itself.

Waag proposes nobody for beschut werk. It fills in the two questions of the Besluit advisering beschut werk (art. 3)
from what an arbeidsdeskundige or UWV found, shows who found it and when, and leaves the request to the person and the
college. A low loonwaarde, a vacancy that did not fit or anybody else's impression answers neither question: there is no
field for them here. The person may always ask UWV himself (Participatiewet art. 10b lid 3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.domain.dates import months_later
from matcher.domain.profile import Answer, Source
from matcher.domain.support import LegalBasis
from matcher.rules.legal import LawNumber
from matcher.rules.values import Rules

ANSWERING_SOURCES = (Source.LABOUR_EXPERT, Source.UWV)


class ShelteredQuestion(StrEnum):
    """The two questions on which UWV advises; one yes is enough."""

    ADAPTATION = "aanpassing_niet_redelijk"
    SUPERVISION = "toezicht_niet_redelijk"


class ShelteredReason(StrEnum):
    """Why a request is not ready, in the order in which it is judged."""

    PERSON_UNWILLING = "persoon_wil_niet"
    PERSON_NOT_ASKED = "persoon_niet_gevraagd"
    NO_FINDING = "geen_bevinding_ad_uwv"
    NO_YES = "geen_vraag_met_ja"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """What somebody found about one of the two questions.

    Attributes
    ----------
    answer
        Yes: an employer cannot offer it within reasonable limits.
    words
        The finding itself, as it was written for the request; no diagnosis.
    """

    recorded_on: date
    source: Source
    question: ShelteredQuestion
    answer: Answer
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelteredFacts:
    """What a request for advice needs.

    Attributes
    ----------
    person_agrees
        The person wants this request; nobody is put forward without having been asked.
    findings
        Whatever was found, by anybody; only those of an arbeidsdeskundige or UWV answer a question.
    own_request_on
        Day of an earlier request of the person himself that UWV advised negatively on; None where there is none.
    """

    person_agrees: Answer
    findings: tuple[Finding, ...] = ()
    own_request_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledQuestion:
    """One question as it stands in the request.

    Attributes
    ----------
    answer
        Yes as soon as one finding says so, no where they only say no, unknown without any.
    findings
        The findings that answer it, newest first.
    """

    question: ShelteredQuestion
    answer: Answer
    findings: tuple[Finding, ...]
    basis: LegalBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelteredRequest:
    """A prepared request for advice; it is ready only without reasons against.

    Attributes
    ----------
    questions
        Both questions of art. 3, filled in as far as the findings go.
    reasons
        Why it is not ready; empty where it can be sent by the college.
    own_again_from
        From this day on a new request of the person himself is investigated again; None where there was none, or the
        day has come.
    advice_weeks
        Within how many weeks UWV advises.
    """

    basis: LegalBasis
    questions: tuple[FilledQuestion, ...]
    reasons: tuple[ShelteredReason, ...]
    own_again_from: date | None
    advice_weeks: LawNumber

    @property
    def is_ready(self) -> bool:
        """The request may go to UWV, by a person's decision."""
        return not self.reasons


def sheltered_work_request(facts: ShelteredFacts, rules: Rules) -> ShelteredRequest:
    """Prepare the request for advice on beschut werk on the day of the rules."""
    law = rules.sheltered_work
    citation = law.advice_weeks.citation
    basis = LegalBasis(law=citation.law, article="art. 3", confidence=law.advice_weeks.confidence.value)
    questions = tuple(_filled(question, facts.findings, basis) for question in ShelteredQuestion)
    again = None
    if facts.own_request_on is not None:
        again = months_later(facts.own_request_on, law.own_request_months.whole)
    return ShelteredRequest(
        basis=rules.may_have.row("beschut_werk").grants[0].basis,
        questions=questions,
        reasons=_reasons(facts, questions),
        own_again_from=again if again is not None and again > rules.day else None,
        advice_weeks=law.advice_weeks,
    )


def _filled(question: ShelteredQuestion, findings: Sequence[Finding], basis: LegalBasis) -> FilledQuestion:
    """Fill in one question; of each source what it found last counts."""
    answering = [
        finding
        for finding in findings
        if finding.question is question and finding.source in ANSWERING_SOURCES and finding.answer is not Answer.UNKNOWN
    ]
    last = {
        source: max(finding.recorded_on for finding in answering if finding.source is source)
        for source in {finding.source for finding in answering}
    }
    held = tuple(sorted((each for each in answering if each.recorded_on == last[each.source]), reverse=True))
    answers = {finding.answer for finding in held}
    answer = next((each for each in (Answer.YES, Answer.NO) if each in answers), Answer.UNKNOWN)
    return FilledQuestion(question=question, answer=answer, findings=held, basis=basis)


def _reasons(facts: ShelteredFacts, questions: Sequence[FilledQuestion]) -> tuple[ShelteredReason, ...]:
    answers = {question.answer for question in questions}
    found = {
        ShelteredReason.PERSON_UNWILLING: facts.person_agrees is Answer.NO,
        ShelteredReason.PERSON_NOT_ASKED: facts.person_agrees is Answer.UNKNOWN,
        ShelteredReason.NO_FINDING: answers == {Answer.UNKNOWN},
        ShelteredReason.NO_YES: answers != {Answer.UNKNOWN} and Answer.YES not in answers,
    }
    return tuple(reason for reason, holds in found.items() if holds)
